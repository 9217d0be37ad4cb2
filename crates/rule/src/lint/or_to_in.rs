//! `or-to-in`: a chain of `-eq` that one `-in` says (LANG 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Everywhere};
use super::lists::{chains, collect, listable, with_list};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Node};
use crate::rule::Rule;
use crate::span::Span;

pub(super) struct OrToIn;

impl Lint for OrToIn {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for OrToIn {
    fn part<L: Compared + PartialEq>(
        &self,
        part: &Logic<L>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) {
        let Node::Or(parts) = part.node() else { return };
        for chain in chains(parts, Operator::Eq, Operator::In) {
            let edits = chain.edits(parts, Operator::In, text);
            found.push(
                Diagnostic::new(
                    Code::OrToIn,
                    chain.span(parts),
                    format!(
                        "\"{}\" is compared {} times where one list would do.",
                        chain.name(text),
                        chain.len()
                    ),
                )
                .with_help("-in with a list says the same, is shorter and costs less.")
                .with_fix(Fix::new(
                    "Write -in with a list",
                    Effect::Equivalent,
                    edits,
                )),
            );
        }
        found.extend(common_factor(part, parts, text));
    }
}

/// `a -eq x -and C -or a -eq y -and C` is `a -in [x, y] -and C`.
fn common_factor<L: Compared + PartialEq>(
    whole: &Logic<L>,
    parts: &[Logic<L>],
    text: &str,
) -> Option<Diagnostic> {
    let (first, others) = parts.split_first()?;
    let Node::And(factors) = first.node() else {
        return None;
    };
    factors.iter().enumerate().find_map(|(place, factor)| {
        let comparison = listable(factor, Operator::Eq, Operator::In)?;
        let mut texts = Vec::new();
        collect(&mut texts, &comparison);
        for other in others {
            let Node::And(more) = other.node() else {
                return None;
            };
            let same =
                |(at, part): (usize, &Logic<L>)| at == place || factors.get(at) == Some(part);
            if more.len() != factors.len() || !more.iter().enumerate().all(same) {
                return None;
            }
            let varying = listable(more.get(place)?, Operator::Eq, Operator::In)?;
            if varying.target != comparison.target {
                return None;
            }
            collect(&mut texts, &varying);
        }
        if texts.len() < 2 {
            return None;
        }
        let (outer, inner) = (first.outer_span(), factor.outer_span());
        let instead = format!(
            "{}{}{}",
            Span::new(outer.start(), inner.start()).of(text),
            with_list(&comparison, Operator::In, &texts, text),
            Span::new(inner.end(), outer.end()).of(text),
        );
        Some(
            Diagnostic::new(
                Code::OrToIn,
                whole.span(),
                format!(
                    "The alternatives differ only in the value of \"{}\".",
                    comparison.target_span.of(text)
                ),
            )
            .with_help("-in with a list says the same, is shorter and costs less.")
            .with_fix(Fix::replace(
                "Write -in with a list",
                Effect::Equivalent,
                whole.span(),
                instead,
            )),
        )
    })
}
