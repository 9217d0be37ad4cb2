//! Whatever happens, in whatever order: a group that is on and complete has exactly the members its rule gives.

use ingroup_directory::RuleProcessing;
use ingroup_engine::{Status, plain};
use ingroup_rule::Kind;
use ingroup_schema::{Duration, ObjectId, Value};
use proptest::prelude::*;

use super::fixture::*;
use crate::{Command, GroupChanges, Tenant, UserChanges};

const RULES: [&str; 12] = [
    "user.department -eq \"Sales\"",
    "user.department -ne \"Sales\"",
    "user.department -in [\"Sales\",\"HR\"] -and user.country -eq \"Germany\"",
    "-not (user.department -startsWith \"S\") -or user.country -eq null",
    "user.country -contains \"an\" -or user.department -endsWith \"r\"",
    "user.department -match \"^(s|h)\"",
    "user.employeeHireDate -le system.now",
    "user.employeeHireDate -ge system.now -minus P3D -and user.employeeHireDate -le system.now -plus P3D",
    "user.accountEnabled -eq true -and user.department -ne null",
    "user.objectId -ne null",
    "user.department -eq \"Sales\" -and user.department -eq \"HR\"",
    "user.employeeType -eq \"x\"",
];

const TEXTS: [&str; 5] = ["", "Sales", "HR", "SALES", "Germany"];

#[derive(Debug, Clone)]
enum Act {
    NewUser(u8),
    Set {
        user: usize,
        property: usize,
        text: usize,
    },
    Hire {
        user: usize,
        days: i64,
    },
    Enable {
        user: usize,
        on: bool,
    },
    Manage {
        user: usize,
        manager: Option<usize>,
    },
    DeleteUser(usize),
    NewGroup {
        rule: usize,
    },
    NewReports {
        manager: usize,
    },
    SetRule {
        group: usize,
        rule: usize,
    },
    Pause {
        group: usize,
        on: bool,
    },
    DeleteGroup(usize),
    Pass {
        hours: i64,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => any::<u8>().prop_map(Act::NewUser),
        8 => (any::<usize>(), 0..2_usize, 0..TEXTS.len()).prop_map(|(user, property, text)| Act::Set { user, property, text }),
        4 => (any::<usize>(), -6..6_i64).prop_map(|(user, days)| Act::Hire { user, days }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(user, on)| Act::Enable { user, on }),
        3 => (any::<usize>(), any::<Option<usize>>()).prop_map(|(user, manager)| Act::Manage { user, manager }),
        1 => any::<usize>().prop_map(Act::DeleteUser),
        4 => (0..RULES.len()).prop_map(|rule| Act::NewGroup { rule }),
        1 => any::<usize>().prop_map(|manager| Act::NewReports { manager }),
        2 => (any::<usize>(), 0..RULES.len()).prop_map(|(group, rule)| Act::SetRule { group, rule }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(group, on)| Act::Pause { group, on }),
        1 => any::<usize>().prop_map(Act::DeleteGroup),
        3 => (0..100_i64).prop_map(|hours| Act::Pass { hours }),
    ]
}

fn pick(all: &[ObjectId], at: usize) -> Option<ObjectId> {
    (!all.is_empty()).then(|| all[at % all.len()])
}

