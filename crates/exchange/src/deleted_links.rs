//! The connections of deleted objects as records: a relation and an id.

use ingroup_directory::{Link, RoleAssignment, RoleScope};
use serde_json::{Value as Json, json};

use crate::codec::Graph;
use crate::objects::LinkRecord;

/// The connection a record means; none if its relation is not known.
pub(crate) fn link_of(record: &LinkRecord) -> Option<Link> {
    let id = record.id;
    Some(match &*record.relation {
        "memberOf" => Link::MemberOf(id),
        "ownerOf" => Link::OwnerOf(id),
        "member" => Link::Member(id),
        "owner" => Link::Owner(id),
        "manager" => Link::Manager(id),
        "directReport" => Link::Report(id),
        "access" => Link::Access(id),
        "role" => Link::Role(RoleAssignment {
            scope: record.unit.map_or(RoleScope::Tenant, RoleScope::Unit),
            role: record.role?,
            principal: id,
        }),
        _ => return None,
    })
}

/// The record of a connection.
pub(crate) fn link_json(link: Link) -> Json {
    let (relation, id) = match link {
        Link::MemberOf(id) => ("memberOf", id),
        Link::OwnerOf(id) => ("ownerOf", id),
        Link::Member(id) => ("member", id),
        Link::Owner(id) => ("owner", id),
        Link::Manager(id) => ("manager", id),
        Link::Report(id) => ("directReport", id),
        Link::Access(id) => ("access", id),
        Link::Role(assignment) => {
            let unit = match assignment.scope {
                RoleScope::Tenant => None,
                RoleScope::Unit(unit) => Some(unit),
            };
            return json!({
                "relation": "role",
                "id": assignment.principal.write(),
                "role": assignment.role.write(),
                "unit": unit.write(),
            });
        }
    };
    json!({"relation": relation, "id": id.write()})
}
