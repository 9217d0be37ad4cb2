//! The objects of the directory as the shell sees them: native records, from which the families take theirs.

mod audit;
mod by_name;
mod deleted;
mod device;
mod group;
mod group_of;
mod member;
mod team;
mod unit;
mod user;

use ingroup_directory::{Directory, ObjectRef};
use ingroup_schema::{Instant, ObjectId, ValueRef};
use ingroup_shell::{Object, Value};
use ingroup_tenant::Tenant;

pub(crate) use audit::audit;
pub(crate) use by_name::{ByName, by_name};
pub(crate) use deleted::deleted;
pub(crate) use group::{MEMBERSHIP_TYPES, membership_type};
pub(crate) use group_of::{groups_of, joined};
pub(crate) use member::{described, expanded, member, owner};
pub(crate) use team::{team, team_member};
pub(crate) use user::plain_property;

/// The record of an object: a `User`, a `Device`, a `Group` or an `AdministrativeUnit`; nothing for what is known by
/// name only.
pub(crate) fn record(tenant: &Tenant, id: ObjectId) -> Option<Object> {
    let directory = tenant.directory();
    if let Some(unit) = directory.unit(id) {
        return Some(unit::record(tenant, unit));
    }
    match directory.resolve(id)? {
        ObjectRef::User(row) => Some(user::record(directory, id, row)),
        ObjectRef::Device(row) => Some(device::record(directory, id, row)),
        ObjectRef::Group(row) => Some(group::record(tenant, directory.group_at(row)?)),
        ObjectRef::Other(_) => None,
    }
}

/// Administrative units in the order of a list for people: by name without regard to case, then by id.
pub(crate) fn units_by_name(directory: &Directory) -> Vec<ObjectId> {
    let mut named: Vec<(String, ObjectId)> = directory
        .units()
        .map(|unit| (unit.display_name().to_lowercase(), unit.id()))
        .collect();
    named.sort();
    named.into_iter().map(|(_, id)| id).collect()
}

/// The name of an object for sentences: its display name, else its id. Also of an administrative unit, and of what is
/// deleted and can be restored.
pub(crate) fn name_of(directory: &Directory, id: ObjectId) -> String {
    let object = directory.resolve(id);
    let there = object.and_then(|object| directory.display_name(object));
    let unit = || directory.unit(id).map(|unit| unit.display_name());
    let deleted = || {
        directory
            .deleted(id)
            .and_then(|object| object.display_name())
    };
    let name = there.or_else(unit).or_else(deleted);
    name.map_or_else(|| id.to_string(), str::to_owned)
}

/// A point in time as scripts read it.
pub(crate) fn time(instant: Instant) -> Value {
    Value::Time(instant.timestamp())
}

/// A value of a property as scripts read it.
pub(crate) fn shown(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Boolean(flag) => Value::Bool(flag),
        ValueRef::Text(text) => Value::from(text),
        ValueRef::Instant(instant) => time(instant),
        ValueRef::Texts(items) => Value::texts(items.iter()),
        ValueRef::Plans(plans) => Value::array(
            plans
                .iter()
                .map(|plan| {
                    Value::Object(
                        Object::new("AssignedPlan")
                            .with("Service", plan.service.as_deref())
                            .with("ServicePlanId", plan.service_plan_id.as_deref())
                            .with("CapabilityStatus", plan.capability_status.as_deref())
                            .with("AssignedDateTime", plan.assigned_date_time.map(time)),
                    )
                })
                .collect(),
        ),
    }
}
