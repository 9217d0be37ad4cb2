//! Checkpoints: the tenant as it was, and who acted, to come back to.

use std::collections::HashSet;

use ingroup_schema::{Instant, ObjectId};
use ingroup_tenant::{Actor, AuditEntry, AuditQuery, Tenant};

/// A state of the session that can be come back to. What a tenant holds is shared until it changes, so it is cheap.
#[derive(Clone)]
pub(crate) struct Checkpoint {
    pub(crate) name: String,
    pub(crate) tenant: Tenant,
    pub(crate) actor: Actor,
    /// The newest unit that was kept then, if something is kept.
    pub(crate) unit: Option<u64>,
}

impl Checkpoint {
    /// The tenant's time then.
    pub(crate) fn at(&self) -> Instant {
        self.tenant.clock().now()
    }

    /// What the audit log of `now` has more than that of the checkpoint, oldest first.
    pub(crate) fn since(&self, now: &Tenant) -> Vec<AuditEntry> {
        let query = AuditQuery {
            from: Some(self.at()),
            ..AuditQuery::default()
        };
        let known: HashSet<ObjectId> = self.tenant.audit(query).map(|entry| entry.id).collect();
        let entries = now.audit(query);
        entries.filter(|entry| !known.contains(&entry.id)).collect()
    }
}

/// All checkpoints of a session, the oldest first.
#[derive(Default)]
pub(crate) struct Checkpoints {
    all: Vec<Checkpoint>,
    made: usize,
}

impl Checkpoints {
    /// A name that no checkpoint has.
    pub(crate) fn fresh_name(&self) -> String {
        let mut number = self.made + 1;
        while self.find(&number.to_string()).is_some() {
            number += 1;
        }
        number.to_string()
    }

    /// Adds one; an older one of that name gives way.
    pub(crate) fn add(&mut self, checkpoint: Checkpoint) {
        let same = |own: &Checkpoint| own.name.eq_ignore_ascii_case(&checkpoint.name);
        self.all.retain(|own| !same(own));
        self.all.push(checkpoint);
        self.made += 1;
    }

    /// The one of this name, in any case.
    pub(crate) fn find(&self, name: &str) -> Option<&Checkpoint> {
        self.all
            .iter()
            .find(|own| own.name.eq_ignore_ascii_case(name))
    }

    /// The newest.
    pub(crate) fn last(&self) -> Option<&Checkpoint> {
        self.all.last()
    }

    /// All, the oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Checkpoint> {
        self.all.iter()
    }

    /// Forgets those that were made after this one: there is no way from here to what they hold.
    pub(crate) fn forget_after(&mut self, name: &str) {
        let at = self
            .all
            .iter()
            .position(|own| own.name.eq_ignore_ascii_case(name));
        if let Some(at) = at {
            self.all.truncate(at + 1);
        }
    }
}
