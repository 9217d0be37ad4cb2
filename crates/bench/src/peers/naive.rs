//! The naive evaluator, fixed for ever, so that ratios mean the same at all times.
//!
//! For each user it walks each rule's tree over lower-cased strings. Patterns are compiled once with the `regex` crate;
//! nothing is shared between rules, and nothing is known of values beforehand. It shares no code with the evaluators
//! of the product.

use ingroup_rule::{Condition, Element, Logic, Node, Operand, Predicate, Rule};
use ingroup_schema::{Operator, PropertyKey, Quantifier, Value};
use regex::{Regex, RegexBuilder};

use super::{Everything, Peer, Sample};
use crate::digest::Digest;
use crate::job::Failed;
use crate::timing::timed;
use crate::workload::{Person, Workload};

/// Lower-cased people and the rules' trees.
pub(crate) struct Naive {
    people: Vec<LowerPerson>,
    rules: Vec<Tree>,
    keys: Vec<PropertyKey>,
}

/// The values of somebody, lower-cased, by attribute.
pub(crate) struct LowerPerson(Vec<Cell>);

pub(crate) enum Cell {
    Null,
    Flag(bool),
    Text(String),
    Texts(Vec<String>),
    Plans(Vec<Plan>),
}

pub(crate) struct Plan {
    service: String,
    status: String,
    id: String,
}

/// A rule's tree.
pub(crate) enum Tree {
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
    Leaf(Leaf),
}

pub(crate) struct Leaf {
    attribute: usize,
    negative: bool,
    test: Test,
}

enum Test {
    Null,
    Flag(bool),
    Text(TextTest),
    Items(Quantifier, ItemTree),
}

enum TextTest {
    Equals(String),
    OneOf(Vec<String>),
    Starts(String),
    Ends(String),
    Contains(String),
    Matches(Regex),
}

enum ItemTree {
    And(Vec<ItemTree>),
    Or(Vec<ItemTree>),
    Not(Box<ItemTree>),
    Leaf {
        element: Element,
        negative: bool,
        test: TextTest,
    },
}

impl Naive {
    /// The people and rules of a sample.
    pub(crate) fn new(workload: &Workload, rules: &[Rule], sample: Sample) -> Result<Self, Failed> {
        let people = workload.people();
        let keys = people.keys().to_vec();
        Ok(Self {
            people: (0..sample.users)
                .map(|number| LowerPerson::of(&people.person(number)))
                .collect(),
            rules: rules
                .iter()
                .take(sample.rules)
                .map(|rule| Tree::of(&keys, rule))
                .collect::<Result<_, _>>()?,
            keys,
        })
    }

    /// What the memberships of one person come to.
    pub(crate) fn digest_of(&self, number: usize, person: &LowerPerson) -> Digest {
        let mut digest = Digest::default();
        for (rule, tree) in self.rules.iter().enumerate() {
            if tree.takes(person) {
                digest.add(rule, number);
            }
        }
        digest
    }
}

impl Peer for Naive {
    fn everything(&mut self) -> Result<Everything, Failed> {
        let mut taken = vec![Vec::new(); self.rules.len()];
        let ((), seconds) = timed(|| {
            for (number, person) in (0_u32..).zip(&self.people) {
                for (tree, taken) in self.rules.iter().zip(&mut taken) {
                    if tree.takes(person) {
                        taken.push(number);
                    }
                }
            }
            Ok(())
        })?;
        let mut digest = Digest::default();
        for (rule, taken) in taken.iter().enumerate() {
            for number in taken {
                digest.add(rule, *number as usize);
            }
        }
        Ok(Everything { seconds, digest })
    }

    fn one_user(&mut self, _: usize, person: &Person) -> Result<Option<f64>, Failed> {
        let person = LowerPerson::of(person);
        let (found, seconds) =
            timed(|| Ok(self.rules.iter().filter(|tree| tree.takes(&person)).count()))?;
        std::hint::black_box(found);
        Ok(Some(seconds))
    }

