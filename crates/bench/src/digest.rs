//! What a set of memberships comes to: how many, and a number that any other set would not have.

use std::fmt;

use crate::random::mix;

/// The count and the hash of memberships, in whatever order they come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Digest {
    /// How many memberships.
    pub(crate) count: u64,
    /// Their hash.
    pub(crate) hash: u64,
}

impl Digest {
    /// Takes in that a rule takes a user, both by number.
    pub(crate) fn add(&mut self, rule: usize, user: usize) {
        self.count += 1;
        let one = mix((rule as u64) << 32 | user as u64);
        self.hash = self.hash.wrapping_add(one);
    }

    /// Takes in what others come to.
    pub(crate) fn take_in(&mut self, others: Self) {
        self.count += others.count;
        self.hash = self.hash.wrapping_add(others.hash);
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} memberships, {:016x}", self.count, self.hash)
    }
}
