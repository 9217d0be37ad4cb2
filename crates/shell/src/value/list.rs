//! Arrays and lists: one storage, three kinds that differ in what may grow and what `Add` answers.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use super::{Value, Walk};
use crate::error::{Category, ShellError};

/// The most items a list may hold; a script that doubles a list ends here, not in an empty machine.
pub(crate) const MAX_ITEMS: usize = 2_000_000;

/// Which .NET collection a list stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// `Object[]`: of a fixed size.
    Array,
    /// `System.Collections.ArrayList`: `Add` answers the new index.
    ArrayList,
    /// `System.Collections.Generic.List`: `Add` answers nothing.
    Generic,
}

/// A list that all its clones share.
#[derive(Clone, Debug)]
pub struct List {
    kind: ListKind,
    items: Rc<RefCell<Vec<Value>>>,
}

impl List {
    /// A list of `kind` with these items.
    pub fn new(kind: ListKind, items: Vec<Value>) -> List {
        List {
            kind,
            items: Rc::new(RefCell::new(items)),
        }
    }

    /// Which collection it stands for.
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// How many items.
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.borrow().is_empty()
    }

    /// The item at `index`; a negative one counts from the end. `None` outside of the list.
    pub fn get(&self, index: i64) -> Option<Value> {
        let items = self.items.borrow();
        position(index, items.len()).and_then(|i| items.get(i).cloned())
    }

    /// Replaces the item at `index`; fails outside of the list.
    pub fn set(&self, index: i64, value: Value) -> Result<(), ShellError> {
        let mut items = self.items.borrow_mut();
        let length = items.len();
        match position(index, length).and_then(|i| items.get_mut(i)) {
            Some(slot) => {
                *slot = value;
                Ok(())
            }
            None => Err(ShellError::new(format!(
                "Index {index} is outside of the list, which has {length} items."
            ))
            .category(Category::InvalidArgument)),
        }
    }

    /// A copy of the items.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().clone()
    }

    /// The items, for reading; nothing may change the list meanwhile.
    pub(crate) fn borrow(&self) -> Ref<'_, Vec<Value>> {
        self.items.borrow()
    }

    /// Adds an item. A fixed array refuses, with .NET's sentence.
    pub fn push(&self, value: Value) -> Result<usize, ShellError> {
        self.growable()?;
        let mut items = self.items.borrow_mut();
        check_size(items.len() + 1)?;
        items.push(value);
        Ok(items.len() - 1)
    }

    /// Puts an item at `index`, moving the rest.
    pub(crate) fn insert(&self, index: usize, value: Value) -> Result<(), ShellError> {
        self.growable()?;
        let mut items = self.items.borrow_mut();
        check_size(items.len() + 1)?;
        if index > items.len() {
            return Err(ShellError::new(format!(
                "Index {index} is outside of the list, which has {} items.",
                items.len()
            )));
        }
        items.insert(index, value);
        Ok(())
    }

    /// Removes the item at `index`, if there is one.
    pub(crate) fn remove_at(&self, index: usize) -> Result<(), ShellError> {
        self.growable()?;
        let mut items = self.items.borrow_mut();
        if index < items.len() {
            items.remove(index);
        }
        Ok(())
    }

    /// Removes everything.
    pub(crate) fn clear(&self) -> Result<(), ShellError> {
        self.growable()?;
        self.items.borrow_mut().clear();
        Ok(())
    }

    /// Replaces the order of the items, keeping the list.
    pub(crate) fn replace(&self, items: Vec<Value>) {
        *self.items.borrow_mut() = items;
    }

    /// How many variables and values hold this list.
    pub(crate) fn holders(&self) -> usize {
        Rc::strong_count(&self.items)
    }

    /// Adds one value, or the items of a list, to an array that nobody else can see.
    pub(crate) fn grow(&self, value: Value) -> Result<(), ShellError> {
        let more = match value {
            Value::List(list) => list.to_vec(),
            Value::Empty => Vec::new(),
            other => vec![other],
        };
        let mut items = self.items.borrow_mut();
        check_size(items.len() + more.len())?;
        items.extend(more);
        Ok(())
    }

    /// Whether both are the same list, not only equal ones.
    pub fn same(&self, other: &List) -> bool {
        Rc::ptr_eq(&self.items, &other.items)
    }

    fn growable(&self) -> Result<(), ShellError> {
        match self.kind {
            ListKind::Array => Err(ShellError::new("Collection was of a fixed size.")
                .id("NotSupportedException")
                .category(Category::InvalidOperation)
                .help("Make a longer array with +=, or convert it first: [System.Collections.ArrayList]$list.")),
            ListKind::ArrayList | ListKind::Generic => Ok(()),
        }
    }
}

/// Refuses a list of `length` items if that is too many.
pub(crate) fn check_size(length: usize) -> Result<(), ShellError> {
    if length > MAX_ITEMS {
        return Err(ShellError::new(format!(
            "A list of {length} items is too long; the limit is {MAX_ITEMS}."
        ))
        .category(Category::LimitsExceeded));
    }
    Ok(())
}

/// Equal when they hold equal items.
impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        self.same(other)
            || (self.len() == other.len()
                && Walk::enter(self.len())
                    .is_some_and(|_walk| *self.items.borrow() == *other.items.borrow()))
    }
}

fn position(index: i64, length: usize) -> Option<usize> {
    if index >= 0 {
        usize::try_from(index).ok().filter(|i| *i < length)
    } else {
        let back = usize::try_from(index.unsigned_abs()).ok()?;
        length.checked_sub(back)
    }
}
