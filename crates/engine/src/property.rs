//! One property that rules read: its values in classes, and for each class the predicates that hold.
//!
//! In a dictionary each code is a class. In a column of nearly unique values all values with the same true predicates
//! are one class. Either way a row has a class, a class has a list of predicates, and everything downstream speaks of
//! classes only. Class 0 is that of the missing value.
//!
//! What is true of all values is worked out when somebody first needs it of all ([`Property::work_out`]), at a load or
//! when a rule is asked of everybody. Until then single values are asked: a tenant that is opened with its memberships
//! knows its rules without having asked anybody. When that has been done often enough all are asked (`truths/alone.rs`).

mod answers;
mod lists;

use std::sync::{Arc, OnceLock};

use ingroup_directory::{Code, Codes, Column, Row, Table};
use ingroup_rule::Condition;
use ingroup_schema::{PropertyKey, PropertyType, TextItems, Value, ValueRef};

use crate::code_set::CodeSet;
use crate::matcher::{Answer, Matcher};
use crate::predicate::PredicateId;
pub(crate) use answers::Room;
use answers::{Answers, Sets};
pub(crate) use lists::List;

/// What is true of a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Truth {
    /// The predicates that hold, ascending.
    pub(crate) holds: Arc<[PredicateId]>,
    /// The predicates whose pattern could not be searched, ascending.
    pub(crate) faults: Arc<[PredicateId]>,
}

impl Truth {
    fn of(answer: &Answer) -> Self {
        Self {
            holds: answer.holds.as_slice().into(),
            faults: answer.faults.as_slice().into(),
        }
    }
}

/// The number of the class of missing values.
pub(crate) const MISSING: u32 = 0;

/// No class.
static NOTHING: CodeSet = CodeSet::EMPTY;

/// Up to so many new predicates are each asked of the values that they may hold for; more of them are asked together
/// of every value.
const FEW: usize = 6;

/// A property that some rule reads.
#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) key: PropertyKey,
    matcher: Matcher,
    /// Of all values, as soon as they have been asked.
    answers: OnceLock<Answers>,
}

impl Property {
    /// A property that no predicate asks for yet.
    pub(crate) fn new(key: PropertyKey) -> Self {
        Self {
            key,
            matcher: Matcher::default(),
            answers: OnceLock::new(),
        }
    }

