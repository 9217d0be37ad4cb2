//! One property of all objects of a table: values, and a code per row.

mod fill;
mod image;

use std::sync::OnceLock;

use ingroup_schema::{
    PropertyKey, PropertyType, TextItems, Value, ValueRef, eq_folded, fold_alike, property_by_id,
};

use crate::codes::{Blocks, Code, Codes};
use crate::dictionary::Dictionary;
use crate::hashing;
use crate::index::Index;
use crate::names::Name;
use crate::order::Order;
use crate::row::Row;
use crate::texts::Texts;

/// The values of one property, by row.
///
/// Most columns are dictionaries: equal values have equal codes, and a question about a value is
/// asked once per code. Columns of nearly unique values (sign-in names, say) keep a value per
/// row instead; there the code is the row's number. Either way `value_of(code(row))` is the value
/// of the row.
#[derive(Debug, Clone)]
pub struct Column {
    missing: Value,
    storage: Storage,
}

#[derive(Debug, Clone)]
enum Storage {
    Dictionary {
        values: Dictionary,
        codes: Blocks,
    },
    /// Nearly unique texts, and the rows of each by its folded form: an index that is made when
    /// somebody looks for a text for the first time. So is their order when somebody asks for it.
    Texts {
        texts: Texts,
        rows: OnceLock<Index>,
        order: OnceLock<Order>,
    },
    /// Nearly unique collections of texts, each written as one text.
    Lists(Texts),
}

/// Properties whose values hardly ever repeat, users' and devices' alike, beside the
/// [names](Name).
const NEARLY_UNIQUE: [&str; 11] = [
    "objectId",
    "employeeId",
    "mobile",
    "telephoneNumber",
    "facsimileTelephoneNumber",
    "sipProxyAddress",
    "proxyAddresses",
    "onPremisesDistinguishedName",
    "onPremisesSecurityIdentifier",
    "deviceId",
    "devicePhysicalIds",
];

/// What an object without a value has: null, or a collection without items.
pub(crate) fn missing_value(property_type: PropertyType) -> Value {
    match property_type {
        PropertyType::StringCollection => Value::texts::<[&str; 0], &str>([]),
        PropertyType::PlanCollection => Value::Plans(std::sync::Arc::new([])),
        PropertyType::Boolean
        | PropertyType::String
        | PropertyType::DateTime
        | PropertyType::GroupCollection => Value::Null,
    }
}

fn is_nearly_unique(property: &PropertyKey) -> bool {
    match property {
        PropertyKey::Known(id) => {
            Name::of_property(property).is_some()
                || NEARLY_UNIQUE.contains(&property_by_id(*id).name)
        }
        PropertyKey::Extension(_) => false,
    }
}

impl Column {
    pub(crate) fn new(property: &PropertyKey) -> Self {
        let missing = missing_value(property.property_type());
        let is_text = property.property_type() == PropertyType::String;
        let storage = match (is_nearly_unique(property), is_text) {
            (true, true) => Storage::Texts {
                texts: Texts::default(),
                rows: OnceLock::new(),
                order: OnceLock::new(),
            },
            (true, false) => Storage::Lists(Texts::default()),
            (false, _) => Storage::Dictionary {
                values: match is_text {
                    true => Dictionary::of_texts(),
                    false => Dictionary::new(missing.clone()),
                },
                codes: Blocks::default(),
            },
        };
        Self { missing, storage }
    }

    /// The code of a row's value.
    pub fn code(&self, row: Row) -> Code {
        match &self.storage {
            Storage::Dictionary { codes, .. } => codes.get(row),
            Storage::Texts { .. } | Storage::Lists(_) => Code::new(row.get()),
        }
    }

