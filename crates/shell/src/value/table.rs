//! Hashtables: keys in any case, in the order they were given.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use super::{Text, Value, Walk};
use crate::error::ShellError;
use crate::value::list::check_size;

/// A table that all its clones share. It keeps its order, so that two runs show the same bytes.
#[derive(Clone, Debug, Default)]
pub struct Hashtable {
    map: Rc<RefCell<IndexMap<Key, (Value, Value)>>>,
    is_ordered: bool,
}

/// What makes two keys the same key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Text(String),
    Int(i64),
    Other(String),
}

impl Key {
    fn of(value: &Value) -> Key {
        match value {
            Value::Text(text) => Key::Text(text.to_lowercase()),
            Value::Int(number) => Key::Int(*number),
            other => Key::Other(other.to_text().to_lowercase()),
        }
    }
}

impl Hashtable {
    /// An empty table.
    pub fn new() -> Hashtable {
        Hashtable::default()
    }

    /// The same table as `[ordered]` makes it: its entries have positions too.
    #[must_use]
    pub(crate) fn ordered(mut self) -> Hashtable {
        self.is_ordered = true;
        self
    }

    /// Whether its entries have positions.
    pub(crate) fn is_ordered(&self) -> bool {
        self.is_ordered
    }

    /// The value at a position; a negative one gives nothing.
    pub(crate) fn at(&self, position: i64) -> Option<Value> {
        let map = self.map.borrow();
        let (_, (_, value)) = map.get_index(usize::try_from(position).ok()?)?;
        Some(value.clone())
    }

    /// Puts an entry at a position, moving the rest; beyond the end it becomes the last one.
    pub(crate) fn insert_at(&self, position: usize, key: Value, value: Value) {
        let mut map = self.map.borrow_mut();
        let position = position.min(map.len());
        map.shift_insert(position, Key::of(&key), (key, value));
    }

    /// Sets the value of a key and gives the table back.
    #[must_use]
    pub fn with(self, key: impl Into<Value>, value: impl Into<Value>) -> Hashtable {
        let key = key.into();
        self.map
            .borrow_mut()
            .insert(Key::of(&key), (key, value.into()));
        self
    }

    /// Sets the value of a key; an existing key keeps its place and its spelling.
    pub fn set(&self, key: impl Into<Value>, value: impl Into<Value>) -> Result<(), ShellError> {
        let key = key.into();
        let mut map = self.map.borrow_mut();
        match map.get_mut(&Key::of(&key)) {
            Some((_, slot)) => *slot = value.into(),
            None => {
                check_size(map.len() + 1)?;
                map.insert(Key::of(&key), (key, value.into()));
            }
        }
        Ok(())
    }

    /// The value of a key, strings in any case.
    pub fn get(&self, key: &Value) -> Option<Value> {
        self.map.borrow().get(&Key::of(key)).map(|(_, v)| v.clone())
    }

    /// The value of a key that is a string, in any case.
    pub fn get_text(&self, key: &str) -> Option<Value> {
        let key = Key::Text(key.to_lowercase());
        self.map.borrow().get(&key).map(|(_, v)| v.clone())
    }

    /// Removes a key, if it is there.
    pub fn remove(&self, key: &Value) {
        self.map.borrow_mut().shift_remove(&Key::of(key));
    }

    /// Removes everything.
    pub(crate) fn clear(&self) {
        self.map.borrow_mut().clear();
    }

    /// How many keys.
    pub fn len(&self) -> usize {
        self.map.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.map.borrow().is_empty()
    }

    /// The keys and their values, in order.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.map.borrow().values().cloned().collect()
    }

    /// The entries with their keys as text, in order.
    pub fn named(&self) -> Vec<(Text, Value)> {
        let map = self.map.borrow();
        map.values()
            .map(|(k, v)| (k.to_text(), v.clone()))
            .collect()
    }

    /// Whether both are the same table, not only equal ones.
    pub fn same(&self, other: &Hashtable) -> bool {
        Rc::ptr_eq(&self.map, &other.map)
    }
}

/// Equal when they hold equal entries.
impl PartialEq for Hashtable {
    fn eq(&self, other: &Hashtable) -> bool {
        self.same(other)
            || (self.len() == other.len()
                && Walk::enter(self.len())
                    .is_some_and(|_walk| *self.map.borrow() == *other.map.borrow()))
    }
}
