//! Whatever happens, in whatever order: members, status and queue are those of the slow model, and a group that is on
//! and complete has exactly the members its rule gives.

use ingroup_directory::{Change, ProcessingDelay, RuleProcessing};
use ingroup_engine::{Status, plain};
use ingroup_rule::Kind;
use ingroup_schema::{Duration, ObjectId, ObjectKind, Value};
use proptest::prelude::*;

use super::fixture::*;
use super::model::Model;
use crate::{
    ClockMode, Command, FaultInjection, FaultPlace, GroupChanges, Initiator, NewUnit, Outcome,
    Processing, Tenant, UnitChanges, UnitMembership, UserChanges,
};

const RULES: [&str; 13] = [
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
    "user.nonsense -eq \"x\"",
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
        text: usize,
    },
    DeleteUser(usize),
    NewGroup {
        rule: usize,
    },
    NewUnit {
        rule: usize,
    },
    ChangeUnit {
        unit: usize,
        rule: Option<usize>,
        on: Option<bool>,
    },
    DeleteUnit(usize),
    Restore(usize),
    NewReports {
        manager: usize,
    },
    NewAssigned,
    NewMemberOf {
        sources: Vec<usize>,
    },
    Member {
        group: usize,
        user: usize,
        is: bool,
    },
    SetRule {
        group: usize,
        rule: usize,
    },
    Touch {
        group: usize,
    },
    Pause {
        group: usize,
        on: bool,
    },
    DeleteGroup(usize),
    Pass {
        hours: i64,
    },
    Mode {
        manual: bool,
    },
    Process,
    Advance,
    Suspend(bool),
    Fault {
        group: usize,
        on: bool,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let at = any::<usize>;
    prop_oneof![
        2 => any::<u8>().prop_map(Act::NewUser),
        8 => (at(), 0..2_usize, 0..TEXTS.len())
            .prop_map(|(user, property, text)| Act::Set { user, property, text }),
        4 => (at(), -6..6_i64).prop_map(|(user, days)| Act::Hire { user, days }),
        2 => (at(), any::<bool>()).prop_map(|(user, on)| Act::Enable { user, on }),
        3 => (at(), any::<Option<usize>>(), 0..TEXTS.len())
            .prop_map(|(user, manager, text)| Act::Manage { user, manager, text }),
        1 => at().prop_map(Act::DeleteUser),
        4 => (0..RULES.len()).prop_map(|rule| Act::NewGroup { rule }),
        1 => (0..RULES.len()).prop_map(|rule| Act::NewUnit { rule }),
        2 => (at(), prop::option::of(0..RULES.len()), any::<Option<bool>>())
            .prop_map(|(unit, rule, on)| Act::ChangeUnit { unit, rule, on }),
        1 => at().prop_map(Act::DeleteUnit),
        2 => at().prop_map(Act::Restore),
        1 => at().prop_map(|manager| Act::NewReports { manager }),
        2 => Just(Act::NewAssigned),
        2 => prop::collection::vec(at(), 1..3).prop_map(|sources| Act::NewMemberOf { sources }),
        6 => (at(), at(), any::<bool>())
            .prop_map(|(group, user, is)| Act::Member { group, user, is }),
        2 => (at(), 0..RULES.len()).prop_map(|(group, rule)| Act::SetRule { group, rule }),
        2 => at().prop_map(|group| Act::Touch { group }),
        3 => (at(), any::<bool>()).prop_map(|(group, on)| Act::Pause { group, on }),
        1 => at().prop_map(Act::DeleteGroup),
        3 => (0..100_i64).prop_map(|hours| Act::Pass { hours }),
        2 => (0..4).prop_map(|mode| Act::Mode { manual: mode > 0 }),
        1 => Just(Act::Process),
        16 => Just(Act::Advance),
        2 => (0..4).prop_map(|suspend| Act::Suspend(suspend == 0)),
        2 => (at(), any::<bool>()).prop_map(|(group, on)| Act::Fault { group, on }),
    ]
}

fn pick(all: &[ObjectId], at: usize) -> Option<ObjectId> {
    (!all.is_empty()).then(|| all[at % all.len()])
}

