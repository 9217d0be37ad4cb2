//! Those who do long work side by side, and whoever waits for it.

use std::num::NonZero;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Is told how much of a piece of work is done, and of how much; a break ends it.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// Nobody waits.
pub fn unwatched(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A watch of a part of the work: it is from where to where, of so many.
pub fn part<'a>(
    watch: Watch<'a>,
    part: Range<usize>,
    of: usize,
) -> impl FnMut(usize, usize) -> ControlFlow<()> + 'a {
    move |done, all| {
        // Of nothing all is done.
        let (done, all) = match all {
            0 => (1, 1),
            all => (done, all),
        };
        watch(part.start * all + part.len() * done, of * all)
    }
}

/// So many threads, and whoever waits for them.
pub(crate) struct Crew<'a> {
    threads: usize,
    watch: Watch<'a>,
}

impl<'a> Crew<'a> {
    pub(crate) fn new(threads: usize, watch: Watch<'a>) -> Self {
        Self { threads, watch }
    }

    /// As many threads as there are cores for us.
    pub(crate) fn of_all_cores(watch: Watch<'a>) -> Self {
        Self::new(all_cores(), watch)
    }

    /// The same threads for a part of the work, from where to where, of so many.
    pub(crate) fn on_part<T>(
        &mut self,
        range: Range<usize>,
        of: usize,
        work: impl FnOnce(&mut Crew<'_>) -> T,
    ) -> T {
        let mut watch = part(self.watch, range, of);
        work(&mut Crew::new(self.threads, &mut watch))
    }

    /// Does pieces of work side by side. Each thread asks for the number of its next piece until there is none, and
    /// gives what it has come to.
    pub(crate) fn share<R: Send>(
        &mut self,
        pieces: usize,
        work: impl Fn(&mut dyn FnMut() -> Option<usize>) -> R + Sync,
    ) -> ControlFlow<(), Vec<R>> {
        let (next, ended) = (AtomicUsize::new(0), AtomicBool::new(false));
        let take = || match ended.load(Ordering::Relaxed) {
            true => None,
            false => Some(next.fetch_add(1, Ordering::Relaxed)).filter(|piece| *piece < pieces),
        };
        let threads = self.threads.clamp(1, pieces.max(1));
        let watch = &mut self.watch;
        let done = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads)
                .map(|_| scope.spawn(|| work(&mut || take())))
                .collect();
            let mut done = vec![work(&mut || {
                if watch(next.load(Ordering::Relaxed).min(pieces), pieces).is_break() {
                    ended.store(true, Ordering::Relaxed);
                }
                take()
            })];
            for other in others {
                // A thread that broke has taken its pieces along: whoever waits breaks too.
                match other.join() {
                    Ok(more) => done.push(more),
                    Err(cause) => std::panic::resume_unwind(cause),
                }
            }
            done
        });
        match ended.into_inner() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(done),
        }
    }
}

/// As many threads as there are cores for us.
pub(crate) fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}
