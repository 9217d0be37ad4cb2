//! An entry of the audit log as a record: a short form for lists, then all fields under the log's own names.

use ingroup_shell::{Object, Value};
use ingroup_tenant::{AuditEntry, AuditInitiator, AuditTarget, ModifiedProperty};

use super::time;

/// The record of an entry.
pub(crate) fn audit(entry: &AuditEntry) -> Object {
    let target = entry.targets.first();
    Object::new("AuditLogEntry")
        .with("Time", time(entry.at))
        .with("Activity", entry.activity.name())
        .with("By", entry.initiated_by.name())
        .with("Target", target.map(name))
        .with("Detail", entry.detail())
        .with("Id", entry.id.to_string())
        .with("Category", entry.category().name())
        .with("ActivityDisplayName", entry.activity.name())
        .with("ActivityDateTime", time(entry.at))
        .with("LoggedByService", entry.activity.service())
        .with("CorrelationId", entry.correlation.to_string())
        .with("Result", entry.result.name())
        .with("ResultReason", &*entry.result_reason)
        .with("InitiatedBy", initiator(&entry.initiated_by))
        .with("TargetResources", list(entry.targets.iter().map(resource)))
}

/// What people call a target: its sign-in name, else its name, else its id.
pub(crate) fn name(target: &AuditTarget) -> String {
    let name = target.principal_name.as_deref();
    let name = name.or(target.display_name.as_deref());
    name.map_or_else(
        || target.id.map(|id| id.to_string()).unwrap_or_default(),
        str::to_owned,
    )
}

fn initiator(by: &AuditInitiator) -> Value {
    let object = match by {
        AuditInitiator::User {
            id,
            display_name,
            principal_name,
        } => Object::new("AuditUserInitiator")
            .with("Id", id.to_string())
            .with("DisplayName", display_name.as_deref())
            .with("UserPrincipalName", principal_name.as_deref()),
        AuditInitiator::App {
            app_id,
            display_name,
            service_principal,
        } => Object::new("AuditAppInitiator")
            .with("AppId", app_id.as_deref())
            .with("DisplayName", &**display_name)
            .with(
                "ServicePrincipalId",
                service_principal.map(|id| id.to_string()),
            ),
    };
    let side = match by {
        AuditInitiator::User { .. } => "User",
        AuditInitiator::App { .. } => "App",
    };
    Value::Object(Object::new("AuditInitiator").with(side, Value::Object(object)))
}

fn resource(target: &AuditTarget) -> Object {
    let record = Object::new("AuditTarget")
        .with("Id", target.id.map(|id| id.to_string()))
        .with("DisplayName", target.display_name.as_deref())
        .with("Type", target.kind.name());
    if let Some(name) = &target.principal_name {
        record.set("UserPrincipalName", &**name);
    }
    if let Some(kind) = target.group_type {
        record.set("GroupType", kind);
    }
    record.with(
        "ModifiedProperties",
        list(target.modified.iter().map(modified)),
    )
}

fn modified(property: &ModifiedProperty) -> Object {
    Object::new("AuditModifiedProperty")
        .with("DisplayName", &*property.name)
        .with("OldValue", property.old.as_deref())
        .with("NewValue", property.new.as_deref())
}

fn list(objects: impl Iterator<Item = Object>) -> Value {
    Value::array(objects.map(Value::Object).collect())
}
