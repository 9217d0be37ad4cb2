//! The clock of the measurements: the wall's, or the processor's where others use the machine too.

use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::figures::Spread;
use crate::job::Failed;

/// Whose time is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// What somebody who waits sees.
    Wall,
    /// What all threads of this program have worked: what others do on the machine does not count, and neither does
    /// waiting for a disk; two threads are no quicker than one.
    Processor,
}

impl FromStr for Clock {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "wall" => Ok(Self::Wall),
            "processor" if cfg!(unix) => Ok(Self::Processor),
            "processor" => Err("the processor's clock is not read on this system".to_owned()),
            other => Err(format!(
                "there is no clock \"{other}\"; there are wall and processor"
            )),
        }
    }
}

/// Whether the processor's clock is the one that is read.
static PROCESSOR: AtomicBool = AtomicBool::new(false);

/// Takes all times by this clock.
pub(crate) fn set_clock(clock: Clock) {
    PROCESSOR.store(clock == Clock::Processor, Ordering::Relaxed);
}

/// What the processor has worked for this program.
#[cfg(unix)]
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let (seconds, nanoseconds) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanoseconds.unwrap_or(0))
}

/// Nobody can ask for it.
#[cfg(not(unix))]
fn worked() -> Duration {
    Duration::ZERO
}

/// What the work gives, and the seconds it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> Result<T, Failed>) -> Result<(T, f64), Failed> {
    let watch = Stopwatch::start();
    let done = work()?;
    Ok((done, watch.seconds()))
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
pub(crate) enum Stopwatch {
    /// By the wall's clock.
    Wall(Instant),
    /// By the processor's.
    Processor(Duration),
}

impl Stopwatch {
    /// Starts it.
    pub(crate) fn start() -> Self {
        match PROCESSOR.load(Ordering::Relaxed) {
            true => Self::Processor(worked()),
            false => Self::on_the_wall(),
        }
    }

    /// Starts one that waits too: for a disk, or for whoever sits there.
    pub(crate) fn on_the_wall() -> Self {
        Self::Wall(Instant::now())
    }

    /// The seconds since.
    pub(crate) fn seconds(&self) -> f64 {
        match self {
            Self::Wall(start) => start.elapsed().as_secs_f64(),
            Self::Processor(start) => worked().saturating_sub(*start).as_secs_f64(),
        }
    }

    /// Whether so many seconds have passed.
    pub(crate) fn is_past(&self, seconds: f64) -> bool {
        self.seconds() > seconds
    }
}
