//! A deleted object as a record.

use ingroup_directory::{DeletedFacts, DeletedObject};
use ingroup_shell::Object;
use ingroup_tenant::restorable_until;

use super::member::words;
use super::time;

/// What is known of an object that can be restored.
pub(crate) fn deleted(object: &DeletedObject) -> Object {
    let principal_name = match object.facts() {
        DeletedFacts::User { principal_name, .. } => principal_name.as_deref(),
        DeletedFacts::Group { .. } | DeletedFacts::Unit { .. } => None,
    };
    Object::new("DeletedObject")
        .with("DisplayName", object.display_name())
        .with("ObjectType", words(object.kind()))
        .with("UserPrincipalName", principal_name)
        .with("DeletedDateTime", time(object.deleted_date_time()))
        .with("RestorableUntil", time(restorable_until(object)))
        .with("Id", object.id().to_string())
}
