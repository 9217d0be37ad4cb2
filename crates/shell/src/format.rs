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

/// A number in a .NET format: `N2`, `F1`, `D4`, `P0`, `E3`, `X`, `0.00`, `#,##0`.
pub(crate) fn number(value: &Value, pattern: &str) -> String {
    let Some(number) = value.to_number() else {
        return value.to_text().to_string();
    };
    let mut chars = pattern.chars();
    let letter = chars.next().unwrap_or('G');
    let digits: Option<usize> = chars.as_str().parse().ok();
    let standard = digits.is_some() || chars.as_str().is_empty();
    let digits = digits.map(|d| d.min(99));
    let whole = number.round_to_int().unwrap_or(0);
    let width = digits.unwrap_or(0);
    match letter.to_ascii_uppercase() {
        _ if !standard => custom(number, pattern),
        'N' => grouped(&fixed(number.as_f64(), digits.unwrap_or(2))),
        'F' => fixed(number.as_f64(), digits.unwrap_or(2)),
        'C' => format!("¤{}", grouped(&fixed(number.as_f64(), digits.unwrap_or(2)))),
        'D' => {
            let sign = if whole < 0 { "-" } else { "" };
            format!("{sign}{:0width$}", whole.unsigned_abs())
        }
        'P' => format!(
            "{} %",
            grouped(&fixed(number.as_f64() * 100.0, digits.unwrap_or(2)))
        ),
        'E' => exponential(number.as_f64(), digits.unwrap_or(6), letter),
        'X' if letter == 'x' => format!("{whole:0width$x}"),
        'X' => format!("{whole:0width$X}"),
        '0' | '#' => custom(number, pattern),
        _ => Number::to_text(number),
    }
}

/// So many digits behind the point; halves are rounded away from zero, as .NET does.
fn fixed(number: f64, digits: usize) -> String {
    // Enough digits that a half is told from what only comes near.
    let exact = format!("{:.*}", digits + 60, number.abs());
    let (head, tail) = exact.split_at(exact.len().saturating_sub(60));
    let mut carry = tail.starts_with(['5', '6', '7', '8', '9']);
    let mut rounded: Vec<char> = Vec::new();
    for c in head.strip_suffix('.').unwrap_or(head).chars().rev() {
        rounded.push(match c.to_digit(10) {
            Some(9) if carry => '0',
            Some(digit) if carry => {
                carry = false;
                char::from_digit(digit + 1, 10).unwrap_or(c)
            }
            _ => c,
        });
    }
    if carry {
        rounded.push('1');
    }
    let is_zero = rounded.iter().all(|c| matches!(c, '0' | '.'));
    if number < 0.0 && !is_zero {
        rounded.push('-');
    }
    rounded.iter().rev().collect()
}

/// `1.23E+004`.
fn exponential(number: f64, digits: usize, letter: char) -> String {
    let text = format!("{number:.digits$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(rest) => ('-', rest),
        None => ('+', exponent),
    };
    format!("{mantissa}{letter}{sign}{exponent:0>3}")
}

/// A picture such as `#,##0.00`: `0` stands for a digit, `#` for one that is left out when it is not needed.
fn custom(number: Number, pattern: &str) -> String {
    let is_picture = |c: char| matches!(c, '0' | '#' | '.' | ',');
    let Some(start) = pattern.find(is_picture) else {
        return pattern.to_owned();
    };
    let end = pattern
        .rfind(is_picture)
        .map_or(pattern.len(), |end| end + 1);
    let (before, rest) = pattern.split_at(start);
    let (picture, after) = rest.split_at(end - start);
    let scale = if pattern.contains('%') { 100.0 } else { 1.0 };
    let (head, tail) = picture.split_once('.').unwrap_or((picture, ""));
    let text = fixed(number.as_f64() * scale, tail.len());
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let least = head.matches('0').count();
    let whole = format!("{:0>least$}", whole.trim_start_matches('0'));
    let whole = if head.contains(',') {
        grouped(&whole)
    } else {
        whole
    };
    let needed = tail.rfind('0').map_or(0, |last| last + 1);
    let mut fraction = fraction.to_owned();
    while fraction.len() > needed && fraction.ends_with('0') {
        fraction.pop();
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{before}{sign}{whole}{point}{fraction}{after}")
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
