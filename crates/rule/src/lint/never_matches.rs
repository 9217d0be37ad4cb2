//! `never-matches`: conditions that nothing can satisfy together, by their own text (LANG 5, 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Everywhere};
use super::fact::Fact;
use super::lists::{chains, listable};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Node};
use crate::rule::Rule;

pub(super) struct NeverMatches;

impl Lint for NeverMatches {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for NeverMatches {
    fn part<L: Compared + PartialEq>(
        &self,
        part: &Logic<L>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) {
        let Node::And(parts) = part.node() else {
            return;
        };
        let pairs = parts
            .iter()
            .enumerate()
            .flat_map(|(place, one)| parts.iter().skip(place + 1).map(move |other| (one, other)));
        let mut pairs = pairs.filter(|(one, other)| exclude_each_other(one, other));
        let Some((one, other)) = pairs.next() else {
            return;
        };
        let mut diagnostic = Diagnostic::new(
            Code::NeverMatches,
            one.span().to(other.span()),
            format!(
                "Nothing can satisfy both {} and {}.",
                one.span().of(text),
                other.span().of(text)
            ),
        );
        let all_values = parts
            .iter()
            .all(|part| listable(part, Operator::Eq, Operator::In).is_some());
        diagnostic = match chains(parts, Operator::Eq, Operator::In).as_slice() {
            [chain] if all_values && chain.len() == parts.len() => diagnostic
                .with_help("If either value will do, join them with -or, or write -in with a list.")
                .with_fix(Fix::new(
                    "Write -in with a list",
                    Effect::ChangesMembers,
                    chain.edits(parts, Operator::In, text),
                )),
            _ => diagnostic
                .with_help("Join them with -or if either will do, or correct one of them."),
        };
        found.push(diagnostic);
    }
}

fn exclude_each_other<L: Compared + PartialEq>(one: &Logic<L>, other: &Logic<L>) -> bool {
    let negates = |one: &Logic<L>, other: &Logic<L>| match one.node() {
        Node::Not(inner) => **inner == *other,
        _ => false,
    };
    if negates(one, other) || negates(other, one) {
        return true;
    }
    match (Fact::of(one), Fact::of(other)) {
        (Some(one), Some(other)) => one.contradicts(&other) || other.contradicts(&one),
        _ => false,
    }
}
