//! A rule that may take many rows: joined bitmaps, 64 rows at a time.

use ingroup_directory::{Bitmap, Container};

use super::axis::{Axis, Present};
use super::bits;
use super::block::{DRIVER, Room};
use super::facts::Facts;
use super::task::{Live, Task, live};
use crate::predicate::{Literal, PredicateId, Weight};
use crate::program::Tree;

/// Up to so many rows are put into a bitmap, or taken out of it, one by one.
const SINGLY: u32 = 512;

/// A literal on bitmaps.
struct Side<'b> {
    task: &'b Task<'b>,
    axes: &'b [Axis],
    facts: &'b mut Facts,
    present: Present<'b>,
}

impl Room {
    /// Joins the clauses of the rule at hand.
    pub(super) fn dense(&mut self, task: &Task<'_>) -> Container {
        let mut side = Side {
            task,
            axes: &self.axes,
            facts: &mut self.facts,
            present: Present {
                places: self.places,
                active: &self.active,
                count: self.count,
            },
        };
        self.sum.copy_from_slice(&*self.active);
        for clause in &self.clauses {
            match self.live.get(clause.from..clause.to).unwrap_or_default() {
                [one] => side.and(&mut self.sum, *one),
                several => {
                    self.part.fill(0);
                    for literal in several {
                        side.or(&mut self.part, *literal);
                    }
                    bits::and(&mut self.sum, &self.part);
                }
            }
        }
        Container::from_words(&self.sum)
    }

    /// Works out a rule that is no list of clauses.
    pub(super) fn tree(&mut self, task: &Task<'_>, tree: &Tree) -> Option<Container> {
        let weight = |literal: Literal| Weight {
            sampled: self.facts.card(live(literal).0),
            classes: 0,
        };
        // Where all rows have the same class, none are kept by class.
        let has_rows = |predicate: PredicateId| {
            let (asked, _) = task.ask(predicate.index() as u32);
            let axis = self.axes.get(asked.axis());
            axis.is_some_and(|axis| !axis.is_constant())
        };
        if let Some((weight, drivers)) = tree.cover(&weight, &has_rows)
            && weight.sampled <= DRIVER
        {
            let drivers = drivers
                .into_iter()
                .map(|predicate| (predicate.index() as u32, false));
            let drivers: Vec<Live> = drivers.collect();
            return self.drive_tree(task, tree, &drivers, weight.sampled);
        }
        let mut side = Side {
            task,
            axes: &self.axes,
            facts: &mut self.facts,
            present: Present {
                places: self.places,
                active: &self.active,
                count: self.count,
            },
        };
        let words = side.tree(tree);
        Some(Container::from_bitmap(words))
    }
}

impl Side<'_> {
    fn tree(&mut self, tree: &Tree) -> Box<Bitmap> {
        match tree {
            Tree::Leaf(literal) => {
                let mut words = Box::new(*self.present.active);
                self.and(&mut words, live(*literal));
                words
            }
            Tree::All(parts) => {
                let mut words = Box::new(*self.present.active);
                for part in parts {
                    match part {
                        Tree::Leaf(leaf) => self.and(&mut words, live(*leaf)),
                        part => bits::and(&mut words, &self.tree(part)),
                    }
                }
                words
            }
            Tree::Any(parts) => {
                let mut words = bits::empty();
                for part in parts {
                    match part {
                        Tree::Leaf(leaf) => self.or(&mut words, live(*leaf)),
                        part => bits::or(&mut words, &self.tree(part)),
                    }
                }
                bits::and(&mut words, self.present.active);
                words
            }
        }
    }

    /// Keeps of the rows those that satisfy a literal.
    fn and(&mut self, words: &mut Bitmap, (predicate, negative): Live) {
        let (asked, accepts) = self.task.ask(predicate);
        let Some(axis) = self.axes.get(asked.axis()) else {
            return;
        };
        let card = self.facts.card(predicate);
        if axis.is_constant() {
            if (card == 0) != negative {
                words.fill(0);
            }
        } else if negative && card <= SINGLY {
            accepts.each(|class| {
                axis.rows(class)
                    .iter()
                    .for_each(|row| bits::clear(words, *row))
            });
        } else {
            let own = self
                .facts
                .bitmap(predicate, asked, accepts, axis, self.present);
            match negative {
                true => bits::and_not(words, own),
                false => bits::and(words, own),
            }
        }
    }

    /// Adds the rows that satisfy a literal; rows that are not there too, where it is negative.
    fn or(&mut self, words: &mut Bitmap, (predicate, negative): Live) {
        let (asked, accepts) = self.task.ask(predicate);
        let Some(axis) = self.axes.get(asked.axis()) else {
            return;
        };
        let card = self.facts.card(predicate);
        if axis.is_constant() {
            if (card == 0) == negative {
                words.fill(u64::MAX);
            }
        } else if !negative && card <= SINGLY {
            accepts.each(|class| {
                axis.rows(class)
                    .iter()
                    .for_each(|row| bits::set(words, *row))
            });
        } else {
            let own = self
                .facts
                .bitmap(predicate, asked, accepts, axis, self.present);
            match negative {
                true => bits::or_not(words, own),
                false => bits::or(words, own),
            }
        }
    }
}
