//! What an export speaks about: of the rest it says nothing, which is not the same as that there is nothing.

use std::collections::BTreeSet;

use ingroup_directory::{DeviceFacts, GroupFacts, GroupField, UserFacts};
use ingroup_schema::{PropertyKey, SubjectKind};

/// What an export speaks about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The lists that it has, even if they are empty.
    pub lists: BTreeSet<FactList>,
    /// Properties that no user or device of it has even as a key.
    pub absent: BTreeSet<PropertyKey>,
    /// Facts of users that no rule reads and that none of its users has as a key, by their names in Graph.
    pub absent_of_users: BTreeSet<&'static str>,
    /// The same of devices.
    pub absent_of_devices: BTreeSet<&'static str>,
    /// Facts that none of its groups has as a key, by their names in Graph.
    pub absent_of_groups: BTreeSet<&'static str>,
}

/// A list that an export may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactList {
    /// The organisation's facts.
    Organization,
    /// What was bought.
    Subscriptions,
    /// Users.
    Users,
    /// Who is whose manager.
    Managers,
    /// Devices.
    Devices,
    /// Groups.
    Groups,
    /// Who owns which group.
    Owners,
    /// Who holds which role.
    Roles,
    /// Administrative units.
    Units,
    /// Applications and who is assigned to them.
    Applications,
    /// Service principals.
    ServicePrincipals,
    /// Settings of the tenant and of its groups.
    Settings,
    /// Since when groups have teams.
    Teams,
    /// Requests to join groups.
    JoinRequests,
    /// The expiration policy.
    Lifecycle,
    /// Deleted users.
    DeletedUsers,
    /// Deleted groups.
    DeletedGroups,
    /// Deleted administrative units.
    DeletedUnits,
}

impl FactList {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Organization,
        Self::Subscriptions,
        Self::Users,
        Self::Managers,
        Self::Devices,
        Self::Groups,
        Self::Owners,
        Self::Roles,
        Self::Units,
        Self::Applications,
        Self::ServicePrincipals,
        Self::Settings,
        Self::Teams,
        Self::JoinRequests,
        Self::Lifecycle,
        Self::DeletedUsers,
        Self::DeletedGroups,
        Self::DeletedUnits,
    ];
}

impl Coverage {
    /// That of an export which leaves nothing out.
    pub fn of_everything() -> Self {
        Self {
            lists: FactList::ALL.into(),
            ..Self::default()
        }
    }

    /// Whether the export has a list.
    pub fn has(&self, list: FactList) -> bool {
        self.lists.contains(&list)
    }

    /// Whether the export has users, or devices.
    pub fn has_subjects(&self, kind: SubjectKind) -> bool {
        self.has(match kind {
            SubjectKind::User => FactList::Users,
            SubjectKind::Device => FactList::Devices,
        })
    }

    /// A user's new facts, with the old ones where the export says nothing.
    pub(crate) fn user_facts(&self, old: &UserFacts, new: &UserFacts) -> UserFacts {
        let mut facts = new.clone();
        for (name, copy) in OF_USERS {
            if self.absent_of_users.contains(name) {
                copy(old, &mut facts);
            }
        }
        facts
    }

    /// Whether the export says what licences users have.
    pub(crate) fn has_licenses(&self) -> bool {
        let absent = |name| self.absent_of_users.contains(name);
        !(absent("assignedLicenses") && absent("licenseAssignmentStates"))
    }

    /// A device's new facts, with the old ones where the export says nothing.
    pub(crate) fn device_facts(&self, old: &DeviceFacts, new: &DeviceFacts) -> DeviceFacts {
        let mut facts = new.clone();
        for (name, copy) in OF_DEVICES {
            if self.absent_of_devices.contains(name) {
                copy(old, &mut facts);
            }
        }
        facts
    }

    /// A group's new facts, with the old ones where the export says nothing.
    pub fn group_facts(&self, old: &GroupFacts, new: &GroupFacts) -> GroupFacts {
        let mut facts = new.clone();
        for field in GroupField::ALL {
            let said = match field {
                GroupField::TeamSince => self.has(FactList::Teams),
                GroupField::AllowToAddGuests => self.has(FactList::Settings),
                other => !self.absent_of_groups.contains(other.graph_name()),
            };
            if !said {
                field.copy(old, &mut facts);
            }
        }
        facts
    }
}

type Copy<T> = (&'static str, fn(&T, &mut T));

/// Facts of users by their names in Graph.
const OF_USERS: &[Copy<UserFacts>] = &[
    ("createdDateTime", |old, new| new.created = old.created),
    ("creationType", |old, new| {
        new.creation_type.clone_from(&old.creation_type);
    }),
    ("externalUserState", |old, new| {
        new.external_user_state.clone_from(&old.external_user_state);
    }),
    ("employeeType", |old, new| {
        new.employee_type.clone_from(&old.employee_type);
    }),
    ("onPremisesSamAccountName", |old, new| {
        let name = &old.on_premises_sam_account_name;
        new.on_premises_sam_account_name.clone_from(name);
    }),
    ("ageGroup", |old, new| {
        new.age_group.clone_from(&old.age_group);
    }),
    ("consentProvidedForMinor", |old, new| {
        let consent = &old.consent_provided_for_minor;
        new.consent_provided_for_minor.clone_from(consent);
    }),
    ("businessPhones", |old, new| {
        let phones = &old.more_business_phones;
        new.more_business_phones.clone_from(phones);
    }),
    ("imAddresses", |old, new| {
        new.more_im_addresses.clone_from(&old.more_im_addresses);
    }),
    ("assignedLicenses", |old, new| {
        new.assigned_licenses.clone_from(&old.assigned_licenses);
    }),
    ("licenseAssignmentStates", |old, new| {
        let states = &old.license_assignment_states;
        new.license_assignment_states.clone_from(states);
    }),
];

/// Facts of devices by their names in Graph.
const OF_DEVICES: &[Copy<DeviceFacts>] = &[
    ("createdDateTime", |old, new| new.created = old.created),
    ("approximateLastSignInDateTime", |old, new| {
        new.approximate_last_sign_in = old.approximate_last_sign_in;
    }),
    ("isCompliant", |old, new| {
        new.is_compliant = old.is_compliant
    }),
    ("isManaged", |old, new| new.is_managed = old.is_managed),
    ("onPremisesSyncEnabled", |old, new| {
        new.on_premises_sync_enabled = old.on_premises_sync_enabled;
    }),
];
