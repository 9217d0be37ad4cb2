//! The memberships that follow from the journal alone, beside those that are facts.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::Way;
use ingroup_schema::{Duration, Instant, ObjectId};

use crate::Tenant;
use crate::journal::{Relation, Trace};

/// Members by group or unit.
type Members = BTreeMap<ObjectId, BTreeSet<ObjectId>>;

/// What the journal has said so far.
pub(super) struct Replay {
    /// When it was read last.
    at: Instant,
    /// The last unit of work that was read.
    unit: u64,
    members: Members,
}

impl Replay {
    /// From a tenant as it is.
    pub(super) fn of(tenant: &Tenant) -> Self {
        let last = tenant.journal.records().next_back();
        Self {
            at: tenant.clock().now(),
            unit: last.map_or(0, |record| record.unit),
            members: members(tenant),
        }
    }

    /// Reads what was written since, and holds it against the facts: nothing has moved that is not in the journal.
    pub(super) fn compare(&mut self, tenant: &Tenant) {
        let now = tenant.clock().now();
        if now.since(self.at) > Duration::from_days(30) {
            // Something may be too old to be in the journal (`LOG-6`).
            *self = Self::of(tenant);
            return;
        }
        self.at = now;
        let read = self.unit;
        let records = tenant.journal.records().rev();
        let mut new: Vec<_> = records.take_while(|record| record.unit > read).collect();
        new.reverse();
        for record in new {
            self.unit = record.unit;
            for trace in record.traces.iter() {
                let Trace::Moves(moves) = trace else { continue };
                let members = self.members.entry(moves.holder).or_default();
                for object in moves.objects.ids(tenant.directory()) {
                    match (moves.relation, moves.way) {
                        (Relation::Owner(_), _) => {}
                        (_, Way::In) => assert!(members.insert(object), "{object} is in already"),
                        (_, Way::Out) => assert!(members.remove(&object), "{object} is not in"),
                    }
                }
            }
        }
        let facts = members(tenant);
        // A deleted group is without members for the journal, whatever it gets back when it is restored.
        self.members.retain(|holder, _| facts.contains_key(holder));
        for (holder, members) in facts {
            let replayed = self.members.entry(holder).or_default();
            assert_eq!(*replayed, members, "the journal of {holder}");
        }
    }
}

fn members(tenant: &Tenant) -> Members {
    let directory = tenant.directory();
    let holders = directory.rule_holders();
    holders
        .map(|holder| {
            let members = holder.members().iter();
            let ids = members.filter_map(|object| directory.id_of(object));
            (holder.id(), ids.collect())
        })
        .collect()
}
