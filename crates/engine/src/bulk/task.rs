//! What a bulk pass works out: rules over the properties that they read, as flat lists.

use std::sync::Arc;

use ingroup_directory::{Codes, Table};

use crate::code_set::CodeSet;
use crate::predicate::{Literal, PredicateId};
use crate::program::{Program, Tree};
use crate::property::Property;

/// Rules about one kind, and what their predicates accept.
pub(super) struct Task<'a> {
    table: &'a Table,
    axes: &'a [Arc<Property>],
    /// Which of them some predicate asks for.
    used: Vec<bool>,
    /// By predicate number; nothing is accepted where no rule of the task asks.
    asked: Vec<Asked>,
    classes: Vec<u32>,
    bits: Vec<u64>,
    words: Vec<Word>,
    rules: Vec<Shape<'a>>,
}

/// A predicate: a property, and where the classes are for which it holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    axis: u16,
    form: Form,
    from: u32,
    to: u32,
}

/// How accepted classes are kept.
#[derive(Debug, Clone, Copy, Default)]
enum Form {
    /// It is not known what is accepted.
    #[default]
    Unknown,
    /// There are values in which it could not be searched.
    Faulty,
    /// `from` is the only one.
    One,
    /// From and to places of the list of classes.
    Few,
    /// From and to places of the bits.
    Many,
}

/// The classes for which a predicate holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Accepts<'t> {
    One(u32),
    /// Ascending.
    Few(&'t [u32]),
    /// A bit for each class.
    Many(&'t [u64]),
}

/// How far it is known what a predicate accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Unknown,
    Known,
    /// There are values in which it could not be searched.
    Faulty,
}

/// Where a rule's expression is.
enum Shape<'a> {
    /// From and to these places of the words.
    Clauses(u32, u32),
    Tree(&'a Tree),
}

/// The expression of a rule.
#[derive(Clone, Copy)]
pub(super) enum Expression<'t> {
    /// All clauses must hold: one of the literals of each.
    Clauses(&'t [Word]),
    Tree(&'t Tree),
}

/// A literal, and whether it is the last of its clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word(u32);

impl Word {
    fn new(literal: Literal, is_last: bool) -> Self {
        let (predicate, negative) = live(literal);
        Self(predicate << 2 | u32::from(negative) << 1 | u32::from(is_last))
    }

    /// The predicate's number.
    #[inline]
    pub(super) fn predicate(self) -> u32 {
        self.0 >> 2
    }

    #[inline]
    pub(super) fn is_negative(self) -> bool {
        self.0 & 2 != 0
    }

    #[inline]
    pub(super) fn is_last(self) -> bool {
        self.0 & 1 != 0
    }
}

/// A literal: a predicate's number, and whether it is negative.
pub(super) type Live = (u32, bool);

pub(super) fn live(literal: Literal) -> Live {
    (literal.predicate().index() as u32, literal.is_negative())
}

impl Asked {
    #[inline]
    pub(super) fn axis(self) -> usize {
        usize::from(self.axis)
    }
}

impl Accepts<'_> {
    pub(super) fn has(self, class: u32) -> bool {
        match self {
            Self::One(one) => one == class,
            Self::Few(few) => few.binary_search(&class).is_ok(),
            Self::Many(words) => marked(words, class),
        }
    }

    /// Calls `see` for every class, ascending.
    #[inline]
    pub(super) fn each(self, mut see: impl FnMut(u32)) {
        match self {
            Self::One(one) => see(one),
            Self::Few(few) => few.iter().for_each(|class| see(*class)),
            Self::Many(words) => {
                for (place, word) in (0_u32..).zip(words) {
                    let mut rest = *word;
                    while rest != 0 {
                        see(place * 64 + rest.trailing_zeros());
                        rest &= rest - 1;
                    }
                }
            }
        }
    }
}

/// Whether the bit of a class is set.
#[inline]
pub(super) fn marked(words: &[u64], class: u32) -> bool {
    let word = words.get(class as usize / 64);
    word.is_some_and(|word| word >> (class % 64) & 1 != 0)
}

impl<'a> Task<'a> {
    /// A task over some properties of a table without rules yet.
    pub(super) fn new(table: &'a Table, axes: &'a [Arc<Property>]) -> Self {
        Self {
            table,
            axes,
            used: vec![false; axes.len()],
            asked: Vec::new(),
            classes: Vec::new(),
            bits: Vec::new(),
            words: Vec::new(),
            rules: Vec::new(),
        }
    }

