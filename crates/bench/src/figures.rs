//! What a measurement gave, as a row of the table and as JSON.

use serde_json::{Map, Value, json};

use crate::digest::Digest;
use crate::workload::Size;

/// What a measurement gave. What does not fit a job is not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    /// What was measured.
    pub(crate) what: &'static str,
    /// How much of it.
    pub(crate) size: usize,
    /// The workload, where it is one of those with a name.
    pub(crate) workload: Option<Size>,
    /// Who was measured, where it may be another.
    pub(crate) engine: Option<&'static str>,
    /// The whole, in seconds: the median of the repetitions.
    pub(crate) seconds: Option<f64>,
    /// The nanoseconds for one of something.
    pub(crate) per: Option<Per>,
    /// How long one took that half of all were faster than, and one that 99 of 100 were faster than.
    pub(crate) spread: Option<Spread>,
    /// How many times as long as what it is held against: a peer against the engine.
    pub(crate) ratio: Option<f64>,
    /// The memberships that it found.
    pub(crate) digest: Option<Digest>,
    /// What is measured besides, in words.
    pub(crate) remark: String,
    /// What it should keep to.
    pub(crate) limit: Option<Limit>,
    /// Where the time or the memory goes, for when it does not.
    pub(crate) reason: &'static str,
}

/// A cost for one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Per {
    /// Of what.
    pub(crate) unit: &'static str,
    /// What is counted.
    pub(crate) cost: Cost,
    /// How much of it.
    pub(crate) amount: f64,
}

/// What something costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cost {
    /// Time.
    Nanoseconds,
    /// Memory.
    Bytes,
}

impl Per {
    /// A time for one.
    pub(crate) fn nanoseconds(unit: &'static str, amount: f64) -> Self {
        Self {
            unit,
            cost: Cost::Nanoseconds,
            amount,
        }
    }

    /// Memory for one.
    pub(crate) fn bytes(unit: &'static str, amount: f64) -> Self {
        Self {
            unit,
            cost: Cost::Bytes,
            amount,
        }
    }

    fn words(self) -> String {
        match self.cost {
            Cost::Nanoseconds => time(self.amount / 1e9),
            Cost::Bytes => format!("{:.0} B", self.amount),
        }
    }

    fn key(self) -> String {
        match self.cost {
            Cost::Nanoseconds => format!("ns_per_{}", self.unit),
            Cost::Bytes => format!("bytes_per_{}", self.unit),
        }
    }
}

/// How the times of many lie, in microseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    /// The median.
    pub(crate) p50: f64,
    /// The 99th of 100.
    pub(crate) p99: f64,
    /// The slowest.
    pub(crate) max: f64,
}

/// What a figure should keep to.
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
    /// The ratio, from below.
    AtLeast(f64),
    /// The whole for one, in nanoseconds.
    Per(f64),
    /// Bytes for one.
    Bytes(f64),
    /// The memberships that the engine has stored, of those who were asked about.
    Same(Digest),
}

/// The table's heading.
pub(crate) fn heading() -> String {
    row([
        "job", "what", "engine", "size", "time", "for one", "p50", "p99", "ratio", "limit", "", "",
    ])
}

/// The heading of the table of limits.
pub(crate) fn limit_heading() -> String {
    limit_row(["job", "what", "engine", "size", "measured", "limit", "", ""])
}

