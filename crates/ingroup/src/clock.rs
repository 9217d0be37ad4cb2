//! The wall clock, read here and nowhere else.

use std::time::{SystemTime, UNIX_EPOCH};

use ingroup_schema::Instant;

/// The time now, to the second: what people type and read has no finer grain.
pub(crate) fn wall_time() -> Instant {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Instant::from_unix_nanoseconds(i128::from(seconds) * 1_000_000_000).unwrap_or(Instant::EPOCH)
}
