//! The crate `a-tree`: rules as one shared structure, people as events.
//!
//! Equality, lists of values and Booleans are its own; what it lacks (beginnings, ends, parts, patterns, items of
//! collections) it gets for free: which of those predicates hold for somebody is worked out before the clock starts
//! and comes with the event as a list of numbers. A missing value is a text that nobody has.

use std::collections::HashMap;

use a_tree::{ATree, AttributeDefinition, Event};
use ingroup_rule::{Condition, Logic, Node, Operand, Rule};
use ingroup_schema::{Operator, PropertyKey, Value};

use super::naive::{Leaf, LowerPerson};
use super::{Everything, Peer, Sample};
use crate::digest::Digest;
use crate::job::Failed;
use crate::timing::timed;
use crate::workload::{Person, Workload, attribute_name};

const NOTHING: &str = "(none)";

/// The structure, and what it is given for free.
pub(crate) struct Tree {
    tree: ATree<u64>,
    keys: Vec<PropertyKey>,
    /// The predicates that it lacks, by attribute, with their numbers.
    lacking: Vec<Vec<(i64, Leaf)>>,
    people: Vec<Prepared>,
}

/// Somebody, ready to be made an event.
struct Prepared {
    texts: Vec<String>,
    numbers: Vec<Vec<i64>>,
}

impl Tree {
    pub(crate) fn new(workload: &Workload, rules: &[Rule], sample: Sample) -> Result<Self, Failed> {
        let people = workload.people();
        let keys = people.keys().to_vec();
        let mut definitions = Vec::new();
        for place in 0..keys.len() {
            definitions.push(AttributeDefinition::string(attribute_name(place)));
            definitions.push(AttributeDefinition::integer_list(&list_name(place)));
        }
        let mut tree = ATree::new(&definitions).map_err(|error| format!("{error:?}"))?;
        let mut writer = Writer {
            keys: &keys,
            numbers: HashMap::new(),
            lacking: keys.iter().map(|_| Vec::new()).collect(),
        };
        for (number, rule) in (0_u64..).zip(rules.iter().take(sample.rules)) {
            let logic = rule.expression().ok_or("a rule is no expression")?;
            let text = writer.text(logic)?;
            tree.insert(&number, &text)
                .map_err(|error| format!("{text}: {error:?}"))?;
        }
        let lacking = writer.lacking;
        let mut peer = Self {
            tree,
            keys,
            lacking,
            people: Vec::new(),
        };
        peer.people = (0..sample.users)
            .map(|number| peer.prepared(&people.person(number)))
            .collect();
        Ok(peer)
    }

    fn prepared(&self, person: &Person) -> Prepared {
        let lower = LowerPerson::of(person);
        let texts = person.values.iter().map(|value| match value {
            Value::Boolean(value) => value.to_string(),
            Value::Text(text) => text.to_lowercase(),
            _ => NOTHING.to_owned(),
        });
        let numbers = self.lacking.iter().enumerate().map(|(place, leaves)| {
            let held = leaves
                .iter()
                .filter(|(_, leaf)| lower.cell(place).is_some_and(|cell| leaf.holds(cell)));
            held.map(|(number, _)| *number).collect()
        });
        Prepared {
            texts: texts.collect(),
            numbers: numbers.collect(),
        }
    }

    fn event(&self, person: &Prepared) -> Result<Event, Failed> {
        let mut builder = self.tree.make_event();
        let failed = |error| format!("{error:?}");
        for place in 0..self.keys.len() {
            let (Some(text), Some(numbers)) = (person.texts.get(place), person.numbers.get(place))
            else {
                continue;
            };
            builder
                .with_string(attribute_name(place), text)
                .map_err(failed)?;
            builder
                .with_integer_list(&list_name(place), numbers)
                .map_err(failed)?;
        }
        Ok(builder.build().map_err(failed)?)
    }

