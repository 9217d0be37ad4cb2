//! Administrative units: rules, conversions and members (2.12).

use ingroup_directory::{RuleProcessing, Visibility};
use ingroup_schema::{ObjectId, SubjectKind};

use super::fixture::*;
use super::people::*;
use super::plan::{P1, subscription};
use crate::{
    Command, NewUnit, Outcome, Refusal, Role, Tenant, UnitChanges, UnitMembership, Wanted,
};

const UNITED_STATES: &str = "(user.country -eq 'United States')";
const GERMANY: &str = "(user.country -eq 'Germany')";

fn dynamic_unit(name: &str, rule: &str) -> NewUnit {
    NewUnit {
        display_name: name.to_owned(),
        membership: UnitMembership::Dynamic,
        membership_rule: Some(rule.to_owned()),
        ..NewUnit::default()
    }
}

pub(super) fn assigned_unit(name: &str) -> NewUnit {
    NewUnit {
        display_name: name.to_owned(),
        ..NewUnit::default()
    }
}

pub(super) fn create_unit(tenant: &mut Tenant, unit: NewUnit) -> ObjectId {
    let made = tenant.execute(Command::CreateUnit(unit)).unwrap();
    made.created.unwrap()
}

fn update(tenant: &mut Tenant, unit: ObjectId, changes: UnitChanges) -> Result<Outcome, Refusal> {
    tenant.execute(Command::UpdateUnit { unit, changes })
}

pub(super) fn add(
    tenant: &mut Tenant,
    unit: ObjectId,
    member: ObjectId,
) -> Result<Outcome, Refusal> {
    tenant.execute(Command::AddUnitMember { unit, member })
}

fn rule(text: &str) -> UnitChanges {
    UnitChanges {
        membership_rule: Some(text.to_owned()),
        ..UnitChanges::default()
    }
}

fn convert(membership: UnitMembership, rule: Option<&str>) -> UnitChanges {
    UnitChanges {
        membership: Some(membership),
        membership_rule: rule.map(str::to_owned),
        ..UnitChanges::default()
    }
}

