//! The expiration policy: which Microsoft 365 groups expire, and when (`1.11`).

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_schema::{Duration, ObjectId};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::directory::Directory;
use crate::group::GroupFacts;

/// The expiration policy of a tenant, which has one at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifecyclePolicy {
    /// Its id.
    pub id: ObjectId,
    /// After how many days without renewal a group expires.
    pub lifetime_days: u32,
    /// Which groups it is for.
    pub managed: ManagedGroups,
    /// Who is told of groups without owners.
    pub alternate_mails: Vec<Arc<str>>,
    /// The groups it is for, if it is for selected ones; deleted ones are kept for their restore.
    pub selected: BTreeSet<ObjectId>,
}

/// Which groups expire.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum ManagedGroups {
    /// All Microsoft 365 groups.
    All,
    /// Those that were added.
    Selected,
    /// No group.
    #[default]
    None,
}

/// What renewed a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Renewal {
    /// Somebody said so.
    ByPerson,
    /// People use it.
    ByActivity,
}

impl ManagedGroups {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::All, Self::Selected, Self::None];

    /// The word in Graph.
    pub const fn graph_name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Selected => "Selected",
            Self::None => "None",
        }
    }
}

impl LifecyclePolicy {
    /// Whether a group expires by it: only Microsoft 365 groups do.
    pub fn covers(&self, id: ObjectId, facts: &GroupFacts) -> bool {
        facts.is_unified()
            && match self.managed {
                ManagedGroups::All => true,
                ManagedGroups::Selected => self.selected.contains(&id),
                ManagedGroups::None => false,
            }
    }

    /// How long a group lives without renewal.
    pub fn lifetime(&self) -> Duration {
        Duration::from_days(i64::from(self.lifetime_days))
    }
}

impl Directory {
    /// The expiration policy, if there is one.
    pub fn lifecycle_policy(&self) -> Option<&Arc<LifecyclePolicy>> {
        self.lifecycle_policy.as_ref()
    }

    /// Replaces the expiration policy, or takes it away.
    pub fn set_lifecycle_policy(
        &mut self,
        policy: Option<LifecyclePolicy>,
        changes: &mut Vec<Change>,
    ) {
        if self.lifecycle_policy.as_deref() != policy.as_ref() {
            let new = policy.map(Arc::new);
            let old = std::mem::replace(&mut self.lifecycle_policy, new.clone());
            changes.push(Change::LifecyclePolicyChanged { old, new });
        }
    }
}
