//! CSV as PowerShell 7 writes and reads it.

use crate::error::{Category, ShellError};
use crate::value::{ListKind, Object, Text, Value};

/// Which fields stand in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Every one but `$null`.
    Always,
    /// Those that could be misread without.
    AsNeeded,
    /// None.
    Never,
}

/// How rows are written.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    /// What stands between fields.
    pub(crate) delimiter: char,
    /// Which fields stand in quotes.
    pub(crate) quotes: Quotes,
    /// The only columns whose fields stand in quotes, when they were named.
    pub(crate) quoted: Option<Vec<Text>>,
}

impl Style {
    /// One line, without its end.
    fn line<'f>(&self, fields: impl Iterator<Item = (&'f Text, Option<Text>)>) -> String {
        let fields: Vec<String> = fields
            .map(|(column, field)| match field {
                None => String::new(),
                Some(field) => match self.is_quoted(column, &field) {
                    true => format!("\"{}\"", field.replace('"', "\"\"")),
                    false => field.to_string(),
                },
            })
            .collect();
        fields.join(&self.delimiter.to_string())
    }

    fn is_quoted(&self, column: &str, field: &str) -> bool {
        if let Some(quoted) = &self.quoted {
            return quoted.iter().any(|q| q.eq_ignore_ascii_case(column));
        }
        match self.quotes {
            Quotes::Always => true,
            Quotes::Never => false,
            Quotes::AsNeeded => field.contains([self.delimiter, '"', '\n', '\r']),
        }
    }

    /// The header.
    pub(crate) fn header(&self, columns: &[Text]) -> String {
        self.line(columns.iter().map(|column| (column, Some(column.clone()))))
    }

    /// The row of an object.
    pub(crate) fn row(&self, columns: &[Text], item: &Value) -> String {
        self.line(columns.iter().map(|column| {
            let value = item.property(column).filter(|value| !value.is_null());
            (column, value.map(|value| field(&value)))
        }))
    }
}

/// A value as a field: of what is a collection only the type's name is written.
fn field(value: &Value) -> Text {
    match value {
        Value::List(list) => Text::from(match list.kind() {
            ListKind::Array => "System.Object[]",
            ListKind::ArrayList => "System.Collections.ArrayList",
            ListKind::Generic => "System.Collections.Generic.List`1[System.Object]",
        }),
        other => other.to_text(),
    }
}

/// One row as read; a field that is missing at the end is not there.
pub(crate) type Row = Vec<Text>;

/// Reads rows: fields in quotes may hold delimiters, doubled quotes and line ends; blank lines are passed over.
pub(crate) fn rows(text: &str, delimiter: char) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row: Row = Vec::new();
    let mut field = String::new();
    // Whether the field at hand began with a quote, which has been closed or not.
    let (mut quoted, mut open) = (false, false);
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if open => match chars.next_if_eq(&'"') {
                Some(_) => field.push('"'),
                None => open = false,
            },
            c if open => field.push(c),
            '"' if field.is_empty() && !quoted => (quoted, open) = (true, true),
            c if c == delimiter => {
                row.push(Text::from(std::mem::take(&mut field)));
                quoted = false;
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                end_row(&mut rows, &mut row, &mut field, quoted);
                quoted = false;
            }
            // Blanks before a field do not belong to it.
            ' ' | '\t' if field.is_empty() && !quoted => {}
            c => field.push(c),
        }
    }
    end_row(&mut rows, &mut row, &mut field, quoted);
    rows
}

fn end_row(rows: &mut Vec<Row>, row: &mut Row, field: &mut String, quoted: bool) {
    if !row.is_empty() || !field.is_empty() || quoted {
        row.push(Text::from(std::mem::take(field)));
        rows.push(std::mem::take(row));
    }
}

/// The names of the columns as a header gives them.
pub(crate) struct Header {
    /// The names.
    pub(crate) columns: Vec<Text>,
    /// How many had none, and were given one.
    pub(crate) unnamed: usize,
}

/// Checks the names of columns; those without a name become `H1`, `H2`, ….
pub(crate) fn header(names: Row) -> Result<Header, ShellError> {
    let mut columns: Vec<Text> = Vec::new();
    let mut unnamed = 0;
    for name in names {
        let name = match name.is_empty() {
            true => {
                unnamed += 1;
                Text::from(format!("H{unnamed}"))
            }
            false => name,
        };
        if columns
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&name))
        {
            return Err(
                ShellError::new(format!("The member \"{name}\" is already present."))
                    .category(Category::InvalidOperation)
                    .id("MemberAlreadyPresent")
                    .help(
                        "Two columns have this name. Rename one, or name the columns with -Header.",
                    ),
            );
        }
        columns.push(name);
    }
    Ok(Header { columns, unnamed })
}

/// The object of a row: columns that the row does not reach are null.
pub(crate) fn object(columns: &[Text], row: &Row) -> Object {
    let object = Object::new("PSCustomObject");
    for (index, column) in columns.iter().enumerate() {
        let field = row.get(index).cloned().map_or(Value::Null, Value::Text);
        object.set(column.clone(), field);
    }
    object
}
