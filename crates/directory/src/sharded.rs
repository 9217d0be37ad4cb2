//! A hash map in shards that clones share until one of them writes.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use crate::hashing::Fixed;

type Shard<K, V> = HashMap<K, V, Fixed>;

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
    /// The value of a key.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.shards.get(self.place(key))?.get(key)
    }

    /// The value to write to, if there is one.
    pub fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key);
        let shard = Arc::make_mut(&mut self.shards).get_mut(place)?;
        Arc::make_mut(shard).get_mut(key)
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
        let place = self.place(&key);
        if let Some(shard) = Arc::make_mut(&mut self.shards).get_mut(place)
            && Arc::make_mut(shard).insert(key, value).is_none()
        {
            self.len += 1;
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
        let place = self.place(key);
        if let Some(shard) = Arc::make_mut(&mut self.shards).get_mut(place)
            && Arc::make_mut(shard).remove(key).is_some()
        {
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
            all.extend(shard.iter());
        }
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    fn place<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        match self.shards.len() {
            0 | 1 => 0,
            count => {
                // The upper half: the maps inside use the lower one.
                let hash = Fixed::default().hash_one(key) >> 32;
                usize::try_from(hash).unwrap_or_default() % count
            }
        }
    }

    #[expect(
        clippy::iter_over_hash_type,
        reason = "the order of moving entries is seen by nobody"
    )]
    fn grow(&mut self) {
        let count = (self.shards.len() * GROWTH).max(1);
        let mut grown = Self {
            shards: Arc::new(vec![Arc::default(); count]),
            len: self.len,
        };
        for shard in self.shards.iter() {
            for (key, value) in shard.iter() {
                let place = grown.place(key);
                if let Some(target) = Arc::make_mut(&mut grown.shards).get_mut(place) {
                    Arc::make_mut(target).insert(key.clone(), value.clone());
                }
            }
        }
        *self = grown;
    }
}
