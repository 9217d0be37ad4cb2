//! The lowered expression of a checked rule, as plain data: joiners over predicates.
//!
//! Nothing here can be nonsense: every property exists, takes its operator, and has a value of its
//! type. Places do not count when two expressions are compared.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use ingroup_schema::{Operator, PropertyKey, Quantifier};

pub use crate::operand::{Moment, Operand, Text};
use crate::span::Span;

/// Joiners over leaves of one sort.
#[derive(Debug, Clone)]
pub struct Logic<L> {
    pub(crate) span: Span,
    pub(crate) outer: Span,
    pub(crate) node: Node<L>,
}

/// What a node of an expression is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node<L> {
    /// All of them; at least two.
    And(Vec<Logic<L>>),
    /// At least one of them; at least two.
    Or(Vec<Logic<L>>),
    /// Not this.
    Not(Box<Logic<L>>),
    /// A condition.
    Leaf(L),
}

impl<L> Logic<L> {
    /// Its place in the text, without the parentheses around it.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its place with all parentheses that hold nothing else.
    #[must_use]
    pub fn outer_span(&self) -> Span {
        self.outer
    }

    /// What it is.
    #[must_use]
    pub fn node(&self) -> &Node<L> {
        &self.node
    }

    /// The leaf, if it is one.
    #[must_use]
    pub fn leaf(&self) -> Option<&L> {
        match &self.node {
            Node::Leaf(leaf) => Some(leaf),
            _ => None,
        }
    }

    /// The nodes directly inside it.
    #[must_use]
    pub fn children(&self) -> &[Logic<L>] {
        match &self.node {
            Node::And(parts) | Node::Or(parts) => parts,
            Node::Not(inner) => std::slice::from_ref(&**inner),
            Node::Leaf(_) => &[],
        }
    }

    /// Calls `see` for every leaf, in the order of the text.
    pub fn each_leaf<'a>(&'a self, see: &mut impl FnMut(&'a L)) {
        match &self.node {
            Node::Leaf(leaf) => see(leaf),
            _ => {
                for child in self.children() {
                    child.each_leaf(see);
                }
            }
        }
    }

    /// Calls `see` for every node, the outer ones first.
    pub fn each<'a>(&'a self, see: &mut impl FnMut(&'a Logic<L>)) {
        see(self);
        for child in self.children() {
            child.each(see);
        }
    }
}

impl<L: PartialEq> PartialEq for Logic<L> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<L: Eq> Eq for Logic<L> {}

impl<L: Hash> Hash for Logic<L> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.node.hash(state);
    }
}

/// One condition of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Condition {
    /// A property compared with a value; on a collection of texts, lifted to its items (LANG 3.3).
    Predicate(Predicate<PropertyKey>),
    /// A condition on the items of a collection.
    Quantified(Quantified),
}

impl Condition {
    /// The property it reads.
    #[must_use]
    pub fn property(&self) -> &PropertyKey {
        match self {
            Condition::Predicate(predicate) => predicate.target(),
            Condition::Quantified(quantified) => quantified.property(),
        }
    }

    /// Whether it compares with the present time. Items of collections hold no dates.
    #[must_use]
    pub fn reads_the_clock(&self) -> bool {
        match self {
            Condition::Predicate(predicate) => {
                matches!(predicate.operand(), Operand::Moment(Moment::FromNow(_)))
            }
            Condition::Quantified(_) => false,
        }
    }
}

impl Condition {
    /// The condition with the positive partner of its operator, and whether it is the negation of
    /// that one (LANG 3.2). What stands inside `-any` and `-all` is left as it is.
    #[must_use]
    pub fn positive(&self) -> (Cow<'_, Condition>, bool) {
        match self {
            Condition::Predicate(predicate) if predicate.operator.is_negative() => {
                let operator = predicate.operator.positive();
                let positive = Predicate {
                    operator,
                    ..predicate.clone()
                };
                (Cow::Owned(Condition::Predicate(positive)), true)
            }
            Condition::Predicate(_) | Condition::Quantified(_) => (Cow::Borrowed(self), false),
        }
    }
}

/// A comparison of a target (a property, or what is read of an item) with a value.
///
/// Two predicates are equal if they give the same answer for the same reasons: case and places do
/// not count.
#[derive(Debug, Clone)]
pub struct Predicate<T> {
    pub(crate) target: T,
    pub(crate) operator: Operator,
    pub(crate) operand: Operand,
    pub(crate) target_span: Span,
    pub(crate) operator_span: Span,
    pub(crate) operand_span: Span,
}

impl<T> Predicate<T> {
    /// What is compared.
    #[must_use]
    pub fn target(&self) -> &T {
        &self.target
    }

    /// How. A negative operator is exactly the negation of its positive partner (LANG 3.2).
    #[must_use]
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// With what.
    #[must_use]
    pub fn operand(&self) -> &Operand {
        &self.operand
    }

    /// The place of the target, prefix included.
    #[must_use]
    pub fn target_span(&self) -> Span {
        self.target_span
    }

    /// The place of the operator, hyphen included.
    #[must_use]
    pub fn operator_span(&self) -> Span {
        self.operator_span
    }

    /// The place of the value, quotation marks or brackets included.
    #[must_use]
    pub fn operand_span(&self) -> Span {
        self.operand_span
    }
}

impl<T: PartialEq> PartialEq for Predicate<T> {
    fn eq(&self, other: &Self) -> bool {
        self.target == other.target
            && self.operator == other.operator
            && self.operand == other.operand
    }
}

impl<T: Eq> Eq for Predicate<T> {}

impl<T: Hash> Hash for Predicate<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.target.hash(state);
        self.operator.hash(state);
        self.operand.hash(state);
    }
}

/// A condition on the items of a collection (LANG 3.6).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantified {
    pub(crate) property: PropertyKey,
    pub(crate) quantifier: Quantifier,
    pub(crate) body: Logic<Predicate<Element>>,
    pub(crate) property_span: PlaceOfNoAccount,
}

/// A place that does not count in comparisons.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlaceOfNoAccount(pub(crate) Span);

impl PartialEq for PlaceOfNoAccount {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for PlaceOfNoAccount {}

impl Hash for PlaceOfNoAccount {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Quantified {
    /// The collection.
    #[must_use]
    pub fn property(&self) -> &PropertyKey {
        &self.property
    }

    /// Whether one item is enough, or all must satisfy the condition.
    #[must_use]
    pub fn quantifier(&self) -> Quantifier {
        self.quantifier
    }

    /// The condition on one item.
    #[must_use]
    pub fn body(&self) -> &Logic<Predicate<Element>> {
        &self.body
    }

    /// The place of the collection's name, prefix included.
    #[must_use]
    pub fn property_span(&self) -> Span {
        self.property_span.0
    }
}

/// What a condition reads of one item of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// The text itself: `_`.
    Item,
    /// `assignedPlan.capabilityStatus`.
    CapabilityStatus,
    /// `assignedPlan.service`.
    Service,
    /// `assignedPlan.servicePlanId`.
    ServicePlanId,
}

impl Element {
    /// What a plan has.
    pub const OF_A_PLAN: [Element; 3] = [
        Element::CapabilityStatus,
        Element::Service,
        Element::ServicePlanId,
    ];

    /// As a rule writes it, such as `_` or `assignedPlan.service`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Element::Item => "_",
            Element::CapabilityStatus => "assignedPlan.capabilityStatus",
            Element::Service => "assignedPlan.service",
            Element::ServicePlanId => "assignedPlan.servicePlanId",
        }
    }
}
