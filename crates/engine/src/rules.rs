//! The expressions of all groups, compiled once and sharing their predicates, with the indexes that lead to them.

mod image;

use std::ops::ControlFlow;
use std::sync::Arc;

use ingroup_directory::{Chunked, Directory, Row, Table};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{PropertyKey, SubjectKind, Value};

use crate::crew::{Crew, all_cores};
use crate::predicate::{Known, PredicateId, PropertyIndex, Weight};
use crate::program::{Program, Tree};
use crate::property::Truth;
use crate::shelf::Shelf;
use crate::slot::Slot;
use crate::slot_lists::SlotLists;
use crate::truths::Truths;

pub(crate) use image::{TreesOfAll, Weights};

/// The compiled rules of a tenant. A clone shares what is large.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    users: RulesOfKind,
    devices: RulesOfKind,
}

/// The compiled rules about users, or about devices.
#[derive(Debug, Clone)]
pub(crate) struct RulesOfKind {
    kind: SubjectKind,
    truths: Truths,
    /// By slot.
    compiled: Chunked<Option<Arc<Compiled>>>,
    /// The clauses of those that do not read the clock.
    shelf: Shelf,
    /// The rules that a predicate is in.
    mentions: SlotLists,
    /// The rules that can only hold where a predicate, or another of their cover, holds.
    covers: SlotLists,
    /// Rules without a cover, ascending: they can hold where no predicate does.
    always: Vec<Slot>,
    /// Rules that read the clock, ascending.
    clocks: Vec<Slot>,
    /// Rules that have come, and are not compiled yet.
    new: Vec<(Slot, Arc<Rule>)>,
    /// What rules that have gone used.
    unused: Vec<PredicateId>,
}

/// A rule's expression with what is worked out of it once.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub(crate) rule: Arc<Rule>,
    pub(crate) program: Program,
    /// The predicates in it, each once, ascending.
    pub(crate) predicates: Box<[PredicateId]>,
    /// The predicates one of which must hold, ascending; none if the rule can hold without.
    pub(crate) cover: Option<Box<[PredicateId]>>,
    pub(crate) reads_the_clock: bool,
    /// The predicates once for each time that they are written.
    uses: Box<[PredicateId]>,
}

/// No thread compiles fewer rules than these.
const FEWEST: usize = 256;

/// The tree of a rule that has come, with the predicates in it.
#[derive(Debug)]
struct NewTree {
    slot: Slot,
    rule: Arc<Rule>,
    tree: Tree,
    uses: Vec<PredicateId>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            users: RulesOfKind::new(SubjectKind::User),
            devices: RulesOfKind::new(SubjectKind::Device),
        }
    }
}

impl Rules {
    pub(crate) fn of(&self, kind: SubjectKind) -> &RulesOfKind {
        match kind {
            SubjectKind::User => &self.users,
            SubjectKind::Device => &self.devices,
        }
    }

    pub(crate) fn of_mut(&mut self, kind: SubjectKind) -> &mut RulesOfKind {
        match kind {
            SubjectKind::User => &mut self.users,
            SubjectKind::Device => &mut self.devices,
        }
    }

    /// Takes a rule in that a slot has from now on, if it is an expression.
    pub(crate) fn add(&mut self, slot: Slot, rule: &Arc<Rule>) {
        if let Kind::Expression(_) = rule.kind() {
            let new = &mut self.of_mut(rule.subject()).new;
            new.push((slot, rule.clone()));
        }
    }

    /// Takes a slot's rule out.
    pub(crate) fn remove(&mut self, slot: Slot, rule: &Rule) {
        if let Kind::Expression(_) = rule.kind() {
            self.of_mut(rule.subject()).remove(slot);
        }
    }

    /// Compiles what has come, and forgets the predicates of what has gone. Nobody is asked more than is known of
    /// all: what is not worked out yet is so later.
    pub(crate) fn settle(&mut self, directory: &Directory) {
        let _ = self.users.settle(directory.users(), None, None);
        let _ = self.devices.settle(directory.devices(), None, None);
    }

    /// [`settle`](Self::settle), after asking all values what is new.
    pub(crate) fn settle_all(
        &mut self,
        directory: &Directory,
        crew: &mut Crew<'_>,
    ) -> ControlFlow<()> {
        let users = |crew: &mut Crew<'_>| self.users.settle(directory.users(), Some(crew), None);
        crew.on_part(0..1, 2, users)?;
        let devices =
            |crew: &mut Crew<'_>| self.devices.settle(directory.devices(), Some(crew), None);
        crew.on_part(1..2, 2, devices)
    }
}

