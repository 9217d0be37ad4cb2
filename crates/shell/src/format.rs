//! `"{0:N2} {1,-10}" -f …`: .NET's composite formatting, as far as scripts use it.

use crate::error::{Category, ShellError};
use crate::value::{Number, Value};

/// Fills the places of a format.
pub(crate) fn format(pattern: &str, items: &[Value]) -> Result<String, ShellError> {
    let mut text = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' if chars.next_if_eq(&'{').is_some() => text.push('{'),
            '}' if chars.next_if_eq(&'}').is_some() => text.push('}'),
            '{' => {
                let inside: String = chars.by_ref().take_while(|c| *c != '}').collect();
                text.push_str(&place(&inside, items)?);
            }
            other => text.push(other),
        }
    }
    crate::arithmetic::check_text(text.len())?;
    Ok(text)
}

fn place(inside: &str, items: &[Value]) -> Result<String, ShellError> {
    let (head, pattern) = match inside.split_once(':') {
        Some((head, pattern)) => (head, Some(pattern)),
        None => (inside, None),
    };
    let (index, width) = match head.split_once(',') {
        Some((index, width)) => (index, width.trim().parse::<i32>().unwrap_or(0)),
        None => (head, 0),
    };
    let item = index
        .trim()
        .parse::<usize>()
        .ok()
        .and_then(|i| items.get(i))
        .ok_or_else(|| {
            ShellError::new(format!(
                "The format has a place {{{inside}}}, but there is no value for it."
            ))
            .category(Category::InvalidArgument)
            .id("FormatError")
        })?;
    let text = match (item, pattern) {
        (Value::Int(_) | Value::Double(_), Some(pattern)) => number(item, pattern),
        (Value::Time(time), Some(pattern)) => crate::members::format_date(*time, pattern)
            .to_text()
            .to_string(),
        _ => item.to_text().to_string(),
    };
    let missing = usize::try_from(width.unsigned_abs())
        .unwrap_or(0)
        .min(1000)
        .saturating_sub(text.chars().count());
    let blanks = " ".repeat(missing);
    Ok(match width < 0 {
        true => format!("{text}{blanks}"),
        false => format!("{blanks}{text}"),
    })
}

/// A number in a .NET format: `N2`, `F1`, `D4`, `P0`, `X`, `0.00`, `000`.
pub(crate) fn number(value: &Value, pattern: &str) -> String {
    let Some(number) = value.to_number() else {
        return value.to_text().to_string();
    };
    let mut chars = pattern.chars();
    let letter = chars.next().unwrap_or('G').to_ascii_uppercase();
    let digits: Option<usize> = chars.as_str().parse().ok();
    let digits = digits.map(|d| d.min(99));
    let whole = number.round_to_int().unwrap_or(0);
    match letter {
        'N' => grouped(&format!("{:.*}", digits.unwrap_or(2), number.as_f64())),
        'F' => format!("{:.*}", digits.unwrap_or(2), number.as_f64()),
        'D' => {
            let width = digits.unwrap_or(0);
            let sign = if whole < 0 { "-" } else { "" };
            format!("{sign}{:0width$}", whole.unsigned_abs())
        }
        'P' => format!(
            "{}%",
            grouped(&format!(
                "{:.*}",
                digits.unwrap_or(2),
                number.as_f64() * 100.0
            ))
        ),
        'X' => format!("{whole:0width$X}", width = digits.unwrap_or(0)),
        '0' | '#' => {
            let (before, after) = pattern.split_once('.').unwrap_or((pattern, ""));
            let least = before.matches('0').count();
            let grouping = before.contains(',');
            let text = format!("{:.*}", after.len(), number.as_f64());
            let (head, tail) = text.split_once('.').unwrap_or((&text, ""));
            let head = format!("{head:0>least$}");
            let head = if grouping { grouped(&head) } else { head };
            if tail.is_empty() {
                head
            } else {
                format!("{head}.{tail}")
            }
        }
        _ => Number::to_text(number),
    }
}

/// Commas between thousands.
fn grouped(text: &str) -> String {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (text, String::new()),
    };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{fraction}")
}
