//! `[type]::name` and `[type]::name(arguments)`: the members scripts use.

use jiff::Timestamp;
use uuid::Uuid;

use super::{date, libraries};
use crate::error::{Category, ShellError};
use crate::value::{List, ListKind, Number, Object, Text, Value, short_name};

/// What a static member may need from outside.
pub(crate) struct Outside {
    /// The time of the host's clock, if it has one.
    pub(crate) now: Option<Timestamp>,
    /// A number that is new at every use, for identifiers.
    pub(crate) serial: u64,
}

/// `[type]::name`.
pub(crate) fn property(kind: &str, name: &str, outside: &Outside) -> Result<Value, ShellError> {
    let found = match (
        short_name(kind).as_str(),
        name.to_ascii_lowercase().as_str(),
    ) {
        ("datetime" | "datetimeoffset", "now" | "utcnow") => now(outside)?,
        ("datetime", "today") => date::time(now_time(outside)?, "date").unwrap_or_default(),
        ("datetime", "minvalue") => Value::from(date::from_parts(&[1, 1, 1])),
        ("datetime", "maxvalue") => Value::from(date::from_parts(&[9999, 12, 31, 23, 59, 59])),
        ("string", "empty") => Value::from(""),
        ("guid", "empty") => Value::Guid(Uuid::nil()),
        ("int" | "int32", "maxvalue") => Value::from(i32::MAX),
        ("int" | "int32", "minvalue") => Value::from(i32::MIN),
        ("long" | "int64", "maxvalue") => Value::Int(i64::MAX),
        ("long" | "int64", "minvalue") => Value::Int(i64::MIN),
        ("encoding", _) => Value::Object(Object::new(libraries::ENCODING).with("WebName", "utf-8")),
        ("math", "pi") => Value::Double(std::f64::consts::PI),
        ("environment", "newline") => Value::from("\n"),
        // Members of enumerations stand for their names: [StringComparison]::OrdinalIgnoreCase.
        ("stringcomparison" | "stringsplitoptions" | "timezoneinfo", _) => Value::from(name),
        _ => return Err(unknown(kind, name)),
    };
    Ok(found)
}

