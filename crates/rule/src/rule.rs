//! A checked rule: the only form of a rule that can be evaluated.

use std::collections::BTreeSet;

use ingroup_schema::{ObjectId, PropertyKey, SubjectKind};

use crate::logic::{Condition, Logic};

/// A rule that the check has passed. It can only come from the check, so it always makes sense.
#[derive(Debug, Clone)]
pub struct Rule {
    pub(crate) text: String,
    pub(crate) subject: SubjectKind,
    pub(crate) kind: Kind,
}

/// The three kinds of rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Conditions on the subject's own properties.
    Expression(Logic<Condition>),
    /// The users whose manager has this id (LANG 3.10).
    DirectReports(ObjectId),
    /// The direct members of these groups, each named once, in the order of the text (LANG 3.9).
    MemberOf(Vec<ObjectId>),
}

impl Rule {
    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the rule takes: users or devices.
    #[must_use]
    pub fn subject(&self) -> SubjectKind {
        self.subject
    }

    /// What the rule says.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The conditions, unless the rule is of a special kind.
    #[must_use]
    pub fn expression(&self) -> Option<&Logic<Condition>> {
        match &self.kind {
            Kind::Expression(logic) => Some(logic),
            Kind::DirectReports(_) | Kind::MemberOf(_) => None,
        }
    }

    /// The properties it reads, each once, in the catalogue's order, extensions last. A
    /// direct-reports rule reads the manager and a memberOf rule the groups, which are none.
    #[must_use]
    pub fn mentions(&self) -> Vec<PropertyKey> {
        let mut found = BTreeSet::new();
        if let Some(logic) = self.expression() {
            logic.each_leaf(&mut |condition| {
                found.insert(condition.property().clone());
            });
        }
        found.into_iter().collect()
    }

    /// Whether the passing of time alone can change what it takes.
    #[must_use]
    pub fn reads_the_clock(&self) -> bool {
        let mut found = false;
        if let Some(logic) = self.expression() {
            logic.each_leaf(&mut |condition| found |= condition.reads_the_clock());
        }
        found
    }
}

/// Two rules are equal if they mean the same by their shape; the text does not count.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.subject == other.subject && self.kind == other.kind
    }
}

impl Eq for Rule {}
