//! Predicates on one text: a value costs as much as what it hits, and not as much as there are predicates.

use std::borrow::Cow;
use std::sync::Arc;

use ingroup_directory::Sharded;
use ingroup_rule::{Condition, Likeness, Operand, Pattern, PatternShape};
use ingroup_schema::{Operator, fold};

use super::Answer;
use super::affixes::{Affixes, End};
use super::inside::Inside;
use crate::predicate::PredicateId;

/// What a predicate asks of a text; all texts are folded.
pub(super) enum Wanted<'a> {
    /// It is one of these, ascending.
    Equal(Vec<Cow<'a, str>>),
    Prefix(Cow<'a, str>),
    Suffix(Cow<'a, str>),
    Inside(Cow<'a, str>),
}

impl<'a> Wanted<'a> {
    /// What a comparison with a positive operator asks; none if it is a pattern or compares no text.
    pub(super) fn of(operator: Operator, operand: &'a Operand) -> Option<Self> {
        let text = match operand {
            Operand::Texts(texts) => {
                return Some(Self::one_of(
                    texts.iter().map(|text| Cow::Borrowed(text.folded())),
                ));
            }
            Operand::Text(text) => Cow::Borrowed(text.folded()),
            _ => return None,
        };
        match operator {
            Operator::Eq => Some(Self::Equal(vec![text])),
            Operator::StartsWith => Some(Self::Prefix(text)),
            Operator::EndsWith => Some(Self::Suffix(text)),
            // Every text contains the empty one, as it starts with it.
            Operator::Contains if text.is_empty() => Some(Self::Prefix(text)),
            Operator::Contains => Some(Self::Inside(text)),
            _ => None,
        }
    }

    /// What a pattern asks, if a plain operator asks the same, at least of a text without a line feed.
    pub(super) fn of_pattern(pattern: &Pattern) -> Option<(Wanted<'static>, Likeness)> {
        let own = |text: String| Cow::Owned(fold(&text));
        let wanted = match pattern.shape() {
            PatternShape::Everything => Wanted::Prefix(Cow::Borrowed("")),
            PatternShape::Literal(text) => Wanted::Inside(own(text)),
            PatternShape::Prefix(text) => Wanted::Prefix(own(text)),
            PatternShape::Suffix(text) => Wanted::Suffix(own(text)),
            PatternShape::Exact(text) => Wanted::Equal(vec![own(text)]),
            PatternShape::OneOf(texts) => Wanted::one_of(texts.into_iter().map(own)),
            PatternShape::Other => return None,
        };
        Some((wanted, pattern.likeness()))
    }

    fn one_of(texts: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut texts: Vec<_> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        Self::Equal(texts)
    }
}

/// Predicates on one text, by what they ask of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Singles {
    equal: Sharded<Arc<str>, Vec<PredicateId>>,
    prefixes: Affixes,
    suffixes: Affixes,
    inside: Inside,
}

impl Singles {
    pub(super) fn add(&mut self, id: PredicateId, wanted: &Wanted<'_>) {
        match wanted {
            Wanted::Equal(texts) => {
                for text in texts {
                    match self.equal.get_mut(&**text) {
                        Some(known) => known.push(id),
                        None => self.equal.insert((&**text).into(), vec![id]),
                    }
                }
            }
            Wanted::Prefix(text) => self.prefixes.add(id, text),
            Wanted::Suffix(text) => self.suffixes.add(id, text),
            Wanted::Inside(text) => self.inside.add(id, text),
        }
    }

    pub(super) fn remove(&mut self, id: PredicateId, wanted: &Wanted<'_>) {
        match wanted {
            Wanted::Equal(texts) => {
                for text in texts {
                    let Some(known) = self.equal.get_mut(&**text) else {
                        continue;
                    };
                    known.retain(|known| *known != id);
                    if known.is_empty() {
                        self.equal.remove(&**text);
                    }
                }
            }
            Wanted::Prefix(text) => self.prefixes.remove(id, text),
            Wanted::Suffix(text) => self.suffixes.remove(id, text),
            Wanted::Inside(_) => self.inside.remove(id),
        }
    }

    /// Puts a predicate in that holds for nothing that contains none of these folded texts.
    pub(super) fn seek(&mut self, id: PredicateId, texts: &[String], condition: &Arc<Condition>) {
        self.inside.add_perhaps(id, texts, condition);
    }

    /// Takes out what was put in by [`seek`](Self::seek).
    pub(super) fn forget(&mut self, id: PredicateId) {
        self.inside.remove(id);
    }

    /// Builds anew what has grown beside what was built.
    pub(super) fn settle(&mut self) {
        self.inside.settle();
    }

    /// The predicates that hold for a text, which is given in its folded form too; in no order, each once.
    pub(super) fn ask(&self, folded: &str, text: &str, answer: &mut Answer) {
        let hits = &mut answer.holds;
        if let Some(known) = self.equal.get(folded) {
            hits.extend(known);
        }
        self.prefixes.ask(folded, End::Start, hits);
        self.suffixes.ask(folded, End::End, hits);
        self.inside.ask(folded, text, answer);
    }
}
