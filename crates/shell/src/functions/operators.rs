//! `ps_binary` and `ps_unary`: every operator of the language.

use std::rc::Rc;

use rhai::{Dynamic, Engine, INT, ImmutableString};

use super::Answer;
use crate::arithmetic;
use crate::bridge::{from_rhai, to_rhai};
use crate::compare::{Case, equal, order_with};
use crate::error::{Halt, ShellError};
use crate::pattern;
use crate::runtime::Runtime;
use crate::value::{Number, Text, Value, check_size};

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_binary",
        move |at: INT, op: ImmutableString, left: Dynamic, right: Dynamic| -> Answer {
            let (left, right) = (from_rhai(left), from_rhai(right));
            let result = match cased(&op) {
                ("replace", case) => rt.replace(&left, &right, case),
                ("split", case) => rt.split(&left, &right, case),
                _ => rt.binary(&op, &left, &right).map_err(Halt::Error),
            };
            result.map(to_rhai).map_err(|halt| rt.raise(at, halt))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_unary",
        move |at: INT, op: ImmutableString, value: Dynamic| -> Answer {
            rt.give(at, unary(&op, &from_rhai(value)))
        },
    );
}

/// The operator of a name, and whether it minds case.
fn cased(op: &str) -> (&str, Case) {
    match op {
        "contains" => (op, Case::Ignored),
        _ => match op.strip_prefix('c') {
            Some(rest) => (rest, Case::Minded),
            None => (op, Case::Ignored),
        },
    }
}

impl<H: 'static> Runtime<H> {
    /// `left op right`, by the operator's name in lowered text.
    pub(crate) fn binary(
        &self,
        op: &str,
        left: &Value,
        right: &Value,
    ) -> Result<Value, ShellError> {
        let (name, case) = cased(op);
        match name {
            "+" | "-" | "*" | "/" | "%" | "band" | "bor" | "bxor" | "shl" | "shr" => {
                arithmetic::apply(name, left, right)
            }
            "xor" => Ok(Value::Bool(left.is_true() != right.is_true())),
            "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "notlike" | "match" | "notmatch" => {
                self.test_each(name, left, right, case)
            }
            "contains" | "notcontains" => Ok(Value::Bool(
                holds(left, right, case) == (name == "contains"),
            )),
            "in" | "notin" => Ok(Value::Bool(holds(right, left, case) == (name == "in"))),
            "join" => {
                let texts: Vec<Text> = left.clone().elements().iter().map(Value::to_text).collect();
                arithmetic::join(&texts, &right.to_text()).map(Value::Text)
            }
            "is" => Ok(Value::Bool(left.is_of(&right.to_text()))),
            "isnot" => Ok(Value::Bool(!left.is_of(&right.to_text()))),
            "as" => Ok(left.clone().cast(&right.to_text()).unwrap_or_default()),
            "format" => {
                let items = match right {
                    Value::List(list) => list.to_vec(),
                    other => vec![other.clone()],
                };
                crate::format::format(&left.to_text(), &items).map(Value::from)
            }
            "range" => range(left, right),
            _ => Err(ShellError::new(format!(
                "The operator -{op} is not known here."
            ))),
        }
    }

    /// A comparison: of a list it gives the items that pass.
    fn test_each(
        &self,
        name: &str,
        left: &Value,
        right: &Value,
        case: Case,
    ) -> Result<Value, ShellError> {
        match left {
            Value::List(list) => {
                let mut kept = Vec::new();
                for item in list.to_vec() {
                    if self.test(name, &item, right, case)? {
                        kept.push(item);
                    }
                }
                Ok(Value::array(kept))
            }
            single => self.test(name, single, right, case).map(Value::Bool),
        }
    }

    /// A comparison of single values.
    pub(crate) fn test(
        &self,
        name: &str,
        left: &Value,
        right: &Value,
        case: Case,
    ) -> Result<bool, ShellError> {
        Ok(match name {
            "eq" => equal(left, right, case),
            "ne" => !equal(left, right, case),
            "gt" => order_with(left, right, case)?.is_gt(),
            "ge" => order_with(left, right, case)?.is_ge(),
            "lt" => order_with(left, right, case)?.is_lt(),
            "le" => order_with(left, right, case)?.is_le(),
            "like" => pattern::wildcard(&right.to_text(), &left.to_text(), case),
            "notlike" => !pattern::wildcard(&right.to_text(), &left.to_text(), case),
            "match" => self.matches(&left.to_text(), &right.to_text(), case)?,
            _ => !self.matches(&left.to_text(), &right.to_text(), case)?,
        })
    }
}

/// `list -contains value`.
pub(crate) fn holds(list: &Value, value: &Value, case: Case) -> bool {
    match list {
        Value::List(list) => list.borrow().iter().any(|item| equal(item, value, case)),
        single => equal(single, value, case),
    }
}

fn range(left: &Value, right: &Value) -> Result<Value, ShellError> {
    if let (Some(first), Some(last)) = (letter(left), letter(right)) {
        return Ok(match first <= last {
            true => Value::texts((first..=last).map(String::from)),
            false => Value::texts((last..=first).rev().map(String::from)),
        });
    }
    let end = |value: &Value| {
        value
            .to_number()
            .and_then(Number::round_to_int)
            .ok_or_else(|| {
                ShellError::new(format!(
                    "\"{}\" is not the end of a range of numbers.",
                    value.to_text()
                ))
            })
    };
    let (first, last) = (end(left)?, end(right)?);
    let length = usize::try_from(first.abs_diff(last)).unwrap_or(usize::MAX);
    check_size(length.saturating_add(1))?;
    Ok(Value::array(match first <= last {
        true => (first..=last).map(Value::Int).collect(),
        false => (last..=first).rev().map(Value::Int).collect(),
    }))
}

/// The only character of a string, unless it is a digit: `'a'..'e'`.
fn letter(value: &Value) -> Option<char> {
    let Value::Text(text) = value else {
        return None;
    };
    let mut chars = text.chars();
    chars
        .next()
        .filter(|c| chars.next().is_none() && !c.is_ascii_digit())
}

fn unary(op: &str, value: &Value) -> Result<Value, ShellError> {
    match op {
        "-" => arithmetic::negate(value),
        "+" => arithmetic::apply("+", &Value::Int(0), value),
        "bnot" => match value.to_number().and_then(Number::round_to_int) {
            Some(number) => Ok(Value::Int(!number)),
            None => Err(ShellError::new("-bnot takes a whole number.")),
        },
        "join" => {
            let texts: Vec<Text> = value
                .clone()
                .elements()
                .iter()
                .map(Value::to_text)
                .collect();
            arithmetic::join(&texts, "").map(Value::Text)
        }
        "split" => Ok(Value::texts(
            value
                .clone()
                .elements()
                .iter()
                .flat_map(|item| {
                    item.to_text()
                        .split_whitespace()
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                })
                .collect::<Vec<_>>(),
        )),
        _ => Err(ShellError::new(format!(
            "The operator {op} is not known here."
        ))),
    }
}
