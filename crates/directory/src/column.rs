//! One property of all objects of a table: a dictionary of values and a code per row.

use ingroup_schema::{PropertyKey, PropertyType, Value, ValueRef, eq_folded, property_by_id};

use crate::chunked::Chunked;
use crate::codes::{Blocks, Code, Codes};
use crate::row::Row;
use crate::sharded::Sharded;

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
    Interned {
        values: Chunked<Value>,
        places: Sharded<Value, Code>,
        codes: Blocks,
    },
    Direct {
        values: Chunked<Value>,
    },
}

/// Properties whose values hardly ever repeat, users' and devices' alike.
const NEARLY_UNIQUE: [&str; 10] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "mailNickName",
    "displayName",
    "employeeId",
    "proxyAddresses",
    "onPremisesDistinguishedName",
    "onPremisesSecurityIdentifier",
    "deviceId",
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

impl Column {
    pub(crate) fn new(property: &PropertyKey) -> Self {
        let missing = missing_value(property.property_type());
        let nearly_unique = match property {
            PropertyKey::Known(id) => NEARLY_UNIQUE.contains(&property_by_id(*id).name),
            PropertyKey::Extension(_) => false,
        };
        let storage = if nearly_unique {
            Storage::Direct {
                values: Chunked::default(),
            }
        } else {
            let mut values = Chunked::default();
            let mut places = Sharded::default();
            values.push(missing.clone());
            places.insert(missing.clone(), Code::MISSING);
            Storage::Interned {
                values,
                places,
                codes: Blocks::default(),
            }
        };
        Self { missing, storage }
    }

    /// The code of a row's value.
    pub fn code(&self, row: Row) -> Code {
        match &self.storage {
            Storage::Interned { codes, .. } => codes.get(row),
            Storage::Direct { .. } => Code::new(row.get()),
        }
    }

    /// The codes of the rows of a block.
    pub fn codes(&self, block: usize) -> Codes<'_> {
        match &self.storage {
            Storage::Interned { codes, .. } => codes.block(block),
            Storage::Direct { .. } => Codes::Rows,
        }
    }

    /// The value with this code.
    pub fn value_of(&self, code: Code) -> ValueRef<'_> {
        let (Storage::Interned { values, .. } | Storage::Direct { values }) = &self.storage;
        values.get(code.index()).unwrap_or(&self.missing).as_ref()
    }

    /// The value of a row.
    pub fn value(&self, row: Row) -> ValueRef<'_> {
        self.value_of(self.code(row))
    }

    /// All codes with their values, ascending. A dictionary may hold values that no object has
    /// any more; a column of nearly unique values may have fewer values than there are rows, and
    /// the rows beyond have the missing value.
    pub fn values(&self) -> impl Iterator<Item = (Code, ValueRef<'_>)> {
        let (Storage::Interned { values, .. } | Storage::Direct { values }) = &self.storage;
        (0..).map(Code::new).zip(values.iter().map(Value::as_ref))
    }

    /// The rows of a nearly unique text column whose folded text is this one, ascending. None in
    /// a dictionary.
    pub fn find(&self, folded: &str) -> impl Iterator<Item = Row> {
        let values = match &self.storage {
            Storage::Interned { .. } => None,
            Storage::Direct { values } => Some(values),
        };
        let rows = (0..)
            .map(Row::new)
            .zip(values.into_iter().flat_map(Chunked::iter));
        rows.filter(move |(_, value)| matches!(value, Value::Text(text) if eq_folded(text, folded)))
            .map(|(row, _)| row)
    }

    /// How many codes [`values`](Self::values) gives.
    pub fn code_count(&self) -> usize {
        let (Storage::Interned { values, .. } | Storage::Direct { values }) = &self.storage;
        values.len()
    }

    /// The code of a value, if equal values share a code here and this one has one.
    pub fn code_of(&self, value: &Value) -> Option<Code> {
        match &self.storage {
            Storage::Interned { places, .. } => places.get(value).copied(),
            Storage::Direct { .. } => None,
        }
    }

    /// Whether equal values share a code.
    pub fn is_dictionary(&self) -> bool {
        matches!(self.storage, Storage::Interned { .. })
    }

    /// What a row without a value has: null, or a collection without items.
    pub fn missing(&self) -> ValueRef<'_> {
        self.missing.as_ref()
    }

    pub(crate) fn owned(&self, row: Row) -> Value {
        let (Storage::Interned { values, .. } | Storage::Direct { values }) = &self.storage;
        let value = values.get(self.code(row).index());
        value.unwrap_or(&self.missing).clone()
    }

    pub(crate) fn clear(&mut self, row: Row) {
        self.set(row, self.missing.clone());
    }

    pub(crate) fn set(&mut self, row: Row, value: Value) {
        match &mut self.storage {
            Storage::Interned {
                values,
                places,
                codes,
            } => {
                let code = match places.get(&value) {
                    Some(code) => *code,
                    None => {
                        let code = Code::new(u32::try_from(values.len()).unwrap_or(u32::MAX));
                        values.push(value.clone());
                        places.insert(value, code);
                        code
                    }
                };
                codes.set(row, code);
            }
            Storage::Direct { values } => values.put(row.index(), value, &self.missing),
        }
    }
}
