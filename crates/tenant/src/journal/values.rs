//! Values as the audit log writes them: texts, or nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_directory::{
    AssignedLicense, GroupType, JoinPolicy, MembershipType, RuleProcessing, SettingValue,
    Visibility,
};
use ingroup_schema::{Instant, ObjectId, Value};

/// A value of a property, as text.
pub(super) trait Shown {
    /// The text; none if there is no value.
    fn shown(&self) -> Option<Arc<str>>;
}

impl Shown for Arc<str> {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.clone())
    }
}

impl Shown for bool {
    fn shown(&self) -> Option<Arc<str>> {
        Some(match self {
            true => "True".into(),
            false => "False".into(),
        })
    }
}

impl Shown for Instant {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.to_string().into())
    }
}

impl Shown for ObjectId {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.to_string().into())
    }
}

impl Shown for RuleProcessing {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.graph_name().into())
    }
}

impl Shown for Visibility {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.graph_name().into())
    }
}

impl Shown for JoinPolicy {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.name().into())
    }
}

impl Shown for MembershipType {
    fn shown(&self) -> Option<Arc<str>> {
        Some(self.graph_name().into())
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(&self) -> Option<Arc<str>> {
        self.as_ref().and_then(Shown::shown)
    }
}

impl Shown for BTreeSet<GroupType> {
    fn shown(&self) -> Option<Arc<str>> {
        // Unified first, as Graph lists them.
        joined(self.iter().rev().map(|kind| kind.graph_name()))
    }
}

impl Shown for Vec<Arc<str>> {
    fn shown(&self) -> Option<Arc<str>> {
        joined(self.iter().map(|item| &**item))
    }
}

impl Shown for Vec<AssignedLicense> {
    fn shown(&self) -> Option<Arc<str>> {
        let ids: Vec<String> = self.iter().map(|one| one.sku_id.to_string()).collect();
        joined(ids.iter().map(String::as_str))
    }
}

impl Shown for Value {
    fn shown(&self) -> Option<Arc<str>> {
        match self {
            Value::Null => None,
            Value::Boolean(flag) => flag.shown(),
            Value::Text(text) => text.shown(),
            Value::Instant(instant) => instant.shown(),
            Value::Texts(items) => joined(items.iter()),
            Value::Plans(plans) => {
                let plans: Vec<String> = plans
                    .iter()
                    .map(|plan| {
                        let id = plan.service_plan_id.as_deref().unwrap_or_default();
                        let state = plan.capability_status.as_deref().unwrap_or_default();
                        format!("{id} {state}")
                    })
                    .collect();
                joined(plans.iter().map(String::as_str))
            }
        }
    }
}

impl Shown for SettingValue {
    fn shown(&self) -> Option<Arc<str>> {
        match self {
            SettingValue::None => None,
            SettingValue::Flag(flag) => flag.shown(),
            SettingValue::Text(text) if text.is_empty() => None,
            other => Some(other.to_string().into()),
        }
    }
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> Option<Arc<str>> {
    let text = items.collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then(|| text.into())
}

/// A property's name as the log writes it: with a capital.
pub(super) fn capital(name: &str) -> Arc<str> {
    let mut rest = name.chars();
    let first = rest.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(rest).collect::<String>().into()
}

/// A value of a property as text, as the audit log writes it; none if there is no value.
pub fn value_text(value: &Value) -> Option<Arc<str>> {
    value.shown()
}
