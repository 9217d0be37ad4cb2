//! What is deleted and can be restored, as the modules list it: a command for each kind.

use ingroup_schema::{ObjectId, ObjectKind};
use ingroup_shell::{Done, Object};
use ingroup_tenant::Wanted;

use crate::listing::cut;
use crate::records;
use crate::request::Request;

const ALL: [ObjectKind; 3] = [
    ObjectKind::User,
    ObjectKind::Group,
    ObjectKind::AdministrativeUnit,
];

/// Everything, or the object that `-Identity` names.
pub(super) fn deleted_items(request: &mut Request<'_, '_>) -> Done {
    emit(request, &ALL)
}

/// The groups.
pub(super) fn deleted_groups(request: &mut Request<'_, '_>) -> Done {
    emit(request, &[ObjectKind::Group])
}

/// The users.
pub(super) fn deleted_users(request: &mut Request<'_, '_>) -> Done {
    emit(request, &[ObjectKind::User])
}

/// The administrative units.
pub(super) fn deleted_units(request: &mut Request<'_, '_>) -> Done {
    emit(request, &[ObjectKind::AdministrativeUnit])
}

fn emit(request: &mut Request<'_, '_>, kinds: &[ObjectKind]) -> Done {
    let named: Option<ObjectId> = match request.has("Identity") {
        true => Some(request.find(Wanted::Deleted, "Identity")?),
        false => None,
    };
    let start = request
        .text("SearchString")
        .unwrap_or_default()
        .to_lowercase();
    let mut found: Vec<Object> = {
        let session = request.session();
        let directory = session.tenant().directory();
        kinds
            .iter()
            .flat_map(|kind| directory.deleted_objects(*kind))
            .filter(|object| named.is_none_or(|named| named == object.id()))
            .filter(|object| {
                let name = object.display_name().unwrap_or_default();
                name.to_lowercase().starts_with(&start)
            })
            .map(records::deleted)
            .collect()
    };
    cut(request, &mut found)?;
    found
        .into_iter()
        .try_for_each(|object| request.emit(object))
}
