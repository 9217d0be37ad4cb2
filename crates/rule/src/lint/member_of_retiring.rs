//! `memberof-retiring`: memberOf, which the service gives up (LANG 3.9).

use super::Lint;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::rule::{Kind, Rule};
use crate::span::Span;

pub(super) struct MemberOfRetiring;

impl Lint for MemberOfRetiring {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        let Kind::MemberOf(_) = rule.kind() else {
            return;
        };
        let text = rule.text();
        let start = text.chars().take_while(|c| c.is_whitespace()).count();
        let span = Span::new(start, start + text.trim().chars().count());
        found.push(
            Diagnostic::new(
                Code::MemberOfRetiring,
                span,
                "memberOf is a preview whose last day is 2026-11-03; from then on a group keeps the members it has.",
            )
            .with_help("Use a rule on attributes, or assign the members."),
        );
    }
}
