//! The membership-rule language: lex, parse, check against the catalogue, evaluate one subject, trace, print, lint.

mod code;
mod diagnostic;
mod lex;
mod parse;
mod span;
mod token;
mod tree;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Edit, Effect, Fix, ServiceAnswer};
pub use parse::{LONGEST_RULE, parse};
pub use span::Span;
pub use tree::*;