    fn matches(&self, person: &Prepared) -> Result<Vec<u64>, Failed> {
        let event = self.event(person)?;
        let report = self
            .tree
            .search(&event)
            .map_err(|error| format!("{error:?}"))?;
        Ok(report.matches().iter().map(|rule| **rule).collect())
    }
}

fn list_name(place: usize) -> String {
    format!("{}_holds", attribute_name(place))
}

impl Peer for Tree {
    fn everything(&mut self) -> Result<Everything, Failed> {
        let (taken, seconds) = timed(|| {
            let people = self.people.iter();
            people
                .map(|person| self.matches(person))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let mut digest = Digest::default();
        for (user, rules) in taken.iter().enumerate() {
            for rule in rules {
                digest.add(usize::try_from(*rule)?, user);
            }
        }
        Ok(Everything { seconds, digest })
    }

    fn one_user(&mut self, _: usize, person: &Person) -> Result<Option<f64>, Failed> {
        let prepared = self.prepared(person);
        let (found, seconds) = timed(|| self.matches(&prepared))?;
        std::hint::black_box(found.len());
        Ok(Some(seconds))
    }

    fn one_rule(&mut self, _: &Rule) -> Result<Option<f64>, Failed> {
        Ok(None)
    }

    fn takes(&self, rule: usize, user: usize) -> Option<bool> {
        let found = self.matches(self.people.get(user)?).ok()?;
        Some(found.contains(&(rule as u64)))
    }
}

/// Writes rules in the crate's own language.
struct Writer<'a> {
    keys: &'a [PropertyKey],
    numbers: HashMap<Condition, i64>,
    lacking: Vec<Vec<(i64, Leaf)>>,
}

impl Writer<'_> {
    fn text(&mut self, logic: &Logic<Condition>) -> Result<String, Failed> {
        let mut each = |parts: &[Logic<Condition>], joiner: &str| -> Result<String, Failed> {
            let texts = parts.iter().map(|part| self.text(part));
            let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
            Ok(format!("({})", texts.join(joiner)))
        };
        match logic.node() {
            Node::And(parts) => each(parts, " and "),
            Node::Or(parts) => each(parts, " or "),
            Node::Not(inner) => Ok(format!("(not {})", self.text(inner)?)),
            Node::Leaf(condition) => self.condition(condition),
        }
    }

    fn condition(&mut self, condition: &Condition) -> Result<String, Failed> {
        let known = self.keys.iter().position(|key| key == condition.property());
        let place = known.ok_or("a rule names an attribute that nobody has")?;
        let name = attribute_name(place);
        let quoted = |text: &str| format!("\"{}\"", text.to_lowercase());
        if let Condition::Predicate(predicate) = condition {
            let negative = predicate.operator().is_negative();
            let equals = if negative { "<>" } else { "=" };
            let within = if negative { "not in" } else { "in" };
            match (predicate.operator().positive(), predicate.operand()) {
                (Operator::Eq, Operand::Text(text)) => {
                    return Ok(format!("({name} {equals} {})", quoted(text.written())));
                }
                (Operator::Eq, Operand::Boolean(value)) => {
                    return Ok(format!("({name} {equals} \"{value}\")"));
                }
                (Operator::Eq, Operand::Null) => {
                    return Ok(format!("({name} {equals} \"{NOTHING}\")"));
                }
                (Operator::In, Operand::Texts(texts)) => {
                    let texts: Vec<String> =
                        texts.iter().map(|text| quoted(text.written())).collect();
                    return Ok(format!("({name} {within} [{}])", texts.join(", ")));
                }
                _ => {}
            }
        }
        let next = i64::try_from(self.numbers.len())?;
        let number = *self.numbers.entry(condition.clone()).or_insert(next);
        if number == next
            && let Some(leaves) = self.lacking.get_mut(place)
        {
            leaves.push((number, Leaf::of(self.keys, condition)?));
        }
        Ok(format!("({} one of [{number}])", list_name(place)))
    }
}
