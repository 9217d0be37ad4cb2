//! Compiled rules as a task, and what it comes to by slot.

use std::ops::ControlFlow;

use ingroup_directory::{RowSet, Table};
use ingroup_schema::Instant;

use super::run;
use super::task::{Standing, Task};
use crate::code_set::CodeSet;
use crate::crew::Crew;
use crate::predicate::PredicateId;
use crate::rules::RulesOfKind;
use crate::slot::Slot;
use crate::truths::Truths;

/// Whom rules take.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// By slot, ascending.
    pub(crate) sets: Vec<(Slot, RowSet)>,
    /// The rules that have to be asked one by one: something in them could not be searched somewhere. Ascending.
    pub(crate) left: Vec<Slot>,
}

/// Whom the rules of some slots take now; `slots` ascend. The rules have been settled, and all values looked at.
pub(crate) fn everybody(
    rules: &RulesOfKind,
    table: &Table,
    now: Instant,
    slots: impl Iterator<Item = Slot>,
    crew: &mut Crew<'_>,
) -> ControlFlow<(), Taken> {
    let truths = rules.truths();
    crew.on_part(0..1, 2, |crew| truths.work_out(table, crew))?;
    let mut task = Task::new(table, truths.properties());
    let mut taken = Taken::default();
    let mut going = Vec::new();
    for slot in slots {
        let Some(compiled) = rules.compiled(slot) else {
            continue;
        };
        let mut standings = compiled.predicates.iter().map(|predicate| {
            if task.standing(*predicate) == Standing::Unknown {
                accept(&mut task, truths, *predicate, now);
            }
            task.standing(*predicate)
        });
        if standings.any(|standing| standing == Standing::Faulty) {
            taken.left.push(slot);
            continue;
        }
        task.add(&compiled.program);
        going.push(slot);
    }
    let sets = crew.on_part(1..2, 2, |crew| run(&task, crew))?;
    taken.sets = going.into_iter().zip(sets).collect();
    ControlFlow::Continue(taken)
}

fn accept(task: &mut Task<'_>, truths: &Truths, predicate: PredicateId, now: Instant) {
    let Some(known) = truths.known(predicate) else {
        return;
    };
    let Some(property) = truths.property(known.property) else {
        return;
    };
    let (axis, table) = (known.property.index(), task.table());
    if !known.clock {
        return match property.faults(table, predicate).is_empty() {
            true => task.accept(predicate, axis, property.accepts(table, predicate)),
            false => task.refuse(predicate),
        };
    }
    let mut accepts = CodeSet::default();
    for (class, value) in property.values(table) {
        if known.condition.holds(value, now) == Ok(true) {
            accepts.insert(class);
        }
    }
    task.accept(predicate, axis, &accepts);
}
