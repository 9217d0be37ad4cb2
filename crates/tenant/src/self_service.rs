//! Self-service: who joins a group without an owner's doing, who has to ask, and who decides (2.6).

use ingroup_directory::{
    Change, Group, GroupFacts, JoinPolicy, JoinRequest, OutsideSelfService, RequestState,
    Visibility,
};
use ingroup_schema::{ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::capability::Capability;
use crate::command::Outcome;
use crate::refusal::Refusal;
use crate::target::About;
use crate::tenant::{JOIN_REQUEST, Tenant};

/// What an owner says to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// The requester becomes a member.
    Approve,
    /// The requester does not, whatever other owners think (`OP-39`).
    Deny,
}

impl Tenant {
    /// Joins an open group at once; no request is kept of it (`OP-36`, N-13).
    pub(crate) fn join(
        &mut self,
        group: ObjectId,
        user: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let to = self.group_to_join(outcome.by, group, user)?;
        let name = to.display_name().to_owned();
        match to.facts().join_policy() {
            Some(JoinPolicy::Open) => {}
            Some(JoinPolicy::OwnerApproval) => return Err(Refusal::ApprovalNeeded { group: name }),
            Some(JoinPolicy::Closed) | None => return Err(Refusal::ClosedGroup { group: name }),
        }
        self.check_guests(outcome.by, About::Object(group), to.facts(), &[user])?;
        let mut changes = Vec::new();
        let added = self.directory.add_member(group, user, &mut changes);
        debug_assert!(added.is_ok(), "{added:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Asks the owners of a group to be let in (`OP-37`).
    pub(crate) fn request_to_join(
        &mut self,
        group: ObjectId,
        user: ObjectId,
        justification: Option<&str>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let to = self.group_to_join(outcome.by, group, user)?;
        let name = to.display_name().to_owned();
        match to.facts().join_policy() {
            Some(JoinPolicy::OwnerApproval) => {}
            Some(JoinPolicy::Open) => return Err(Refusal::OpenGroup { group: name }),
            Some(JoinPolicy::Closed) | None => return Err(Refusal::ClosedGroup { group: name }),
        }
        self.check_self_service_plan()?;
        if !self.directory.settings().owners_can_manage_requests {
            return Err(Refusal::RequestsOff);
        }
        if self.directory.pending_request(group, user).is_some() {
            return Err(Refusal::AlreadyRequested {
                user: self.actor_name(Actor::User(user)),
                group: name,
            });
        }
        let id = self.new_id(JOIN_REQUEST, &format!("{group}/{user}"));
        let request = JoinRequest {
            id,
            group,
            requester: user,
            justification: justification
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(Into::into),
            created: self.clock.now(),
            state: RequestState::Pending,
            decided_by: None,
            decided: None,
        };
        let mut changes = Vec::new();
        let added = self.directory.add_join_request(request, &mut changes);
        debug_assert!(added.is_ok(), "{added:?}");
        self.wrote(changes, outcome);
        outcome.created = Some(id);
        Ok(())
    }

    /// Decides a request; the first decision stands (`OP-39`, N-12).
    pub(crate) fn decide_request(
        &mut self,
        id: ObjectId,
        decision: Decision,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let (group, user) = self.open_request(id)?;
        self.check_panel(outcome.by, group)?;
        let owner_only = !self.has_role_over(outcome.by, group);
        if owner_only && !self.directory.settings().owners_can_manage_requests {
            return Err(Refusal::RequestsOff);
        }
        let mut changes = Vec::new();
        let state = match decision {
            Decision::Approve => {
                let to = self.group_with_editable_members(group)?;
                let object = self.known_object(user)?;
                self.check_member_kind(to.facts(), object)?;
                self.check_guests(outcome.by, About::Object(group), to.facts(), &[user])?;
                // Somebody else may have let the requester in meanwhile.
                if !to.members().contains(object) {
                    let added = self.directory.add_member(group, user, &mut changes);
                    debug_assert!(added.is_ok(), "{added:?}");
                }
                RequestState::Approved
            }
            Decision::Deny => RequestState::Rejected,
        };
        self.settle(id, state, outcome.by, &mut changes);
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Takes a request back, if it is the actor's own, or away (`OP-40`).
    pub(crate) fn stop_request(
        &mut self,
        id: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let (_, user) = self.open_request(id)?;
        let state = match outcome.by.id() == Some(user) {
            true => RequestState::Cancelled,
            false => RequestState::Deleted,
        };
        let mut changes = Vec::new();
        self.settle(id, state, outcome.by, &mut changes);
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Ends the requests that these changes leave without a point: those of a deleted group or user (`OP-42`,
    /// `PROC-21`), and those to join a group that nobody can ask to join any more.
    pub(crate) fn settle_pointless_requests(&mut self, by: Actor, changes: &mut Vec<Change>) {
        if self.directory.pending_requests().next().is_none() {
            return;
        }
        let mut ended: Vec<(ObjectId, RequestState)> = Vec::new();
        for change in changes.iter() {
            let (is_meant, state): (Box<dyn Fn(ObjectId, ObjectId) -> bool>, _) = match change {
                Change::GroupDeleted { group, .. } => {
                    (Box::new(|of, _| of == *group), RequestState::Deleted)
                }
                Change::SubjectDeleted {
                    kind: SubjectKind::User,
                    id,
                    ..
                } => (Box::new(|_, by| by == *id), RequestState::Deleted),
                Change::GroupChanged { group, new, .. } if nobody_can_ask(new) => {
                    (Box::new(|of, _| of == *group), RequestState::Rejected)
                }
                _ => continue,
            };
            let pending = self.directory.pending_requests();
            let meant = pending.filter(|(of, by, _)| is_meant(*of, *by));
            ended.extend(meant.map(|(_, _, id)| (id, state)));
        }
        for (id, state) in ended {
            self.settle(id, state, by, changes);
        }
    }

    fn settle(&mut self, id: ObjectId, state: RequestState, by: Actor, changes: &mut Vec<Change>) {
        let now = self.clock.now();
        // What two changes leave without a point is settled by the first.
        let _ = self
            .directory
            .settle_join_request(id, state, by.id(), now, changes);
    }

    /// The group and the requester of a pending request.
    fn open_request(&self, id: ObjectId) -> Result<(ObjectId, ObjectId), Refusal> {
        let request = self
            .directory
            .join_request(id)
            .ok_or_else(|| Refusal::UnknownRequest {
                identity: id.to_string(),
            })?;
        match request.state {
            RequestState::Pending => Ok((request.group, request.requester)),
            state => Err(Refusal::RequestSettled { state }),
        }
    }

    /// The group, if this user could join it or ask to: by themselves, in a panel that is open to them, and not
    /// outside self-service.
    fn group_to_join(&self, by: Actor, group: ObjectId, user: ObjectId) -> Result<&Group, Refusal> {
        if by.id().is_some_and(|id| id != user) {
            return Err(Refusal::NotYourself {
                actor: self.actor_name(by),
                user: self.actor_name(Actor::User(user)),
            });
        }
        let to = self.known_group(group)?;
        self.known_user(user)?;
        self.check_panel(by, group)?;
        check_in_self_service(to.facts())?;
        let object = self.known_object(user)?;
        match to.members().contains(object) {
            true => Err(Refusal::AlreadyMember {
                member: self.name_of(object),
                group: to.display_name().to_owned(),
            }),
            false => Ok(to),
        }
    }

    /// What is created in the panel is inside self-service, and the panel is open to whoever creates it (`OP-35`).
    pub(crate) fn check_new_in_panel(&self, by: Actor, facts: &GroupFacts) -> Result<(), Refusal> {
        check_in_self_service(facts)?;
        let closed = self.directory.settings().restrict_access_panel;
        let has_role = by.id().is_none_or(|id| {
            let target = self.target(id, About::NewGroup(facts.kind()));
            target.is_some_and(|target| self.has_by_role(id, Capability::UpdateMembers, &target))
        });
        match closed && !has_role {
            true => Err(Refusal::PanelRestricted),
            false => Ok(()),
        }
    }

    /// The panel in which people join and owners decide can be closed to whoever has no role (`1.1`).
    fn check_panel(&self, by: Actor, group: ObjectId) -> Result<(), Refusal> {
        let closed = self.directory.settings().restrict_access_panel;
        match closed && !self.has_role_over(by, group) {
            true => Err(Refusal::PanelRestricted),
            false => Ok(()),
        }
    }

    /// Whether somebody's role, and not their owning it, lets them change the members of a group.
    fn has_role_over(&self, by: Actor, group: ObjectId) -> bool {
        by.id().is_none_or(|id| {
            let target = self.target(id, About::Object(group));
            target.is_some_and(|target| self.has_by_role(id, Capability::UpdateMembers, &target))
        })
    }

    /// Approval by owners takes Microsoft Entra ID P1, and so does asking for it (2.6, N-27).
    pub(crate) fn check_self_service_plan(&self) -> Result<(), Refusal> {
        self.check_plan()
            .map_err(|_| Refusal::SelfServicePlanMissing)
    }

    /// The facts of a group with another join policy: of a Microsoft 365 group the visibility is it (`1.7`).
    pub(crate) fn with_join_policy(
        &self,
        facts: &mut GroupFacts,
        policy: JoinPolicy,
    ) -> Result<(), Refusal> {
        check_in_self_service(facts)?;
        if facts.join_policy() == Some(policy) {
            return Ok(());
        }
        if policy == JoinPolicy::OwnerApproval {
            self.check_self_service_plan()?;
        }
        match (facts.is_unified(), policy) {
            (false, _) => facts.own_join_policy = Some(policy),
            (true, JoinPolicy::Open) => crate::groups::set_visibility(facts, Visibility::Public)?,
            (true, JoinPolicy::OwnerApproval) => {
                crate::groups::set_visibility(facts, Visibility::Private)?;
            }
            (true, JoinPolicy::Closed) => {
                return Err(Refusal::NeverClosed {
                    group: facts.display_name.to_string(),
                });
            }
        }
        Ok(())
    }
}

fn nobody_can_ask(facts: &GroupFacts) -> bool {
    matches!(facts.join_policy(), None | Some(JoinPolicy::Closed))
}

fn check_in_self_service(facts: &GroupFacts) -> Result<(), Refusal> {
    match facts.outside_self_service() {
        Some(why) => Err(Refusal::OutsideSelfService {
            group: facts.display_name.to_string(),
            why,
        }),
        None => Ok(()),
    }
}

/// Why a group is outside self-service, behind "it is".
pub(crate) fn outside_words(why: OutsideSelfService) -> &'static str {
    match why {
        OutsideSelfService::MailEnabledSecurity => "a mail-enabled security group",
        OutsideSelfService::Distribution => "a distribution list",
        OutsideSelfService::Synchronised => "synchronised from on-premises Active Directory",
        OutsideSelfService::Dynamic => "a dynamic group, whose members come from its rule",
        OutsideSelfService::RoleAssignable => "role-assignable",
    }
}
