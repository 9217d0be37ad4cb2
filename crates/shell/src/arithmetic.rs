//! `+ - * / %` and the bit operators, of every pair of values that has a meaning.

use jiff::SignedDuration;

use crate::error::{Category, ShellError};
use crate::limits::MAX_TEXT;
use crate::value::{Hashtable, Number, Text, Value, check_size};

/// `left op right`, `op` one of `+ - * / %`, `band bor bxor shl shr`.
pub(crate) fn apply(op: &str, left: &Value, right: &Value) -> Result<Value, ShellError> {
    match op {
        "+" => add(left, right),
        "-" => subtract(left, right),
        "*" => multiply(left, right),
        "/" => divide(left, right),
        "%" => remainder(left, right),
        _ => bits(op, left, right),
    }
}

fn add(left: &Value, right: &Value) -> Result<Value, ShellError> {
    match (left, right) {
        (Value::Null | Value::Empty, _) => Ok(right.clone()),
        (Value::Text(a), _) => {
            let b = right.to_text();
            check_text(a.len().saturating_add(b.len()))?;
            let mut text = String::with_capacity(a.len() + b.len());
            text.push_str(a);
            text.push_str(&b);
            Ok(Value::from(text))
        }
        (Value::List(list), _) => {
            let mut items = list.to_vec();
            match right {
                Value::List(more) => items.extend(more.to_vec()),
                Value::Empty => {}
                other => items.push(other.clone()),
            }
            check_size(items.len())?;
            Ok(Value::array(items))
        }
        (Value::Table(a), Value::Table(b)) => {
            let sum = Hashtable::new();
            for (key, value) in a.entries() {
                sum.set(key, value)?;
            }
            for (key, value) in b.entries() {
                if sum.get(&key).is_some() {
                    return Err(ShellError::new(format!(
                        "The key \"{}\" is in both hashtables.",
                        key.to_text()
                    ))
                    .category(Category::InvalidOperation));
                }
                sum.set(key, value)?;
            }
            Ok(Value::Table(sum))
        }
        (Value::Time(time), _) => match right.to_span() {
            Some(span) => time
                .checked_add(span)
                .map(Value::Time)
                .map_err(|_| out_of_range()),
            None => Err(unfit("+", left, right)),
        },
        (Value::Span(a), _) => match right {
            Value::Time(time) => time
                .checked_add(*a)
                .map(Value::Time)
                .map_err(|_| out_of_range()),
            _ => span_of("+", left, right)
                .and_then(|b| a.checked_add(b).map(Value::Span).ok_or_else(out_of_range)),
        },
        (Value::Object(_), Value::List(_)) => {
            Err(unfit("+", left, right).help("Make the left side an array first: @($x) + $y."))
        }
        _ => numbers("+", left, right, i64::checked_add, |a, b| a + b),
    }
}

fn subtract(left: &Value, right: &Value) -> Result<Value, ShellError> {
    match (left, right) {
        (Value::Time(time), Value::Span(span)) => time
            .checked_sub(*span)
            .map(Value::Time)
            .map_err(|_| out_of_range()),
        (Value::Time(time), _) => match right.to_time() {
            Some(other) => Ok(Value::Span(time.duration_since(other))),
            None => Err(unfit("-", left, right)),
        },
        (Value::Span(a), _) => span_of("-", left, right)
            .and_then(|b| a.checked_sub(b).map(Value::Span).ok_or_else(out_of_range)),
        _ => numbers("-", left, right, i64::checked_sub, |a, b| a - b),
    }
}

fn multiply(left: &Value, right: &Value) -> Result<Value, ShellError> {
    let times = || {
        right
            .to_number()
            .and_then(Number::round_to_int)
            .and_then(|n| usize::try_from(n).ok())
            .ok_or_else(|| unfit("*", left, right))
    };
    match left {
        Value::Null | Value::Empty => Ok(Value::Null),
        Value::Text(text) => {
            let times = times()?;
            check_text(text.len().saturating_mul(times))?;
            Ok(Value::from(text.repeat(times)))
        }
        Value::List(list) => {
            let times = times()?;
            check_size(list.len().saturating_mul(times))?;
            let items = list.to_vec();
            Ok(Value::array(
                (0..times).flat_map(|_| items.clone()).collect(),
            ))
        }
        _ => numbers("*", left, right, i64::checked_mul, |a, b| a * b),
    }
}