    fn one_rule(&mut self, rule: &Rule) -> Result<Option<f64>, Failed> {
        let (found, seconds) = timed(|| {
            let tree = Tree::of(&self.keys, rule)?;
            let mut taken: Vec<u32> = Vec::new();
            for (number, person) in (0_u32..).zip(&self.people) {
                if tree.takes(person) {
                    taken.push(number);
                }
            }
            Ok(taken)
        })?;
        std::hint::black_box(found.len());
        Ok(Some(seconds))
    }

    fn takes(&self, rule: usize, user: usize) -> Option<bool> {
        let (tree, person) = (self.rules.get(rule)?, self.people.get(user)?);
        Some(tree.takes(person))
    }
}

impl LowerPerson {
    /// The values of somebody, lower-cased.
    pub(crate) fn of(person: &Person) -> Self {
        Self(person.values.iter().map(Cell::of).collect())
    }

    /// The value of an attribute.
    pub(crate) fn cell(&self, attribute: usize) -> Option<&Cell> {
        self.0.get(attribute)
    }
}

impl Cell {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null | Value::Instant(_) => Self::Null,
            Value::Boolean(value) => Self::Flag(*value),
            Value::Text(text) => Self::Text(text.to_lowercase()),
            Value::Texts(items) => {
                Self::Texts(items.iter().map(|item| item.to_lowercase()).collect())
            }
            Value::Plans(plans) => Self::Plans(
                plans
                    .iter()
                    .map(|plan| Plan {
                        service: lower(plan.service.as_deref()),
                        status: lower(plan.capability_status.as_deref()),
                        id: lower(plan.service_plan_id.as_deref()),
                    })
                    .collect(),
            ),
        }
    }
}

fn lower(text: Option<&str>) -> String {
    text.unwrap_or_default().to_lowercase()
}

impl Tree {
    /// The tree of a rule about these properties.
    pub(crate) fn of(keys: &[PropertyKey], rule: &Rule) -> Result<Self, Failed> {
        let logic = rule.expression().ok_or("a rule is no expression")?;
        Self::of_logic(keys, logic)
    }

    fn of_logic(keys: &[PropertyKey], logic: &Logic<Condition>) -> Result<Self, Failed> {
        let each = |parts: &[Logic<Condition>]| -> Result<Vec<Self>, Failed> {
            parts
                .iter()
                .map(|part| Self::of_logic(keys, part))
                .collect()
        };
        Ok(match logic.node() {
            Node::And(parts) => Self::And(each(parts)?),
            Node::Or(parts) => Self::Or(each(parts)?),
            Node::Not(inner) => Self::Not(Box::new(Self::of_logic(keys, inner)?)),
            Node::Leaf(condition) => Self::Leaf(Leaf::of(keys, condition)?),
        })
    }

    pub(crate) fn takes(&self, person: &LowerPerson) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.takes(person)),
            Self::Or(parts) => parts.iter().any(|part| part.takes(person)),
            Self::Not(inner) => !inner.takes(person),
            Self::Leaf(leaf) => person
                .0
                .get(leaf.attribute)
                .is_some_and(|cell| leaf.holds(cell)),
        }
    }
}

impl Leaf {
    pub(crate) fn of(keys: &[PropertyKey], condition: &Condition) -> Result<Self, Failed> {
        let known = keys.iter().position(|key| key == condition.property());
        let attribute = known.ok_or("a rule names an attribute that nobody has")?;
        let (negative, test) = match condition {
            Condition::Quantified(quantified) => {
                let body = ItemTree::of(quantified.body())?;
                (false, Test::Items(quantified.quantifier(), body))
            }
            Condition::Predicate(predicate) => {
                let test = match predicate.operand() {
                    Operand::Null => Test::Null,
                    Operand::Boolean(wanted) => Test::Flag(*wanted),
                    _ => Test::Text(TextTest::of(predicate)?),
                };
                (predicate.operator().is_negative(), test)
            }
        };
        Ok(Self {
            attribute,
            negative,
            test,
        })
    }

