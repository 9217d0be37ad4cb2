//! The real time, for what people read about who holds a store.

use jiff::Timestamp;

/// Now, to the second.
pub(crate) fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second())
        .unwrap_or(now)
        .to_string()
}
