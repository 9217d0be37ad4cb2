//! Predicates: the positive conditions of all rules about one kind, each known once.
//!
//! Two rules that ask the same of a property share a predicate; a negative operator is its positive partner, denied.
//! So what a rule is made of are [`Literal`]s: a predicate, or its negation.

use std::sync::Arc;

use ingroup_rule::Condition;

use crate::truths::SAMPLED;

/// The number of a predicate among those of its kind. It is given to another when no rule uses it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PredicateId(u32);

impl PredicateId {
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The number as an index.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a property among those that rules about one kind read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PropertyIndex(u16);

impl PropertyIndex {
    pub(crate) fn new(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// The number as an index.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A predicate or its negation, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Literal(u32);

/// Whether a literal takes its predicate as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Positive,
    Negative,
}

impl Sign {
    /// The other one, if `negated`.
    pub(crate) fn turned(self, negated: bool) -> Self {
        match (self, negated) {
            (sign, false) => sign,
            (Self::Positive, true) => Self::Negative,
            (Self::Negative, true) => Self::Positive,
        }
    }
}

impl Literal {
    pub(crate) fn new(predicate: PredicateId, sign: Sign) -> Self {
        Self(predicate.0 << 1 | u32::from(sign == Sign::Negative))
    }

    pub(crate) fn predicate(self) -> PredicateId {
        PredicateId(self.0 >> 1)
    }

    pub(crate) fn is_negative(self) -> bool {
        self.0 & 1 != 0
    }

    /// What the literal says if its predicate says this.
    pub(crate) fn of(self, holds: bool) -> bool {
        holds != self.is_negative()
    }
}

/// What is known of a predicate.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The condition, with a positive operator.
    pub(crate) condition: Arc<Condition>,
    pub(crate) property: PropertyIndex,
    /// In how many rules it is.
    pub(crate) uses: u32,
    /// Whether it compares with the present time. Then nothing else is kept of it.
    pub(crate) clock: bool,
    /// How many objects it may hold for, as a sample said when it was met.
    pub(crate) weight: Weight,
}

/// How common something is: how many of a sample, then how many classes of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Weight {
    pub(crate) sampled: u32,
    pub(crate) classes: u32,
}

impl Weight {
    /// More than any other.
    pub(crate) const ALL: Self = Self {
        sampled: u32::MAX,
        classes: u32::MAX,
    };

    /// Of what is not known beforehand.
    pub(crate) const HALF: Self = Self {
        sampled: SAMPLED / 2,
        classes: u32::MAX,
    };

    /// Of both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            sampled: self.sampled.saturating_add(other.sampled),
            classes: self.classes.saturating_add(other.classes),
        }
    }
}
