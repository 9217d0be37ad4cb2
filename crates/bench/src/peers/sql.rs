//! Rules as conditions of SQL, in the words of several systems.
//!
//! Values are lower-cased; negations are pushed down to the comparisons, so that the others can use indexes, and a
//! missing value is none of the values that a rule asks for.

use ingroup_rule::{Logic, Node, Operand, Predicate};
use ingroup_schema::Operator;

use crate::job::Failed;

/// A comparison of a column with a lower-cased text.
type Words = fn(&str, &str) -> String;

/// What systems say differently.
pub(crate) struct Dialect {
    /// Whose words they are.
    pub(crate) name: &'static str,
    /// The column begins with the text.
    pub(crate) starts: Words,
    /// It ends with the text.
    pub(crate) ends: Words,
    /// The text is somewhere in it.
    pub(crate) part: Words,
    /// The text is a pattern that is found in it.
    pub(crate) pattern: Words,
}

/// Whether a part of a rule is asked for or its contrary.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It is.
    Plain,
    /// Its contrary is.
    Contrary,
}

impl Sign {
    /// The other one, where a part is negative.
    pub(crate) fn flipped(self, negative: bool) -> Self {
        match (self, negative) {
            (Self::Plain, true) | (Self::Contrary, false) => Self::Contrary,
            _ => Self::Plain,
        }
    }
}

/// A text as SQL writes it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.to_lowercase().replace('\'', "''"))
}

/// A condition made of those that `leaf` writes.
pub(crate) fn of_logic<L>(
    logic: &Logic<L>,
    sign: Sign,
    leaf: &mut dyn FnMut(&L, Sign) -> Result<String, Failed>,
) -> Result<String, Failed> {
    let is_and = matches!(logic.node(), Node::And(_));
    match logic.node() {
        Node::And(parts) | Node::Or(parts) => {
            let joiner = match is_and == (sign == Sign::Plain) {
                true => " AND ",
                false => " OR ",
            };
            let texts = parts.iter().map(|part| of_logic(part, sign, leaf));
            let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
            Ok(format!("({})", texts.join(joiner)))
        }
        Node::Not(inner) => of_logic(inner, sign.flipped(true), leaf),
        Node::Leaf(condition) => leaf(condition, sign),
    }
}

impl Dialect {
    /// A comparison of a column.
    pub(crate) fn comparison<T>(
        &self,
        name: &str,
        predicate: &Predicate<T>,
        sign: Sign,
    ) -> Result<String, Failed> {
        let plain = sign.flipped(predicate.operator().is_negative()) == Sign::Plain;
        let lower = |text: &ingroup_rule::Text| text.written().to_lowercase();
        let test = match (predicate.operator().positive(), predicate.operand()) {
            (_, Operand::Null) => {
                let is = if plain { "IS" } else { "IS NOT" };
                return Ok(format!("{name} {is} NULL"));
            }
            (_, Operand::Boolean(value)) => format!("{name} = {value}"),
            (_, Operand::Texts(texts)) => {
                let texts: Vec<String> = texts.iter().map(|text| quoted(text.written())).collect();
                format!("{name} IN ({})", texts.join(", "))
            }
            (_, Operand::Pattern(pattern)) => {
                (self.pattern)(name, &pattern.source().to_lowercase())
            }
            (Operator::StartsWith, Operand::Text(text)) => (self.starts)(name, &lower(text)),
            (Operator::EndsWith, Operand::Text(text)) => (self.ends)(name, &lower(text)),
            (Operator::Contains, Operand::Text(text)) => (self.part)(name, &lower(text)),
            (_, Operand::Text(text)) => format!("{name} = {}", quoted(text.written())),
            (_, Operand::Moment(_)) => return Err("a rule compares dates".into()),
        };
        Ok(match plain {
            true => test,
            false => format!("({name} IS NULL OR NOT ({test}))"),
        })
    }
}
