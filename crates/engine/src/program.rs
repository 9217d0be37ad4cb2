//! A rule's expression over literals, ready to be decided for one object without allocating.
//!
//! Negations stand at the leaves only, so a program is monotone in its literals: it can be asked twice, with what is
//! not known taken for false and for true, and where the answers are the same what is not known does not matter
//! (three-valued logic as in `ingroup_rule::Fault`: `false -and fault` is false, `true -or fault` is true).

use std::sync::Arc;

use ingroup_rule::{Condition, Logic, Node};

use crate::predicate::{Literal, PredicateId, Sign, Weight};

/// A rule's expression in the form in which it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Program {
    /// All clauses must hold: one of the literals of each. Few rules are anything else.
    Clauses(Clauses),
    /// Joiners in joiners.
    Tree(Arc<Tree>),
}

/// A conjunction of disjunctions, one after the other in one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clauses(Arc<[Word]>);

/// A literal, and whether it ends its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    fn new(literal: Literal, last: bool) -> Self {
        let predicate = PredicateId::index(literal.predicate());
        let predicate = u32::try_from(predicate).unwrap_or(u32::MAX >> 2);
        Self(predicate << 2 | u32::from(literal.is_negative()) << 1 | u32::from(last))
    }

    /// Everything in one number.
    pub(crate) const fn get(self) -> u32 {
        self.0
    }

    fn literal(self) -> Literal {
        let sign = Sign::Positive.turned(self.0 & 2 != 0);
        Literal::new(PredicateId::new((self.0 >> 2) as usize), sign)
    }

    fn is_last(self) -> bool {
        self.0 & 1 != 0
    }
}

/// Joiners over literals; negations stand at the leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    Leaf(Literal),
    All(Vec<Tree>),
    Any(Vec<Tree>),
}

impl Program {
    /// The program of a tree, whose parts are put in the order in which they decide soonest.
    pub(crate) fn new(mut tree: Tree, weight: &impl Fn(Literal) -> Weight) -> Self {
        tree.order(weight);
        match tree.clauses() {
            Some(clauses) => {
                let words = clauses.iter().flat_map(|clause| {
                    let last = clause.len() - 1;
                    let numbered = clause.iter().enumerate();
                    numbered.map(move |(place, literal)| Word::new(*literal, place == last))
                });
                Self::Clauses(Clauses(words.collect()))
            }
            None => Self::Tree(Arc::new(tree)),
        }
    }

    /// Whether the expression holds, given whether each literal does.
    #[inline]
    pub(crate) fn holds(&self, literal: impl Fn(Literal) -> bool) -> bool {
        match self {
            Self::Clauses(clauses) => clauses.hold(literal),
            Self::Tree(tree) => tree.holds(&literal),
        }
    }

    /// Its shape.
    pub(crate) fn tree(&self) -> Tree {
        match self {
            Self::Tree(tree) => Tree::clone(tree),
            Self::Clauses(clauses) => Tree::All(
                clauses
                    .each()
                    .map(|clause| Tree::Any(clause.into_iter().map(Tree::Leaf).collect()))
                    .collect(),
            ),
        }
    }

    /// Every predicate in it, each once, ascending.
    pub(crate) fn predicates(&self) -> Vec<PredicateId> {
        let mut found = Vec::new();
        match self {
            Self::Clauses(Clauses(words)) => {
                found.extend(words.iter().map(|word| word.literal().predicate()));
            }
            Self::Tree(tree) => tree.each(&mut |literal| found.push(literal.predicate())),
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Clauses {
    #[inline]
    fn hold(&self, literal: impl Fn(Literal) -> bool) -> bool {
        hold(&self.0, literal)
    }

    /// The words of all clauses.
    pub(crate) fn words(&self) -> &[Word] {
        &self.0
    }

    /// All literals, and for each whether it is the last of its clause.
    pub(crate) fn literals(&self) -> impl Iterator<Item = (Literal, bool)> + '_ {
        self.0.iter().map(|word| (word.literal(), word.is_last()))
    }

    fn each(&self) -> impl Iterator<Item = Vec<Literal>> + '_ {
        let clauses = self.0.split_inclusive(|word| word.is_last());
        clauses.map(|clause| clause.iter().map(|word| word.literal()).collect())
    }
}

/// Whether all clauses hold, given whether each literal does.
#[inline]
pub(crate) fn hold(words: &[Word], literal: impl Fn(Literal) -> bool) -> bool {
    let mut holds = false;
    for word in words {
        holds = holds || literal(word.literal());
        if word.is_last() {
            if !holds {
                return false;
            }
            holds = false;
        }
    }
    true
}

/// Whether all clauses hold in each of two states at once, a bit for each, given the same of each literal.
#[inline]
pub(crate) fn hold_twice(words: &[Word], literal: impl Fn(Literal) -> u8) -> u8 {
    let (mut all, mut clause) = (0b11, 0);
    for word in words {
        clause |= literal(word.literal());
        if word.is_last() {
            all &= clause;
            if all == 0 {
                return 0;
            }
            clause = 0;
        }
    }
    all
}

impl Tree {
    /// The expression with negations at the leaves only; `leaf` gives the predicate of a condition.
    pub(crate) fn of(
        logic: &Logic<Condition>,
        leaf: &mut impl FnMut(&Condition, Sign) -> Literal,
    ) -> Self {
        Self::signed(logic, Sign::Positive, leaf)
    }

