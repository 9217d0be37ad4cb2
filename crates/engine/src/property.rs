//! One property that rules read: its values in classes, and for each class the predicates that hold.
//!
//! In a dictionary each code is a class. In a column of nearly unique values all values with the same true predicates
//! are one class. Either way a row has a class, a class has a list of predicates, and everything downstream speaks of
//! classes only. Class 0 is that of the missing value.

use std::sync::Arc;

use ingroup_directory::{Blocks, Chunked, Code, Codes, Column, Row, Sharded, Table};
use ingroup_rule::Condition;
use ingroup_schema::{Instant, PropertyKey, PropertyType, Value, ValueRef};

use crate::matcher::{Answer, Matcher, Sought, sought};
use crate::predicate::PredicateId;

/// What is true of the values of a class; all who need the lists share them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Truth {
    /// The predicates that hold, ascending.
    pub(crate) holds: Arc<[PredicateId]>,
    /// The predicates whose pattern could not be searched, ascending.
    pub(crate) faults: Arc<[PredicateId]>,
}

impl Truth {
    /// With what more predicates say.
    fn with(&self, answer: &Answer) -> Self {
        Self {
            holds: merged(&self.holds, &answer.holds),
            faults: merged(&self.faults, &answer.faults),
        }
    }

    fn without(&self, id: PredicateId) -> Self {
        let kept = |list: &Arc<[PredicateId]>| match list.contains(&id) {
            true => list.iter().copied().filter(|known| *known != id).collect(),
            false => list.clone(),
        };
        Self {
            holds: kept(&self.holds),
            faults: kept(&self.faults),
        }
    }
}

fn merged(list: &Arc<[PredicateId]>, more: &[PredicateId]) -> Arc<[PredicateId]> {
    if more.is_empty() {
        return list.clone();
    }
    let mut all: Vec<PredicateId> = list.iter().chain(more).copied().collect();
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// A class that has come to satisfy a predicate, or in which it cannot be answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accepted {
    pub(crate) predicate: PredicateId,
    pub(crate) class: u32,
    pub(crate) as_fault: bool,
}

/// The number of the class of missing values.
pub(crate) const MISSING: u32 = 0;

/// Up to so many new predicates are each asked of the values that they may hold for; more of them are asked together
/// of every value.
const FEW: usize = 6;

/// A property that some rule reads.
#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) key: PropertyKey,
    form: Form,
    /// By class.
    truths: Chunked<Truth>,
    matcher: Matcher,
}

/// How a row gets its class.
#[derive(Debug, Clone)]
enum Form {
    /// Nobody has ever had a value.
    Unknown,
    /// It is the column's code.
    Dictionary,
    /// It is kept here.
    Classes(Classes),
}

/// The classes of a column of nearly unique values.
#[derive(Debug, Clone, Default)]
struct Classes {
    by_row: Blocks,
    /// How many rows have been looked at; the others have no value.
    rows: usize,
    numbers: Sharded<Truth, u32>,
}

impl Property {
    /// A property that no predicate asks for yet.
    pub(crate) fn new(key: PropertyKey) -> Self {
        let mut truths = Chunked::default();
        truths.push(Truth::default());
        Self {
            key,
            form: Form::Unknown,
            truths,
            matcher: Matcher::default(),
        }
    }

