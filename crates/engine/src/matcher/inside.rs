//! Predicates on what texts contain: one automaton for all of them.
//!
//! A pattern without which some text is never found (`Sales` in `^Sales.*East$`) is asked only of values that have that
//! text; until a value has it, nobody compiles the pattern.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use ingroup_rule::{Condition, Fault, Outline, Pattern};
use ingroup_schema::{Instant, ValueRef};

use super::{Answer, pattern_of};
use crate::predicate::PredicateId;

/// With fewer texts than these no automaton is built.
const FEW: usize = 8;

/// A predicate and a folded text that it looks for.
#[derive(Debug, Clone)]
struct Member {
    id: PredicateId,
    text: Arc<str>,
    /// The predicate is to be asked when the text is there; if not given, it holds.
    asked: Option<Arc<Asked>>,
}

/// A predicate with a pattern.
#[derive(Debug)]
struct Asked {
    condition: Arc<Condition>,
    /// What answers for the pattern on one line.
    outline: Option<Outline>,
}

impl Asked {
    fn of(condition: &Arc<Condition>) -> Self {
        Self {
            condition: condition.clone(),
            outline: pattern_of(condition).and_then(Pattern::outline),
        }
    }

    fn holds(&self, folded: &str, text: &str) -> Result<bool, Fault> {
        match &self.outline {
            Some(outline) if !text.contains('\n') => Ok(outline.holds(folded)),
            // No predicate here reads the clock, so any time will do.
            _ => self.condition.holds(ValueRef::Text(text), Instant::EPOCH),
        }
    }
}

/// Predicates by the folded texts one of which a value must contain.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    built: Option<Arc<AhoCorasick>>,
    /// By the automaton's numbers; none where one was taken out.
    members: Arc<Vec<Option<Member>>>,
    /// Not in the automaton yet.
    beside: Arc<Vec<Member>>,
}

impl Inside {
    /// A predicate that holds for what contains a text.
    pub(super) fn add(&mut self, id: PredicateId, text: &str) {
        self.put(id, text, None);
    }

    /// A predicate that holds for nothing that contains none of these texts.
    pub(super) fn add_perhaps(
        &mut self,
        id: PredicateId,
        texts: &[String],
        condition: &Arc<Condition>,
    ) {
        let asked = Arc::new(Asked::of(condition));
        for text in texts {
            self.put(id, text, Some(asked.clone()));
        }
    }

    fn put(&mut self, id: PredicateId, text: &str, asked: Option<Arc<Asked>>) {
        let text = text.into();
        Arc::make_mut(&mut self.beside).push(Member { id, text, asked });
    }

    pub(super) fn remove(&mut self, id: PredicateId) {
        let is_it = |known: &Option<Member>| known.as_ref().is_some_and(|known| known.id == id);
        if self.members.iter().any(is_it) {
            for member in Arc::make_mut(&mut self.members) {
                if is_it(member) {
                    *member = None;
                }
            }
        } else {
            Arc::make_mut(&mut self.beside).retain(|known| known.id != id);
        }
    }

    pub(super) fn settle(&mut self) {
        if self.beside.len() < FEW.max(self.members.len() / 4) {
            return;
        }
        let kept = self.members.iter().flatten().chain(self.beside.iter());
        let members: Vec<Member> = kept.cloned().collect();
        let texts = members.iter().map(|member| member.text.as_bytes());
        let built = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            // A table of all transitions is faster by little and larger by much.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(texts);
        // One that cannot be built is done without.
        if let Ok(built) = built {
            self.built = Some(Arc::new(built));
            self.members = Arc::new(members.into_iter().map(Some).collect());
            self.beside = Arc::default();
        }
    }

    /// Asks about a text, which is given in its folded form too.
    pub(super) fn ask(&self, folded: &str, text: &str, answer: &mut Answer) {
        let mut found = std::mem::take(&mut answer.found);
        found.clear();
        if let Some(built) = &self.built {
            let places = built.find_overlapping_iter(folded);
            found.extend(places.map(|place| place.pattern().as_u32()));
            found.sort_unstable();
            found.dedup();
        }
        let built = found.iter().filter_map(|place| {
            let member = self.members.get(*place as usize)?;
            member.as_ref()
        });
        let mut beside = self.beside.iter().filter(|one| folded.contains(&*one.text));
        // The texts of a predicate lie side by side, so one that was asked is the last one.
        let mut last = None;
        for member in built.chain(&mut beside) {
            if last.replace(member.id) == Some(member.id) {
                continue;
            }
            match &member.asked {
                None => answer.holds.push(member.id),
                Some(asked) => answer.take(member.id, asked.holds(folded, text)),
            }
        }
        answer.found = found;
    }
}
