//! Licences, roles, applications, requests, expiration, settings and exports among random commands.

use std::collections::BTreeSet;

use ingroup_directory::{
    AssignedLicense, JoinPolicy, ManagedGroups, PlanRelations, PrepaidUnits, RoleAssignment,
    RoleScope, SETTINGS, Setting, SettingValue,
};
use ingroup_licensing::KnownProduct;
use ingroup_schema::{ObjectId, SubjectKind};

use super::{Draw, There};
use crate::*;

/// Products with plans that conflict, that others need, and that are alike.
const PRODUCTS: [&str; 5] = [
    "SPE_E5",
    "ENTERPRISEPACK",
    "EMS",
    "AAD_PREMIUM",
    "WORKPLACE_ANALYTICS",
];

impl Draw {
    /// A product that is bought, an application, or that requests to join are heard.
    pub(super) fn founding_of_the_rest(&mut self, which: usize) -> Command {
        match which {
            0 => Command::CreateSubscription(self.subscription()),
            1 => Command::CreateApplication(self.application()),
            _ => {
                let setting = Setting::find("ownersCanManageRequests").unwrap();
                Command::UpdateSettings(vec![(setting, SettingValue::Flag(true))])
            }
        }
    }

    fn subscription(&mut self) -> NewSubscription {
        NewSubscription {
            product: self.known_product(),
            part_number: None,
            units: PrepaidUnits {
                enabled: 1 + self.below(12) as u32,
                ..PrepaidUnits::default()
            },
            service_plans: Vec::new(),
        }
    }

    fn application(&mut self) -> NewApplication {
        let known = "01234567-89ab-cdef-0123-456789abcdef".parse().unwrap();
        NewApplication {
            display_name: format!("App {}", self.below(9)),
            app_id: self.once_in(2).then_some(known),
            extension_properties: vec![self.extension()],
        }
    }

    pub(super) fn of_self_service(&mut self, there: &There<'_>) -> Command {
        let group = self.one(&there.groups);
        let requests: Vec<ObjectId> = there
            .tenant
            .directory()
            .pending_requests()
            .map(|(_, _, request)| request)
            .collect();
        match self.below(8) {
            0 => Command::Join {
                group: self.group_to_join(there, JoinPolicy::Open),
                user: self.one(&there.users),
            },
            1..4 => Command::RequestToJoin {
                group: self.group_to_join(there, JoinPolicy::OwnerApproval),
                user: self.one(&there.users),
                justification: self.once_in(2).then(|| "please".to_owned()),
            },
            4 | 5 => Command::DecideRequest {
                request: self.one(&requests),
                decision: self.any(&[Decision::Approve, Decision::Deny]),
            },
            6 => Command::StopRequest {
                request: self.one(&requests),
            },
            _ => Command::UpdateGroup {
                group,
                changes: GroupChanges {
                    join_policy: Some(self.any(&[
                        JoinPolicy::Open,
                        JoinPolicy::OwnerApproval,
                        JoinPolicy::OwnerApproval,
                        JoinPolicy::Closed,
                    ])),
                    ..GroupChanges::default()
                },
            },
        }
    }

    /// A group that people join in a way, if there is one.
    fn group_to_join(&mut self, there: &There<'_>, policy: JoinPolicy) -> ObjectId {
        let groups = there.tenant.directory().groups();
        let such = groups.filter(|group| group.facts().join_policy() == Some(policy));
        let such: Vec<ObjectId> = such.map(|group| group.id()).collect();
        self.one(&such)
    }

    pub(super) fn of_the_rest(&mut self, there: &There<'_>) -> Command {
        match self.below(30) {
            0..13 => self.of_licenses(there),
            13..17 => self.of_applications(there),
            17..19 => Command::AddRoleMember(self.role(there)),
            19 => {
                let held: Vec<RoleAssignment> =
                    there.tenant.directory().role_assignments().collect();
                match held.is_empty() {
                    true => Command::RemoveRoleMember(self.role(there)),
                    false => Command::RemoveRoleMember(self.any(&held)),
                }
            }
            20..24 => self.of_settings(),
            24..27 => Command::Lifecycle(self.lifecycle(there)),
            27 => Command::UpdateOrganization(OrganizationChanges {
                display_name: Some(format!("Contoso {}", self.below(5))),
                country_letter_code: self.once_in(2).then(|| "DE".to_owned()),
            }),
            _ => self.import(there),
        }
    }

    fn of_licenses(&mut self, there: &There<'_>) -> Command {
        match self.below(13) {
            0..4 => Command::AssignGroupLicenses {
                group: self.one(&there.groups),
                changes: self.licenses(there),
            },
            4..6 => Command::AssignUserLicenses {
                user: self.one(&there.users),
                changes: self.licenses(there),
            },
            6 => Command::ReprocessGroup {
                group: self.one(&there.groups),
            },
            7 => Command::ReprocessUser {
                user: self.one(&there.users),
            },
            8 => Command::AddServicePlan {
                product: self.product(there),
                plan: NewServicePlan {
                    id: ObjectId::derive(ObjectId::NIL, "plan", &self.below(3).to_string(), ""),
                    name: Some("PLAN".to_owned()),
                    relations: PlanRelations::default(),
                },
            },
            9 => Command::CreateSubscription(self.subscription()),
            _ => Command::UpdateSubscription {
                product: self.product(there),
                changes: SubscriptionChanges {
                    enabled: Some(self.below(12) as u32),
                    suspended: self.once_in(3).then(|| self.below(4) as u32),
                    ..SubscriptionChanges::default()
                },
            },
        }
    }

