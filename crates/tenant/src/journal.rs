//! What happened to the tenant and who did it: one compact record for each unit of work (3.6).
//!
//! The audit log has an entry for each membership that moves. None of them is kept: they are rendered from the
//! records when somebody reads the log, so that a change that moves a million memberships adds one record. Records
//! lie in chunks that clones of a tenant share.

mod activity;
mod aim;
mod deeds;
mod entry;
mod facts;
mod image;
mod lifecycle;
mod names;
mod record;
mod requests;
mod update;
mod values;

use std::collections::VecDeque;
use std::sync::Arc;

use ingroup_schema::{Duration, Instant};

pub use activity::{Activity, AuditCategory};
pub use entry::{
    AuditEntry, AuditInitiator, AuditQuery, AuditResult, AuditTarget, ModifiedProperty,
};
pub use facts::{group_field, unit_field};
pub use record::TargetType;
pub use values::value_text;

pub(crate) use aim::aim_at;
pub(crate) use deeds::{Reasons, traces};
pub(crate) use names::Names;
pub(crate) use record::{
    Deed, MailDue, Message, Modified, Posted, Recipient, Record, Relation, Trace,
};
pub(crate) use requests::owners;

use crate::tenant::Tenant;

/// How many records a chunk has.
const CHUNK: usize = 256;

/// For how long entries can be read (`LOG-6`).
const KEPT: Duration = Duration::from_days(30);

/// The same in a tenant that is known to have no paid plan (`LOG-6`).
const KEPT_WITHOUT_PLAN: Duration = Duration::from_days(7);

/// The records of a tenant, oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journal {
    sealed: Arc<VecDeque<Arc<[Arc<Record>]>>>,
    open: Arc<Vec<Arc<Record>>>,
}

impl Journal {
    /// How many records there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.records().count()
    }

    /// All records, oldest first.
    pub(crate) fn records(&self) -> impl DoubleEndedIterator<Item = &Record> {
        let sealed = self.sealed.iter().flat_map(|chunk| chunk.iter());
        sealed.chain(self.open.iter()).map(|record| &**record)
    }

    fn push(&mut self, record: Record) {
        let open = Arc::make_mut(&mut self.open);
        open.push(Arc::new(record));
        if open.len() >= CHUNK {
            let chunk: Arc<[Arc<Record>]> = std::mem::take(open).into();
            Arc::make_mut(&mut self.sealed).push_back(chunk);
        }
    }

    /// Drops what is older than an instant.
    fn forget(&mut self, before: Instant) {
        let is_old = |record: &Arc<Record>| record.at < before;
        while let Some(first) = self.sealed.front() {
            let old = first.iter().take_while(|record| is_old(record)).count();
            if old == 0 {
                return;
            }
            let sealed = Arc::make_mut(&mut self.sealed);
            let Some(chunk) = sealed.pop_front() else {
                return;
            };
            if old < chunk.len() {
                sealed.push_front(chunk.iter().skip(old).cloned().collect());
                return;
            }
        }
        if self.open.first().is_some_and(is_old) {
            Arc::make_mut(&mut self.open).retain(|record| !is_old(record));
        }
    }
}

impl Tenant {
    /// Keeps what a unit of work did; nothing if the log has no word for any of it.
    pub(crate) fn keep_record(&mut self, record: Record) {
        if !record.traces.is_empty() {
            self.journal.push(record);
        }
    }

    /// Drops the records that nobody can read any more (`LOG-6`).
    pub(crate) fn forget_old_records(&mut self) {
        let kept = match self.owned_units() {
            Some(0) => KEPT_WITHOUT_PLAN,
            Some(_) | None => KEPT,
        };
        let now = self.clock.now();
        self.journal.forget(now.saturating_add(kept.negated()));
    }
}
