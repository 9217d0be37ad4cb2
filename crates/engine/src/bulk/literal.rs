//! Asking a literal of rows one by one, each form of question in a loop of its own.

use super::axis::{Axis, Classes};
use super::bits;
use super::facts::Facts;
use super::task::{Accepts, Live, Task, marked};

/// Something that is done with a question.
pub(super) trait Use {
    fn with(self, question: impl Fn(u16) -> bool);
}

/// The literals of a block, ready to be asked.
pub(super) struct Asking<'b> {
    pub(super) task: &'b Task<'b>,
    pub(super) axes: &'b [Axis],
    pub(super) facts: &'b Facts,
    /// Bits for classes, all zero but while a question is used.
    pub(super) marks: &'b mut Vec<u64>,
}

impl Asking<'_> {
    /// Hands the question over whether a row satisfies the literal.
    #[inline]
    pub(super) fn ask(&mut self, (predicate, negative): Live, user: impl Use) {
        if let Some(words) = self.facts.known_bitmap(predicate) {
            return user.with(|row| bits::has(words, row) != negative);
        }
        let (asked, accepts) = self.task.ask(predicate);
        let Some(axis) = self.axes.get(asked.axis()) else {
            return user.with(|_| negative);
        };
        match (axis.classes(), accepts) {
            (Classes::Constant, accepts) => {
                let holds = accepts.has(0);
                user.with(|_| holds != negative);
            }
            (Classes::Narrow(classes), Accepts::One(one)) => {
                user.with(|row| (u32::from(classes[usize::from(row)]) == one) != negative);
            }
            (Classes::Wide(classes), Accepts::One(one)) => {
                user.with(|row| (classes[usize::from(row)] == one) != negative);
            }
            (classes, Accepts::Many(words)) => with_marks(classes, words, negative, user),
            (classes, Accepts::Few(few)) => {
                let wanted = axis.class_count().div_ceil(64);
                if self.marks.len() < wanted {
                    self.marks.resize(wanted, 0);
                }
                for class in few {
                    self.marks[*class as usize / 64] |= 1 << (class % 64);
                }
                with_marks(classes, self.marks, negative, user);
                for class in few {
                    self.marks[*class as usize / 64] = 0;
                }
            }
        }
    }
}

#[inline]
fn with_marks(classes: Classes<'_>, words: &[u64], negative: bool, user: impl Use) {
    match classes {
        Classes::Constant => {}
        Classes::Narrow(classes) => {
            user.with(|row| marked(words, u32::from(classes[usize::from(row)])) != negative);
        }
        Classes::Wide(classes) => {
            user.with(|row| marked(words, classes[usize::from(row)]) != negative);
        }
    }
}

/// Keeps the rows of a list that satisfy a question.
pub(super) struct Sift<'r> {
    pub(super) rows: &'r mut Vec<u16>,
}

impl Use for Sift<'_> {
    #[inline]
    fn with(self, question: impl Fn(u16) -> bool) {
        let rows = self.rows.as_mut_slice();
        let mut count = 0;
        for place in 0..rows.len() {
            let row = rows[place];
            // Written always and counted if wanted: no branch depends on the answer.
            rows[count] = row;
            count += usize::from(question(row));
        }
        self.rows.truncate(count);
    }
}

/// Notes for each row of a list whether it satisfies a question.
pub(super) struct Flag<'r> {
    pub(super) rows: &'r [u16],
    pub(super) flags: &'r mut [u8],
}

impl Use for Flag<'_> {
    #[inline]
    fn with(self, question: impl Fn(u16) -> bool) {
        for (flag, row) in self.flags.iter_mut().zip(self.rows) {
            *flag |= u8::from(question(*row));
        }
    }
}
