//! A record: a type name and properties, in order, found in any case.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Text, Value, Walk};

/// A record that all its clones share.
#[derive(Clone, Debug)]
pub struct Object(Rc<Record>);

#[derive(Debug)]
struct Record {
    kind: Text,
    fields: RefCell<Vec<(Text, Value)>>,
}

impl Object {
    /// A record of the type `kind`, without properties. The type name chooses the view it is shown in.
    pub fn new(kind: impl Into<Text>) -> Object {
        Object(Rc::new(Record {
            kind: kind.into(),
            fields: RefCell::new(Vec::new()),
        }))
    }

    /// Adds a property, or replaces it, and gives the record back.
    #[must_use]
    pub fn with(self, name: impl Into<Text>, value: impl Into<Value>) -> Object {
        self.set(name, value);
        self
    }

    /// Adds a property at the end, or replaces the value of one that is there.
    pub fn set(&self, name: impl Into<Text>, value: impl Into<Value>) {
        let name = name.into();
        let value = value.into();
        let mut fields = self.0.fields.borrow_mut();
        match fields.iter_mut().find(|(n, _)| same_name(n, &name)) {
            Some((_, slot)) => *slot = value,
            None => fields.push((name, value)),
        }
    }

    /// The value of a property, its name in any case.
    pub fn get(&self, name: &str) -> Option<Value> {
        let fields = self.0.fields.borrow();
        fields
            .iter()
            .find(|(n, _)| same_name(n, name))
            .map(|(_, v)| v.clone())
    }

    /// The type name.
    pub fn kind(&self) -> &Text {
        &self.0.kind
    }

    /// The names of the properties, in order.
    pub fn names(&self) -> Vec<Text> {
        let fields = self.0.fields.borrow();
        fields.iter().map(|(n, _)| n.clone()).collect()
    }

    /// The properties, in order.
    pub fn fields(&self) -> Vec<(Text, Value)> {
        self.0.fields.borrow().clone()
    }

    /// Whether both are the same record, not only equal ones.
    pub fn same(&self, other: &Object) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Equal when they are of one type and have equal properties.
impl PartialEq for Object {
    fn eq(&self, other: &Object) -> bool {
        self.same(other)
            || (self.0.kind == other.0.kind
                && Walk::enter(self.0.fields.borrow().len())
                    .is_some_and(|_walk| *self.0.fields.borrow() == *other.0.fields.borrow()))
    }
}

/// Property names are compared as PowerShell compares them: without regard to case.
fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}
