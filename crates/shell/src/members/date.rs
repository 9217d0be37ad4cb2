//! Properties and methods of dates and lengths of time.

use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::error::{Category, ShellError};
use crate::value::{Value, civil, instant};

/// The properties of a date, as lists show them.
pub(super) const TIME: &[&str] = &[
    "Date",
    "Day",
    "DayOfWeek",
    "DayOfYear",
    "Hour",
    "Minute",
    "Month",
    "Second",
    "Year",
];

/// The properties of a length of time, as lists show them.
pub(super) const SPAN: &[&str] = &[
    "Days",
    "Hours",
    "Minutes",
    "Seconds",
    "Milliseconds",
    "TotalDays",
    "TotalHours",
    "TotalMinutes",
    "TotalSeconds",
    "TotalMilliseconds",
];

/// The parts of .NET's pictures of dates, the longest first, and how they are read.
const PICTURES: &[(&str, &str)] = &[
    ("yyyy", "%Y"),
    ("yy", "%y"),
    ("MMMM", "%B"),
    ("MMM", "%b"),
    ("MM", "%m"),
    ("M", "%m"),
    ("dddd", "%A"),
    ("ddd", "%a"),
    ("dd", "%d"),
    ("d", "%d"),
    ("HH", "%H"),
    ("H", "%H"),
    ("hh", "%I"),
    ("h", "%I"),
    ("mm", "%M"),
    ("m", "%M"),
    ("ss", "%S"),
    ("s", "%S"),
    ("tt", "%p"),
    ("zzz", "%:z"),
];

/// `[datetime]::ParseExact`: reads a date in one of these pictures; without an offset it is UTC.
pub(super) fn parse_exact(text: &str, pictures: &Value) -> Result<Value, ShellError> {
    for picture in pictures.clone().elements() {
        let picture = picture.to_text();
        let mut format = String::new();
        let mut rest = picture.as_str();
        while let Some(first) = rest.chars().next() {
            let known = PICTURES
                .iter()
                .find_map(|(part, read)| Some((rest.strip_prefix(part)?, *read)));
            match known {
                Some((behind, read)) => {
                    format.push_str(read);
                    rest = behind;
                }
                None => {
                    if first == '%' {
                        format.push('%');
                    }
                    if first != '\'' {
                        format.push(first);
                    }
                    rest = rest.get(first.len_utf8()..).unwrap_or("");
                }
            }
        }
        let read = jiff::civil::DateTime::strptime(&format, text).or_else(|_| {
            jiff::civil::Date::strptime(&format, text).map(|date| date.at(0, 0, 0, 0))
        });
        let exact = jiff::Timestamp::strptime(&format, text).ok();
        if let Some(time) = exact.or_else(|| instant(read.ok()?)) {
            return Ok(Value::Time(time));
        }
    }
    Err(ShellError::new(format!(
        "\"{text}\" is not a date in the form \"{}\".",
        pictures.to_text()
    ))
    .category(Category::InvalidArgument)
    .id("FormatException"))
}

/// A date with some of its parts replaced: year, month, day, hour, minute, second.
pub(crate) fn with_parts(time: Timestamp, parts: [Option<i64>; 6]) -> Option<Timestamp> {
    let civil = civil(time);
    let own = [
        i64::from(civil.year()),
        i64::from(civil.month()),
        i64::from(civil.day()),
        i64::from(civil.hour()),
        i64::from(civil.minute()),
        i64::from(civil.second()),
    ];
    let mut all = own;
    for (slot, part) in all.iter_mut().zip(parts) {
        *slot = part.unwrap_or(*slot);
    }
    from_parts(&all)
}

/// A date in one of Unix's pictures, such as `%Y-%m-%d`.
pub(crate) fn unix_format(time: Timestamp, picture: &str) -> Option<String> {
    let picture = picture.trim_start_matches('+');
    jiff::fmt::strtime::format(picture, &time.to_zoned(jiff::tz::TimeZone::UTC)).ok()
}

