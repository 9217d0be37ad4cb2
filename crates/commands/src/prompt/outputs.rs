//! What the objects that a command gives are, and which properties they have.

use ingroup_schema::{ObjectId, SubjectKind};
use ingroup_shell::{Object, View};
use ingroup_tenant::{AuditQuery, Tenant};

use crate::families;
use crate::records;
use crate::{applications, views};

/// The commands whose objects are not called as their noun.
const GIVES: &[(&str, &str)] = &[
    ("Get-AdministrativeUnitMember", "GroupMember"),
    ("Checkpoint-Tenant", "Checkpoint"),
    ("Get-AuditLog", "AuditLogEntry"),
    ("Get-ProcessingQueue", "WaitingWork"),
    ("Invoke-Processing", "ProcessedGroup"),
    ("New-AdministrativeUnit", "AdministrativeUnit"),
    ("New-Application", "Application"),
    ("New-Device", "Device"),
    ("New-Group", "Group"),
    ("New-User", "User"),
    ("Step-Clock", "MembershipMove"),
    ("Import-Tenant", "TenantImport"),
];

/// The type of the objects that a command gives, if its objects are of one type that is known.
pub(super) fn gives(command: &str) -> Option<&'static str> {
    if let Some(kind) = families::gives(command) {
        return Some(kind);
    }
    let listed = GIVES.iter().find(|(own, _)| *own == command);
    match (listed, command.strip_prefix("Get-")) {
        (Some((_, kind)), _) => Some(kind),
        (None, Some(noun)) => views::kinds().find(|kind| *kind == noun),
        (None, None) => None,
    }
}

/// The properties of the objects of a type: those of one that the tenant has, else those of its view.
pub(super) fn properties(tenant: &Tenant, kind: &str) -> Vec<String> {
    if let Some(names) = families::properties(kind) {
        return names;
    }
    if let Some(sample) = sample(tenant, kind) {
        return sample.names().iter().map(|name| name.to_string()).collect();
    }
    let view = views::views().into_iter().find(|(own, _)| *own == kind);
    match view {
        Some((_, View::Table(columns) | View::List(columns))) => columns
            .iter()
            .map(|column| column.title().to_owned())
            .collect(),
        _ => Vec::new(),
    }
}

/// Some object of a type.
fn sample(tenant: &Tenant, kind: &str) -> Option<Object> {
    let directory = tenant.directory();
    let first = |subject: SubjectKind| -> Option<ObjectId> {
        let table = directory.table(subject);
        let row = table.rows().next()?;
        table.id(row)
    };
    let id = match kind {
        "User" => first(SubjectKind::User)?,
        "Device" => first(SubjectKind::Device)?,
        "Group" => {
            // A dynamic one has most to tell.
            let dynamic = directory.groups().find(|group| group.facts().is_dynamic());
            dynamic.or_else(|| directory.groups().next())?.id()
        }
        "AdministrativeUnit" => directory.units().next()?.id(),
        "GroupMember" => return Some(records::member(directory, first(SubjectKind::User)?)),
        "GroupOwner" => return Some(records::owner(directory, first(SubjectKind::User)?)),
        "Application" => return directory.applications().next().map(applications::record),
        "AuditLogEntry" => {
            let mut entries = tenant.audit(AuditQuery::default());
            return entries.next().map(|entry| records::audit(&entry));
        }
        _ => return None,
    };
    records::record(tenant, id)
}
