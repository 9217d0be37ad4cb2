//! People who act: administrators, owners, guests and applications for the tests.

use ingroup_directory::{OtherObject, RoleAssignment, RoleScope};
use ingroup_schema::{ObjectId, ObjectKind};

use super::fixture::*;
use crate::{Actor, Command, Outcome, Refusal, Role, Tenant, Wanted};

/// The text of every refusal for lack of rights.
pub(crate) const DENIED: &str = "Insufficient privileges to complete the operation.";

/// A new user with a role for the whole tenant.
pub(crate) fn admin(tenant: &mut Tenant, name: &str, role: Role) -> Actor {
    let user = new_user(tenant, name, &[]).unwrap();
    give(tenant, user, role, RoleScope::Tenant).unwrap();
    Actor::User(user)
}

pub(crate) fn give(
    tenant: &mut Tenant,
    principal: ObjectId,
    role: Role,
    scope: RoleScope,
) -> Result<Outcome, Refusal> {
    tenant.execute(Command::AddRoleMember(RoleAssignment {
        scope,
        role: role.template(),
        principal,
    }))
}

/// The user of this name, acting.
pub(crate) fn user(tenant: &Tenant, name: &str) -> Actor {
    Actor::User(id_of(tenant, name))
}

pub(crate) fn id_of(tenant: &Tenant, name: &str) -> ObjectId {
    tenant.find(Wanted::User, name).unwrap()
}

/// A new application that acts on its own.
pub(crate) fn application(tenant: &mut Tenant, name: &str) -> Actor {
    let id = ObjectId::derive(ObjectId::NIL, "test", name, "");
    let other = OtherObject {
        kind: ObjectKind::ServicePrincipal,
        display_name: Some(name.into()),
    };
    tenant
        .directory
        .create_other(id, other, &mut Vec::new())
        .unwrap();
    Actor::ServicePrincipal(id)
}

pub(crate) fn own(tenant: &mut Tenant, group: ObjectId, owner: ObjectId) {
    tenant
        .directory
        .add_owner(group, owner, &mut Vec::new())
        .unwrap();
}

/// Holds a command to be refused for lack of rights, without a trace.
pub(crate) fn assert_denied(tenant: &mut Tenant, actor: Actor, command: Command) {
    let before = tenant.directory.clone();
    let refused = tenant.execute_as(actor, command).unwrap_err();
    let service = refused.service().unwrap();
    assert_eq!(
        (service.status, service.code, &*service.message.unwrap()),
        (403, "Authorization_RequestDenied", DENIED),
        "{refused}"
    );
    assert!(*tenant.directory() == before);
}