/// `[type]::name(arguments)`.
pub(crate) fn call(
    kind: &str,
    name: &str,
    arguments: &[Value],
    outside: &Outside,
) -> Result<Value, ShellError> {
    let first = arguments.first().cloned().unwrap_or_default();
    let second = arguments.get(1).cloned().unwrap_or_default();
    let short = short_name(kind);
    let answer = match (short.as_str(), name.to_ascii_lowercase().as_str()) {
        (_, "new") => make(kind, &short, arguments)?,
        ("string", "isnullorempty") => Value::Bool(first.to_text().is_empty()),
        ("string", "isnullorwhitespace") => Value::Bool(first.to_text().trim().is_empty()),
        ("string", "join") => {
            let items = match arguments.get(1) {
                Some(Value::List(list)) => list.to_vec(),
                _ => arguments.iter().skip(1).cloned().collect(),
            };
            let texts: Vec<Text> = items.iter().map(Value::to_text).collect();
            Value::Text(crate::arithmetic::join(&texts, &first.to_text())?)
        }
        ("string", "concat") => {
            let texts: Vec<Text> = arguments.iter().map(Value::to_text).collect();
            Value::Text(crate::arithmetic::join(&texts, "")?)
        }
        ("string", "format") => {
            let items = match arguments.get(1) {
                Some(Value::List(list)) if arguments.len() == 2 => list.to_vec(),
                _ => arguments.iter().skip(1).cloned().collect(),
            };
            Value::from(crate::format::format(&first.to_text(), &items)?)
        }
        ("string", "equals") => {
            let ignoring = arguments
                .get(2)
                .is_some_and(|v| v.to_text().to_lowercase().contains("ignorecase"));
            let case = if ignoring {
                crate::compare::Case::Ignored
            } else {
                crate::compare::Case::Minded
            };
            Value::Bool(crate::compare::equal(&first, &second, case))
        }
        ("guid", "newguid") => Value::Guid(Uuid::new_v5(
            &Uuid::NAMESPACE_OID,
            &outside.serial.to_be_bytes(),
        )),
        ("guid", "parse") => first.cast("guid")?,
        ("datetime", "parse") => first.cast("datetime")?,
        ("datetime", "parseexact") => date::parse_exact(&first.to_text(), &second)?,
        ("char", question) => character(question, &first).ok_or_else(|| unknown(kind, name))?,
        ("int" | "int32" | "int64" | "long" | "double", "parse") => first.cast(&short)?,
        ("math", function) => math(function, &first, &second).ok_or_else(|| unknown(kind, name))?,
        ("convert", method) => libraries::convert(method, arguments)?,
        ("regex", method) => libraries::regex(method, arguments)?,
        ("path", method) => libraries::path(method, arguments)?,
        ("datetime", "daysinmonth") => date::days_in_month(&first, &second).ok_or_else(|| {
            ShellError::new("There is no such month.").category(Category::InvalidArgument)
        })?,
        ("array", "indexof") => {
            let items = first.elements();
            let found = items.iter().position(|item| {
                crate::compare::equal(item, &second, crate::compare::Case::Minded)
            });
            Value::Int(found.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1))
        }
        ("timespan", "fromdays") => seconds(&first, 86_400.0)?,
        ("timespan", "fromhours") => seconds(&first, 3600.0)?,
        ("timespan", "fromminutes") => seconds(&first, 60.0)?,
        ("timespan", "fromseconds") => seconds(&first, 1.0)?,
        ("array", method @ ("reverse" | "sort")) => {
            let Value::List(list) = &first else {
                return Err(ShellError::new(format!("[array]::{name} takes an array.")));
            };
            super::collection::call_list(list, method, &[])?.unwrap_or_default()
        }
        ("array", "empty") => Value::array(Vec::new()),
        _ => return Err(unknown(kind, name)),
    };
    Ok(answer)
}

/// `[type]::new(arguments)` and `New-Object type`.
pub(crate) fn make(kind: &str, short: &str, arguments: &[Value]) -> Result<Value, ShellError> {
    // A number is the capacity to reserve, not an item.
    let items = match arguments.first() {
        Some(Value::Int(_)) | None => Vec::new(),
        Some(other) => other.clone().elements(),
    };
    if short.starts_with("list[") || short.starts_with("hashset[") {
        return Ok(Value::List(List::new(ListKind::Generic, items)));
    }
    if short.starts_with("dictionary[") {
        return Ok(Value::Table(crate::value::Hashtable::new()));
    }
    Ok(match short {
        "arraylist" => Value::List(List::new(ListKind::ArrayList, items)),
        "hashtable" | "ordereddictionary" => Value::Table(crate::value::Hashtable::new()),
        "pscustomobject" | "psobject" | "object" => match arguments.first() {
            Some(table @ Value::Table(_)) => table.clone().cast("pscustomobject")?,
            _ => Value::Object(Object::new("PSCustomObject")),
        },
        "datetime" => {
            let parts: Vec<i64> = arguments
                .iter()
                .filter_map(|v| v.to_number().and_then(Number::round_to_int))
                .collect();
            match date::from_parts(&parts) {
                Some(time) => Value::Time(time),
                None => {
                    return Err(ShellError::new("These numbers are not a date.")
                        .category(Category::InvalidArgument));
                }
            }
        }
        "string" if arguments.len() == 2 => {
            let count = arguments.get(1).and_then(Value::to_number);
            let count = count.and_then(Number::round_to_int).unwrap_or(0);
            let count = usize::try_from(count).unwrap_or(0);
            let text = arguments.first().map(Value::to_text).unwrap_or_default();
            crate::arithmetic::check_text(text.len().saturating_mul(count))?;
            Value::from(text.repeat(count))
        }
        _ if short.ends_with("exception") => {
            let message = arguments.first().map(Value::to_text).unwrap_or_default();
            let name = kind.rsplit('.').next().unwrap_or(kind);
            Value::Object(
                Object::new(name)
                    .with("Message", message)
                    .with("InnerException", Value::Null)
                    .with("StackTrace", ""),
            )
        }
        "string" if matches!(arguments, [Value::List(_)]) => {
            let letters: Vec<Text> = items.iter().map(Value::to_text).collect();
            Value::from(letters.concat())
        }
        "regex" => {
            let text = |index: usize| arguments.get(index).map(Value::to_text).unwrap_or_default();
            libraries::make_regex(&text(0), &text(1))
        }
        "version" => {
            let parts: Vec<Text> = arguments.iter().map(Value::to_text).collect();
            Value::from(parts.join(".")).cast("version")?
        }
        "guid" | "string" | "uri" => arguments.first().cloned().unwrap_or_default().cast(kind)?,
        _ => return Err(unknown(kind, "new")),
    })
}

