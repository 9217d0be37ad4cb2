//! Whose addresses others have too: what keeps a mailbox from being made (N-4).

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use ingroup_directory::{Change, Directory, Row};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind, Value, ValueRef, fold};

use super::user_key;

/// How many parts the counts are in: a write after a clone copies one.
const SHARDS: usize = 256;

/// One part of the counts.
type Shard = Arc<BTreeMap<Arc<str>, u32>>;

/// How many users have each address. It is made when somebody first asks of a user with addresses, and kept up to date
/// from then on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Addresses {
    shards: OnceLock<Arc<Vec<Shard>>>,
}

impl Addresses {
    /// Whether somebody else has an address of the user's.
    pub(super) fn are_shared(&self, directory: &Directory, row: Row) -> bool {
        let own = of_user(directory, row);
        if own.is_empty() {
            return false;
        }
        let shards = self.shards.get_or_init(|| counted(directory));
        own.iter().any(|address| count(shards, address) > 1)
    }

    /// Whether somebody has an address.
    pub(super) fn is_taken(&self, directory: &Directory, address: &str) -> bool {
        let shards = self.shards.get_or_init(|| counted(directory));
        count(shards, &fold(address)) > 0
    }

    /// Keeps the counts up to date, if there are any.
    pub(super) fn follow(&mut self, directory: &Directory, changes: &[Change]) {
        let Some(shards) = self.shards.get_mut() else {
            return;
        };
        for change in changes {
            match change {
                Change::ValueChanged {
                    kind: SubjectKind::User,
                    property,
                    old,
                    new,
                    ..
                } if property.name() == "proxyAddresses" => {
                    add_all(shards, &folded(old.as_ref()), -1);
                    add_all(shards, &folded(new.as_ref()), 1);
                }
                Change::SubjectCreated {
                    kind: SubjectKind::User,
                    row,
                    ..
                } => add_all(shards, &of_user(directory, *row), 1),
                Change::SoftDeleted {
                    kind: ObjectKind::User,
                    id,
                } => add_all(shards, &of_deleted(directory, *id), -1),
                _ => {}
            }
        }
    }
}

/// The addresses of all users.
fn counted(directory: &Directory) -> Arc<Vec<Shard>> {
    let mut shards = Arc::new(vec![Shard::default(); SHARDS]);
    for row in directory.users().rows() {
        add_all(&mut shards, &of_user(directory, row), 1);
    }
    shards
}

fn count(shards: &[Shard], address: &str) -> u32 {
    let shard = shards.get(place(address));
    let count = shard.and_then(|shard| shard.get(address));
    count.copied().unwrap_or_default()
}

fn add_all(shards: &mut Arc<Vec<Shard>>, addresses: &[Arc<str>], by: i32) {
    let shards = Arc::make_mut(shards);
    for address in addresses {
        if let Some(shard) = shards.get_mut(place(address)) {
            let count = Arc::make_mut(shard).entry(address.clone()).or_default();
            *count = count.saturating_add_signed(by);
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
