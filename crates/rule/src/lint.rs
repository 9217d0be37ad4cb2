//! Advice about rules that are valid: one file per finding, one list that names them all (LANG 8).

mod and_ne_to_not_in;
mod compared;
mod contains;
mod date_equality;
mod fact;
mod lists;
mod match_literal;
mod match_prefix;
mod match_suffix;
mod member_of_retiring;
mod mixed_and_or;
mod never_matches;
mod null_negative;
mod null_text;
mod or_to_in;
mod plain_pattern;
mod redundant;
mod user_writable;
mod vocab;
mod ztdid_prefix;

pub use user_writable::user_writable;

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;

/// One kind of advice. It looks at a checked rule, so it never meets nonsense.
pub trait Lint: Sync {
    /// Adds what is to be said about `rule` to `found`.
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>);
}

/// Every lint; adding one is adding a file and a line.
const LINTS: &[&dyn Lint] = &[
    &match_literal::MatchLiteral,
    &match_prefix::MatchPrefix,
    &match_suffix::MatchSuffix,
    &contains::Contains,
    &or_to_in::OrToIn,
    &and_ne_to_not_in::AndNeToNotIn,
    &redundant::Redundant,
    &mixed_and_or::MixedAndOr,
    &null_negative::NullNegative,
    &null_text::NullText,
    &never_matches::NeverMatches,
    &member_of_retiring::MemberOfRetiring,
    &date_equality::DateEquality,
    &ztdid_prefix::ZtdidPrefix,
    &vocab::Vocab,
];

/// Everything the lints say about a rule, lint by lint.
#[must_use]
pub fn lint(rule: &Rule) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lint in LINTS {
        lint.look(rule, &mut found);
    }
    found
}
