//! The command that an act means at its time.

use std::collections::BTreeSet;
use std::ops::Deref;

use ingroup_directory::{GroupType, RuleHolder, RuleProcessing, Setting, SettingValue};
use ingroup_schema::{
    Duration, Instant, ObjectId, ObjectKind, PropertyKey, SubjectKind, Value, property,
};
use ingroup_testing::Ids;

use super::super::fixture::*;
use super::acts::{Act, Choice, Form, RULES, TEXTS};
use crate::{
    ClockMode, Command, FaultInjection, FaultPlace, GroupChanges, NewDevice, NewGroup, NewUnit,
    NewUser, Processing, Tenant, UnitChanges, UnitMembership, UserChanges,
};

/// A tenant and what is there to act on.
struct There<'a> {
    tenant: &'a Tenant,
    ids: Ids,
}

impl<'a> There<'a> {
    fn of(tenant: &'a Tenant) -> Self {
        let ids = Ids::of(tenant.directory());
        Self { tenant, ids }
    }

    fn holder(&self, at: usize) -> Option<RuleHolder<'a>> {
        let id = pick(&self.holders, at)?;
        self.tenant.directory().rule_holder(id)
    }
}

impl Deref for There<'_> {
    type Target = Ids;

    fn deref(&self) -> &Ids {
        &self.ids
    }
}

fn pick(all: &[ObjectId], at: usize) -> Option<ObjectId> {
    (!all.is_empty()).then(|| all[at % all.len()])
}

fn update(user: ObjectId, name: &str, value: Value) -> Command {
    Command::UpdateUser {
        user,
        changes: UserChanges {
            attributes: vec![(key(name), value)],
            manager: None,
        },
    }
}

fn device_key(name: &str) -> PropertyKey {
    PropertyKey::Known(property(SubjectKind::Device, name).unwrap().id)
}

fn device_property(place: usize) -> PropertyKey {
    device_key(["deviceOSType", "deviceModel"][place])
}

fn group(form: Form, name: &str, rule: Option<String>) -> NewGroup {
    let mut group = match form {
        Form::Microsoft365 => microsoft_365(name),
        Form::Security | Form::Paused => assigned(name),
    };
    group.mail_nickname = Some(format!("{name}{}", rule.as_deref().map_or(0, str::len)));
    if rule.is_some() {
        group.group_types.insert(GroupType::DynamicMembership);
        let paused = matches!(form, Form::Paused).then_some(RuleProcessing::Paused);
        group.processing_state = paused;
    }
    group.membership_rule = rule;
    group
}

/// A change of a group or a unit.
fn change_holder(
    holder: RuleHolder<'_>,
    rule: Option<String>,
    state: Option<RuleProcessing>,
) -> Command {
    match holder {
        RuleHolder::Group(group) => Command::UpdateGroup {
            group: group.id(),
            changes: GroupChanges {
                membership_rule: rule,
                processing_state: state,
                ..GroupChanges::default()
            },
        },
        RuleHolder::Unit(unit) => Command::UpdateUnit {
            unit: unit.id(),
            changes: UnitChanges {
                membership_rule: rule,
                processing_state: state,
                ..UnitChanges::default()
            },
        },
    }
}

/// A group or unit becomes dynamic with this rule, or with its own if it has one; without one, assigned.
fn convert(holder: RuleHolder<'_>, rule: Option<usize>) -> Command {
    let text = rule.map(|rule| RULES[rule].to_owned());
    match holder {
        RuleHolder::Group(group) => {
            let mut types: BTreeSet<GroupType> = group.facts().group_types.clone();
            types.remove(&GroupType::DynamicMembership);
            types.extend(text.is_some().then_some(GroupType::DynamicMembership));
            Command::UpdateGroup {
                group: group.id(),
                changes: GroupChanges {
                    group_types: Some(types),
                    membership_rule: text,
                    ..GroupChanges::default()
                },
            }
        }
        RuleHolder::Unit(unit) => Command::UpdateUnit {
            unit: unit.id(),
            changes: UnitChanges {
                membership: Some(match text {
                    Some(_) => UnitMembership::Dynamic,
                    None => UnitMembership::Assigned,
                }),
                membership_rule: text,
                ..UnitChanges::default()
            },
        },
    }
}

