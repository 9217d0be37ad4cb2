//! What is true of the values of one property, worked out: for each class the predicates that hold, and for each
//! predicate the classes for which it holds.

use std::borrow::Cow;
use std::sync::Arc;

use ingroup_directory::{Blocks, Chunked, Code, Codes, Column, Row, Sharded};
use ingroup_rule::Condition;
use ingroup_schema::{Instant, Value, ValueRef};

use super::lists::{Draft, List, Lists};
use super::{MISSING, number};
use crate::code_set::CodeSet;
use crate::matcher::{Answer, Matcher, Sought, sought};
use crate::predicate::PredicateId;

/// The answers for all values of a property.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    form: Form,
    lists: Lists,
    /// Of predicates that hold for a class, or cannot be answered in one.
    sets: Sharded<PredicateId, Arc<Sets>>,
}

/// The classes for which a predicate holds, and those in which it cannot be answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sets {
    pub(crate) accepts: CodeSet,
    pub(crate) faults: CodeSet,
}

/// How a row gets its class, and a class its list. Class 0 and list 0 are those of the missing value.
#[derive(Debug, Clone)]
enum Form {
    /// Nobody has ever had a value.
    Unknown,
    /// The class is the column's code; here are the lists by class.
    Dictionary(Chunked<u32>),
    /// The class is the list.
    Classes {
        by_row: Blocks,
        /// How many rows have been looked at; the others have no value.
        rows: usize,
    },
}

impl Form {
    fn of(column: &Column) -> Self {
        match column.is_dictionary() {
            true => {
                let mut lists = Chunked::default();
                lists.push(MISSING);
                Self::Dictionary(lists)
            }
            false => Self::Classes {
                by_row: Blocks::default(),
                rows: 0,
            },
        }
    }
}

/// Whom a class that something is true of is to be told.
trait Ledger {
    fn note(&mut self, class: u32, holds: &[PredicateId], faults: &[PredicateId]);
}

impl Ledger for Sharded<PredicateId, Arc<Sets>> {
    fn note(&mut self, class: u32, holds: &[PredicateId], faults: &[PredicateId]) {
        for id in holds {
            write(self, *id, |sets| sets.accepts.insert(class));
        }
        for id in faults {
            write(self, *id, |sets| sets.faults.insert(class));
        }
    }
}

fn write(
    all: &mut Sharded<PredicateId, Arc<Sets>>,
    id: PredicateId,
    change: impl FnOnce(&mut Sets),
) {
    if let Some(sets) = all.get_mut(&id) {
        return change(Arc::make_mut(sets));
    }
    let mut sets = Sets::default();
    change(&mut sets);
    all.insert(id, Arc::new(sets));
}

/// Sets by the predicate's number: quicker to write than a map, and given up when all is written.
#[derive(Default)]
struct Slate(Vec<Sets>);

impl Slate {
    fn at(&mut self, id: PredicateId) -> &mut Sets {
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, Sets::default());
        }
        &mut self.0[id.index()]
    }
}

impl Ledger for Slate {
    fn note(&mut self, class: u32, holds: &[PredicateId], faults: &[PredicateId]) {
        for id in holds {
            self.at(*id).accepts.insert(class);
        }
        for id in faults {
            self.at(*id).faults.insert(class);
        }
    }
}

impl Answers {
    /// Asks all values; `missing` is what an object without a value has.
    pub(super) fn of(matcher: &Matcher, missing: ValueRef<'_>, column: Option<&Column>) -> Self {
        let mut slate = Slate::default();
        let mut room = Room::default();
        let mut answers = Self {
            form: column.map_or(Form::Unknown, Form::of),
            lists: Lists::default(),
            sets: Sharded::default(),
        };
        room.ask(matcher, missing);
        answers.lists.pin(&mut room.draft);
        slate.note(MISSING, &room.draft.holds, &room.draft.faults);
        if let Some(column) = column {
            answers.look_on(matcher, column, &mut room, &mut slate);
        }
        answers.lists.shrink();
        for (index, mut sets) in slate.0.into_iter().enumerate() {
            if !sets.accepts.is_empty() || !sets.faults.is_empty() {
                sets.accepts.shrink();
                let id = PredicateId::new(index);
                answers.sets.insert(id, Arc::new(sets));
            }
        }
        answers
    }