    /// The codes of the rows of a block.
    pub fn codes(&self, block: usize) -> Codes<'_> {
        match &self.storage {
            Storage::Dictionary { codes, .. } => codes.block(block),
            Storage::Texts { .. } | Storage::Lists(_) => Codes::Rows,
        }
    }

    /// The value with this code.
    pub fn value_of(&self, code: Code) -> ValueRef<'_> {
        let value = match &self.storage {
            Storage::Dictionary { values, .. } => values.get(code),
            Storage::Texts { texts, .. } => texts.get(code.index()).map(ValueRef::Text),
            Storage::Lists(lists) => lists.get(code.index()).map(list),
        };
        value.unwrap_or(self.missing.as_ref())
    }

    /// The value of a row.
    pub fn value(&self, row: Row) -> ValueRef<'_> {
        self.value_of(self.code(row))
    }

    /// All codes with their values, ascending. A dictionary may hold values that no object has
    /// any more; a column of nearly unique values may have fewer values than there are rows, and
    /// the rows beyond have the missing value.
    pub fn values(&self) -> impl Iterator<Item = (Code, ValueRef<'_>)> {
        let codes = (0..).map(Code::new).take(self.code_count());
        codes.map(|code| (code, self.value_of(code)))
    }

    /// How many codes [`values`](Self::values) gives.
    pub fn code_count(&self) -> usize {
        match &self.storage {
            Storage::Dictionary { values, .. } => values.len(),
            Storage::Texts { texts, .. } => texts.len(),
            Storage::Lists(lists) => lists.len(),
        }
    }

    /// The rows of a nearly unique text column whose folded text is this one, ascending. None in
    /// a dictionary; that has [`codes_of_folded`](Self::codes_of_folded).
    pub fn find(&self, folded: &str) -> impl Iterator<Item = Row> + use<'_> {
        let rows = match &self.storage {
            Storage::Texts { texts, rows, .. } => {
                let rows = rows.get_or_init(|| index_of(texts));
                rows.get(hashing::of_folded(folded), |row| {
                    let text = texts.get(row as usize);
                    text.is_some_and(|text| eq_folded(text, folded))
                })
            }
            Storage::Dictionary { .. } | Storage::Lists(_) => &[],
        };
        rows.iter().copied().map(Row::new)
    }

    /// [`find`](Self::find) by a text that is not folded.
    pub(crate) fn find_text(&self, text: &str) -> impl Iterator<Item = Row> + use<'_> {
        let rows = match &self.storage {
            Storage::Texts { texts, rows, .. } => {
                let rows = rows.get_or_init(|| index_of(texts));
                rows.get(hashing::of_text(text), |row| {
                    let own = texts.get(row as usize);
                    own.is_some_and(|own| fold_alike(own, text))
                })
            }
            Storage::Dictionary { .. } | Storage::Lists(_) => &[],
        };
        rows.iter().copied().map(Row::new)
    }

    /// The rows of a nearly unique column whose folded text contains this one, ascending; of
    /// collections those with such an item, and a few others. None in a dictionary.
    pub fn containing(&self, folded: &str) -> Vec<Row> {
        match &self.storage {
            Storage::Texts { texts, .. } | Storage::Lists(texts) => {
                let rows = texts.containing(folded).into_iter();
                rows.filter_map(|row| u32::try_from(row).ok())
                    .map(Row::new)
                    .collect()
            }
            Storage::Dictionary { .. } => Vec::new(),
        }
    }

    /// The texts of a nearly unique text column that begin so, in any case, with their rows,
    /// ascending by the texts in lower case. None in a dictionary.
    pub fn beginning<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (Row, &'a str)> {
        let found = match &self.storage {
            Storage::Texts { texts, order, .. } => {
                let order = order.get_or_init(|| Order::of(texts));
                Some(order.beginning(texts, start))
            }
            Storage::Dictionary { .. } | Storage::Lists(_) => None,
        };
        let found = found.into_iter().flatten();
        found.map(|(row, text)| (Row::new(row), text))
    }

    /// The folded form of a dictionary's text; none if the value is no text.
    pub fn folded(&self, code: Code) -> Option<&str> {
        match &self.storage {
            Storage::Dictionary { values, .. } => values.folded(code),
            Storage::Texts { .. } | Storage::Lists(_) => None,
        }
    }

    /// The codes of a dictionary's texts whose folded form is this one, ascending: one text in
    /// several spellings. None in a column of nearly unique values; that has [`find`](Self::find).
    pub fn codes_of_folded(&self, folded: &str) -> impl Iterator<Item = Code> + use<'_> {
        let codes = match &self.storage {
            Storage::Dictionary { values, .. } => values.codes_of_folded(folded),
            Storage::Texts { .. } | Storage::Lists(_) => &[],
        };
        codes.iter().copied().map(Code::new)
    }

    /// The code of a value, if equal values share a code here and this one has one.
    pub fn code_of(&self, value: &Value) -> Option<Code> {
        match &self.storage {
            Storage::Dictionary { values, .. } => values.code_of(value),
            Storage::Texts { .. } | Storage::Lists(_) => None,
        }
    }

    /// Whether equal values share a code.
    pub fn is_dictionary(&self) -> bool {
        matches!(self.storage, Storage::Dictionary { .. })
    }

    /// What a row without a value has: null, or a collection without items.
    pub fn missing(&self) -> ValueRef<'_> {
        self.missing.as_ref()
    }

    /// The value of a row, to keep.
    pub(crate) fn owned(&self, row: Row) -> Value {
        let value = match &self.storage {
            Storage::Dictionary { values, codes } => values.owned(codes.get(row)),
            Storage::Texts { texts, .. } => {
                let text = texts.get(row.index());
                text.map(|text| Value::Text(text.into()))
            }
            Storage::Lists(lists) => lists.get(row.index()).map(|own| list(own).to_value()),
        };
        value.unwrap_or_else(|| self.missing.clone())
    }

    /// Writes a value, null for a missing one, and gives the old one if it differs.
    pub(crate) fn set(&mut self, row: Row, value: &Value) -> Option<Value> {
        let value = match value {
            Value::Null => &self.missing,
            value => value,
        };
        let old = match &mut self.storage {
            Storage::Dictionary { values, codes } => {
                let (old, new) = (codes.get(row), values.code_for(value));
                if old == new {
                    return None;
                }
                codes.set(row, new);
                values.owned(old)
            }
            Storage::Texts { texts, rows, order } => {
                let new = match value {
                    Value::Text(text) => Some(&**text),
                    _ => None,
                };
                let old = texts.get(row.index());
                if old == new {
                    return None;
                }
                let owned = old.map(|old| Value::Text(old.into()));
                rewrite(texts, (rows, order), row, new);
                owned
            }
            Storage::Lists(lists) => {
                let (old, new) = (lists.get(row.index()), written(value));
                if old == new {
                    return None;
                }
                let owned = old.map(|old| list(old).to_value());
                lists.put(row.index(), new);
                owned
            }
        };
        Some(old.unwrap_or_else(|| self.missing.clone()))
    }
}

