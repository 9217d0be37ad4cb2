//! The names that an argument may be, by what its parameter means.

use ingroup_directory::{Column, Directory, Group, Name, Row, SETTINGS};
use ingroup_licensing::{KnownProduct, Products};
use ingroup_schema::{ObjectKind, PropertyKey, SubjectKind, ValueRef, fold_alike, property};
use ingroup_tenant::{Activity, Role, Tenant};

use crate::session::Session;

use super::top::{Top, begins};

/// Where the names of a meaning come from.
type Source = fn(&Tenant, &mut Top<'_>);

/// Which names a parameter takes; its meaning is the native name of the parameter.
const MEANINGS: &[(&str, Source)] = &[
    ("Activity", activities),
    ("AddLicense", products),
    ("AdministrativeUnit", units),
    ("Application", applications),
    ("DeletedObject", deleted),
    ("Device", devices),
    ("DisabledPlan", plans),
    ("DynamicGroups", dynamic_groups),
    ("DynamicUnits", dynamic_units),
    ("Group", groups),
    ("Member", users),
    ("Members", users),
    ("Owner", users),
    ("Owners", users),
    ("Product", products),
    ("RemoveLicense", products),
    ("Role", roles),
    ("RoleHolder", users),
    ("Setting", settings),
    ("User", users),
];

/// The first names that begin with `typed`, in the order of people. A name that several objects have is not among
/// them, because it names none of them; a user or group that has one is offered by its address.
pub(super) fn names(tenant: &Tenant, meaning: &str, typed: &str) -> Vec<String> {
    let Some((_, source)) = MEANINGS.iter().find(|(own, _)| *own == meaning) else {
        return Vec::new();
    };
    let mut top = Top::new(typed);
    source(tenant, &mut top);
    top.into_names()
}

/// The names of the checkpoints.
pub(super) fn checkpoints(session: &Session, typed: &str) -> Vec<String> {
    let mut top = Top::new(typed);
    for name in session.checkpoints().names() {
        top.offer(name);
    }
    top.into_names()
}

fn offer_groups(directory: &Directory, top: &mut Top<'_>, wanted: impl Fn(&Group) -> bool) {
    for group in directory.groups().filter(|group| wanted(group)) {
        let name = group.display_name();
        if top.wants(name) && directory.find(Name::DisplayName, name).len() > 1 {
            // Only its address says which one it is.
            if let Some(mail) = &group.facts().mail {
                top.keep(mail);
            }
        } else {
            top.offer(name);
        }
    }
}

fn groups(tenant: &Tenant, top: &mut Top<'_>) {
    offer_groups(tenant.directory(), top, |_| true);
}

fn dynamic_groups(tenant: &Tenant, top: &mut Top<'_>) {
    offer_groups(tenant.directory(), top, |group| group.facts().is_dynamic());
}

/// One text property of all users or devices.
fn column<'d>(directory: &'d Directory, kind: SubjectKind, name: &str) -> Option<&'d Column> {
    let key = PropertyKey::Known(property(kind, name)?.id);
    directory.table(kind).column(&key)
}

fn text(column: &Column, row: Row) -> Option<&str> {
    match column.value(row) {
        ValueRef::Text(text) => Some(text),
        _ => None,
    }
}

/// Keeps the names that begin as typed; for one that several objects have, what `instead` gives of its row.
fn keep_names<'d>(
    directory: &'d Directory,
    names: &'d Column,
    top: &mut Top<'_>,
    instead: impl Fn(Row) -> Option<&'d str>,
) {
    let mut before = None;
    for (row, name) in names.beginning(top.typed()) {
        // They come in order: behind one that is too far back are only others.
        if !top.wants(name) {
            break;
        }
        let again = before.is_some_and(|before| fold_alike(before, name));
        before = Some(name);
        if !again && directory.find(Name::DisplayName, name).len() == 1 {
            top.keep(name);
        } else if let Some(text) = instead(row) {
            top.keep(text);
        }
    }
}

fn users(tenant: &Tenant, top: &mut Top<'_>) {
    let directory = tenant.directory();
    let (Some(names), Some(addresses)) = (
        column(directory, SubjectKind::User, "displayName"),
        column(directory, SubjectKind::User, "userPrincipalName"),
    ) else {
        return;
    };
    keep_names(directory, names, top, |row| text(addresses, row));
    // Who types an address wants addresses.
    let typed = top.typed();
    if typed.is_empty() {
        return;
    }
    for (row, address) in addresses.beginning(typed) {
        if !top.wants(address) {
            break;
        }
        // Who has a fitting name is offered by that.
        if text(names, row).is_none_or(|name| !begins(name, typed)) {
            top.keep(address);
        }
    }
}

fn devices(tenant: &Tenant, top: &mut Top<'_>) {
    let directory = tenant.directory();
    if let Some(names) = column(directory, SubjectKind::Device, "displayName") {
        keep_names(directory, names, top, |_| None);
    }
}

fn units(tenant: &Tenant, top: &mut Top<'_>) {
    for unit in tenant.directory().units() {
        top.offer(unit.display_name());
    }
}

fn dynamic_units(tenant: &Tenant, top: &mut Top<'_>) {
    let units = tenant.directory().units();
    for unit in units.filter(|unit| unit.facts().is_dynamic()) {
        top.offer(unit.display_name());
    }
}

fn applications(tenant: &Tenant, top: &mut Top<'_>) {
    for application in tenant.directory().applications() {
        top.offer(&application.facts().display_name);
    }
}

fn deleted(tenant: &Tenant, top: &mut Top<'_>) {
    for kind in [ObjectKind::User, ObjectKind::Group] {
        for object in tenant.directory().deleted_objects(kind) {
            if let Some(name) = object.display_name() {
                top.offer(name);
            }
        }
    }
}

fn roles(_tenant: &Tenant, top: &mut Top<'_>) {
    for role in Role::ALL {
        top.offer(role.name());
    }
}

fn settings(_tenant: &Tenant, top: &mut Top<'_>) {
    for setting in SETTINGS {
        top.offer(setting.name);
    }
}

fn activities(_tenant: &Tenant, top: &mut Top<'_>) {
    for activity in Activity::ALL {
        top.offer(activity.name());
    }
}

/// The products that the tenant owns, or else those that are known, by their short names.
fn products(tenant: &Tenant, top: &mut Top<'_>) {
    let owned = tenant.directory().subscriptions();
    for product in owned {
        top.offer(&product.sku_part_number);
    }
    if owned.is_empty() {
        for known in KnownProduct::all() {
            top.offer(known.part_number);
        }
    }
}

fn plans(tenant: &Tenant, top: &mut Top<'_>) {
    let products = Products::of(tenant.directory());
    for owned in tenant.directory().subscriptions() {
        let product = products.product(owned.sku_id);
        for plan in product.map_or(&[][..], |product| product.plans()) {
            top.offer(plan.name());
        }
    }
}
