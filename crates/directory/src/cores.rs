//! One kind of work on many things, on all cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does something with each item, whoever has time for the next one; the results in the items' order.
pub fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            match items.get(place) {
                Some(item) => done.push((place, work(item))),
                None => return done,
            }
        }
    };
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(items.len()))
            .map(|_| scope.spawn(some))
            .collect();
        let own = some().into_iter();
        // What a thread had that could not end is done once more.
        let others = others
            .into_iter()
            .flat_map(|other| other.join().unwrap_or_default());
        for (place, result) in own.chain(others) {
            if let Some(own) = results.get_mut(place) {
                *own = Some(result);
            }
        }
    });
    let all = items.iter().zip(results);
    all.map(|(item, result)| result.unwrap_or_else(|| work(item)))
        .collect()
}