/// The sorted names of a unit's members.
pub(super) fn unit_members(tenant: &Tenant, unit: ObjectId) -> Vec<String> {
    let directory = tenant.directory();
    let members = directory.unit(unit).unwrap().members();
    let mut names: Vec<String> = members
        .iter()
        .map(|object| directory.display_name(object).unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn sc_74_and_75_a_dynamic_unit_follows_its_rule_until_it_is_assigned() {
    let mut tenant = contoso();
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    let new = Command::CreateUnit(dynamic_unit("Example Admin Unit", UNITED_STATES));
    assert_denied(&mut tenant, groups, new.clone());
    let made = tenant.execute_as(privileged, new).unwrap();
    let unit = made.created.unwrap();
    assert_eq!(made.moved(unit), (3, 0));
    assert_eq!(unit_members(&tenant, unit), ["adele", "alex", "grady"]);

    let update = |changes| Command::UpdateUnit { unit, changes };
    assert_denied(&mut tenant, groups, update(rule(GERMANY)));
    let outcome = tenant
        .execute_as(privileged, update(rule(GERMANY)))
        .unwrap();
    assert_eq!(outcome.moved(unit), (1, 3));
    assert_eq!(unit_members(&tenant, unit), ["diego"]);

    let by_hand = update(convert(UnitMembership::Assigned, None));
    assert_denied(&mut tenant, groups, by_hand.clone());
    tenant.execute_as(privileged, by_hand).unwrap();
    set(&mut tenant, "alex", &[("country", "Germany")]);
    assert_eq!(unit_members(&tenant, unit), ["diego"]);
    let facts = tenant.directory().unit(unit).unwrap().facts().clone();
    assert_eq!(facts.membership_rule.as_deref(), Some(GERMANY));
    assert_eq!(facts.rule_processing, Some(RuleProcessing::Paused));
    let staff = create(&mut tenant, assigned("Staff"));
    let member = staff;
    let add = Command::AddUnitMember { unit, member };
    assert_denied(&mut tenant, groups, add.clone());
    tenant.execute_as(privileged, add).unwrap();
    assert_eq!(unit_members(&tenant, unit), ["Staff", "diego"]);
}

#[test]
fn sc_80_an_assigned_unit_that_becomes_dynamic_keeps_who_matches_and_drops_groups() {
    let mut tenant = contoso();
    let unit = create_unit(&mut tenant, assigned_unit("US"));
    let staff = create(&mut tenant, assigned("Staff"));
    for member in [id_of(&tenant, "adele"), id_of(&tenant, "diego"), staff] {
        add(&mut tenant, unit, member).unwrap();
    }
    let made = convert(
        UnitMembership::DynamicOf(SubjectKind::User),
        Some(UNITED_STATES),
    );
    let outcome = update(&mut tenant, unit, made).unwrap();
    assert_eq!(outcome.moved(unit), (2, 2));
    assert_eq!(unit_members(&tenant, unit), ["adele", "alex", "grady"]);
    let adele = id_of(&tenant, "adele");
    let object = tenant.directory().resolve(adele).unwrap();
    let mut moved = outcome
        .events
        .iter()
        .flat_map(|event| event.change.memberships());
    assert!(moved.all(|moved| moved.object != object));

    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    let member = id_of(&tenant, "diego");
    let by_hand = Command::AddUnitMember { unit, member };
    assert_denied(&mut tenant, privileged, by_hand.clone());
    let refused = tenant.execute(by_hand).unwrap_err();
    assert_eq!(
        format!("{refused} {}", refused.help().unwrap()),
        "US is a dynamic administrative unit: its members come from the rule `(user.country -eq 'United States')`. \
         Extend the rule: -or adds somebody, -and with -ne leaves somebody out. Or convert the unit to assigned \
         membership."
    );
    let member = adele;
    let refused = tenant.execute(Command::RemoveUnitMember { unit, member });
    assert!(matches!(refused, Err(Refusal::DynamicUnit { .. })));

    let text = |characters: usize| {
        let rule = "user.city -eq \"\"";
        format!("user.city -eq \"{}\"", "x".repeat(characters - rule.len()))
    };
    let refused = update(&mut tenant, unit, rule(&text(3_073)));
    assert!(matches!(refused, Err(Refusal::InvalidRule { .. })));
    update(&mut tenant, unit, rule(&text(3_072))).unwrap();
    assert!(unit_members(&tenant, unit).is_empty());
}

#[test]
fn op_73_rules_of_units_are_paused_resumed_and_kept_byte_for_byte() {
    let mut tenant = contoso();
    let unit = create_unit(&mut tenant, dynamic_unit("US", UNITED_STATES));
    let state = |state| UnitChanges {
        processing_state: Some(state),
        ..UnitChanges::default()
    };
    update(&mut tenant, unit, state(RuleProcessing::Paused)).unwrap();
    set(&mut tenant, "diego", &[("country", "United States")]);
    assert_eq!(unit_members(&tenant, unit), ["adele", "alex", "grady"]);
    let outcome = update(&mut tenant, unit, state(RuleProcessing::On)).unwrap();
    assert_eq!(outcome.moved(unit), (1, 0));
    let spaced = "  (user.country   -eq 'United States') ";
    let outcome = update(&mut tenant, unit, rule(spaced)).unwrap();
    assert_eq!(outcome.moved(unit), (0, 0));
    let facts = tenant.directory().unit(unit).unwrap().facts().clone();
    assert_eq!(facts.membership_rule.as_deref(), Some(spaced));
    let refused = update(&mut tenant, unit, rule("user.country -equals 'US'"));
    assert!(matches!(refused, Err(Refusal::InvalidRule { .. })));
    let name = UnitChanges {
        display_name: Some("States".to_owned()),
        description: Some(Some("Everybody over there".to_owned())),
        visibility: Some(Visibility::HiddenMembership),
        ..UnitChanges::default()
    };
    let outcome = update(&mut tenant, unit, name).unwrap();
    assert_eq!(outcome.moved(unit), (0, 0));
    assert_eq!(tenant.find(Wanted::Unit, "states"), Ok(unit));
    assert!(tenant.find(Wanted::Unit, "US").is_err());
}

#[test]
fn a_unit_of_users_that_turns_to_devices_keeps_no_user() {
    let mut tenant = contoso();
    let laptop = super::devices::new_device(&mut tenant, "laptop", &[("deviceOSType", "Windows")]);
    let unit = create_unit(&mut tenant, dynamic_unit("US", UNITED_STATES));
    let windows = "device.deviceOSType -eq \"Windows\"";
    update(&mut tenant, unit, rule(windows)).unwrap();
    assert_eq!(unit_members(&tenant, unit), ["laptop"]);
    // While it is paused nobody moves, and the resume catches up.
    let mut back = rule(UNITED_STATES);
    back.processing_state = Some(RuleProcessing::Paused);
    update(&mut tenant, unit, back).unwrap();
    assert_eq!(unit_members(&tenant, unit), ["laptop"]);
    let on = UnitChanges {
        processing_state: Some(RuleProcessing::On),
        ..UnitChanges::default()
    };
    update(&mut tenant, unit, on).unwrap();
    assert_eq!(unit_members(&tenant, unit), ["adele", "alex", "grady"]);
    let wanted = convert(UnitMembership::DynamicOf(SubjectKind::Device), None);
    let refused = update(&mut tenant, unit, wanted).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Members were to be devices, and this rule is about users."
    );
    assert!(tenant.directory().resolve(laptop).is_some());
}

#[test]
fn an_assigned_unit_holds_users_devices_and_groups_each_once_and_takes_no_rule() {
    let mut tenant = contoso();
    let unit = create_unit(&mut tenant, assigned_unit("Mixed"));
    let other = create_unit(&mut tenant, assigned_unit("Other"));
    let device = super::devices::new_device(&mut tenant, "phone", &[]);
    let group = create(&mut tenant, microsoft_365("Team"));
    let adele = id_of(&tenant, "adele");
    for member in [adele, device, group] {
        add(&mut tenant, unit, member).unwrap();
    }
    let said = |refused: Result<Outcome, Refusal>| refused.unwrap_err().to_string();
    assert_eq!(
        said(add(&mut tenant, unit, adele)),
        "adele is already a member of Mixed."
    );
    assert_eq!(
        said(add(&mut tenant, unit, other)),
        "An administrative unit cannot have an administrative unit as member."
    );
    let application = application(&mut tenant, "Provisioning").id().unwrap();
    assert_eq!(
        said(add(&mut tenant, unit, application)),
        "An administrative unit cannot have a service principal as member."
    );
    assert_eq!(
        said(update(&mut tenant, unit, rule(GERMANY))),
        "Mixed has assigned membership, so it takes no membership rule."
    );
    let remove = |member| Command::RemoveUnitMember { unit, member };
    tenant.execute(remove(device)).unwrap();
    assert_eq!(unit_members(&tenant, unit), ["Team", "adele"]);
    assert_eq!(
        said(tenant.execute(remove(device))),
        "phone is not a member of Mixed."
    );
    let private = NewUnit {
        visibility: Some(Visibility::Private),
        ..assigned_unit("Secret")
    };
    assert_eq!(
        said(tenant.execute(Command::CreateUnit(private))),
        "\"Private\" is not valid for visibility: an administrative unit is Public or has HiddenMembership."
    );
    let nameless = Command::CreateUnit(assigned_unit(" "));
    assert_eq!(
        said(tenant.execute(nameless)),
        "An administrative unit needs a displayName."
    );
}

#[test]
fn quo_10_an_object_is_in_at_most_30_units() {
    let mut tenant = contoso();
    let adele = id_of(&tenant, "adele");
    let units: Vec<ObjectId> = (0..31)
        .map(|number| create_unit(&mut tenant, assigned_unit(&format!("Unit {number}"))))
        .collect();
    for unit in &units[..30] {
        add(&mut tenant, *unit, adele).unwrap();
    }
    let refused = add(&mut tenant, units[30], adele).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "That would make 31 administrative units of one object (adele); the limit is 30."
    );
    // A unit that comes back takes its members back, who need room for it.
    let unit = units[0];
    tenant.execute(Command::DeleteUnit { unit }).unwrap();
    add(&mut tenant, units[30], adele).unwrap();
    let refused = tenant
        .execute(Command::Restore { object: unit })
        .unwrap_err();
    assert!(matches!(refused, Refusal::OverQuota { .. }), "{refused}");
}

#[test]
fn op_74_without_the_plan_no_unit_becomes_dynamic() {
    let mut tenant = contoso();
    let unit = create_unit(&mut tenant, assigned_unit("US"));
    let none_left = vec![subscription(P1, 0)];
    tenant
        .directory
        .set_subscriptions(none_left, &mut Vec::new());
    let made = convert(UnitMembership::Dynamic, Some(UNITED_STATES));
    for command in [
        Command::UpdateUnit {
            unit,
            changes: made,
        },
        Command::CreateUnit(dynamic_unit("Other", UNITED_STATES)),
    ] {
        let refused = tenant.execute(command).unwrap_err();
        assert_eq!(refused, Refusal::PlanMissing);
    }
    create_unit(&mut tenant, assigned_unit("Assigned"));
}

#[test]
fn a_dynamic_unit_needs_a_rule() {
    let mut tenant = contoso();
    let new = NewUnit {
        membership: UnitMembership::Dynamic,
        ..assigned_unit("US")
    };
    let refused = tenant.execute(Command::CreateUnit(new)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Dynamic membership needs a membership rule."
    );
}
