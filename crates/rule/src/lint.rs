//! Advice about rules that are valid: one file per finding, one list that names them all (LANG 8).

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;

/// One kind of advice. It looks at a checked rule, so it never meets nonsense.
pub trait Lint: Sync {
    /// Adds what is to be said about `rule` to `found`.
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>);
}

/// Every lint; adding one is adding a file and a line.
const LINTS: &[&dyn Lint] = &[];

/// Everything the lints say about a rule, lint by lint.
#[must_use]
pub fn lint(rule: &Rule) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lint in LINTS {
        lint.look(rule, &mut found);
    }
    found
}