    /// The column of its values, if anybody ever had one.
    pub(crate) fn column<'a>(&self, table: &'a Table) -> Option<&'a Column> {
        table.column(&self.key)
    }

    /// How many classes there are; every class is below it.
    pub(crate) fn class_count(&self) -> usize {
        self.truths.len()
    }

    /// What is true of a class.
    pub(crate) fn truth(&self, class: u32) -> Option<&Truth> {
        self.truths.get(class as usize)
    }

    /// The class of a row's value.
    #[inline]
    pub(crate) fn class(&self, table: &Table, row: Row) -> u32 {
        match &self.form {
            Form::Unknown => MISSING,
            Form::Dictionary => self
                .column(table)
                .map_or(MISSING, |column| column.code(row).get()),
            Form::Classes(classes) => classes.by_row.get(row).get(),
        }
    }

    /// The classes of the rows of a block, as codes; never [`Codes::Rows`].
    pub(crate) fn classes<'a>(&'a self, table: &'a Table, block: usize) -> Codes<'a> {
        match &self.form {
            Form::Unknown => Codes::Absent,
            Form::Dictionary => self
                .column(table)
                .map_or(Codes::Absent, |column| column.codes(block)),
            Form::Classes(classes) => classes.by_row.block(block),
        }
    }

    /// The class of a value that a row has had, or has. Where classes are kept by row it is the one that is kept.
    pub(crate) fn class_of(&self, table: &Table, row: Row, value: &Value) -> u32 {
        match &self.form {
            Form::Unknown => MISSING,
            Form::Dictionary => {
                let column = self.column(table);
                let code = column.and_then(|column| column.code_of(value));
                code.map_or(MISSING, Code::get)
            }
            Form::Classes(_) => self.class(table, row),
        }
    }

    /// All classes with a value of each. Only dictionaries have such; dates are always in one.
    pub(crate) fn values<'a>(
        &self,
        table: &'a Table,
    ) -> impl Iterator<Item = (u32, ValueRef<'a>)> + use<'a> {
        let column = match &self.form {
            Form::Dictionary => self.column(table),
            Form::Unknown | Form::Classes(_) => None,
        };
        let values = column.into_iter().flat_map(Column::values);
        values.map(|(code, value)| (code.get(), value))
    }

    /// Whether a row's class is kept here, so that it has to be told of every change.
    pub(crate) fn keeps_classes(&self) -> bool {
        matches!(self.form, Form::Classes(_))
    }

    /// Looks at values that a dictionary has got since. Rows of other columns are looked at one by one when their
    /// change is told ([`look_again`](Self::look_again)): what was true of each before it is still to be asked.
    pub(crate) fn catch_up(
        &mut self,
        table: &Table,
        answer: &mut Answer,
        accepted: &mut Vec<Accepted>,
    ) {
        let Some(column) = self.column(table) else {
            return;
        };
        if matches!(self.form, Form::Unknown) {
            self.form = match column.is_dictionary() {
                true => Form::Dictionary,
                false => Form::Classes(Classes::default()),
            };
        }
        if matches!(self.form, Form::Dictionary) {
            for code in self.truths.len()..column.code_count() {
                let class = number(code);
                self.matcher.ask(column.value_of(Code::new(class)), answer);
                let truth = Truth::default().with(answer);
                say(&truth, class, accepted);
                self.truths.push(truth);
            }
        }
    }

    /// Whether [`catch_up`](Self::catch_up) has something to do.
    pub(crate) fn is_behind(&self, column: &Column) -> bool {
        match &self.form {
            Form::Unknown => true,
            Form::Dictionary => self.truths.len() < column.code_count(),
            Form::Classes(_) => false,
        }
    }

    /// Looks at all rows that nobody has told of.
    fn look_at_all(&mut self, table: &Table, answer: &mut Answer, accepted: &mut Vec<Accepted>) {
        if let Some(column) = self.column(table)
            && let Form::Classes(classes) = &self.form
        {
            for row in classes.rows..column.code_count() {
                self.look_at(column, Row::new(number(row)), answer, accepted);
            }
        }
    }

    /// Looks at a row whose value may be another. Only where [`keeps_classes`](Self::keeps_classes).
    pub(crate) fn look_again(
        &mut self,
        table: &Table,
        row: Row,
        answer: &mut Answer,
        accepted: &mut Vec<Accepted>,
    ) {
        if let Some(column) = self.column(table)
            && self.keeps_classes()
        {
            self.look_at(column, row, answer, accepted);
        }
    }

    fn look_at(
        &mut self,
        column: &Column,
        row: Row,
        answer: &mut Answer,
        accepted: &mut Vec<Accepted>,
    ) {
        let value = column.value(row);
        let class = match value == column.missing() {
            true => MISSING,
            false => {
                self.matcher.ask(value, answer);
                self.class_with(Truth::default().with(answer), accepted)
            }
        };
        if let Form::Classes(classes) = &mut self.form {
            classes.by_row.set(row, Code::new(class));
            classes.rows = classes.rows.max(row.index() + 1);
        }
    }

    /// The class of the values, not missing, of which this is true.
    fn class_with(&mut self, truth: Truth, accepted: &mut Vec<Accepted>) -> u32 {
        let Form::Classes(classes) = &mut self.form else {
            return MISSING;
        };
        if let Some(known) = classes.numbers.get(&truth) {
            return *known;
        }
        let class = number(self.truths.len());
        say(&truth, class, accepted);
        self.truths.push(truth.clone());
        classes.numbers.insert(truth, class);
        class
    }

    /// Takes new predicates in; none of them reads the clock. All changes have been told.
    pub(crate) fn splice(
        &mut self,
        new: &[(PredicateId, Arc<Condition>)],
        table: &Table,
        answer: &mut Answer,
        accepted: &mut Vec<Accepted>,
    ) {
        self.catch_up(table, answer, accepted);
        self.look_at_all(table, answer, accepted);
        let matcher_of = |mut matcher: Matcher| {
            for (id, condition) in new {
                matcher.add(*id, condition);
            }
            matcher.settle();
            matcher
        };
        let asked_before = !self.matcher.is_empty();
        self.matcher = matcher_of(std::mem::take(&mut self.matcher));
        if new.len() > FEW {
            let asked = match asked_before {
                true => matcher_of(Matcher::default()),
                false => self.matcher.clone(),
            };
            self.ask_all(&asked, table, answer, accepted);
        } else {
            for (id, condition) in new {
                self.ask_one(*id, condition, table, accepted);
            }
        }
    }

    /// Asks every value for all of some new predicates.
    fn ask_all(
        &mut self,
        asked: &Matcher,
        table: &Table,
        answer: &mut Answer,
        accepted: &mut Vec<Accepted>,
    ) {
        asked.ask(self.missing_value(), answer);
        self.extend(MISSING, answer, accepted);
        let Some(column) = self.column(table) else {
            return;
        };
        match &self.form {
            Form::Unknown => {}
            Form::Dictionary => {
                for class in (0..self.truths.len()).skip(1).map(number) {
                    asked.ask(column.value_of(Code::new(class)), answer);
                    self.extend(class, answer, accepted);
                }
            }
            Form::Classes(classes) => {
                for row in (0..classes.rows).map(|row| Row::new(number(row))) {
                    let value = column.value(row);
                    if value != column.missing() {
                        asked.ask(value, answer);
                        self.move_row(row, answer, accepted);
                    }
                }
            }
        }
    }

    /// Asks the values that one new predicate may hold for.
    fn ask_one(
        &mut self,
        id: PredicateId,
        condition: &Condition,
        table: &Table,
        accepted: &mut Vec<Accepted>,
    ) {
        let mut answer = Answer::default();
        let is_hit = |value: ValueRef<'_>, answer: &mut Answer| {
            answer.ask_one(id, condition.holds(value, Instant::EPOCH))
        };
        if is_hit(self.missing_value(), &mut answer) {
            self.extend(MISSING, &answer, accepted);
        }
        let Some(column) = self.column(table) else {
            return;
        };
        match &self.form {
            Form::Unknown => {}
            Form::Dictionary => match sought(condition) {
                Some(Sought::Texts(texts)) => {
                    let codes = texts.iter().flat_map(|text| column.codes_of_folded(text));
                    answer.ask_one(id, Ok(true));
                    for code in codes {
                        self.extend(code.get(), &answer, accepted);
                    }
                }
                _ => {
                    for class in (0..self.truths.len()).skip(1).map(number) {
                        if is_hit(column.value_of(Code::new(class)), &mut answer) {
                            self.extend(class, &answer, accepted);
                        }
                    }
                }
            },
            Form::Classes(classes) => {
                let (rows, are_sure) = match sought(condition) {
                    Some(Sought::Texts(texts)) => {
                        let rows = texts.iter().flat_map(|text| column.find(text));
                        (rows.collect(), true)
                    }
                    Some(Sought::Part(part)) => (column.containing(&part), true),
                    Some(Sought::Perhaps(parts)) => {
                        let rows = parts.iter().flat_map(|part| column.containing(part));
                        let mut rows: Vec<Row> = rows.collect();
                        rows.sort_unstable();
                        rows.dedup();
                        (rows, false)
                    }
                    None => {
                        let rows = (0..classes.rows).map(|row| Row::new(number(row)));
                        (rows.collect(), false)
                    }
                };
                answer.ask_one(id, Ok(true));
                for row in rows {
                    let mut is_one = || {
                        let value = column.value(row);
                        value != column.missing() && is_hit(value, &mut answer)
                    };
                    if are_sure || is_one() {
                        self.move_row(row, &answer, accepted);
                    }
                }
            }
        }
    }

    /// Something more is true of a class.
    fn extend(&mut self, class: u32, answer: &Answer, accepted: &mut Vec<Accepted>) {
        if answer.is_empty() {
            return;
        }
        answer.say(class, accepted);
        if let Some(truth) = self.truths.get_mut(class as usize) {
            *truth = truth.with(answer);
        }
    }

    /// Something more is true of a row's value, which is not missing.
    fn move_row(&mut self, row: Row, answer: &Answer, accepted: &mut Vec<Accepted>) {
        let Form::Classes(classes) = &self.form else {
            return;
        };
        let truth = self.truth(classes.by_row.get(row).get());
        if let Some(truth) = truth
            && !answer.is_empty()
        {
            let class = self.class_with(truth.with(answer), accepted);
            if let Form::Classes(classes) = &mut self.form {
                classes.by_row.set(row, Code::new(class));
            }
        }
    }

    /// Takes a predicate out, which some classes satisfy, or cannot answer.
    pub(crate) fn remove(
        &mut self,
        id: PredicateId,
        condition: &Condition,
        classes: impl Iterator<Item = u32>,
    ) {
        self.matcher.remove(id, condition);
        for class in classes {
            let Some(truth) = self.truths.get_mut(class as usize) else {
                continue;
            };
            let before = std::mem::replace(truth, truth.without(id));
            let now = truth.clone();
            if let Form::Classes(known) = &mut self.form
                && known.numbers.get(&before) == Some(&class)
            {
                known.numbers.remove(&before);
                if known.numbers.get(&now).is_none() {
                    known.numbers.insert(now, class);
                }
            }
        }
    }

    fn missing_value(&self) -> ValueRef<'static> {
        match self.key.property_type() {
            PropertyType::StringCollection => ValueRef::Texts(&[]),
            PropertyType::PlanCollection => ValueRef::Plans(&[]),
            _ => ValueRef::Null,
        }
    }
}

fn say(truth: &Truth, class: u32, accepted: &mut Vec<Accepted>) {
    for (list, as_fault) in [(&truth.holds, false), (&truth.faults, true)] {
        accepted.extend(list.iter().map(|predicate| Accepted {
            predicate: *predicate,
            class,
            as_fault,
        }));
    }
}

impl Answer {
    fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.faults.is_empty()
    }

    /// Becomes the answer of one predicate; whether it says anything.
    fn ask_one(&mut self, id: PredicateId, found: Result<bool, ingroup_rule::Fault>) -> bool {
        self.holds.clear();
        self.faults.clear();
        self.take(id, found);
        !self.is_empty()
    }

    fn say(&self, class: u32, accepted: &mut Vec<Accepted>) {
        for (list, as_fault) in [(&self.holds, false), (&self.faults, true)] {
            accepted.extend(list.iter().map(|predicate| Accepted {
                predicate: *predicate,
                class,
                as_fault,
            }));
        }
    }
}

/// A place in a table or a list of classes, which never has more than 2³² entries.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
