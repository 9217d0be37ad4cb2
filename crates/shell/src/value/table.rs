//! Hashtables: keys in any case, in the order they were given.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use super::{Text, Value, Walk};
use crate::error::ShellError;
use crate::value::list::check_size;

/// A table that all its clones share. It keeps its order, so that two runs show the same bytes.
#[derive(Clone, Debug, Default)]
pub struct Hashtable(Rc<RefCell<IndexMap<Key, (Value, Value)>>>);

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

    /// Sets the value of a key and gives the table back.
    #[must_use]
    pub fn with(self, key: impl Into<Value>, value: impl Into<Value>) -> Hashtable {
        let key = key.into();
        self.0
            .borrow_mut()
            .insert(Key::of(&key), (key, value.into()));
        self
    }

    /// Sets the value of a key; an existing key keeps its place and its spelling.
    pub fn set(&self, key: impl Into<Value>, value: impl Into<Value>) -> Result<(), ShellError> {
        let key = key.into();
        let mut map = self.0.borrow_mut();
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
        self.0.borrow().get(&Key::of(key)).map(|(_, v)| v.clone())
    }

    /// The value of a key that is a string, in any case.
    pub fn get_text(&self, key: &str) -> Option<Value> {
        let key = Key::Text(key.to_lowercase());
        self.0.borrow().get(&key).map(|(_, v)| v.clone())
    }

    /// Removes a key, if it is there.
    pub fn remove(&self, key: &Value) {
        self.0.borrow_mut().shift_remove(&Key::of(key));
    }

    /// Removes everything.
    pub(crate) fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// How many keys.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// The keys and their values, in order.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.0.borrow().values().cloned().collect()
    }

    /// The entries with their keys as text, in order.
    pub fn named(&self) -> Vec<(Text, Value)> {
        let map = self.0.borrow();
        map.values()
            .map(|(k, v)| (k.to_text(), v.clone()))
            .collect()
    }

    /// Whether both are the same table, not only equal ones.
    pub fn same(&self, other: &Hashtable) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Equal when they hold equal entries.
impl PartialEq for Hashtable {
    fn eq(&self, other: &Hashtable) -> bool {
        self.same(other)
            || (self.len() == other.len()
                && Walk::enter(self.len())
                    .is_some_and(|_walk| *self.0.borrow() == *other.0.borrow()))
    }
}
