//! Methods of strings.

use crate::arithmetic::check_text;
use crate::error::{Category, ShellError};
use crate::value::{Number, Text, Value};

/// A string's method; `None` if it has none of this name.
pub(super) fn call(
    text: &Text,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>, ShellError> {
    let first = arguments.first().map(Value::to_text).unwrap_or_default();
    let second = arguments.get(1).map(Value::to_text).unwrap_or_default();
    let number = |index: usize| {
        arguments
            .get(index)
            .and_then(Value::to_number)
            .and_then(Number::round_to_int)
            .and_then(|n| usize::try_from(n).ok())
    };
    let ignoring = arguments
        .last()
        .is_some_and(|v| v.to_text().to_lowercase().contains("ignorecase"));
    let folded = |t: &str| {
        if ignoring {
            t.to_lowercase()
        } else {
            t.to_owned()
        }
    };
    let trimmed: Vec<char> = match arguments.is_empty() {
        true => Vec::new(),
        false => arguments
            .iter()
            .flat_map(|a| a.to_text().chars().collect::<Vec<_>>())
            .collect(),
    };
    let strip = |c: char| match trimmed.is_empty() {
        true => c.is_whitespace(),
        false => trimmed.contains(&c),
    };
    let answer = match name {
        "toupper" | "toupperinvariant" => Value::from(text.to_uppercase()),
        "tolower" | "tolowerinvariant" => Value::from(text.to_lowercase()),
        "trim" => Value::from(text.trim_matches(strip)),
        "trimstart" => Value::from(text.trim_start_matches(strip)),
        "trimend" => Value::from(text.trim_end_matches(strip)),
        "split" => split(text, arguments),
        "replace" => {
            if first.is_empty() {
                return Err(ShellError::new("Replace needs a text to look for."));
            }
            let replaced = text.replace(first.as_str(), &second);
            check_text(replaced.len())?;
            Value::from(replaced)
        }
        "contains" => Value::Bool(folded(text).contains(folded(&first).as_str())),
        "startswith" => Value::Bool(folded(text).starts_with(folded(&first).as_str())),
        "endswith" => Value::Bool(folded(text).ends_with(folded(&first).as_str())),
        "equals" => Value::Bool(folded(text) == folded(&first)),
        "compareto" => Value::Int(match text.to_lowercase().cmp(&first.to_lowercase()) {
            std::cmp::Ordering::Less => -1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 1,
        }),
        "indexof" => Value::Int(place(text, folded(text).find(folded(&first).as_str()))),
        "lastindexof" => Value::Int(place(text, folded(text).rfind(folded(&first).as_str()))),
        "substring" => {
            let length = text.chars().count();
            let start = number(0).filter(|s| *s <= length);
            let count = match arguments.get(1) {
                Some(_) => number(1).filter(|c| start.is_some_and(|s| s + c <= length)),
                None => start.map(|s| length - s),
            };
            let (Some(start), Some(count)) = (start, count) else {
                return Err(ShellError::new(format!(
                    "Substring reaches beyond \"{text}\", which has {length} characters."
                ))
                .category(Category::InvalidArgument)
                .id("ArgumentOutOfRangeException"));
            };
            Value::from(text.chars().skip(start).take(count).collect::<String>())
        }
        "remove" => {
            let start = number(0).unwrap_or(0);
            let count = number(1).unwrap_or(usize::MAX);
            let kept = text.chars().enumerate();
            let kept = kept
                .filter(|(i, _)| *i < start || *i - start >= count)
                .map(|(_, c)| c);
            Value::from(kept.collect::<String>())
        }
        "insert" => {
            let at = number(0).unwrap_or(0);
            let head: String = text.chars().take(at).collect();
            let tail: String = text.chars().skip(at).collect();
            Value::from(format!("{head}{second}{tail}"))
        }
        "padleft" | "padright" => {
            let width = number(0).unwrap_or(0);
            check_text(width)?;
            let fill = second.chars().next().unwrap_or(' ');
            let missing = width.saturating_sub(text.chars().count());
            let padding: String = std::iter::repeat_n(fill, missing).collect();
            match name {
                "padleft" => Value::from(format!("{padding}{text}")),
                _ => Value::from(format!("{text}{padding}")),
            }
        }
        "tochararray" => Value::texts(text.chars().map(|c| c.to_string())),
        "normalize" | "clone" | "tostring" => Value::Text(text.clone()),
        _ => return Ok(None),
    };
    Ok(Some(answer))
}

/// .NET splits at any of the characters given; with a list of strings, at those.
fn split(text: &str, arguments: &[Value]) -> Value {
    let options = arguments.iter().skip(1).any(|v| {
        let word = v.to_text().to_lowercase();
        word.contains("removeemptyentries") || word == "1"
    });
    let limit = arguments.iter().skip(1).find_map(|v| match v {
        Value::Int(n) => usize::try_from(*n).ok().filter(|n| *n > 1),
        _ => None,
    });
    let is_separator = |v: &&Value| {
        let word = v.to_text().to_lowercase();
        !matches!(v, Value::Int(_)) && word != "none" && !word.contains("entries")
    };
    let separators: Vec<Text> = arguments
        .iter()
        .filter(is_separator)
        .flat_map(|v| v.clone().elements())
        .map(|v| v.to_text())
        .collect();
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text;
    loop {
        let found = match separators.is_empty() {
            true => rest
                .char_indices()
                .find(|(_, c)| c.is_whitespace())
                .map(|(i, c)| (i, c.len_utf8())),
            false => separators
                .iter()
                .filter(|s| !s.is_empty())
                .filter_map(|s| rest.find(s.as_str()).map(|i| (i, s.len())))
                .min_by_key(|(i, length)| (*i, usize::MAX - length)),
        };
        match found {
            Some((at, length)) if limit.is_none_or(|l| parts.len() + 1 < l) => {
                parts.push(rest.get(..at).unwrap_or("").to_owned());
                rest = rest.get(at + length..).unwrap_or("");
            }
            _ => {
                parts.push(rest.to_owned());
                break;
            }
        }
    }
    if options {
        parts.retain(|p| !p.is_empty());
    }
    Value::texts(parts)
}

/// A byte position as a count of characters; -1 when there is none.
fn place(text: &str, at: Option<usize>) -> i64 {
    at.and_then(|at| text.get(..at))
        .and_then(|before| i64::try_from(before.chars().count()).ok())
        .unwrap_or(-1)
}
