//! The memberships that follow from the journal alone, beside those that are facts.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::Way;
use ingroup_schema::{Duration, Instant, ObjectId};

use crate::Tenant;
use crate::journal::{Relation, Trace};

/// Members by group or unit.
type Members = BTreeMap<ObjectId, BTreeSet<ObjectId>>;

/// What the journal has said so far.
pub(in crate::tests) struct Replay {
    /// When it was read last.
    at: Instant,
    /// The last unit of work that was read.
    unit: u64,
    members: Members,
}

impl Replay {
    /// From a tenant as it is.
    pub(in crate::tests) fn of(tenant: &Tenant) -> Self {
        let last = tenant.journal.records().next_back();
        Self {
            at: tenant.clock().now(),
            unit: last.map_or(0, |record| record.unit),
            members: members(tenant),
        }
    }

    /// Reads what was written since, and holds it against the facts: nothing has moved that is not in the journal.
    pub(in crate::tests) fn compare(&mut self, tenant: &Tenant) {
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
                for (holder, way, object) in moves(tenant, trace) {
                    let members = self.members.entry(holder).or_default();
                    match way {
                        Way::In => assert!(members.insert(object), "{object} is in already"),
                        Way::Out => assert!(members.remove(&object), "{object} is not in"),
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

/// The memberships that a trace says began and ended, in order.
fn moves(tenant: &Tenant, trace: &Trace) -> Vec<(ObjectId, Way, ObjectId)> {
    let directory = tenant.directory();
    match trace {
        Trace::Moves(moves) if matches!(moves.relation, Relation::Owner(_)) => Vec::new(),
        Trace::Moves(moves) => {
            let objects = moves.objects.ids(directory);
            objects
                .map(|object| (moves.holder, moves.way, object))
                .collect()
        }
        Trace::ObjectMoved(moved) => {
            let object = moved.object(directory).expect("an object");
            let groups = (0..moved.groups.len()).map(|place| moved.group(directory, place));
            let groups = groups.map(|group| group.expect("a group"));
            groups.map(|(group, way)| (group, way, object)).collect()
        }
        Trace::Deed(_) | Trace::Mail(_) | Trace::Updated(_) => Vec::new(),
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
