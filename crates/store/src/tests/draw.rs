//! Random commands, drawn from a seed: some are refused, and what they name is mostly there.

use std::ops::{Deref, DerefMut};

use ingroup_directory::{GroupType, RuleProcessing, Setting, SettingValue};
use ingroup_schema::{Duration, Instant, ObjectId, PropertyKey, SubjectKind, Value, property};
use ingroup_tenant::{
    Actor, ClockMode, Command, GroupChanges, LicenseChanges, NewDevice, NewGroup, NewSubscription,
    NewUnit, NewUser, OrganizationChanges, Processing, Tenant, UnitChanges, UnitMembership,
    UserChanges,
};
use ingroup_testing::{Ids, Numbers};

const RULES: [&str; 8] = [
    "user.department -eq \"Sales\"",
    "user.department -ne \"Sales\"",
    "user.department -in [\"Sales\",\"HR\"] -and user.country -eq \"Germany\"",
    "user.country -contains \"an\" -or user.department -match \"^(s|h)\"",
    "user.employeeHireDate -le system.now",
    "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"efb87545-963c-4e0d-99df-69c6916d9eb0\" -and assignedPlan.capabilityStatus -eq \"Enabled\")",
    "device.deviceModel -ne \"Germany\" -and device.accountEnabled -eq true",
    "user.nonsense -eq \"x\"",
];

const WORDS: [&str; 5] = ["", "Sales", "HR", "sales", "Germany"];

/// The product that the random tenants buy.
const PRODUCT: &str = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

