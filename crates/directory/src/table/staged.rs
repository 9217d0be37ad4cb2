//! Values on their way into the columns of a table, gathered by column.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use ingroup_schema::{CATALOGUE, ExtensionName, PropertyKey, Value};

use super::Table;
use crate::column::Column;
use crate::row::Row;

/// No thread is begun for fewer values than these.
const FEWEST: usize = 4096;

/// Values by property; those of a property in the order in which they came, which is that of the rows.
#[derive(Debug, Default)]
pub(crate) struct Staged {
    /// By the property's place in the catalogue.
    known: Vec<Waiting>,
    extensions: BTreeMap<ExtensionName, Waiting>,
    /// How many values wait.
    len: usize,
}

/// What waits for one column, rows ascending; of a row's values the last one counts.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    letters: String,
    /// Where the text of each row ends in `letters`.
    texts: Vec<(Row, usize)>,
    values: Vec<(Row, Value)>,
}

/// A column with what is written into it.
type Filling<'a> = (&'a mut Column, &'a mut Waiting);

impl Staged {
    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Keeps a text for a row that is not before any other's.
    pub(crate) fn text(&mut self, row: Row, property: &PropertyKey, text: &str) {
        if let Some(own) = self.of(property) {
            own.letters.push_str(text);
            own.texts.push((row, own.letters.len()));
        }
    }

    /// Keeps a value that is no text for a row that is not before any other's.
    pub(crate) fn value(&mut self, row: Row, property: &PropertyKey, value: Value) {
        if let Some(own) = self.of(property) {
            own.values.push((row, value));
        }
    }

    /// Where one more value of a property waits.
    fn of(&mut self, property: &PropertyKey) -> Option<&mut Waiting> {
        self.len += 1;
        match property {
            PropertyKey::Known(id) => {
                if self.known.is_empty() {
                    self.known.resize_with(CATALOGUE.len(), Waiting::default);
                }
                self.known.get_mut(id.index())
            }
            PropertyKey::Extension(name) => Some(self.extensions.entry(name.clone()).or_default()),
        }
    }
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.values.is_empty()
    }

    /// How long it takes to write it, roughly.
    fn weight(&self) -> usize {
        self.letters.len() + self.values.len() * size_of::<Value>()
    }

    /// The texts with their rows.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Row, &str)> + Clone {
        let starts = std::iter::once(0).chain(self.texts.iter().map(|(_, end)| *end));
        let texts = self.texts.iter().zip(starts);
        texts.map(|((row, end), start)| (*row, self.letters.get(start..*end).unwrap_or_default()))
    }

    /// The values with their rows, which do not wait any more.
    pub(crate) fn take_values(&mut self) -> impl Iterator<Item = (Row, Value)> + '_ {
        self.values.drain(..)
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.texts.clear();
        self.values.clear();
    }
}

impl Table {
    /// Writes what waits, on all cores if it is much; nothing waits any more.
    pub(crate) fn take(&mut self, staged: &mut Staged) {
        let count = std::mem::take(&mut staged.len);
        let mut fillings: Vec<Filling<'_>> = Vec::new();
        let known = staged.known.iter_mut().zip(CATALOGUE);
        for ((waiting, property), column) in known.zip(&mut self.columns) {
            if !waiting.is_empty() {
                let key = PropertyKey::Known(property.id);
                let column = column.get_or_insert_with(|| Arc::new(Column::new(&key)));
                fillings.push((Arc::make_mut(column), waiting));
            }
        }
        let mut waiting: BTreeMap<&ExtensionName, &mut Waiting> = BTreeMap::new();
        for (name, own) in &mut staged.extensions {
            if !own.is_empty() {
                let column = || Arc::new(Column::new(&PropertyKey::Extension(name.clone())));
                self.extensions.entry(name.clone()).or_insert_with(column);
                waiting.insert(name, own);
            }
        }
        for (name, column) in &mut self.extensions {
            if let Some(own) = waiting.remove(name) {
                fillings.push((Arc::make_mut(column), own));
            }
        }
        // The longest work is given out first, so that nobody waits for it in the end.
        fillings.sort_by_key(|(_, waiting)| waiting.weight());
        fill(fillings, count);
    }
}

/// Fills columns from the last one, whoever has time for the next.
fn fill(fillings: Vec<Filling<'_>>, count: usize) {
    let threads = match count < FEWEST {
        true => 1,
        false => std::thread::available_parallelism().map_or(1, NonZero::get),
    };
    let others = threads.min(fillings.len()).saturating_sub(1);
    let left = Mutex::new(fillings);
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || {
        while let Some((column, waiting)) = next() {
            column.fill(waiting);
            waiting.clear();
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(work);
        }
        work();
    });
}
