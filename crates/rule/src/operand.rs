//! What a condition compares with, ready to be compared: folded texts, patterns, points in time.

use std::hash::{Hash, Hasher};

use ingroup_schema::{Duration, Instant, fold};

use crate::pattern::Pattern;

/// The value of a comparison, ready to be compared with.
#[derive(Debug, Clone)]
pub enum Operand {
    /// `null`, with `-eq` or `-ne`.
    Null,
    /// With `-eq` or `-ne`.
    Boolean(bool),
    /// With every operator on texts but `-match` and `-in`. A number is its text (LANG 1.5).
    Text(Text),
    /// With `-in` or `-notIn`; at least one.
    Texts(Vec<Text>),
    /// With `-match` or `-notMatch`.
    Pattern(Box<Pattern>),
    /// With `-eq`, `-ne`, `-le` or `-ge`.
    Moment(Moment),
}

impl Operand {
    /// What distinguishes operands: patterns go by their source.
    fn key(&self) -> OperandKey<'_> {
        match self {
            Operand::Null => OperandKey::Null,
            Operand::Boolean(value) => OperandKey::Boolean(*value),
            Operand::Text(text) => OperandKey::Text(text),
            Operand::Texts(texts) => OperandKey::Texts(texts),
            Operand::Pattern(pattern) => OperandKey::Pattern(pattern.source()),
            Operand::Moment(moment) => OperandKey::Moment(*moment),
        }
    }
}

#[derive(PartialEq, Eq, Hash)]
enum OperandKey<'a> {
    Null,
    Boolean(bool),
    Text(&'a Text),
    Texts(&'a [Text]),
    Pattern(&'a str),
    Moment(Moment),
}

impl PartialEq for Operand {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Operand {}

impl Hash for Operand {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// A text of a rule with its folded form; two that differ in case only are equal.
#[derive(Debug, Clone)]
pub struct Text {
    written: Box<str>,
    folded: Box<str>,
}

impl Text {
    /// The text, folded once.
    #[must_use]
    pub fn new(written: impl Into<String>) -> Self {
        let written = written.into();
        Text {
            folded: fold(&written).into(),
            written: written.into(),
        }
    }

    /// As written, escapes resolved.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// In the case in which texts are compared.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

/// A point in time as a rule names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A literal.
    At(Instant),
    /// `system.now` and what is added to it.
    FromNow(Duration),
}

impl Moment {
    /// The point in time, seen from `now`.
    #[must_use]
    pub fn instant(self, now: Instant) -> Instant {
        match self {
            Moment::At(instant) => instant,
            Moment::FromNow(duration) => now.saturating_add(duration),
        }
    }
}
