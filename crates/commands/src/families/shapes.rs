//! The shapes of all modules' objects, a file for each service.

mod azure_ad;
mod exchange;
mod graph;
mod licenses;
mod msol;
mod teams;

use ingroup_shell::{Hashtable, Object, Value};

pub(super) use azure_ad::*;
pub(super) use exchange::*;
pub(super) use graph::*;
pub(super) use licenses::*;
pub(super) use msol::*;
pub(super) use teams::*;

use super::shape::Shape;

/// The types that have a table of their own, with its columns.
pub(crate) static VIEWS: &[&Shape] = &[
    &AZURE_AD_MS_GROUP,
    &AZURE_AD_GROUP,
    &AZURE_AD_USER,
    &AZURE_AD_DEVICE,
    &AZURE_AD_MEMBER,
    &AZURE_AD_UNIT,
    &AZURE_AD_TENANT,
    &MG_GROUP,
    &MG_LIFECYCLE,
    &MG_SETTING,
    &MG_SETTING_TEMPLATE,
    &AZURE_AD_LIFECYCLE,
    &MG_USER,
    &MG_DEVICE,
    &MG_UNIT,
    &MG_MEMBER,
    &MG_DELETED,
    &MG_APPLICATION,
    &MG_ORGANIZATION,
    &MG_ROLE,
    &MG_SCOPED_ROLE,
    &MG_AUDIT,
    &MG_TEAM,
    &ENTRA_MEMBER,
    &UNIFIED_GROUP,
    &UNIFIED_GROUP_LINK,
    &TEAM,
    &TEAM_USER,
    &MG_SKU,
    &MG_LICENSE_DETAIL,
    &AZURE_AD_SKU,
    &AZURE_AD_LICENSE_DETAIL,
    &MSOL_SKU,
    &MSOL_GROUP,
    &MSOL_USER,
    &MSOL_MEMBER,
];

impl Shape {
    /// The name of the type, and the columns of its table.
    pub(crate) fn view(&self) -> (&'static str, &'static [&'static str]) {
        (self.kind, self.table)
    }
}

/// The first of several values.
fn first(record: &Object, property: &str) -> Value {
    let items = record.get(property).unwrap_or_default().into_items();
    items.into_iter().next().unwrap_or_default()
}

/// The directory extensions of an object by their names.
fn extensions(record: &Object) -> Hashtable {
    let fields = record.fields().into_iter();
    let own = fields.filter(|(name, _)| name.starts_with("extension_"));
    own.fold(Hashtable::new(), |table, (name, value)| {
        table.with(name, value)
    })
}

/// Whether a rule gives the members.
fn is_dynamic(group: &Object) -> Value {
    let kind = group.get("MembershipType").unwrap_or_default();
    Value::Bool(*kind.to_text() != *"Assigned")
}
