//! Tables in Markdown: for a ticket, a wiki or a pull request.

use super::layout::cell_text;
use super::table;
use super::view::{Align, Column, Views};
use crate::value::Value;

/// Objects as a table, with a blank line behind it.
pub(super) fn write(items: &[Value], views: &Views) -> String {
    let (columns, cells) = table::columns_and_cells(items, views);
    let line = |fields: Vec<String>| format!("| {} |\n", fields.join(" | "));
    let mut text = line(columns.iter().map(|c| field(&c.header)).collect());
    text.push_str(&line(columns.iter().map(|c| rule(c).to_owned()).collect()));
    for row in &cells {
        text.push_str(&line(row.iter().map(|v| field(&cell_text(v))).collect()));
    }
    text.push('\n');
    text
}

fn rule(column: &Column) -> &'static str {
    match column.align {
        Align::Right => "---:",
        Align::Left | Align::ByValue => "---",
    }
}

/// A text that stays in its cell: no bar ends it, no line end breaks it.
fn field(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace("\r\n", "<br>")
        .replace(['\n', '\r'], "<br>")
}
