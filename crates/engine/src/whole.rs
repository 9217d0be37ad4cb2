//! The rule path: everybody whom a rule takes, by columns and not object by object.
//!
//! A rule's literals become tests on classes of values, the rarest first; each block of rows is asked for the first
//! one, and what is left for the next. A fault, and the time at which somebody's answer turns, are asked of single
//! objects by the plain path, but only of those that matter.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_directory::{BLOCK, Container, Row, RowSet, Table};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, SubjectKind};

use crate::code_set::CodeSet;
use crate::context::Context;
use crate::engine::Engine;
use crate::fault::Fault;
use crate::plain;
use crate::policy::DirectReports;
use crate::predicate::{Known, Literal};
use crate::program::Tree;
use crate::rules::{Compiled, RulesOfKind};
use crate::scan::{Block, Question, Selection, Test, positions};
use crate::subject::SubjectView;

/// Who a rule takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches {
    /// The rows of the table of the rule's kind.
    pub rows: RowSet,
    /// When the passing of time alone can next change them.
    pub next_flip: Option<Instant>,
}

impl Matches {
    /// Rows that the passing of time does not change.
    pub(crate) fn for_ever(rows: RowSet) -> Self {
        Self {
            rows,
            next_flip: None,
        }
    }
}

impl Engine {
    /// Everybody whom a rule takes now, whether a group has the rule or not. The engine, if it knows groups, must know
    /// everything that has changed in the directory.
    ///
    /// # Errors
    /// When the rule could not be evaluated for somebody.
    pub fn members(&self, context: Context<'_>, rule: &Rule) -> Result<Matches, Fault> {
        match rule.kind() {
            Kind::Expression(_) => {}
            Kind::MemberOf(_) | Kind::DirectReports(_) => return Ok(special(context, rule)),
        }
        let known = self.rules.of(rule.subject());
        let table = context.directory.table(rule.subject());
        // What is worked out for the clone would be worked out again for the next one.
        known.truths().work_out_for(rule.mentions(), table);
        let mut rules = known.clone();
        match rules.imagine(&Arc::new(rule.clone()), table) {
            Some(compiled) => matches(context, &rules, &compiled),
            None => Ok(special(context, rule)),
        }
    }

    /// Everybody whom the rule of a group takes now.
    pub(crate) fn members_of(
        &self,
        context: Context<'_>,
        slot: crate::slot::Slot,
        rule: &Rule,
    ) -> Result<Matches, Fault> {
        let rules = self.rules.of(rule.subject());
        match rules.compiled(slot) {
            Some(compiled) => matches(context, rules, compiled),
            None => self.members(context, rule),
        }
    }
}

/// Everybody whom a rule takes that is no expression.
fn special(context: Context<'_>, rule: &Rule) -> Matches {
    let directory = context.directory;
    let rows = match rule.kind() {
        Kind::MemberOf(sources) => {
            let sources = sources.iter().filter_map(|source| directory.group(*source));
            sources.fold(RowSet::new(), |rows, source| {
                rows.union(source.members().rows(rule.subject()))
            })
        }
        Kind::DirectReports(manager) => match directory.users().row(*manager) {
            Some(manager) => {
                let with = context.policy.direct_reports == DirectReports::WithManager;
                let reports = directory.direct_reports(manager);
                reports.chain(with.then_some(manager)).collect()
            }
            None => RowSet::new(),
        },
        Kind::Expression(_) => RowSet::new(),
    };
    Matches {
        rows,
        next_flip: None,
    }
}

/// What is taken for the answer of a predicate that has none of its own.
#[derive(Clone, Copy)]
struct Stance {
    fault: Assumed,
    clock: Clock,
}

/// The answer of a literal that cannot be answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Assumed {
    No,
    Yes,
}

/// The answer of what reads the clock.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// That of this time.
    At(Instant),
    /// Every predicate says this.
    Says(bool),
    /// Every literal says this, negated or not.
    Literally(bool),
}

fn matches(
    context: Context<'_>,
    rules: &RulesOfKind,
    compiled: &Compiled,
) -> Result<Matches, Fault> {
    let asking = Asking {
        context,
        rules,
        compiled,
        table: context.directory.table(compiled.rule.subject()),
        tree: compiled.program.tree(),
    };
    let now = Clock::At(context.now);
    let rows = asking.select(Stance {
        fault: Assumed::No,
        clock: now,
    });
    let mut predicates = compiled.predicates.iter();
    if predicates.any(|one| rules.truths().is_faulty(*one, asking.table)) {
        let most = asking.select(Stance {
            fault: Assumed::Yes,
            clock: now,
        });
        for row in &most.difference(&rows) {
            plain::matches(context, &compiled.rule, row)?;
        }
    }
    let next_flip = match compiled.reads_the_clock {
        true => asking.next_flip(),
        false => None,
    };
    Ok(Matches { rows, next_flip })
}

