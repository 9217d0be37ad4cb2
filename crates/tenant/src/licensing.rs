//! Licences in the tenant: what waits to be given and taken, and what follows from what has happened (2.7).
//!
//! Whatever is written to the directory is looked at once ([`Tenant::note_licenses`]): who joined or left a group with
//! licences, whose location changed, which group gives something else. That queues work, which is carried out when
//! dynamic membership has nothing left to do at that instant, so that somebody who moves leaves and joins in one go
//! (PROC-18); only what a conversion takes away is taken before the rule gives it back. What licences come to is written as plans, which rules read: the cascade (PROC-17). It ends, because a
//! licence whose group somebody joins by rule again and again is held back.

mod addresses;
mod changes;
mod direct;
mod forecast;
mod found;
mod groups;
mod image;
mod queue;
mod report;
mod subscriptions;
mod sweep;
mod work;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, OnceLock};

use ingroup_directory::{
    Change, Group, GroupField, HolderRow, LicenseAssignmentState, ObjectRef, Row, RowSet, UserFacts,
};
use ingroup_engine::Cause;
use ingroup_licensing::Products;
use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, property};

use crate::actor::{Actor, Initiator, SystemActor};
use crate::licensing::addresses::Addresses;
use crate::licensing::queue::{Task, Work};
use crate::tenant::Tenant;

pub use changes::LicenseChanges;
pub use forecast::{ForecastFailure, LicenseForecast, ProductForecast, ProductMoves};
pub use queue::{LicenseProcessing, LicenseQueueEntry, LicenseTask};
pub use report::{
    GroupLicenseReport, LicenseLoop, LicenseReportStatus, ProductUse, UserLicenseFailure,
};
pub use subscriptions::{NewServicePlan, NewSubscription, SubscriptionChanges};

/// After how many moves by rule, into one group and out of it, a licence is held back: in, out, in, out, in.
const MOVES: u8 = 5;

/// What waits, and what is remembered so that it ends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Licensing {
    queue: Arc<VecDeque<Arc<Work>>>,
    /// How many restores wait in the queue: mostly none, and then nobody looks for them in a long one.
    restores: usize,
    /// What has been taken up and is not done.
    begun: Option<Arc<Work>>,
    /// The products, once somebody has asked; none after they have changed.
    products: OnceLock<Arc<Products>>,
    /// How often a rule has moved users into and out of groups with licences since somebody last did something.
    moves: Arc<BTreeMap<(ObjectId, Row), u8>>,
    /// The users for whom the licences of a group are held back.
    held_back: Arc<BTreeMap<ObjectId, RowSet>>,
    /// How often processing a user is to fail because somebody else writes.
    faults: Arc<BTreeMap<Row, u32>>,
    addresses: Addresses,
}

impl Licensing {
    /// How many pieces of work wait.
    pub(crate) fn waiting_count(&self) -> usize {
        self.queue.len()
    }
}

impl Tenant {
    /// Forgets how the cascade went: somebody does something new. Gives what it was.
    pub(crate) fn begin_cascade(&mut self) -> Arc<BTreeMap<(ObjectId, Row), u8>> {
        std::mem::take(&mut self.licensing.moves)
    }

    /// Remembers how the cascade went: what was new was refused.
    pub(crate) fn go_on_with_cascade(&mut self, moves: Arc<BTreeMap<(ObjectId, Row), u8>>) {
        self.licensing.moves = moves;
    }

    /// Queues what follows for licences from changes that have been written.
    pub(crate) fn note_licenses(
        &mut self,
        initiator: &Initiator,
        correlation: Option<ObjectId>,
        changes: &[Change],
    ) {
        let by_rule = matches!(initiator, Initiator::DynamicMembership(_));
        let task = match initiator {
            Initiator::DynamicMembership(Cause::Conversion) => Task::Converted,
            Initiator::DynamicMembership(_) | Initiator::Actor(_) => Task::Members,
        };
        let is_own = initiator.actor() == Actor::System(SystemActor::GroupBasedLicensing);
        let mut users = RowSet::default();
        let mut restored = RowSet::default();
        for change in changes {
            match change {
                Change::Restored {
                    kind: ObjectKind::User,
                    id,
                } => {
                    if let Some(row) = self.directory.users().row(*id) {
                        restored.insert(row);
                    }
                }
                Change::GroupChanged { group, fields, .. }
                    if fields.contains(&GroupField::AssignedLicenses) =>
                {
                    let common = self.common(correlation);
                    self.queue_group(*group, Task::Group, common);
                }
                Change::GroupDeleted { facts, members, .. }
                    if !facts.assigned_licenses.is_empty() =>
                {
                    for row in members.subjects(SubjectKind::User) {
                        users.insert(row);
                    }
                }
                Change::ValueChanged {
                    kind: SubjectKind::User,
                    row,
                    property,
                    ..
                } if property.name() == "usageLocation" => {
                    let facts = self.directory.user_facts(*row);
                    if !facts.license_states().is_empty() {
                        users.insert(*row);
                    }
                }
                Change::LicensesChanged { row, old, new, .. } if !is_own && is_less(old, new) => {
                    users.insert(*row);
                }
                Change::SubscriptionsChanged => self.licensing.products = OnceLock::new(),
                _ => self.note_moves(change, by_rule, &mut users),
            }
        }
        self.licensing.addresses.follow(&self.directory, changes);
        for row in restored.iter() {
            users.remove(row);
        }
        if !users.is_empty() || !restored.is_empty() {
            let common = self.common(correlation);
            self.queue_users(users, task, common);
            self.queue_users(restored, Task::Restored, common);
        }
    }

    /// What the entries of the last unit of work have in common, if it was given this.
    fn common(&self, given: Option<ObjectId>) -> ObjectId {
        given.unwrap_or_else(|| self.last_correlation())
    }

    /// Who joined or left a group that gives licences.
    fn note_moves(&mut self, change: &Change, by_rule: bool, users: &mut RowSet) {
        for moved in change.moved() {
            let group = match moved.place() {
                Some(HolderRow::Group(row)) => self.directory.group_at(row),
                _ => self.directory.group(moved.holder()),
            };
            if !group.is_some_and(Group::gives_licenses) {
                continue;
            }
            for one in moved.memberships() {
                let ObjectRef::User(row) = one.object else {
                    continue;
                };
                users.insert(row);
                if by_rule {
                    let moves = Arc::make_mut(&mut self.licensing.moves);
                    let count = moves.entry((moved.holder(), row)).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    /// Whether a group's licences are held back from a user, because the rule lets the user in only without them.
    fn is_held_back(&self, group: ObjectId, row: Row) -> bool {
        let moves = self.licensing.moves.get(&(group, row));
        moves.is_some_and(|moves| *moves >= MOVES)
    }

    /// The products, ready for the checks.
    pub(crate) fn products(&self) -> Arc<Products> {
        let products = &self.licensing.products;
        let made = || Arc::new(Products::of(&self.directory));
        products.get_or_init(made).clone()
    }
}

/// Whether a licence that held does so no more.
fn is_less(old: &UserFacts, new: &UserFacts) -> bool {
    let (old, new) = (old.license_states(), new.license_states());
    let stays = |had: &LicenseAssignmentState| {
        new.iter().any(|state| {
            state.sku_id == had.sku_id
                && state.assigned_by_group == had.assigned_by_group
                && state.state.holds()
        })
    };
    old.iter().any(|had| had.state.holds() && !stays(had))
}

/// A property of users.
fn user_key(name: &str) -> Option<PropertyKey> {
    property(SubjectKind::User, name).map(|property| PropertyKey::Known(property.id))
}
