//! What a measurement gave, as a row of the table and as JSON.

use serde_json::{Map, Value, json};

/// What a measurement gave. What does not fit a job is not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    /// What was measured.
    pub(crate) what: &'static str,
    /// How much of it.
    pub(crate) size: usize,
    /// The whole, in seconds: the median of the repetitions.
    pub(crate) seconds: Option<f64>,
    /// The nanoseconds for one of something.
    pub(crate) per: Option<Per>,
    /// How long one took that half of all were faster than, and one that 99 of 100 were faster than.
    pub(crate) spread: Option<Spread>,
    /// How many times as long as what it is held against.
    pub(crate) ratio: Option<f64>,
    /// What it should not exceed.
    pub(crate) limit: Option<Limit>,
}

/// A cost for one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Per {
    /// Of what.
    pub(crate) unit: &'static str,
    /// How many nanoseconds.
    pub(crate) nanoseconds: f64,
}

/// How the times of many lie, in microseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    /// The median.
    pub(crate) p50: f64,
    /// The 99th of 100.
    pub(crate) p99: f64,
}

/// What a figure should not exceed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// The whole, in seconds.
    Seconds(f64),
    /// The median, in microseconds.
    P50(f64),
    /// The 99th of 100, in microseconds.
    P99(f64),
    /// The ratio.
    Ratio(f64),
}

/// The table's heading.
pub(crate) fn heading() -> String {
    row([
        "job", "what", "size", "time", "for one", "p50", "p99", "ratio", "limit", "",
    ])
}

impl Figures {
    /// A line of the table.
    pub(crate) fn row(&self, job: &str) -> String {
        let shown = |value: Option<f64>| value.map(time).unwrap_or_default();
        let verdict = match self.holds() {
            Some(true) => "holds",
            Some(false) => "MISSED",
            None => "",
        };
        row([
            job,
            self.what,
            &self.size.to_string(),
            &shown(self.seconds),
            &shown(self.per.map(|per| per.nanoseconds / 1e9)),
            &shown(self.spread.map(|spread| spread.p50 / 1e6)),
            &shown(self.spread.map(|spread| spread.p99 / 1e6)),
            &self
                .ratio
                .map(|ratio| format!("{ratio:.2}"))
                .unwrap_or_default(),
            &self.limit.map(Limit::words).unwrap_or_default(),
            verdict,
        ])
    }

    /// An object of JSON.
    pub(crate) fn json(&self, job: &str) -> Value {
        let mut object = Map::new();
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                object.insert(name.to_owned(), value);
            }
        };
        set("job", Some(json!(job)));
        set("what", Some(json!(self.what)));
        set("size", Some(json!(self.size)));
        set("seconds", self.seconds.map(|value| json!(value)));
        if let Some(per) = self.per {
            set(
                &format!("ns_per_{}", per.unit),
                Some(json!(per.nanoseconds)),
            );
        }
        set("p50_us", self.spread.map(|spread| json!(spread.p50)));
        set("p99_us", self.spread.map(|spread| json!(spread.p99)));
        set("ratio", self.ratio.map(|value| json!(value)));
        set("limit", self.limit.map(|limit| json!(limit.words())));
        set("holds", self.holds().map(|value| json!(value)));
        Value::Object(object)
    }

    /// Whether the limit holds; nothing without one.
    fn holds(&self) -> Option<bool> {
        let (measured, most) = match self.limit? {
            Limit::Seconds(most) => (self.seconds?, most),
            Limit::P50(most) => (self.spread?.p50, most),
            Limit::P99(most) => (self.spread?.p99, most),
            Limit::Ratio(most) => (self.ratio?, most),
        };
        Some(measured <= most)
    }
}

impl Limit {
    fn words(self) -> String {
        match self {
            Self::Seconds(most) => time(most),
            Self::P50(most) => format!("p50 {}", time(most / 1e6)),
            Self::P99(most) => format!("p99 {}", time(most / 1e6)),
            Self::Ratio(most) => format!("ratio {most}"),
        }
    }
}

/// Seconds in the unit that reads best.
fn time(seconds: f64) -> String {
    match seconds {
        s if s >= 1.0 => format!("{s:.2} s"),
        s if s >= 1e-3 => format!("{:.2} ms", s * 1e3),
        s => format!("{:.2} µs", s * 1e6),
    }
}

fn row(cells: [&str; 10]) -> String {
    let [job, what, size, time, one, p50, p99, ratio, limit, verdict] = cells;
    let line = format!(
        "{job:<4} {what:<34} {size:>7} {time:>10} {one:>10} {p50:>10} {p99:>10} {ratio:>6}  {limit:<12} {verdict}"
    );
    line.trim_end().to_owned()
}
