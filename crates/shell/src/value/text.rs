//! What a value is as text, as truth, as a number, as a date.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Number, Object, Text, Value, Walk};

impl Value {
    /// The value as text, in the invariant culture.
    pub fn to_text(&self) -> Text {
        match self {
            Value::Null | Value::Empty => Text::from(""),
            Value::Bool(true) => Text::from("True"),
            Value::Bool(false) => Text::from("False"),
            Value::Int(number) => Text::from(number.to_string()),
            Value::Double(number) => Text::from(Number::Double(*number).to_text()),
            Value::Text(text) => text.clone(),
            Value::Time(time) => Text::from(civil(*time).strftime("%m/%d/%Y %H:%M:%S").to_string()),
            Value::Span(span) => Text::from(span_text(*span)),
            Value::Guid(guid) => Text::from(guid.to_string()),
            Value::List(list) => {
                let Some(_walk) = Walk::enter(list.len()) else {
                    return Text::from("…");
                };
                let items = list.to_vec();
                let texts: Vec<Text> = items.iter().map(Value::to_text).collect();
                Text::from(texts.join(" "))
            }
            Value::Table(table) if table.is_ordered() => {
                Text::from("System.Collections.Specialized.OrderedDictionary")
            }
            Value::Table(_) => Text::from("System.Collections.Hashtable"),
            Value::Object(object) if object.kind().as_str() == "PSCustomObject" => {
                let fields = object.fields();
                let Some(_walk) = Walk::enter(fields.len()) else {
                    return Text::from("…");
                };
                let shown: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{name}={}", value.to_text()))
                    .collect();
                Text::from(format!("@{{{}}}", shown.join("; ")))
            }
            Value::Object(object) => match object.kind().as_str() {
                "Version" | "Uri" | "Regex" => written(object),
                "PathInfo" => object.get("Path").unwrap_or_default().to_text(),
                "FileItem" | "FileInfo" => object.get("FullName").unwrap_or_default().to_text(),
                "Match" | "Group" => object.get("Value").unwrap_or_default().to_text(),
                kind if kind.ends_with("Exception") => {
                    let message = object.get("Message").unwrap_or_default();
                    Text::from(format!("System.{kind}: {}", message.to_text()))
                }
                _ => object.kind().clone(),
            },
            Value::Block(block) => Text::from(block.text()),
            Value::Type(name) => name.clone(),
            Value::Error(error) => Text::from(error.message()),
        }
    }

    /// PowerShell's truth of a value.
    pub fn is_true(&self) -> bool {
        match self {
            Value::Null | Value::Empty => false,
            Value::Bool(flag) => *flag,
            Value::Int(number) => *number != 0,
            Value::Double(number) => *number != 0.0,
            Value::Text(text) => !text.is_empty(),
            Value::List(list) => match list.len() {
                0 => false,
                1 => list.get(0).is_some_and(|v| match v {
                    Value::List(inner) => !inner.is_empty(),
                    other => other.is_true(),
                }),
                _ => true,
            },
            _ => true,
        }
    }

    /// The value as a number; `None` when it is not one.
    pub fn to_number(&self) -> Option<Number> {
        match self {
            Value::Null | Value::Empty => Some(Number::Int(0)),
            Value::Bool(flag) => Some(Number::Int(i64::from(*flag))),
            Value::Int(number) => Some(Number::Int(*number)),
            Value::Double(number) => Some(Number::Double(*number)),
            Value::Text(text) if text.trim().is_empty() => Some(Number::Int(0)),
            Value::Text(text) => Number::parse(text),
            Value::List(list) if list.len() == 1 => list.get(0)?.to_number(),
            _ => None,
        }
    }

    /// The value as an instant; text without an offset is UTC.
    pub fn to_time(&self) -> Option<Timestamp> {
        match self {
            Value::Time(time) => Some(*time),
            Value::Text(text) => parse_time(text),
            _ => None,
        }
    }

    /// The value as a length of time: `hh:mm:ss`, `d.hh:mm:ss`, or a number of days.
    pub(crate) fn to_span(&self) -> Option<SignedDuration> {
        match self {
            Value::Span(span) => Some(*span),
            Value::Text(text) => parse_span(text),
            _ => None,
        }
    }
}

/// The text that a version or an address was made from.
fn written(object: &Object) -> Text {
    object.get("OriginalString").unwrap_or_default().to_text()
}

/// An instant's date and time of day in UTC.
pub(crate) fn civil(time: Timestamp) -> DateTime {
    TimeZone::UTC.to_datetime(time)
}

/// The instant of a date and time of day in UTC.
pub(crate) fn instant(date: DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(date).ok()
}

fn parse_time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    if let Ok(date) = text.parse::<DateTime>() {
        return instant(date);
    }
    if let Ok(date) = text.parse::<Date>() {
        return instant(date.at(0, 0, 0, 0));
    }
    let with_time = [
        "%m/%d/%Y %H:%M:%S",
        "%m/%d/%Y %H:%M",
        "%Y-%m-%d %H:%M",
        "%Y/%m/%d %H:%M:%S",
        "%d %B %Y %H:%M:%S",
    ];
    for format in with_time {
        if let Ok(date) = DateTime::strptime(format, text) {
            return instant(date);
        }
    }
    for format in ["%m/%d/%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y"] {
        if let Ok(date) = Date::strptime(format, text) {
            return instant(date.at(0, 0, 0, 0));
        }
    }
    None
}

fn span_text(span: SignedDuration) -> String {
    let seconds = span.as_secs().unsigned_abs();
    let sign = if span.is_negative() { "-" } else { "" };
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let clock = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    let ticks = span.subsec_nanos().unsigned_abs() / 100;
    let fraction = if ticks == 0 {
        String::new()
    } else {
        format!(".{ticks:07}")
    };
    let days = if days == 0 {
        String::new()
    } else {
        format!("{days}.")
    };
    format!("{sign}{days}{clock}{fraction}")
}

fn parse_span(text: &str) -> Option<SignedDuration> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (days, clock) = match text.split_once('.') {
        Some((days, clock)) if clock.contains(':') => (days.parse::<i64>().ok()?, clock),
        _ if !text.contains(':') => {
            let days: i64 = text.parse().ok()?;
            return Some(SignedDuration::from_secs(sign * days.checked_mul(86_400)?));
        }
        _ => (0, text),
    };
    let mut parts = clock.split(':').map(|p| p.parse::<i64>().ok());
    let hours = parts.next()??;
    let minutes = parts.next()??;
    let seconds = match parts.next() {
        Some(seconds) => seconds?,
        None => 0,
    };
    let total = days
        .checked_mul(86_400)?
        .checked_add(hours.checked_mul(3600)?)?
        .checked_add(minutes.checked_mul(60)?)?
        .checked_add(seconds)?;
    Some(SignedDuration::from_secs(sign * total))
}
