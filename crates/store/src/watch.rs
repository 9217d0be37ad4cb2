//! Who waits for long work on the record: is told how far it is, and may end it.

use std::ops::ControlFlow;

/// Is told how many units are done again, and of how many; a break ends the work.
pub type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// After how many units somebody is told.
pub(crate) const EVERY: u64 = 64;

/// Nobody waits.
pub fn unwatched(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
