//! The image of a tenant: who comes back from it goes on as the original; damaged bytes are refused.

use std::collections::BTreeSet;

use crate::*;

/// The tenant that is read from the image of one; it is frozen as it was thawed.
pub(super) fn through_an_image(tenant: &Tenant) -> Tenant {
    let bytes = tenant.freeze().unwrap();
    let thawed = Tenant::thaw(&bytes).unwrap();
    assert_eq!(thawed.directory().inconsistencies(), BTreeSet::new());
    assert!(thawed.freeze().unwrap() == bytes, "it is frozen otherwise");
    thawed
}

/// Two tenants look the same, whoever asks.
pub(super) fn assert_same(one: &Tenant, other: &Tenant) {
    assert!(one.directory() == other.directory(), "the facts differ");
    assert_eq!(one.clock(), other.clock());
    assert_eq!(one.units, other.units);
    assert_eq!(one.counts, other.counts);
    assert_eq!(one.in_flight(), other.in_flight());
    assert_eq!(one.queue(), other.queue());
    assert_eq!(one.license_queue(), other.license_queue());
    assert_eq!(one.engine().next_flip(), other.engine().next_flip());
    assert_eq!(one.engine().worker(), other.engine().worker());
    assert_eq!(one.engine().ability(), other.engine().ability());
    let groups = |tenant: &Tenant| {
        let groups = tenant.engine().groups();
        let shown = groups.map(|(id, known)| {
            let what = (known.status().clone(), tenant.engine().last_change(id));
            (id, what, known.next_flip(), known.banner())
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(groups(one), groups(other));
    let everything = AuditQuery::default();
    assert!(
        one.audit(everything).eq(other.audit(everything)),
        "the logs differ"
    );
    assert!(one.mails().eq(other.mails()), "the mails differ");
}
