//! Given a value of a property: which of the property's predicates hold, and which cannot be answered.
//!
//! Texts go through indexes by operator, so that a value costs as much as what it hits and not as much as there are
//! predicates. A new predicate is put beside what was built; what was built is made anew when that has grown.

mod affixes;
mod inside;
mod items;
mod patterns;
mod singles;

use std::borrow::Cow;
use std::sync::Arc;

use ingroup_rule::{Condition, Likeness, Operand, Pattern};
use ingroup_schema::{Instant, PropertyType, ValueRef, fold_char};

use crate::predicate::PredicateId;
use items::{Items, Key};
use patterns::Patterns;
use singles::{Singles, Wanted};

/// The predicates of one property, ready to be asked of a value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Matcher {
    /// Of those that ask for a missing value.
    missing: Vec<PredicateId>,
    singles: Singles,
    /// Patterns among the above, for which what a plain operator says does not count beside a line feed.
    on_one_line: Asked,
    patterns: Patterns,
    items: Items,
    /// Those that are asked one by one.
    others: Asked,
    /// How many predicates there are.
    len: usize,
}

/// Predicates with what they ask.
type Asked = Arc<Vec<(PredicateId, Arc<Condition>)>>;

/// What a matcher says of a value. It is kept, so that its room is used again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    /// The predicates that hold, ascending.
    pub(crate) holds: Vec<PredicateId>,
    /// The predicates whose pattern could not be searched, ascending.
    pub(crate) faults: Vec<PredicateId>,
    folded: String,
    /// Room for the numbers of an automaton.
    found: Vec<u32>,
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

    /// Asks predicates one by one.
    fn take_all(&mut self, asked: &Asked, value: ValueRef<'_>) {
        for (id, condition) in asked.iter() {
            // No predicate here reads the clock, so any time will do.
            self.take(*id, condition.holds(value, Instant::EPOCH));
        }
    }
}

