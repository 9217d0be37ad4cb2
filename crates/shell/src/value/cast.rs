//! `[type]value`: the conversions scripts write out.

use uuid::Uuid;

use super::{Hashtable, List, ListKind, Object, Text, Value};
use crate::error::{Category, ShellError};

/// A type's name without its namespace and in lower case: `[System.String]` is `[string]`.
pub(crate) fn short_name(kind: &str) -> String {
    let lower = kind.trim().to_ascii_lowercase();
    let prefixes = [
        "system.collections.generic.",
        "system.collections.specialized.",
        "system.collections.",
        "system.management.automation.",
        "system.text.regularexpressions.",
        "system.net.mail.",
        "system.text.",
        "system.io.",
        "system.",
    ];
    for prefix in prefixes {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    lower
}

/// What lowering calls a cast to a number of a cast to a character.
const CHAR_CODE: &str = "char code";

/// The smallest and the largest number of a type of whole numbers.
fn whole_range(short: &str) -> Option<(i64, i64)> {
    Some(match short {
        "byte" => (0, 255),
        "sbyte" => (-128, 127),
        "int16" | "short" => (-32_768, 32_767),
        "uint16" | "ushort" => (0, 65_535),
        "int" | "int32" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "uint32" | "uint" => (0, i64::from(u32::MAX)),
        "int64" | "long" => (i64::MIN, i64::MAX),
        "uint64" | "ulong" => (0, i64::MAX),
        _ => return None,
    })
}

/// `[version]`: two to four numbers; those that are missing are -1.
fn version(text: &str) -> Option<Value> {
    let parts: Vec<i64> = text
        .trim()
        .split('.')
        .map(|part| part.parse::<u32>().ok().map(i64::from))
        .collect::<Option<_>>()?;
    if !(2..=4).contains(&parts.len()) {
        return None;
    }
    let part = |index: usize| parts.get(index).copied().unwrap_or(-1);
    Some(Value::Object(
        Object::new("Version")
            .with("Major", part(0))
            .with("Minor", part(1))
            .with("Build", part(2))
            .with("Revision", part(3))
            .with("OriginalString", text.trim()),
    ))
}

/// `[System.IO.FileInfo]`: the parts of a path.
fn file_info(path: &str) -> Value {
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    let (base, extension) = match name.rfind('.') {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    Value::Object(
        Object::new("FileInfo")
            .with("Name", name)
            .with("FullName", path)
            .with("BaseName", base)
            .with("Extension", extension)
            .with("DirectoryName", folder),
    )
}

/// `[uri]`: the parts of an address.
fn uri(value: Value) -> Value {
    let text = value.to_text();
    let (scheme, rest) = text.split_once("://").unwrap_or(("", &text));
    let (host, path) = match rest.find(['/', '?', '#']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (path, query) = match path.find('?') {
        Some(at) => path.split_at(at),
        None => (path, ""),
    };
    let path = if path.is_empty() { "/" } else { path };
    Value::Object(
        Object::new("Uri")
            .with("Scheme", scheme)
            .with("Host", if scheme.is_empty() { "" } else { host })
            .with("AbsolutePath", path)
            .with("Query", query)
            .with("AbsoluteUri", text.clone())
            .with("OriginalString", text.clone()),
    )
}

impl Value {
    /// Converts to a type by its name, or says that it cannot.
    pub fn cast(self, kind: &str) -> Result<Value, ShellError> {
        let short = short_name(kind);
        if let Some(element) = short.strip_suffix("[]") {
            return self.cast_array(element);
        }
        if short.starts_with("list[") || short.starts_with("hashset[") {
            return Ok(Value::List(List::new(ListKind::Generic, self.elements())));
        }
        match short.as_str() {
            "object" | "psobject" if !matches!(self, Value::Table(_)) => Ok(self),
            "string" => Ok(Value::Text(self.to_text())),
            "char" => match &self {
                Value::Int(code) => match u32::try_from(*code).ok().and_then(char::from_u32) {
                    Some(c) => Ok(Value::from(c.to_string())),
                    None => Err(self.cannot(kind, "a character")),
                },
                other if other.to_text().chars().count() == 1 => Ok(Value::Text(other.to_text())),
                other => Err(other.cannot(kind, "one character")),
            },
            // `[int][char]'A'`: the two casts arrive as one.
            CHAR_CODE => {
                let text = self.cast("char")?.to_text();
                Ok(Value::from(text.chars().next().map_or(0, u32::from)))
            }
            "bool" | "boolean" | "switch" | "switchparameter" => Ok(Value::Bool(self.is_true())),
            _ if whole_range(&short).is_some() => {
                let (least, most) = whole_range(&short).unwrap_or((i64::MIN, i64::MAX));
                match self.to_number().and_then(|n| n.round_to_int()) {
                    Some(number) if (least..=most).contains(&number) => Ok(Value::Int(number)),
                    Some(_) => Err(self.cannot(kind, &format!("between {least} and {most}"))),
                    None => Err(self.cannot(kind, "a whole number")),
                }
            }
            "double" | "float" | "single" | "decimal" => match self.to_number() {
                Some(number) => Ok(Value::Double(number.as_f64())),
                None => Err(self.cannot(kind, "a number")),
            },
            "datetime" | "datetimeoffset" => match self.to_time() {
                Some(time) => Ok(Value::Time(time)),
                None => Err(self.cannot(kind, "a date")),
            },
            "timespan" => match self.to_span() {
                Some(span) => Ok(Value::Span(span)),
                None => Err(self.cannot(kind, "a length of time")),
            },
            "guid" => match Uuid::parse_str(self.to_text().trim()) {
                Ok(guid) => Ok(Value::Guid(guid)),
                Err(_) => Err(self.cannot(kind, "a GUID")),
            },
            "array" => self.cast_array("object"),
            "arraylist" => Ok(Value::List(List::new(ListKind::ArrayList, self.elements()))),
            "hashtable" | "ordered" | "ordereddictionary" => match self {
                Value::Table(table) if short != "hashtable" => Ok(Value::Table(table.ordered())),
                Value::Table(_) => Ok(self),
                Value::Object(object) => {
                    let mut table = Hashtable::new();
                    for (name, value) in object.fields() {
                        table = table.with(name, value);
                    }
                    Ok(Value::Table(table))
                }
                other => Err(other.cannot(kind, "a hashtable")),
            },
            "pscustomobject" | "psobject" => Ok(match self {
                Value::Table(table) => {
                    let object = Object::new("PSCustomObject");
                    for (name, value) in table.named() {
                        object.set(name, value);
                    }
                    Value::Object(object)
                }
                other => other,
            }),
            "fileinfo" | "directoryinfo" => Ok(match self {
                Value::Object(_) => self,
                text => file_info(&text.to_text()),
            }),
            "version" => version(&self.to_text()).ok_or_else(|| self.cannot(kind, "a version")),
            "uri" => Ok(uri(self)),
            "regex" => Ok(match self {
                Value::Object(_) => self,
                text => crate::members::libraries::make_regex(&text.to_text(), ""),
            }),
            "scriptblock" | "type" | "mailaddress" => Ok(self),
            "void" => Ok(Value::Empty),
            "xml" => Err(ShellError::new("XML is not read here.")
                .category(Category::InvalidOperation)
                .help("Export the data as JSON or CSV.")),
            _ => Err(
                ShellError::new(format!("The type [{kind}] is not known here."))
                    .category(Category::InvalidArgument)
                    .id("TypeNotFound"),
            ),
        }
    }

    fn cast_array(self, element: &str) -> Result<Value, ShellError> {
        if self.is_null() && element == "object" {
            return Ok(self);
        }
        let items: Result<Vec<Value>, ShellError> = self
            .elements()
            .into_iter()
            .map(|item| item.cast(element))
            .collect();
        Ok(Value::array(items?))
    }

    /// The items of a list, or the value as the only one; null has none.
    pub(crate) fn elements(self) -> Vec<Value> {
        match self {
            Value::Null | Value::Empty => Vec::new(),
            other => other.into_items(),
        }
    }

    fn cannot(&self, kind: &str, what: &str) -> ShellError {
        ShellError::new(format!("\"{}\" is not {what}.", self.to_text()))
            .category(Category::InvalidArgument)
            .id("InvalidCast")
            .help(format!("[{kind}] takes {what}."))
    }

    /// The .NET name of the value's type, as `GetType().Name` and `-is` know it.
    pub(crate) fn type_name(&self) -> Text {
        Text::from(match self {
            Value::Null | Value::Empty => "Null",
            Value::Bool(_) => "Boolean",
            Value::Int(number) if i32::try_from(*number).is_ok() => "Int32",
            Value::Int(_) => "Int64",
            Value::Double(_) => "Double",
            Value::Text(_) => "String",
            Value::Time(_) => "DateTime",
            Value::Span(_) => "TimeSpan",
            Value::Guid(_) => "Guid",
            Value::List(list) => match list.kind() {
                ListKind::Array => "Object[]",
                ListKind::ArrayList => "ArrayList",
                ListKind::Generic => "List`1",
            },
            Value::Table(table) if table.is_ordered() => "OrderedDictionary",
            Value::Table(_) => "Hashtable",
            Value::Object(object) => return object.kind().clone(),
            Value::Block(_) => "ScriptBlock",
            Value::Type(_) => "RuntimeType",
            Value::Error(_) => "ErrorRecord",
        })
    }

    /// `value -is [kind]`.
    pub(crate) fn is_of(&self, kind: &str) -> bool {
        let short = short_name(kind);
        match self {
            Value::Null | Value::Empty => false,
            _ if short == "object" => true,
            Value::Bool(_) => matches!(short.as_str(), "bool" | "boolean"),
            Value::Int(_) => matches!(short.as_str(), "int" | "int32" | "int64" | "long"),
            Value::Double(_) => matches!(short.as_str(), "double" | "float" | "decimal"),
            Value::List(list) => match list.kind() {
                ListKind::Array => short == "array" || short.ends_with("[]"),
                ListKind::ArrayList => short == "arraylist",
                ListKind::Generic => short.starts_with("list"),
            },
            Value::Table(table) => match short.as_str() {
                "idictionary" => true,
                "hashtable" => !table.is_ordered(),
                "ordered" | "ordereddictionary" => table.is_ordered(),
                _ => false,
            },
            Value::Object(object) => {
                matches!(short.as_str(), "pscustomobject" | "psobject")
                    || object.kind().eq_ignore_ascii_case(kind)
            }
            other => other.type_name().eq_ignore_ascii_case(&short),
        }
    }
}