    pub(crate) fn holds(&self, cell: &Cell) -> bool {
        let positive = match (&self.test, cell) {
            (Test::Null, Cell::Null) => true,
            (Test::Null, Cell::Texts(items)) => items.is_empty(),
            (Test::Flag(wanted), Cell::Flag(value)) => wanted == value,
            (Test::Text(test), Cell::Text(text)) => test.holds(text),
            (Test::Text(test), Cell::Texts(items)) => items.iter().any(|item| test.holds(item)),
            (Test::Items(quantifier, body), cell) => body.over(*quantifier, cell),
            _ => false,
        };
        positive != self.negative
    }
}

impl TextTest {
    fn of<T>(predicate: &Predicate<T>) -> Result<Self, Failed> {
        Ok(
            match (predicate.operand(), predicate.operator().positive()) {
                (Operand::Texts(texts), _) => Self::OneOf(
                    texts
                        .iter()
                        .map(|text| text.written().to_lowercase())
                        .collect(),
                ),
                (Operand::Pattern(pattern), _) => Self::Matches(
                    RegexBuilder::new(&pattern.source().to_lowercase())
                        .dot_matches_new_line(false)
                        .build()?,
                ),
                (Operand::Text(text), operator) => {
                    let wanted = text.written().to_lowercase();
                    match operator {
                        Operator::StartsWith => Self::Starts(wanted),
                        Operator::EndsWith => Self::Ends(wanted),
                        Operator::Contains => Self::Contains(wanted),
                        _ => Self::Equals(wanted),
                    }
                }
                _ => return Err("a rule compares with something that nobody has".into()),
            },
        )
    }

    fn holds(&self, text: &str) -> bool {
        match self {
            Self::Equals(wanted) => text == wanted,
            Self::OneOf(wanted) => wanted.iter().any(|wanted| text == wanted),
            Self::Starts(wanted) => text.starts_with(wanted.as_str()),
            Self::Ends(wanted) => text.ends_with(wanted.as_str()),
            Self::Contains(wanted) => text.contains(wanted.as_str()),
            Self::Matches(pattern) => pattern.is_match(text),
        }
    }
}

impl ItemTree {
    fn of(logic: &Logic<Predicate<Element>>) -> Result<Self, Failed> {
        let each = |parts: &[Logic<Predicate<Element>>]| -> Result<Vec<Self>, Failed> {
            parts.iter().map(Self::of).collect()
        };
        Ok(match logic.node() {
            Node::And(parts) => Self::And(each(parts)?),
            Node::Or(parts) => Self::Or(each(parts)?),
            Node::Not(inner) => Self::Not(Box::new(Self::of(inner)?)),
            Node::Leaf(predicate) => Self::Leaf {
                element: *predicate.target(),
                negative: predicate.operator().is_negative(),
                test: TextTest::of(predicate)?,
            },
        })
    }

    fn over(&self, quantifier: Quantifier, cell: &Cell) -> bool {
        match cell {
            Cell::Texts(items) => over(quantifier, items, |item| self.holds(&|_| item)),
            Cell::Plans(plans) => over(quantifier, plans, |plan| {
                self.holds(&|element| match element {
                    Element::Service => &plan.service,
                    Element::CapabilityStatus => &plan.status,
                    Element::ServicePlanId | Element::Item => &plan.id,
                })
            }),
            _ => quantifier == Quantifier::All,
        }
    }

    fn holds<'a>(&self, text: &dyn Fn(Element) -> &'a String) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.holds(text)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(text)),
            Self::Not(inner) => !inner.holds(text),
            Self::Leaf {
                element,
                negative,
                test,
            } => test.holds(text(*element)) != *negative,
        }
    }
}

fn over<T>(quantifier: Quantifier, items: &[T], holds: impl Fn(&T) -> bool) -> bool {
    match quantifier {
        Quantifier::Any => items.iter().any(holds),
        Quantifier::All => items.iter().all(holds),
    }
}
