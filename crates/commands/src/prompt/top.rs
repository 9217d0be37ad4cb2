//! The first few of many names in the order of people, without a copy of the many.

use std::collections::BTreeSet;

/// How many names a list for people has at most.
pub(super) const MOST: usize = 50;

/// The first names, in any case, of all that were shown to it.
pub(super) struct Top<'t> {
    typed: &'t str,
    kept: BTreeSet<(String, String)>,
}

impl<'t> Top<'t> {
    /// Keeps what begins with `typed`.
    pub(super) fn new(typed: &'t str) -> Top<'t> {
        Top {
            typed,
            kept: BTreeSet::new(),
        }
    }

    /// What a name must begin with.
    pub(super) fn typed(&self) -> &'t str {
        self.typed
    }

    /// Whether this name would be kept: it begins as it must and is not behind all that are kept already.
    pub(super) fn wants(&self, name: &str) -> bool {
        begins(name, self.typed)
            && (self.kept.len() < MOST
                || self
                    .kept
                    .last()
                    .is_some_and(|(last, _)| stands_before(name, last)))
    }

    /// Keeps a name, whatever it begins with.
    pub(super) fn keep(&mut self, name: &str) {
        self.kept.insert((name.to_lowercase(), name.to_owned()));
        if self.kept.len() > MOST {
            self.kept.pop_last();
        }
    }

    /// Keeps a name if it is wanted.
    pub(super) fn offer(&mut self, name: &str) {
        if self.wants(name) {
            self.keep(name);
        }
    }

    /// The names that were kept, in order.
    pub(super) fn into_names(self) -> Vec<String> {
        self.kept.into_iter().map(|(_, name)| name).collect()
    }
}

/// Whether a name, in lower case, stands before a text in lower case.
fn stands_before(name: &str, last: &str) -> bool {
    if name.is_ascii() {
        // The order of bytes is that of characters, and much faster over a hundred thousand names.
        let letters = name.bytes().map(|letter| letter.to_ascii_lowercase());
        return letters.lt(last.bytes());
    }
    name.chars().flat_map(char::to_lowercase).lt(last.chars())
}

/// Whether a text begins so, in any case.
pub(super) fn begins(text: &str, typed: &str) -> bool {
    // Nearly all names are plain letters, and there may be a hundred thousand of them.
    let start = text.as_bytes().get(..typed.len());
    if start.is_some_and(|start| start.eq_ignore_ascii_case(typed.as_bytes())) {
        return true;
    }
    if typed.is_ascii() && start.is_none_or(<[u8]>::is_ascii) {
        return false;
    }
    let mut letters = text.chars().flat_map(char::to_lowercase);
    typed
        .chars()
        .flat_map(char::to_lowercase)
        .all(|c| letters.next() == Some(c))
}
