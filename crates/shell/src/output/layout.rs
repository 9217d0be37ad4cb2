//! Which layout objects get when nobody chose one, and the measuring that all layouts share.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::view::{Column, View, Views};
use super::{Width, list, table};
use crate::value::{Text, Value};

/// The most properties an object without a view may have to be shown as a table.
const TABLE_PROPERTIES: usize = 4;

/// How many objects of a list are named in a cell.
const FEW: usize = 4;

/// Objects of one type in the way of that type.
pub(super) fn automatic(items: &[Value], views: &Views, width: Width) -> String {
    let Some(first) = items.first() else {
        return String::new();
    };
    match first {
        Value::Object(object) => match views.get(object.kind()) {
            Some(View::Table(_)) => table::write(items, views, &[], width),
            Some(View::List(columns)) => list::write(items, views, columns, width),
            Some(View::Line(column)) => items
                .iter()
                .enumerate()
                .map(|(i, item)| format!("{}\n", column.value(i, item).to_text()))
                .collect(),
            None if object.names().len() <= TABLE_PROPERTIES => {
                table::write(items, views, &[], width)
            }
            None => list::write(items, views, &[], width),
        },
        Value::Error(_) => items
            .iter()
            .map(|item| format!("{}\n", item.to_text()))
            .collect(),
        _ => table::write(items, views, &[], width),
    }
}

/// The columns of a list without a choice: all properties, in the order of first appearance.
pub(super) fn all_properties(items: &[Value]) -> Vec<Column> {
    let mut names: Vec<Text> = Vec::new();
    for item in items {
        for name in item.property_names() {
            if !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
    }
    names.into_iter().map(Column::property).collect()
}

/// The name that an object among others goes by in a cell; nothing if it has none, or is shown with all it has.
fn name_of(value: &Value) -> Option<String> {
    let Value::Object(object) = value else {
        return None;
    };
    let name = object.get("DisplayName").unwrap_or_default().to_text();
    (object.kind().as_str() != "PSCustomObject" && !name.is_empty()).then(|| name.to_string())
}

/// A value as it stands in a cell.
pub(super) fn cell_text(value: &Value) -> String {
    match value {
        Value::List(list) => {
            let items = list.to_vec();
            let named = items.iter().filter_map(name_of).count();
            if named > 0 && named == items.len() {
                let shown: Vec<String> = items.iter().take(FEW).filter_map(name_of).collect();
                let more = if named > FEW { ", …" } else { "" };
                return format!("{{{}{more}}}", shown.join(", "));
            }
            let shown: Vec<String> = items.iter().map(|v| v.to_text().to_string()).collect();
            format!("{{{}}}", shown.join(", "))
        }
        Value::Table(table) => {
            let shown: Vec<String> = table
                .named()
                .iter()
                .map(|(k, v)| format!("[{k}, {}]", v.to_text()))
                .collect();
            format!("{{{}}}", shown.join(", "))
        }
        other => other.to_text().to_string(),
    }
}

/// How many columns of a terminal a text takes.
pub(super) fn measure(text: &str) -> usize {
    text.width()
}

/// Cuts a text to a width, ending it with an ellipsis if something is lost.
pub(super) fn cut(text: &str, width: usize) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// A line in pieces that fit a width: broken behind blanks where there are any, else in the middle of a word.
pub(super) fn wrap(line: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    for word in line.split_inclusive(' ') {
        if measure(piece.trim_end()) > 0 && measure(&piece) + measure(word.trim_end()) > width {
            pieces.push(std::mem::take(&mut piece).trim_end().to_owned());
        }
        for c in word.chars() {
            if c != ' ' && measure(&piece) + c.width().unwrap_or(0) > width {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(c);
        }
    }
    pieces.push(piece.trim_end().to_owned());
    pieces
}
