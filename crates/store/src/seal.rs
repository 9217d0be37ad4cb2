//! Checksums: each unit's covers the unit and the checksum before it, so that nothing can be missing in between.

use sha2::{Digest, Sha256};

/// The checksum of a unit or a base, with everything before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Seal(i64);

impl Seal {
    /// The seal of these parts behind another one.
    pub(crate) fn over(self, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0.to_le_bytes());
        for part in parts {
            // With its length, so that no two lists of parts read alike.
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            hash.update(length.to_le_bytes());
            hash.update(part);
        }
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(hash.finalize()) {
            *to = from;
        }
        Self(i64::from_le_bytes(first))
    }

    /// As a number.
    pub(crate) fn number(self) -> i64 {
        self.0
    }

    /// From its number.
    pub(crate) fn of(number: i64) -> Self {
        Self(number)
    }
}
