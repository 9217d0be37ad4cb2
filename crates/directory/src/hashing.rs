//! Hashes without a random seed: the same facts give the same work.

use std::hash::{BuildHasher, Hash, Hasher};

use ingroup_schema::fold;

/// The hasher of every table here.
pub(crate) type Fixed = foldhash::fast::FixedState;

/// Longer texts are folded in memory of their own.
const SHORT: usize = 128;

/// The hash of a value that is compared as it is.
pub(crate) fn of<T: Hash>(value: &T) -> u64 {
    Fixed::default().hash_one(value)
}

/// The hash of a text that is folded already.
pub(crate) fn of_folded(folded: &str) -> u64 {
    of_bytes(folded.as_bytes())
}

/// The hash of a text's folded form.
pub(crate) fn of_text(text: &str) -> u64 {
    if text.len() > SHORT || !text.is_ascii() {
        return of_folded(&fold(text));
    }
    let mut buffer = [0; SHORT];
    let (folded, _) = buffer.split_at_mut(text.len());
    folded.copy_from_slice(text.as_bytes());
    folded.make_ascii_uppercase();
    of_bytes(folded)
}

/// The hash of bytes, as an [index](crate::ValueIndex) wants it.
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hasher = Fixed::default().build_hasher();
    hasher.write(bytes);
    hasher.finish()
}
