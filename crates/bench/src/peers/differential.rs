//! Differential dataflow: facts, what is true of each value, and the clauses of all rules, joined.
//!
//! One dataflow for all rules, since one for each would be thousands: facts are (attribute, value) of a user, values
//! have literals that hold, literals stand in clauses of rules in conjunctive form, and a rule takes a user if it has
//! all its clauses. Which literals hold for which values is worked out before the clock starts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use differential_dataflow::input::{Input, InputSession};
use ingroup_rule::{Condition, Logic, Node, Rule};
use ingroup_schema::{PropertyKey, Value};
use timely::WorkerConfig;
use timely::communication::Allocator;
use timely::communication::allocator::thread::Thread;
use timely::dataflow::operators::probe::Handle;
use timely::worker::Worker;

use super::naive::{Cell, Leaf};
use super::{Everything, Peer, Sample};
use crate::digest::Digest;
use crate::job::Failed;
use crate::timing::timed;
use crate::workload::{Person, Workload, attribute_named};

/// An attribute with the number of a value.
type Fact = (u32, u32);
type Facts = InputSession<u32, (Fact, u32), isize>;
type Taken = Rc<RefCell<HashMap<(u32, u32), isize>>>;

/// Facts, truths and clauses, and the dataflow once it has been made.
pub(crate) struct Differential {
    facts: Vec<(Fact, u32)>,
    truths: Vec<(Fact, u32)>,
    /// The clauses in which each literal stands: a rule, and a number in it.
    clauses: Vec<(u32, (u32, u32))>,
    /// How many clauses each rule has.
    needed: Vec<isize>,
    users: usize,
    department: usize,
    running: Option<Running>,
}

struct Running {
    worker: Worker,
    facts: Facts,
    probe: Handle<u32>,
    taken: Taken,
}

/// A condition with the sign that the rule around it gives it.
type Literal = (Condition, bool);

/// The distinct literals by number.
#[derive(Default)]
struct Literals {
    numbers: HashMap<Literal, u32>,
    all: Vec<Literal>,
}

impl Literals {
    fn number(&mut self, literal: Literal) -> Result<u32, Failed> {
        if let Some(number) = self.numbers.get(&literal) {
            return Ok(*number);
        }
        let number = u32::try_from(self.all.len())?;
        self.all.push(literal.clone());
        self.numbers.insert(literal, number);
        Ok(number)
    }
}

impl Differential {
    pub(crate) fn new(workload: &Workload, rules: &[Rule], sample: Sample) -> Result<Self, Failed> {
        let people = workload.people();
        let keys = people.keys();
        let mut dictionaries: Vec<HashMap<Value, u32>> = vec![HashMap::new(); keys.len()];
        let mut facts = Vec::new();
        for user in 0..sample.users {
            let values = people.person(user).values;
            for (attribute, (value, known)) in values.into_iter().zip(&mut dictionaries).enumerate()
            {
                let next = u32::try_from(known.len())?;
                let number = *known.entry(value).or_insert(next);
                facts.push(((u32::try_from(attribute)?, number), u32::try_from(user)?));
            }
        }
        let mut literals = Literals::default();
        let (mut clauses, mut needed) = (Vec::new(), Vec::new());
        for (rule, checked) in (0_u32..).zip(rules.iter().take(sample.rules)) {
            let logic = checked.expression().ok_or("a rule is no expression")?;
            let of_rule = conjunction(logic, true);
            needed.push(isize::try_from(of_rule.len())?);
            for (clause, of_clause) in (0_u32..).zip(of_rule) {
                for literal in of_clause {
                    clauses.push((literals.number(literal)?, (rule, clause)));
                }
            }
        }
        clauses.sort_unstable();
        clauses.dedup();
        Ok(Self {
            facts,
            truths: truths(keys, &dictionaries, &literals.all)?,
            clauses,
            needed,
            users: sample.users,
            department: attribute_named("department").ok_or("there is no department")?,
            running: None,
        })
    }

    /// The dataflow with all facts in it.
    fn start(&self) -> Running {
        let allocator = Allocator::Thread(Thread::default());
        let now = Some(std::time::Instant::now());
        let mut worker = Worker::new(WorkerConfig::default(), allocator, now);
        let taken: Taken = Rc::default();
        let seen = Rc::clone(&taken);
        let (truths, clauses) = (self.truths.clone(), self.clauses.clone());
        let needed = self.needed.clone();
        let (facts, probe) = worker.dataflow::<u32, _, _>(|scope| {
            let (input, facts) = scope.new_collection::<(Fact, u32), isize>();
            let (_, truths) = scope.new_collection_from(truths);
            let (_, clauses) = scope.new_collection_from(clauses);
            let held = facts.join_map(truths, |_, user, literal| (*literal, *user));
            let clauses = held.join_map(clauses, |_, user, clause| (*clause, *user));
            let (probe, _) = clauses
                .distinct()
                .map(|((rule, _), user)| (rule, user))
                .count()
                .filter(move |((rule, _), count)| needed.get(*rule as usize) == Some(count))
                .inspect(move |((pair, _), _, change)| {
                    *seen.borrow_mut().entry(*pair).or_default() += *change;
                })
                .probe();
            (input, probe)
        });
        let mut running = Running {
            worker,
            facts,
            probe,
            taken,
        };
        for fact in &self.facts {
            running.facts.insert(*fact);
        }
        running.settle();
        running
    }
}

