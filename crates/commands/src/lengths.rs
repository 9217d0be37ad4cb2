//! Lengths of time as people write them: `90s`, `2h`, `1d12h`, `24:00:00`, `1.00:30:00`, `PT2H`.

use ingroup_schema::Duration;
use ingroup_shell::{Category, ShellError, Value};

/// The units that stand behind a number, with their seconds.
const UNITS: [(char, i64); 5] = [
    ('w', 7 * 86_400),
    ('d', 86_400),
    ('h', 3_600),
    ('m', 60),
    ('s', 1),
];

/// The length that an argument means; `parameter` is to blame if it is none.
pub(crate) fn length(value: &Value, parameter: &'static str) -> Result<Duration, ShellError> {
    if let Value::Span(span) = value {
        return Ok(Duration::from_nanoseconds(span.as_nanos()));
    }
    let text = value.to_text();
    read(text.trim()).ok_or_else(|| {
        ShellError::new(format!("\"{text}\" is not a length of time."))
            .category(Category::InvalidArgument)
            .about(parameter)
            .help("Write it as 90s, 2h, 1d12h, 24:00:00 or PT2H, or use New-TimeSpan.")
    })
}

fn read(text: &str) -> Option<Duration> {
    let seconds = by_clock(text).or_else(|| by_units(&text.to_lowercase()));
    match seconds {
        Some(seconds) => Some(Duration::from_seconds(seconds)),
        None => Duration::read(text).ok().map(|(length, _)| length),
    }
}

/// `[days.]hours:minutes:seconds`, as a time span is printed.
fn by_clock(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else {
        return None;
    };
    let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
    let minutes = number(minutes).filter(|minutes| *minutes < 60)?;
    let seconds = number(seconds).filter(|seconds| *seconds < 60)?;
    Some(number(days)? * 86_400 + number(hours)? * 3_600 + minutes * 60 + seconds)
}

/// Numbers with units, the larger unit first.
fn by_units(text: &str) -> Option<i64> {
    let mut rest = text;
    let mut units = UNITS.iter();
    let mut sum = 0;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (count, behind) = rest.split_at(end);
        let mut behind = behind.chars();
        let unit = behind.next()?;
        let (_, seconds) = units.by_ref().find(|(letter, _)| *letter == unit)?;
        sum += number(count)? * seconds;
        rest = behind.as_str();
        if rest.is_empty() {
            return Some(sum);
        }
    }
}

/// At most nine digits, so that no sum of ours overflows.
fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}
