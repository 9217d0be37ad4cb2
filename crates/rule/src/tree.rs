//! The syntax tree: a rule as it is written, before anyone asks whether it makes sense.

use ingroup_schema::Quantifier;

use crate::span::Span;

/// A rule as written. Parsing always gives one; what could not be read is left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    pub(crate) text: String,
    pub(crate) form: Form,
    pub(crate) errors: usize,
}

impl Tree {
    /// The text it was read from, untouched.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many errors were found while reading; a tree with errors never becomes a rule.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// What the rule is.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }
}

/// What a rule is as a whole (LANG 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Nothing that could be read.
    Nothing,
    /// `Direct Reports for "…"`.
    DirectReports(Literal),
    /// Conditions and joiners.
    Expression(Syntax),
}

/// One node of an expression and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syntax {
    /// Its place, parentheses included.
    pub span: Span,
    /// What it is.
    pub kind: SyntaxKind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxKind {
    /// All of them; at least two.
    And(Vec<Syntax>),
    /// One of them; at least two.
    Or(Vec<Syntax>),
    /// Not this.
    Not(Box<Syntax>),
    /// In parentheses.
    Group(Box<Syntax>),
    /// A property, an operator and a value.
    Comparison(Comparison),
    /// A collection, a quantifier and a condition on its items.
    Quantified(Quantified),
    /// Something that could not be read, and was reported.
    Unreadable,
}

/// `user.department -eq "Sales"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub operand: Operand,
    /// The operator without its hyphen, as written.
    pub operator: String,
    /// The operator's place, hyphen included.
    pub operator_span: Span,
    /// What it is compared with.
    pub value: Literal,
}

/// `user.proxyAddresses -any (_ -startsWith "smtp:")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantified {
    /// The collection.
    pub operand: Operand,
    /// `-any` or `-all`.
    pub quantifier: Quantifier,
    /// The quantifier's place.
    pub quantifier_span: Span,
    /// The condition on the items.
    pub body: Box<Syntax>,
}

/// The left side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// Its place.
    pub span: Span,
    /// The name before the dot, if there is one.
    pub object: Option<Name>,
    /// The name behind the dot, or the only one; `_` is the item of a collection of texts.
    pub name: Name,
}

/// A name as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// The right side of a comparison and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// Its place, without parentheses around it.
    pub span: Span,
    /// What it is.
    pub kind: LiteralKind,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiteralKind {
    /// In quotation marks; escapes are resolved.
    Text(String),
    /// Digits, as written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// `null` or `$null`.
    Null,
    /// A date without quotation marks, as written.
    Date(String),
    /// `system.now`, with the arithmetic behind it.
    Now(Option<Arithmetic>),
    /// In brackets.
    List(Vec<Literal>),
    /// A word or a GUID without quotation marks, already reported.
    Bare(String),
    /// Nothing, or something that could not be read, already reported.
    Unreadable,
}

/// `-plus P7D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arithmetic {
    /// Which way.
    pub direction: Direction,
    /// The duration as written.
    pub duration: String,
    /// The duration's place.
    pub span: Span,
}

/// Into the future or into the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `-plus`.
    Plus,
    /// `-minus`.
    Minus,
}
