//! The clock of the measurements.

use std::time::Instant;

use crate::figures::Spread;
use crate::job::Failed;

/// What the work gives, and the seconds it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T, Failed>) -> Result<(T, f64), Failed> {
    let start = Instant::now();
    let done = work()?;
    Ok((done, start.elapsed().as_secs_f64()))
}

/// The value in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// How times in seconds lie.
pub(crate) fn spread(mut seconds: Vec<f64>) -> Spread {
    seconds.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        let place = (seconds.len() * percent / 100).min(seconds.len().saturating_sub(1));
        seconds.get(place).copied().unwrap_or(0.0) * 1e6
    };
    Spread {
        p50: at(50),
        p99: at(99),
        max: at(100),
    }
}

/// Runs from when it is made.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts it.
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The seconds since.
    pub(crate) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }

    /// Whether so many seconds have passed.
    pub(crate) fn is_past(&self, seconds: f64) -> bool {
        self.seconds() > seconds
    }
}