impl Figures {
    /// A line of the table.
    pub(crate) fn row(&self, job: &str) -> String {
        let shown = |value: Option<f64>| value.map(time).unwrap_or_default();
        let mut remarks = Vec::new();
        remarks.extend(self.digest.map(|digest| digest.to_string()));
        if !self.remark.is_empty() {
            remarks.push(self.remark.clone());
        }
        row([
            job,
            self.what,
            self.engine.unwrap_or_default(),
            &self.size(),
            &shown(self.seconds),
            &self.per.map(Per::words).unwrap_or_default(),
            &shown(self.spread.map(|spread| spread.p50 / 1e6)),
            &shown(self.spread.map(|spread| spread.p99 / 1e6)),
            &self.ratio.map(digits).unwrap_or_default(),
            &self.limit.map(Limit::words).unwrap_or_default(),
            self.verdict(),
            &remarks.join("; "),
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
        set(
            "size",
            Some(match self.workload {
                Some(workload) => json!(workload.name()),
                None => json!(self.size),
            }),
        );
        set("engine", self.engine.map(|engine| json!(engine)));
        set("seconds", self.seconds.map(|value| json!(value)));
        if let Some(per) = self.per {
            set(&per.key(), Some(json!(per.amount)));
        }
        set("p50_us", self.spread.map(|spread| json!(spread.p50)));
        set("p99_us", self.spread.map(|spread| json!(spread.p99)));
        set("max_us", self.spread.map(|spread| json!(spread.max)));
        set("count", self.digest.map(|digest| json!(digest.count)));
        set(
            "hash",
            self.digest
                .map(|digest| json!(format!("{:016x}", digest.hash))),
        );
        set("ratio", self.ratio.map(|value| json!(value)));
        set("limit", self.limit.map(|limit| json!(limit.words())));
        set("holds", self.holds().map(|value| json!(value)));
        set("reason", self.reason().map(|reason| json!(reason)));
        set(
            "remark",
            (!self.remark.is_empty()).then(|| json!(self.remark)),
        );
        Value::Object(object)
    }

    /// A line of the table of limits: what was measured against what it should keep to.
    pub(crate) fn limit_row(&self, job: &str) -> String {
        limit_row([
            job,
            self.what,
            self.engine.unwrap_or_default(),
            &self.size(),
            &self.measured().unwrap_or_default(),
            &self.limit.map(Limit::words).unwrap_or_default(),
            self.verdict(),
            self.reason().unwrap_or(&self.remark),
        ])
    }

    /// Whether the limit holds; nothing without one.
    pub(crate) fn holds(&self) -> Option<bool> {
        let (measured, most) = match self.limit? {
            Limit::Seconds(most) => (self.seconds?, most),
            Limit::P50(most) => (self.spread?.p50, most),
            Limit::P99(most) => (self.spread?.p99, most),
            Limit::Ratio(most) => (self.ratio?, most),
            Limit::AtLeast(least) => return Some(self.ratio? >= least),
            Limit::Per(most) | Limit::Bytes(most) => (self.per?.amount, most),
            Limit::Same(digest) => return Some(self.digest? == digest),
        };
        Some(measured <= most)
    }

    /// What the limit is about, in words.
    fn measured(&self) -> Option<String> {
        Some(match self.limit? {
            Limit::Seconds(_) => time(self.seconds?),
            Limit::P50(_) => time(self.spread?.p50 / 1e6),
            Limit::P99(_) => time(self.spread?.p99 / 1e6),
            Limit::Ratio(_) | Limit::AtLeast(_) => format!("{} times", digits(self.ratio?)),
            Limit::Per(_) | Limit::Bytes(_) => self.per?.words(),
            Limit::Same(_) => self.digest?.to_string(),
        })
    }

    fn verdict(&self) -> &'static str {
        match self.holds() {
            Some(true) => "holds",
            Some(false) => "MISSED",
            None => "",
        }
    }

    /// Why the limit is missed, if it is.
    fn reason(&self) -> Option<&'static str> {
        (self.holds() == Some(false)).then_some(self.reason)
    }

    fn size(&self) -> String {
        match self.workload {
            Some(workload) => workload.to_string(),
            None => self.size.to_string(),
        }
    }
}

impl Limit {
    fn words(self) -> String {
        match self {
            Self::Seconds(most) => time(most),
            Self::P50(most) => format!("p50 {}", time(most / 1e6)),
            Self::P99(most) => format!("p99 {}", time(most / 1e6)),
            Self::Ratio(most) => format!("ratio ≤ {}", digits(most)),
            Self::AtLeast(least) => format!("ratio ≥ {}", digits(least)),
            Self::Per(most) => format!("one {}", time(most / 1e9)),
            Self::Bytes(most) => format!("{most} B"),
            Self::Same(_) => "the engine's".to_owned(),
        }
    }
}

/// A ratio with the digits that mean something.
fn digits(ratio: f64) -> String {
    match ratio {
        r if r >= 100.0 => format!("{r:.0}"),
        r if r >= 10.0 => format!("{r:.1}"),
        r => format!("{r:.2}"),
    }
}

/// Seconds in the unit that reads best.
fn time(seconds: f64) -> String {
    match seconds {
        s if s >= 1.0 => format!("{s:.2} s"),
        s if s >= 1e-3 => format!("{:.2} ms", s * 1e3),
        s if s >= 1e-7 => format!("{:.2} µs", s * 1e6),
        s => format!("{:.3} ns", s * 1e9),
    }
}

fn row(cells: [&str; 12]) -> String {
    let [
        job,
        what,
        engine,
        size,
        time,
        one,
        p50,
        p99,
        ratio,
        limit,
        verdict,
        remark,
    ] = cells;
    let line = format!(
        "{job:<4} {what:<34} {engine:<10} {size:>7} {time:>10} {one:>10} {p50:>10} {p99:>10} {ratio:>6}  {limit:<13} {verdict:<6} {remark}"
    );
    line.trim_end().to_owned()
}

fn limit_row(cells: [&str; 8]) -> String {
    let [job, what, engine, size, measured, limit, verdict, words] = cells;
    let line = format!(
        "{job:<4} {what:<34} {engine:<10} {size:>7} {measured:>12} {limit:>14}  {verdict:<6} {words}"
    );
    line.trim_end().to_owned()
}
