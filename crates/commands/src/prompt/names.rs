//! The names that an argument may be, by what its parameter means.

use ingroup_directory::{Column, Directory, Group, Name, Row, SETTINGS};
use ingroup_licensing::{KnownProduct, Products};
use ingroup_schema::{ObjectKind, PropertyKey, SubjectKind, ValueRef, property};
use ingroup_tenant::{Activity, Role, Tenant};

use crate::session::Session;

use super::top::Top;

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

/// The names of the session's checkpoints.
pub(super) fn checkpoints(session: &Session, typed: &str) -> Vec<String> {
    let mut top = Top::new(typed);
    for checkpoint in session.checkpoints().iter() {
        top.offer(&checkpoint.name);
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
struct Texts<'d>(&'d Column);

impl<'d> Texts<'d> {
    fn new(directory: &'d Directory, kind: SubjectKind, name: &str) -> Option<Texts<'d>> {
        let key = PropertyKey::Known(property(kind, name)?.id);
        directory.table(kind).column(&key).map(Texts)
    }

    fn of(&self, row: Row) -> Option<&'d str> {
        match self.0.value(row) {
            ValueRef::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn users(tenant: &Tenant, top: &mut Top<'_>) {
    let directory = tenant.directory();
    let (Some(names), Some(addresses)) = (
        Texts::new(directory, SubjectKind::User, "displayName"),
        Texts::new(directory, SubjectKind::User, "userPrincipalName"),
    ) else {
        return;
    };
    for row in directory.users().rows() {
        let address = || addresses.of(row);
        match names.of(row).filter(|name| top.wants(name)) {
            Some(name) if directory.find(Name::DisplayName, name).len() == 1 => top.keep(name),
            Some(_) => {
                if let Some(address) = address() {
                    top.keep(address);
                }
            }
            // Who types an address wants addresses.
            None if !top.typed().is_empty() => {
                if let Some(address) = address() {
                    top.offer(address);
                }
            }
            None => {}
        }
    }
}

fn devices(tenant: &Tenant, top: &mut Top<'_>) {
    let directory = tenant.directory();
    let Some(names) = Texts::new(directory, SubjectKind::Device, "displayName") else {
        return;
    };
    for row in directory.devices().rows() {
        let name = names.of(row).filter(|name| top.wants(name));
        if let Some(name) = name
            && directory.find(Name::DisplayName, name).len() == 1
        {
            top.keep(name);
        }
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
