//! What only a Microsoft 365 group has: what it does in mail, and whether it takes guests (`1.2`, `1.5`).

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_directory::GroupFacts;
use serde::{Deserialize, Serialize};

use crate::command::GroupChanges;
use crate::names::invalid;
use crate::refusal::Refusal;

/// An entry of `resourceBehaviorOptions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ResourceBehavior {
    /// Only members may write to the group.
    AllowOnlyMembersToPost,
    /// Outlook does not show the group.
    HideGroupInOutlook,
    /// New members get the group's mail in their inbox.
    SubscribeNewGroupMembers,
    /// New members get no welcome mail (`PROC-20`).
    WelcomeEmailDisabled,
}

impl ResourceBehavior {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::AllowOnlyMembersToPost,
        Self::HideGroupInOutlook,
        Self::SubscribeNewGroupMembers,
        Self::WelcomeEmailDisabled,
    ];

    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::AllowOnlyMembersToPost => "AllowOnlyMembersToPost",
            Self::HideGroupInOutlook => "HideGroupInOutlook",
            Self::SubscribeNewGroupMembers => "SubscribeNewGroupMembers",
            Self::WelcomeEmailDisabled => "WelcomeEmailDisabled",
        }
    }
}

/// The options as the directory keeps them.
pub(crate) fn words(options: &BTreeSet<ResourceBehavior>) -> Vec<Arc<str>> {
    let words = options.iter().map(|option| option.graph_name().into());
    words.collect()
}

/// Writes what changes after creation.
pub(crate) fn change(facts: &mut GroupFacts, changes: &GroupChanges) {
    if let Some(allow) = changes.allow_to_add_guests {
        facts.allow_to_add_guests = Some(allow);
    }
    if let Some(welcomes) = changes.welcome_message_enabled {
        facts.welcome_message_enabled = Some(welcomes);
    }
}

/// Refuses these facts of a group of another kind.
pub(crate) fn check(facts: &GroupFacts) -> Result<(), Refusal> {
    if facts.is_unified() {
        return Ok(());
    }
    let only = "only Microsoft 365 groups have it";
    if let Some(option) = facts.resource_behavior_options.first() {
        return Err(invalid("resourceBehaviorOptions", option, only));
    }
    if let Some(allow) = facts.allow_to_add_guests {
        return Err(invalid("AllowToAddGuests", &allow.to_string(), only));
    }
    match facts.welcome_message_enabled {
        Some(welcomes) => Err(invalid(
            "WelcomeMessageEnabled",
            &welcomes.to_string(),
            only,
        )),
        None => Ok(()),
    }
}
