//! Whether two tenants are the same: in what they show, and in what they do next.

use ingroup_tenant::{AuditQuery, Tenant};
use ingroup_testing::Ids;

use super::draw::Draw;

/// Fails unless both show the same and go on in the same way.
pub(super) fn assert_same(kept: &Tenant, lived: &Tenant, seed: u64) {
    assert_like(kept, lived);
    let (mut kept, mut lived) = (kept.clone(), lived.clone());
    let mut draw = Draw::new(seed ^ 0x7771);
    for _ in 0..25 {
        let command = draw.command(&lived);
        let actor = draw.actor(&lived);
        let here = kept.execute_as(actor, command.clone());
        let there = lived.execute_as(actor, command.clone());
        match (here, there) {
            (Ok(here), Ok(there)) => assert_eq!(here.events, there.events, "{command:?}"),
            (here, there) => assert_eq!(here.is_ok(), there.is_ok(), "{command:?}"),
        }
    }
    assert_like(&kept, &lived);
}

/// Fails unless both show the same, with the first line that differs.
pub(super) fn assert_like(kept: &Tenant, lived: &Tenant) {
    let (kept, lived) = (picture(kept), picture(lived));
    let different = kept.iter().zip(&lived).find(|(kept, lived)| kept != lived);
    assert_eq!(different, None);
    assert_eq!(kept.len(), lived.len());
}

/// Everything that can be seen of a tenant.
pub(super) fn picture(tenant: &Tenant) -> Vec<String> {
    let directory = tenant.directory();
    let mut lines = vec![format!(
        "{:?} {:?}",
        tenant.clock(),
        directory.organization()
    )];
    for (name, table) in [("user", directory.users()), ("device", directory.devices())] {
        for row in table.rows() {
            let id = table.id(row);
            let values = table.properties().map(|key| (table.owned(row, &key), key));
            let values: Vec<_> = values.filter(|(value, _)| !value.is_missing()).collect();
            lines.push(format!("{name} {row:?} {id:?} {values:?}"));
        }
    }
    for group in directory.groups() {
        let members: Vec<_> = group.members().iter().collect();
        let status = tenant
            .engine()
            .group(group.id())
            .map(|known| known.status());
        lines.push(format!(
            "{:?} {:?} {members:?} {status:?}",
            group.id(),
            group.facts()
        ));
    }
    for unit in directory.units() {
        let members: Vec<_> = unit.members().iter().collect();
        lines.push(format!("{:?} {:?} {members:?}", unit.id(), unit.facts()));
    }
    for id in Ids::of(directory).deleted {
        let object = directory.deleted(id);
        lines.push(format!("{object:?}"));
    }
    lines.extend(tenant.queue().iter().map(|entry| format!("{entry:?}")));
    lines.extend(
        tenant
            .audit(AuditQuery::default())
            .map(|entry| format!("{entry:?}")),
    );
    lines
}