/// The command that an act means now, if it makes sense.
fn command(tenant: &Tenant, act: &Act) -> Option<Command> {
    let directory = tenant.directory();
    let users: Vec<ObjectId> = directory
        .users()
        .rows()
        .filter_map(|row| directory.users().id(row))
        .collect();
    let groups: Vec<ObjectId> = directory.groups().map(|group| group.id()).collect();
    let units: Vec<ObjectId> = directory.units().map(|unit| unit.id()).collect();
    let update = |user: ObjectId, name: &str, value: Value| Command::UpdateUser {
        user,
        changes: UserChanges {
            attributes: vec![(key(name), value)],
            manager: None,
        },
    };
    let rule = |group: ObjectId, rule: String| Command::UpdateGroup {
        group,
        changes: GroupChanges {
            membership_rule: Some(rule),
            ..GroupChanges::default()
        },
    };
    let now = tenant.clock().now();
    Some(match act {
        Act::NewUser(number) => Command::CreateUser(crate::NewUser {
            attributes: attributes(&[
                ("userPrincipalName", &format!("u{number}@contoso.com")),
                ("displayName", &format!("u{number}")),
                ("department", "Sales"),
            ]),
            ..crate::NewUser::default()
        }),
        Act::Set {
            user,
            property,
            text,
        } => update(
            pick(&users, *user)?,
            ["department", "country"][*property],
            Value::text(TEXTS[*text]),
        ),
        Act::Hire { user, days } => {
            let hired = Value::Instant(now.saturating_add(Duration::from_days(*days)));
            update(pick(&users, *user)?, "employeeHireDate", hired)
        }
        Act::Enable { user, on } => {
            update(pick(&users, *user)?, "accountEnabled", Value::Boolean(*on))
        }
        Act::Manage {
            user,
            manager,
            text,
        } => Command::UpdateUser {
            user: pick(&users, *user)?,
            changes: UserChanges {
                attributes: attributes(&[("department", TEXTS[*text])]),
                manager: Some(manager.and_then(|manager| pick(&users, manager))),
            },
        },
        Act::DeleteUser(user) => Command::DeleteUser {
            user: pick(&users, *user)?,
        },
        Act::NewGroup { rule } => Command::CreateGroup(dynamic("G", RULES[*rule])),
        Act::NewReports { manager } => {
            let rule = format!("Direct Reports for \"{}\"", pick(&users, *manager)?);
            Command::CreateGroup(dynamic("R", &rule))
        }
        Act::NewAssigned => Command::CreateGroup(assigned("A")),
        Act::NewMemberOf { sources } => {
            let ids = sources.iter().map(|source| pick(&groups, *source));
            let ids: Option<Vec<String>> = ids.map(|id| Some(format!("'{}'", id?))).collect();
            let rule = format!(
                "user.memberof -any (group.objectId -in [{}])",
                ids?.join(", ")
            );
            Command::CreateGroup(dynamic("M", &rule))
        }
        Act::Member { group, user, is } => {
            let assigned: Vec<ObjectId> = directory
                .groups()
                .filter(|group| !group.facts().is_dynamic())
                .map(|group| group.id())
                .collect();
            let (group, member) = (pick(&assigned, *group)?, pick(&users, *user)?);
            match is {
                true => Command::AddMembers {
                    group,
                    members: vec![member],
                },
                false => Command::RemoveMember { group, member },
            }
        }
        Act::SetRule { group, rule: to } => rule(pick(&groups, *group)?, RULES[*to].to_owned()),
        Act::Touch { group } => {
            let group = pick(&groups, *group)?;
            let text = directory.group(group)?.facts().membership_rule.clone()?;
            let trimmed = text.trim_end();
            let touched = if trimmed.len() < text.len() {
                trimmed.to_owned()
            } else {
                format!("{text} ")
            };
            rule(group, touched)
        }
        Act::Pause { group, on } => Command::UpdateGroup {
            group: pick(&groups, *group)?,
            changes: GroupChanges {
                processing_state: Some(state(*on)),
                ..GroupChanges::default()
            },
        },
        Act::DeleteGroup(group) => Command::DeleteGroup {
            group: pick(&groups, *group)?,
        },
        Act::Pass { hours } => Command::SetClock {
            to: now.saturating_add(Duration::from_seconds(hours * 3600)),
        },
        Act::Mode { manual } => Command::SetClockMode {
            mode: match manual {
                true => ClockMode::Manual,
                false => ClockMode::Immediate,
            },
        },
        Act::Process => Command::ProcessQueue,
        Act::Advance => Command::Processing(Processing::Advance),
        Act::Suspend(on) => Command::Processing(match on {
            true => Processing::Suspend,
            false => Processing::Resume,
        }),
        Act::Fault { group, on } => {
            let group = pick(&groups, *group)?;
            Command::Processing(match on {
                true => Processing::InjectFault(FaultInjection::Rule {
                    group,
                    text: "Busy.".into(),
                }),
                false => Processing::ClearFault(FaultPlace::Rule(group)),
            })
        }
        Act::NewUnit { rule } => Command::CreateUnit(NewUnit {
            display_name: "U".to_owned(),
            membership: UnitMembership::Dynamic,
            membership_rule: Some(RULES[*rule].to_owned()),
            ..NewUnit::default()
        }),
        Act::ChangeUnit { unit, rule, on } => Command::UpdateUnit {
            unit: pick(&units, *unit)?,
            changes: UnitChanges {
                membership_rule: rule.map(|rule| RULES[rule].to_owned()),
                processing_state: on.map(state),
                ..UnitChanges::default()
            },
        },
        Act::DeleteUnit(unit) => Command::DeleteUnit {
            unit: pick(&units, *unit)?,
        },
        Act::Restore(object) => {
            let kinds = [
                ObjectKind::User,
                ObjectKind::Group,
                ObjectKind::AdministrativeUnit,
            ];
            let deleted = kinds
                .into_iter()
                .flat_map(|kind| directory.deleted_objects(kind));
            let deleted: Vec<ObjectId> = deleted.map(|object| object.id()).collect();
            Command::Restore {
                object: pick(&deleted, *object)?,
            }
        }
    })
}

