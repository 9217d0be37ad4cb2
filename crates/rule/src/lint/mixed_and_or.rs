//! `mixed-and-or`: `-and` beside `-or` without parentheses (LANG 8).

use super::Lint;
use super::compared::{Compared, Everywhere};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::logic::{Logic, Node};
use crate::rule::Rule;
use crate::span::Span;

pub(super) struct MixedAndOr;

impl Lint for MixedAndOr {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for MixedAndOr {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Node::Or(parts) = part.node() else { return };
        let bare: Vec<Span> = parts
            .iter()
            .filter(|part| matches!(part.node(), Node::And(_)))
            .filter(|part| part.span() == part.outer_span())
            .map(Logic::span)
            .collect();
        if bare.is_empty() {
            return;
        }
        let edits = bare.iter().flat_map(|span| {
            [
                Edit::new(Span::at(span.start()), "("),
                Edit::new(Span::at(span.end()), ")"),
            ]
        });
        found.push(
            Diagnostic::new(
                Code::MixedAndOr,
                part.span(),
                "-and and -or stand side by side without parentheses; -and is taken first.",
            )
            .with_help("Put parentheses around what belongs together.")
            .with_fix(Fix::new(
                "Show the order with parentheses",
                Effect::Equivalent,
                edits.collect(),
            )),
        );
    }
}