/// When random tenants begin.
pub(super) fn start() -> Instant {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

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

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(Numbers::new(seed))
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn rule(&mut self) -> String {
        RULES[self.below(RULES.len())].to_owned()
    }

    /// Who asks.
    pub(super) fn actor(&mut self, tenant: &Tenant) -> Actor {
        match self.below(12) {
            0 => Actor::User(self.one(&Ids::of(tenant.directory()).users)),
            _ => Actor::BuiltIn,
        }
    }

    /// What is asked.
    pub(super) fn command(&mut self, tenant: &Tenant) -> Command {
        let Ids {
            users,
            groups,
            units,
            deleted,
            ..
        } = Ids::of(tenant.directory());
        match self.below(40) {
            0..=4 => self.new_user(&users),
            5..=11 => Command::UpdateUser {
                user: self.one(&users),
                changes: self.user_changes(&users),
            },
            12 => Command::DeleteUser {
                user: self.one(&users),
            },
            13 => Command::CreateDevice(NewDevice {
                attributes: vec![
                    (
                        key(SubjectKind::Device, "displayName"),
                        format!("Device {}", self.below(40)),
                    ),
                    (
                        key(SubjectKind::Device, "deviceModel"),
                        self.word().to_owned(),
                    ),
                ]
                .into_iter()
                .map(|(key, text)| (key, Value::text(&text)))
                .collect(),
            }),
            14..=16 => self.new_group(&users),
            17..=19 => Command::UpdateGroup {
                group: self.one(&groups),
                changes: self.group_changes(),
            },
            20 => Command::DeleteGroup {
                group: self.one(&groups),
            },
            21 => Command::AddMembers {
                group: self.one(&groups),
                members: vec![self.one(&users), self.one(&users)],
            },
            22 => Command::RemoveMember {
                group: self.one(&groups),
                member: self.one(&users),
            },
            23 => Command::CreateUnit(NewUnit {
                display_name: format!("Unit {}", self.below(10)),
                membership: UnitMembership::Dynamic,
                membership_rule: Some(self.rule()),
                ..NewUnit::default()
            }),
            24 => Command::UpdateUnit {
                unit: self.one(&units),
                changes: UnitChanges {
                    description: Some(None),
                    membership_rule: Some(self.rule()),
                    ..UnitChanges::default()
                },
            },
            25 => Command::Restore {
                object: self.one(&deleted),
            },
            26 => Command::Purge {
                object: self.one(&deleted),
            },
            27..=29 => Command::SetClock {
                to: tenant
                    .clock()
                    .now()
                    .saturating_add(Duration::from_seconds(self.below(400_000) as i64)),
            },
            30 => Command::SetClockMode {
                mode: [ClockMode::Manual, ClockMode::Immediate][self.below(2)],
            },
            31 => Command::ProcessQueue,
            32 => Command::Processing(
                [
                    Processing::Advance,
                    Processing::Step,
                    Processing::Suspend,
                    Processing::Resume,
                ][self.below(4)]
                .clone(),
            ),
            33 => Command::UpdateSettings(vec![(
                Setting::find("directReportsIncludeManager").unwrap(),
                SettingValue::Flag(self.below(2) == 0),
            )]),
            34 => Command::UpdateOrganization(OrganizationChanges {
                display_name: Some(format!("Contoso {}", self.below(5))),
                ..OrganizationChanges::default()
            }),
            35 => Command::CreateSubscription(NewSubscription {
                product: PRODUCT.parse().unwrap(),
                part_number: None,
                units: ingroup_directory::PrepaidUnits {
                    enabled: 12,
                    ..ingroup_directory::PrepaidUnits::default()
                },
                service_plans: Vec::new(),
            }),
            36 | 37 => Command::AssignGroupLicenses {
                group: self.one(&groups),
                changes: LicenseChanges {
                    add: vec![ingroup_directory::AssignedLicense {
                        sku_id: PRODUCT.parse().unwrap(),
                        disabled_plans: Vec::new(),
                    }],
                    remove: Vec::new(),
                },
            },
            38 => Command::AddOwner {
                group: self.one(&groups),
                owner: self.one(&users),
            },
            _ => Command::ReprocessUser {
                user: self.one(&users),
            },
        }
    }

    fn new_user(&mut self, users: &[ObjectId]) -> Command {
        let name = format!("person{}@contoso.com", self.below(200));
        let mut attributes = vec![
            (user_key("userPrincipalName"), Value::text(&name)),
            (user_key("displayName"), Value::text(&name)),
            (user_key("usageLocation"), Value::text("DE")),
        ];
        attributes.push((user_key("department"), Value::text(self.word())));
        Command::CreateUser(NewUser {
            id: None,
            attributes,
            manager: (self.below(3) == 0).then(|| self.one(users)),
        })
    }

    fn user_changes(&mut self, users: &[ObjectId]) -> UserChanges {
        let property = ["department", "country", "usageLocation"][self.below(3)];
        let mut changes = UserChanges {
            attributes: vec![(user_key(property), Value::text(self.word()))],
            manager: None,
        };
        match self.below(6) {
            0 => changes.manager = Some(None),
            1 => changes.manager = Some(Some(self.one(users))),
            2 => {
                let at = start().saturating_add(Duration::from_days(self.below(30) as i64));
                let hired = (user_key("employeeHireDate"), Value::Instant(at));
                changes.attributes.push(hired);
            }
            _ => {}
        }
        changes
    }

    fn new_group(&mut self, users: &[ObjectId]) -> Command {
        let is_dynamic = self.below(4) > 0;
        let mut group = NewGroup {
            display_name: format!("Group {}", self.below(60)),
            security_enabled: true,
            ..NewGroup::default()
        };
        if is_dynamic {
            group.group_types.insert(GroupType::DynamicMembership);
            group.membership_rule = Some(self.rule());
        } else {
            group.members = vec![self.one(users)];
        }
        Command::CreateGroup(group)
    }

    fn group_changes(&mut self) -> GroupChanges {
        let mut changes = GroupChanges::default();
        match self.below(4) {
            0 => changes.description = Some(None),
            1 => changes.description = Some(Some("a text".to_owned())),
            2 => {
                let states = [RuleProcessing::On, RuleProcessing::Paused];
                changes.processing_state = Some(states[self.below(2)]);
            }
            _ => changes.membership_rule = Some(self.rule()),
        }
        changes
    }
}

fn user_key(name: &str) -> PropertyKey {
    key(SubjectKind::User, name)
}

fn key(kind: SubjectKind, name: &str) -> PropertyKey {
    PropertyKey::Known(property(kind, name).unwrap().id)
}
