//! `Get-DeletedObject`: shows what was deleted and can be restored.

use ingroup_schema::ObjectKind;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::Wanted;

use crate::groups::optional;
use crate::parameters;
use crate::records;
use crate::request::{Request, native};
use crate::session::Session;

/// The kinds of objects that can be restored, by the names that records show.
const KINDS: [(ObjectKind, &str); 3] = [
    (ObjectKind::User, "User"),
    (ObjectKind::Group, "Group"),
    (ObjectKind::AdministrativeUnit, "AdministrativeUnit"),
];

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Get-DeletedObject",
        "Shows what was deleted and can be restored.",
    )
    .describe(
        "Users, groups and administrative units can be restored for 30 days, devices cannot. Objects are listed by \
         kind, those that were deleted first at the top.",
    )
    .parameter(parameters::identity("DeletedObject").alias("ObjectId"))
    .parameter(
        Parameter::text("Type")
            .choices(&["User", "Group", "AdministrativeUnit"])
            .help("Only objects of this kind."),
    )
    .example(
        "Remove-User joni@contoso.com; Remove-Group Macs; Get-DeletedObject",
        "Shows everything that can be restored.",
    )
    .example(
        "Remove-User joni@contoso.com; Remove-Group Macs; Get-DeletedObject -Type Group | Format-List",
        "Shows everything about the deleted groups.",
    )
    .each(native(get_deleted_object))
}

fn get_deleted_object(request: &mut Request<'_, '_>) -> Done {
    let wanted = optional(request, "Type", KINDS, |(_, name)| name)?;
    let named = match request.has("Identity") {
        true => Some(request.find(Wanted::Deleted, "Identity")?),
        false => None,
    };
    let found: Vec<_> = {
        let session = request.session();
        let directory = session.tenant().directory();
        let kinds = KINDS.into_iter().map(|(kind, _)| kind);
        kinds
            .filter(|kind| wanted.is_none_or(|(wanted, _)| wanted == *kind))
            .flat_map(|kind| directory.deleted_objects(kind))
            .filter(|object| named.is_none_or(|named| named == object.id()))
            .map(records::deleted)
            .collect()
    };
    for object in found {
        request.emit(object)?;
    }
    Ok(())
}