/// Does what an act says if it makes sense now. Refusals are fine: they must leave no trace.
fn carry_out(tenant: &mut Tenant, act: &Act) {
    let directory = tenant.directory();
    let users: Vec<ObjectId> = directory
        .users()
        .rows()
        .filter_map(|row| directory.users().id(row))
        .collect();
    let groups: Vec<ObjectId> = directory.groups().map(|group| group.id()).collect();
    let update = |user: ObjectId, name: &str, value: Value| Command::UpdateUser {
        user,
        changes: UserChanges {
            attributes: vec![(key(name), value)],
            manager: None,
        },
    };
    let now = tenant.clock().now();
    let command = match act {
        Act::NewUser(number) => {
            let _ = new_user(tenant, &format!("u{number}"), &[("department", "Sales")]);
            return;
        }
        Act::Set {
            user,
            property,
            text,
        } => pick(&users, *user).map(|user| {
            update(
                user,
                ["department", "country"][*property],
                Value::text(TEXTS[*text]),
            )
        }),
        Act::Hire { user, days } => {
            let hired = Value::Instant(now.saturating_add(Duration::from_days(*days)));
            pick(&users, *user).map(|user| update(user, "employeeHireDate", hired))
        }
        Act::Enable { user, on } => {
            pick(&users, *user).map(|user| update(user, "accountEnabled", Value::Boolean(*on)))
        }
        Act::Manage { user, manager } => pick(&users, *user).map(|user| Command::UpdateUser {
            user,
            changes: UserChanges {
                attributes: Vec::new(),
                manager: Some(manager.and_then(|manager| pick(&users, manager))),
            },
        }),
        Act::DeleteUser(user) => pick(&users, *user).map(|user| Command::DeleteUser { user }),
        Act::NewGroup { rule } => Some(Command::CreateGroup(dynamic("G", RULES[*rule]))),
        Act::NewReports { manager } => pick(&users, *manager).map(|manager| {
            Command::CreateGroup(dynamic("R", &format!("Direct Reports for \"{manager}\"")))
        }),
        Act::SetRule { group, rule } => pick(&groups, *group).map(|group| Command::UpdateGroup {
            group,
            changes: GroupChanges {
                membership_rule: Some(RULES[*rule].to_owned()),
                ..GroupChanges::default()
            },
        }),
        Act::Pause { group, on } => pick(&groups, *group).map(|group| Command::UpdateGroup {
            group,
            changes: GroupChanges {
                processing_state: Some(if *on {
                    RuleProcessing::On
                } else {
                    RuleProcessing::Paused
                }),
                ..GroupChanges::default()
            },
        }),
        Act::DeleteGroup(group) => {
            pick(&groups, *group).map(|group| Command::DeleteGroup { group })
        }
        Act::Pass { hours } => Some(Command::SetClock {
            to: now.saturating_add(Duration::from_seconds(hours * 3600)),
        }),
    };
    if let Some(command) = command {
        let _ = tenant.execute(command);
    }
}

/// Checks every group against its rule evaluated subject by subject, or against what it was when it was frozen.
fn check(tenant: &Tenant, frozen: &mut std::collections::BTreeMap<ObjectId, Vec<String>>) {
    for (id, known) in tenant.engine().groups() {
        let now = members(tenant, id);
        match (known.status(), known.rule()) {
            (Status::UpdateComplete, Ok(rule)) => {
                assert!(!matches!(rule.kind(), Kind::MemberOf(_)));
                let expected =
                    plain::members(tenant.directory(), rule, tenant.clock().now()).unwrap();
                let directory = tenant.directory();
                let rows: std::collections::BTreeSet<_> = directory
                    .group(id)
                    .unwrap()
                    .members()
                    .subjects(rule.subject())
                    .collect();
                assert_eq!(rows, expected.rows, "{}", rule.text());
                frozen.insert(id, now);
            }
            (Status::UpdatePaused | Status::ProcessingError(_), _) => {
                let alive = |name: &String| {
                    !tenant
                        .directory()
                        .find(ingroup_directory::Name::DisplayName, name)
                        .is_empty()
                };
                let mut before = frozen.get(&id).cloned().unwrap_or_default();
                before.retain(alive);
                assert_eq!(now, before, "frozen members stay");
            }
            (status, rule) => panic!("{status:?} after the queue was drained: {rule:?}"),
        }
    }
    assert_eq!(tenant.engine().waiting(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn members_are_those_the_rules_give_after_every_change(acts in prop::collection::vec(act(), 1..40)) {
        let mut tenant = contoso();
        let mut frozen = std::collections::BTreeMap::new();
        for act in &acts {
            carry_out(&mut tenant, act);
            check(&tenant, &mut frozen);
        }
    }
}
