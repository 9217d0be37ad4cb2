//! Predicates that ask for an item of a collection: each item is looked up, and not each predicate asked.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_rule::{Condition, Element, Logic, Node, Predicate};
use ingroup_schema::{AssignedPlan, Instant, PropertyType, Quantifier, ValueRef};

use super::singles::{Singles, Wanted};
use super::{Answer, fold_into};
use crate::predicate::PredicateId;

/// What a predicate wants of an item without which it does not hold.
pub(super) struct Key<'a> {
    element: Element,
    wanted: Wanted<'a>,
    says: Says,
}

/// What an item that has what is wanted says of the predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// That it holds.
    Yes,
    /// That it may hold.
    Perhaps,
}

impl<'a> Key<'a> {
    /// What a condition wants; none if it can hold without such an item.
    pub(super) fn of(condition: &'a Condition) -> Option<Self> {
        match condition {
            Condition::Predicate(predicate) => {
                let is_lifted = predicate.target().property_type()
                    == PropertyType::StringCollection
                    && !predicate.operator().is_negative();
                let wanted = Wanted::of(predicate.operator(), predicate.operand())?;
                is_lifted.then_some(Self {
                    element: Element::Item,
                    wanted,
                    says: Says::Yes,
                })
            }
            Condition::Quantified(quantified) => match quantified.quantifier() {
                Quantifier::Any => Self::of_body(quantified.body()),
                Quantifier::All => None,
            },
        }
    }

    fn of_body(body: &'a Logic<Predicate<Element>>) -> Option<Self> {
        match body.node() {
            Node::Leaf(predicate) if !predicate.operator().is_negative() => Some(Self {
                element: *predicate.target(),
                wanted: Wanted::of(predicate.operator(), predicate.operand())?,
                says: Says::Yes,
            }),
            Node::And(parts) => {
                let keys = parts.iter().filter_map(Self::of_body);
                let best = keys.max_by_key(Self::rarity)?;
                Some(Self {
                    says: Says::Perhaps,
                    ..best
                })
            }
            Node::Leaf(_) | Node::Or(_) | Node::Not(_) => None,
        }
    }

    /// The folded texts one of which is in an item of every collection of texts for which the condition holds; none if it
    /// asks for something else.
    pub(super) fn texts(self) -> Option<Vec<Cow<'a, str>>> {
        if self.element != Element::Item {
            return None;
        }
        Some(match self.wanted {
            Wanted::Equal(texts) => texts,
            Wanted::Prefix(text) | Wanted::Suffix(text) | Wanted::Inside(text) => vec![text],
        })
    }

    /// A whole text says more than a part of one, and an identifier more than a state.
    fn rarity(&self) -> (bool, Element) {
        (matches!(self.wanted, Wanted::Equal(_)), self.element)
    }
}

/// Predicates that hold for a collection if one of its items is right.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    /// By what they look at of an item.
    known: BTreeMap<Element, Singles>,
    /// Those that are to be asked when an item says that they may hold.
    perhaps: Arc<BTreeMap<PredicateId, Arc<Condition>>>,
}

impl Items {
    pub(super) fn add(&mut self, id: PredicateId, key: &Key<'_>, condition: &Arc<Condition>) {
        let known = self.known.entry(key.element).or_default();
        known.add(id, &key.wanted);
        if key.says == Says::Perhaps {
            Arc::make_mut(&mut self.perhaps).insert(id, condition.clone());
        }
    }

    pub(super) fn remove(&mut self, id: PredicateId, key: &Key<'_>) {
        if let Some(known) = self.known.get_mut(&key.element) {
            known.remove(id, &key.wanted);
        }
        if key.says == Says::Perhaps {
            Arc::make_mut(&mut self.perhaps).remove(&id);
        }
    }

    pub(super) fn settle(&mut self) {
        self.known.values_mut().for_each(Singles::settle);
    }

    /// Which predicates hold for a collection.
    pub(super) fn ask(&self, value: ValueRef<'_>, answer: &mut Answer) {
        let mut folded = std::mem::take(&mut answer.folded);
        for (element, known) in &self.known {
            let ask = |text: &str| {
                fold_into(text, &mut folded);
                known.ask(&folded, text, answer);
            };
            match value {
                ValueRef::Texts(items) if *element == Element::Item => {
                    items.iter().for_each(ask);
                }
                ValueRef::Plans(plans) => {
                    let texts = plans.iter().filter_map(|plan| text_of(plan, *element));
                    texts.for_each(ask);
                }
                _ => {}
            }
        }
        answer.folded = folded;
        answer.holds.sort_unstable();
        answer.holds.dedup();
        let Answer { holds, faults, .. } = answer;
        holds.retain(|id| {
            let asked = self.perhaps.get(id);
            // No predicate here reads the clock, so any time will do.
            match asked.map(|condition| condition.holds(value, Instant::EPOCH)) {
                None => true,
                Some(Ok(holds)) => holds,
                Some(Err(_)) => {
                    faults.push(*id);
                    false
                }
            }
        });
    }
}

/// What an element of a rule reads of a plan.
fn text_of(plan: &AssignedPlan, element: Element) -> Option<&str> {
    let text = match element {
        Element::Item => return None,
        Element::CapabilityStatus => &plan.capability_status,
        Element::Service => &plan.service,
        Element::ServicePlanId => &plan.service_plan_id,
    };
    text.as_deref().filter(|text| !text.is_empty())
}
