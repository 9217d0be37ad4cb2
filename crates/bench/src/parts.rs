//! Where the time of a change goes: the facts, the rules, the memberships.

use crate::timing::{Stopwatch, spread};

/// What somebody waits for in the course of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The facts are written, and the engine is told.
    Facts,
    /// The rules are asked.
    Rules,
    /// The memberships are written, and the engine is told.
    Memberships,
}

/// The seconds of each part, of many changes. Nobody's time is taken but where it is asked for: to look at a clock takes
/// time too.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    running: [f64; 3],
    done: [Vec<f64>; 3],
}

impl Parts {
    /// Adds to the change that is being made.
    pub(crate) fn add(&mut self, part: Part, watch: &Stopwatch) {
        if let Some(seconds) = self.running.get_mut(part as usize) {
            *seconds += watch.seconds();
        }
    }

    /// A change has been made.
    pub(crate) fn end(&mut self) {
        for (done, seconds) in self.done.iter_mut().zip(&mut self.running) {
            done.push(std::mem::take(seconds));
        }
    }

    /// The middle of each part, in a few words.
    pub(crate) fn words(&self) -> String {
        let middle = |part: Part| {
            let done = self.done.get(part as usize);
            done.map_or(0.0, |done| spread(done.clone()).p50)
        };
        format!(
            "in the middle {:.1} µs for the facts, {:.1} for the rules, {:.1} for the memberships",
            middle(Part::Facts),
            middle(Part::Rules),
            middle(Part::Memberships)
        )
    }
}
