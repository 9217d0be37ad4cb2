//! How facts look in Graph's JSON: one table of fields per record, read and written by it.

use serde_json::{Map, Value as Json};

/// A value that is not what its property takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// The property, with the way to it: `servicePlans[0].servicePlanId`.
    pub(crate) property: String,
    fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// What the property takes and what was there, in words.
    Wrong {
        expected: &'static str,
        found: String,
    },
    /// The property is not there.
    Missing,
}

impl Mismatch {
    pub(crate) fn new(expected: &'static str, found: &Json) -> Self {
        Self {
            property: String::new(),
            fault: Fault::Wrong {
                expected,
                found: words(found),
            },
        }
    }

    fn missing(property: &str) -> Self {
        Self {
            property: property.to_owned(),
            fault: Fault::Missing,
        }
    }

    /// Says which property it was, or of which property it was a part.
    pub(crate) fn at(mut self, property: &str) -> Self {
        let dot = match self.property.chars().next() {
            None | Some('[') => "",
            Some(_) => ".",
        };
        self.property = format!("{property}{dot}{}", self.property);
        self
    }

    pub(crate) fn sentence(&self) -> String {
        let property = &self.property;
        match &self.fault {
            Fault::Wrong { expected, found } => {
                format!("\"{property}\" must be {expected}, not {found}.")
            }
            Fault::Missing => format!("\"{property}\" is missing."),
        }
    }
}

/// A JSON value in words.
fn words(json: &Json) -> String {
    match json {
        Json::Null => "null".into(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => format!("the number {number}"),
        Json::String(text) if text.chars().count() > 60 => {
            let start: String = text.chars().take(60).collect();
            format!("\"{start}…\"")
        }
        Json::String(text) => format!("\"{text}\""),
        Json::Array(_) => "a list".into(),
        Json::Object(_) => "an object".into(),
    }
}

/// A fact that can be read from Graph's JSON and written to it.
pub(crate) trait Graph: Sized {
    /// What is taken for a fact that is not mentioned.
    fn absent() -> Self;
    /// Reads the value of a property.
    fn read(json: Json) -> Result<Self, Mismatch>;
    /// The value of the property.
    fn write(&self) -> Json;
}

/// A property of a record: its name, how it is read, how it is written.
pub(crate) struct Field<T> {
    pub(crate) name: &'static str,
    pub(crate) need: Need,
    pub(crate) read: fn(&mut T, Json) -> Result<(), Mismatch>,
    pub(crate) write: fn(&T) -> Json,
}

/// Whether a record can do without a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// A record that is an object in Graph's JSON.
pub(crate) trait GraphObject: Sized + 'static {
    const FIELDS: &'static [Field<Self>];

    /// The record before anything is read.
    fn blank() -> Self;

    /// The field of this name, in any case.
    fn field(name: &str) -> Option<&'static Field<Self>> {
        Self::FIELDS
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// Reads a whole object; names that no field has are passed over.
    fn read_object(json: Json) -> Result<Self, Mismatch> {
        let Json::Object(parts) = json else {
            return Err(Mismatch::new("an object", &json));
        };
        for field in Self::FIELDS {
            let missing = || !parts.keys().any(|key| key.eq_ignore_ascii_case(field.name));
            if field.need == Need::Required && missing() {
                return Err(Mismatch::missing(field.name));
            }
        }
        let mut record = Self::blank();
        for (name, value) in parts {
            if let Some(field) = Self::field(&name) {
                (field.read)(&mut record, value).map_err(|mismatch| mismatch.at(field.name))?;
            }
        }
        Ok(record)
    }

    /// All fields, in the order of the table.
    fn write_into(&self, object: &mut Map<String, Json>) {
        for field in Self::FIELDS {
            object.insert(field.name.into(), (field.write)(self));
        }
    }
}

/// Declares the fields of a record: `"name in Graph" => fact`, `required` ones first. Facts
/// `beside` are no properties of their own.
macro_rules! graph_object {
    ($record:ident {
        $(required $needed:literal => $needed_fact:ident,)*
        $($name:literal => $fact:ident,)*
    } $(beside $($beside:ident),+)?) => {
        impl $crate::codec::GraphObject for $record {
            const FIELDS: &'static [$crate::codec::Field<Self>] = &[
                $($crate::codec::Field {
                    name: $needed,
                    need: $crate::codec::Need::Required,
                    read: |record, json| {
                        record.$needed_fact = $crate::codec::Graph::read(json)?;
                        Ok(())
                    },
                    write: |record| $crate::codec::Graph::write(&record.$needed_fact),
                },)*
                $($crate::codec::Field {
                    name: $name,
                    need: $crate::codec::Need::Optional,
                    read: |record, json| {
                        record.$fact = $crate::codec::Graph::read(json)?;
                        Ok(())
                    },
                    write: |record| $crate::codec::Graph::write(&record.$fact),
                },)*
            ];

            fn blank() -> Self {
                Self {
                    $($needed_fact: $crate::codec::Graph::absent(),)*
                    $($fact: $crate::codec::Graph::absent(),)*
                    $($($beside: Default::default(),)+)?
                }
            }
        }

        impl $crate::codec::Graph for $record {
            fn absent() -> Self {
                $crate::codec::GraphObject::blank()
            }

            fn read(json: serde_json::Value) -> Result<Self, $crate::codec::Mismatch> {
                $crate::codec::GraphObject::read_object(json)
            }

            fn write(&self) -> serde_json::Value {
                let mut object = serde_json::Map::new();
                $crate::codec::GraphObject::write_into(self, &mut object);
                serde_json::Value::Object(object)
            }
        }
    };
}
pub(crate) use graph_object;
