//! The small tenant that the tests work on: the people of the Contoso fixture.

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, RuleProcessing};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value, property};

use crate::{
    Command, Facts, GroupChanges, NewGroup, NewUser, Outcome, Refusal, Replace, Tenant,
    UserChanges, Wanted,
};

/// The fixture's first moment.
pub(crate) fn start() -> Instant {
    "2025-01-06T09:00:00Z".parse().unwrap()
}

pub(crate) fn key(name: &str) -> PropertyKey {
    PropertyKey::Known(property(SubjectKind::User, name).unwrap().id)
}

/// Attributes as text; an empty one is null.
pub(crate) fn attributes(pairs: &[(&str, &str)]) -> Vec<(PropertyKey, Value)> {
    pairs
        .iter()
        .map(|(name, value)| (key(name), Value::text(value)))
        .collect()
}

/// A tenant with adele and diego (Sales), alex (Marketing), grady (Engineering) and isaiah (nothing).
pub(crate) fn contoso() -> Tenant {
    let mut tenant = Tenant::new(start());
    for (name, department, country) in [
        ("adele", "Sales", "United States"),
        ("alex", "Marketing", "United States"),
        ("diego", "Sales", "Germany"),
        ("grady", "Engineering", "United States"),
        ("isaiah", "", ""),
    ] {
        new_user(
            &mut tenant,
            name,
            &[("department", department), ("country", country)],
        )
        .unwrap();
    }
    tenant
}

/// The same facts, imported: nothing else is remembered of what happened.
pub(crate) fn imported_again(tenant: &Tenant) -> Tenant {
    let mut again = Tenant::new(tenant.clock().now());
    let facts = Facts {
        directory: tenant.directory().clone(),
        listed_members: BTreeSet::new(),
        replace: Replace::Refuse,
    };
    again.execute(Command::Import(Box::new(facts))).unwrap();
    again
}

pub(crate) fn new_user(
    tenant: &mut Tenant,
    name: &str,
    more: &[(&str, &str)],
) -> Result<ObjectId, Refusal> {
    let address = format!("{name}@contoso.com");
    let mut all = attributes(&[("userPrincipalName", &address), ("displayName", name)]);
    all.extend(attributes(more));
    let outcome = tenant.execute(Command::CreateUser(NewUser {
        attributes: all,
        ..NewUser::default()
    }))?;
    Ok(outcome.created.unwrap())
}

pub(crate) fn set(tenant: &mut Tenant, name: &str, more: &[(&str, &str)]) -> Outcome {
    let user = tenant
        .find(Wanted::User, &format!("{name}@contoso.com"))
        .unwrap();
    let changes = UserChanges {
        attributes: attributes(more),
        manager: None,
    };
    tenant
        .execute(Command::UpdateUser { user, changes })
        .unwrap()
}

pub(crate) fn dynamic(name: &str, rule: &str) -> NewGroup {
    NewGroup {
        display_name: name.to_owned(),
        security_enabled: true,
        group_types: BTreeSet::from([GroupType::DynamicMembership]),
        membership_rule: Some(rule.to_owned()),
        ..NewGroup::default()
    }
}

pub(crate) fn assigned(name: &str) -> NewGroup {
    NewGroup {
        display_name: name.to_owned(),
        security_enabled: true,
        ..NewGroup::default()
    }
}

pub(crate) fn microsoft_365(name: &str) -> NewGroup {
    NewGroup {
        display_name: name.to_owned(),
        mail_enabled: true,
        group_types: BTreeSet::from([GroupType::Unified]),
        ..NewGroup::default()
    }
}

pub(crate) fn role_assignable(name: &str) -> NewGroup {
    NewGroup {
        is_assignable_to_role: true,
        ..assigned(name)
    }
}

pub(crate) fn create(tenant: &mut Tenant, group: NewGroup) -> ObjectId {
    tenant
        .execute(Command::CreateGroup(group))
        .unwrap()
        .created
        .unwrap()
}

pub(crate) fn change(
    tenant: &mut Tenant,
    group: ObjectId,
    changes: GroupChanges,
) -> Result<Outcome, Refusal> {
    tenant.execute(Command::UpdateGroup { group, changes })
}

pub(crate) fn pause(tenant: &mut Tenant, group: ObjectId, state: RuleProcessing) {
    let changes = GroupChanges {
        processing_state: Some(state),
        ..GroupChanges::default()
    };
    change(tenant, group, changes).unwrap();
}

/// The sorted names of a group's members.
pub(crate) fn members(tenant: &Tenant, group: ObjectId) -> Vec<String> {
    let directory = tenant.directory();
    let members = directory.group(group).unwrap().members();
    let mut names: Vec<String> = members
        .iter()
        .map(|object| directory.display_name(object).unwrap().to_owned())
        .collect();
    names.sort();
    names
}
