//! Where a group is created, which says what it is like by default (`1.7`).

use ingroup_directory::{GroupFacts, JoinPolicy};
use serde::{Deserialize, Serialize};

/// Where a group is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Channel {
    /// In the portal.
    #[default]
    Portal,
    /// Through the programming interface.
    Graph,
    /// In the panel in which people look after their own groups.
    MyGroups,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Portal, Self::Graph, Self::MyGroups];

    /// The word for lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portal => "Portal",
            Self::Graph => "Graph",
            Self::MyGroups => "MyGroups",
        }
    }

    /// The join policy of a group for which nobody has said one, if it is not that of its kind: a security group is
    /// closed, but open when it is created in the panel (C-23).
    pub(crate) fn join_policy(self, facts: &GroupFacts) -> Option<JoinPolicy> {
        let inside = facts.outside_self_service().is_none() && !facts.is_unified();
        (self == Self::MyGroups && inside).then_some(JoinPolicy::Open)
    }
}
