//! Predicates with regular patterns: searched many at a time.

use std::sync::Arc;

use ingroup_rule::{Condition, Pattern};
use ingroup_schema::{Instant, ValueRef};
use regex::{RegexSet, RegexSetBuilder};

use super::{Answer, pattern_of};
use crate::predicate::PredicateId;

/// Up to so many patterns are searched together.
const PACK: usize = 32;
/// Fewer than these are searched one by one.
const FEW: usize = 8;
/// Bytes that the program of a pack may take.
const PROGRAM_LIMIT: usize = 64 << 20;

/// A predicate and its condition.
type Member = (PredicateId, Arc<Condition>);

/// Predicates by the pattern that a value must match; all can be searched in linear time.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    packs: Vec<Arc<Pack>>,
    /// In no pack.
    beside: Arc<Vec<Member>>,
}

#[derive(Debug, Clone)]
struct Pack {
    set: RegexSet,
    /// By the set's numbers; none where one was taken out.
    members: Vec<Option<Member>>,
}

impl Pack {
    /// None if they cannot be searched together.
    fn of(members: &[Member]) -> Option<Self> {
        let patterns = members
            .iter()
            .filter_map(|(_, condition)| pattern_of(condition));
        let set = RegexSetBuilder::new(patterns.map(Pattern::engine_text))
            .size_limit(PROGRAM_LIMIT)
            .build()
            .ok()?;
        let members = members.iter().cloned().map(Some).collect();
        Some(Self { set, members })
    }

    fn has(&self, id: PredicateId) -> bool {
        let mut members = self.members.iter().flatten();
        members.any(|(known, _)| *known == id)
    }

    fn count(&self) -> usize {
        self.members.iter().flatten().count()
    }
}

impl Patterns {
    pub(super) fn add(&mut self, id: PredicateId, condition: &Arc<Condition>) {
        Arc::make_mut(&mut self.beside).push((id, condition.clone()));
    }

    pub(super) fn remove(&mut self, id: PredicateId) {
        match self.packs.iter().position(|pack| pack.has(id)) {
            Some(place) => {
                for member in &mut Arc::make_mut(&mut self.packs[place]).members {
                    if member.as_ref().is_some_and(|(known, _)| *known == id) {
                        *member = None;
                    }
                }
                self.packs.retain(|pack| pack.count() > 0);
            }
            None => Arc::make_mut(&mut self.beside).retain(|(known, _)| *known != id),
        }
    }

    /// Packs what has grown beside the packs, together with the pack that is not full.
    pub(super) fn settle(&mut self) {
        if self.beside.len() < FEW {
            return;
        }
        let beside = Arc::make_mut(&mut self.beside);
        if let Some(last) = self.packs.pop_if(|pack| pack.count() < PACK) {
            beside.extend(last.members.iter().flatten().cloned());
        }
        let mut alone = Vec::new();
        for members in beside.chunks(PACK) {
            match Pack::of(members) {
                Some(pack) => self.packs.push(Arc::new(pack)),
                None => alone.extend_from_slice(members),
            }
        }
        *beside = alone;
    }

    pub(super) fn ask(&self, text: &str, answer: &mut Answer) {
        for pack in &self.packs {
            let found = pack.set.matches(text);
            let members = found.iter().filter_map(|place| pack.members.get(place));
            answer.holds.extend(members.flatten().map(|(id, _)| *id));
        }
        for (id, condition) in self.beside.iter() {
            let found = condition.holds(ValueRef::Text(text), Instant::EPOCH);
            answer.take(*id, found);
        }
    }
}
