//! Users and devices.

use std::sync::Arc;

use ingroup_directory::{DeviceFacts, Directory, ObjectRef, Row, Table, UserFacts};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, ValueRef};
use ingroup_tenant::value_text;

use super::texts::{flag, license_states, licenses, list, name, time};
use super::{Compared, Found, ObjectDifference, Pair, Properties};

/// All users and devices that differ.
pub(super) fn all(pair: Pair<'_>) -> Vec<ObjectDifference> {
    SubjectKind::ALL
        .into_iter()
        .flat_map(|kind| of_kind(pair, kind))
        .collect()
}

fn of_kind(pair: Pair<'_>, kind: SubjectKind) -> Vec<ObjectDifference> {
    let compared = match kind {
        SubjectKind::User => Compared::User,
        SubjectKind::Device => Compared::Device,
    };
    let (old, new) = (pair.old.table(kind), pair.new.table(kind));
    let properties = properties(old, new);
    let mut found = Vec::new();
    let whole = |directory: &Directory, row, id, found| ObjectDifference {
        kind: compared,
        id,
        name: shown_name(directory, kind, row, id),
        found,
    };
    for row in old.rows() {
        let Some(id) = old.id(row) else { continue };
        let Some(now) = new.row(id) else {
            found.push(whole(pair.old, row, id, Found::Removed));
            continue;
        };
        let mut changed = Properties::default();
        for key in &properties {
            let (before, after) = (old.value(row, key), new.value(now, key));
            if before != after {
                changed.add(key.name(), text(before), text(after));
            }
        }
        match kind {
            SubjectKind::User => user(pair, row, now, &mut changed),
            SubjectKind::Device => device(pair, row, now, &mut changed),
        }
        found.extend(changed.of(compared, id, shown_name(pair.new, kind, now, id)));
    }
    for row in new.rows() {
        let Some(id) = new.id(row) else { continue };
        if old.row(id).is_none() {
            found.push(whole(pair.new, row, id, Found::Added));
        }
    }
    found
}

/// The properties that one of the two knows, but for the id.
fn properties(old: &Table, new: &Table) -> Vec<PropertyKey> {
    let mut all: Vec<PropertyKey> = old.properties().collect();
    for key in new.properties() {
        if !all.contains(&key) {
            all.push(key);
        }
    }
    all.retain(|key| key.name() != "objectId");
    all
}

fn text(value: ValueRef<'_>) -> Option<Arc<str>> {
    value_text(&value.to_value())
}

fn shown_name(directory: &Directory, kind: SubjectKind, row: Row, id: ObjectId) -> String {
    let object = ObjectRef::subject(kind, row);
    let name = directory.display_name(object);
    let sign_in = match kind {
        SubjectKind::User => directory.user_principal_name(row),
        SubjectKind::Device => None,
    };
    name.or(sign_in)
        .map_or_else(|| id.to_string(), str::to_owned)
}

type Fact<T> = (&'static str, fn(&Directory, &T) -> Option<Arc<str>>);

/// What no rule reads of a user, by the names of Graph.
const OF_USERS: &[Fact<UserFacts>] = &[
    ("createdDateTime", |_, facts| time(facts.created)),
    ("creationType", |_, facts| facts.creation_type.clone()),
    ("externalUserState", |_, facts| {
        facts.external_user_state.clone()
    }),
    ("employeeType", |_, facts| facts.employee_type.clone()),
    ("onPremisesSamAccountName", |_, facts| {
        facts.on_premises_sam_account_name.clone()
    }),
    ("ageGroup", |_, facts| facts.age_group.clone()),
    ("consentProvidedForMinor", |_, facts| {
        facts.consent_provided_for_minor.clone()
    }),
    ("businessPhones", |_, facts| {
        list(facts.more_business_phones.iter().map(|one| one.to_string()))
    }),
    ("imAddresses", |_, facts| {
        list(facts.more_im_addresses.iter().map(|one| one.to_string()))
    }),
    ("assignedLicenses", |directory, facts| {
        licenses(directory, &facts.assigned_licenses)
    }),
    ("licenseAssignmentStates", |directory, facts| {
        license_states(directory, &facts.license_assignment_states)
    }),
];

const OF_DEVICES: &[Fact<DeviceFacts>] = &[
    ("createdDateTime", |_, facts| time(facts.created)),
    ("approximateLastSignInDateTime", |_, facts| {
        time(facts.approximate_last_sign_in)
    }),
    ("isCompliant", |_, facts| flag(facts.is_compliant)),
    ("isManaged", |_, facts| flag(facts.is_managed)),
    ("onPremisesSyncEnabled", |_, facts| {
        flag(facts.on_premises_sync_enabled)
    }),
];

fn user(pair: Pair<'_>, old: Row, new: Row, changed: &mut Properties) {
    let manager = |directory: &Directory, row| -> Option<ObjectId> {
        let manager = directory.manager(row)?;
        directory.users().id(manager)
    };
    let (before, after) = (manager(pair.old, old), manager(pair.new, new));
    if before != after {
        let shown = |directory, id: Option<ObjectId>| id.map(|id| name(directory, id).into());
        changed.add("manager", shown(pair.old, before), shown(pair.new, after));
    }
    let (before, after) = (pair.old.user_facts(old), pair.new.user_facts(new));
    if before != after {
        for (property, shown) in OF_USERS {
            changed.add(property, shown(pair.old, before), shown(pair.new, after));
        }
    }
}

fn device(pair: Pair<'_>, old: Row, new: Row, changed: &mut Properties) {
    let (before, after) = (pair.old.device_facts(old), pair.new.device_facts(new));
    if before != after {
        for (property, shown) in OF_DEVICES {
            changed.add(property, shown(pair.old, before), shown(pair.new, after));
        }
    }
}
