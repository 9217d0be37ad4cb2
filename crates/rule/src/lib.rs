//! The membership-rule language: lex, parse, check against the catalogue, evaluate one subject, trace, print, lint.

mod analyse;
mod check;
mod code;
mod diagnostic;
mod evaluate;
mod fault;
mod lex;
mod lint;
mod logic;
mod parse;
mod pattern;
mod print;
mod render;
mod rule;
mod span;
mod subject;
mod token;
mod trace;
pub mod tree;
mod words;

pub use analyse::{Analysis, analyse};
pub use check::{Checked, check};
pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Edit, Effect, Fix, ServiceAnswer};
pub use fault::Fault;
pub use lint::{Lint, lint};
pub use logic::{Condition, Element, Logic, Moment, Node, Operand, Predicate, Quantified, Text};
pub use parse::{LONGEST_RULE, parse};
pub use pattern::{Likeness, Pattern, PatternError, PatternFault, PatternShape};
pub use print::{print, print_condition, quoted};
pub use render::{Color, render};
pub use rule::{Kind, Rule};
pub use span::Span;
pub use subject::Subject;
pub use trace::{PropertyRead, Trace, trace};
pub use tree::Tree;
pub use words::words;

#[cfg(test)]
mod tests;
