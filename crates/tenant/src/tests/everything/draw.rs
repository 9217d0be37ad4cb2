//! Random commands of every kind, drawn from a seed. What they name is mostly there, and some make no sense.

mod more;
mod words;

use std::ops::{Deref, DerefMut};

use ingroup_directory::{GroupType, RuleProcessing};
use ingroup_schema::{Duration, ObjectId, PropertyKey, SubjectKind, Value, property};
use ingroup_testing::{Ids, Numbers};

use self::words::{RULES, WORDS};
use crate::*;

/// Random commands, and the numbers that decide them.
#[derive(Debug, Clone)]
pub(super) struct Draw(Numbers);

impl Deref for Draw {
    type Target = Numbers;

    fn deref(&self) -> &Numbers {
        &self.0
    }
}

impl DerefMut for Draw {
    fn deref_mut(&mut self) -> &mut Numbers {
        &mut self.0
    }
}

/// A tenant and what is there to act on.
pub(super) struct There<'a> {
    tenant: &'a Tenant,
    ids: Ids,
}

impl<'a> There<'a> {
    fn of(tenant: &'a Tenant) -> Self {
        let ids = Ids::of(tenant.directory());
        Self { tenant, ids }
    }
}

impl Deref for There<'_> {
    type Target = Ids;

    fn deref(&self) -> &Ids {
        &self.ids
    }
}

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(Numbers::new(seed))
    }

    fn any<T: Clone>(&mut self, of: &[T]) -> T {
        self.0.any(of).unwrap().clone()
    }

    fn word(&mut self) -> &'static str {
        self.any(&WORDS)
    }

    fn rule(&mut self, there: &There<'_>) -> String {
        match self.below(RULES.len() + 8) {
            0..3 => format!("Direct Reports for \"{}\"", self.one(&there.users)),
            3..8 => {
                let (one, other) = (self.one(&there.groups), self.one(&there.groups));
                let kind = if self.once_in(5) { "device" } else { "user" };
                format!("{kind}.memberof -any (group.objectId -in ['{one}', '{other}'])")
            }
            other => RULES[other - 8].to_owned(),
        }
    }

    /// A rule, perhaps of nobody.
    pub(super) fn any_rule(&mut self, tenant: &Tenant) -> String {
        self.rule(&There::of(tenant))
    }

    /// A user and a group that are there.
    pub(super) fn user_and_group(&mut self, tenant: &Tenant) -> (ObjectId, ObjectId) {
        let there = There::of(tenant);
        (self.one(&there.users), self.one(&there.groups))
    }

    /// A name that somebody may have, or its beginning.
    pub(super) fn name_of_somebody(&mut self) -> String {
        match self.below(5) {
            0 => format!("person{}", self.below(60)),
            1 => format!("PERSON{}@contoso.com", self.below(60)),
            2 => format!("Group {}", self.below(60)),
            3 => "per".to_owned(),
            _ => self.word().to_owned(),
        }
    }

    /// Who asks for a command: mostly the built-in administrator, but people join for themselves.
    pub(super) fn actor(&mut self, tenant: &Tenant, command: &Command) -> Actor {
        match command {
            Command::Join { user, .. } | Command::RequestToJoin { user, .. } => Actor::User(*user),
            _ if self.once_in(8) => Actor::User(self.one(&There::of(tenant).users)),
            _ => Actor::BuiltIn,
        }
    }

    /// What there is before the rest happens.
    pub(super) fn founding(&mut self, tenant: &Tenant) -> Command {
        let there = There::of(tenant);
        match self.below(12) {
            0..4 => Command::CreateUser(NewUser {
                attributes: self.new_values(SubjectKind::User, "person"),
                ..NewUser::default()
            }),
            4 => Command::CreateDevice(NewDevice {
                attributes: self.new_values(SubjectKind::Device, "device"),
            }),
            5..8 => Command::CreateGroup(self.new_group(&there)),
            8 => Command::CreateUnit(self.new_unit(&there)),
            other => self.founding_of_the_rest(other - 9),
        }
    }

    /// What is asked.
    pub(super) fn command(&mut self, tenant: &Tenant) -> Command {
        let there = There::of(tenant);
        match self.below(100) {
            0..30 => self.of_subjects(&there),
            30..62 => self.of_groups(&there),
            62..82 => self.of_work(&there),
            _ => self.of_the_rest(&there),
        }
    }

    fn of_subjects(&mut self, there: &There<'_>) -> Command {
        match self.below(30) {
            0..5 => Command::CreateUser(NewUser {
                id: None,
                attributes: self.new_values(SubjectKind::User, "person"),
                manager: self.once_in(3).then(|| self.one(&there.users)),
            }),
            5..18 => Command::UpdateUser {
                user: self.one(&there.users),
                changes: UserChanges {
                    attributes: self.values(SubjectKind::User),
                    manager: match self.below(8) {
                        0 => Some(None),
                        1 => Some(Some(self.one(&there.users))),
                        _ => None,
                    },
                },
            },
            18..20 => Command::DeleteUser {
                user: self.one(&there.users),
            },
            20..22 => Command::CreateDevice(NewDevice {
                attributes: self.new_values(SubjectKind::Device, "device"),
            }),
            22..25 => Command::UpdateDevice {
                device: self.one(&there.devices),
                attributes: self.values(SubjectKind::Device),
            },
            25 => Command::DeleteDevice {
                device: self.one(&there.devices),
            },
            26..29 => Command::Restore {
                object: self.one(&there.deleted),
            },
            _ => Command::Purge {
                object: self.one(&there.deleted),
            },
        }
    }

    fn of_groups(&mut self, there: &There<'_>) -> Command {
        let objects = [&there.users[..], &there.devices, &there.groups].concat();
        match self.below(34) {
            0..5 => Command::CreateGroup(self.new_group(there)),
            5 => Command::CreateTeam(match self.once_in(2) {
                true => NewTeam::OfGroup(self.one(&there.groups)),
                false => NewTeam::WithGroup(Box::new(self.new_group(there))),
            }),
            6..13 => Command::UpdateGroup {
                group: self.one(&there.groups),
                changes: self.group_changes(there),
            },
            13 => Command::DeleteGroup {
                group: self.one(&there.groups),
            },
            14..17 => Command::AddMembers {
                group: self.one(&there.groups),
                members: (0..=self.below(2)).map(|_| self.one(&objects)).collect(),
            },
            17 | 18 => {
                let group = self.one(&there.groups);
                let member = self.member_of(there, group);
                Command::RemoveMember { group, member }
            }
            19 | 20 => Command::AddOwner {
                group: self.one(&there.groups),
                owner: self.one(&there.users),
            },
            21 => {
                let group = self.one(&there.groups);
                let known = there.tenant.directory().group(group);
                let owners: Vec<ObjectId> = known
                    .into_iter()
                    .flat_map(|known| known.owners())
                    .filter_map(|owner| there.tenant.directory().id_of(owner))
                    .collect();
                let owner = self.one(&owners);
                Command::RemoveOwner { group, owner }
            }
            22 | 23 => Command::CreateUnit(self.new_unit(there)),
            24 | 25 => Command::UpdateUnit {
                unit: self.one(&there.units),
                changes: self.unit_changes(there),
            },
            26 => Command::DeleteUnit {
                unit: self.one(&there.units),
            },
            27..29 => Command::AddUnitMember {
                unit: self.one(&there.units),
                member: self.one(&objects),
            },
            29 => {
                let unit = self.one(&there.units);
                let member = self.member_of(there, unit);
                Command::RemoveUnitMember { unit, member }
            }
            _ => self.of_self_service(there),
        }
    }

    fn member_of(&mut self, there: &There<'_>, holder: ObjectId) -> ObjectId {
        let directory = there.tenant.directory();
        let holder = directory.rule_holder(holder);
        let members: Vec<ObjectId> = holder
            .into_iter()
            .flat_map(|holder| holder.members().iter())
            .filter_map(|member| directory.id_of(member))
            .collect();
        self.one(&members)
    }

    fn of_work(&mut self, there: &There<'_>) -> Command {
        let holders = [&there.groups[..], &there.units].concat();
        match self.below(20) {
            0..4 => {
                let seconds = match self.below(12) {
                    // Longer than a deleted object can be restored, and than the journal goes back.
                    0 => 31 * 86_400,
                    1 => 0,
                    _ => self.below(300_000) as i64,
                };
                let now = there.tenant.clock().now();
                let to = now.saturating_add(Duration::from_seconds(seconds));
                Command::SetClock { to }
            }
            4..6 => Command::SetClockMode {
                mode: self.any(&[ClockMode::Manual, ClockMode::Manual, ClockMode::Immediate]),
            },
            6..9 => Command::ProcessQueue,
            9..14 => Command::Processing(self.any(&[Processing::Advance, Processing::Step])),
            14 => Command::Processing(Processing::Suspend),
            15 => Command::Processing(Processing::Resume),
            16 => Command::Processing(Processing::InjectFault(self.fault(there))),
            17 | 18 => {
                let place = match self.fault(there) {
                    FaultInjection::Worker => FaultPlace::Worker,
                    FaultInjection::Rule { .. } => FaultPlace::Rule(self.one(&holders)),
                    FaultInjection::LicenseConcurrency { user, .. } => {
                        FaultPlace::LicenseConcurrency(user)
                    }
                };
                Command::Processing(Processing::ClearFault(place))
            }
            _ => Command::Processing(Processing::ClearFault(FaultPlace::Worker)),
        }
    }

    fn fault(&mut self, there: &There<'_>) -> FaultInjection {
        let holders = [&there.groups[..], &there.units].concat();
        match self.below(6) {
            0 => FaultInjection::Worker,
            1 => FaultInjection::LicenseConcurrency {
                user: self.one(&there.users),
                times: self.below(6) as u32,
            },
            _ => FaultInjection::Rule {
                group: self.one(&holders),
                text: "Busy.".to_owned(),
            },
        }
    }

    fn new_values(&mut self, kind: SubjectKind, what: &str) -> Vec<(PropertyKey, Value)> {
        let name = format!("{what}{}", self.below(60));
        let mut values = vec![(known(kind, "displayName"), Value::text(&name))];
        if kind == SubjectKind::User {
            let address = Value::text(&format!("{name}@contoso.com"));
            values.push((known(kind, "userPrincipalName"), address));
        }
        values.extend(self.values(kind));
        values
    }

    /// Some values; of a property twice now and then.
    fn values(&mut self, kind: SubjectKind) -> Vec<(PropertyKey, Value)> {
        (0..=self.below(3)).map(|_| self.value(kind)).collect()
    }

    fn new_group(&mut self, there: &There<'_>) -> NewGroup {
        let mut group = NewGroup {
            display_name: format!("Group {}", self.below(60)),
            security_enabled: true,
            ..NewGroup::default()
        };
        if self.once_in(3) {
            group.mail_enabled = true;
            group.group_types.insert(GroupType::Unified);
            group.mail_nickname = Some(format!("nick{}", self.below(40)));
            group.allow_to_add_guests = self.once_in(4).then_some(false);
        }
        if self.below(3) > 0 {
            group.group_types.insert(GroupType::DynamicMembership);
            group.membership_rule = Some(self.rule(there));
            group.processing_state = self.once_in(6).then_some(RuleProcessing::Paused);
        } else {
            group.members = vec![self.one(&there.users)];
            group.is_assignable_to_role = self.once_in(12);
        }
        if self.once_in(3) {
            group.owners.push(self.one(&there.users));
        }
        group.channel = self.any(&Channel::ALL);
        group
    }

    fn group_changes(&mut self, there: &There<'_>) -> GroupChanges {
        let mut changes = GroupChanges::default();
        let id = self.one(&there.groups);
        let known = there.tenant.directory().group(id);
        match self.below(12) {
            0 => changes.description = Some(self.once_in(2).then(|| "a text".to_owned())),
            1..4 => changes.processing_state = Some(self.state()),
            4 => changes.display_name = Some(format!("Group {}", self.below(60))),
            5 => changes.allow_to_add_guests = Some(self.once_in(2)),
            6 => changes.mail_nickname = Some(format!("nick{}", self.below(40))),
            7 | 8 => {
                let mut types = known.map(|known| known.facts().group_types.clone());
                if let Some(types) = &mut types
                    && !types.remove(&GroupType::DynamicMembership)
                {
                    types.insert(GroupType::DynamicMembership);
                    changes.membership_rule = Some(self.rule(there));
                }
                changes.group_types = types;
            }
            _ => {
                changes.membership_rule = Some(self.rule(there));
                changes.processing_state = self.once_in(4).then(|| self.state());
            }
        }
        changes
    }

    fn state(&mut self) -> RuleProcessing {
        self.any(&[
            RuleProcessing::On,
            RuleProcessing::On,
            RuleProcessing::Paused,
        ])
    }

    fn new_unit(&mut self, there: &There<'_>) -> NewUnit {
        let is_dynamic = self.once_in(2);
        NewUnit {
            display_name: format!("Unit {}", self.below(20)),
            membership: match is_dynamic {
                true => UnitMembership::Dynamic,
                false => UnitMembership::Assigned,
            },
            membership_rule: is_dynamic.then(|| self.rule(there)),
            ..NewUnit::default()
        }
    }

    fn unit_changes(&mut self, there: &There<'_>) -> UnitChanges {
        let mut changes = UnitChanges::default();
        match self.below(5) {
            0 => changes.description = Some(None),
            1 => changes.processing_state = Some(self.state()),
            2 => changes.membership = Some(UnitMembership::Assigned),
            3 => {
                changes.membership = Some(UnitMembership::Dynamic);
                changes.membership_rule = Some(self.rule(there));
            }
            _ => changes.membership_rule = Some(self.rule(there)),
        }
        changes
    }
}

/// A property of the catalogue.
fn known(kind: SubjectKind, name: &str) -> PropertyKey {
    PropertyKey::Known(property(kind, name).unwrap().id)
}
