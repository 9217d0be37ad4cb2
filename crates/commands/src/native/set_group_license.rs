//! `Set-GroupLicense`: gives licences to the members of a group and takes others.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::licenses::{changes, group_licenses, parameters};
use crate::parameters::identity;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-GroupLicense", "Gives licences to the members of a group, and takes others away.")
        .describe(
            "What is given and taken in one go is one change for each member: a product is exchanged without a gap. \
             The users directly in the group inherit; groups in it, devices and service principals get nothing. What \
             goes wrong for a member is no error of this command but a warning: Get-GroupLicense -Failed shows it. \
             -WhatIf says the units before and after, and who would not get what.",
        )
        .parameter(identity("Group").alias("ObjectId").alias("GroupId").mandatory())
        .parameters(parameters())
        .parameter(Parameter::switch("PassThru").help("Gives the licences of the group as they are afterwards."))
        .what_if()
        .example("Set-GroupLicense 'Works council' -AddLicense EMS -PassThru", "Gives a product to a group.")
        .example(
            "Set-GroupLicense 'Fire wardens' -AddLicense ENTERPRISEPACK -DisabledPlan YAMMER_ENTERPRISE -WhatIf",
            "Says what giving a product without one of its services would come to.",
        )
        .example(
            "Set-GroupLicense 'Fire wardens' -AddLicense STANDARDPACK; Set-GroupLicense 'Fire wardens' -RemoveLicense STANDARDPACK -AddLicense ENTERPRISEPACK -PassThru",
            "Exchanges a product for another.",
        )
        .each(native(set_group_license))
}

/// Changes the licences of the group that `-Identity` names.
pub(crate) fn set_group_license(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let changes = changes(request)?;
    let name = name_of(request.session().tenant().directory(), group);
    if changes.add.is_empty() && changes.remove.is_empty() {
        request.warn_unchanged(&name)?;
    }
    let command = Change::AssignGroupLicenses { group, changes };
    let done = request.change(vec![command], &name, Follows::Licenses)?;
    if done.is_none() {
        return Ok(());
    }
    if !request.is_native() {
        return request.emit_each([group]);
    }
    let failures = request.session().tenant().license_failures(group).len();
    if failures > 0 {
        let whom = match failures {
            1 => "1 member does not get all of it".to_owned(),
            many => format!("{many} members do not get all of it"),
        };
        request.call.warn(format!(
            "\"{name}\": {whom}. Get-GroupLicense -Failed says why, and what to do."
        ))?;
    }
    if !request.switch("PassThru") {
        return Ok(());
    }
    let rows = group_licenses(request.session().tenant(), group);
    rows.into_iter().try_for_each(|row| request.emit(row))
}
