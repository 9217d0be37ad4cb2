//! What happens in the histories.

use ingroup_directory::{AssignedLicense, ObjectRef, PrepaidUnits};
use ingroup_schema::{Duration, ObjectId};
use proptest::prelude::*;

use super::super::world::*;
use super::PRODUCTS;
use crate::tests::fixture::*;
use crate::*;

/// One thing that happens; numbers stand for people, groups and products.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Group(usize, Vec<(usize, u8)>, Vec<usize>),
    Direct(usize, Vec<(usize, u8)>, Vec<usize>),
    Move(usize, usize),
    Department(usize),
    Buy(usize, u32),
    Suspend(usize, u32),
    ReprocessGroup(usize),
    ReprocessUser(usize),
    Hours(i64),
    Delete(usize),
    Restore(usize),
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    let person = 0..super::PEOPLE;
    let group = 0..super::GROUPS;
    let product = 0..PRODUCTS.len();
    let given = || prop::collection::vec((0..PRODUCTS.len(), any::<u8>()), 0..3);
    let taken = || prop::collection::vec(0..PRODUCTS.len(), 0..4);
    let addition = PRODUCTS.len() - 1;
    prop_oneof![
        5 => (group.clone(), given(), taken()).prop_map(|(g, a, r)| Act::Group(g, a, r)),
        4 => (person.clone(), given(), taken()).prop_map(|(p, a, r)| Act::Direct(p, a, r)),
        3 => person.clone().prop_map(move |p| Act::Direct(p, vec![(addition, 0)], Vec::new())),
        8 => (group.clone(), person.clone()).prop_map(|(g, p)| Act::Move(g, p)),
        4 => person.clone().prop_map(Act::Department),
        2 => (product.clone(), 0..9_u32).prop_map(|(p, n)| Act::Buy(p, n)),
        1 => (product, 0..2_u32).prop_map(|(p, n)| Act::Suspend(p, n)),
        2 => group.prop_map(Act::ReprocessGroup),
        2 => person.clone().prop_map(Act::ReprocessUser),
        1 => (1..30_i64).prop_map(Act::Hours),
        1 => person.clone().prop_map(Act::Delete),
        2 => person.prop_map(Act::Restore),
    ]
}

fn id(product: usize) -> ObjectId {
    sku(PRODUCTS[product].0)
}

/// Products with some of their plans off; each product once.
fn given(texts: &[(usize, u8)]) -> Vec<AssignedLicense> {
    let mut licenses: Vec<AssignedLicense> = Vec::new();
    for (product, bits) in texts {
        let known = ingroup_licensing::KnownProduct::by_id(id(*product)).unwrap();
        let plans = known.service_plans().into_iter().enumerate();
        // Mostly all plans are on.
        let off = plans.filter(|(place, _)| *bits > 128 && bits & (1 << (place % 7)) != 0);
        let license = AssignedLicense {
            sku_id: id(*product),
            disabled_plans: off.map(|(_, plan)| plan.service_plan_id).collect(),
        };
        if !licenses.iter().any(|one| one.sku_id == license.sku_id) {
            licenses.push(license);
        }
    }
    licenses
}

/// The command that an act is, if it can be one now.
pub(crate) fn command(
    tenant: &Tenant,
    people: &[ObjectId],
    groups: &[ObjectId],
    act: &Act,
) -> Option<Command> {
    let directory = tenant.directory();
    let row = |person: usize| directory.users().row(people[person]);
    Some(match act {
        Act::Group(group, add, remove) => {
            let facts = directory.group(groups[*group])?.facts().clone();
            let has = |sku: &ObjectId| facts.assigned_licenses.iter().any(|one| one.sku_id == *sku);
            Command::AssignGroupLicenses {
                group: groups[*group],
                changes: LicenseChanges {
                    add: given(add),
                    remove: remove
                        .iter()
                        .map(|product| id(*product))
                        .filter(has)
                        .collect(),
                },
            }
        }
        Act::Direct(person, add, remove) => {
            let states = directory
                .user_facts(row(*person)?)
                .license_states()
                .into_owned();
            let has = |sku: &ObjectId| {
                states
                    .iter()
                    .any(|state| state.sku_id == *sku && state.assigned_by_group.is_none())
            };
            let add = match states.len() {
                0..4 => given(add),
                _ => Vec::new(),
            };
            Command::AssignUserLicenses {
                user: people[*person],
                changes: LicenseChanges {
                    add,
                    remove: remove
                        .iter()
                        .map(|product| id(*product))
                        .filter(has)
                        .collect(),
                },
            }
        }
        Act::Move(group, person) if *group < super::GROUPS - 1 => {
            let members = directory.group(groups[*group])?.members();
            let (group, member) = (groups[*group], people[*person]);
            match members.contains(ObjectRef::User(row(*person)?)) {
                true => Command::RemoveMember { group, member },
                false => Command::AddMembers {
                    group,
                    members: vec![member],
                },
            }
        }
        Act::Move(_, person) | Act::Department(person) => {
            let value = directory.users().owned(row(*person)?, &key("department"));
            let department = match value == ingroup_schema::Value::text("Sales") {
                true => "None",
                false => "Sales",
            };
            Command::UpdateUser {
                user: people[*person],
                changes: UserChanges {
                    attributes: attributes(&[("department", department)]),
                    manager: None,
                },
            }
        }
        Act::Buy(product, units) => units_of(*product, *units, 0),
        Act::Suspend(product, units) => match units {
            0 => units_of(*product, 0, 5),
            _ => units_of(*product, 4, 0),
        },
        Act::ReprocessGroup(group) => Command::ReprocessGroup {
            group: groups[*group],
        },
        Act::ReprocessUser(person) => {
            row(*person)?;
            Command::ReprocessUser {
                user: people[*person],
            }
        }
        // The journal knows for thirty days who joined when.
        Act::Hours(hours) => {
            let to = tenant
                .clock()
                .now()
                .saturating_add(Duration::from_seconds(hours * 3600));
            if to.since(start()) > Duration::from_days(28) {
                return None;
            }
            Command::SetClock { to }
        }
        Act::Delete(person) => {
            row(*person)?;
            Command::DeleteUser {
                user: people[*person],
            }
        }
        Act::Restore(person) => {
            directory.deleted(people[*person])?;
            Command::Restore {
                object: people[*person],
            }
        }
    })
}

fn units_of(product: usize, enabled: u32, suspended: u32) -> Command {
    let PrepaidUnits { warning, .. } = PrepaidUnits::default();
    Command::UpdateSubscription {
        product: id(product),
        changes: SubscriptionChanges {
            enabled: Some(enabled),
            warning: Some(warning),
            suspended: Some(suspended),
            locked_out: None,
        },
    }
}
