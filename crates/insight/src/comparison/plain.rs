//! Groups, units and whatever else a tenant has few of.

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::{
    AdministrativeUnit, Application, Directory, DirectoryRole, Group, GroupField, JoinRequest,
    Organization, Subscription,
};
use ingroup_schema::ObjectId;
use ingroup_tenant::{group_field, unit_field};

use super::texts::{licenses, list, name, names};
use super::{Compared, Found, ObjectDifference, Pair, Properties};

type Fact<T> = (&'static str, fn(&Directory, &T) -> Option<Arc<str>>);

/// The objects of one kind, side by side by their ids.
fn side_by_side<'a, T: 'a>(
    pair: Pair<'a>,
    kind: Compared,
    all: impl Fn(&'a Directory) -> Vec<(ObjectId, String, T)>,
    differ: impl Fn(&T, &T, &mut Properties),
) -> Vec<ObjectDifference> {
    let mut old: BTreeMap<ObjectId, (String, T)> = BTreeMap::new();
    for (id, name, object) in all(pair.old) {
        old.insert(id, (name, object));
    }
    let mut found = Vec::new();
    for (id, name, new) in all(pair.new) {
        match old.remove(&id) {
            Some((_, old)) => {
                let mut changed = Properties::default();
                differ(&old, &new, &mut changed);
                found.extend(changed.of(kind, id, name));
            }
            None => found.push(ObjectDifference {
                kind,
                id,
                name,
                found: Found::Added,
            }),
        }
    }
    found.extend(old.into_iter().map(|(id, (name, _))| ObjectDifference {
        kind,
        id,
        name,
        found: Found::Removed,
    }));
    found
}

fn add_all<T>(facts: &[Fact<T>], pair: Pair<'_>, old: &T, new: &T, changed: &mut Properties) {
    for (property, shown) in facts {
        changed.add(property, shown(pair.old, old), shown(pair.new, new));
    }
}

const OF_ORGANIZATION: &[Fact<Organization>] = &[
    ("displayName", |_, one| one.display_name.clone()),
    ("countryLetterCode", |_, one| {
        one.country_letter_code.clone()
    }),
    ("tenantType", |_, one| one.tenant_type.clone()),
    ("verifiedDomains", |_, one| {
        list(one.verified_domains.iter().map(|one| one.name.to_string()))
    }),
    ("technicalNotificationMails", |_, one| {
        list(
            one.technical_notification_mails
                .iter()
                .map(|one| one.to_string()),
        )
    }),
    ("groupLifecyclePolicy", |directory, _| {
        let policy = directory.lifecycle_policy()?;
        let selected = names(directory, policy.selected.iter().copied());
        let managed = policy.managed.graph_name();
        let days = policy.lifetime_days;
        Some(match selected {
            Some(groups) => format!("{days} days, {managed}: {groups}").into(),
            None => format!("{days} days, {managed}").into(),
        })
    }),
];

/// Organisation, settings and expiration policy.
pub(super) fn tenant(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let (old, new) = (pair.old.organization(), pair.new.organization());
    let mut changed = Properties::default();
    add_all(OF_ORGANIZATION, pair, old, new, &mut changed);
    let settings = |directory: &Directory| -> BTreeMap<&'static str, Arc<str>> {
        let changed = directory.settings().changed();
        changed
            .map(|(setting, value)| (setting.name, value.to_string().into()))
            .collect()
    };
    let (before, after) = (settings(pair.old), settings(pair.new));
    let mut all: Vec<&str> = before.keys().chain(after.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    for setting in all {
        let value = |of: &BTreeMap<_, Arc<str>>| of.get(setting).cloned();
        changed.add(setting, value(&before), value(&after));
    }
    let name = new.display_name.as_deref().unwrap_or("Tenant").to_owned();
    changed
        .of(Compared::Tenant, new.id, name)
        .into_iter()
        .collect()
}

const OF_SUBSCRIPTIONS: &[Fact<Subscription>] = &[
    ("capabilityStatus", |_, one| one.capability_status.clone()),
    ("prepaidUnits.enabled", |_, one| {
        number(one.prepaid_units.enabled)
    }),
    ("prepaidUnits.warning", |_, one| {
        number(one.prepaid_units.warning)
    }),
    ("prepaidUnits.suspended", |_, one| {
        number(one.prepaid_units.suspended)
    }),
    ("prepaidUnits.lockedOut", |_, one| {
        number(one.prepaid_units.locked_out)
    }),
    ("servicePlans", |_, one| {
        let plans = one.service_plans.iter();
        list(plans.map(|plan| match &plan.service_plan_name {
            Some(name) => name.to_string(),
            None => plan.service_plan_id.to_string(),
        }))
    }),
];

fn number(number: u32) -> Option<Arc<str>> {
    Some(number.to_string().into())
}

pub(super) fn subscriptions(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let all = |directory: &'_ Directory| {
        let bought = directory.subscriptions().iter().cloned();
        bought
            .map(|one| (one.sku_id, one.sku_part_number.to_string(), one))
            .collect()
    };
    side_by_side(pair, Compared::Subscription, all, |old, new, changed| {
        add_all(OF_SUBSCRIPTIONS, pair, old, new, changed);
    })
}

/// Roles that nobody holds are as good as not there.
pub(super) fn roles(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let held = |directory: &Directory| -> BTreeMap<ObjectId, DirectoryRole> {
        let roles = directory.roles().iter();
        let roles = roles.filter(|role| !role.members.is_empty());
        roles.map(|role| (role.template, role.clone())).collect()
    };
    let (old, new) = (held(pair.old), held(pair.new));
    let mut all: Vec<ObjectId> = old.keys().chain(new.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    let found = all.into_iter().filter_map(|template| {
        let (old, new) = (old.get(&template), new.get(&template));
        let name = new.or(old)?.display_name.to_string();
        let shown = |directory, role: Option<&DirectoryRole>| {
            names(directory, role?.members.iter().copied())
        };
        let mut changed = Properties::default();
        changed.add("members", shown(pair.old, old), shown(pair.new, new));
        changed.of(Compared::Role, template, name)
    });
    found.collect()
}

pub(super) fn groups(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let all = |directory: &'_ Directory| -> Vec<(ObjectId, String, ObjectId)> {
        let groups = directory.groups();
        groups
            .map(|group| (group.id(), group.display_name().to_owned(), group.id()))
            .collect()
    };
    side_by_side(pair, Compared::Group, all, |old, new, changed| {
        if let (Some(old), Some(new)) = (pair.old.group(*old), pair.new.group(*new)) {
            group(pair, old, new, changed);
        }
    })
}

fn group(pair: Pair<'_>, old: &Group, new: &Group, changed: &mut Properties) {
    for field in old.facts().differences(new.facts()) {
        let shown = |directory, group: &Group| match field {
            GroupField::AssignedLicenses => licenses(directory, &group.facts().assigned_licenses),
            other => group_field(group.facts(), other),
        };
        let name = field.graph_name();
        changed.add(name, shown(pair.old, old), shown(pair.new, new));
    }
    let owners = |directory: &Directory, group: &Group| {
        let owners = group.owners();
        names(directory, owners.filter_map(|owner| directory.id_of(owner)))
    };
    changed.add("owners", owners(pair.old, old), owners(pair.new, new));
}

pub(super) fn units(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let all = |directory: &'_ Directory| -> Vec<(ObjectId, String, ObjectId)> {
        let units = directory.units();
        units
            .map(|unit| (unit.id(), unit.display_name().to_owned(), unit.id()))
            .collect()
    };
    side_by_side(
        pair,
        Compared::AdministrativeUnit,
        all,
        |old, new, changed| {
            if let (Some(old), Some(new)) = (pair.old.unit(*old), pair.new.unit(*new)) {
                unit(pair, old, new, changed);
            }
        },
    )
}

