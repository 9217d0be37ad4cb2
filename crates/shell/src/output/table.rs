//! Tables: headers underlined with dashes, numbers to the right, one blank line around.

use super::Width;
use super::layout::{all_properties, cell_text, cut, measure};
use super::view::{Align, Column, View, Views};
use crate::value::Value;

/// Objects as a table. Without columns, those of the type's view, or all properties, or for a hashtable name and
/// value.
pub(super) fn write(items: &[Value], views: &Views, columns: &[Column], width: Width) -> String {
    let (rows, columns) = match items.first() {
        Some(Value::Table(_)) if columns.is_empty() => (pairs(items), Vec::new()),
        _ => (items.to_vec(), columns.to_vec()),
    };
    let columns = match columns.is_empty() {
        false => columns,
        true => default_columns(&rows, views),
    };
    let cells: Vec<Vec<Value>> = rows
        .iter()
        .enumerate()
        .map(|(i, row)| columns.iter().map(|c| c.value(i, row)).collect())
        .collect();
    draw(&columns, &cells, width)
}

fn default_columns(rows: &[Value], views: &Views) -> Vec<Column> {
    let view = match rows.first() {
        Some(Value::Object(object)) => views.get(object.kind()),
        _ => None,
    };
    match view {
        Some(View::Table(columns) | View::List(columns)) => columns.clone(),
        Some(View::Line(column)) => vec![column.clone()],
        // The first object decides, as in PowerShell.
        None => all_properties(rows.get(..1).unwrap_or_default()),
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

fn draw(columns: &[Column], cells: &[Vec<Value>], width: Width) -> String {
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
    if let Width::Terminal(columns) = width {
        shrink(&mut widths, columns);
    }
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

/// Takes width from the widest column until the table fits; never less than a few characters each.
fn shrink(widths: &mut [usize], columns: usize) {
    const LEAST: usize = 6;
    loop {
        let total: usize = widths.iter().sum::<usize>() + widths.len().saturating_sub(1);
        if total <= columns {
            return;
        }
        match widths.iter_mut().max() {
            Some(widest) if *widest > LEAST => {
                *widest = (*widest).saturating_sub(total - columns).max(LEAST);
            }
            _ => return,
        }
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