/// A rule, asked of everybody.
struct Asking<'a> {
    context: Context<'a>,
    rules: &'a RulesOfKind,
    compiled: &'a Compiled,
    table: &'a Table,
    tree: Tree,
}

impl<'a> Asking<'a> {
    /// The rows of the objects that are there for which the rule holds.
    fn select(&self, stance: Stance) -> RowSet {
        let question = self.question(&self.tree, stance);
        let table = self.table;
        let mut rows = RowSet::new();
        for number in 0..table.row_count().div_ceil(BLOCK) {
            let block = Block { table, number };
            let selection = question.select(block, Selection::All(block.rows()));
            rows.put_block(number, self.there(block, selection));
        }
        rows
    }

    /// Without those who are gone.
    fn there(&self, block: Block<'_>, selection: Selection) -> Container {
        let has_gaps = self.table.len() < self.table.row_count();
        let is_there = |position: &u16| self.table.is_active(block.row(*position));
        match (selection, has_gaps) {
            (Selection::Many(words), false) => Container::from_bitmap(words),
            (Selection::Few(positions), false) => Container::from_sorted(positions),
            (selection, _) => {
                let mut found = match selection {
                    Selection::All(rows) => (0..=u16::MAX).take(rows).collect(),
                    Selection::Few(positions) => positions,
                    Selection::Many(words) => positions(&words, BLOCK),
                };
                if has_gaps {
                    found.retain(is_there);
                }
                Container::from_sorted(found)
            }
        }
    }

    fn question(&self, tree: &Tree, stance: Stance) -> Question<'a> {
        let all = |parts: &[Tree]| {
            parts
                .iter()
                .map(|part| self.question(part, stance))
                .collect()
        };
        match tree {
            Tree::All(parts) => Question::All(all(parts)),
            Tree::Any(parts) => match parts.as_slice() {
                [one] => self.question(one, stance),
                parts => Question::Any(all(parts)),
            },
            Tree::Leaf(literal) => self.test(*literal, stance),
        }
    }

    fn test(&self, literal: Literal, stance: Stance) -> Question<'a> {
        let truths = self.rules.truths();
        let Some(known) = truths.known(literal.predicate()) else {
            return Question::Always(false);
        };
        let Some(property) = truths.property(known.property) else {
            return Question::Always(false);
        };
        let classes = match (known.clock, stance.clock) {
            (true, Clock::At(now)) => Cow::Owned(self.at(known, now)),
            (true, Clock::Says(answer)) => return Question::Always(literal.of(answer)),
            (true, Clock::Literally(answer)) => return Question::Always(answer),
            // A literal that cannot be answered says what is assumed, whether it is negated or not.
            (false, _) => {
                let accepts = property.accepts(self.table, literal.predicate());
                let faults = property.faults(self.table, literal.predicate());
                let is_no = literal.is_negative() == (stance.fault == Assumed::Yes);
                match is_no || faults.is_empty() {
                    true => Cow::Borrowed(accepts),
                    false => {
                        let mut either = accepts.clone();
                        faults.iter().for_each(|class| either.insert(class));
                        Cow::Owned(either)
                    }
                }
            }
        };
        Question::Test(Test {
            property,
            classes,
            negated: literal.is_negative(),
        })
    }

    /// The classes for which a predicate that reads the clock holds.
    fn at(&self, known: &Known, now: Instant) -> CodeSet {
        let mut classes = CodeSet::default();
        let property = self.rules.truths().property(known.property);
        for (class, value) in property.into_iter().flat_map(|one| one.values(self.table)) {
            if known.condition.holds(value, now) == Ok(true) {
                classes.insert(class);
            }
        }
        classes
    }

    /// When the answer for somebody turns by itself. Only those are asked whose answer hangs on the clock, and where
    /// it hangs on one condition only, one of all who have the same value.
    fn next_flip(&self) -> Option<Instant> {
        let truths = self.rules.truths();
        let known = |id| truths.known(id);
        let predicates = self.compiled.predicates.iter();
        let clocks: Vec<&Known> = predicates
            .filter_map(|id| known(*id).filter(|known| known.clock))
            .collect();
        let fault = Assumed::No;
        let stances = match clocks.as_slice() {
            [_] => [false, true].map(Clock::Says),
            _ => [false, true].map(Clock::Literally),
        };
        let [no, yes] = stances.map(|clock| self.select(Stance { fault, clock }));
        let hanging = yes.difference(&no).union(&no.difference(&yes));
        let mut seen = BTreeSet::new();
        let mut is_new = |row: &Row| match clocks.as_slice() {
            [one] => {
                let property = truths.property(one.property);
                property.is_none_or(|property| seen.insert(property.class(self.table, *row)))
            }
            _ => true,
        };
        let kind: SubjectKind = self.compiled.rule.subject();
        let flips = hanging.iter().filter(|row| is_new(row)).filter_map(|row| {
            let view = SubjectView::new(self.context.directory, kind, row);
            self.compiled.rule.next_flip(&view, self.context.now)
        });
        flips.min()
    }
}