    fn signed(
        logic: &Logic<Condition>,
        sign: Sign,
        leaf: &mut impl FnMut(&Condition, Sign) -> Literal,
    ) -> Self {
        match (logic.node(), sign) {
            (Node::Leaf(condition), sign) => Self::Leaf(leaf(condition, sign)),
            (Node::Not(inner), sign) => Self::signed(inner, sign.turned(true), leaf),
            (Node::And(parts), Sign::Positive) | (Node::Or(parts), Sign::Negative) => {
                let mut all = Vec::with_capacity(parts.len());
                for part in parts {
                    match Self::signed(part, sign, leaf) {
                        Self::All(inner) => all.extend(inner),
                        other => all.push(other),
                    }
                }
                Self::All(all)
            }
            (Node::Or(parts), Sign::Positive) | (Node::And(parts), Sign::Negative) => {
                let mut any = Vec::with_capacity(parts.len());
                for part in parts {
                    match Self::signed(part, sign, leaf) {
                        Self::Any(inner) => any.extend(inner),
                        other => any.push(other),
                    }
                }
                Self::Any(any)
            }
        }
    }

    /// Whether it holds, given whether each literal does.
    pub(crate) fn holds(&self, literal: &impl Fn(Literal) -> bool) -> bool {
        match self {
            Self::Leaf(leaf) => literal(*leaf),
            Self::All(parts) => parts.iter().all(|part| part.holds(literal)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(literal)),
        }
    }

    /// Calls `see` for every literal.
    pub(crate) fn each(&self, see: &mut impl FnMut(Literal)) {
        match self {
            Self::Leaf(literal) => see(*literal),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.each(see));
            }
        }
    }

    /// The predicates without one of which the expression cannot hold, the rarest set that shows at a glance; none if
    /// it can hold without any. Where `usable` says no, a predicate cannot be relied upon.
    pub(crate) fn cover(
        &self,
        weight: &impl Fn(Literal) -> Weight,
        usable: &impl Fn(PredicateId) -> bool,
    ) -> Option<(Weight, Vec<PredicateId>)> {
        match self {
            Self::Leaf(literal) if literal.is_negative() || !usable(literal.predicate()) => None,
            Self::Leaf(literal) => Some((weight(*literal), vec![literal.predicate()])),
            Self::All(parts) => parts
                .iter()
                .filter_map(|part| part.cover(weight, usable))
                .min_by_key(|(weight, _)| *weight),
            Self::Any(parts) => {
                let mut total = Weight::default();
                let mut union = Vec::new();
                for part in parts {
                    let (weight, predicates) = part.cover(weight, usable)?;
                    total = total.plus(weight);
                    union.extend(predicates);
                }
                union.sort_unstable();
                union.dedup();
                Some((total, union))
            }
        }
    }

    /// Puts the parts that decide soonest first, and drops what is said twice; gives how common the whole is.
    fn order(&mut self, weight: &impl Fn(Literal) -> Weight) -> Weight {
        match self {
            Self::Leaf(literal) => weight(*literal),
            Self::All(parts) => sort(parts, weight).into_iter().min().unwrap_or(Weight::ALL),
            Self::Any(parts) => {
                let weights = sort(parts, weight);
                parts.reverse();
                weights.into_iter().fold(Weight::default(), Weight::plus)
            }
        }
    }

    fn clauses(&self) -> Option<Vec<Vec<Literal>>> {
        let clause = |part: &Self| match part {
            Self::Leaf(literal) => Some(vec![*literal]),
            Self::Any(parts) => parts.iter().map(Self::leaf).collect(),
            Self::All(_) => None,
        };
        match self {
            Self::All(parts) => parts.iter().map(clause).collect(),
            one => clause(one).map(|clause| vec![clause]),
        }
    }

    fn leaf(&self) -> Option<Literal> {
        match self {
            Self::Leaf(literal) => Some(*literal),
            Self::All(_) | Self::Any(_) => None,
        }
    }
}

/// Sorts parts, the rarest first; equal neighbours become one.
fn sort(parts: &mut Vec<Tree>, weight: &impl Fn(Literal) -> Weight) -> Vec<Weight> {
    let mut weighed: Vec<(Weight, Tree)> = Vec::with_capacity(parts.len());
    for mut part in parts.drain(..) {
        let weight = part.order(weight);
        if !weighed.iter().any(|(_, known)| *known == part) {
            weighed.push((weight, part));
        }
    }
    weighed.sort_by_key(|(weight, _)| *weight);
    let weights = weighed.iter().map(|(weight, _)| *weight).collect();
    parts.extend(weighed.into_iter().map(|(_, part)| part));
    weights
}
