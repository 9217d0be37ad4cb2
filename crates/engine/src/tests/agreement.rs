//! Whatever happens, in whatever order: the engine does the same work as one that asks every rule of every subject,
//! piece by piece, and ends with the same members.

mod acts;
mod borders;
mod history;
mod rules;
mod slow;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use self::acts::{Act, act, founding};
use self::history::History;
use self::rules::{Draft, draft};

/// Long histories that once failed: their seeds, and how many acts they have in the beginning and after it.
const ONCE_FAILED: [(u64, usize, usize); 1] = [(15, 200, 900)];

/// The seed of the long history that runs every time.
const SEED: u64 = 20_261_121;

fn live(seed: u64, founded: usize, acts: usize) -> History {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let mut draw =
        |strategy: &BoxedStrategy<Act>| strategy.new_tree(&mut runner).unwrap().current();
    let (founding, act) = (founding().boxed(), act().boxed());
    let mut history = History::new();
    let mut happened = Vec::new();
    for number in 0..founded + acts {
        let next = draw(if number < founded { &founding } else { &act });
        happened.push(format!("{next:?}"));
        let lived = catch_unwind(AssertUnwindSafe(|| history.live(&next)));
        if lived.is_err() {
            let last = happened.len().saturating_sub(12);
            panic!(
                "seed {seed}, act {number}, after:\n{}",
                happened[last..].join("\n")
            );
        }
    }
    history.drain();
    history
}

#[test]
fn a_long_history_is_the_same_as_that_of_the_slow_engine() {
    let history = live(SEED, 100, 2_000);
    assert!(history.moves > 1_000, "{}", history.moves);
    assert!(history.faults > 1_000, "{}", history.faults);
}

#[test]
fn histories_that_once_failed_are_the_same_as_those_of_the_slow_engine() {
    for (seed, founded, acts) in ONCE_FAILED {
        live(seed, founded, acts);
    }
}

#[test]
#[ignore = "it takes minutes unless it is optimised; crates/README.md says how to run it"]
fn long_histories_are_the_same_as_those_of_the_slow_engine() {
    let first = ingroup_testing::asked_seed().unwrap_or(SEED);
    for seed in first..first + 100 {
        live(seed, 200, 1_500);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn short_histories_are_the_same_as_those_of_the_slow_engine(
        founding in prop::collection::vec(founding(), 4..20),
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut history = History::new();
        for act in founding.iter().chain(&acts) {
            history.live(act);
        }
        history.drain();
    }

    #[test]
    fn every_draft_is_a_rule(draft in draft()) {
        if let Draft::Text(text) = draft {
            let valid = ingroup_rule::analyse(&text, None).rule.is_some();
            prop_assert_eq!(valid, !text.contains("nothing"), "{}", text);
        }
    }
}
