//! The shape of a module's objects: their type and the names of their properties.

use ingroup_shell::{Object, Value};

/// What the objects of a module are called, and their properties.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The type's name.
    pub(super) kind: &'static str,
    /// The properties in order: the name, and where its value comes from.
    pub(super) properties: &'static [(&'static str, Source)],
    /// What a property with several values is.
    pub(super) lists: Lists,
    /// The properties of the table that is shown.
    pub(super) table: &'static [&'static str],
}

/// Where the value of a property comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// The property of this name of the native record.
    Same(&'static str),
    /// Worked out from the native record.
    Made(fn(&Object) -> Value),
}

/// What several values are in a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lists {
    /// A list that can grow: `.Add` works.
    Growable,
    /// An array of fixed size: `.Add` fails.
    Fixed,
}

impl Shape {
    /// A native record in this shape.
    pub(crate) fn of(&self, native: &Object) -> Object {
        let shaped = Object::new(self.kind);
        for (name, source) in self.properties {
            let value = match source {
                Source::Same(property) => native.get(property).unwrap_or_default(),
                Source::Made(make) => make(native),
            };
            let value = match (value, self.lists) {
                (Value::List(list), Lists::Growable) => Value::list(list.to_vec()),
                (value, _) => value,
            };
            shaped.set(*name, value);
        }
        shaped
    }
}
