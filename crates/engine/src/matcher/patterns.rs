//! Predicates with regular patterns: searched many at a time.

use std::sync::Arc;

use ingroup_rule::{Condition, Operand, Pattern};
use ingroup_schema::{Instant, ValueRef};
use regex::{RegexSet, RegexSetBuilder};

use super::Answer;
use crate::predicate::PredicateId;

/// Patterns that are searched together.
const PACK: usize = 32;
/// Bytes that the program of a pack may take.
const PROGRAM_LIMIT: usize = 64 << 20;

/// Predicates by the pattern that a value must match; all can be searched in linear time.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    packs: Vec<Arc<Pack>>,
    /// In no pack.
    beside: Arc<Vec<(PredicateId, Arc<Condition>)>>,
}

#[derive(Debug, Clone)]
struct Pack {
    set: RegexSet,
    /// By the set's numbers; none where one was taken out.
    members: Vec<Option<PredicateId>>,
}

impl Patterns {
    pub(super) fn add(&mut self, id: PredicateId, condition: &Arc<Condition>) {
        Arc::make_mut(&mut self.beside).push((id, condition.clone()));
    }

    pub(super) fn remove(&mut self, id: PredicateId) {
        let packed = self
            .packs
            .iter()
            .position(|pack| pack.members.contains(&Some(id)));
        match packed {
            Some(place) => {
                for member in Arc::make_mut(&mut self.packs[place]).members.iter_mut() {
                    if *member == Some(id) {
                        *member = None;
                    }
                }
                self.packs
                    .retain(|pack| pack.members.iter().any(Option::is_some));
            }
            None => Arc::make_mut(&mut self.beside).retain(|(known, _)| *known != id),
        }
    }

    pub(super) fn settle(&mut self) {
        while self.beside.len() >= PACK {
            let beside = Arc::make_mut(&mut self.beside);
            let (mut members, mut texts) = (Vec::new(), Vec::new());
            for (id, condition) in beside.iter().take(PACK) {
                members.push(Some(*id));
                texts.extend(pattern(condition).map(Pattern::engine_text));
            }
            let set = RegexSetBuilder::new(texts)
                .size_limit(PROGRAM_LIMIT)
                .build();
            // What cannot be searched together is searched one by one.
            let Ok(set) = set else { return };
            beside.drain(..PACK);
            self.packs.push(Arc::new(Pack { set, members }));
        }
    }

    pub(super) fn ask(&self, text: &str, answer: &mut Answer) {
        for pack in &self.packs {
            let found = pack.set.matches(text);
            let members = found.iter().filter_map(|place| pack.members.get(place));
            answer.holds.extend(members.copied().flatten());
        }
        for (id, condition) in self.beside.iter() {
            let found = condition.holds(ValueRef::Text(text), Instant::EPOCH);
            answer.take(*id, found);
        }
    }
}

fn pattern(condition: &Condition) -> Option<&Pattern> {
    match condition {
        Condition::Predicate(predicate) => match predicate.operand() {
            Operand::Pattern(pattern) => Some(pattern),
            _ => None,
        },
        Condition::Quantified(_) => None,
    }
}
