//! What both ways with bitmaps have in common: the distinct predicates of the rules, and rules as algebra on sets.

use std::borrow::Cow;
use std::collections::HashMap;

use ingroup_rule::{Condition, Logic, Node, Operand, Quantified, Rule};
use ingroup_schema::{Operator, PropertyKey};
use roaring::RoaringBitmap;

use crate::digest::Digest;
use crate::job::Failed;

/// A predicate without its sign.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Plain(PropertyKey, Operator, Operand),
    Quantified(Quantified),
}

/// The distinct predicates of rules, each once, without signs.
#[derive(Default)]
pub(super) struct Predicates {
    places: HashMap<Key, usize>,
    conditions: Vec<Condition>,
}

/// A rule over predicates by their places.
pub(super) enum Formula {
    And(Vec<Formula>),
    Or(Vec<Formula>),
    Not(Box<Formula>),
    Is(usize),
    IsNot(usize),
}

impl Predicates {
    /// A rule over the predicates, new ones taken in.
    pub(super) fn formula(&mut self, rule: &Rule) -> Result<Formula, Failed> {
        let logic = rule.expression().ok_or("a rule is no expression")?;
        Ok(self.of_logic(logic))
    }

    /// The predicates, as conditions that may be negative.
    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    fn of_logic(&mut self, logic: &Logic<Condition>) -> Formula {
        match logic.node() {
            Node::And(parts) => {
                Formula::And(parts.iter().map(|part| self.of_logic(part)).collect())
            }
            Node::Or(parts) => Formula::Or(parts.iter().map(|part| self.of_logic(part)).collect()),
            Node::Not(inner) => Formula::Not(Box::new(self.of_logic(inner))),
            Node::Leaf(condition) => {
                let key = match condition {
                    Condition::Predicate(predicate) => Key::Plain(
                        predicate.target().clone(),
                        predicate.operator().positive(),
                        predicate.operand().clone(),
                    ),
                    Condition::Quantified(quantified) => Key::Quantified(quantified.clone()),
                };
                let next = self.conditions.len();
                let place = *self.places.entry(key).or_insert(next);
                if place == next {
                    self.conditions.push(condition.clone());
                }
                match is_negative(condition) {
                    true => Formula::IsNot(place),
                    false => Formula::Is(place),
                }
            }
        }
    }
}

/// Whether a condition is the negation of what its predicate asks.
pub(super) fn is_negative(condition: &Condition) -> bool {
    match condition {
        Condition::Predicate(predicate) => predicate.operator().is_negative(),
        Condition::Quantified(_) => false,
    }
}

/// A set, or everybody but a set.
enum Set<'a> {
    Of(Cow<'a, RoaringBitmap>),
    AllBut(Cow<'a, RoaringBitmap>),
}

impl Formula {
    /// Who is taken, given who each predicate takes.
    pub(super) fn members(&self, of: &[RoaringBitmap], everybody: &RoaringBitmap) -> RoaringBitmap {
        match self.set(of) {
            Set::Of(set) => set.into_owned(),
            Set::AllBut(set) => everybody - &*set,
        }
    }

    fn set<'a>(&self, of: &'a [RoaringBitmap]) -> Set<'a> {
        match self {
            Self::Is(place) => Set::Of(bitmap(of, *place)),
            Self::IsNot(place) => Set::AllBut(bitmap(of, *place)),
            Self::Not(inner) => match inner.set(of) {
                Set::Of(set) => Set::AllBut(set),
                Set::AllBut(set) => Set::Of(set),
            },
            Self::And(parts) => {
                let (mut sets, others) = apart(parts, of);
                sets.sort_by_key(|set| set.len());
                let mut sets = sets.into_iter();
                let Some(smallest) = sets.next() else {
                    return Set::AllBut(union(others));
                };
                let mut taken = smallest;
                for set in sets {
                    taken = match taken {
                        Cow::Borrowed(taken) => Cow::Owned(taken & &*set),
                        Cow::Owned(taken) => Cow::Owned(taken & &*set),
                    };
                }
                for other in others {
                    taken = match taken {
                        Cow::Borrowed(taken) => Cow::Owned(taken - &*other),
                        Cow::Owned(taken) => Cow::Owned(taken - &*other),
                    };
                }
                Set::Of(taken)
            }
            Self::Or(parts) => {
                let (sets, mut others) = apart(parts, of);
                let taken = union(sets);
                let Some(first) = others.pop() else {
                    return Set::Of(taken);
                };
                let mut but = first.into_owned();
                for other in others {
                    but &= &*other;
                }
                but -= &*taken;
                Set::AllBut(Cow::Owned(but))
            }
        }
    }
}

fn bitmap(of: &[RoaringBitmap], place: usize) -> Cow<'_, RoaringBitmap> {
    match of.get(place) {
        Some(set) => Cow::Borrowed(set),
        None => Cow::Owned(RoaringBitmap::new()),
    }
}

type Sets<'a> = Vec<Cow<'a, RoaringBitmap>>;

/// The sets, and the sets that are left out.
fn apart<'a>(parts: &[Formula], of: &'a [RoaringBitmap]) -> (Sets<'a>, Sets<'a>) {
    let (mut sets, mut others) = (Vec::new(), Vec::new());
    for part in parts {
        match part.set(of) {
            Set::Of(set) => sets.push(set),
            Set::AllBut(set) => others.push(set),
        }
    }
    (sets, others)
}

fn union(sets: Sets<'_>) -> Cow<'_, RoaringBitmap> {
    let mut sets = sets.into_iter();
    let Some(first) = sets.next() else {
        return Cow::Owned(RoaringBitmap::new());
    };
    let mut taken = first;
    for set in sets {
        taken = match taken {
            Cow::Borrowed(taken) => Cow::Owned(taken | &*set),
            Cow::Owned(taken) => Cow::Owned(taken | &*set),
        };
    }
    taken
}

/// What memberships by rule come to.
pub(super) fn digest(members: &[RoaringBitmap]) -> Digest {
    let mut digest = Digest::default();
    for (rule, members) in members.iter().enumerate() {
        for user in members {
            digest.add(rule, user as usize);
        }
    }
    digest
}
