//! The membership-rule language: lex, parse, check against the catalogue, evaluate one subject, trace, print, lint.
//!
//! A text becomes a rule in three steps. [`parse()`] never fails: it gives a [`Tree`] and says what
//! is wrong with it. [`check()`] holds the tree against the catalogue of properties and gives a
//! [`Rule`], or says why not. Only a [`Rule`] can be evaluated, so nothing downstream ever meets an
//! unknown property or a value of the wrong type. [`analyse()`] does all of it, advice included.
//!
//! The crate has never heard of a directory: it evaluates through [`Subject`]. It reads no clock:
//! the time is an argument. Logic is two-valued; a negative operator is exactly the negation of its
//! positive partner, so it takes missing values (`LANG 3.2`). [`Rule::evaluate`] is the measure of
//! every faster evaluator, and [`trace()`] always agrees with it.
//!
//! Every finding is a line in one table ([`Code`]), with what the service itself would say.

mod analyse;
mod builder;
mod check;
mod code;
mod diagnostic;
mod evaluate;
mod extensions;
mod fault;
mod lex;
mod lint;
mod logic;
mod operand;
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
pub use builder::{
    BuilderRow, BuilderView, DeviceRules, Joiner, MOST_EXPRESSIONS, NOT_SYNCHRONIZED, NotShown,
    Obstacle, builder_view,
};
pub use check::{Checked, check, check_stored};
pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Edit, Effect, Fix, ServiceAnswer};
pub use extensions::{ExtensionKnowledge, check_extensions};
pub use fault::Fault;
pub use lint::{Lint, lint, user_writable};
pub use logic::{Condition, Element, Logic, Moment, Node, Operand, Predicate, Quantified, Text};
pub use parse::{LONGEST_RULE, parse};
pub use pattern::{Likeness, Outline, Pattern, PatternError, PatternFault, PatternShape};
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
