//! Choosing properties: names with wildcards, script blocks, and calculated properties as hashtables.

use std::rc::Rc;

use crate::call::Call;
use crate::compare::Case;
use crate::error::{Category, Halt, ShellError};
use crate::output::{Align, Cell, Column};
use crate::pattern;
use crate::value::{ScriptBlock, Text, Value};

/// One chosen property.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) name: Text,
    pub(super) how: How,
    pub(super) align: Align,
    pub(super) descending: Option<bool>,
}

/// Where its value comes from.
#[derive(Clone, Debug)]
pub(super) enum How {
    Property(Text),
    Wildcard(Text),
    Block(ScriptBlock),
}

/// Reads the argument of `-Property`.
pub(super) fn read(values: &[Value]) -> Result<Vec<Chosen>, ShellError> {
    values.iter().map(read_one).collect()
}

fn read_one(value: &Value) -> Result<Chosen, ShellError> {
    let plain = |name: Text, how: How| Chosen {
        name,
        how,
        align: Align::ByValue,
        descending: None,
    };
    match value {
        Value::Block(block) => Ok(plain(
            Text::from(block.text().trim()),
            How::Block(block.clone()),
        )),
        Value::Table(table) => {
            let mut name: Option<Text> = None;
            let mut how = None;
            let mut align = Align::ByValue;
            let mut descending = None;
            for (key, value) in table.named() {
                // Keys may be shortened: n, l, e.
                let key = key.to_lowercase();
                let is = |full: &str| !key.is_empty() && full.starts_with(key.as_str());
                if is("name") || is("label") {
                    name = Some(value.to_text());
                } else if is("expression") {
                    how = Some(match value {
                        Value::Block(block) => How::Block(block),
                        other => How::Property(other.to_text()),
                    });
                } else if is("alignment") || key == "align" {
                    align = match value.to_text().to_lowercase().as_str() {
                        "right" => Align::Right,
                        _ => Align::Left,
                    };
                } else if is("descending") {
                    descending = Some(value.is_true());
                } else if is("ascending") {
                    descending = Some(!value.is_true());
                } else {
                    return Err(ShellError::new(format!(
                        "\"{key}\" is not a key of a calculated property."
                    ))
                    .category(Category::InvalidArgument)
                    .about("Property")
                    .help("Use @{ Name = 'Title'; Expression = { $_.Property } }."));
                }
            }
            let Some(how) = how else {
                return Err(
                    ShellError::new("A calculated property needs an Expression.")
                        .category(Category::InvalidArgument)
                        .about("Property")
                        .help("Use @{ Name = 'Title'; Expression = { $_.Property } }."),
                );
            };
            let name = name.unwrap_or_else(|| match &how {
                How::Property(name) | How::Wildcard(name) => name.clone(),
                How::Block(block) => Text::from(block.text().trim()),
            });
            Ok(Chosen {
                name,
                how,
                align,
                descending,
            })
        }
        other => {
            let name = other.to_text();
            Ok(match name.contains(['*', '?', '[']) {
                true => plain(name.clone(), How::Wildcard(name)),
                false => plain(name.clone(), How::Property(name)),
            })
        }
    }
}

impl Chosen {
    /// The value of the property for one object.
    pub(super) fn value<H: 'static>(
        &self,
        call: &mut Call<'_, H>,
        item: &Value,
    ) -> Result<Value, Halt> {
        match &self.how {
            How::Property(name) | How::Wildcard(name) => {
                Ok(item.property(name).unwrap_or_default())
            }
            How::Block(block) => call.invoke(block, item.clone()),
        }
    }

    /// Names and values for one object; a wildcard gives several.
    pub(super) fn values<H: 'static>(
        &self,
        call: &mut Call<'_, H>,
        item: &Value,
    ) -> Result<Vec<(Text, Value)>, Halt> {
        match &self.how {
            How::Wildcard(wanted) => Ok(item
                .property_names()
                .into_iter()
                .filter(|name| pattern::wildcard(wanted, name, Case::Ignored))
                .map(|name| {
                    let value = item.property(&name).unwrap_or_default();
                    (name, value)
                })
                .collect()),
            _ => Ok(vec![(self.name.clone(), self.value(call, item)?)]),
        }
    }
}

/// The chosen properties as columns, computed for all items.
pub(super) fn columns<H: 'static>(
    call: &mut Call<'_, H>,
    chosen: &[Chosen],
    items: &[Value],
) -> Result<Vec<Column>, Halt> {
    let mut columns = Vec::new();
    for one in chosen {
        match &one.how {
            How::Property(name) => columns.push(property(one, name.clone())),
            How::Wildcard(wanted) => {
                let names = items.first().map(Value::property_names).unwrap_or_default();
                for name in names
                    .into_iter()
                    .filter(|n| pattern::wildcard(wanted, n, Case::Ignored))
                {
                    columns.push(Column::property(name));
                }
            }
            How::Block(block) => {
                let mut values = Vec::new();
                for item in items {
                    values.push(call.invoke(block, item.clone())?);
                }
                columns.push(Column {
                    header: one.name.clone(),
                    cell: Cell::Given(Rc::new(values)),
                    align: one.align,
                });
            }
        }
    }
    Ok(columns)
}

/// A column for a property: under the name the objects spell it with, as PowerShell shows it.
fn property(one: &Chosen, name: Text) -> Column {
    Column {
        header: one.name.clone(),
        cell: Cell::Property(name),
        align: one.align,
    }
}
