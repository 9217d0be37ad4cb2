//! How far long work is, for whoever waits for it.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

/// In how many steps it is shown.
const STEPS: u64 = 1_000;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, in a word or two: a file that is read.
    pub what: String,
    /// How much of it is done.
    pub done: u64,
    /// How much there is.
    pub all: u64,
}

impl Progress {
    /// Whether nothing more comes.
    pub fn is_over(&self) -> bool {
        self.done >= self.all
    }
}

impl From<ingroup_exchange::Progress> for Progress {
    fn from(import: ingroup_exchange::Progress) -> Self {
        Self {
            what: import.file,
            done: import.bytes_done,
            all: import.bytes,
        }
    }
}

/// Does long work: whoever waits is shown how far it is, and may end it.
pub(crate) fn watched<T>(
    what: &str,
    progress: &mut dyn FnMut(Progress),
    interruption: &AtomicBool,
    work: impl FnOnce(&mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> T,
) -> T {
    let mut tell = |done, all| {
        progress(Progress {
            what: what.to_owned(),
            done,
            all,
        });
    };
    let mut shown = None;
    let done = work(&mut |done, all| {
        let step = done.saturating_mul(STEPS) / all.max(1);
        if shown.replace(step) != Some(step) {
            tell(done, all);
        }
        match interruption.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    if shown.is_some() {
        // The bar goes away.
        tell(1, 1);
    }
    done
}

/// The same of work on the tenant, which counts in words of this machine.
pub(crate) fn watched_model<T>(
    what: &str,
    progress: &mut dyn FnMut(Progress),
    interruption: &AtomicBool,
    work: impl FnOnce(ingroup_tenant::Watch<'_>) -> T,
) -> T {
    watched(what, progress, interruption, |watch| {
        work(&mut |done, all| watch(done as u64, all as u64))
    })
}
