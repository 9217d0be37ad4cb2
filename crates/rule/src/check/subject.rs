//! Users or devices: what the prefixes of a rule say it takes, and that they agree (LANG 5).

use ingroup_schema::SubjectKind;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::{Form, Operand, Syntax, SyntaxKind, Tree};

/// The kind that a prefix names.
pub(super) fn kind_of_prefix(prefix: &str) -> Option<SubjectKind> {
    SubjectKind::ALL
        .into_iter()
        .find(|kind| kind.prefix().eq_ignore_ascii_case(prefix))
}

/// The prefixes of a rule with their places, in the order of the text.
pub(super) struct Subjects {
    found: Vec<(SubjectKind, Span)>,
}

impl Subjects {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut found = Vec::new();
        match tree.form() {
            Form::Nothing => {}
            Form::DirectReports(literal) => found.push((SubjectKind::User, literal.span)),
            Form::Expression(root) => collect(root, &mut found),
        }
        Subjects { found }
    }

    /// What the rule is taken to be about.
    pub(super) fn decide(&self, expected: Option<SubjectKind>) -> Option<SubjectKind> {
        let named = |kind| self.found.iter().any(|(found, _)| *found == kind);
        match expected {
            Some(kind) if named(kind) || self.found.is_empty() => Some(kind),
            _ => self.found.first().map(|(kind, _)| *kind),
        }
    }

    /// One diagnostic if the rule mixes users and devices, or is about the wrong ones.
    pub(super) fn report(&self, expected: Option<SubjectKind>) -> Option<Diagnostic> {
        let decided = self.decide(expected)?;
        if let Some((other, span)) = self.found.iter().find(|(kind, _)| *kind != decided) {
            return Some(
                Diagnostic::new(
                    Code::MixedSubjects,
                    *span,
                    format!(
                        "This is about {}, and the rule is about {}.",
                        other.plural(),
                        decided.plural()
                    ),
                )
                .with_help("A rule takes users or devices, never both; make two groups."),
            );
        }
        let expected = expected.filter(|kind| *kind != decided)?;
        let (_, span) = self.found.first()?;
        Some(
            Diagnostic::new(
                Code::WrongSubject,
                *span,
                format!(
                    "The rule is about {}, and the group takes {}.",
                    decided.plural(),
                    expected.plural()
                ),
            )
            .with_help(format!(
                "Write properties of {}, such as {}.displayName.",
                expected.plural(),
                expected.prefix()
            )),
        )
    }
}

fn collect(syntax: &Syntax, found: &mut Vec<(SubjectKind, Span)>) {
    match &syntax.kind {
        SyntaxKind::And(parts) | SyntaxKind::Or(parts) => {
            parts.iter().for_each(|part| collect(part, found));
        }
        SyntaxKind::Not(inner) | SyntaxKind::Group(inner) => collect(inner, found),
        SyntaxKind::Comparison(comparison) => note(&comparison.operand, found),
        SyntaxKind::Quantified(quantified) => note(&quantified.operand, found),
        SyntaxKind::Unreadable => {}
    }
}

fn note(operand: &Operand, found: &mut Vec<(SubjectKind, Span)>) {
    let kind = operand
        .object
        .as_ref()
        .and_then(|name| kind_of_prefix(&name.text));
    found.extend(kind.map(|kind| (kind, operand.span)));
}