/// Where a predicate goes.
enum Place<'a> {
    Missing,
    Single(Wanted<'a>, Likeness),
    /// A pattern, with texts one of which is in every match.
    Seeking(Vec<String>),
    Pattern,
    Item(Key<'a>),
    Other,
}

impl<'a> Place<'a> {
    fn of(condition: &'a Condition) -> Self {
        if let Some(key) = Key::of(condition) {
            return Self::Item(key);
        }
        let Condition::Predicate(predicate) = condition else {
            return Self::Other;
        };
        if predicate.target().property_type() != PropertyType::String {
            return Self::Other;
        }
        match predicate.operand() {
            Operand::Null => Self::Missing,
            Operand::Pattern(pattern) => match Wanted::of_pattern(pattern) {
                Some((wanted, likeness)) => Self::Single(wanted, likeness),
                None if is_sound(pattern) => match pattern.needles() {
                    Some(needles) => Self::Seeking(needles),
                    None => Self::Pattern,
                },
                None => Self::Other,
            },
            operand => match Wanted::of(predicate.operator(), operand) {
                Some(wanted) => Self::Single(wanted, Likeness::Exact),
                None => Self::Other,
            },
        }
    }
}

/// Whether a pattern can be searched in every text. Shorter ones are never too large, so that they are compiled when
/// somebody asks.
fn is_sound(pattern: &Pattern) -> bool {
    const SHORT: usize = 48;
    let is_short = pattern.source().len() <= SHORT && !pattern.source().contains('{');
    pattern.is_regular() && (is_short || pattern.compile().is_ok())
}

/// What a column can look for by itself; all texts are folded.
pub(crate) enum Sought<'a> {
    /// A value that is one of these.
    Texts(Vec<Cow<'a, str>>),
    /// A value with this in it.
    Part(Cow<'a, str>),
    /// A value with one of these in it, and not every such.
    Perhaps(Vec<Cow<'a, str>>),
}

/// Shorter parts are in too many values.
const SHORTEST: usize = 3;

/// What the values are for which a predicate on single texts holds, if a column can look for it.
pub(crate) fn sought(condition: &Condition) -> Option<Sought<'_>> {
    match Place::of(condition) {
        Place::Single(Wanted::Equal(texts), Likeness::Exact) => Some(Sought::Texts(texts)),
        Place::Single(Wanted::Inside(part), Likeness::Exact) => Some(Sought::Part(part)),
        Place::Single(Wanted::Prefix(text) | Wanted::Suffix(text) | Wanted::Inside(text), _) => {
            perhaps(vec![text])
        }
        Place::Item(key) => perhaps(key.texts()?),
        Place::Seeking(needles) => perhaps(needles.into_iter().map(Cow::Owned).collect()),
        _ => None,
    }
}

/// None if one of the texts is short.
fn perhaps(texts: Vec<Cow<'_, str>>) -> Option<Sought<'_>> {
    let are_rare = texts.iter().all(|text| text.len() >= SHORTEST);
    are_rare.then_some(Sought::Perhaps(texts))
}

/// The pattern of a comparison with one.
fn pattern_of(condition: &Condition) -> Option<&Pattern> {
    match condition {
        Condition::Predicate(predicate) => match predicate.operand() {
            Operand::Pattern(pattern) => Some(pattern),
            _ => None,
        },
        Condition::Quantified(_) => None,
    }
}

impl Matcher {
    /// Whether there are no predicates.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Puts a predicate in.
    pub(crate) fn add(&mut self, id: PredicateId, condition: &Arc<Condition>) {
        self.len += 1;
        match Place::of(condition) {
            Place::Missing => self.missing.push(id),
            Place::Single(wanted, likeness) => {
                self.singles.add(id, &wanted);
                if likeness == Likeness::WithoutLineFeeds {
                    put(&mut self.on_one_line, id, condition);
                }
            }
            Place::Seeking(needles) => self.singles.seek(id, &needles, condition),
            Place::Pattern => self.patterns.add(id, condition),
            Place::Item(key) => self.items.add(id, &key, condition),
            Place::Other => put(&mut self.others, id, condition),
        }
    }

    /// Takes a predicate out.
    pub(crate) fn remove(&mut self, id: PredicateId, condition: &Condition) {
        self.len = self.len.saturating_sub(1);
        match Place::of(condition) {
            Place::Missing => self.missing.retain(|known| *known != id),
            Place::Single(wanted, likeness) => {
                self.singles.remove(id, &wanted);
                if likeness == Likeness::WithoutLineFeeds {
                    take_out(&mut self.on_one_line, id);
                }
            }
            Place::Seeking(_) => self.singles.forget(id),
            Place::Pattern => self.patterns.remove(id),
            Place::Item(key) => self.items.remove(id, &key),
            Place::Other => take_out(&mut self.others, id),
        }
    }

    /// Builds anew what has grown beside what was built.
    pub(crate) fn settle(&mut self) {
        self.singles.settle();
        self.patterns.settle();
        self.items.settle();
    }

    /// Which predicates hold for a value.
    pub(crate) fn ask(&self, value: ValueRef<'_>, answer: &mut Answer) {
        answer.holds.clear();
        answer.faults.clear();
        match value {
            ValueRef::Null => answer.holds.extend(&self.missing),
            ValueRef::Text(text) => self.ask_text(text, answer),
            ValueRef::Texts(_) | ValueRef::Plans(_) => self.items.ask(value, answer),
            ValueRef::Boolean(_) | ValueRef::Instant(_) => {}
        }
        answer.take_all(&self.others, value);
        answer.holds.sort_unstable();
        answer.faults.sort_unstable();
    }

    fn ask_text(&self, text: &str, answer: &mut Answer) {
        let mut folded = std::mem::take(&mut answer.folded);
        fold_into(text, &mut folded);
        self.singles.ask(&folded, text, answer);
        answer.folded = folded;
        if !self.on_one_line.is_empty() && text.contains('\n') {
            let is_one = |id: &PredicateId| self.on_one_line.iter().any(|(one, _)| one == id);
            answer.holds.retain(|id| !is_one(id));
            answer.take_all(&self.on_one_line, ValueRef::Text(text));
        }
        self.patterns.ask(text, answer);
    }
}

fn put(asked: &mut Asked, id: PredicateId, condition: &Arc<Condition>) {
    Arc::make_mut(asked).push((id, condition.clone()));
}

fn take_out(asked: &mut Asked, id: PredicateId) {
    Arc::make_mut(asked).retain(|(known, _)| *known != id);
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
