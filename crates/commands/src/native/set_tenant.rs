//! `Set-Tenant`: what the tenant has set, and its plain facts.

use ingroup_directory::{Setting, SettingKind, SettingValue};
use ingroup_shell::{Command, Done, Halt, Parameter};
use ingroup_tenant::{Command as Change, OrganizationChanges, Wanted};

use crate::effects::{self, Follows};
use crate::lengths;
use crate::parameters::shared;
use crate::request::{Request, native};
use crate::session::Session;
use crate::settings::{parameter, parameter_name, settable};

pub(super) fn command() -> Command<Session> {
    Command::new("Set-Tenant", "Sets what the tenant allows, and the model's options.")
        .describe(
            "Only what is named changes, all of it or nothing. Get-Tenant -Setting * shows every setting with its \
             present value. Who may create groups changes 15 minutes later, as in the service; Step-Clock 15m passes \
             them, -CreationSwitchDelay 0s does without. The naming policy of Microsoft 365 groups is \
             -PrefixSuffixNamingRequirement, with [GroupName] where the name stands and [Department], [Company], [Office], \
             [StateOrProvince], [CountryOrRegion] or [Title] of who names the group, and -CustomBlockedWordsList; both \
             empty is none. It binds all but Global and User Administrators.",
        )
        .parameter(shared("DisplayName"))
        .parameter(
            Parameter::text("CountryLetterCode")
                .alias("Country")
                .help("Where the organisation is: two letters of ISO 3166."),
        )
        .parameters(settable().map(parameter))
        .what_if()
        .example(
            "Set-Tenant -AllowToAddGuests $false; Get-Tenant -Setting AllowToAddGuests",
            "Lets nobody without a role add guests to Microsoft 365 groups.",
        )
        .example(
            "Set-Tenant -EnableGroupCreation $false -GroupCreationAllowedGroupId Board -WhatIf",
            "Says what would follow if only the members of a group could create Microsoft 365 groups.",
        )
        .example(
            "Set-Tenant -DisplayName 'Contoso Nigeria' -CountryLetterCode NG; Get-Tenant | Select-Object DisplayName, Country",
            "Renames and moves the organisation.",
        )
        .example(
            "Set-Tenant -PrefixSuffixNamingRequirement 'GRP_[GroupName]_[Department]' -CustomBlockedWordsList 'Payroll,CEO'; Connect-Tenant -As adele@contoso.com; New-Group Launch -GroupTypes Unified | Select-Object DisplayName, MailNickname",
            "Sets a naming policy, and somebody creates a group under it.",
        )
        .each(native(set_tenant))
}

fn set_tenant(request: &mut Request<'_, '_>) -> Done {
    let mut values = Vec::new();
    for setting in settable() {
        let name = parameter_name(setting);
        if request.has(&name) {
            values.push((setting, value(request, setting, &name)?));
        }
    }
    let organization = OrganizationChanges {
        display_name: request.text("DisplayName"),
        country_letter_code: request.text("CountryLetterCode"),
    };
    let mut commands = Vec::new();
    if organization != OrganizationChanges::default() {
        commands.push(Change::UpdateOrganization(organization));
    }
    if !values.is_empty() {
        commands.push(Change::UpdateSettings(values));
    }
    let name = {
        let session = request.session();
        let organization = session.tenant().directory().organization();
        let name = organization.display_name.as_deref();
        name.unwrap_or("the tenant").to_owned()
    };
    if commands.is_empty() {
        request.warn_unchanged(&name)?;
    }
    let Some(outcome) = request.change(commands, &name, Follows::Memberships)? else {
        return Ok(());
    };
    let later = effects::acts_later(request.session().tenant(), &outcome);
    match later {
        Some(later) => request.call.warn(later),
        None => Ok(()),
    }
}

/// The value that an argument means for a setting.
fn value(
    request: &mut Request<'_, '_>,
    setting: &'static Setting,
    name: &str,
) -> Result<SettingValue, Halt> {
    let text = request.text(name).unwrap_or_default();
    let is_empty = text.trim().is_empty();
    Ok(match setting.kind {
        SettingKind::Flag => SettingValue::Flag(request.switch(name)),
        SettingKind::Id if !is_empty => {
            SettingValue::Id(request.find_named(Wanted::Group, name, &text)?)
        }
        SettingKind::Duration | SettingKind::Period if !is_empty => {
            let given = request.value(name).unwrap_or_default();
            SettingValue::Duration(lengths::length(&given, setting.name)?)
        }
        _ => SettingValue::Text(text.into()),
    })
}
