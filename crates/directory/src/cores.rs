//! One kind of work on many things, on all cores.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Does something with each item, whoever has time for the next one; the results in the items' order.
pub fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    while_all_cores(items, work, |results| results.collect())
}

/// The same for somebody who has something to do with each result, while the others go on with the next items. Asked
/// for a result that is not there yet, this thread does the same as they.
pub fn while_all_cores<T: Sync, R: Send, O>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = R>) -> O,
) -> O {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let do_next = || {
        let place = next.fetch_add(1, Ordering::Relaxed);
        Some((place, work(items.get(place)?)))
    };
    std::thread::scope(|scope| {
        let (done, come) = mpsc::channel();
        for _ in 1..threads.min(items.len()) {
            let (done, do_next) = (done.clone(), &do_next);
            scope.spawn(move || {
                // Nobody listens where the rest is not wanted.
                while let Some(result) = do_next()
                    && done.send(result).is_ok()
                {}
            });
        }
        drop(done);
        let mut early = BTreeMap::new();
        let mut results = items.iter().enumerate().map(|(place, item)| {
            loop {
                if let Some(result) = early.remove(&place) {
                    return result;
                }
                let result = come.try_recv().ok().or_else(do_next);
                match result.or_else(|| come.recv().ok()) {
                    Some((place, result)) => drop(early.insert(place, result)),
                    // What a thread had that could not end is done once more.
                    None => return work(item),
                }
            }
        });
        take(&mut results)
    })
}