fn divide(left: &Value, right: &Value) -> Result<Value, ShellError> {
    let (a, b) = both("/", left, right)?;
    match (a, b) {
        (_, Number::Int(0)) => Err(by_zero()),
        (Number::Int(a), Number::Int(b)) if a.checked_rem(b) == Some(0) => {
            Ok(a.checked_div(b).map_or(Value::Null, Value::Int))
        }
        (a, b) => Ok(Value::Double(a.as_f64() / b.as_f64())),
    }
}

fn remainder(left: &Value, right: &Value) -> Result<Value, ShellError> {
    match both("%", left, right)? {
        (_, Number::Int(0)) => Err(by_zero()),
        (Number::Int(a), Number::Int(b)) => Ok(Value::Int(a.checked_rem(b).unwrap_or(0))),
        (a, b) => Ok(Value::Double(a.as_f64() % b.as_f64())),
    }
}

fn bits(op: &str, left: &Value, right: &Value) -> Result<Value, ShellError> {
    let (a, b) = both(op, left, right)?;
    let (Some(a), Some(b)) = (a.round_to_int(), b.round_to_int()) else {
        return Err(unfit(op, left, right));
    };
    let shift = u32::try_from(b.rem_euclid(64)).unwrap_or(0);
    Ok(Value::Int(match op {
        "band" => a & b,
        "bor" => a | b,
        "bxor" => a ^ b,
        "shl" => a.wrapping_shl(shift),
        "shr" => a.wrapping_shr(shift),
        _ => return Err(unfit(op, left, right)),
    }))
}

/// `-value`.
pub(crate) fn negate(value: &Value) -> Result<Value, ShellError> {
    subtract(&Value::Int(0), value)
}

fn numbers(
    op: &str,
    left: &Value,
    right: &Value,
    whole: fn(i64, i64) -> Option<i64>,
    fraction: fn(f64, f64) -> f64,
) -> Result<Value, ShellError> {
    let (a, b) = both(op, left, right)?;
    if let (Number::Int(a), Number::Int(b)) = (a, b)
        && let Some(result) = whole(a, b)
    {
        return Ok(Value::Int(result));
    }
    Ok(Value::Double(fraction(a.as_f64(), b.as_f64())))
}

fn both(op: &str, left: &Value, right: &Value) -> Result<(Number, Number), ShellError> {
    match (left.to_number(), right.to_number()) {
        (Some(a), Some(b)) => Ok((a, b)),
        _ => Err(unfit(op, left, right)),
    }
}

fn span_of(op: &str, left: &Value, right: &Value) -> Result<SignedDuration, ShellError> {
    right.to_span().ok_or_else(|| unfit(op, left, right))
}

fn unfit(op: &str, left: &Value, right: &Value) -> ShellError {
    let say = |value: &Value| match value {
        Value::Null | Value::Empty => "$null".to_owned(),
        Value::List(list) => format!("a list of {}", list.len()),
        Value::Table(_) => "a hashtable".to_owned(),
        Value::Object(object) => format!("an object ({})", object.kind()),
        other => format!("\"{}\"", other.to_text()),
    };
    ShellError::new(format!("{} {op} {} has no result.", say(left), say(right)))
        .category(Category::InvalidOperation)
        .id("OperatorNotDefined")
}

fn by_zero() -> ShellError {
    ShellError::new("Attempted to divide by zero.").id("DivideByZeroException")
}

fn out_of_range() -> ShellError {
    ShellError::new("The date is out of range.").category(Category::InvalidArgument)
}

/// Refuses a text of `length` bytes if that is too long.
pub(crate) fn check_text(length: usize) -> Result<(), ShellError> {
    if length > MAX_TEXT {
        return Err(ShellError::new(format!(
            "A text of {length} bytes is too long; the limit is {MAX_TEXT}."
        ))
        .category(Category::LimitsExceeded));
    }
    Ok(())
}

/// The parts joined, within the limit.
pub(crate) fn join(parts: &[Text], separator: &str) -> Result<Text, ShellError> {
    let length: usize = parts.iter().map(|p| p.len() + separator.len()).sum();
    check_text(length)?;
    Ok(Text::from(parts.join(separator)))
}
