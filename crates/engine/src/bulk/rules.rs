//! Compiled rules as a task, and what it comes to by slot.

use ingroup_directory::{RowSet, Table};
use ingroup_schema::Instant;

use super::run;
use super::task::{Standing, Task};
use crate::code_set::CodeSet;
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
    threads: usize,
) -> Taken {
    let truths = rules.truths();
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
    taken.sets = going.into_iter().zip(run(&task, threads)).collect();
    taken
}

fn accept(task: &mut Task<'_>, truths: &Truths, predicate: PredicateId, now: Instant) {
    let Some(known) = truths.known(predicate) else {
        return;
    };
    if !known.faults.is_empty() {
        return task.refuse(predicate);
    }
    let axis = known.property.index();
    if !known.clock {
        return task.accept(predicate, axis, &known.accepts);
    }
    let mut accepts = CodeSet::default();
    let property = truths.property(known.property);
    for (class, value) in property
        .into_iter()
        .flat_map(|one| one.values(task.table()))
    {
        if known.condition.holds(value, now) == Ok(true) {
            accepts.insert(class);
        }
    }
    task.accept(predicate, axis, &accepts);
}
