//! What a row of the property catalogue says.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::extension::ExtensionName;
use crate::kind::SubjectKind;
use crate::operator::Operator;

/// The place of a property in [`CATALOGUE`](crate::CATALOGUE).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyId(pub(crate) u16);

impl PropertyId {
    /// The place as an index into [`CATALOGUE`](crate::CATALOGUE).
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The property a rule or a column is about: one of the catalogue, or a directory extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PropertyKey {
    /// A property of the catalogue.
    Known(PropertyId),
    /// A directory extension, always a nullable text.
    Extension(ExtensionName),
}

impl PropertyKey {
    /// The canonical name, without the object prefix.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(id) => crate::property_by_id(*id).name,
            Self::Extension(name) => name.as_str(),
        }
    }

    /// The type of its values.
    pub fn property_type(&self) -> PropertyType {
        match self {
            Self::Known(id) => crate::property_by_id(*id).property_type,
            Self::Extension(_) => PropertyType::String,
        }
    }

    /// Whether an object may lack a value.
    pub fn is_nullable(&self) -> bool {
        match self {
            Self::Known(id) => crate::property_by_id(*id).nullable,
            Self::Extension(_) => true,
        }
    }
}

impl Serialize for PropertyKey {
    /// The name with its prefix, such as `user.department`; extensions have none.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(id) => {
                let property = crate::property_by_id(*id);
                to.collect_str(&format_args!(
                    "{}.{}",
                    property.subject.prefix(),
                    property.name
                ))
            }
            Self::Extension(name) => to.serialize_str(name.as_str()),
        }
    }
}

impl<'de> Deserialize<'de> for PropertyKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        let known = text.split_once('.').and_then(|(prefix, name)| {
            let kind = SubjectKind::ALL
                .into_iter()
                .find(|kind| kind.prefix() == prefix)?;
            crate::property(kind, name)
        });
        match known {
            Some(property) => Ok(Self::Known(property.id)),
            None => ExtensionName::read(&text)
                .map(Self::Extension)
                .map_err(|_| Error::custom(format!("\"{text}\" is not a property"))),
        }
    }
}

impl fmt::Display for PropertyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The type of a property, which decides the operators it takes (`LANG 2`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PropertyType {
    /// True or false.
    Boolean,
    /// Text; GUIDs and SIDs are compared as text too.
    String,
    /// A date and time with a zone.
    DateTime,
    /// Several texts.
    StringCollection,
    /// The assigned service plans.
    PlanCollection,
    /// The groups an object is a direct member of; rules of their own kind (`OP-27`).
    GroupCollection,
}

/// The operators of a text; collections lift them to their items.
const TEXT_OPERATORS: &[Operator] = &[
    Operator::Eq,
    Operator::Ne,
    Operator::StartsWith,
    Operator::NotStartsWith,
    Operator::EndsWith,
    Operator::NotEndsWith,
    Operator::Contains,
    Operator::NotContains,
    Operator::Match,
    Operator::NotMatch,
    Operator::In,
    Operator::NotIn,
];

impl PropertyType {
    /// The comparison operators it takes. Quantifiers are asked for with
    /// [`is_collection`](Self::is_collection).
    pub fn operators(self) -> &'static [Operator] {
        match self {
            Self::Boolean => &[Operator::Eq, Operator::Ne],
            Self::String | Self::StringCollection => TEXT_OPERATORS,
            Self::DateTime => &[Operator::Eq, Operator::Ne, Operator::Le, Operator::Ge],
            Self::PlanCollection | Self::GroupCollection => &[],
        }
    }

    /// Whether it takes `-any` (and, unless it is the groups of an object, `-all`).
    pub fn is_collection(self) -> bool {
        matches!(
            self,
            Self::StringCollection | Self::PlanCollection | Self::GroupCollection
        )
    }

    /// The type in words, for messages.
    pub fn words(self) -> &'static str {
        match self {
            Self::Boolean => "true or false",
            Self::String => "text",
            Self::DateTime => "a date and time",
            Self::StringCollection => "a collection of texts",
            Self::PlanCollection => "a collection of assigned plans",
            Self::GroupCollection => "the groups of an object",
        }
    }
}

/// Where a name that is not a rule's comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum NameSource {
    /// Microsoft Graph.
    Graph,
    /// PowerShell modules and the portal.
    PowerShell,
    /// Assignment filters of Intune.
    IntuneFilter,
}

impl NameSource {
    /// The source in words, for messages: "the name in Microsoft Graph".
    pub fn words(self) -> &'static str {
        match self {
            Self::Graph => "Microsoft Graph",
            Self::PowerShell => "PowerShell",
            Self::IntuneFilter => "Intune assignment filters",
        }
    }
}

/// A name that people paste for a property from somewhere else (`LANG 2.3`, `LANG 2.4`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForeignName {
    /// The name as it is there.
    pub name: &'static str,
    /// Where it is called so.
    pub source: NameSource,
}

/// One row of the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// Its place.
    pub id: PropertyId,
    /// Whose property it is.
    pub subject: SubjectKind,
    /// The canonical spelling in rules, without the object prefix.
    pub name: &'static str,
    /// Its type.
    pub property_type: PropertyType,
    /// Whether an object may lack a value.
    pub nullable: bool,
    /// Where Graph's JSON has it: a name, `object.name`, or `name[0]` for the first of a list.
    /// Empty for what is not stored on the object.
    pub graph: &'static str,
    /// The values the service gives it, where they are a known list.
    pub values: &'static [&'static str],
    /// What it is called elsewhere.
    pub foreign_names: &'static [ForeignName],
    /// One line for people: meaning, traps.
    pub remark: &'static str,
    /// A documented example of a rule that uses it.
    pub example: &'static str,
}

impl Property {
    /// The name with its prefix, such as `user.department`.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.subject.prefix(), self.name)
    }
}