impl Running {
    /// Works until everything that was put in has come out.
    fn settle(&mut self) {
        let next = self.facts.time() + 1;
        self.facts.advance_to(next);
        self.facts.flush();
        while self.probe.less_than(self.facts.time()) {
            self.worker.step();
        }
    }
}

/// Clauses all of which are needed, each of literals one of which is.
fn conjunction(logic: &Logic<Condition>, sign: bool) -> Vec<Vec<Literal>> {
    let parts = |parts: &[Logic<Condition>]| -> Vec<Vec<Vec<Literal>>> {
        parts.iter().map(|part| conjunction(part, sign)).collect()
    };
    let (of, all) = match logic.node() {
        Node::Leaf(condition) => return vec![vec![(condition.clone(), sign)]],
        Node::Not(inner) => return conjunction(inner, !sign),
        Node::And(inner) => (parts(inner), sign),
        Node::Or(inner) => (parts(inner), !sign),
    };
    if all {
        return of.concat();
    }
    // One of several conjunctions: every choice of a clause from each is a clause.
    let mut clauses: Vec<Vec<Literal>> = vec![Vec::new()];
    for conjunction in of {
        let with = |before: &Vec<Literal>| -> Vec<Vec<Literal>> {
            let joined = conjunction
                .iter()
                .map(|clause| [&before[..], clause].concat());
            joined.collect()
        };
        clauses = clauses.iter().flat_map(with).collect();
    }
    clauses
}

/// The literals that hold for each value.
fn truths(
    keys: &[PropertyKey],
    dictionaries: &[HashMap<Value, u32>],
    literals: &[Literal],
) -> Result<Vec<(Fact, u32)>, Failed> {
    let mut by_attribute: Vec<Vec<(Leaf, bool, u32)>> = keys.iter().map(|_| Vec::new()).collect();
    for (number, (condition, sign)) in (0_u32..).zip(literals) {
        let known = keys.iter().position(|key| key == condition.property());
        if let Some(leaves) = known.and_then(|place| by_attribute.get_mut(place)) {
            leaves.push((Leaf::of(keys, condition)?, *sign, number));
        }
    }
    let mut truths = Vec::new();
    for (attribute, (known, leaves)) in dictionaries.iter().zip(&by_attribute).enumerate() {
        #[expect(clippy::iter_over_hash_type, reason = "a collection has no order")]
        for (value, number) in known {
            let cell = Cell::of(value);
            let held = leaves
                .iter()
                .filter(|(leaf, sign, _)| leaf.holds(&cell) == *sign);
            let fact = (u32::try_from(attribute)?, *number);
            truths.extend(held.map(|(_, _, literal)| (fact, *literal)));
        }
    }
    truths.sort_unstable();
    Ok(truths)
}

impl Peer for Differential {
    fn everything(&mut self) -> Result<Everything, Failed> {
        let (running, seconds) = timed(|| Ok(self.start()))?;
        let mut digest = Digest::default();
        #[expect(clippy::iter_over_hash_type, reason = "the digest has no order")]
        for ((rule, user), count) in running.taken.borrow().iter() {
            if *count > 0 {
                digest.add(*rule as usize, *user as usize);
            }
        }
        self.running = Some(running);
        Ok(Everything { seconds, digest })
    }

    /// The user moves to the department of somebody else; then everything is as before.
    fn one_user(&mut self, number: usize, _: &Person) -> Result<Option<f64>, Failed> {
        if self.running.is_none() {
            self.running = Some(self.start());
        }
        let width = self.facts.len() / self.users.max(1);
        let of = |user: usize| {
            let place = (user % self.users.max(1)) * width + self.department;
            self.facts.get(place).copied()
        };
        let (Some(running), Some(own)) = (&mut self.running, of(number)) else {
            return Ok(None);
        };
        let others = (1..100).filter_map(|step| of(number + step));
        let Some((other, _)) = others.into_iter().find(|(fact, _)| *fact != own.0) else {
            return Ok(None);
        };
        let (now, before) = ((other, own.1), own);
        let ((), seconds) = timed(|| {
            running.facts.remove(before);
            running.facts.insert(now);
            running.settle();
            Ok(())
        })?;
        running.facts.remove(now);
        running.facts.insert(before);
        running.settle();
        Ok(Some(seconds))
    }

    fn one_rule(&mut self, _: &Rule) -> Result<Option<f64>, Failed> {
        Ok(None)
    }

    fn takes(&self, rule: usize, user: usize) -> Option<bool> {
        let pair = (u32::try_from(rule).ok()?, u32::try_from(user).ok()?);
        let running = self.running.as_ref()?;
        let count = running.taken.borrow().get(&pair).copied();
        Some(count.unwrap_or_default() > 0)
    }
}
