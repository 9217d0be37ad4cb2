//! `Get-LicenseForecast`: what a change of a group would do to licences.

use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError};
use ingroup_tenant::{Command as Change, GroupChanges, Wanted};

use crate::licenses::{changes, forecast_failures, forecast_products, parameters};
use crate::parameters::{named, rule};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-LicenseForecast", "Says what another rule or other licences of a group would come to, before anything happens.")
        .describe(
            "The units of each product that the group gives, or of which the number in use would change, as they are and \
             as they would be; everything else that follows is in it, too. -Failed names who would not get what, with \
             the reason. -WhatIf of any command that moves licences says the same in sentences.",
        )
        .parameter(named("Group", "Group").alias("Identity").alias("GroupId").position(0).mandatory())
        .parameter(rule())
        .parameters(parameters())
        .parameter(Parameter::switch("Failed").help("The users who would newly not get something, with the reason."))
        .example(
            "Set-GroupLicense Nigeria -AddLicense EMS; Get-LicenseForecast Nigeria -MembershipRule 'user.country -in [\"Nigeria\", \"Ghana\"]'",
            "Says what another rule would come to.",
        )
        .example(
            "Get-LicenseForecast 'Fire wardens' -AddLicense STANDARDPACK; Get-LicenseForecast 'Fire wardens' -AddLicense STANDARDPACK -Failed | Select-Object -First 3",
            "Says what another product would come to, and who would not get it.",
        )
        .each(native(get_license_forecast))
}

fn get_license_forecast(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Group")?;
    let licenses = changes(request)?;
    let mut concerned: Vec<ObjectId> = licenses.remove.clone();
    concerned.extend(licenses.add.iter().map(|license| license.sku_id));
    let mut commands = Vec::new();
    if let Some(rule) = request.text("MembershipRule") {
        let changes = GroupChanges {
            membership_rule: Some(rule),
            ..GroupChanges::default()
        };
        commands.push(Change::UpdateGroup { group, changes });
    }
    if !concerned.is_empty() {
        let changes = licenses;
        commands.push(Change::AssignGroupLicenses { group, changes });
    }
    if commands.is_empty() {
        return Err(nothing_asked());
    }
    let failed = request.switch("Failed");
    let tried = request.session().try_out(commands);
    let (after, outcome) = tried.map_err(|refusal| request.refused(&refusal))?;
    let rows: Vec<Object> = {
        let session = request.session();
        let tenant = session.tenant();
        let forecast = tenant.forecast(&after, &outcome);
        if let Some(known) = tenant.directory().group(group) {
            let licenses = known.facts().assigned_licenses.iter();
            concerned.extend(licenses.map(|license| license.sku_id));
        }
        match failed {
            true => forecast_failures(&after, &forecast.failures),
            false => forecast_products(tenant, &forecast, &concerned),
        }
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}

fn nothing_asked() -> Halt {
    Halt::Error(
        ShellError::new("It is not said what would change.")
            .category(Category::InvalidArgument)
            .help("Give a rule with -MembershipRule, or licences with -AddLicense and -RemoveLicense."),
    )
}
