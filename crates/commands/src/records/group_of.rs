//! A group that somebody is in as a record: which, and how they got in.

use std::collections::BTreeMap;

use ingroup_insight::{Basis, Standing, reason};
use ingroup_schema::{Instant, ObjectId};
use ingroup_shell::Object;
use ingroup_tenant::{Activity, AuditQuery, Tenant};

use super::{by_name, membership_type, name_of, time};

/// Since when members are in groups, by group and member, as far as the audit log goes back (`LOG-6`).
pub(crate) type Joined = BTreeMap<(ObjectId, ObjectId), Instant>;

/// Since when somebody is in groups, or everybody.
pub(crate) fn joined(tenant: &Tenant, member: Option<ObjectId>) -> Joined {
    let query = AuditQuery {
        object: member,
        ..AuditQuery::default()
    };
    let added = tenant
        .audit(query)
        .filter(|entry| entry.activity == Activity::AddMemberToGroup);
    // The last entry of several stands.
    added
        .filter_map(|entry| match entry.targets.as_slice() {
            [member, group, ..] => Some(((group.id?, member.id?), entry.at)),
            _ => None,
        })
        .collect()
}

/// The groups that an object is a direct member of, by name.
pub(crate) fn groups_of(tenant: &Tenant, member: ObjectId, joined: &Joined) -> Vec<Object> {
    let directory = tenant.directory();
    let Some(object) = directory.resolve(member) else {
        return Vec::new();
    };
    let groups = tenant
        .groups_of(object)
        .map(|group| ingroup_directory::ObjectRef::Group(group.row()));
    let rows = by_name(directory, groups).into_iter().filter_map(|id| {
        let group = directory.group(id)?;
        let basis = reason(tenant, id, member)?.basis;
        Some(
            Object::new("GroupOf")
                .with("DisplayName", group.display_name())
                .with("MembershipType", membership_type(tenant, group))
                .with("Through", through(tenant, &basis))
                .with("Since", joined.get(&(id, member)).map(|at| time(*at)))
                .with("Member", name_of(directory, member))
                .with("MembershipRule", group.facts().membership_rule.as_deref())
                .with("Id", id.to_string()),
        )
    });
    rows.collect()
}

/// How a member got in, or why it is still there.
fn through(tenant: &Tenant, basis: &Basis) -> String {
    match basis {
        Basis::ByHand => "assigned".to_owned(),
        Basis::Rule { standing, .. } => format!("rule{}", remark(*standing)),
        Basis::MemberOf { through, .. } if through.is_empty() => {
            "memberOf, of a source that was left".to_owned()
        }
        Basis::MemberOf {
            through, standing, ..
        } => {
            let names = through.iter().map(|id| name_of(tenant.directory(), *id));
            let names: Vec<String> = names.collect();
            format!("memberOf {}{}", names.join(", "), remark(*standing))
        }
        Basis::Broken { .. } | Basis::OtherKind { .. } => {
            "an earlier rule; today's cannot be carried out".to_owned()
        }
    }
}

fn remark(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "",
        Standing::Waiting => ", work waits",
        Standing::Paused => ", paused",
        Standing::Stale => ", no longer true",
        Standing::Retired => ", frozen",
        Standing::Failed => ", processing failed",
    }
}
