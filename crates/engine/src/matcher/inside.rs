//! Predicates on what texts contain: one automaton for all of them.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::predicate::PredicateId;

/// With fewer predicates than these no automaton is built.
const FEW: usize = 8;

/// A predicate and the folded text that it looks for.
type Member = (PredicateId, Arc<str>);

/// Predicates by the folded text that a value must contain.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    built: Option<Arc<AhoCorasick>>,
    /// By the automaton's numbers; none where one was taken out.
    members: Arc<Vec<Option<Member>>>,
    /// Not in the automaton yet.
    beside: Arc<Vec<Member>>,
}

impl Inside {
    pub(super) fn add(&mut self, id: PredicateId, text: &str) {
        Arc::make_mut(&mut self.beside).push((id, text.into()));
    }

    pub(super) fn remove(&mut self, id: PredicateId) {
        let is_it = |known: &Option<Member>| known.as_ref().is_some_and(|(known, _)| *known == id);
        if self.members.iter().any(is_it) {
            for member in Arc::make_mut(&mut self.members) {
                if is_it(member) {
                    *member = None;
                }
            }
        } else {
            Arc::make_mut(&mut self.beside).retain(|(known, _)| *known != id);
        }
    }

    pub(super) fn settle(&mut self) {
        if self.beside.len() < FEW.max(self.members.len() / 4) {
            return;
        }
        let kept = self.members.iter().flatten().chain(self.beside.iter());
        let members: Vec<Member> = kept.cloned().collect();
        let texts = members.iter().map(|(_, text)| text.as_bytes());
        let built = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(texts);
        // One that cannot be built is done without.
        if let Ok(built) = built {
            self.built = Some(Arc::new(built));
            self.members = Arc::new(members.into_iter().map(Some).collect());
            self.beside = Arc::default();
        }
    }

    pub(super) fn ask(&self, folded: &str, hits: &mut Vec<PredicateId>) {
        if let Some(built) = &self.built {
            let first = hits.len();
            for found in built.find_overlapping_iter(folded) {
                let member = self.members.get(found.pattern().as_usize());
                if let Some(Some((id, _))) = member
                    && !hits.iter().skip(first).any(|known| known == id)
                {
                    hits.push(*id);
                }
            }
        }
        let beside = self.beside.iter();
        hits.extend(
            beside
                .filter(|(_, text)| folded.contains(&**text))
                .map(|(id, _)| *id),
        );
    }
}
