//! Whose addresses others have too: what keeps a mailbox from being made (N-4).

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::{Change, Directory, Row};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind, Value, ValueRef, fold};

use super::user_key;

/// How many parts the counts are in: a write after a clone copies one.
const SHARDS: usize = 256;

/// One part of the counts.
type Shard = Arc<BTreeMap<Arc<str>, u32>>;

/// How many users have each address. It is made when somebody with addresses is first to get a mailbox, and kept up
/// to date from then on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Addresses {
    shards: Option<Arc<Vec<Shard>>>,
}

impl Addresses {
    /// Whether somebody else has an address of the user's.
    pub(super) fn are_shared(&mut self, directory: &Directory, row: Row) -> bool {
        let own = of_user(directory, row);
        if own.is_empty() {
            return false;
        }
        if self.shards.is_none() {
            self.count_all(directory);
        }
        own.iter().any(|address| self.count(address) > 1)
    }

    /// The same without remembering the counts.
    pub(super) fn are_shared_now(&self, directory: &Directory, row: Row) -> bool {
        self.clone().are_shared(directory, row)
    }

    /// Keeps the counts up to date, if there are any.
    pub(super) fn follow(&mut self, directory: &Directory, changes: &[Change]) {
        if self.shards.is_none() {
            return;
        }
        for change in changes {
            match change {
                Change::ValueChanged {
                    kind: SubjectKind::User,
                    property,
                    old,
                    new,
                    ..
                } if property.name() == "proxyAddresses" => {
                    self.add_all(&folded(old.as_ref()), -1);
                    self.add_all(&folded(new.as_ref()), 1);
                }
                Change::SubjectCreated {
                    kind: SubjectKind::User,
                    row,
                    ..
                } => self.add_all(&of_user(directory, *row), 1),
                Change::SoftDeleted {
                    kind: ObjectKind::User,
                    id,
                } => self.add_all(&of_deleted(directory, *id), -1),
                _ => {}
            }
        }
    }

    fn count_all(&mut self, directory: &Directory) {
        self.shards = Some(Arc::new(vec![Shard::default(); SHARDS]));
        for row in directory.users().rows() {
            self.add_all(&of_user(directory, row), 1);
        }
    }

    fn count(&self, address: &str) -> u32 {
        let shard = self
            .shards
            .as_ref()
            .and_then(|shards| shards.get(place(address)));
        shard
            .and_then(|shard| shard.get(address))
            .copied()
            .unwrap_or_default()
    }

    fn add_all(&mut self, addresses: &[Arc<str>], by: i32) {
        let Some(shards) = &mut self.shards else {
            return;
        };
        let shards = Arc::make_mut(shards);
        for address in addresses {
            if let Some(shard) = shards.get_mut(place(address)) {
                let count = Arc::make_mut(shard).entry(address.clone()).or_default();
                *count = count.saturating_add_signed(by);
            }
        }
    }
}

/// The part that an address is in.
fn place(address: &str) -> usize {
    let sum = address.bytes().fold(0_usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(byte))
    });
    sum % SHARDS
}

fn of_user(directory: &Directory, row: Row) -> Vec<Arc<str>> {
    let key = user_key("proxyAddresses");
    key.map_or_else(Vec::new, |key| folded(directory.users().value(row, &key)))
}

fn of_deleted(directory: &Directory, id: ObjectId) -> Vec<Arc<str>> {
    let key = user_key("proxyAddresses");
    let value = key.and_then(|key| directory.deleted(id)?.value(&key));
    value.map_or_else(Vec::new, |value| folded(Value::as_ref(value)))
}

/// The addresses of a value, each once, without regard to case and to which of them is the first.
fn folded(value: ValueRef<'_>) -> Vec<Arc<str>> {
    let ValueRef::Texts(items) = value else {
        return Vec::new();
    };
    let mut addresses: Vec<Arc<str>> = items.iter().map(|item| fold(item).into()).collect();
    addresses.sort();
    addresses.dedup();
    addresses
}