    /// How far it is known what a predicate accepts.
    pub(super) fn standing(&self, predicate: PredicateId) -> Standing {
        match self.asked.get(predicate.index()).map(|asked| asked.form) {
            None | Some(Form::Unknown) => Standing::Unknown,
            Some(Form::Faulty) => Standing::Faulty,
            Some(Form::One | Form::Few | Form::Many) => Standing::Known,
        }
    }

    /// Says that a predicate cannot be asked of all values.
    pub(super) fn refuse(&mut self, predicate: PredicateId) {
        self.place(predicate).form = Form::Faulty;
    }

    fn place(&mut self, predicate: PredicateId) -> &mut Asked {
        let number = predicate.index();
        if self.asked.len() <= number {
            self.asked.resize(number + 1, Asked::default());
        }
        &mut self.asked[number]
    }

    /// Says what a predicate accepts.
    pub(super) fn accept(&mut self, predicate: PredicateId, axis: usize, accepts: &CodeSet) {
        let (form, from, to) = match accepts {
            CodeSet::Few(classes) => match classes.as_slice() {
                [one] => (Form::One, *one, 0),
                few => {
                    let from = self.classes.len();
                    self.classes.extend_from_slice(few);
                    (Form::Few, from as u32, self.classes.len() as u32)
                }
            },
            CodeSet::Many(words) => {
                let from = self.bits.len();
                self.bits.extend_from_slice(words);
                (Form::Many, from as u32, self.bits.len() as u32)
            }
        };
        if let Some(used) = self.used.get_mut(axis) {
            *used = true;
        }
        let axis = axis as u16;
        *self.place(predicate) = Asked {
            axis,
            form,
            from,
            to,
        };
    }

    /// Adds a rule; it is known what its predicates accept.
    pub(super) fn add(&mut self, program: &'a Program) {
        self.rules.push(match program {
            Program::Clauses(clauses) => {
                let from = self.words.len() as u32;
                let words = clauses.literals();
                self.words
                    .extend(words.map(|(literal, is_last)| Word::new(literal, is_last)));
                Shape::Clauses(from, self.words.len() as u32)
            }
            Program::Tree(tree) => Shape::Tree(tree),
        });
    }

    pub(super) fn table(&self) -> &'a Table {
        self.table
    }

    /// How many blocks of rows there are.
    pub(super) fn block_count(&self) -> usize {
        self.table.row_count().div_ceil(ingroup_directory::BLOCK)
    }

    pub(super) fn axis_count(&self) -> usize {
        self.axes.len()
    }

    /// How many classes the values of a property have, those included that have not been looked at.
    pub(super) fn class_count(&self, axis: usize) -> usize {
        let Some(property) = self.axes.get(axis) else {
            return 1;
        };
        let column = property.column(self.table);
        let codes = column.filter(|column| column.is_dictionary());
        let codes = codes.map_or(0, |column| column.code_count());
        codes.max(property.class_count(self.table))
    }

    /// The classes of the rows of a block; absent where nobody asks.
    pub(super) fn classes(&self, axis: usize, block: usize) -> Codes<'_> {
        match (self.axes.get(axis), self.used.get(axis)) {
            (Some(property), Some(true)) => property.classes(self.table, block),
            _ => Codes::Absent,
        }
    }

    /// What predicates ask, by number.
    pub(super) fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// What a predicate asks.
    #[inline]
    pub(super) fn ask(&self, predicate: u32) -> (Asked, Accepts<'_>) {
        let asked = self
            .asked
            .get(predicate as usize)
            .copied()
            .unwrap_or_default();
        (asked, self.accepts(&asked))
    }

    /// The classes for which a predicate holds.
    #[inline]
    pub(super) fn accepts(&self, asked: &Asked) -> Accepts<'_> {
        let range = asked.from as usize..asked.to as usize;
        match asked.form {
            Form::Unknown | Form::Faulty => Accepts::Few(&[]),
            Form::One => Accepts::One(asked.from),
            Form::Few => Accepts::Few(self.classes.get(range).unwrap_or_default()),
            Form::Many => Accepts::Many(self.bits.get(range).unwrap_or_default()),
        }
    }

    pub(super) fn rule_count(&self) -> usize {
        self.rules.len()
    }

    /// The rules' expressions, in the order in which they were added.
    pub(super) fn expressions(&self) -> impl Iterator<Item = Expression<'_>> {
        self.rules.iter().map(|rule| match rule {
            Shape::Clauses(from, to) => {
                let range = *from as usize..*to as usize;
                Expression::Clauses(self.words.get(range).unwrap_or_default())
            }
            Shape::Tree(tree) => Expression::Tree(tree),
        })
    }
}