    fn known_product(&mut self) -> ObjectId {
        let name = self.any(&PRODUCTS);
        KnownProduct::by_name(name)
            .and_then(KnownProduct::id)
            .unwrap()
    }

    /// Mostly one that the tenant has.
    fn product(&mut self, there: &There<'_>) -> ObjectId {
        let owned = there.tenant.directory().subscriptions();
        match owned.is_empty() || self.once_in(8) {
            true => self.known_product(),
            false => owned[self.below(owned.len())].sku_id,
        }
    }

    fn licenses(&mut self, there: &There<'_>) -> LicenseChanges {
        let gives = self.below(3) > 0;
        let sku_id = self.product(there);
        let license = AssignedLicense {
            sku_id,
            disabled_plans: Vec::new(),
        };
        LicenseChanges {
            add: gives.then_some(license).into_iter().collect(),
            remove: (!gives).then_some(sku_id).into_iter().collect(),
        }
    }

    fn of_applications(&mut self, there: &There<'_>) -> Command {
        let application = self.one(&there.applications);
        let principals = [&there.users[..], &there.groups].concat();
        match self.below(8) {
            0 => Command::CreateApplication(self.application()),
            1 if self.once_in(2) => Command::DeleteApplication { application },
            1 | 2 => Command::AddExtensionProperty {
                application,
                property: self.extension(),
            },
            3..6 => Command::AssignAccess {
                application,
                principal: self.one(&principals),
            },
            _ => {
                let known = there.tenant.directory().application(application);
                let held: Vec<ObjectId> = known
                    .into_iter()
                    .flat_map(|one| one.assignments())
                    .collect();
                Command::RemoveAccess {
                    application,
                    principal: self.one(&held),
                }
            }
        }
    }

    fn extension(&mut self) -> NewExtensionProperty {
        NewExtensionProperty {
            name: self.any(&["team", "floor"]).to_owned(),
            targets: SubjectKind::ALL.into(),
        }
    }

    fn role(&mut self, there: &There<'_>) -> RoleAssignment {
        RoleAssignment {
            scope: match self.once_in(3) {
                true => RoleScope::Unit(self.one(&there.units)),
                false => RoleScope::Tenant,
            },
            role: self.any(&Role::ALL).template(),
            principal: match self.once_in(6) {
                true => self.one(&there.groups),
                false => self.one(&there.users),
            },
        }
    }

    fn of_settings(&mut self) -> Command {
        let settings = (0..=self.below(2)).filter_map(|_| {
            let setting = &SETTINGS[self.below(SETTINGS.len())];
            Some((setting, setting.kind.read(&self.setting(setting.kind))?))
        });
        Command::UpdateSettings(settings.collect())
    }

    fn lifecycle(&mut self, there: &There<'_>) -> Lifecycle {
        let group = self.one(&there.groups);
        let changes = LifecycleChanges {
            lifetime_days: Some(30 + self.below(60) as u32),
            managed: Some(self.any(&ManagedGroups::ALL)),
            alternate_mails: None,
        };
        match self.below(9) {
            0..3 => Lifecycle::Create(changes),
            3 => Lifecycle::Update(changes),
            4 if self.once_in(2) => Lifecycle::Delete,
            4 | 5 => Lifecycle::Select(group),
            6 => Lifecycle::Deselect(group),
            7 => Lifecycle::Renew(group),
            _ => Lifecycle::NoteActivity(group),
        }
    }

    /// An export of the tenant as it would be after a few more commands, taken in some way.
    fn import(&mut self, there: &There<'_>) -> Command {
        let mut later = there.tenant.clone();
        for _ in 0..self.below(8) {
            let there = There::of(&later);
            let command = match self.once_in(2) {
                true => self.of_subjects(&there),
                false => self.of_groups(&there),
            };
            let _ = later.execute(command);
        }
        let directory = later.directory().clone();
        let groups = directory.groups().map(|group| group.id());
        let listed_members: BTreeSet<ObjectId> = groups.filter(|_| self.below(4) > 0).collect();
        let mut coverage = Coverage::of_everything();
        if self.once_in(2) {
            coverage.lists.retain(|_| self.below(4) > 0);
        }
        let replace = match self.below(8) {
            0 => Replace::Allow,
            1 => Replace::Refuse,
            2 | 3 => Replace::Merge,
            _ => Replace::Update(Box::new(coverage)),
        };
        Command::Import(Box::new(Facts {
            directory,
            listed_members,
            replace,
        }))
    }
}
