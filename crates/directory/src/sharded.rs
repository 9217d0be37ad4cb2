//! A hash map in shards that clones share until one of them writes.

use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::hashing::Fixed;

/// Entries, found by the hashes of their keys.
type Shard<K, V> = HashTable<(K, V)>;

/// Entries per shard, on average, at which the number of shards is multiplied: what a write
/// after a clone copies.
const FULL: usize = 1024;
const GROWTH: usize = 8;
const MOST: usize = 4096;

/// A map for look-ups by key only, whose clone costs one counter; it has no order of its own. A write after a clone copies one shard of about a thousand entries.
#[derive(Debug, Clone)]
pub struct Sharded<K, V> {
    shards: Arc<Vec<Arc<Shard<K, V>>>>,
    len: usize,
}

impl<K, V> Default for Sharded<K, V> {
    fn default() -> Self {
        Self {
            shards: Arc::default(),
            len: 0,
        }
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Sharded<K, V> {
    /// An empty map with room for so many entries.
    pub fn with_room(entries: usize) -> Self {
        let mut count = 1;
        while entries > count * FULL && count < MOST {
            count *= GROWTH;
        }
        // A little more, as no share is quite even.
        let share = entries / count;
        let room = share + share / 8;
        let shards = (0..count).map(|_| Arc::new(Shard::with_capacity(room)));
        Self {
            shards: Arc::new(shards.collect()),
            len: 0,
        }
    }

    /// The value of a key.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let hash = hash_of(key);
        let shard = self.shards.get(place(hash, self.shards.len()))?;
        let found = shard.find(hash, |(own, _)| own.borrow() == key);
        found.map(|(_, value)| value)
    }

    /// The value to write to, if there is one.
    pub fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let hash = hash_of(key);
        let place = place(hash, self.shards.len());
        let shard = Arc::make_mut(Arc::make_mut(&mut self.shards).get_mut(place)?);
        let found = shard.find_mut(hash, |(own, _)| own.borrow() == key);
        found.map(|(_, value)| value)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Gives a key a value, in place of the one it had.
    pub fn insert(&mut self, key: K, value: V) {
        if self.len >= self.shards.len() * FULL && self.shards.len() < MOST {
            self.grow();
        }
        let hash = hash_of(&key);
        let place = place(hash, self.shards.len());
        let Some(shard) = Arc::make_mut(&mut self.shards).get_mut(place) else {
            return;
        };
        let shard = Arc::make_mut(shard);
        match shard.entry(hash, |(own, _)| *own == key, |(own, _)| hash_of(own)) {
            Entry::Occupied(mut entry) => entry.get_mut().1 = value,
            Entry::Vacant(entry) => {
                entry.insert((key, value));
                self.len += 1;
            }
        }
    }

    /// Takes a key and its value away, if they are there.
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if self.get(key).is_none() {
            return;
        }
        let hash = hash_of(key);
        let place = place(hash, self.shards.len());
        if let Some(shard) = Arc::make_mut(&mut self.shards).get_mut(place)
            && let Ok(entry) = Arc::make_mut(shard).find_entry(hash, |(own, _)| own.borrow() == key)
        {
            entry.remove();
            self.len -= 1;
        }
    }

    /// All entries, ascending by key: a look at everything.
    pub fn sorted(&self) -> Vec<(&K, &V)>
    where
        K: Ord,
    {
        let mut all = Vec::with_capacity(self.len);
        for shard in self.shards.iter() {
            all.extend(shard.iter().map(|(key, value)| (key, value)));
        }
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    fn grow(&mut self) {
        let count = (self.shards.len() * GROWTH).max(1);
        let mut grown: Vec<Shard<K, V>> = vec![Shard::new(); count];
        for (key, value) in self.shards.iter().flat_map(|shard| shard.iter()) {
            let hash = hash_of(key);
            if let Some(shard) = grown.get_mut(place(hash, count)) {
                let entry = (key.clone(), value.clone());
                shard.insert_unique(hash, entry, |(own, _)| hash_of(own));
            }
        }
        self.shards = Arc::new(grown.into_iter().map(Arc::new).collect());
    }
}

fn hash_of<Q: Hash + ?Sized>(key: &Q) -> u64 {
    Fixed::default().hash_one(key)
}

/// The shard of a hash: by its upper half, as the tables inside use the lower one.
fn place(hash: u64, shards: usize) -> usize {
    match shards {
        0 | 1 => 0,
        _ => usize::try_from(hash >> 32).unwrap_or_default() % shards,
    }
}