/// How many days a month has.
pub(super) fn days_in_month(year: &Value, month: &Value) -> Option<Value> {
    let number = |value: &Value| {
        value
            .to_number()
            .and_then(crate::value::Number::round_to_int)
    };
    let year = i16::try_from(number(year)?).ok()?;
    let month = i8::try_from(number(month)?).ok()?;
    let first = jiff::civil::Date::new(year, month, 1).ok()?;
    Some(Value::Int(first.days_in_month().into()))
}

const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// A date's property.
pub(super) fn time(time: Timestamp, name: &str) -> Option<Value> {
    let date = civil(time);
    Some(match name.to_ascii_lowercase().as_str() {
        "year" => Value::from(i32::from(date.year())),
        "month" => Value::from(i32::from(date.month())),
        "day" => Value::from(i32::from(date.day())),
        "hour" => Value::from(i32::from(date.hour())),
        "minute" => Value::from(i32::from(date.minute())),
        "second" => Value::from(i32::from(date.second())),
        "millisecond" => Value::from(i32::from(date.millisecond())),
        "dayofyear" => Value::from(i32::from(date.day_of_year())),
        "dayofweek" => {
            let index = usize::try_from(date.weekday().to_sunday_zero_offset()).unwrap_or(0);
            Value::from(WEEKDAYS.get(index).copied().unwrap_or(""))
        }
        "date" => Value::from(instant(date.date().at(0, 0, 0, 0))),
        "kind" => Value::from("Utc"),
        _ => return None,
    })
}

/// A length of time's property.
pub(super) fn span(span: SignedDuration, name: &str) -> Option<Value> {
    let seconds = span.as_secs();
    Some(match name.to_ascii_lowercase().as_str() {
        "days" => Value::Int(seconds / 86_400),
        "hours" => Value::Int(seconds % 86_400 / 3600),
        "minutes" => Value::Int(seconds % 3600 / 60),
        "seconds" => Value::Int(seconds % 60),
        "milliseconds" => Value::from(span.subsec_millis()),
        "totaldays" => Value::Double(span.as_secs_f64() / 86_400.0),
        "totalhours" => Value::Double(span.as_secs_f64() / 3600.0),
        "totalminutes" => Value::Double(span.as_secs_f64() / 60.0),
        "totalseconds" => Value::Double(span.as_secs_f64()),
        "totalmilliseconds" => Value::Double(span.as_secs_f64() * 1000.0),
        _ => return None,
    })
}