impl RulesOfKind {
    fn new(kind: SubjectKind) -> Self {
        Self {
            kind,
            truths: Truths::default(),
            compiled: Chunked::default(),
            shelf: Shelf::default(),
            mentions: SlotLists::default(),
            covers: SlotLists::default(),
            always: Vec::new(),
            clocks: Vec::new(),
            new: Vec::new(),
            unused: Vec::new(),
        }
    }

    pub(crate) fn truths(&self) -> &Truths {
        &self.truths
    }

    /// The compiled rule of a slot.
    #[inline]
    pub(crate) fn compiled(&self, slot: Slot) -> Option<&Arc<Compiled>> {
        self.compiled.get(slot.index())?.as_ref()
    }

    /// The clauses of the rules that are such and do not read the clock.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The rules that a predicate is in, ascending.
    #[inline]
    pub(crate) fn mentioning(&self, predicate: PredicateId) -> &[Slot] {
        self.mentions.get(predicate)
    }

    /// Reads where the rules with these predicates are listed, before they are asked for.
    pub(crate) fn look_ahead(&self, predicates: &[PredicateId]) {
        self.mentions.look_ahead(predicates);
    }

    /// The rules that can only hold where a predicate, or another of their cover, holds; ascending.
    #[inline]
    pub(crate) fn covered_by(&self, predicate: PredicateId) -> &[Slot] {
        self.covers.get(predicate)
    }

    /// Whether there are any such rules.
    #[inline]
    pub(crate) fn is_covering(&self, predicate: PredicateId) -> bool {
        self.covers.has(predicate)
    }

    /// Reads where the rules are listed that predicates are in the cover of, before they are asked for.
    pub(crate) fn look_ahead_at_covered(&self, predicates: &[PredicateId]) {
        self.covers.look_ahead(predicates);
    }

    /// The rules without a cover, ascending.
    pub(crate) fn always(&self) -> &[Slot] {
        &self.always
    }

    /// The rules that read the clock, ascending.
    pub(crate) fn clocks(&self) -> &[Slot] {
        &self.clocks
    }

    /// A row has somebody, new or again: everything about it is looked at.
    pub(crate) fn appeared(&mut self, directory: &Directory, row: Row) {
        self.truths.look_everywhere(directory.table(self.kind), row);
    }

    /// Nobody is in a row any more, and it has no values.
    pub(crate) fn disappeared(&mut self, directory: &Directory, row: Row) {
        self.truths.look_everywhere(directory.table(self.kind), row);
    }

    /// A row was given another value; gives the property, what was true of the old value and what is true of the new
    /// one, if a rule reads it. By now the row may have yet another value, if one command wrote it twice.
    pub(crate) fn value_changed(
        &mut self,
        directory: &Directory,
        row: Row,
        property: &PropertyKey,
        (old, new): (&Value, &Value),
    ) -> Option<(PropertyIndex, Truth, Truth)> {
        let table = directory.table(self.kind);
        let place = self.truths.index(property)?;
        let before = self.truths.property(place)?.truth_of(table, row, old);
        self.truths.look(place, table, row);
        let after = self.truths.property(place)?.truth_of(table, row, new);
        Some((place, before, after))
    }

    fn remove(&mut self, slot: Slot) {
        let waiting = self.new.len();
        self.new.retain(|(new, _)| *new != slot);
        if self.new.len() < waiting {
            return;
        }
        let compiled = self.compiled.get_mut(slot.index()).and_then(Option::take);
        let Some(compiled) = compiled else { return };
        self.index(slot, &compiled, Indexing::Out);
        self.shelf.take(slot);
        self.unused.extend(&compiled.uses);
    }

    fn settle(
        &mut self,
        table: &Table,
        crew: Option<&mut Crew<'_>>,
        weights: Option<&[Weight]>,
    ) -> ControlFlow<()> {
        if self.new.is_empty() && self.unused.is_empty() {
            return ControlFlow::Continue(());
        }
        let trees = self.trees();
        self.settle_trees(trees, table, crew, weights)
    }

    /// The trees of the rules that have come, whose predicates must be settled.
    fn trees(&mut self) -> Vec<NewTree> {
        let new = std::mem::take(&mut self.new).into_iter();
        new.filter_map(|(slot, rule)| self.new_tree(slot, rule))
            .collect()
    }

    fn new_tree(&mut self, slot: Slot, rule: Arc<Rule>) -> Option<NewTree> {
        let (tree, uses) = self.tree(&rule)?;
        Some(NewTree {
            slot,
            rule,
            tree,
            uses,
        })
    }

