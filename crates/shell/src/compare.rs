//! Comparing: the right side is converted to the left one's type, strings without regard to case.

use std::cmp::Ordering;

use crate::error::{Category, ShellError};
use crate::value::Value;

/// Whether the case of letters matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `-eq`.
    Ignored,
    /// `-ceq`.
    Minded,
}

/// `left -eq right`, of single values.
pub(crate) fn equal(left: &Value, right: &Value, case: Case) -> bool {
    if left.is_null() || right.is_null() {
        return left.is_null() && right.is_null();
    }
    match left {
        Value::Text(text) => same_text(text, &right.to_text(), case),
        Value::Bool(flag) => *flag == right.is_true(),
        Value::Int(_) | Value::Double(_) => match (left.to_number(), right.to_number()) {
            (Some(a), Some(b)) => a.order(b) == Ordering::Equal,
            _ => false,
        },
        Value::Time(time) => right.to_time() == Some(*time),
        Value::Span(span) => right.to_span() == Some(*span),
        Value::Guid(_) => same_text(&left.to_text(), &right.to_text(), Case::Ignored),
        Value::Type(name) => {
            crate::value::short_name(name) == crate::value::short_name(&right.to_text())
        }
        Value::List(a) => matches!(right, Value::List(b) if a.same(b)),
        Value::Table(a) => matches!(right, Value::Table(b) if a.same(b)),
        Value::Object(a) => match right {
            Value::Object(b) if a.kind().as_str() == "Version" => a == b,
            Value::Object(b) => a.same(b),
            Value::Text(text) => same_text(&left.to_text(), text, case),
            _ => false,
        },
        Value::Block(_) | Value::Error(_) => left == right,
        Value::Null | Value::Empty => false,
    }
}

/// Which of two values is larger; an error when they cannot be compared.
pub(crate) fn order(left: &Value, right: &Value) -> Result<Ordering, ShellError> {
    order_with(left, right, Case::Ignored)
}

/// Which of two values is larger, the case of strings minded or not.
pub(crate) fn order_with(left: &Value, right: &Value, case: Case) -> Result<Ordering, ShellError> {
    match (left.is_null(), right.is_null()) {
        (true, true) => return Ok(Ordering::Equal),
        (true, false) => {
            return Ok(match right.to_number() {
                Some(number) => crate::value::Number::Int(0).order(number),
                None => Ordering::Less,
            });
        }
        (false, true) => {
            return Ok(match left {
                Value::Int(_) | Value::Double(_) => left
                    .to_number()
                    .map_or(Ordering::Greater, |n| n.order(crate::value::Number::Int(0))),
                _ => Ordering::Greater,
            });
        }
        (false, false) => {}
    }
    let found = match left {
        Value::Text(text) => Some(order_text(text, &right.to_text(), case)),
        Value::Int(_) | Value::Double(_) | Value::Bool(_) => {
            match (left.to_number(), right.to_number()) {
                (Some(a), Some(b)) => Some(a.order(b)),
                _ => None,
            }
        }
        Value::Time(time) => right.to_time().map(|other| time.cmp(&other)),
        Value::Span(span) => right.to_span().map(|other| span.cmp(&other)),
        Value::Object(version) if version.kind().as_str() == "Version" => {
            order_versions(left, right)?
        }
        Value::Guid(_) => Some(order_text(&left.to_text(), &right.to_text(), Case::Ignored)),
        _ => None,
    };
    found.ok_or_else(|| {
        ShellError::new(format!(
            "\"{}\" and \"{}\" cannot be compared.",
            left.to_text(),
            right.to_text()
        ))
        .category(Category::InvalidArgument)
        .id("ComparisonFailure")
    })
}

/// Versions number by number.
fn order_versions(left: &Value, right: &Value) -> Result<Option<Ordering>, ShellError> {
    let other = match right {
        Value::Object(_) => right.clone(),
        text => text.clone().cast("version")?,
    };
    for part in ["Major", "Minor", "Build", "Revision"] {
        let number = |value: &Value| value.property(part).and_then(|n| n.to_number());
        match (number(left), number(&other)) {
            (Some(a), Some(b)) if a.order(b).is_ne() => return Ok(Some(a.order(b))),
            (Some(_), Some(_)) => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(Ordering::Equal))
}

/// An order that never fails, for sorting: values of different types by the name of the type.
pub(crate) fn sort_order(left: &Value, right: &Value, case: Case) -> Ordering {
    match (left.is_null(), right.is_null()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => order_with(left, right, case)
            .unwrap_or_else(|_| order_text(&left.to_text(), &right.to_text(), case)),
    }
}

fn same_text(a: &str, b: &str, case: Case) -> bool {
    a == b
        || (case == Case::Ignored
            && match a.is_ascii() && b.is_ascii() {
                true => a.eq_ignore_ascii_case(b),
                false => a.to_lowercase() == b.to_lowercase(),
            })
}

fn order_text(a: &str, b: &str, case: Case) -> Ordering {
    let folded = a.to_lowercase().cmp(&b.to_lowercase());
    match case {
        Case::Ignored => folded,
        // .NET's cultures put the small letter first.
        Case::Minded => folded.then_with(|| b.cmp(a)),
    }
}
