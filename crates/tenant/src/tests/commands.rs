//! Commands: what they do, what they refuse, and that a refusal leaves no trace.

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, Moved, RuleProcessing, Way};
use ingroup_engine::{Cause, Status};

use super::fixture::*;
use crate::{Command, Event, GroupChanges, Initiator, Refusal, Wanted};

const SALES: &str = "user.department -eq \"Sales\"";

#[test]
fn sc_01_to_04_membership_follows_the_rule() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
    new_user(&mut tenant, "nia", &[("department", "sales")]).unwrap();
    new_user(&mut tenant, "omar", &[("department", "Legal")]).unwrap();
    set(&mut tenant, "alex", &[("department", "Sales")]);
    set(&mut tenant, "adele", &[("department", "Legal")]);
    assert_eq!(members(&tenant, sales), ["alex", "diego", "nia"]);
}

#[test]
fn sc_05_one_change_of_several_attributes_is_one_unit_of_work() {
    let mut tenant = contoso();
    create(&mut tenant, dynamic("Sales", SALES));
    create(
        &mut tenant,
        dynamic("Managers", "user.jobTitle -eq \"Manager\""),
    );
    let outcome = set(
        &mut tenant,
        "grady",
        &[("department", "Sales"), ("jobTitle", "Manager")],
    );
    let mut events = outcome.events.iter();
    let moves: Vec<&Event> = events
        .by_ref()
        .filter(|event| event.change.moved().next().is_some())
        .collect();
    let [only] = moves[..] else {
        panic!("{moves:?}");
    };
    assert_eq!(only.initiator, Initiator::DynamicMembership(Cause::Object));
    let counts: Vec<_> = only.change.moved().map(Moved::counts).collect();
    assert_eq!(counts, [(1, 0), (1, 0)]);
}

#[test]
fn sc_11_nobody_edits_the_members_of_a_dynamic_group() {
    let mut tenant = contoso();
    let group = create(&mut tenant, dynamic("Sales", SALES));
    let grady = tenant.find(Wanted::User, "grady").unwrap();
    let refused = tenant
        .execute(Command::AddMembers {
            group,
            members: vec![grady],
        })
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Sales is a dynamic group: its members come from the rule `user.department -eq \"Sales\"`."
    );
    let service = refused.service().unwrap();
    assert_eq!(
        (service.status, service.code),
        (403, "Authorization_RequestDenied")
    );
    assert_eq!(members(&tenant, group), ["adele", "diego"]);
}

#[test]
fn sc_14_and_15_a_pause_freezes_and_a_resume_catches_up() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    pause(&mut tenant, sales, RuleProcessing::Paused);
    set(&mut tenant, "adele", &[("department", "Legal")]);
    new_user(&mut tenant, "nia", &[("department", "Sales")]).unwrap();
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
    assert_eq!(
        tenant.engine().group(sales).unwrap().status(),
        &Status::UpdatePaused
    );
    pause(&mut tenant, sales, RuleProcessing::On);
    assert_eq!(members(&tenant, sales), ["diego", "nia"]);
    assert_eq!(
        tenant.engine().group(sales).unwrap().status(),
        &Status::UpdateComplete
    );
}

#[test]
fn sc_19_a_bad_rule_is_refused_and_changes_nothing() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    for rule in [
        "(user.invalidProperty -eq \"Value\")",
        "(user.accountEnabled -contains true)",
        "(user.department -eq \"Sales\") (user.department -eq \"Marketing\")",
    ] {
        let changes = GroupChanges {
            membership_rule: Some(rule.to_owned()),
            ..GroupChanges::default()
        };
        let refused = change(&mut tenant, sales, changes).unwrap_err();
        assert!(matches!(refused, Refusal::InvalidRule { .. }), "{refused}");
        assert!(refused.service().is_some());
    }
    assert_eq!(
        tenant
            .directory()
            .group(sales)
            .unwrap()
            .facts()
            .membership_rule
            .as_deref(),
        Some(SALES)
    );
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
}

#[test]
fn op_14_a_paused_group_stores_an_invalid_rule_and_fails_when_it_is_resumed() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    pause(&mut tenant, sales, RuleProcessing::Paused);
    let rule = "user.employeeType -eq \"Contractor\"".to_owned();
    let changes = GroupChanges {
        membership_rule: Some(rule),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, changes).unwrap();
    pause(&mut tenant, sales, RuleProcessing::On);
    assert!(matches!(
        tenant.engine().group(sales).unwrap().status(),
        Status::ProcessingError(_)
    ));
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
}

#[test]
fn sc_20_white_space_runs_the_rule_and_moves_nobody() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let changes = GroupChanges {
        membership_rule: Some(format!("{SALES} ")),
        ..GroupChanges::default()
    };
    let outcome = change(&mut tenant, sales, changes).unwrap();
    assert_eq!(outcome.moved(sales), (0, 0));
    assert_eq!(outcome.events.len(), 1);
    let stored = tenant
        .directory()
        .group(sales)
        .unwrap()
        .facts()
        .membership_rule
        .clone();
    assert_eq!(stored.as_deref(), Some("user.department -eq \"Sales\" "));
}

