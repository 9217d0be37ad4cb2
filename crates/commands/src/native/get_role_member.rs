//! `Get-RoleMember`: who holds which directory role.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::{Tenant, Wanted};

use crate::parameters::{named, shared};
use crate::records;
use crate::request::{Request, native};
use crate::roles;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-RoleMember", "Shows who holds which directory role.")
        .describe(
            "A role-assignable group that holds a role is shown, and below it its members, who hold the role through \
             it. AdministrativeUnit is empty for roles that count in the whole tenant.",
        )
        .parameter(shared("Role").position(0).from_property())
        .parameter(
            named("User", "Member")
                .alias("Id")
                .from_property()
                .help("Only what this user, group or service principal holds."),
        )
        .example("Get-RoleMember", "Shows all holders of roles.")
        .example(
            "Add-RoleMember 'Groups Administrator' joni@contoso.com; Get-RoleMember -Member joni@contoso.com",
            "Shows what somebody holds.",
        )
        .each(native(get_role_member))
}

/// Gives who holds roles, and natively also through which group.
pub(crate) fn get_role_member(request: &mut Request<'_, '_>) -> Done {
    let is_native = request.is_native();
    let role = match request.has("Role") {
        true => Some(roles::role(request, "Role")?.template()),
        false => None,
    };
    let member = match request.has("Member") {
        true => Some(request.find(Wanted::Member, "Member")?),
        false => None,
    };
    let rows: Vec<Object> = {
        let session = request.session();
        holders(session.tenant())
            .into_iter()
            .filter(|(_, _, through)| is_native || through.is_none())
            .filter(|(held, _, _)| role.is_none_or(|role| role == held.role))
            .filter(|(_, holder, _)| member.is_none_or(|member| member == *holder))
            .map(|(held, holder, through)| roles::record(session.tenant(), held, holder, through))
            .collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}

/// Every assignment with its holder, and those who hold it through that holder behind it.
fn holders(tenant: &Tenant) -> Vec<Holder> {
    let directory = tenant.directory();
    let mut all = Vec::new();
    for held in directory.role_assignments() {
        all.push((held, held.principal, None));
        let group = directory.group(held.principal);
        let members = group.into_iter().flat_map(|group| group.members().iter());
        let people = members.filter(|member| !matches!(member, ObjectRef::Group(_)));
        for member in records::by_name(directory, people) {
            all.push((held, member, Some(held.principal)));
        }
    }
    all
}

/// An assignment, who holds it, and through which group.
type Holder = (
    ingroup_directory::RoleAssignment,
    ingroup_schema::ObjectId,
    Option<ingroup_schema::ObjectId>,
);
