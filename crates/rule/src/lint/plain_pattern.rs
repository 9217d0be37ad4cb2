//! A pattern that asks what a plain operator asks: the common part of three lints (LANG 8).

use ingroup_schema::Operator;

use super::compared::Comparison;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::Operand;
use crate::pattern::{Likeness, Pattern};
use crate::print::quoted;

/// The plain operator and value that a pattern stands for.
pub(super) struct Plain {
    /// The operator for `-match`; for `-notMatch` its partner is taken.
    pub(super) operator: Operator,
    pub(super) value: Value,
}

/// What stands behind the plain operator.
pub(super) enum Value {
    Null,
    Text(String),
    Texts(Vec<String>),
}

impl Value {
    /// As a rule writes it; nothing for a text that does not belong on one line.
    fn written(&self) -> Option<String> {
        let one = |text: &String| (!text.contains(char::is_control)).then(|| quoted(text));
        match self {
            Value::Null => Some("null".to_owned()),
            Value::Text(text) => one(text),
            Value::Texts(texts) => {
                let texts: Option<Vec<String>> = texts.iter().map(one).collect();
                Some(format!("[{}]", texts?.join(", ")))
            }
        }
    }
}

/// The pattern of a comparison.
pub(super) fn pattern_of<'a>(comparison: &Comparison<'a>) -> Option<&'a Pattern> {
    match comparison.operand {
        Operand::Pattern(pattern) => Some(pattern),
        _ => None,
    }
}

/// The advice to write the plain operator instead.
pub(super) fn advise(
    code: Code,
    comparison: &Comparison<'_>,
    pattern: &Pattern,
    plain: &Plain,
    what: &str,
) -> Option<Diagnostic> {
    let operator = if comparison.operator.is_negative() {
        partner(plain.operator)
    } else {
        plain.operator
    };
    let instead = format!("{operator} {}", plain.value.written()?);
    let (effect, difference) = match pattern.likeness() {
        Likeness::Exact => (Effect::Equivalent, "asks exactly the same and costs less"),
        Likeness::WithoutLineFeeds => (
            Effect::ChangesMembers,
            "costs less and differs only for values with a line feed in them",
        ),
    };
    let span = comparison.tail_span();
    Some(
        Diagnostic::new(
            code,
            span,
            format!("The pattern \"{}\" {what}.", pattern.source()),
        )
        .with_help(format!("{instead} {difference}."))
        .with_fix(Fix::replace(
            format!("Write {operator}"),
            effect,
            span,
            instead,
        )),
    )
}

/// The negative partner of a positive operator.
fn partner(positive: Operator) -> Operator {
    // `-ne null` is the positive answer to a pattern that takes everything.
    if positive == Operator::Ne {
        return Operator::Eq;
    }
    Operator::all()
        .find(|operator| operator.is_negative() && operator.positive() == positive)
        .unwrap_or(positive)
}