    fn settle_trees(
        &mut self,
        trees: Vec<NewTree>,
        table: &Table,
        crew: Option<&mut Crew<'_>>,
        weights: Option<&[Weight]>,
    ) -> ControlFlow<()> {
        for predicate in std::mem::take(&mut self.unused) {
            self.truths.release(predicate);
        }
        self.truths.settle(table, crew, weights)?;
        for (slot, compiled) in self.compile_all(trees) {
            self.index(slot, &compiled, Indexing::In);
            if !compiled.reads_the_clock {
                self.shelf.put(slot, &compiled.program);
            }
            self.compiled
                .put(slot.index(), Some(Arc::new(compiled)), &None);
        }
        ControlFlow::Continue(())
    }

    /// The compiled rules, by slot as they came; many of them on all cores.
    fn compile_all(&self, mut trees: Vec<NewTree>) -> Vec<(Slot, Compiled)> {
        let compile = |trees: Vec<NewTree>| -> Vec<(Slot, Compiled)> {
            let trees = trees.into_iter();
            trees
                .map(|new| (new.slot, self.compile(new.rule, new.tree, new.uses)))
                .collect()
        };
        let share = trees.len().div_ceil(all_cores()).max(FEWEST);
        std::thread::scope(|scope| {
            let mut others = Vec::new();
            while trees.len() > share {
                let last = trees.split_off((trees.len() - 1) / share * share);
                others.push(scope.spawn(move || compile(last)));
            }
            let mut all = compile(trees);
            for other in others.into_iter().rev() {
                match other.join() {
                    Ok(more) => all.extend(more),
                    Err(cause) => std::panic::resume_unwind(cause),
                }
            }
            all
        })
    }

    /// Compiles a rule that no slot has. It is in no index, so a clone should be asked.
    pub(crate) fn imagine(&mut self, rule: &Arc<Rule>, table: &Table) -> Option<Compiled> {
        let (tree, uses) = self.tree(rule)?;
        let _ = self.truths.settle(table, None, None);
        Some(self.compile(rule.clone(), tree, uses))
    }

    /// The tree of a rule, whose predicates have one use more.
    fn tree(&mut self, rule: &Rule) -> Option<(Tree, Vec<PredicateId>)> {
        let mut uses = Vec::new();
        let tree = Tree::of(rule.expression()?, &mut |condition, sign| {
            let literal = self.truths.intern(condition, sign);
            uses.push(literal.predicate());
            literal
        });
        Some((tree, uses))
    }

    fn compile(&self, rule: Arc<Rule>, tree: Tree, uses: Vec<PredicateId>) -> Compiled {
        let weight = |literal| self.truths.weight(literal);
        let reads_clock = |id| {
            self.truths
                .known(id)
                .is_some_and(|known: &Known| known.clock)
        };
        let cover = tree.cover(&weight, &|id| !reads_clock(id));
        let program = Program::new(tree, &weight);
        Compiled {
            predicates: program.predicates().into(),
            cover: cover.map(|(_, predicates)| predicates.into()),
            reads_the_clock: rule.reads_the_clock(),
            program,
            rule,
            uses: uses.into(),
        }
    }

    /// Puts a slot into the indexes, or takes it out of them.
    fn index(&mut self, slot: Slot, compiled: &Compiled, write: Indexing) {
        for predicate in &compiled.predicates {
            write.list(&mut self.mentions, *predicate, slot);
        }
        match &compiled.cover {
            Some(cover) => {
                for predicate in cover {
                    write.list(&mut self.covers, *predicate, slot);
                }
            }
            None => write.slot(&mut self.always, slot),
        }
        if compiled.reads_the_clock {
            write.slot(&mut self.clocks, slot);
        }
    }
}

/// What is done with a slot in an index.
#[derive(Clone, Copy)]
enum Indexing {
    In,
    Out,
}

impl Indexing {
    fn list(self, lists: &mut SlotLists, predicate: PredicateId, slot: Slot) {
        match self {
            Self::In => lists.insert(predicate, slot),
            Self::Out => lists.remove(predicate, slot),
        }
    }

    fn slot(self, slots: &mut Vec<Slot>, slot: Slot) {
        match (self, slots.binary_search(&slot)) {
            (Self::In, Err(place)) => slots.insert(place, slot),
            (Self::Out, Ok(place)) => {
                slots.remove(place);
            }
            (Self::In, Ok(_)) | (Self::Out, Err(_)) => {}
        }
    }
}
