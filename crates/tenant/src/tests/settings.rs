//! What a tenant has set, and who may set it (`1.1`, `1.2`).

use ingroup_directory::{Setting, SettingValue};

use super::fixture::*;
use super::people::*;
use crate::{Actor, Command, OrganizationChanges, Outcome, Refusal, Role, Tenant};

fn command(values: &[(&str, SettingValue)]) -> Command {
    let rows = values.iter();
    Command::UpdateSettings(
        rows.map(|(name, value)| (Setting::find(name).unwrap(), value.clone()))
            .collect(),
    )
}

/// Sets settings by name.
pub(crate) fn choose(
    tenant: &mut Tenant,
    actor: Actor,
    values: &[(&str, SettingValue)],
) -> Result<Outcome, Refusal> {
    tenant.execute_as(actor, command(values))
}

fn text(text: &str) -> SettingValue {
    SettingValue::Text(text.into())
}

#[test]
fn settings_are_set_all_or_none() {
    let mut tenant = contoso();
    let values = [
        ("EnableGroupCreation", SettingValue::Flag(false)),
        ("teamsRosterLag", text("PT5M")),
    ];
    choose(&mut tenant, Actor::BuiltIn, &values).unwrap();
    let settings = tenant.directory().settings();
    assert!(!settings.enable_group_creation);
    assert_eq!(settings.get("teamsRosterLag").unwrap().to_string(), "PT5M");
    let values = [
        ("EnableGroupCreation", SettingValue::Flag(true)),
        ("teamsRosterLag", text("soon")),
    ];
    let refused = choose(&mut tenant, Actor::BuiltIn, &values).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "\"soon\" is not valid for teamsRosterLag: it must be a length of time such as PT2H."
    );
    assert!(!tenant.directory().settings().enable_group_creation);
}

#[test]
fn the_group_whose_members_may_create_must_be_there() {
    let mut tenant = contoso();
    let alex = id_of(&tenant, "alex");
    let creators = create(&mut tenant, assigned("Creators"));
    let name = "GroupCreationAllowedGroupId";
    let nobody = [(name, SettingValue::Id(alex))];
    let refused = choose(&mut tenant, Actor::BuiltIn, &nobody);
    assert!(matches!(refused, Err(Refusal::NotFound { .. })));
    let some = [(name, SettingValue::Id(creators))];
    choose(&mut tenant, Actor::BuiltIn, &some).unwrap();
    choose(&mut tenant, Actor::BuiltIn, &[(name, text(""))]).unwrap();
    let settings = tenant.directory().settings();
    assert_eq!(settings.group_creation_allowed_group, None);
}

#[test]
fn each_area_of_settings_has_its_roles() {
    let mut tenant = contoso();
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    let global = admin(&mut tenant, "gl", Role::Global);
    let plain = user(&tenant, "alex");
    let unified = [("AllowToAddGuests", SettingValue::Flag(false))];
    let authorization = [("allowedToCreateSecurityGroups", SettingValue::Flag(false))];
    let both = [unified[0].clone(), authorization[0].clone()];
    assert_denied(&mut tenant, plain, command(&unified));
    assert_denied(&mut tenant, groups, command(&authorization));
    assert_denied(&mut tenant, groups, command(&both));
    assert_denied(&mut tenant, privileged, command(&both));
    choose(&mut tenant, groups, &unified).unwrap();
    choose(&mut tenant, privileged, &authorization).unwrap();
    choose(&mut tenant, global, &both).unwrap();
    // The service has no such thing, so nobody's role counts.
    choose(&mut tenant, plain, &[("memberOfStaleness", text("false"))]).unwrap();
}

#[test]
fn the_organisation_is_renamed_and_moved_by_a_global_administrator() {
    let mut tenant = contoso();
    let changes = OrganizationChanges {
        display_name: Some("Fabrikam".to_owned()),
        country_letter_code: Some("ng".to_owned()),
    };
    let groups = admin(&mut tenant, "gr", Role::Groups);
    assert_denied(
        &mut tenant,
        groups,
        Command::UpdateOrganization(changes.clone()),
    );
    tenant
        .execute(Command::UpdateOrganization(changes))
        .unwrap();
    let organization = tenant.directory().organization();
    assert_eq!(organization.display_name.as_deref(), Some("Fabrikam"));
    assert_eq!(organization.country_letter_code.as_deref(), Some("NG"));
    let refused = tenant.execute(Command::UpdateOrganization(OrganizationChanges {
        display_name: None,
        country_letter_code: Some("Nigeria".to_owned()),
    }));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "\"Nigeria\" is not valid for countryLetterCode: it is two letters, such as US or NG."
    );
}
