//! `redundant`: a condition, or an item of a list, that changes nothing (LANG 8).

use super::Lint;
use super::compared::{Compared, Everywhere, comparison_of};
use super::fact::Fact;
use super::lists::{collect, removal, with_list};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Node, Operand};
use crate::rule::Rule;

pub(super) struct Redundant;

impl Lint for Redundant {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for Redundant {
    fn part<L: Compared + PartialEq>(
        &self,
        part: &Logic<L>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) {
        match part.node() {
            Node::And(parts) => joined(parts, Joiner::And, text, found),
            Node::Or(parts) => joined(parts, Joiner::Or, text, found),
            Node::Leaf(_) => found.extend(repeated_item(part, text)),
            Node::Not(_) => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joiner {
    And,
    Or,
}

fn joined<L: Compared + PartialEq>(
    parts: &[Logic<L>],
    joiner: Joiner,
    text: &str,
    found: &mut Vec<Diagnostic>,
) {
    for (place, part) in parts.iter().enumerate() {
        let because = parts.iter().enumerate().find(|(other, reason)| {
            *other != place && is_idle(part, place, reason, *other, joiner)
        });
        let why = match because {
            Some((_, reason)) if reason == part => "it stands there twice".to_owned(),
            Some((_, reason)) => {
                let reason = reason.span().of(text);
                match joiner {
                    Joiner::And => format!("{reason} already asks for more"),
                    Joiner::Or => format!("{reason} already takes these objects"),
                }
            }
            None if joiner == Joiner::And && is_always_true(part) => {
                "every object has an id".to_owned()
            }
            None => continue,
        };
        let mut diagnostic = Diagnostic::new(
            Code::Redundant,
            part.span(),
            format!("This condition changes nothing: {why}."),
        )
        .with_help("Leave it out, or correct its value if something else was meant.");
        if let Some(edit) = removal(parts, place) {
            diagnostic =
                diagnostic.with_fix(Fix::new("Leave it out", Effect::Equivalent, vec![edit]));
        }
        found.push(diagnostic);
    }
}

/// Whether `part` changes nothing beside `reason`. Of two that say the same, the later one is idle.
fn is_idle<L: Compared + PartialEq>(
    part: &Logic<L>,
    place: usize,
    reason: &Logic<L>,
    other: usize,
    joiner: Joiner,
) -> bool {
    if part == reason {
        return other < place;
    }
    let (Some(part), Some(reason)) = (Fact::of(part), Fact::of(reason)) else {
        return false;
    };
    let (narrow, wide) = match joiner {
        Joiner::And => (reason, part),
        Joiner::Or => (part, reason),
    };
    narrow.implies(&wide) && (other < place || !wide.implies(&narrow))
}

/// `objectId -ne null` takes every object. Alone it is the way to say so; beside another condition
/// it is idle.
fn is_always_true<L: Compared>(part: &Logic<L>) -> bool {
    Fact::of(part).is_some_and(|fact| fact.asks_for_any_value_of("objectId"))
}

/// A list with items that differ at most in case.
fn repeated_item<L: Compared>(part: &Logic<L>, text: &str) -> Option<Diagnostic> {
    let comparison = comparison_of(part)?;
    let Operand::Texts(all) = comparison.operand else {
        return None;
    };
    let repeated = all.iter().enumerate().find_map(|(place, item)| {
        all.iter()
            .take(place)
            .find(|earlier| *earlier == item)
            .map(|earlier| (item, earlier))
    });
    let (item, earlier) = repeated?;
    let mut kept = Vec::new();
    collect(&mut kept, &comparison);
    let why = match item.written() == earlier.written() {
        true => format!("The list holds \"{}\" twice.", item.written()),
        false => format!(
            "The list holds \"{}\" and \"{}\", which are the same: case is ignored.",
            earlier.written(),
            item.written()
        ),
    };
    let instead = with_list(&comparison, comparison.operator, &kept, text);
    Some(
        Diagnostic::new(Code::Redundant, comparison.operand_span, why)
            .with_help("Name every value once.")
            .with_fix(Fix::replace(
                "Name every value once",
                Effect::Equivalent,
                comparison.span(),
                instead,
            )),
    )
}
