//! Tables: headers underlined with dashes, numbers to the right, one blank line around.

use super::Width;
use super::layout::{all_properties, cell_text, cut, measure};
use super::view::{Align, Column, View, Views};
use crate::value::Value;

/// Objects as a table. Without columns, those of the type's view, or all properties, or for a hashtable name and
/// value.
pub(super) fn write(items: &[Value], views: &Views, columns: &[Column], width: Width) -> String {
    let (columns, last, cells) = grid(items, views, columns);
    draw(columns, &cells, width, last)
}

/// The columns of a table as `write` chooses them, and its cells row by row.
pub(super) fn columns_and_cells(items: &[Value], views: &Views) -> (Vec<Column>, Vec<Vec<Value>>) {
    let (columns, _, cells) = grid(items, views, &[]);
    (columns, cells)
}

fn grid(
    items: &[Value],
    views: &Views,
    columns: &[Column],
) -> (Vec<Column>, Last, Vec<Vec<Value>>) {
    let (rows, columns) = match items.first() {
        Some(Value::Table(_)) if columns.is_empty() => (pairs(items), Vec::new()),
        _ => (items.to_vec(), columns.to_vec()),
    };
    let (columns, last) = match columns.is_empty() {
        false => (columns, Last::Stay),
        true => default_columns(&rows, views),
    };
    let cells = rows
        .iter()
        .enumerate()
        .map(|(i, row)| columns.iter().map(|c| c.value(i, row)).collect())
        .collect();
    (columns, last, cells)
}

/// What becomes of the last columns when a terminal is too narrow for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// They stay, since somebody asked for them.
    Stay,
    /// They go before the others become unreadable; a list shows them.
    Go,
}

fn default_columns(rows: &[Value], views: &Views) -> (Vec<Column>, Last) {
    let view = match rows.first() {
        Some(Value::Object(object)) => views.get(object.kind()),
        _ => None,
    };
    match view {
        Some(View::Table(columns) | View::List(columns)) => (columns.clone(), Last::Go),
        Some(View::Line(column)) => (vec![column.clone()], Last::Stay),
        // The first object decides, as in PowerShell.
        None => (
            all_properties(rows.get(..1).unwrap_or_default()),
            Last::Stay,
        ),
    }
}

/// A hashtable's entries as rows.
fn pairs(items: &[Value]) -> Vec<Value> {
    items
        .iter()
        .filter_map(|item| match item {
            Value::Table(table) => Some(table.named()),
            _ => None,
        })
        .flatten()
        .map(|(name, value)| {
            let row = crate::value::Object::new("Entry").with("Name", name);
            row.set("Value", value);
            Value::Object(row)
        })
        .collect()
}

fn draw(mut columns: Vec<Column>, cells: &[Vec<Value>], width: Width, last: Last) -> String {
    let texts: Vec<Vec<String>> = cells
        .iter()
        .map(|row| row.iter().map(|v| one_line(&cell_text(v))).collect())
        .collect();
    let right: Vec<bool> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| match column.align {
            Align::Left => false,
            Align::Right => true,
            Align::ByValue => is_numeric(cells.iter().filter_map(|row| row.get(i))),
        })
        .collect();
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let widest = texts
                .iter()
                .filter_map(|row| row.get(i))
                .map(|t| measure(t))
                .max();
            measure(&column.header).max(widest.unwrap_or(0)).max(1)
        })
        .collect();
    if let Width::Terminal(room) = width {
        if last == Last::Go {
            widths.truncate(readable(&widths, room));
        }
        shrink(&mut widths, room);
    }
    columns.truncate(widths.len());
    let headers: Vec<String> = columns.iter().map(|c| c.header.to_string()).collect();
    let dashes: Vec<String> = columns
        .iter()
        .zip(&widths)
        .map(|(c, w)| "-".repeat(measure(&c.header).min(*w)))
        .collect();
    let mut text = String::from("\n");
    for row in [&headers, &dashes].into_iter().chain(&texts) {
        text.push_str(&line(row, &widths, &right));
    }
    text.push('\n');
    text
}

/// How many columns, from the first, leave enough of each other to be read when they are shrunk to fit.
fn readable(widths: &[usize], room: usize) -> usize {
    /// What is left of a wide column that can still be told from its neighbours.
    const ENOUGH: usize = 28;
    let fits = |count: &usize| {
        let mut kept: Vec<usize> = widths.iter().copied().take(*count).collect();
        shrink(&mut kept, room);
        let total = kept.iter().sum::<usize>() + kept.len().saturating_sub(1);
        let enough = |(kept, full): (&usize, &usize)| *kept >= (*full).min(ENOUGH);
        total <= room && kept.iter().zip(widths).all(enough)
    };
    (1..=widths.len()).rev().find(fits).unwrap_or(1)
}

/// Caps the widest columns, all at the same width, so that the table fits; never at less than a few characters.
fn shrink(widths: &mut [usize], room: usize) {
    const LEAST: usize = 6;
    let blanks = widths.len().saturating_sub(1);
    let total = |cap: usize| widths.iter().map(|w| *w.min(&cap)).sum::<usize>() + blanks;
    if total(usize::MAX) <= room {
        return;
    }
    let cap = (LEAST..room).rev().find(|cap| total(*cap) <= room);
    let cap = cap.unwrap_or(LEAST);
    let mut spare = room.saturating_sub(total(cap));
    for width in widths.iter_mut().filter(|w| **w > cap) {
        *width = cap + spare.min(1);
        spare = spare.saturating_sub(1);
    }
}

fn line(cells: &[String], widths: &[usize], right: &[bool]) -> String {
    let mut text = String::new();
    for ((cell, width), right) in cells.iter().zip(widths).zip(right) {
        let cell = cut(cell, *width);
        let blanks = " ".repeat(width.saturating_sub(measure(&cell)));
        if !text.is_empty() {
            text.push(' ');
        }
        if *right {
            text.push_str(&blanks);
            text.push_str(&cell);
        } else {
            text.push_str(&cell);
            text.push_str(&blanks);
        }
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    text.push('\n');
    text
}

fn is_numeric<'v>(values: impl Iterator<Item = &'v Value>) -> bool {
    let mut any = false;
    for value in values.filter(|v| !v.is_null()) {
        if !matches!(value, Value::Int(_) | Value::Double(_)) {
            return false;
        }
        any = true;
    }
    any
}

fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r']) {
        text.split(['\n', '\r'])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        text.to_owned()
    }
}
