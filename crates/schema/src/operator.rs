//! The comparison operators of the rule language and its two quantifiers (`LANG 3.1`).

use std::fmt;

use serde::Serialize;

/// A comparison operator. Each negative one is exactly the negation of its positive partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    missing_docs,
    reason = "the names are those of the language, listed in OPERATORS"
)]
pub enum Operator {
    Eq,
    Ne,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    Contains,
    NotContains,
    Match,
    NotMatch,
    In,
    NotIn,
    Le,
    Ge,
}

/// Every operator with its spelling, without the hyphen.
const OPERATORS: [(Operator, &str); 14] = [
    (Operator::Eq, "eq"),
    (Operator::Ne, "ne"),
    (Operator::StartsWith, "startsWith"),
    (Operator::NotStartsWith, "notStartsWith"),
    (Operator::EndsWith, "endsWith"),
    (Operator::NotEndsWith, "notEndsWith"),
    (Operator::Contains, "contains"),
    (Operator::NotContains, "notContains"),
    (Operator::Match, "match"),
    (Operator::NotMatch, "notMatch"),
    (Operator::In, "in"),
    (Operator::NotIn, "notIn"),
    (Operator::Le, "le"),
    (Operator::Ge, "ge"),
];

impl Operator {
    /// All operators in the order of the reference's table.
    pub fn all() -> impl Iterator<Item = Self> {
        OPERATORS.iter().map(|(operator, _)| *operator)
    }

    /// The canonical spelling without the hyphen, such as `startsWith`.
    pub fn word(self) -> &'static str {
        OPERATORS
            .iter()
            .find(|(operator, _)| *operator == self)
            .map_or("", |(_, word)| word)
    }

    /// The operator with this spelling, in any case, without the hyphen.
    pub fn from_word(word: &str) -> Option<Self> {
        OPERATORS
            .iter()
            .find(|(_, spelling)| spelling.eq_ignore_ascii_case(word))
            .map(|(operator, _)| *operator)
    }

    /// Whether this is the negation of another operator. `-le` and `-ge` have no partner.
    pub fn is_negative(self) -> bool {
        self.positive() != self
    }

    /// The positive partner of a negative operator; any other operator is its own.
    pub fn positive(self) -> Self {
        match self {
            Self::Ne => Self::Eq,
            Self::NotStartsWith => Self::StartsWith,
            Self::NotEndsWith => Self::EndsWith,
            Self::NotContains => Self::Contains,
            Self::NotMatch => Self::Match,
            Self::NotIn => Self::In,
            other => other,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "-{}", self.word())
    }
}

/// A quantifier over the items of a collection (`LANG 3.6`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Quantifier {
    /// At least one item.
    Any,
    /// Every item; holds for an empty collection.
    All,
}

impl Quantifier {
    /// The spelling without the hyphen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

impl fmt::Display for Quantifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "-{}", self.word())
    }
}