fn member(there: &There<'_>, holder: usize, object: usize, is: bool) -> Option<Command> {
    let directory = there.tenant.directory();
    let edited: Vec<ObjectId> = directory
        .rule_holders()
        .filter(|holder| !holder.is_dynamic())
        .map(RuleHolder::id)
        .collect();
    let objects = [&there.users[..], &there.devices, &there.groups].concat();
    let (id, member) = (pick(&edited, holder)?, pick(&objects, object)?);
    Some(match (directory.rule_holder(id)?, is) {
        (RuleHolder::Group(_), true) => Command::AddMembers {
            group: id,
            members: vec![member],
        },
        (RuleHolder::Group(_), false) => Command::RemoveMember { group: id, member },
        (RuleHolder::Unit(_), true) => Command::AddUnitMember { unit: id, member },
        (RuleHolder::Unit(_), false) => Command::RemoveUnitMember { unit: id, member },
    })
}

/// What is set: for times and lengths of time, none if it is off.
fn chosen(choice: Choice, on: bool, now: Instant) -> SettingValue {
    match (choice, on) {
        (Choice::Retirement, true) => {
            SettingValue::Instant(now.saturating_add(Duration::from_days(1)))
        }
        (Choice::Sweep, true) => SettingValue::Duration(Duration::from_seconds(6 * 3600)),
        (Choice::Retirement | Choice::Sweep, false) => SettingValue::None,
        _ => SettingValue::Flag(on),
    }
}

