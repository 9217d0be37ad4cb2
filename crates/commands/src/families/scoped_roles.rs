//! `New-`, `Get-` and `Remove-MgDirectoryAdministrativeUnitScopedRoleMember`: who holds which role for the members of an
//! administrative unit.

use ingroup_directory::{RoleAssignment, RoleScope};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Done, Halt, Object, ShellError, Value};
use ingroup_tenant::{Command as Change, Role, Wanted};

use crate::effects::Follows;
use crate::records::name_of;
use crate::request::Request;

/// Gives the role that the hashtable names to the one that it names, for the members of the unit.
pub(super) fn new_scoped_role_member(request: &mut Request<'_, '_>) -> Done {
    let unit = request.find(Wanted::Unit, "AdministrativeUnit")?;
    let role = request.text("roleId").unwrap_or_default();
    let role = role_of(request, &role)?;
    let holder = match request
        .body()
        .and_then(|body| body.get_text("roleMemberInfo"))
    {
        Some(Value::Table(info)) => info.get_text("id"),
        _ => None,
    };
    let Some(holder) = holder else {
        let error = ShellError::new("Nobody is named who is to hold the role.")
            .category(Category::InvalidArgument)
            .about("BodyParameter")
            .help("Write roleMemberInfo = @{ id = '…' } in the hashtable.");
        return Err(error.into());
    };
    let principal = request.find_named(Wanted::Member, "BodyParameter", &holder.to_text())?;
    let given = RoleAssignment {
        scope: RoleScope::Unit(unit),
        role,
        principal,
    };
    let name = name_of(request.session().tenant().directory(), principal);
    let done = request.change(
        vec![Change::AddRoleMember(given)],
        &name,
        Follows::Memberships,
    )?;
    match done {
        Some(_) => {
            let record = record(request, unit, given);
            request.emit(record)
        }
        None => Ok(()),
    }
}

/// Gives who holds a role for the members of a unit.
pub(super) fn get_scoped_role_member(request: &mut Request<'_, '_>) -> Done {
    let unit = request.find(Wanted::Unit, "AdministrativeUnit")?;
    for held in held_in(request, unit) {
        let record = record(request, unit, held);
        request.emit(record)?;
    }
    Ok(())
}

/// Takes a role for the members of a unit from whoever holds it.
pub(super) fn remove_scoped_role_member(request: &mut Request<'_, '_>) -> Done {
    let unit = request.find(Wanted::Unit, "AdministrativeUnit")?;
    let wanted = request.text("ScopedRoleMembership").unwrap_or_default();
    let mut held = held_in(request, unit).into_iter();
    let Some(held) = held.find(|held| id_of(*held).eq_ignore_ascii_case(&wanted)) else {
        let error = ShellError::new(format!("Nobody holds a role by \"{wanted}\" in this unit."))
            .category(Category::ObjectNotFound)
            .about("ScopedRoleMembershipId")
            .help("Get-MgDirectoryAdministrativeUnitScopedRoleMember has the ids.");
        return Err(error.into());
    };
    let name = name_of(request.session().tenant().directory(), held.principal);
    request.change(
        vec![Change::RemoveRoleMember(held)],
        &name,
        Follows::Memberships,
    )?;
    Ok(())
}

fn held_in(request: &mut Request<'_, '_>, unit: ObjectId) -> Vec<RoleAssignment> {
    let session = request.session();
    session
        .tenant()
        .directory()
        .scoped_role_members(unit)
        .collect()
}

/// The role with this id or name: one that decides something here, or one that the tenant has.
fn role_of(request: &mut Request<'_, '_>, text: &str) -> Result<ObjectId, Halt> {
    if let Some(role) = Role::find(text) {
        return Ok(role.template());
    }
    let known = {
        let session = request.session();
        let mut roles = session.tenant().directory().roles().iter();
        let id: Option<ObjectId> = text.parse().ok();
        let role = roles.find(|role| Some(role.id) == id || Some(role.template) == id);
        role.map(|role| role.template)
    };
    known.ok_or_else(|| {
        let error = ShellError::new(format!("There is no role \"{text}\"."))
            .category(Category::ObjectNotFound)
            .about("BodyParameter")
            .help("Get-MgDirectoryRole has the ids of the roles.");
        Halt::Error(error)
    })
}

/// The id of an assignment, which is the only thing that it has of its own.
fn id_of(held: RoleAssignment) -> String {
    format!("{}_{}", held.role, held.principal)
}

fn record(request: &mut Request<'_, '_>, unit: ObjectId, held: RoleAssignment) -> Object {
    let session = request.session();
    let name = name_of(session.tenant().directory(), held.principal);
    let holder = Object::new("MicrosoftGraphIdentity")
        .with("DisplayName", name)
        .with("Id", held.principal.to_string());
    Object::new("ScopedRoleMembership")
        .with("AdministrativeUnitId", unit.to_string())
        .with("Id", id_of(held))
        .with("RoleId", held.role.to_string())
        .with("RoleMemberInfo", Value::Object(holder))
}