fn unit(
    pair: Pair<'_>,
    old: &AdministrativeUnit,
    new: &AdministrativeUnit,
    changed: &mut Properties,
) {
    for field in old.facts().differences(new.facts()) {
        let shown = |unit: &AdministrativeUnit| unit_field(unit.facts(), field);
        changed.add(field.graph_name(), shown(old), shown(new));
    }
    let roles = |directory: &Directory, unit: &AdministrativeUnit| {
        list(directory.scoped_role_members(unit.id()).map(|one| {
            let mut known = directory.roles().iter();
            let role = known.find(|role| role.template == one.role);
            let role = role.map_or_else(
                || one.role.to_string(),
                |role| role.display_name.to_string(),
            );
            format!("{role}: {}", name(directory, one.principal))
        }))
    };
    changed.add(
        "scopedRoleMembers",
        roles(pair.old, old),
        roles(pair.new, new),
    );
}

const OF_APPLICATIONS: &[Fact<Application>] = &[
    ("displayName", |_, one| {
        Some(one.facts().display_name.clone())
    }),
    ("appId", |_, one| {
        Some(one.facts().app_id.to_string().into())
    }),
    ("extensionProperties", |_, one| {
        let properties = one.facts().extension_properties.iter();
        list(properties.map(|property| property.name.to_string()))
    }),
    ("appRoleAssignedTo", |directory, one| {
        names(directory, one.assignments())
    }),
];

pub(super) fn applications(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let all = |directory: &'_ Directory| {
        let applications = directory.applications().cloned();
        applications
            .map(|one| (one.id(), one.facts().display_name.to_string(), one))
            .collect()
    };
    side_by_side(pair, Compared::Application, all, |old, new, changed| {
        add_all(OF_APPLICATIONS, pair, old, new, changed);
    })
}

/// Contacts and service principals.
pub(super) fn others(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let all = |directory: &'_ Directory| {
        let others = directory.others();
        others
            .map(|(id, other)| (id, name(directory, id), other.display_name.clone()))
            .collect()
    };
    side_by_side(pair, Compared::Other, all, |old, new, changed| {
        changed.add("displayName", old.clone(), new.clone());
    })
}

const OF_REQUESTS: &[Fact<JoinRequest>] = &[
    ("state", |_, one| Some(one.state.name().into())),
    ("decidedBy", |directory, one| {
        one.decided_by.map(|id| name(directory, id).into())
    }),
    ("justification", |_, one| one.justification.clone()),
];

pub(super) fn join_requests(pair: Pair<'_>) -> Vec<ObjectDifference> {
    let all = |directory: &'_ Directory| {
        let requests = directory.join_requests();
        requests
            .map(|one| {
                let (who, group) = (name(directory, one.requester), name(directory, one.group));
                (one.id, format!("{who} to {group}"), one.clone())
            })
            .collect()
    };
    side_by_side(pair, Compared::JoinRequest, all, |old, new, changed| {
        add_all(OF_REQUESTS, pair, old, new, changed);
    })
}
