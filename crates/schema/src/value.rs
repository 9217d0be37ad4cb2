//! The values of properties: owned, shared and borrowed.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::instant::Instant;
use crate::text_list::{TextItems, TextList};

/// A value of a property, cheap to clone.
///
/// An empty text is never stored: the service clears attributes to null (`LANG 3.2`), so whoever
/// brings values in turns `""` into [`Value::Null`] ([`Value::text`] does).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// A Boolean.
    Boolean(bool),
    /// A text that is not empty.
    Text(Arc<str>),
    /// A point in time.
    Instant(Instant),
    /// A collection of texts, in the order given.
    Texts(TextList),
    /// The service plans assigned to a user.
    Plans(Arc<[AssignedPlan]>),
}

impl Value {
    /// A text, or null if it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Null
        } else {
            Self::Text(text.into())
        }
    }

    /// A collection of texts; empty items are dropped.
    pub fn texts<I: IntoIterator<Item = T>, T: AsRef<str>>(items: I) -> Self {
        Self::Texts(
            items
                .into_iter()
                .filter(|item| !item.as_ref().is_empty())
                .collect(),
        )
    }

    /// The value as a rule reads it.
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Boolean(value) => ValueRef::Boolean(*value),
            Self::Text(text) => ValueRef::Text(text),
            Self::Instant(instant) => ValueRef::Instant(*instant),
            Self::Texts(items) => ValueRef::Texts(items.items()),
            Self::Plans(plans) => ValueRef::Plans(plans),
        }
    }

    /// Whether there is no value, or a collection without items.
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Texts(items) => items.is_empty(),
            Self::Plans(plans) => plans.is_empty(),
            _ => false,
        }
    }
}

/// A borrowed value, as an evaluation reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueRef<'a> {
    /// No value.
    Null,
    /// A Boolean.
    Boolean(bool),
    /// A text that is not empty.
    Text(&'a str),
    /// A point in time.
    Instant(Instant),
    /// A collection of texts; empty if the object has none.
    Texts(TextItems<'a>),
    /// Assigned plans; empty if the user has none.
    Plans(&'a [AssignedPlan]),
}

impl ValueRef<'_> {
    /// An owned copy; clones the texts' contents only where they are not shared.
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(value),
            Self::Text(text) => Value::text(text),
            Self::Instant(instant) => Value::Instant(instant),
            Self::Texts(items) => Value::Texts(items.to_list()),
            Self::Plans(plans) => Value::Plans(plans.into()),
        }
    }
}

/// One element of `assignedPlans`, with the texts as the service gives them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AssignedPlan {
    /// When the plan was assigned.
    pub assigned_date_time: Option<Instant>,
    /// `Enabled`, `Warning`, `Suspended`, `Deleted` or `LockedOut`.
    pub capability_status: Option<Arc<str>>,
    /// The service's name, such as `exchange`.
    pub service: Option<Arc<str>>,
    /// The plan's GUID as text.
    pub service_plan_id: Option<Arc<str>>,
}
