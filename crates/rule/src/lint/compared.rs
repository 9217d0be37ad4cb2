//! What advice sees of a comparison, wherever it stands: at the top, or inside `-any` and `-all`.

use ingroup_schema::{Operator, PropertyKey, PropertyType};

use crate::diagnostic::Diagnostic;
use crate::logic::{Condition, Element, Logic, Node, Operand, Predicate};
use crate::rule::Rule;
use crate::span::Span;

/// One comparison.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'a> {
    pub(super) target: Target<'a>,
    pub(super) operator: Operator,
    pub(super) operand: &'a Operand,
    pub(super) target_span: Span,
    pub(super) operator_span: Span,
    pub(super) operand_span: Span,
}

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'a> {
    Property(&'a PropertyKey),
    /// Of one item, so always a single value.
    Element(Element),
}

impl Target<'_> {
    /// Whether it is one text, or none.
    pub(super) fn is_one_text(self) -> bool {
        match self {
            Target::Property(property) => property.property_type() == PropertyType::String,
            Target::Element(_) => true,
        }
    }

    /// Whether it is one value, or none.
    pub(super) fn is_one_value(self) -> bool {
        match self {
            Target::Property(property) => !property.property_type().is_collection(),
            Target::Element(_) => true,
        }
    }
}

impl Comparison<'_> {
    /// Its whole place.
    pub(super) fn span(&self) -> Span {
        self.target_span.to(self.operand_span)
    }

    /// The place of the operator and the value.
    pub(super) fn tail_span(&self) -> Span {
        self.operator_span.to(self.operand_span)
    }
}

/// A leaf that may be a comparison.
pub(super) trait Compared {
    /// The comparison, if it is one.
    fn comparison(&self) -> Option<Comparison<'_>>;
}

impl Compared for Condition {
    fn comparison(&self) -> Option<Comparison<'_>> {
        match self {
            Condition::Predicate(predicate) => {
                Some(seen(Target::Property(predicate.target()), predicate))
            }
            Condition::Quantified(_) => None,
        }
    }
}

impl Compared for Predicate<Element> {
    fn comparison(&self) -> Option<Comparison<'_>> {
        Some(seen(Target::Element(*self.target()), self))
    }
}

fn seen<'a, T>(target: Target<'a>, predicate: &'a Predicate<T>) -> Comparison<'a> {
    Comparison {
        target,
        operator: predicate.operator(),
        operand: predicate.operand(),
        target_span: predicate.target_span(),
        operator_span: predicate.operator_span(),
        operand_span: predicate.operand_span(),
    }
}

/// The comparison that a part is, if it is nothing else.
pub(super) fn comparison_of<L: Compared>(part: &Logic<L>) -> Option<Comparison<'_>> {
    part.leaf().and_then(Compared::comparison)
}

/// Advice that is the same at the top and inside `-any` and `-all`.
pub(super) trait Everywhere {
    /// Looks at one part; it is called for the parts inside on its own.
    fn part<L: Compared + PartialEq>(
        &self,
        part: &Logic<L>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    );

    /// Looks at all parts of a rule.
    fn all_parts(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        let Some(expression) = rule.expression() else {
            return;
        };
        expression.each(&mut |part| {
            self.part(part, rule.text(), found);
            if let Node::Leaf(Condition::Quantified(quantified)) = part.node() {
                quantified
                    .body()
                    .each(&mut |part| self.part(part, rule.text(), found));
            }
        });
    }
}
