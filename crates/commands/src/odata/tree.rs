//! A filter as a tree.

use std::ops::Range;

use ingroup_shell::Value;

/// What must hold of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    /// All of them.
    And(Vec<Filter>),
    /// One of them.
    Or(Vec<Filter>),
    /// The contrary.
    Not(Box<Filter>),
    /// A property and a value.
    Compare(Path, Comparison, Literal),
    /// A property is one of these.
    In(Path, Vec<Literal>),
    /// A property and a part of it.
    Text(Path, TextFunction, Literal),
    /// A property and a pattern with `*`.
    Like(Path, String),
    /// Something holds of the items of a property.
    Lambda(Path, Quantifier, Option<Item>),
    /// A property that is true.
    Is(Path),
}

/// What a lambda says of an item.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// What the item is called in it.
    pub(super) name: String,
    /// What must hold.
    pub(super) filter: Box<Filter>,
}

/// A property by its path: `displayName`, `owners/$count`, `x/servicePlanId` in a lambda.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path {
    pub(super) segments: Vec<String>,
    pub(super) count: Count,
    pub(super) place: Range<usize>,
}

/// Whether a path means a list or how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// The property itself.
    No,
    /// `/$count`.
    Yes,
}

/// How a property stands to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// What must be true of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextFunction {
    StartsWith,
    EndsWith,
    Contains,
}

/// Of how many items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    Any,
    All,
}

/// A value as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Literal {
    pub(super) value: Value,
    pub(super) place: Range<usize>,
}

/// The comparisons by the words of the language.
pub(super) const COMPARISONS: [(&str, Comparison); 6] = [
    ("eq", Comparison::Equal),
    ("ne", Comparison::NotEqual),
    ("gt", Comparison::Greater),
    ("ge", Comparison::GreaterOrEqual),
    ("lt", Comparison::Less),
    ("le", Comparison::LessOrEqual),
];

/// The functions by their names.
pub(super) const FUNCTIONS: [(&str, TextFunction); 3] = [
    ("startsWith", TextFunction::StartsWith),
    ("endsWith", TextFunction::EndsWith),
    ("contains", TextFunction::Contains),
];

impl Comparison {
    /// Its word.
    pub(super) fn word(self) -> &'static str {
        word(&COMPARISONS, self)
    }

    /// Its name in the service's type errors.
    pub(super) fn kind_name(self) -> &'static str {
        match self {
            Self::Equal => "Equal",
            Self::NotEqual => "NotEqual",
            Self::Greater => "GreaterThan",
            Self::GreaterOrEqual => "GreaterThanOrEqual",
            Self::Less => "LessThan",
            Self::LessOrEqual => "LessThanOrEqual",
        }
    }
}

impl TextFunction {
    /// Its name.
    pub(super) fn word(self) -> &'static str {
        word(&FUNCTIONS, self)
    }
}

fn word<T: Copy + PartialEq>(table: &[(&'static str, T)], wanted: T) -> &'static str {
    let found = table.iter().find(|(_, one)| *one == wanted);
    found.map_or("", |(word, _)| word)
}

impl Path {
    /// The path as it was written, without the count.
    pub(super) fn text(&self) -> String {
        self.segments.join("/")
    }

    /// Its first name.
    pub(super) fn head(&self) -> &str {
        self.segments.first().map_or("", String::as_str)
    }
}
