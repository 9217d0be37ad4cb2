//! The switches that say who may create groups: they act a while after they were set (`OP-2`, C-16).

use ingroup_directory::{Change, Settings};
use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::tenant::Tenant;

/// What the tenant lets people without a role create.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CreationSwitches {
    /// Everybody creates security groups.
    pub(crate) security: bool,
    /// Everybody creates Microsoft 365 groups.
    pub(crate) microsoft_365: bool,
    /// The members of this group create Microsoft 365 groups in any case.
    pub(crate) creators: Option<ObjectId>,
}

impl CreationSwitches {
    fn of(settings: &Settings) -> Self {
        Self {
            security: settings.allowed_to_create_security_groups,
            microsoft_365: settings.enable_group_creation,
            creators: settings.group_creation_allowed_group,
        }
    }
}

/// What was set before and when it was replaced, oldest first; only what can still be in force.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Replaced(Vec<(Instant, CreationSwitches)>);

impl Tenant {
    /// The switches in force: each change acts when the delay is over.
    pub(crate) fn creation_switches(&self) -> CreationSwitches {
        let mut replaced = self.replaced.0.iter();
        let in_force = replaced.find(|(at, _)| !self.acts(*at));
        in_force.map_or_else(
            || CreationSwitches::of(self.directory.settings()),
            |(_, before)| *before,
        )
    }

    /// When the creation switches are in force as they are set now; none if they are already.
    pub fn creation_switches_act_at(&self) -> Option<Instant> {
        let (at, _) = self.replaced.0.last()?;
        let delay = self.directory.settings().creation_switch_delay;
        (!self.acts(*at)).then(|| at.saturating_add(delay))
    }

    fn acts(&self, changed_at: Instant) -> bool {
        let delay = self.directory.settings().creation_switch_delay;
        changed_at.saturating_add(delay) <= self.clock.now()
    }

    /// Remembers what changes of settings have replaced.
    pub(crate) fn keep_replaced_switches(&mut self, changes: &[Change]) {
        for change in changes {
            let Change::SettingsChanged { old, new } = change else {
                continue;
            };
            let before = CreationSwitches::of(old);
            if before != CreationSwitches::of(new) {
                let mut kept = std::mem::take(&mut self.replaced.0);
                kept.retain(|(at, _)| !self.acts(*at));
                kept.push((self.clock.now(), before));
                self.replaced = Replaced(kept);
            }
        }
    }
}