#[test]
fn sc_22_to_25_conversions() {
    let mut tenant = contoso();
    let staff = create(&mut tenant, assigned("Staff"));
    for name in ["adele", "grady"] {
        let member = tenant.find(Wanted::User, name).unwrap();
        tenant
            .execute(Command::AddMembers {
                group: staff,
                members: vec![member],
            })
            .unwrap();
    }
    let to_dynamic = |rule: &str| GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some(rule.to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, staff, to_dynamic("user.department -eq")).unwrap_err();
    assert_eq!(members(&tenant, staff), ["adele", "grady"]);
    assert!(
        !tenant
            .directory()
            .group(staff)
            .unwrap()
            .facts()
            .is_dynamic()
    );

    let outcome = change(&mut tenant, staff, to_dynamic(SALES)).unwrap();
    assert_eq!(members(&tenant, staff), ["adele", "diego"]);
    let moves: Vec<bool> = outcome
        .events
        .iter()
        .flat_map(|event| event.change.memberships())
        .map(|moved| moved.way == Way::In)
        .collect();
    assert_eq!(
        moves,
        [false, false, true, true],
        "emptied first, then filled"
    );

    let to_assigned = GroupChanges {
        group_types: Some(BTreeSet::new()),
        ..GroupChanges::default()
    };
    change(&mut tenant, staff, to_assigned).unwrap();
    set(&mut tenant, "adele", &[("department", "Legal")]);
    let grady = tenant.find(Wanted::User, "grady").unwrap();
    tenant
        .execute(Command::AddMembers {
            group: staff,
            members: vec![grady],
        })
        .unwrap();
    assert_eq!(members(&tenant, staff), ["adele", "diego", "grady"]);
    let facts = tenant.directory().group(staff).unwrap().facts().clone();
    assert_eq!(facts.rule_processing, Some(RuleProcessing::Paused));
    assert_eq!(facts.membership_rule.as_deref(), Some(SALES), "kept, inert");
}

#[test]
fn op_28_who_leaves_a_source_group_stays_until_the_rule_is_changed() {
    let mut tenant = contoso();
    let source = create(&mut tenant, assigned("Source"));
    let adele = tenant.find(Wanted::User, "adele").unwrap();
    tenant
        .execute(Command::AddMembers {
            group: source,
            members: vec![adele],
        })
        .unwrap();
    let rule = format!("user.memberOf -any (group.objectId -in ['{source}'])");
    let all = create(&mut tenant, dynamic("All", &rule));
    assert_eq!(members(&tenant, all), ["adele"]);
    let alex = tenant.find(Wanted::User, "alex").unwrap();
    tenant
        .execute(Command::AddMembers {
            group: source,
            members: vec![alex],
        })
        .unwrap();
    tenant
        .execute(Command::RemoveMember {
            group: source,
            member: adele,
        })
        .unwrap();
    assert_eq!(members(&tenant, all), ["adele", "alex"]);
    pause(&mut tenant, all, RuleProcessing::Paused);
    pause(&mut tenant, all, RuleProcessing::On);
    assert_eq!(
        members(&tenant, all),
        ["adele", "alex"],
        "a resume removes nobody"
    );
    let changes = GroupChanges {
        membership_rule: Some(format!("{rule} ")),
        ..GroupChanges::default()
    };
    change(&mut tenant, all, changes).unwrap();
    assert_eq!(members(&tenant, all), ["alex"]);
}

#[test]
fn a_refused_command_leaves_no_trace() {
    let mut tenant = contoso();
    let before = tenant.directory().clone();
    assert!(
        new_user(&mut tenant, "adele", &[]).is_err(),
        "the name is taken"
    );
    assert!(new_user(&mut tenant, "nia", &[("usageLocation", "USA")]).is_err());
    assert!(new_user(&mut tenant, "a b", &[]).is_err());
    let mut unified = dynamic("Phones", "device.deviceOSType -eq \"iPhone\"");
    unified.group_types.insert(GroupType::Unified);
    unified.mail_enabled = true;
    let refused = tenant.execute(Command::CreateGroup(unified)).unwrap_err();
    assert!(
        matches!(refused, Refusal::SubjectOfMicrosoft365 { .. }),
        "SC-10: {refused}"
    );
    let mut role = dynamic("Helpdesk", SALES);
    role.is_assignable_to_role = true;
    let refused = tenant.execute(Command::CreateGroup(role)).unwrap_err();
    assert!(
        matches!(refused, Refusal::RoleAssignable { .. }),
        "SC-27: {refused}"
    );
    assert!(*tenant.directory() == before);
    assert_eq!(tenant.engine().waiting(), 0);
}

#[test]
fn identifiers_do_not_depend_on_what_came_before() {
    let mut one = contoso();
    let mut other = contoso();
    new_user(&mut other, "extra", &[]).unwrap();
    assert_eq!(
        create(&mut one, assigned("Staff")),
        create(&mut other, assigned("Staff"))
    );
    assert_ne!(
        create(&mut one, assigned("Staff")),
        create(&mut one, assigned("Staff"))
    );
}