/// A date's method; `None` if it has none of this name.
pub(super) fn call(
    time: Timestamp,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>, ShellError> {
    let first = arguments.first().cloned().unwrap_or_default();
    let unit = match name {
        "adddays" => 86_400.0,
        "addhours" => 3600.0,
        "addminutes" => 60.0,
        "addseconds" => 1.0,
        "addmilliseconds" => 0.001,
        "addmonths" | "addyears" => {
            let count = first
                .to_number()
                .and_then(|n| n.round_to_int())
                .unwrap_or(0);
            let step = match name {
                "addmonths" => jiff::Span::new().try_months(count),
                _ => jiff::Span::new().try_years(count),
            };
            let moved = step
                .and_then(|step| civil(time).checked_add(step))
                .ok()
                .and_then(instant);
            return moved.map(|t| Some(Value::Time(t))).ok_or_else(out_of_range);
        }
        "add" | "subtract" => {
            let op = if name == "add" { "+" } else { "-" };
            return crate::arithmetic::apply(op, &Value::Time(time), &first).map(Some);
        }
        "touniversaltime" | "tolocaltime" => return Ok(Some(Value::Time(time))),
        "toshortdatestring" => return Ok(Some(format(time, "MM/dd/yyyy"))),
        "tolongdatestring" => return Ok(Some(format(time, "dddd, dd MMMM yyyy"))),
        "tostring" => {
            return Ok(Some(match arguments.is_empty() {
                true => Value::Text(Value::Time(time).to_text()),
                false => format(time, &first.to_text()),
            }));
        }
        _ => return Ok(None),
    };
    let count = first.to_number().map_or(0.0, |n| n.as_f64());
    let step = SignedDuration::try_from_secs_f64(count * unit).map_err(|_| out_of_range())?;
    time.checked_add(step)
        .map(|t| Some(Value::Time(t)))
        .map_err(|_| out_of_range())
}

fn out_of_range() -> ShellError {
    ShellError::new("The date is out of range.").category(Category::InvalidArgument)
}

/// A date in a .NET format: `yyyy-MM-dd`, `o`, `s`, `u`, `d`, `g`.
pub(crate) fn format(time: Timestamp, pattern: &str) -> Value {
    let whole = match pattern {
        "o" | "O" => "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        "s" => "yyyy-MM-ddTHH:mm:ss",
        "u" => "yyyy-MM-dd HH:mm:ssZ",
        "d" => "MM/dd/yyyy",
        "D" => "dddd, dd MMMM yyyy",
        "g" => "MM/dd/yyyy HH:mm",
        "G" => "MM/dd/yyyy HH:mm:ss",
        "t" => "HH:mm",
        "T" => "HH:mm:ss",
        other => other,
    };
    let date = civil(time);
    let mut text = String::new();
    let mut chars = whole.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' => {
                for quoted in chars.by_ref().take_while(|q| *q != c) {
                    text.push(quoted);
                }
            }
            '\\' => text.extend(chars.next()),
            'y' | 'M' | 'd' | 'H' | 'h' | 'm' | 's' | 'f' | 't' | 'z' => {
                let mut count = 1;
                while chars.next_if_eq(&c).is_some() {
                    count += 1;
                }
                let part = match (c, count) {
                    ('y', 1 | 2) => format!("{:02}", date.year() % 100),
                    ('y', _) => format!("{:04}", date.year()),
                    ('M', 1) => date.month().to_string(),
                    ('M', 2) => format!("{:02}", date.month()),
                    ('M', 3) => date.strftime("%b").to_string(),
                    ('M', _) => date.strftime("%B").to_string(),
                    ('d', 1) => date.day().to_string(),
                    ('d', 2) => format!("{:02}", date.day()),
                    ('d', 3) => date.strftime("%a").to_string(),
                    ('d', _) => date.strftime("%A").to_string(),
                    ('H', 1) => date.hour().to_string(),
                    ('H', _) => format!("{:02}", date.hour()),
                    ('h', 1) => ((date.hour() + 11) % 12 + 1).to_string(),
                    ('h', _) => format!("{:02}", (date.hour() + 11) % 12 + 1),
                    ('m', 1) => date.minute().to_string(),
                    ('m', _) => format!("{:02}", date.minute()),
                    ('s', 1) => date.second().to_string(),
                    ('s', _) => format!("{:02}", date.second()),
                    ('f', n) => format!("{:09}", date.subsec_nanosecond())
                        .chars()
                        .take(n)
                        .collect(),
                    ('t', _) => if date.hour() < 12 { "AM" } else { "PM" }.to_owned(),
                    _ => "+00:00".to_owned(),
                };
                text.push_str(&part);
            }
            other => text.push(other),
        }
    }
    Value::from(text)
}

/// The start of a number of days from the first day of year one, for `[datetime]::new`.
pub(super) fn from_parts(parts: &[i64]) -> Option<Timestamp> {
    let get = |index: usize| parts.get(index).copied().unwrap_or(0);
    let date = jiff::civil::date(i16::try_from(get(0)).ok()?, 1, 1)
        .checked_add((get(1) - 1).months())
        .ok()?
        .checked_add((get(2) - 1).days())
        .ok()?;
    let time = jiff::civil::Time::new(
        i8::try_from(get(3)).ok()?,
        i8::try_from(get(4)).ok()?,
        i8::try_from(get(5)).ok()?,
        0,
    )
    .ok()?;
    instant(date.to_datetime(time))
}