fn state(on: bool) -> RuleProcessing {
    match on {
        true => RuleProcessing::On,
        false => RuleProcessing::Paused,
    }
}

/// Does what an act says if it makes sense now. Refusals are fine: they must leave no trace.
fn carry_out(tenant: &mut Tenant, act: &Act) -> Option<Outcome> {
    let command = command(tenant, act)?;
    tenant.execute(command).ok()
}

/// Lets the model do what the tenant has done.
fn follow(model: &mut Model, tenant: &Tenant, before: &Tenant, act: &Act, outcome: &Outcome) {
    let directory = tenant.directory();
    let own = |initiator: &Initiator| !matches!(initiator, Initiator::DynamicMembership(_));
    let changes: Vec<&Change> = outcome
        .events
        .iter()
        .filter(|event| own(&event.initiator))
        .map(|event| &event.change)
        .collect();
    model.note(directory, changes);
    let (from, now) = (before.clock().now(), tenant.clock().now());
    let manual = tenant.clock().mode() == ClockMode::Manual;
    match command(before, act) {
        Some(Command::SetClock { to }) => {
            let mut at = from;
            while let Some(flip) = model.next_flip().filter(|flip| *flip <= to) {
                at = at.max(flip);
                model.time_has_passed(at);
                if !manual {
                    model.drain(directory, at);
                }
            }
        }
        Some(Command::ProcessQueue) => model.drain(directory, now),
        Some(Command::Processing(Processing::Advance)) => {
            model.advance(directory, now);
        }
        Some(Command::Processing(Processing::Suspend)) => model.suspended = true,
        Some(Command::Processing(Processing::Resume)) => model.suspended = false,
        Some(Command::Processing(Processing::InjectFault(FaultInjection::Rule {
            group, ..
        }))) => model.set_fault(group, true),
        Some(Command::Processing(Processing::ClearFault(FaultPlace::Rule(group)))) => {
            model.set_fault(group, false);
        }
        _ => {}
    }
    if !manual {
        model.drain(directory, now);
    }
}

/// Holds everything against the model.
fn compare(tenant: &Tenant, model: &Model) {
    assert_eq!(
        tenant.engine().waiting(),
        model.waiting(),
        "the queue is as long"
    );
    assert_eq!(tenant.queue().len(), model.waiting());
    for holder in tenant.directory().rule_holders() {
        let slow = &model.groups[&holder.id()];
        let members: std::collections::BTreeSet<_> = holder.members().iter().collect();
        assert_eq!(members, slow.members, "{:?}", holder.rule());
        let status = tenant
            .engine()
            .group(holder.id())
            .map(|known| known.status().portal_text());
        let wanted = slow.is_dynamic().then(|| slow.status());
        assert_eq!(status, wanted, "{:?}", holder.rule());
    }
}

/// Holds every group that is complete against its rule, evaluated subject by subject.
fn check_rules(tenant: &Tenant) {
    for (id, known) in tenant.engine().groups() {
        let (Status::UpdateComplete, Ok(rule)) = (known.status(), known.rule()) else {
            continue;
        };
        let expected = plain::members(tenant.context(&tenant.policy()), rule).unwrap();
        let holder = tenant.directory().rule_holder(id).unwrap();
        let rows: std::collections::BTreeSet<_> =
            holder.members().subjects(rule.subject()).collect();
        match rule.kind() {
            Kind::MemberOf(_) => assert!(rows.is_superset(&expected.rows), "{}", rule.text()),
            _ => assert_eq!(rows, expected.rows, "{}", rule.text()),
        }
    }
}

proptest! {
    #[test]
    fn members_status_and_queue_are_those_of_the_slow_model(acts in prop::collection::vec(act(), 1..60)) {
        let mut tenant = contoso();
        let mut model = Model::default();
        for act in &acts {
            let before = tenant.clone();
            if let Some(outcome) = carry_out(&mut tenant, act) {
                follow(&mut model, &tenant, &before, act, &outcome);
            }
            compare(&tenant, &model);
            if tenant.engine().waiting() == 0 {
                check_rules(&tenant);
            }
        }
    }

    #[test]
    fn work_that_takes_time_comes_to_the_same_end(acts in prop::collection::vec(act(), 1..40)) {
        let mut tenant = contoso();
        let mut settings = tenant.directory().settings().clone();
        settings.processing_delay = ProcessingDelay::Modelled;
        tenant.directory.set_settings(settings, &mut Vec::new());
        for act in &acts {
            carry_out(&mut tenant, act);
        }
        tenant.execute(Command::SetClockMode { mode: ClockMode::Immediate }).unwrap();
        tenant.execute(Command::Processing(Processing::Resume)).unwrap();
        let late = tenant.clock().now().saturating_add(Duration::from_days(30));
        tenant.execute(Command::SetClock { to: late }).unwrap();
        prop_assert_eq!(tenant.engine().waiting(), 0);
        check_rules(&tenant);
    }
}
