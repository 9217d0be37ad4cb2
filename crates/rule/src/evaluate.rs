//! The answer of a rule for one subject: two-valued, with missing values, without context.
//!
//! This is the plain evaluator, the measure of every faster one.

use std::sync::Arc;

use ingroup_schema::{
    AssignedPlan, Duration, Instant, Operator, PropertyKey, Quantifier, ValueRef, contains_folded,
    ends_with_folded, eq_folded, starts_with_folded,
};

use crate::fault::{Fault, all, any};
use crate::logic::{Condition, Element, Logic, Moment, Node, Operand, Predicate, Quantified, Text};
use crate::rule::{Kind, Rule};
use crate::subject::Subject;

impl Rule {
    /// Whether the rule takes the subject at the time `now`. Never true for a subject of the other
    /// kind.
    ///
    /// # Errors
    /// When a pattern could not be searched and the rest of the rule does not decide: `false -and
    /// fault` is false and `true -or fault` is true, in either order.
    pub fn evaluate(&self, subject: &(impl Subject + ?Sized), now: Instant) -> Result<bool, Fault> {
        if subject.kind() != self.subject {
            return Ok(false);
        }
        match &self.kind {
            Kind::Expression(logic) => logic
                .decide(&mut |condition| condition.holds(subject.value(condition.property()), now)),
            Kind::DirectReports(manager) => Ok(subject.manager() == Some(*manager)),
            Kind::MemberOf(groups) => Ok(groups.iter().any(|group| subject.is_member_of(*group))),
        }
    }

    /// The next instant after `now` at which the answer for this subject becomes another by the
    /// passing of time alone; nothing if it never does (LANG 3.8).
    pub fn next_flip(&self, subject: &(impl Subject + ?Sized), now: Instant) -> Option<Instant> {
        let mut candidates = Vec::new();
        self.expression()?.each_leaf(&mut |condition| {
            if let Condition::Predicate(predicate) = condition {
                candidates.extend(predicate.turns(subject.value(&predicate.target)));
            }
        });
        candidates.retain(|candidate| *candidate > now);
        candidates.sort_unstable();
        candidates.dedup();
        let present = self.evaluate(subject, now);
        candidates
            .into_iter()
            .find(|candidate| self.evaluate(subject, *candidate) != present)
    }
}

impl<L> Logic<L> {
    /// The answer, given the answer of each leaf. Leaves behind a decided joiner are not asked.
    ///
    /// # Errors
    /// The first fault, if no other leaf decides.
    pub fn decide(&self, leaf: &mut impl FnMut(&L) -> Result<bool, Fault>) -> Result<bool, Fault> {
        match &self.node {
            Node::And(parts) => all(parts.iter().map(|part| part.decide(leaf))),
            Node::Or(parts) => any(parts.iter().map(|part| part.decide(leaf))),
            Node::Not(inner) => inner.decide(leaf).map(|answer| !answer),
            Node::Leaf(found) => leaf(found),
        }
    }
}

impl Condition {
    /// Whether the condition holds for a value of its property.
    ///
    /// # Errors
    /// When a pattern could not be searched in it.
    pub fn holds(&self, value: ValueRef<'_>, now: Instant) -> Result<bool, Fault> {
        match self {
            Condition::Predicate(predicate) => predicate.holds(value, now),
            Condition::Quantified(quantified) => quantified.holds(value),
        }
    }
}

impl Predicate<PropertyKey> {
    /// Whether the comparison holds for a value of its property. A comparison with a collection is
    /// one with any of its items, and its negation if the operator is negative (LANG 3.3).
    ///
    /// # Errors
    /// When a pattern could not be searched in it.
    pub fn holds(&self, value: ValueRef<'_>, now: Instant) -> Result<bool, Fault> {
        let positive = match value {
            ValueRef::Null => Ok(matches!(self.operand, Operand::Null)),
            ValueRef::Boolean(value) => {
                Ok(matches!(self.operand, Operand::Boolean(wanted) if wanted == value))
            }
            ValueRef::Text(text) => self.operand.holds_for(self.operator, text),
            ValueRef::Instant(instant) => Ok(self.compares(instant, now)),
            ValueRef::Texts(items) if matches!(self.operand, Operand::Null) => Ok(items.is_empty()),
            ValueRef::Texts(items) => any(items
                .iter()
                .map(|item| self.operand.holds_for(self.operator, item))),
            ValueRef::Plans(_) => Ok(false),
        };
        positive.map(|answer| answer != self.operator.is_negative())
    }

