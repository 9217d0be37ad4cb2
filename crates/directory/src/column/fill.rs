//! Many values that come into a column at once.

use ingroup_schema::Value;

use super::{Column, Storage, rewrite, written};
use crate::codes::Code;
use crate::row::Row;
use crate::table::Waiting;

impl Column {
    /// Writes what waits.
    pub(crate) fn fill(&mut self, waiting: &mut Waiting) {
        match &mut self.storage {
            Storage::Dictionary {
                values: known,
                codes,
            } => {
                let texts = waiting.texts();
                let texts = texts.map(|(row, text)| (row, known.code_for_text(text)));
                let mut of_rows: Vec<(Row, Code)> = texts.collect();
                let values = waiting.take_values();
                of_rows.extend(values.map(|(row, value)| (row, known.code_for(&value))));
                codes.set_all(&of_rows);
            }
            Storage::Texts { texts, rows, order } if rows.get().is_none() => {
                order.take();
                texts.put_all(waiting.texts().map(|(row, text)| (row.index(), text)));
            }
            Storage::Texts { texts, rows, order } => {
                for (row, text) in waiting.texts() {
                    rewrite(texts, (rows, order), row, Some(text));
                }
            }
            Storage::Lists(lists) => {
                let values: Vec<(Row, Value)> = waiting.take_values().collect();
                let texts = values.iter();
                lists
                    .put_all(texts.filter_map(|(row, value)| Some((row.index(), written(value)?))));
            }
        }
    }

    /// Writes a text.
    pub(crate) fn put_text(&mut self, row: Row, text: &str) {
        match &mut self.storage {
            Storage::Dictionary { values, codes } => codes.set(row, values.code_for_text(text)),
            Storage::Texts { texts, rows, order } => {
                rewrite(texts, (rows, order), row, Some(text));
            }
            // Nobody gives a text to a column of collections.
            Storage::Lists(_) => {}
        }
    }
}
