//! Which rows or codes have a value, found by the value's hash; the values are kept elsewhere.

use std::sync::Arc;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::chunked::Chunked;

/// Entries per shard, on average, at which the number of shards is multiplied. A write after a
/// clone copies one shard, and a pointer for every other.
const FULL: usize = 4096;
const GROWTH: usize = 8;
const MOST: usize = 4096;

/// An entry with this bit is the number of a list; any other is the only number of its value.
const LIST: u32 = 1 << 31;

/// Numbers (rows or codes, below 2³¹) by value.
///
/// Whoever asks brings the hash and says which numbers have the value, so that a number costs
/// about seven bytes and no value is stored twice. Clones share what neither writes.
#[derive(Debug, Clone, Default)]
pub struct Index {
    shards: Arc<Vec<Arc<HashTable<u32>>>>,
    /// How many values there are.
    len: usize,
    /// The numbers of each value that has several, ascending.
    lists: Lists,
}

#[derive(Debug, Clone, Default)]
struct Lists {
    all: Chunked<Arc<Vec<u32>>>,
    /// The places of lists that nobody has any more.
    free: Vec<u32>,
}

impl Index {
    /// An index of numbers with the hashes of their values, ascending by number; `same` says
    /// whether two numbers have one value.
    pub(crate) fn of(entries: &[(u64, u32)], same: impl Fn(u32, u32) -> bool) -> Self {
        let mut count = 1;
        while entries.len() >= count * FULL && count < MOST {
            count *= GROWTH;
        }
        // Shard by shard: each is small enough to stay near the processor while it is filled.
        let mut sorted: Vec<Vec<(u64, u32)>> = vec![Vec::new(); count];
        for (hash, number) in entries {
            if let Some(own) = sorted.get_mut(place(*hash, count)) {
                own.push((*hash, *number));
            }
        }
        let mut index = Self::default();
        let lists = &mut index.lists;
        let shards = sorted.into_iter().map(|entries| {
            let mut shard = HashTable::with_capacity(entries.len());
            for (hash, number) in entries {
                let alike = |entry: &u32| same(lists.first(*entry), number);
                match shard.find_mut(hash, alike) {
                    Some(entry) => *entry = lists.join(*entry, number),
                    None => {
                        // There is room for all: nothing is hashed again.
                        shard.insert_unique(hash, number, |_| hash);
                        index.len += 1;
                    }
                }
            }
            Arc::new(shard)
        });
        index.shards = Arc::new(shards.collect());
        index
    }

    /// The numbers of a value, ascending; `same` says whether a number has the value.
    pub fn get(&self, hash: u64, same: impl Fn(u32) -> bool) -> &[u32] {
        let shard = self.shards.get(place(hash, self.shards.len()));
        let entry =
            shard.and_then(|shard| shard.find(hash, |entry| same(self.lists.first(*entry))));
        match entry {
            None => &[],
            Some(entry) if entry & LIST == 0 => std::slice::from_ref(entry),
            Some(entry) => self.lists.get(*entry),
        }
    }

    /// Adds a number that has the value and was not there; `hash_of` gives the hash of the value
    /// of another number.
    pub fn add(
        &mut self,
        hash: u64,
        number: u32,
        same: impl Fn(u32) -> bool,
        hash_of: impl Fn(u32) -> u64,
    ) {
        if self.len >= self.shards.len() * FULL && self.shards.len() < MOST {
            self.grow(&hash_of);
        }
        let lists = &mut self.lists;
        let place = place(hash, self.shards.len());
        let Some(shard) = Arc::make_mut(&mut self.shards).get_mut(place) else {
            return;
        };
        let found = Arc::make_mut(shard).entry(
            hash,
            |entry| same(lists.first(*entry)),
            |entry| hash_of(lists.first(*entry)),
        );
        match found {
            Entry::Vacant(vacant) => {
                vacant.insert(number);
                self.len += 1;
            }
            Entry::Occupied(mut entry) => {
                let joined = lists.join(*entry.get(), number);
                *entry.get_mut() = joined;
            }
        }
    }

    /// Takes a number of a value away.
    pub fn remove(&mut self, hash: u64, number: u32, same: impl Fn(u32) -> bool) {
        let lists = &mut self.lists;
        let place = place(hash, self.shards.len());
        let Some(shard) = Arc::make_mut(&mut self.shards).get_mut(place) else {
            return;
        };
        let shard = Arc::make_mut(shard);
        let Ok(mut found) = shard.find_entry(hash, |entry| same(lists.first(*entry))) else {
            return;
        };
        if *found.get() == number {
            found.remove();
            self.len -= 1;
        } else if found.get() & LIST != 0 {
            let left = lists.part(*found.get(), number);
            *found.get_mut() = left;
        }
    }

    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        let count = (self.shards.len() * GROWTH).max(1);
        // Room for what is there and a little more, as no share is quite even: a table that grows
        // while it is filled hashes everything again.
        let share = self.len / count;
        let mut grown = vec![HashTable::with_capacity(share + share / 16); count];
        for entry in self.shards.iter().flat_map(|shard| shard.iter()) {
            let hash = hash_of(self.lists.first(*entry));
            if let Some(shard) = grown.get_mut(place(hash, count)) {
                let lists = &self.lists;
                shard.insert_unique(hash, *entry, |entry| hash_of(lists.first(*entry)));
            }
        }
        self.shards = Arc::new(grown.into_iter().map(Arc::new).collect());
    }
}

impl Lists {
    fn get(&self, entry: u32) -> &[u32] {
        match self.all.get((entry & !LIST) as usize) {
            Some(list) => list,
            None => &[],
        }
    }

    /// One number of an entry's value.
    fn first(&self, entry: u32) -> u32 {
        match entry & LIST {
            0 => entry,
            _ => self.get(entry).first().copied().unwrap_or_default(),
        }
    }

    /// Adds a number to an entry and gives what the entry is then.
    fn join(&mut self, entry: u32, number: u32) -> u32 {
        if entry & LIST == 0 {
            if entry == number {
                return entry;
            }
            let pair = Arc::new(vec![entry.min(number), entry.max(number)]);
            let place = self.free.pop().unwrap_or(count(self.all.len()));
            self.all.put(place as usize, pair, &Arc::default());
            return place | LIST;
        }
        if let Some(list) = self.all.get_mut((entry & !LIST) as usize)
            && let Err(at) = list.binary_search(&number)
        {
            Arc::make_mut(list).insert(at, number);
        }
        entry
    }

    /// Takes a number from an entry with a list and gives what the entry is then.
    fn part(&mut self, entry: u32, number: u32) -> u32 {
        let place = entry & !LIST;
        let Some(list) = self.all.get_mut(place as usize) else {
            return entry;
        };
        if let Ok(at) = list.binary_search(&number) {
            Arc::make_mut(list).remove(at);
        }
        match list.as_slice() {
            [only] => {
                let only = *only;
                *list = Arc::default();
                self.free.push(place);
                only
            }
            _ => entry,
        }
    }
}

/// The shard of a hash: by its upper half, as the tables inside use the lower one.
fn place(hash: u64, shards: usize) -> usize {
    match shards {
        0 | 1 => 0,
        _ => usize::try_from(hash >> 32).unwrap_or_default() % shards,
    }
}

/// A number of things that is below 2³² because rows and codes are.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
