//! Lists of slots are what sets would be, whatever comes and goes.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_testing::Numbers;

use crate::predicate::PredicateId;
use crate::slot::Slot;
use crate::slot_lists::SlotLists;

#[test]
fn lists_are_what_sets_would_be() {
    let mut lists = SlotLists::default();
    let mut sets: BTreeMap<usize, BTreeSet<Slot>> = BTreeMap::new();
    let mut numbers = Numbers::new(1);
    let mut below = |bound| numbers.below(bound);
    for step in 0..20_000 {
        // More comes than goes at first, then more goes, until nothing is left.
        let comes = below(10) < if step < 10_000 { 7 } else { 2 };
        let (predicate, slot) = (below(12), Slot::new(below(200)));
        let id = PredicateId::new(predicate);
        let set = sets.entry(predicate).or_default();
        match comes {
            true => {
                lists.insert(id, slot);
                set.insert(slot);
            }
            false => {
                lists.remove(id, slot);
                set.remove(&slot);
            }
        }
        let kept = lists.clone();
        for (predicate, set) in &sets {
            let listed = kept.get(PredicateId::new(*predicate));
            assert!(listed.iter().eq(set), "step {step}, predicate {predicate}");
        }
    }
}
