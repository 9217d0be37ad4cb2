//! Comma-separated values: every property a column, in the order of first appearance.

use super::layout::all_properties;
use crate::csv::{Quotes, Style};
use crate::value::{Object, Text, Value};

/// Objects as a header and one line each. A list stands in one field, its items between semicolons.
pub(super) fn write(items: &[Value]) -> String {
    let style = Style {
        delimiter: ',',
        quotes: Quotes::AsNeeded,
        quoted: None,
    };
    let properties = all_properties(items);
    let columns: Vec<Text> = properties.iter().map(|c| c.header.clone()).collect();
    let mut text = format!("{}\n", style.header(&columns));
    for (index, item) in items.iter().enumerate() {
        let row = Object::new("Row");
        for (column, property) in columns.iter().zip(&properties) {
            row.set(column.clone(), flat(property.value(index, item)));
        }
        text.push_str(&format!("{}\n", style.row(&columns, &Value::Object(row))));
    }
    text
}

/// A value that fits a field.
fn flat(value: Value) -> Value {
    match value {
        Value::List(list) => {
            let items = list.to_vec();
            let texts: Vec<String> = items.iter().map(|v| v.to_text().to_string()).collect();
            Value::from(texts.join("; "))
        }
        other => other,
    }
}
