//! Counts the memory that some work leaves allocated.
//!
//! The counter stands except while [`allocated_by`] runs, so that nothing else is slowed down by it.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

static COUNTS: AtomicBool = AtomicBool::new(false);
static ALLOCATED: AtomicI64 = AtomicI64::new(0);
static MOST: AtomicI64 = AtomicI64::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

struct Counting;

// SAFETY: every call is handed on to the system's allocator as it came, and what that answers is given back
// unchanged, so its promises hold; the counters beside it are atomics and allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        // SAFETY: the caller's promise about the layout is handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(layout.size(), -1);
        // SAFETY: the place came from `System` with this layout, since `alloc` and `realloc` only hand on.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(layout.size(), -1);
        count(size, 1);
        // SAFETY: as for `dealloc`; the caller's promise about the size is handed on.
        unsafe { System.realloc(place, layout, size) }
    }
}

fn count(size: usize, way: i64) {
    if COUNTS.load(Ordering::Relaxed) {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        let before = ALLOCATED.fetch_add(way * size, Ordering::Relaxed);
        MOST.fetch_max(before + way * size, Ordering::Relaxed);
    }
}

/// How many bytes more are allocated after the work than before it, and what it gave. What the work gave is counted.
pub(crate) fn allocated_by<T>(work: impl FnOnce() -> T) -> (i64, T) {
    let (left, _, given) = left_and_most(work);
    (left, given)
}

/// The same, with how many bytes more were allocated when they were most.
pub(crate) fn left_and_most<T>(work: impl FnOnce() -> T) -> (i64, i64, T) {
    let before = ALLOCATED.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    COUNTS.store(true, Ordering::Relaxed);
    let given = work();
    COUNTS.store(false, Ordering::Relaxed);
    let after = ALLOCATED.load(Ordering::Relaxed);
    (after - before, MOST.load(Ordering::Relaxed) - before, given)
}