    fn compares(&self, value: Instant, now: Instant) -> bool {
        let Operand::Moment(moment) = self.operand else {
            return false;
        };
        let wanted = moment.instant(now);
        match self.operator {
            Operator::Le => value <= wanted,
            Operator::Ge => value >= wanted,
            _ => value == wanted,
        }
    }

    /// The instant from which on the comparison with the present time has another answer.
    fn turns(&self, value: ValueRef<'_>) -> Option<Instant> {
        let (ValueRef::Instant(value), Operand::Moment(Moment::FromNow(ahead))) =
            (value, &self.operand)
        else {
            return None;
        };
        let level = value.saturating_add(ahead.negated());
        match self.operator {
            Operator::Ge => Some(level.saturating_add(Duration::from_nanoseconds(1))),
            _ => Some(level),
        }
    }
}

impl Operand {
    /// Whether the positive form of the operator holds for a text that is there.
    fn holds_for(&self, operator: Operator, value: &str) -> Result<bool, Fault> {
        Ok(match self {
            Operand::Text(text) => compare(operator.positive(), value, text),
            Operand::Texts(texts) => texts.iter().any(|text| eq_folded(value, text.folded())),
            Operand::Pattern(pattern) => {
                return pattern
                    .is_match(value)
                    .map_err(|cause| Fault::new(pattern, cause));
            }
            Operand::Null | Operand::Boolean(_) | Operand::Moment(_) => false,
        })
    }
}

fn compare(operator: Operator, value: &str, wanted: &Text) -> bool {
    let wanted = wanted.folded();
    match operator {
        Operator::StartsWith => starts_with_folded(value, wanted),
        Operator::EndsWith => ends_with_folded(value, wanted),
        Operator::Contains => contains_folded(value, wanted),
        _ => eq_folded(value, wanted),
    }
}

impl Quantified {
    /// Whether the condition holds for the items of a collection; a missing collection has none.
    ///
    /// # Errors
    /// When a pattern could not be searched in an item and no other item decides.
    pub fn holds(&self, value: ValueRef<'_>) -> Result<bool, Fault> {
        match value {
            ValueRef::Texts(items) => self.over(
                items
                    .iter()
                    .map(|item| self.holds_for_item(Item::Text(item))),
            ),
            ValueRef::Plans(plans) => self.over(
                plans
                    .iter()
                    .map(|plan| self.holds_for_item(Item::Plan(plan))),
            ),
            _ => self.over(std::iter::empty()),
        }
    }

    fn over(&self, answers: impl Iterator<Item = Result<bool, Fault>>) -> Result<bool, Fault> {
        match self.quantifier {
            Quantifier::Any => any(answers),
            Quantifier::All => all(answers),
        }
    }

    pub(crate) fn holds_for_item(&self, item: Item<'_>) -> Result<bool, Fault> {
        self.body
            .decide(&mut |predicate| predicate.holds_for_item(item))
    }
}

/// One item of a collection.
#[derive(Clone, Copy)]
pub(crate) enum Item<'a> {
    Text(&'a str),
    Plan(&'a AssignedPlan),
}

impl<'a> Item<'a> {
    /// What an element reads of it.
    pub(crate) fn read(self, element: Element) -> Option<&'a str> {
        fn text(value: &Option<Arc<str>>) -> Option<&str> {
            value.as_deref().filter(|text| !text.is_empty())
        }
        match (self, element) {
            (Item::Text(item), Element::Item) => Some(item),
            (Item::Plan(plan), Element::CapabilityStatus) => text(&plan.capability_status),
            (Item::Plan(plan), Element::Service) => text(&plan.service),
            (Item::Plan(plan), Element::ServicePlanId) => text(&plan.service_plan_id),
            _ => None,
        }
    }
}

impl Predicate<Element> {
    pub(crate) fn holds_for_item(&self, item: Item<'_>) -> Result<bool, Fault> {
        let positive = match item.read(self.target) {
            Some(value) => self.operand.holds_for(self.operator, value),
            None => Ok(matches!(self.operand, Operand::Null)),
        };
        positive.map(|answer| answer != self.operator.is_negative())
    }
}
