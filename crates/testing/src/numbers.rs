//! Numbers that look random and are the same in every run.

use ingroup_schema::ObjectId;

/// A series of numbers that follows from a seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// The series of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit; nothing is below 0, so that is 0, too.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        // What is left of it is below the limit, which is a `usize`.
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    /// Whether something happens that happens once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these; none of none.
    pub fn any<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// One of these ids, or one that nothing has.
    pub fn one(&mut self, of: &[ObjectId]) -> ObjectId {
        self.any(of).copied().unwrap_or(ObjectId::NIL)
    }
}