    /// How many classes there are; every class is below it.
    pub(super) fn class_count(&self) -> usize {
        match &self.form {
            Form::Unknown => 1,
            Form::Dictionary(lists) => lists.len(),
            Form::Classes { .. } => self.lists.len(),
        }
    }

    /// What is true of a class.
    #[inline]
    pub(super) fn list(&self, class: u32) -> List<'_> {
        match &self.form {
            Form::Dictionary(lists) => {
                let list = lists.get(class as usize).copied();
                self.lists.get(list.unwrap_or(u32::MAX))
            }
            Form::Unknown | Form::Classes { .. } => self.lists.get(class),
        }
    }

    /// The class of a row, where classes are kept by row.
    #[inline]
    pub(super) fn class(&self, row: Row) -> u32 {
        match &self.form {
            Form::Unknown | Form::Dictionary(_) => MISSING,
            Form::Classes { by_row, .. } => by_row.get(row).get(),
        }
    }

    /// The classes of the rows of a block, where they are kept by row.
    pub(super) fn classes(&self, block: usize) -> Codes<'_> {
        match &self.form {
            Form::Unknown | Form::Dictionary(_) => Codes::Absent,
            Form::Classes { by_row, .. } => by_row.block(block),
        }
    }

    /// The class of a value that a row has had, or has. Where classes are kept by row it is the one that is kept.
    pub(super) fn class_of(&self, column: Option<&Column>, row: Row, value: &Value) -> u32 {
        match &self.form {
            Form::Unknown => MISSING,
            Form::Dictionary(_) => {
                let code = column.and_then(|column| column.code_of(value));
                code.map_or(MISSING, Code::get)
            }
            Form::Classes { .. } => self.class(row),
        }
    }

    /// The classes that a predicate holds for, or cannot be answered in; none if there are no such.
    pub(super) fn sets(&self, id: PredicateId) -> Option<&Sets> {
        self.sets.get(&id).map(Arc::as_ref)
    }

    /// Whether rows are looked at one by one when they are told of.
    pub(super) fn keeps_classes(&self) -> bool {
        matches!(self.form, Form::Classes { .. })
    }

    /// Whether [`catch_up`](Self::catch_up) has something to do.
    pub(super) fn is_behind(&self, column: &Column) -> bool {
        match &self.form {
            Form::Unknown => true,
            Form::Dictionary(lists) => lists.len() < column.code_count(),
            Form::Classes { .. } => false,
        }
    }

    /// Looks at values that a dictionary has got since. Rows of other columns are looked at one by one when their
    /// change is told ([`look_again`](Self::look_again)): what was true of each before it is still to be asked.
    pub(super) fn catch_up(&mut self, matcher: &Matcher, column: &Column) {
        if matches!(self.form, Form::Unknown) {
            self.form = Form::of(column);
        }
        if matches!(self.form, Form::Dictionary(_)) {
            self.look_on_here(matcher, column);
        }
    }

    /// Looks at a row whose value may be another. Only where [`keeps_classes`](Self::keeps_classes).
    pub(super) fn look_again(
        &mut self,
        matcher: &Matcher,
        column: &Column,
        row: Row,
        room: &mut Room,
    ) {
        let mut sets = std::mem::take(&mut self.sets);
        self.look_at(matcher, column, row, room, &mut sets);
        self.sets = sets;
        self.forget_idle();
    }

    fn look_on_here(&mut self, matcher: &Matcher, column: &Column) {
        let mut sets = std::mem::take(&mut self.sets);
        self.look_on(matcher, column, &mut Room::default(), &mut sets);
        self.sets = sets;
    }

    /// Looks at all values that nobody has told of.
    fn look_on(
        &mut self,
        matcher: &Matcher,
        column: &Column,
        room: &mut Room,
        ledger: &mut impl Ledger,
    ) {
        match &self.form {
            Form::Unknown => {}
            Form::Dictionary(lists) => {
                for class in (lists.len()..column.code_count()).map(number) {
                    room.ask(matcher, column.value_of(Code::new(class)));
                    let (list, _) = self.lists.take(&mut room.draft);
                    ledger.note(class, &room.draft.holds, &room.draft.faults);
                    if let Form::Dictionary(lists) = &mut self.form {
                        lists.push(list);
                    }
                }
            }
            Form::Classes { rows, .. } => {
                for row in (*rows..column.code_count()).map(number) {
                    self.look_at(matcher, column, Row::new(row), room, ledger);
                }
            }
        }
    }

    fn look_at(
        &mut self,
        matcher: &Matcher,
        column: &Column,
        row: Row,
        room: &mut Room,
        ledger: &mut impl Ledger,
    ) {
        let value = column.value(row);
        let class = match value == column.missing() {
            true => MISSING,
            false => {
                room.ask(matcher, value);
                self.class_with(&mut room.draft, ledger)
            }
        };
        self.give(row, class);
        if let Form::Classes { rows, .. } = &mut self.form {
            *rows = (*rows).max(row.index() + 1);
        }
    }

    /// The class of values, not missing, of which this is true; one row more has it.
    fn class_with(&mut self, draft: &mut Draft, ledger: &mut impl Ledger) -> u32 {
        let (class, is_new) = self.lists.take(draft);
        if is_new {
            ledger.note(class, &draft.holds, &draft.faults);
        }
        class
    }

    /// Gives a row another class, which counts it already.
    fn give(&mut self, row: Row, class: u32) {
        if let Form::Classes { by_row, .. } = &mut self.form {
            let before = by_row.get(row).get();
            if before != class {
                by_row.set(row, Code::new(class));
            }
            if before != MISSING {
                self.lists.release(before);
            }
        }
    }

    /// Forgets classes that nobody has any more, when they have become many.
    fn forget_idle(&mut self) {
        let is_class = self.keeps_classes();
        for (class, draft) in self.lists.forget_idle() {
            for id in draft.holds.iter().filter(|_| is_class) {
                write(&mut self.sets, *id, |sets| sets.accepts.remove(class));
            }
            for id in draft.faults.iter().filter(|_| is_class) {
                write(&mut self.sets, *id, |sets| sets.faults.remove(class));
            }
        }
    }

    /// Asks every value for all of some new predicates, which are those of a matcher.
    pub(super) fn ask_all(
        &mut self,
        asked: &Matcher,
        missing: ValueRef<'_>,
        column: Option<&Column>,
    ) {
        let mut room = Room::default();
        room.ask(asked, missing);
        self.extend(MISSING, &room.answer);
        let Some(column) = column else { return };
        match &self.form {
            Form::Unknown => {}
            Form::Dictionary(lists) => {
                for class in (1..lists.len()).map(number) {
                    room.ask(asked, column.value_of(Code::new(class)));
                    self.extend(class, &room.answer);
                }
            }
            Form::Classes { rows, .. } => {
                for row in (0..*rows).map(|row| Row::new(number(row))) {
                    let value = column.value(row);
                    if value != column.missing() {
                        room.ask(asked, value);
                        self.move_row(row, &room.answer);
                    }
                }
            }
        }
        self.forget_idle();
    }

    /// Asks the values that one new predicate may hold for.
    pub(super) fn ask_one(
        &mut self,
        id: PredicateId,
        condition: &Condition,
        missing: ValueRef<'_>,
        column: Option<&Column>,
    ) {
        let mut answer = Answer::default();
        let is_hit = |value: ValueRef<'_>, answer: &mut Answer| {
            answer.ask_one(id, condition.holds(value, Instant::EPOCH))
        };
        if is_hit(missing, &mut answer) {
            self.extend(MISSING, &answer);
        }
        let Some(column) = column else { return };
        match &self.form {
            Form::Unknown => {}
            Form::Dictionary(lists) => match sought(condition) {
                Some(Sought::Texts(texts)) => {
                    let codes = texts.iter().flat_map(|text| column.codes_of_folded(text));
                    answer.ask_one(id, Ok(true));
                    for code in codes {
                        self.extend(code.get(), &answer);
                    }
                }
                _ => {
                    for class in (1..lists.len()).map(number) {
                        if is_hit(column.value_of(Code::new(class)), &mut answer) {
                            self.extend(class, &answer);
                        }
                    }
                }
            },
            Form::Classes { rows, .. } => {
                let (found, are_sure) = rows_sought(condition, column, *rows);
                answer.ask_one(id, Ok(true));
                for row in found.iter().copied() {
                    let mut is_one = || {
                        let value = column.value(row);
                        value != column.missing() && is_hit(value, &mut answer)
                    };
                    if are_sure || is_one() {
                        self.move_row(row, &answer);
                    }
                }
            }
        }
        self.forget_idle();
    }

    /// Something more is true of a class.
    fn extend(&mut self, class: u32, answer: &Answer) {
        if answer.is_empty() {
            return;
        }
        self.sets.note(class, &answer.holds, &answer.faults);
        let mut draft = Draft::default();
        match &mut self.form {
            Form::Dictionary(lists) if class != MISSING => {
                let Some(list) = lists.get_mut(class as usize) else {
                    return;
                };
                self.lists.read(*list, &mut draft);
                draft.add(answer);
                let (more, _) = self.lists.take(&mut draft);
                self.lists.release(*list);
                *list = more;
            }
            _ => {
                self.lists.read(class, &mut draft);
                draft.add(answer);
                self.lists.replace(class, &mut draft);
            }
        }
    }

    /// Something more is true of a row's value, which is not missing.
    fn move_row(&mut self, row: Row, answer: &Answer) {
        if answer.is_empty() {
            return;
        }
        let mut draft = Draft::default();
        self.lists.read(self.class(row), &mut draft);
        draft.add(answer);
        let mut sets = std::mem::take(&mut self.sets);
        let class = self.class_with(&mut draft, &mut sets);
        self.sets = sets;
        self.give(row, class);
    }

    /// Takes a predicate out.
    pub(super) fn remove(&mut self, id: PredicateId) {
        let Some(sets) = self.sets.get(&id).cloned() else {
            return;
        };
        self.sets.remove(&id);
        let classes = sets.accepts.iter().chain(sets.faults.iter());
        let mut lists: Vec<u32> = classes
            .map(|class| match &self.form {
                Form::Dictionary(lists) => lists.get(class as usize).copied().unwrap_or_default(),
                Form::Unknown | Form::Classes { .. } => class,
            })
            .collect();
        lists.sort_unstable();
        lists.dedup();
        let mut draft = Draft::default();
        for list in lists {
            self.lists.read(list, &mut draft);
            draft.holds.retain(|known| *known != id);
            draft.faults.retain(|known| *known != id);
            self.lists.replace(list, &mut draft);
        }
    }
}

