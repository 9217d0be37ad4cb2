//! Checkpoints: the tenant as it was, and who acted, to come back to.

use std::collections::HashSet;

use ingroup_schema::{Instant, ObjectId};
use ingroup_store::KeptCheckpoint;
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

/// All checkpoints of a tenant, the oldest first.
#[derive(Default)]
pub(crate) struct Checkpoints {
    all: Vec<Entry>,
    made: usize,
}

/// A checkpoint, made in this session or in one before.
enum Entry {
    Here(Box<Checkpoint>),
    /// What the stored tenant knows of it; its tenant is made when somebody wants it.
    Kept(KeptCheckpoint),
}

impl Entry {
    fn name(&self) -> &str {
        match self {
            Self::Here(one) => &one.name,
            Self::Kept(one) => &one.name,
        }
    }

    fn is_called(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }
}

impl Checkpoints {
    /// Those that a stored tenant has kept.
    pub(crate) fn of(kept: Vec<KeptCheckpoint>) -> Self {
        Self {
            made: kept.len(),
            all: kept.into_iter().map(Entry::Kept).collect(),
        }
    }

    /// What a stored tenant is to keep of them.
    pub(crate) fn to_keep(&self) -> Vec<KeptCheckpoint> {
        let kept = self.all.iter().filter_map(|one| match one {
            Entry::Kept(one) => Some(one.clone()),
            Entry::Here(one) => Some(KeptCheckpoint {
                name: one.name.clone(),
                unit: one.unit?,
                actor: one.actor,
            }),
        });
        kept.collect()
    }

    /// A name that no checkpoint has.
    pub(crate) fn fresh_name(&self) -> String {
        let mut number = self.made + 1;
        while self.has(&number.to_string()) {
            number += 1;
        }
        number.to_string()
    }

    /// Adds one; an older one of that name gives way.
    pub(crate) fn add(&mut self, checkpoint: Checkpoint) {
        self.all.retain(|own| !own.is_called(&checkpoint.name));
        self.all.push(Entry::Here(Box::new(checkpoint)));
        self.made += 1;
    }

    /// Those of a session before that are wanted, by name.
    pub(crate) fn kept(&self, wanted: impl Fn(&str) -> bool) -> Vec<KeptCheckpoint> {
        let kept = self.all.iter().filter_map(|one| match one {
            Entry::Kept(one) => Some(one.clone()),
            Entry::Here(_) => None,
        });
        kept.filter(|one| wanted(&one.name)).collect()
    }

    /// Gives one of a session before its tenant.
    pub(crate) fn make(&mut self, kept: KeptCheckpoint, tenant: Tenant) {
        let place = self.all.iter_mut().find(|one| one.is_called(&kept.name));
        if let Some(place) = place {
            *place = Entry::Here(Box::new(Checkpoint {
                name: kept.name,
                tenant,
                actor: kept.actor,
                unit: Some(kept.unit),
            }));
        }
    }

    /// Whether there is one of this name, in any case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.all.iter().any(|own| own.is_called(name))
    }

    /// The one of this name, in any case, if its tenant is there.
    pub(crate) fn find(&self, name: &str) -> Option<&Checkpoint> {
        self.iter().find(|own| own.name.eq_ignore_ascii_case(name))
    }

    /// The names of all, the oldest first.
    pub(crate) fn names(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.all.iter().map(Entry::name)
    }

    /// All whose tenants are there, the oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Checkpoint> {
        self.all.iter().filter_map(|one| match one {
            Entry::Here(one) => Some(&**one),
            Entry::Kept(_) => None,
        })
    }

    /// Forgets those that were made after this one: there is no way from here to what they hold.
    pub(crate) fn forget_after(&mut self, name: &str) {
        let at = self.all.iter().position(|own| own.is_called(name));
        if let Some(at) = at {
            self.all.truncate(at + 1);
        }
    }
}
