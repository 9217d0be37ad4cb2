//! Commands on the expiration policy, which a tenant has one of at most (`1.11`, `OP-65`).

use ingroup_directory::{LifecyclePolicy, ManagedGroups};
use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};

use crate::command::Outcome;
use crate::names::invalid;
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// The shortest lifetime, in days (`1.11`).
const SHORTEST: u32 = 30;

/// What can be asked of the expiration of groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lifecycle {
    /// Makes the policy.
    Create(LifecycleChanges),
    /// Changes the policy; only what is named changes.
    Update(LifecycleChanges),
    /// Ends the policy: no group expires any more.
    Delete,
    /// Adds a group to the selected ones.
    Select(ObjectId),
    /// Takes a group from the selected ones.
    Deselect(ObjectId),
    /// Renews a group (`OP-69`).
    Renew(ObjectId),
    /// Notes that people use a group (`OP-66`). The service sees it itself.
    NoteActivity(ObjectId),
}

/// Changes of the expiration policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LifecycleChanges {
    /// After how many days without renewal a group expires; a new policy needs it.
    pub lifetime_days: Option<u32>,
    /// Which groups it is for; all for a new policy if nothing is said.
    pub managed: Option<ManagedGroups>,
    /// Who is told of groups without owners.
    pub alternate_mails: Option<Vec<String>>,
}

impl Tenant {
    pub(crate) fn lifecycle(
        &mut self,
        asked: Lifecycle,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        match asked {
            Lifecycle::Renew(group) => self.renew_group(group, outcome),
            Lifecycle::NoteActivity(group) => self.note_activity(group, outcome),
            Lifecycle::Create(changes) => self.create_policy(&changes, outcome),
            Lifecycle::Update(changes) => {
                let mut policy = self.known_policy()?;
                change(&mut policy, &changes)?;
                self.set_policy(Some(policy), outcome)
            }
            Lifecycle::Delete => {
                self.known_policy()?;
                self.set_policy(None, outcome)
            }
            Lifecycle::Select(group) => {
                let mut policy = self.policy_of_selected()?;
                self.group_that_expires(group)?;
                let (directory, kept) = (&self.directory, &mut policy.selected);
                kept.retain(|id| {
                    directory.group(*id).is_some() || directory.deleted(*id).is_some()
                });
                if policy.selected.insert(group) {
                    self.room(Room::Selected(policy.selected.len()))?;
                }
                self.set_policy(Some(policy), outcome)
            }
            Lifecycle::Deselect(group) => {
                let mut policy = self.policy_of_selected()?;
                policy.selected.remove(&group);
                self.set_policy(Some(policy), outcome)
            }
        }
    }

    fn create_policy(
        &mut self,
        changes: &LifecycleChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        if self.directory.lifecycle_policy().is_some() {
            return Err(Refusal::LifecyclePolicyExists);
        }
        let mut policy = LifecyclePolicy {
            id: self.next_id("lifecyclePolicy", "").0,
            lifetime_days: 0,
            managed: ManagedGroups::All,
            alternate_mails: Vec::new(),
            selected: Default::default(),
        };
        if changes.lifetime_days.is_none() {
            return Err(Refusal::LifetimeMissing);
        }
        change(&mut policy, changes)?;
        let id = policy.id;
        self.set_policy(Some(policy), outcome)?;
        self.new_id("lifecyclePolicy", "");
        outcome.created = Some(id);
        Ok(())
    }

    fn set_policy(
        &mut self,
        policy: Option<LifecyclePolicy>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.check_plan()
            .map_err(|_| Refusal::LifecyclePlanMissing)?;
        let mut changes = Vec::new();
        self.directory.set_lifecycle_policy(policy, &mut changes);
        self.date_all_groups(&mut changes);
        self.wrote(changes, outcome);
        Ok(())
    }

    fn known_policy(&self) -> Result<LifecyclePolicy, Refusal> {
        let policy = self.directory.lifecycle_policy();
        let policy = policy.ok_or(Refusal::NoLifecyclePolicy)?;
        Ok(LifecyclePolicy::clone(policy))
    }

    fn policy_of_selected(&self) -> Result<LifecyclePolicy, Refusal> {
        let policy = self.known_policy()?;
        match policy.managed {
            ManagedGroups::Selected => Ok(policy),
            managed @ (ManagedGroups::All | ManagedGroups::None) => {
                Err(Refusal::NotForSelected { managed })
            }
        }
    }
}

fn change(policy: &mut LifecyclePolicy, changes: &LifecycleChanges) -> Result<(), Refusal> {
    if let Some(days) = changes.lifetime_days {
        if days < SHORTEST {
            let reason = "groups live 30 days at least";
            return Err(invalid("groupLifetimeInDays", &days.to_string(), reason));
        }
        policy.lifetime_days = days;
    }
    if let Some(managed) = changes.managed {
        policy.managed = managed;
    }
    if let Some(mails) = &changes.alternate_mails {
        let is_address = |mail: &&String| {
            let parts = mail.split_once('@');
            parts.is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty())
        };
        if let Some(mail) = mails.iter().find(|mail| !is_address(mail)) {
            let reason = "it is no mail address";
            return Err(invalid("alternateNotificationEmails", mail, reason));
        }
        policy.alternate_mails = mails.iter().map(|mail| mail.as_str().into()).collect();
    }
    Ok(())
}
