//! Everything a script can hold: one type, with PowerShell's meaning of each operation beside it.

mod block;
mod cast;
mod list;
mod number;
mod object;
mod table;
mod text;
mod walk;

use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub use block::ScriptBlock;
pub(crate) use block::{Attribute, BlockParameter, Body, Passing};
pub(crate) use cast::short_name;
pub use list::{List, ListKind};
pub(crate) use list::{MAX_ITEMS, check_size};
pub use number::Number;
pub use object::Object;
pub use table::Hashtable;
pub(crate) use text::{civil, instant};
pub(crate) use walk::Walk;

use crate::error::ShellError;

/// A text that is cheap to clone.
pub type Text = rhai::ImmutableString;

/// A value of the command language.
///
/// Lists, tables and objects are references: a clone is the same list.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `$null`.
    #[default]
    Null,
    /// What a pipeline without output gives: null wherever it is read, but no object in a pipeline.
    Empty,
    /// `$true`, `$false`.
    Bool(bool),
    /// Any whole number.
    Int(i64),
    /// A number with a fraction.
    Double(f64),
    /// A string.
    Text(Text),
    /// An instant, shown in UTC.
    Time(Timestamp),
    /// A length of time.
    Span(SignedDuration),
    /// A GUID.
    Guid(Uuid),
    /// A fixed array, an ArrayList or a generic list.
    List(List),
    /// `@{…}`.
    Table(Hashtable),
    /// A record with a type name and named properties.
    Object(Object),
    /// `{ … }`.
    Block(ScriptBlock),
    /// A type, as `[string]` names it.
    Type(Text),
    /// An error, as `$_` holds it in `catch`.
    Error(Rc<ShellError>),
}

impl Value {
    /// A fixed array.
    pub fn array(items: Vec<Value>) -> Value {
        Value::List(List::new(ListKind::Array, items))
    }

    /// A list that can grow: what the AzureAD modules answer for a set of values.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(List::new(ListKind::Generic, items))
    }

    /// A fixed array of strings.
    pub fn texts<T: Into<Text>>(items: impl IntoIterator<Item = T>) -> Value {
        Value::array(items.into_iter().map(|t| Value::Text(t.into())).collect())
    }

    /// What a pipeline makes of its objects: none is empty, one is itself, several are an array.
    pub fn collapse(mut items: Vec<Value>) -> Value {
        match items.len() {
            0 => Value::Empty,
            1 => items.pop().unwrap_or_default(),
            _ => Value::array(items),
        }
    }

    /// Whether this is `$null` to a script.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null | Value::Empty)
    }

    /// The objects this value is when it enters a pipeline: a list's items, or itself.
    /// Null is one object, as in PowerShell.
    pub fn into_items(self) -> Vec<Value> {
        match self {
            Value::Empty => Vec::new(),
            Value::List(list) => list.to_vec(),
            other => vec![other],
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Value {
        Value::Int(i64::from(value))
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Value {
        Value::Int(i64::from(value))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Double(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Text(value.into())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Value {
        Value::Text(value.as_str().into())
    }
}

impl From<Text> for Value {
    fn from(value: Text) -> Value {
        Value::Text(value)
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Value {
        Value::Time(value)
    }
}

impl From<SignedDuration> for Value {
    fn from(value: SignedDuration) -> Value {
        Value::Span(value)
    }
}

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Value {
        Value::Guid(value)
    }
}

impl From<Object> for Value {
    fn from(value: Object) -> Value {
        Value::Object(value)
    }
}

impl From<Hashtable> for Value {
    fn from(value: Hashtable) -> Value {
        Value::Table(value)
    }
}

impl From<ScriptBlock> for Value {
    fn from(value: ScriptBlock) -> Value {
        Value::Block(value)
    }
}

impl From<List> for Value {
    fn from(value: List) -> Value {
        Value::List(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Value {
        Value::array(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