/// A collection that was [written](written) as one text.
fn list(text: &str) -> ValueRef<'_> {
    ValueRef::Texts(TextItems::of_written(text))
}

/// A collection as one text; none if it has no items.
fn written(value: &Value) -> Option<&str> {
    match value {
        Value::Texts(items) if !items.is_empty() => Some(items.items().written()),
        _ => None,
    }
}

/// The rows of all texts.
fn index_of(texts: &Texts) -> Index {
    let rows = (0..).take(texts.len());
    let hashes = rows.filter_map(|row: u32| {
        let text = texts.get(row as usize)?;
        Some((hashing::of_text(text), row))
    });
    let text_of = |row: u32| texts.get(row as usize).unwrap_or_default();
    Index::of(&hashes.collect::<Vec<_>>(), |one, other| {
        fold_alike(text_of(one), text_of(other))
    })
}

fn enter(rows: &mut Index, texts: &Texts, row: u32, text: &str) {
    let text_of = |row: u32| texts.get(row as usize).unwrap_or_default();
    rows.add(
        hashing::of_text(text),
        row,
        |other| fold_alike(text_of(other), text),
        |other| hashing::of_text(text_of(other)),
    );
}

/// Writes a row's text and keeps index and order right, if they have been made.
fn rewrite(
    texts: &mut Texts,
    (rows, order): (&mut OnceLock<Index>, &mut OnceLock<Order>),
    row: Row,
    new: Option<&str>,
) {
    if let Some(known) = order.get_mut()
        && !known.leave(texts, row.get())
    {
        order.take();
    }
    match rows.get_mut() {
        Some(rows) => write_text(texts, rows, row, new),
        None => texts.put(row.index(), new),
    }
    if let Some(order) = order.get_mut() {
        order.enter(texts, row.get());
    }
}

/// Writes a row's text and keeps the index right, which reads the texts as they are.
fn write_text(texts: &mut Texts, rows: &mut Index, row: Row, new: Option<&str>) {
    let old = texts.get(row.index());
    let respelled = match (old, new) {
        (Some(old), Some(new)) => fold_alike(old, new),
        _ => false,
    };
    if let Some(old) = old
        && !respelled
    {
        rows.remove(hashing::of_text(old), row.get(), |other| {
            let other = texts.get(other as usize);
            other.is_some_and(|other| fold_alike(other, old))
        });
    }
    texts.put(row.index(), new);
    if let Some(new) = new
        && !respelled
    {
        enter(rows, texts, row.get(), new);
    }
}
