//! Facts as texts to compare and to show.

use std::sync::Arc;

use ingroup_directory::{AssignedLicense, Directory, LicenseAssignmentState};
use ingroup_schema::{Instant, ObjectId};

/// Names with commas between them, sorted; none if there are none.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> Option<Arc<str>> {
    let mut items: Vec<String> = items.into_iter().collect();
    items.sort_unstable();
    (!items.is_empty()).then(|| items.join(", ").into())
}

/// The name of any object for people; its id if it has none.
pub(super) fn name(directory: &Directory, id: ObjectId) -> String {
    let object = directory.resolve(id);
    let there = object.and_then(|object| directory.display_name(object));
    let unit = || directory.unit(id).map(|unit| unit.display_name());
    let name = there.or_else(unit);
    name.map_or_else(|| id.to_string(), str::to_owned)
}

pub(super) fn names(
    directory: &Directory,
    ids: impl IntoIterator<Item = ObjectId>,
) -> Option<Arc<str>> {
    list(ids.into_iter().map(|id| name(directory, id)))
}

pub(super) fn time(instant: Option<Instant>) -> Option<Arc<str>> {
    instant.map(|instant| instant.to_string().into())
}

pub(super) fn flag(flag: Option<bool>) -> Option<Arc<str>> {
    flag.map(|flag| match flag {
        true => "True".into(),
        false => "False".into(),
    })
}

/// The short name of a product, or its id.
pub(super) fn product(directory: &Directory, sku: ObjectId) -> String {
    let mut bought = directory.subscriptions().iter();
    let found = bought.find(|one| one.sku_id == sku);
    found.map_or_else(|| sku.to_string(), |one| one.sku_part_number.to_string())
}

pub(super) fn licenses(directory: &Directory, licenses: &[AssignedLicense]) -> Option<Arc<str>> {
    list(licenses.iter().map(|one| {
        let product = product(directory, one.sku_id);
        match one.disabled_plans.len() {
            0 => product,
            off => format!("{product} without {off} plans"),
        }
    }))
}

/// Where each licence comes from and how it stands.
pub(super) fn license_states(
    directory: &Directory,
    states: &[LicenseAssignmentState],
) -> Option<Arc<str>> {
    list(states.iter().map(|one| {
        let product = product(directory, one.sku_id);
        let source = match one.assigned_by_group {
            Some(group) => format!("from {}", name(directory, group)),
            None => "direct".to_owned(),
        };
        let (state, error) = (one.state.graph_name(), one.error.graph_name());
        match error {
            "None" => format!("{product} {source}: {state}"),
            _ => format!("{product} {source}: {state}, {error}"),
        }
    }))
}