/// The command that an act means now, if it makes sense.
pub(super) fn command(tenant: &Tenant, act: &Act) -> Option<Command> {
    let there = There::of(tenant);
    let now = tenant.clock().now();
    let user = |at: usize| pick(&there.users, at);
    let text = |at: usize| Value::text(TEXTS[at]);
    Some(match act {
        Act::NewUser(number) => Command::CreateUser(NewUser {
            attributes: attributes(&[
                ("userPrincipalName", &format!("u{number}@contoso.com")),
                ("displayName", &format!("u{number}")),
                ("department", TEXTS[usize::from(*number) % TEXTS.len()]),
            ]),
            ..NewUser::default()
        }),
        Act::Set {
            user: at,
            property,
            text: to,
        } => update(user(*at)?, ["department", "country"][*property], text(*to)),
        Act::Guest { user: at, is } => {
            let word = if *is { "Guest" } else { "Member" };
            update(user(*at)?, "userType", Value::text(word))
        }
        Act::Hire { user: at, days } => {
            let hired = Value::Instant(now.saturating_add(Duration::from_days(*days)));
            update(user(*at)?, "employeeHireDate", hired)
        }
        Act::Enable { user: at, on } => update(user(*at)?, "accountEnabled", Value::Boolean(*on)),
        Act::Manage {
            user: at,
            manager,
            text,
        } => Command::UpdateUser {
            user: user(*at)?,
            changes: UserChanges {
                attributes: attributes(&[("department", TEXTS[*text])]),
                manager: Some(manager.and_then(user)),
            },
        },
        Act::NewDevice(number) => Command::CreateDevice(NewDevice {
            attributes: vec![
                (
                    device_key("displayName"),
                    Value::text(&format!("d{number}")),
                ),
                (device_property(0), text(usize::from(*number) % TEXTS.len())),
            ],
        }),
        Act::SetDevice {
            device,
            property,
            text: to,
        } => Command::UpdateDevice {
            device: pick(&there.devices, *device)?,
            attributes: vec![(device_property(*property), text(*to))],
        },
        Act::DeleteDevice(device) => Command::DeleteDevice {
            device: pick(&there.devices, *device)?,
        },
        Act::NewGroup { rule, form } => {
            Command::CreateGroup(group(*form, "G", Some(RULES[*rule].to_owned())))
        }
        Act::NewReports { manager, form } => {
            let rule = format!("Direct Reports for \"{}\"", user(*manager)?);
            Command::CreateGroup(group(*form, "R", Some(rule)))
        }
        Act::NewAssigned(form) => Command::CreateGroup(group(*form, "A", None)),
        Act::NewMemberOf { sources, form } => {
            let ids = sources.iter().map(|source| pick(&there.groups, *source));
            let ids: Option<Vec<String>> = ids.map(|id| Some(format!("'{}'", id?))).collect();
            let rule = format!(
                "user.memberof -any (group.objectId -in [{}])",
                ids?.join(", ")
            );
            Command::CreateGroup(group(*form, "M", Some(rule)))
        }
        Act::NewUnit { rule } => Command::CreateUnit(NewUnit {
            display_name: "U".to_owned(),
            membership: rule.map_or(UnitMembership::Assigned, |_| UnitMembership::Dynamic),
            membership_rule: rule.map(|rule| RULES[rule].to_owned()),
            ..NewUnit::default()
        }),
        Act::Member { holder, object, is } => member(&there, *holder, *object, *is)?,
        Act::SetRule { holder, rule } => {
            change_holder(there.holder(*holder)?, Some(RULES[*rule].to_owned()), None)
        }
        Act::Touch { holder } => {
            let holder = there.holder(*holder)?;
            let text = holder.rule()?;
            let trimmed = text.trim_end();
            let touched = match trimmed.len() < text.len() {
                true => trimmed.to_owned(),
                false => format!("{text} "),
            };
            change_holder(holder, Some(touched), None)
        }
        Act::Convert { holder, rule } => convert(there.holder(*holder)?, *rule),
        Act::Pause { holder, on } => {
            let state = match on {
                true => RuleProcessing::On,
                false => RuleProcessing::Paused,
            };
            change_holder(there.holder(*holder)?, None, Some(state))
        }
        Act::Delete { kind, at } => match kind {
            ObjectKind::User => Command::DeleteUser { user: user(*at)? },
            _ => match there.holder(*at)? {
                RuleHolder::Group(group) => Command::DeleteGroup { group: group.id() },
                RuleHolder::Unit(unit) => Command::DeleteUnit { unit: unit.id() },
            },
        },
        Act::Restore(at) => Command::Restore {
            object: pick(&there.deleted, *at)?,
        },
        Act::Purge(at) => Command::Purge {
            object: pick(&there.deleted, *at)?,
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
        Act::Step => Command::Processing(Processing::Step),
        Act::Suspend(on) => Command::Processing(match on {
            true => Processing::Suspend,
            false => Processing::Resume,
        }),
        Act::Stick(on) => Command::Processing(match on {
            true => Processing::InjectFault(FaultInjection::Worker),
            false => Processing::ClearFault(FaultPlace::Worker),
        }),
        Act::Fault { holder, on } => {
            let group = there.holder(*holder)?.id();
            Command::Processing(match on {
                true => Processing::InjectFault(FaultInjection::Rule {
                    group,
                    text: "Busy.".into(),
                }),
                false => Processing::ClearFault(FaultPlace::Rule(group)),
            })
        }
        Act::OwnGuests { group, on } => Command::UpdateGroup {
            group: pick(&there.groups, *group)?,
            changes: GroupChanges {
                allow_to_add_guests: Some(*on),
                ..GroupChanges::default()
            },
        },
        Act::Choose { choice, on } => {
            let setting = Setting::find(choice.setting())?;
            Command::UpdateSettings(vec![(setting, chosen(*choice, *on, now))])
        }
    })
}