/// `[char]::IsDigit('5')` and its like.
fn character(question: &str, value: &Value) -> Option<Value> {
    let c = value.to_text().chars().next()?;
    Some(Value::Bool(match question {
        "isdigit" | "isnumber" => c.is_numeric(),
        "isletter" => c.is_alphabetic(),
        "isletterordigit" => c.is_alphanumeric(),
        "iswhitespace" => c.is_whitespace(),
        "isupper" => c.is_uppercase(),
        "islower" => c.is_lowercase(),
        "toupper" => return Some(Value::from(c.to_uppercase().to_string())),
        "tolower" => return Some(Value::from(c.to_lowercase().to_string())),
        _ => return None,
    }))
}

fn now_time(outside: &Outside) -> Result<Timestamp, ShellError> {
    outside.now.ok_or_else(|| {
        ShellError::new("There is no clock here.").category(Category::InvalidOperation)
    })
}

fn now(outside: &Outside) -> Result<Value, ShellError> {
    now_time(outside).map(Value::Time)
}

fn seconds(count: &Value, unit: f64) -> Result<Value, ShellError> {
    let count = count.to_number().map_or(0.0, Number::as_f64);
    jiff::SignedDuration::try_from_secs_f64(count * unit)
        .map(Value::Span)
        .map_err(|_| ShellError::new("This length of time is out of range."))
}

fn math(function: &str, first: &Value, second: &Value) -> Option<Value> {
    let a = first.to_number()?;
    let keep = |f: f64| Some(Value::Double(f));
    match function {
        "abs" => Some(match a {
            Number::Int(n) => Value::Int(n.saturating_abs()),
            Number::Double(n) => Value::Double(n.abs()),
        }),
        "floor" => keep(a.as_f64().floor()),
        "ceiling" => keep(a.as_f64().ceil()),
        "truncate" => keep(a.as_f64().trunc()),
        "sqrt" => keep(a.as_f64().sqrt()),
        "pow" => keep(a.as_f64().powf(second.to_number()?.as_f64())),
        "round" => {
            let digits = i32::try_from(second.to_number()?.round_to_int()?)
                .ok()?
                .clamp(0, 15);
            let scale = 10_f64.powi(digits);
            keep((a.as_f64() * scale).round_ties_even() / scale)
        }
        "min" | "max" => {
            let b = second.to_number()?;
            let first_is_less = a.order(b).is_le();
            Some(
                if first_is_less == (function == "min") {
                    a
                } else {
                    b
                }
                .into(),
            )
        }
        _ => None,
    }
}

/// The error for a static member that is not there.
pub(super) fn unknown(kind: &str, name: &str) -> ShellError {
    ShellError::new(format!("[{kind}]::{name} is not known here."))
        .category(Category::InvalidOperation)
        .id("MethodNotFound")
}
