//! Why a rule takes a subject or not: the answer of every part, in the shape of
//! `evaluateDynamicMembership`.

use ingroup_schema::{Instant, ValueRef};
use serde::{Serialize, Serializer};

use crate::evaluate::Item;
use crate::fault::{Fault, all, any};
use crate::logic::{Condition, Element, Logic, Node, Predicate, Quantified};
use crate::rule::{Kind, Rule};
use crate::span::Span;
use crate::subject::Subject;

/// One part of a rule with its answer. Serialises as the service's `expressionEvaluationDetails`
/// (a fault as `null`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// The answer of this part.
    #[serde(rename = "expressionResult", serialize_with = "answer_or_null")]
    pub result: Result<bool, Fault>,
    /// Its text, without the parentheses around it.
    pub expression: String,
    /// The place of that text in the rule.
    #[serde(skip)]
    pub span: Span,
    /// What was read of the subject, in a comparison.
    #[serde(rename = "propertyToEvaluate")]
    pub property: Option<PropertyRead>,
    /// The parts directly inside; for a collection one for each item.
    #[serde(rename = "expressionEvaluationDetails")]
    pub details: Vec<Trace>,
}

fn answer_or_null<S: Serializer>(
    result: &Result<bool, Fault>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    result.as_ref().ok().serialize(serializer)
}

/// A property and the value it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PropertyRead {
    /// The property's name without its prefix; `_` or `assignedPlan.…` for an item.
    #[serde(rename = "propertyName")]
    pub name: String,
    /// The value as text; nothing if there is none. Several are separated by semicolons.
    #[serde(rename = "propertyValue")]
    pub value: Option<String>,
}

impl PropertyRead {
    fn new(name: &str, value: Option<String>) -> Option<Self> {
        Some(PropertyRead {
            name: name.to_owned(),
            value,
        })
    }
}

/// The answer of every part of the rule for a subject; the outermost answer is always that of
/// [`Rule::evaluate`].
#[must_use]
pub fn trace(rule: &Rule, subject: &(impl Subject + ?Sized), now: Instant) -> Trace {
    let tracer = Tracer { rule, subject, now };
    let mut trace = match rule.kind() {
        Kind::Expression(logic) => tracer.logic(logic, &|condition| tracer.condition(condition)),
        Kind::DirectReports(_) | Kind::MemberOf(_) => tracer.special(),
    };
    if subject.kind() != rule.subject() {
        trace.result = Ok(false);
    }
    trace
}

/// What a leaf adds to its trace.
struct LeafTrace {
    result: Result<bool, Fault>,
    property: Option<PropertyRead>,
    details: Vec<Trace>,
}

struct Tracer<'a, S: ?Sized> {
    rule: &'a Rule,
    subject: &'a S,
    now: Instant,
}

impl<S: Subject + ?Sized> Tracer<'_, S> {
    fn text(&self, span: Span) -> String {
        span.of(self.rule.text()).to_owned()
    }

    fn logic<L>(&self, logic: &Logic<L>, leaf: &impl Fn(&L) -> LeafTrace) -> Trace {
        let children = || -> Vec<Trace> {
            logic
                .children()
                .iter()
                .map(|child| self.logic(child, leaf))
                .collect()
        };
        let traced = match logic.node() {
            Node::Leaf(found) => leaf(found),
            Node::And(_) => joined(children(), |details| all(results(details))),
            Node::Or(_) => joined(children(), |details| any(results(details))),
            Node::Not(_) => joined(children(), |details| all(results(details)).map(|it| !it)),
        };
        Trace {
            result: traced.result,
            expression: self.text(logic.span()),
            span: logic.span(),
            property: traced.property,
            details: traced.details,
        }
    }

    fn condition(&self, condition: &Condition) -> LeafTrace {
        let value = self.subject.value(condition.property());
        let details = match condition {
            Condition::Predicate(_) => Vec::new(),
            Condition::Quantified(quantified) => self.items(quantified, value),
        };
        LeafTrace {
            result: condition.holds(value, self.now),
            property: PropertyRead::new(condition.property().name(), shown(value)),
            details,
        }
    }

    fn items(&self, quantified: &Quantified, value: ValueRef<'_>) -> Vec<Trace> {
        let one =
            |item: Item<'_>| self.logic(quantified.body(), &|predicate| element(predicate, item));
        match value {
            ValueRef::Texts(items) => items.iter().map(|item| one(Item::Text(item))).collect(),
            ValueRef::Plans(plans) => plans.iter().map(|plan| one(Item::Plan(plan))).collect(),
            _ => Vec::new(),
        }
    }

    /// A direct-reports or a memberOf rule: one question, and for memberOf one for each group.
    fn special(&self) -> Trace {
        let text = self.rule.text();
        let (property, details) = match self.rule.kind() {
            Kind::MemberOf(groups) => {
                let details = groups.iter().map(|group| Trace {
                    result: Ok(self.subject.is_member_of(*group)),
                    expression: group.to_string(),
                    span: Span::new(0, text.chars().count()),
                    property: None,
                    details: Vec::new(),
                });
                (PropertyRead::new("memberOf", None), details.collect())
            }
            _ => {
                let manager = self.subject.manager().map(|id| id.to_string());
                (PropertyRead::new("manager", manager), Vec::new())
            }
        };
        Trace {
            result: self.rule.evaluate(self.subject, self.now),
            expression: text.trim().to_owned(),
            span: Span::new(0, text.chars().count()),
            property,
            details,
        }
    }
}

fn results(details: &[Trace]) -> impl Iterator<Item = Result<bool, Fault>> + '_ {
    details.iter().map(|detail| detail.result.clone())
}

fn joined(details: Vec<Trace>, join: impl Fn(&[Trace]) -> Result<bool, Fault>) -> LeafTrace {
    LeafTrace {
        result: join(&details),
        property: None,
        details,
    }
}

fn element(predicate: &Predicate<Element>, item: Item<'_>) -> LeafTrace {
    let element = *predicate.target();
    LeafTrace {
        result: predicate.holds_for_item(item),
        property: PropertyRead::new(element.name(), item.read(element).map(str::to_owned)),
        details: Vec::new(),
    }
}

/// A value as text.
fn shown(value: ValueRef<'_>) -> Option<String> {
    let list = |items: Vec<&str>| (!items.is_empty()).then(|| items.join("; "));
    match value {
        ValueRef::Null => None,
        ValueRef::Boolean(value) => Some(value.to_string()),
        ValueRef::Text(text) => Some(text.to_owned()),
        ValueRef::Instant(instant) => Some(instant.to_string()),
        ValueRef::Texts(items) => list(items.iter().collect()),
        ValueRef::Plans(plans) => list(
            plans
                .iter()
                .filter_map(|plan| plan.service_plan_id.as_deref())
                .collect(),
        ),
    }
}
