//! Views: which columns a type of object is shown with.

use std::fmt;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::value::{Object, Text, Value};

/// On which side the text of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Numbers right, everything else left.
    #[default]
    ByValue,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// What a column shows of an object.
#[derive(Clone)]
pub enum Cell {
    /// A property; nested ones with dots.
    Property(Text),
    /// Something computed from the object.
    Computed(Rc<dyn Fn(&Object) -> Value>),
    /// One value for each object of the table, in order, computed before it is drawn.
    Given(Rc<Vec<Value>>),
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Property(name) => write!(f, "Property({name})"),
            Cell::Computed(_) => f.write_str("Computed"),
            Cell::Given(values) => write!(f, "Given({})", values.len()),
        }
    }
}

/// A column of a table, or a line of a list.
#[derive(Clone, Debug)]
pub struct Column {
    pub(crate) header: Text,
    pub(crate) cell: Cell,
    pub(crate) align: Align,
}

impl Column {
    /// A column that shows a property under its own name.
    pub fn property(name: impl Into<Text>) -> Column {
        let name = name.into();
        Column {
            header: name.clone(),
            cell: Cell::Property(name),
            align: Align::default(),
        }
    }

    /// A column that shows something computed from the object.
    pub fn computed(
        header: impl Into<Text>,
        compute: impl Fn(&Object) -> Value + 'static,
    ) -> Column {
        Column {
            header: header.into(),
            cell: Cell::Computed(Rc::new(compute)),
            align: Align::default(),
        }
    }

    /// What stands above it.
    pub fn title(&self) -> &str {
        &self.header
    }

    /// The same column under another header.
    #[must_use]
    pub fn header(mut self, header: impl Into<Text>) -> Column {
        self.header = header.into();
        self
    }

    /// The same column with its text on this side.
    #[must_use]
    pub fn align(mut self, align: Align) -> Column {
        self.align = align;
        self
    }

    /// What the column shows of the object number `index`.
    pub(crate) fn value(&self, index: usize, item: &Value) -> Value {
        match (&self.cell, item) {
            (Cell::Given(values), _) => values.get(index).cloned().unwrap_or_default(),
            (Cell::Computed(compute), Value::Object(object)) => compute(object),
            (Cell::Computed(_), _) => Value::Null,
            (Cell::Property(name), item) => item.property(name).unwrap_or_default(),
        }
    }
}

/// How objects of one type are shown when nobody asks for anything else.
#[derive(Clone, Debug)]
pub enum View {
    /// As a table with these columns.
    Table(Vec<Column>),
    /// As a list of these properties.
    List(Vec<Column>),
    /// As lines of text, one for each object.
    Line(Column),
}

impl View {
    /// A table of these properties, each under its own name.
    pub fn table(properties: &[&'static str]) -> View {
        View::Table(properties.iter().map(|p| Column::property(*p)).collect())
    }

    /// A list of these properties, each under its own name.
    pub fn list(properties: &[&'static str]) -> View {
        View::List(properties.iter().map(|p| Column::property(*p)).collect())
    }
}

/// The views of all types.
#[derive(Clone, Debug, Default)]
pub struct Views(IndexMap<Text, View>);

impl Views {
    /// Sets the view of a type.
    pub fn set(&mut self, kind: impl Into<Text>, view: View) {
        self.0.insert(kind.into(), view);
    }

    /// The view of a type.
    pub fn get(&self, kind: &str) -> Option<&View> {
        let family = if kind.ends_with("Exception") {
            "Exception"
        } else {
            kind
        };
        self.0.get(family)
    }
}
