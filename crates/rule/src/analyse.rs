//! Everything about the text of a rule in one call.

use ingroup_schema::SubjectKind;

use crate::check::check;
use crate::code::{Code, Severity};
use crate::diagnostic::Diagnostic;
use crate::lint::{lint, user_writable};
use crate::parse::parse;
use crate::rule::Rule;
use crate::span::Span;

/// What is known about the text of a rule.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The rule, if it has no error.
    pub rule: Option<Rule>,
    /// All findings, by place; at one place errors first.
    pub diagnostics: Vec<Diagnostic>,
    /// What the rule takes, as far as its text says so.
    pub subject: Option<SubjectKind>,
}

impl Analysis {
    /// The findings that make the service refuse the rule.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|found| found.severity() == Severity::Error)
    }

    /// The same with what is to be said where the group gives access to something.
    #[must_use]
    pub fn for_access(mut self) -> Analysis {
        self.diagnostics
            .extend(self.rule.iter().flat_map(user_writable));
        self.diagnostics.sort_by_key(order);
        self
    }
}

/// Reads, checks and lints a rule. `expected` is what the group takes, if that is known; without
/// it the rule's own prefix decides.
#[must_use]
pub fn analyse(text: &str, expected: Option<SubjectKind>) -> Analysis {
    let (tree, mut diagnostics) = parse(text);
    let checked = check(&tree, expected);
    diagnostics.extend(checked.diagnostics);
    if let Some(rule) = &checked.rule {
        diagnostics.extend(lint(rule));
    }
    diagnostics.sort_by_key(order);
    diagnostics.dedup();
    Analysis {
        rule: checked.rule,
        diagnostics,
        subject: checked.subject,
    }
}

fn order(found: &Diagnostic) -> (Span, Severity, Code) {
    (found.span(), found.severity(), found.code())
}
