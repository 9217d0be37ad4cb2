//! Lists: one property a line, names padded to the longest, a blank line after each object. Nothing is cut: what is
//! wider than a terminal goes on in the next line.

use super::Width;
use super::layout::{all_properties, cell_text, measure, wrap};
use super::view::{Column, View, Views};
use crate::value::Value;

/// The fewest columns that a value gets, on however narrow a terminal.
const LEAST_ROOM: usize = 20;

/// Objects as lists. Without columns, those of the type's list view, or all properties.
pub(super) fn write(items: &[Value], views: &Views, columns: &[Column], width: Width) -> String {
    let mut text = String::from("\n");
    for (index, item) in items.iter().enumerate() {
        let columns = match columns.is_empty() {
            false => columns.to_vec(),
            true => default_columns(item, views),
        };
        let longest = columns
            .iter()
            .map(|c| measure(&c.header))
            .max()
            .unwrap_or(0);
        for column in &columns {
            let header = &column.header;
            let blanks = " ".repeat(longest.saturating_sub(measure(header)));
            let value = cell_text(&column.value(index, item));
            let room = match width {
                Width::Terminal(columns) => columns.saturating_sub(longest + 3).max(LEAST_ROOM),
                Width::Fixed(_) => usize::MAX,
            };
            let lines: Vec<String> = value.lines().flat_map(|l| wrap(l, room)).collect();
            let indent = format!("\n{}", " ".repeat(longest + 3));
            let line = format!("{header}{blanks} : {}", lines.join(&indent));
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

fn default_columns(item: &Value, views: &Views) -> Vec<Column> {
    let view = match item {
        Value::Object(object) => views.get(object.kind()),
        _ => None,
    };
    match view {
        Some(View::List(columns)) => columns.clone(),
        _ => all_properties(std::slice::from_ref(item)),
    }
}
