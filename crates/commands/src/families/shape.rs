//! The shape of a module's objects: their type and the names of their properties.

use ingroup_shell::{Object, Value};

use crate::odata::Resource;

/// What the objects of a module are called, and their properties.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The type's name.
    pub(super) kind: &'static str,
    speech: Speech,
    /// What the objects are; nothing if they can be of several kinds.
    resource: Option<Resource>,
    /// The properties in order: the name, and where its value comes from.
    properties: &'static [(&'static str, Source)],
    /// The properties that have a value when `-Property` names none; all, if nothing is said.
    usual: Option<&'static [&'static str]>,
    /// The properties of the table that is shown.
    pub(super) table: &'static [&'static str],
}

/// A shape: the type's name, how its module speaks, the properties, and those of its table.
pub(super) const fn shape(
    kind: &'static str,
    speech: Speech,
    properties: &'static [(&'static str, Source)],
    table: &'static [&'static str],
) -> Shape {
    Shape {
        kind,
        speech,
        resource: None,
        properties,
        usual: None,
        table,
    }
}

/// The property that is called as in the native record.
pub(super) const fn same(name: &'static str) -> (&'static str, Source) {
    (name, Source::Same(name))
}

/// Where the value of a property comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// The property of this name of the native record.
    Same(&'static str),
    /// Worked out from the native record.
    Made(fn(&Object) -> Value),
}

/// How a module speaks to the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speech {
    /// As Graph: OData with what Graph grants each property, 100 objects a page.
    Graph,
    /// As Graph, but without the words that announce an advanced query.
    GraphOfOld,
    /// As the older directory: OData without lists, 100 objects a page.
    AzureAd,
    /// As Exchange: OPATH, 1,000 objects.
    Exchange,
    /// As Teams: everything at once.
    Teams,
    /// As the oldest module: 500 objects.
    Msol,
}

impl Speech {
    /// How many objects a command gives when nothing is said.
    pub(crate) fn page(self) -> Option<usize> {
        match self {
            Self::Graph | Self::GraphOfOld | Self::AzureAd => Some(100),
            Self::Exchange => Some(1000),
            Self::Msol => Some(500),
            Self::Teams => None,
        }
    }

    /// Whether several values are a list that can grow: `.Add` works. Graph's arrays have a fixed size.
    fn has_growing_lists(self) -> bool {
        self != Self::Graph
    }
}

impl Shape {
    /// The objects are of one kind.
    pub(super) const fn of_kind(mut self, resource: Resource) -> Shape {
        self.resource = Some(resource);
        self
    }

    /// Only these properties have a value when none is named.
    pub(super) const fn usual_properties(mut self, usual: &'static [&'static str]) -> Shape {
        self.usual = Some(usual);
        self
    }

    /// How its module speaks.
    pub(crate) fn speech(&self) -> Speech {
        self.speech
    }

    /// What the objects are; nothing if they can be of several kinds.
    pub(crate) fn resource(&self) -> Option<Resource> {
        self.resource
    }

    /// The names of the properties.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.properties.iter().map(|(name, _)| *name).collect()
    }

    /// The properties that have a value when none is named; all, if there is no such list.
    pub(crate) fn usual(&self) -> Option<&'static [&'static str]> {
        self.usual
    }

    /// A native record in this shape.
    pub(crate) fn of(&self, native: &Object) -> Object {
        self.of_selected(native, &|_| true)
    }

    /// A native record in this shape: only the properties that are wanted have a value.
    pub(crate) fn of_selected(&self, native: &Object, wanted: &dyn Fn(&str) -> bool) -> Object {
        let shaped = Object::new(self.kind);
        for (name, source) in self.properties {
            let value = match source {
                _ if !wanted(name) => Value::Null,
                Source::Same(property) => native.get(property).unwrap_or_default(),
                Source::Made(make) => make(native),
            };
            let value = match value {
                Value::List(list) if self.speech.has_growing_lists() => Value::list(list.to_vec()),
                value => value,
            };
            shaped.set(*name, value);
        }
        shaped
    }
}