    /// The column of its values, if anybody ever had one.
    pub(crate) fn column<'a>(&self, table: &'a Table) -> Option<&'a Column> {
        table.column(&self.key)
    }

    /// Asks all values, if that has not been done. All changes have been told.
    pub(crate) fn work_out(&self, table: &Table) {
        self.answers(table);
    }

    /// Whether all values have been asked.
    pub(crate) fn is_worked_out(&self) -> bool {
        self.answers.get().is_some()
    }

    fn answers(&self, table: &Table) -> &Answers {
        let work_out = || Answers::of(&self.matcher, self.missing_value(), self.column(table));
        self.answers.get_or_init(work_out)
    }

    /// How many classes there are; every class that has been looked at is below it.
    pub(crate) fn class_count(&self, table: &Table) -> usize {
        self.answers(table).class_count()
    }

    /// The class of a row's value. Asks all values where classes are kept by row.
    #[inline]
    pub(crate) fn class(&self, table: &Table, row: Row) -> u32 {
        match self.column(table) {
            None => MISSING,
            Some(column) if column.is_dictionary() => column.code(row).get(),
            Some(_) => self.answers(table).class(row),
        }
    }

    /// The classes of the rows of a block, as codes; never [`Codes::Rows`].
    pub(crate) fn classes<'a>(&'a self, table: &'a Table, block: usize) -> Codes<'a> {
        match self.column(table) {
            None => Codes::Absent,
            Some(column) if column.is_dictionary() => column.codes(block),
            Some(_) => self.answers(table).classes(block),
        }
    }

    /// The classes of values for which a predicate holds that does not read the clock.
    pub(crate) fn accepts(&self, table: &Table, id: PredicateId) -> &CodeSet {
        let sets = self.answers(table).sets(id);
        sets.map_or(&NOTHING, |sets| &sets.accepts)
    }

    /// The classes of values in which a predicate's pattern could not be searched.
    pub(crate) fn faults(&self, table: &Table, id: PredicateId) -> &CodeSet {
        let sets: Option<&Sets> = self.answers(table).sets(id);
        sets.map_or(&NOTHING, |sets| &sets.faults)
    }

    /// The class of a row's value, if all values have been asked.
    #[inline]
    pub(crate) fn known_class(&self, table: &Table, row: Row) -> Option<u32> {
        let answers = self.answers.get()?;
        Some(match self.column(table) {
            None => MISSING,
            Some(column) if column.is_dictionary() => column.code(row).get(),
            Some(_) => answers.class(row),
        })
    }

    /// What is true of a class; nothing before all values have been asked.
    #[inline]
    pub(crate) fn list(&self, class: u32) -> List<'_> {
        let answers = self.answers.get();
        answers.map_or(List::EMPTY, |answers| answers.list(class))
    }

    /// Asks for one row's value alone.
    pub(crate) fn ask(&self, table: &Table, row: Row, answer: &mut Answer) {
        let value = self.column(table).map(|column| column.value(row));
        self.matcher
            .ask(value.unwrap_or(self.missing_value()), answer);
    }

    /// What is true of a value that a row has had, or has. Where classes are kept by row it is what is kept.
    pub(crate) fn truth_of(&self, table: &Table, row: Row, value: &Value) -> Truth {
        match self.answers.get() {
            Some(answers) => {
                let class = answers.class_of(self.column(table), row, value);
                let list = answers.list(class);
                let (mut holds, mut faults) = (Vec::with_capacity(list.len()), Vec::new());
                list.each(|id| holds.push(id), |id| faults.push(id));
                Truth {
                    holds: holds.into(),
                    faults: match faults.is_empty() {
                        true => Arc::default(),
                        false => faults.into(),
                    },
                }
            }
            None => {
                let value = match value {
                    Value::Null => self.missing_value(),
                    value => value.as_ref(),
                };
                let mut answer = Answer::default();
                self.matcher.ask(value, &mut answer);
                Truth::of(&answer)
            }
        }
    }

    /// All classes with a value of each. Only dictionaries have such; dates are always in one.
    pub(crate) fn values<'a>(
        &self,
        table: &'a Table,
    ) -> impl Iterator<Item = (u32, ValueRef<'a>)> + use<'a> {
        let column = self.column(table).filter(|column| column.is_dictionary());
        let values = column.into_iter().flat_map(Column::values);
        values.map(|(code, value): (Code, _)| (code.get(), value))
    }

    /// Whether a change of a row has to be told: classes are kept by row, or a dictionary has values that nobody has
    /// looked at.
    pub(crate) fn is_to_look(&self, column: &Column) -> bool {
        let answers = self.answers.get();
        answers.is_some_and(|answers| answers.keeps_classes() || answers.is_behind(column))
    }

    /// Looks at values that have come since, and again at that of a row.
    pub(crate) fn look(&mut self, table: &Table, row: Row, room: &mut Room) {
        let (Some(column), Some(answers)) = (table.column(&self.key), self.answers.get_mut())
        else {
            return;
        };
        answers.catch_up(&self.matcher, column);
        if answers.keeps_classes() {
            answers.look_again(&self.matcher, column, row, room);
        }
    }

    /// Takes new predicates in; none of them reads the clock. All changes have been told.
    pub(crate) fn splice(&mut self, new: &[(PredicateId, Arc<Condition>)], table: &Table) {
        let matcher_of = |mut matcher: Matcher| {
            for (id, condition) in new {
                matcher.add(*id, condition);
            }
            matcher.settle();
            matcher
        };
        // Many that are the first ones are asked more quickly from the beginning.
        if self.matcher.is_empty() && new.len() > FEW {
            self.answers.take();
        }
        let missing = self.missing_value();
        let column = table.column(&self.key);
        if let Some(answers) = self.answers.get_mut() {
            if let Some(column) = column {
                answers.catch_up(&self.matcher, column);
            }
            match new.len() > FEW {
                true => answers.ask_all(&matcher_of(Matcher::default()), missing, column),
                false => {
                    for (id, condition) in new {
                        answers.ask_one(*id, condition, missing, column);
                    }
                }
            }
        }
        self.matcher = matcher_of(std::mem::take(&mut self.matcher));
    }

    /// Takes a predicate out.
    pub(crate) fn remove(&mut self, id: PredicateId, condition: &Condition) {
        self.matcher.remove(id, condition);
        if let Some(answers) = self.answers.get_mut() {
            answers.remove(id);
        }
    }

    fn missing_value(&self) -> ValueRef<'static> {
        match self.key.property_type() {
            PropertyType::StringCollection => ValueRef::Texts(TextItems::EMPTY),
            PropertyType::PlanCollection => ValueRef::Plans(&[]),
            _ => ValueRef::Null,
        }
    }
}

/// A place in a table or a list of classes, which never has more than 2³² entries.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
