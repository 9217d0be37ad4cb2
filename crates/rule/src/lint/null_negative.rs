//! `null-negative`: a condition with a negation that takes objects without a value too (LANG 3.2).

use ingroup_schema::{Operator, PropertyKey, PropertyType};

use super::Lint;
use super::compared::{Compared, Comparison, Target};
use super::fact::Fact;
use super::null_text::is_meant_as_null;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::logic::{Condition, Logic, Node, Operand};
use crate::rule::Rule;
use crate::span::Span;

pub(super) struct NullNegative;

impl Lint for NullNegative {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        let Some(expression) = rule.expression() else {
            return;
        };
        let mut walk = Walk {
            text: rule.text(),
            decided: decided(expression),
            found,
        };
        walk.part(expression, Sense::Plain, None);
    }
}

/// Whether an odd number of `-not` stands around a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Plain,
    Negated,
}

impl Sense {
    fn turned(self) -> Sense {
        match self {
            Sense::Plain => Sense::Negated,
            Sense::Negated => Sense::Plain,
        }
    }
}

/// The properties about whose absence the rule speaks: what it says of them is meant.
fn decided(expression: &Logic<Condition>) -> Vec<&PropertyKey> {
    let mut decided = Vec::new();
    expression.each_leaf(&mut |leaf| {
        if let Some(comparison) = leaf.comparison()
            && matches!(comparison.operand, Operand::Null)
        {
            decided.push(leaf.property());
        }
    });
    decided
}

struct Walk<'a, 'f> {
    text: &'a str,
    /// Properties that need no advice here: their absence is spoken of, or excluded by a condition
    /// that stands beside.
    decided: Vec<&'a PropertyKey>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'a> Walk<'a, '_> {
    /// `around` is the place of the `-not` directly around the part.
    fn part(&mut self, part: &'a Logic<Condition>, sense: Sense, around: Option<Span>) {
        match part.node() {
            Node::Not(inner) => self.part(inner, sense.turned(), Some(part.outer_span())),
            Node::And(parts) if sense == Sense::Plain => {
                let known = self.decided.len();
                self.decided.extend(parts.iter().filter_map(needs_a_value));
                for part in parts {
                    let said = self.found.len();
                    self.part(part, sense, None);
                    // What mends the first condition on a property mends those beside it.
                    if self.found.len() > said {
                        self.decided.extend(property_of(part));
                    }
                }
                self.decided.truncate(known);
            }
            Node::And(parts) | Node::Or(parts) => {
                parts.iter().for_each(|part| self.part(part, sense, None));
            }
            Node::Leaf(leaf) => {
                if let Some(comparison) = leaf.comparison()
                    && (sense == Sense::Negated) != comparison.operator.is_negative()
                {
                    // A guard can be put beside the place only if no `-not` turns it round.
                    let (place, place_sense) = match around {
                        Some(not) => (not, sense.turned()),
                        None => (part.outer_span(), sense),
                    };
                    let mendable = place_sense == Sense::Plain;
                    self.negative(&comparison, place, mendable.then_some(sense));
                }
            }
        }
    }

    fn negative(&mut self, comparison: &Comparison<'a>, place: Span, mendable: Option<Sense>) {
        let Target::Property(property) = comparison.target else {
            return;
        };
        let applies = property.is_nullable()
            && !property.property_type().is_collection()
            && !matches!(comparison.operand, Operand::Null)
            && !matches!(comparison.operand, Operand::Text(text) if is_meant_as_null(text))
            && !self.decided.contains(&property);
        if !applies {
            return;
        }
        let name = comparison.target_span.of(self.text);
        let mut diagnostic = Diagnostic::new(
            Code::NullNegative,
            comparison.span(),
            format!("This takes objects without \"{}\" too.", property.name()),
        );
        diagnostic = match (comparison.operand, mendable) {
            (Operand::Boolean(value), Some(Sense::Plain))
                if property.property_type() == PropertyType::Boolean =>
            {
                let instead = format!("{} {}", Operator::Eq, !value);
                diagnostic
                    .with_help(format!("If they shall stay out, write {instead}."))
                    .with_fix(Fix::replace(
                        format!("Write {instead}"),
                        Effect::ChangesMembers,
                        comparison.tail_span(),
                        instead,
                    ))
            }
            (_, Some(_)) => diagnostic
                .with_help(format!("If they shall stay out, add -and {name} -ne null."))
                .with_fix(Fix::new(
                    "Keep out objects without a value",
                    Effect::ChangesMembers,
                    vec![
                        Edit::new(Span::at(place.start()), "("),
                        Edit::new(Span::at(place.end()), format!(" -and {name} -ne null)")),
                    ],
                )),
            (_, None) => {
                diagnostic.with_help(format!("If they shall stay out, add -and {name} -ne null."))
            }
        };
        self.found.push(diagnostic);
    }
}

/// The property that a part cannot do without.
fn needs_a_value(part: &Logic<Condition>) -> Option<&PropertyKey> {
    let fact = Fact::of(part)?;
    property_of(part).filter(|_| fact.needs_a_value())
}

/// The property of a comparison or of its negation.
fn property_of(part: &Logic<Condition>) -> Option<&PropertyKey> {
    match Fact::of(part)?.target() {
        Target::Property(property) => Some(property),
        Target::Element(_) => None,
    }
}
