//! Directory roles in the arguments of commands, and as records.

use ingroup_directory::{RoleAssignment, RoleScope};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Done, Halt, Object, ShellError};
use ingroup_tenant::{Command, Role, Tenant, Wanted};

use crate::effects::Follows;
use crate::records::{self, name_of};
use crate::request::Request;

/// The role that an argument names.
pub(crate) fn role(request: &Request<'_, '_>, native: &str) -> Result<Role, ShellError> {
    let text = request.text(native).unwrap_or_default();
    Role::find(&text).ok_or_else(|| {
        let names = Role::ALL.map(Role::name).join(", ");
        ShellError::new(format!(
            "There is no role \"{text}\" that decides anything here."
        ))
        .category(Category::ObjectNotFound)
        .about(request.name_of(native).to_owned())
        .help(format!("Roles: {names}."))
    })
}

/// The assignments that `-Role`, `-Member` and `-AdministrativeUnit` describe, one for each member.
fn assignments(request: &mut Request<'_, '_>) -> Result<Vec<RoleAssignment>, Halt> {
    let role = role(request, "Role")?.template();
    let scope = match request.has("AdministrativeUnit") {
        true => RoleScope::Unit(request.find(Wanted::Unit, "AdministrativeUnit")?),
        false => RoleScope::Tenant,
    };
    let members = request.find_each(Wanted::Member, "Member")?.into_iter();
    let assignment = |principal| RoleAssignment {
        scope,
        role,
        principal,
    };
    Ok(members.map(assignment).collect())
}

/// Gives or takes the roles that the arguments describe, all or none.
pub(crate) fn change_assignments(
    request: &mut Request<'_, '_>,
    command: fn(RoleAssignment) -> Command,
) -> Done {
    let assignments = assignments(request)?;
    let names: Vec<String> = {
        let session = request.session();
        let directory = session.tenant().directory();
        let holders = assignments.iter().map(|one| one.principal);
        holders.map(|id| name_of(directory, id)).collect()
    };
    let commands = assignments.into_iter().map(command).collect();
    request.change(commands, &names.join(", "), Follows::Memberships)?;
    Ok(())
}

/// Who holds a role, where, and through which group if so.
pub(crate) fn record(
    tenant: &Tenant,
    held: RoleAssignment,
    holder: ObjectId,
    through: Option<ObjectId>,
) -> Object {
    let directory = tenant.directory();
    let name = Role::by_template(held.role).map(|role| role.name().to_owned());
    let name = name.or_else(|| {
        let mut known = directory.roles().iter();
        let role = known.find(|role| role.template == held.role)?;
        Some(role.display_name.to_string())
    });
    let unit = match held.scope {
        RoleScope::Tenant => None,
        RoleScope::Unit(unit) => Some(name_of(directory, unit)),
    };
    let member = records::member(directory, holder);
    let of_member = |property: &str| member.get(property).unwrap_or_default();
    Object::new("RoleMember")
        .with("Role", name.unwrap_or_else(|| held.role.to_string()))
        .with("DisplayName", of_member("DisplayName"))
        .with("UserPrincipalName", of_member("UserPrincipalName"))
        .with("ObjectType", of_member("ObjectType"))
        .with("AdministrativeUnit", unit)
        .with("Through", through.map(|group| name_of(directory, group)))
        .with("Id", holder.to_string())
}
