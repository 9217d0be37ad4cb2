//! A bound on walking through values: a list may hold itself.

use std::cell::Cell;

/// How deep a walk goes.
const DEPTH: usize = 32;
/// How many items one walk looks at.
const ITEMS: usize = 8_000_000;

thread_local! {
    static AT: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// One step into a list, a table or an object; dropping it is the step out.
pub(crate) struct Walk(());

impl Walk {
    /// Steps into a value of so many items; `None` when the walk has gone too deep or on too long.
    pub(crate) fn enter(items: usize) -> Option<Walk> {
        let (depth, seen) = AT.get();
        let seen = seen.saturating_add(items).saturating_add(1);
        if depth >= DEPTH || seen > ITEMS {
            return None;
        }
        AT.set((depth + 1, seen));
        Some(Walk(()))
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        let (depth, seen) = AT.get();
        AT.set(match depth {
            0 | 1 => (0, 0),
            _ => (depth - 1, seen),
        });
    }
}
