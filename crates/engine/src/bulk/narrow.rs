//! A rule that needs one of a few rows: those rows are asked for the rest of it.

use ingroup_directory::Container;

use super::axis::Axis;
use super::block::Room;
use super::literal::{Asking, Flag, Sift, Use};
use super::task::{Accepts, Live, Task, live};
use crate::program::Tree;

impl Room {
    /// Asks the rows of one clause for the other clauses.
    pub(super) fn drive(&mut self, task: &Task<'_>, driver: usize) -> Option<Container> {
        let clause = self.clauses.remove(driver);
        let drivers = self.live.get(clause.from..clause.to).unwrap_or_default();
        let mut asking = Asking {
            task,
            axes: &self.axes,
            facts: &self.facts,
            marks: &mut self.marks,
        };
        let only = only_class(task, &self.axes, drivers);
        let mut rest = self.clauses.iter();
        let all = Collected {
            task,
            axes: &self.axes,
            drivers,
            most: clause.card as usize,
            rows: &mut self.rows,
        };
        match rest
            .next()
            .map(|next| self.live.get(next.from..next.to).unwrap_or_default())
        {
            None => match only {
                Some(rows) => return Some(Container::from_slice(rows)),
                None => all.with(|_| true),
            },
            Some([one]) => asking.ask(*one, all),
            Some(several) => {
                all.with(|_| true);
                sift(&mut asking, several, &mut self.rows, &mut self.flags);
            }
        }
        for clause in rest {
            if self.rows.is_empty() {
                return None;
            }
            let literals = self.live.get(clause.from..clause.to).unwrap_or_default();
            sift(&mut asking, literals, &mut self.rows, &mut self.flags);
        }
        if only.is_none() {
            self.sorter.sort(&mut self.rows);
        }
        Some(Container::from_slice(&self.rows))
    }

    /// Asks the rows of some predicates, so many at most, for a whole tree.
    pub(super) fn drive_tree(
        &mut self,
        task: &Task<'_>,
        tree: &Tree,
        drivers: &[Live],
        most: u32,
    ) -> Option<Container> {
        let all = Collected {
            task,
            axes: &self.axes,
            drivers,
            most: most as usize,
            rows: &mut self.rows,
        };
        all.with(|_| true);
        let mut asking = Asking {
            task,
            axes: &self.axes,
            facts: &self.facts,
            marks: &mut self.marks,
        };
        let flags = flags_of(&mut asking, tree, &self.rows);
        take(&mut self.rows, &flags);
        self.sorter.sort(&mut self.rows);
        Some(Container::from_slice(&self.rows))
    }
}

/// The rows of some positive literals, as they come: by literal and class.
struct Collected<'b> {
    task: &'b Task<'b>,
    axes: &'b [Axis],
    drivers: &'b [Live],
    most: usize,
    rows: &'b mut Vec<u16>,
}

impl Use for Collected<'_> {
    #[inline]
    fn with(self, question: impl Fn(u16) -> bool) {
        self.rows.clear();
        self.rows.resize(self.most + 1, 0);
        let kept = self.rows.as_mut_slice();
        let mut count = 0;
        for (predicate, _) in self.drivers {
            let (asked, accepts) = self.task.ask(*predicate);
            let Some(axis) = self.axes.get(asked.axis()) else {
                continue;
            };
            accepts.each(|class| {
                for row in axis.rows(class) {
                    // Written always and counted if wanted: no branch depends on the answer.
                    kept[count] = *row;
                    count += usize::from(question(*row));
                }
            });
        }
        self.rows.truncate(count);
    }
}

/// The rows, if they are those of just one class: they ascend.
fn only_class<'b>(task: &Task<'_>, axes: &'b [Axis], drivers: &[Live]) -> Option<&'b [u16]> {
    let [(predicate, _)] = drivers else {
        return None;
    };
    match task.ask(*predicate) {
        (asked, Accepts::One(class)) => axes.get(asked.axis()).map(|axis| axis.rows(class)),
        _ => None,
    }
}

/// Keeps the rows that satisfy a clause.
fn sift(asking: &mut Asking<'_>, clause: &[Live], rows: &mut Vec<u16>, flags: &mut Vec<u8>) {
    if let [one] = clause {
        return asking.ask(*one, Sift { rows });
    }
    flags.clear();
    flags.resize(rows.len(), 0);
    for literal in clause {
        asking.ask(*literal, Flag { rows, flags });
    }
    take(rows, flags);
}

/// Keeps the rows with a flag.
fn take(rows: &mut Vec<u16>, flags: &[u8]) {
    let mut count = 0;
    for (place, flag) in flags.iter().enumerate() {
        rows[count] = rows[place];
        count += usize::from(*flag);
    }
    rows.truncate(count);
}

/// For each row 1 if it satisfies a tree, else 0.
fn flags_of(asking: &mut Asking<'_>, tree: &Tree, rows: &[u16]) -> Vec<u8> {
    match tree {
        Tree::Leaf(literal) => {
            let mut flags = vec![0; rows.len()];
            let flag = Flag {
                rows,
                flags: &mut flags,
            };
            asking.ask(live(*literal), flag);
            flags
        }
        Tree::All(parts) => join(
            parts,
            |part| flags_of(asking, part, rows),
            |one, other| one & other,
        ),
        Tree::Any(parts) => join(
            parts,
            |part| flags_of(asking, part, rows),
            |one, other| one | other,
        ),
    }
}

fn join(
    parts: &[Tree],
    mut of: impl FnMut(&Tree) -> Vec<u8>,
    joined: impl Fn(u8, u8) -> u8,
) -> Vec<u8> {
    let mut parts = parts.iter();
    let mut flags = parts.next().map(&mut of).unwrap_or_default();
    for part in parts {
        for (flag, other) in flags.iter_mut().zip(of(part)) {
            *flag = joined(*flag, other);
        }
    }
    flags
}
