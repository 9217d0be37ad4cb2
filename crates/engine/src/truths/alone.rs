//! When it pays to ask all values of a property, though only single objects are asked about.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Before so many objects nothing is asked ahead: a session that does a few things is over by then.
const PATIENCE: usize = 32;

/// A value costs so much less when all are asked than when a single object is.
const CHEAPER: usize = 16;

/// How many objects have been asked by themselves. A clone begins anew.
#[derive(Debug, Default)]
pub(super) struct Alone(AtomicUsize);

impl Clone for Alone {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Alone {
    /// One object more; gives, now and then, how many values a property may have so that all of them are asked at a
    /// lower price than has been paid for single ones.
    pub(super) fn meet(&self) -> Option<usize> {
        let met = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let is_time = met >= PATIENCE && met.is_power_of_two();
        is_time.then(|| met.saturating_mul(CHEAPER))
    }
}
