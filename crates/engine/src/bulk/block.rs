//! All rules over one block of rows.
//!
//! A rule that cannot hold without one of a few thousand rows is asked of those only: its rarest clause drives, and
//! the others sift. Any other rule is worked out on bitmaps, 64 rows at a time.

use ingroup_directory::{BLOCK_ROWS, Bitmap, Container, Row};

use super::axis::{Axis, Present};
use super::bits::{self, Sorter};
use super::facts::Facts;
use super::task::{Expression, Live, Task, Word};

/// Up to so many rows drive.
pub(super) const DRIVER: u32 = 4_096;
/// The room in which blocks are worked through, one after the other.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) axes: Vec<Axis>,
    pub(super) facts: Facts,
    pub(super) active: Box<Bitmap>,
    pub(super) count: u32,
    pub(super) places: usize,
    pub(super) sorter: Sorter,
    pub(super) marks: Vec<u64>,
    /// The literals of the rule at hand that can hold or not.
    pub(super) live: Vec<Live>,
    pub(super) clauses: Vec<Clause>,
    pub(super) rows: Vec<u16>,
    pub(super) flags: Vec<u8>,
    pub(super) sum: Box<Bitmap>,
    pub(super) part: Box<Bitmap>,
}

/// A clause of the rule at hand: from and to these places of `live`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    pub(super) from: usize,
    pub(super) to: usize,
    /// At most so many rows satisfy it.
    pub(super) card: u32,
    /// Whether all its literals are positive.
    pub(super) drives: bool,
}

/// What is known of a clause before a row is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outlook {
    /// Nobody satisfies it.
    Never,
    /// Everybody satisfies it, or it has been taken in.
    Possible,
}

impl Room {
    pub(super) fn new(task: &Task<'_>) -> Self {
        Self {
            axes: (0..task.axis_count()).map(|_| Axis::default()).collect(),
            facts: Facts::default(),
            active: bits::empty(),
            count: 0,
            places: 0,
            sorter: Sorter::default(),
            marks: Vec::new(),
            live: Vec::new(),
            clauses: Vec::new(),
            rows: Vec::new(),
            flags: Vec::new(),
            sum: bits::empty(),
            part: bits::empty(),
        }
    }

    /// Works through a block; gives every rule that takes somebody in it, with whom.
    pub(super) fn work(&mut self, task: &Task<'_>, block: usize) -> Vec<(usize, Container)> {
        self.load(task, block);
        let mut found = Vec::with_capacity(task.rule_count());
        for (rule, expression) in task.expressions().enumerate() {
            let container = match expression {
                Expression::Clauses(words) => self.clauses(task, words),
                Expression::Tree(tree) => self.tree(task, tree),
            };
            found.extend(
                container
                    .filter(|some| !some.is_empty())
                    .map(|some| (rule, some)),
            );
        }
        found
    }

    fn load(&mut self, task: &Task<'_>, block: usize) {
        let first = block * BLOCK_ROWS;
        let rows = task
            .table()
            .row_count()
            .saturating_sub(first)
            .min(BLOCK_ROWS);
        self.active.fill(0);
        let all = task.table().len() == task.table().row_count();
        for place in 0..rows {
            let row = Row::new((first + place) as u32);
            if all || task.table().is_active(row) {
                bits::set(&mut self.active, place as u16);
            }
        }
        self.count = bits::count(&self.active) as u32;
        self.places = rows;
        let present = Present {
            places: rows,
            active: &self.active,
            count: self.count,
        };
        for (number, axis) in self.axes.iter_mut().enumerate() {
            let classes = task.classes(number, block);
            axis.load(classes, task.class_count(number), present);
        }
        self.facts.load(task, &self.axes, self.count);
    }

    fn clauses(&mut self, task: &Task<'_>, words: &[Word]) -> Option<Container> {
        self.live.clear();
        self.clauses.clear();
        for clause in words.split_inclusive(|word| word.is_last()) {
            if self.clause(clause) == Outlook::Never {
                return None;
            }
        }
        self.clauses.sort_unstable_by_key(|clause| clause.card);
        let driver = self
            .clauses
            .iter()
            .position(|clause| clause.drives && clause.card <= DRIVER);
        match driver {
            Some(driver) => self.drive(task, driver),
            None if self.clauses.is_empty() => Some(Container::from_words(&self.active)),
            None => Some(self.dense(task)),
        }
    }

    /// Takes a clause in, as far as it is open.
    fn clause(&mut self, words: &[Word]) -> Outlook {
        let from = self.live.len();
        let (mut card, mut drives) = (0_u32, true);
        for word in words {
            let holds = self.facts.card(word.predicate());
            let rows = match word.is_negative() {
                true => self.count - holds,
                false => holds,
            };
            if rows == self.count {
                self.live.truncate(from);
                return Outlook::Possible;
            }
            if rows > 0 {
                self.live.push((word.predicate(), word.is_negative()));
                card = card.saturating_add(rows);
                drives &= !word.is_negative();
            }
        }
        let to = self.live.len();
        if to == from {
            return Outlook::Never;
        }
        self.clauses.push(Clause {
            from,
            to,
            card,
            drives,
        });
        Outlook::Possible
    }
}