/// The rows of nearly unique values for which a predicate may hold, and whether it surely does.
fn rows_sought(condition: &Condition, column: &Column, rows: usize) -> (Vec<Row>, bool) {
    match sought(condition) {
        Some(Sought::Texts(texts)) => {
            let found = texts.iter().flat_map(|text| column.find(text));
            (found.collect(), true)
        }
        Some(Sought::Part(part)) => (column.containing(&part), true),
        Some(Sought::Perhaps(parts)) => {
            let found = parts
                .iter()
                .flat_map(|part: &Cow<'_, str>| column.containing(part));
            let mut found: Vec<Row> = found.collect();
            found.sort_unstable();
            found.dedup();
            (found, false)
        }
        None => {
            let all = (0..rows).map(|row| Row::new(number(row)));
            (all.collect(), false)
        }
    }
}

/// An answer, and the list that it comes to: room that one value after the other is asked in.
#[derive(Default)]
pub(crate) struct Room {
    answer: Answer,
    draft: Draft,
}

impl Room {
    fn ask(&mut self, matcher: &Matcher, value: ValueRef<'_>) {
        matcher.ask(value, &mut self.answer);
        let Self { answer, draft } = self;
        draft.holds.clone_from(&answer.holds);
        draft.faults.clone_from(&answer.faults);
    }
}

impl Draft {
    /// More is true.
    fn add(&mut self, answer: &Answer) {
        for (list, more) in [
            (&mut self.holds, &answer.holds),
            (&mut self.faults, &answer.faults),
        ] {
            list.extend(more);
            list.sort_unstable();
            list.dedup();
        }
    }
}

impl Answer {
    pub(super) fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.faults.is_empty()
    }

    /// Becomes the answer of one predicate; whether it says anything.
    fn ask_one(&mut self, id: PredicateId, found: Result<bool, ingroup_rule::Fault>) -> bool {
        self.holds.clear();
        self.faults.clear();
        self.take(id, found);
        !self.is_empty()
    }
}
