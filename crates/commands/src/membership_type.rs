//! `-MembershipType`: the portal's words for what a group is to be, and what contradicts them (`OBJ-5`, `OP-16`, `OP-17`).

use std::collections::BTreeSet;

use ingroup_directory::GroupType;
use ingroup_rule::analyse;
use ingroup_schema::{ObjectId, SubjectKind};
use ingroup_shell::{Category, ShellError};
use ingroup_tenant::Tenant;

use crate::records::{MEMBERSHIP_TYPES, membership_type};
use crate::request::Request;

/// What a group is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MembershipType {
    /// People decide who is in it.
    Assigned,
    /// A rule about these decides.
    Dynamic(SubjectKind),
}

impl MembershipType {
    const ALL: [Self; 3] = [
        Self::Assigned,
        Self::Dynamic(SubjectKind::User),
        Self::Dynamic(SubjectKind::Device),
    ];

    /// What `-MembershipType` says, if it was given.
    pub(crate) fn wanted(request: &Request<'_, '_>) -> Option<Self> {
        let word = request.text("MembershipType")?;
        let named = MEMBERSHIP_TYPES.iter().zip(Self::ALL);
        named
            .filter(|(name, _)| **name == word)
            .map(|(_, wanted)| wanted)
            .next()
    }

    fn word(self) -> &'static str {
        let place = Self::ALL.iter().position(|one| *one == self);
        place
            .and_then(|place| MEMBERSHIP_TYPES.get(place).copied())
            .unwrap_or_default()
    }

    /// The group types that follow, if nothing else that was given contradicts it. `rule` is the one the group would
    /// have.
    pub(crate) fn group_types(
        self,
        request: &Request<'_, '_>,
        mut types: BTreeSet<GroupType>,
        rule: Option<&str>,
    ) -> Result<BTreeSet<GroupType>, ShellError> {
        match self {
            Self::Assigned => {
                let dynamic_type = request
                    .texts("GroupTypes")
                    .is_some_and(|words| words.iter().any(|word| is_dynamic(word)));
                let contradicts = [
                    ("GroupTypes", dynamic_type),
                    ("MembershipRule", request.has("MembershipRule")),
                    (
                        "MembershipRuleProcessingState",
                        request.has("MembershipRuleProcessingState"),
                    ),
                ];
                if let Some((parameter, _)) = contradicts.iter().find(|(_, is)| *is) {
                    return Err(wrong(format!(
                        "An assigned group has no rule, so -MembershipType Assigned and -{parameter} contradict each other."
                    ))
                    .about(*parameter)
                    .help("Leave one of them out."));
                }
                types.remove(&GroupType::DynamicMembership);
            }
            Self::Dynamic(kind) => {
                let subject = rule.and_then(|text| analyse(text, None).subject);
                if let Some(subject) = subject.filter(|subject| *subject != kind) {
                    let parameter = match request.has("MembershipRule") {
                        true => "MembershipRule",
                        false => "MembershipType",
                    };
                    return Err(wrong(format!(
                        "A group of the type {} takes {}, and the rule is about {}.",
                        self.word(),
                        kind.plural(),
                        subject.plural()
                    ))
                    .about(parameter)
                    .help(format!(
                        "Give a rule about {}, or -MembershipType '{}'.",
                        kind.plural(),
                        Self::Dynamic(subject).word()
                    )));
                }
                types.insert(GroupType::DynamicMembership);
            }
        }
        Ok(types)
    }

    /// Refuses to convert what is so already (`OP-16`, `OP-17`).
    pub(crate) fn check_converts(self, tenant: &Tenant, group: ObjectId) -> Result<(), ShellError> {
        let Some(group) = tenant.directory().group(group) else {
            return Ok(());
        };
        if membership_type(tenant, group) != self.word() {
            return Ok(());
        }
        let (message, help) = match self {
            Self::Assigned => (
                "This group is already a static group. Aborting conversion.",
                "Leave -MembershipType out; the group's members are changed with Add-GroupMember and \
                 Remove-GroupMember.",
            ),
            Self::Dynamic(_) => (
                "This group is already a dynamic group. Aborting conversion.",
                "Leave -MembershipType out to change the rule of a dynamic group.",
            ),
        };
        Err(wrong(message)
            .category(Category::InvalidOperation)
            .about("MembershipType")
            .help(help))
    }
}

fn is_dynamic(word: &str) -> bool {
    word.eq_ignore_ascii_case(GroupType::DynamicMembership.graph_name())
}

fn wrong(message: impl Into<String>) -> ShellError {
    ShellError::new(message.into()).category(Category::InvalidArgument)
}
