//! Subjects for the tests: a bag of values, and random ones.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_schema::{
    AssignedPlan, ExtensionName, Instant, ObjectId, PropertyKey, SubjectKind, Value, ValueRef,
    property,
};
use proptest::prelude::*;

use crate::Subject;

/// A subject that has what it is given.
#[derive(Debug, Clone)]
pub(super) struct Person {
    kind: SubjectKind,
    values: BTreeMap<PropertyKey, Value>,
    pub(super) manager: Option<ObjectId>,
    pub(super) groups: BTreeSet<ObjectId>,
}

impl Person {
    pub(super) fn new(kind: SubjectKind) -> Self {
        Person {
            kind,
            values: BTreeMap::new(),
            manager: None,
            groups: BTreeSet::new(),
        }
    }

    pub(super) fn user() -> Self {
        Self::new(SubjectKind::User)
    }

    /// With a value; the name is that of the catalogue or of an extension.
    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        let key = match property(self.kind, name) {
            Some(row) => PropertyKey::Known(row.id),
            None => PropertyKey::Extension(ExtensionName::read(name).unwrap()),
        };
        self.values.insert(key, value);
        self
    }

    pub(super) fn text(self, name: &str, value: &str) -> Self {
        self.with(name, Value::text(value))
    }
}

impl Subject for Person {
    fn kind(&self) -> SubjectKind {
        self.kind
    }

    fn value(&self, property: &PropertyKey) -> ValueRef<'_> {
        self.values
            .get(property)
            .map_or(ValueRef::Null, Value::as_ref)
    }

    fn manager(&self) -> Option<ObjectId> {
        self.manager
    }

    fn is_member_of(&self, group: ObjectId) -> bool {
        self.groups.contains(&group)
    }
}

pub(super) fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(super) fn plan(id: &str, status: &str) -> AssignedPlan {
    AssignedPlan {
        capability_status: Some(status.into()),
        service_plan_id: Some(id.into()),
        ..AssignedPlan::default()
    }
}

/// Few texts, so that comparisons often hold; some that differ in case, or trip over quoting.
pub(super) const TEXTS: [&str; 10] = [
    "Sales",
    "SALES",
    "sal",
    "es",
    "Pre-Sales",
    "O'Brien",
    "say \"x\"",
    "c:\\",
    "Σας",
    "a`",
];

pub(super) fn any_text() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&TEXTS[..])
}

fn maybe_text() -> impl Strategy<Value = Value> {
    proptest::option::of(any_text()).prop_map(|text| text.map_or(Value::Null, Value::text))
}

fn maybe_flag() -> impl Strategy<Value = Value> {
    proptest::option::of(any::<bool>()).prop_map(|flag| flag.map_or(Value::Null, Value::Boolean))
}

/// Hire dates, hours around the clock of the tests.
fn maybe_date() -> impl Strategy<Value = Value> {
    proptest::option::of(-100_i64..100).prop_map(|hours| {
        hours.map_or(Value::Null, |hours| {
            let ahead = ingroup_schema::Duration::from_seconds(hours * 3_600);
            Value::Instant(now().saturating_add(ahead))
        })
    })
}

fn plans() -> impl Strategy<Value = Value> {
    let one = (any_text(), any_text()).prop_map(|(id, status)| plan(id, status));
    proptest::collection::vec(one, 0..3).prop_map(|plans| Value::Plans(Arc::from(plans)))
}

/// A user with random values of the properties that random rules read.
pub(super) fn any_person() -> impl Strategy<Value = Person> {
    let texts = proptest::collection::vec(any_text(), 0..3).prop_map(Value::texts);
    (
        maybe_text(),
        maybe_text(),
        maybe_flag(),
        maybe_date(),
        texts,
        plans(),
    )
        .prop_map(|(department, city, enabled, hired, mails, plans)| {
            Person::user()
                .with("department", department)
                .with("city", city)
                .with("dirSyncEnabled", enabled)
                .with("employeeHireDate", hired)
                .with("otherMails", mails)
                .with("assignedPlans", plans)
        })
}

/// The clock of the tests.
pub(super) fn now() -> Instant {
    instant("2026-11-21T00:00:00Z")
}
