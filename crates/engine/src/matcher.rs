//! Given a value of a property: which of the property's predicates hold, and which cannot be answered.
//!
//! Texts go through indexes by operator, so that a value costs as much as what it hits and not as much as there are
//! predicates. A new predicate is put beside what was built; what was built is made anew when that has grown.

mod affixes;
mod inside;
mod patterns;

use std::sync::Arc;

use ingroup_directory::Sharded;
use ingroup_rule::{Condition, Operand};
use ingroup_schema::{Instant, Operator, ValueRef, fold_char};

use crate::predicate::PredicateId;
use affixes::{Affixes, End};
use inside::Inside;
use patterns::Patterns;

/// The predicates of one property, ready to be asked of a value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Matcher {
    /// Of those that ask for a missing value.
    missing: Vec<PredicateId>,
    /// By folded text, those that one text satisfies.
    equal: Sharded<Arc<str>, Vec<PredicateId>>,
    prefixes: Affixes,
    suffixes: Affixes,
    inside: Inside,
    patterns: Patterns,
    /// Those that are asked one by one.
    others: Arc<Vec<(PredicateId, Arc<Condition>)>>,
}

/// What a matcher says of a value. It is kept, so that its room is used again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    /// The predicates that hold, ascending.
    pub(crate) holds: Vec<PredicateId>,
    /// The predicates whose pattern could not be searched, ascending.
    pub(crate) faults: Vec<PredicateId>,
    folded: String,
}

impl Answer {
    pub(crate) fn take(
        &mut self,
        predicate: PredicateId,
        answer: Result<bool, ingroup_rule::Fault>,
    ) {
        match answer {
            Ok(true) => self.holds.push(predicate),
            Ok(false) => {}
            Err(_) => self.faults.push(predicate),
        }
    }
}

/// Where a predicate of a property of single texts goes.
enum Place<'a> {
    Missing,
    Equal(Vec<&'a str>),
    Prefix(&'a str),
    Suffix(&'a str),
    Inside(&'a str),
    Pattern,
    Other,
}

impl<'a> Place<'a> {
    fn of(condition: &'a Condition) -> Self {
        use ingroup_schema::PropertyType;
        let Condition::Predicate(predicate) = condition else {
            return Self::Other;
        };
        if predicate.target().property_type() != PropertyType::String {
            return Self::Other;
        }
        match (predicate.operand(), predicate.operator()) {
            (Operand::Null, _) => Self::Missing,
            (Operand::Texts(texts), _) => {
                let mut folded: Vec<&str> = texts.iter().map(|text| text.folded()).collect();
                folded.sort_unstable();
                folded.dedup();
                Self::Equal(folded)
            }
            (Operand::Text(text), Operator::Eq) => Self::Equal(vec![text.folded()]),
            (Operand::Text(text), Operator::StartsWith) => Self::Prefix(text.folded()),
            (Operand::Text(text), Operator::EndsWith) => Self::Suffix(text.folded()),
            // Every text contains the empty one, as it starts with it.
            (Operand::Text(text), Operator::Contains) if text.folded().is_empty() => {
                Self::Prefix("")
            }
            (Operand::Text(text), Operator::Contains) => Self::Inside(text.folded()),
            (Operand::Pattern(pattern), _) if pattern.is_regular() && pattern.compile().is_ok() => {
                Self::Pattern
            }
            _ => Self::Other,
        }
    }
}

/// What a column can look for by itself; all texts are folded.
pub(crate) enum Sought<'a> {
    /// A value that is one of these.
    Texts(Vec<&'a str>),
    /// A value with this in it.
    Part(&'a str),
}

/// What the values are for which a predicate on single texts holds, if a column can look for it.
pub(crate) fn sought(condition: &Condition) -> Option<Sought<'_>> {
    match Place::of(condition) {
        Place::Equal(texts) => Some(Sought::Texts(texts)),
        Place::Inside(part) => Some(Sought::Part(part)),
        _ => None,
    }
}

impl Matcher {
    /// Puts a predicate in.
    pub(crate) fn add(&mut self, id: PredicateId, condition: &Arc<Condition>) {
        match Place::of(condition) {
            Place::Missing => self.missing.push(id),
            Place::Equal(texts) => {
                for text in texts {
                    match self.equal.get_mut(text) {
                        Some(known) => known.push(id),
                        None => self.equal.insert(text.into(), vec![id]),
                    }
                }
            }
            Place::Prefix(text) => self.prefixes.add(id, text),
            Place::Suffix(text) => self.suffixes.add(id, text),
            Place::Inside(text) => self.inside.add(id, text),
            Place::Pattern => self.patterns.add(id, condition),
            Place::Other => Arc::make_mut(&mut self.others).push((id, condition.clone())),
        }
    }

    /// Takes a predicate out.
    pub(crate) fn remove(&mut self, id: PredicateId, condition: &Condition) {
        match Place::of(condition) {
            Place::Missing => self.missing.retain(|known| *known != id),
            Place::Equal(texts) => {
                for text in texts {
                    let Some(known) = self.equal.get_mut(text) else {
                        continue;
                    };
                    known.retain(|known| *known != id);
                    if known.is_empty() {
                        self.equal.remove(text);
                    }
                }
            }
            Place::Prefix(text) => self.prefixes.remove(id, text),
            Place::Suffix(text) => self.suffixes.remove(id, text),
            Place::Inside(_) => self.inside.remove(id),
            Place::Pattern => self.patterns.remove(id),
            Place::Other => Arc::make_mut(&mut self.others).retain(|(known, _)| *known != id),
        }
    }

    /// Builds anew what has grown beside what was built.
    pub(crate) fn settle(&mut self) {
        self.inside.settle();
        self.patterns.settle();
    }

    /// Which predicates hold for a value.
    pub(crate) fn ask(&self, value: ValueRef<'_>, answer: &mut Answer) {
        answer.holds.clear();
        answer.faults.clear();
        match value {
            ValueRef::Null => answer.holds.extend(&self.missing),
            ValueRef::Text(text) => self.ask_text(text, answer),
            _ => {}
        }
        for (id, condition) in self.others.iter() {
            // No predicate here reads the clock, so any time will do.
            answer.take(*id, condition.holds(value, Instant::EPOCH));
        }
        answer.holds.sort_unstable();
        answer.faults.sort_unstable();
    }

    fn ask_text(&self, text: &str, answer: &mut Answer) {
        let mut folded = std::mem::take(&mut answer.folded);
        fold_into(text, &mut folded);
        let hits = &mut answer.holds;
        if let Some(known) = self.equal.get(folded.as_str()) {
            hits.extend(known);
        }
        self.prefixes.ask(&folded, End::Start, hits);
        self.suffixes.ask(&folded, End::End, hits);
        self.inside.ask(&folded, hits);
        answer.folded = folded;
        self.patterns.ask(text, answer);
    }
}

/// Writes the folded form of a text.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_uppercase();
    } else {
        folded.extend(text.chars().map(fold_char));
    }
}
