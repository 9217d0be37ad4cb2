//! Commands on groups.

use std::sync::Arc;

use ingroup_directory::{
    DeletedFacts, GroupFacts, GroupKind, GroupType, Name, ObjectRef, RuleProcessing, Visibility,
};
use ingroup_schema::{ObjectId, ObjectKind};

use crate::actor::Actor;
use crate::authorise::is_reserved;
use crate::behavior;
use crate::capability::Capability;
use crate::channel::Channel;
use crate::command::{GroupChanges, NewGroup, Outcome};
use crate::conversion::Before;
use crate::names::{check_length, check_name, invalid, text};
use crate::naming::Typed;
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::rules::may_be_dynamic;
use crate::target::About;
use crate::tenant::Tenant;

const LONGEST_NICKNAME: usize = 64;

/// What a nickname cannot contain (1.5).
const NOT_IN_NICKNAME: &str = "@()\\[]\";:.<>, ";

impl Tenant {
    pub(crate) fn create_group(
        &mut self,
        mut group: NewGroup,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.room(Room::Request(group.members.len() + group.owners.len()))?;
        let mut facts = self.facts_of(outcome.by, &group)?;
        if group.channel == Channel::MyGroups {
            self.check_new_in_panel(outcome.by, &facts)?;
        }
        if facts.is_dynamic() {
            may_be_dynamic(&facts)?;
            if !group.members.is_empty() {
                return Err(Refusal::MembersOfDynamic);
            }
            facts.rule_processing = Some(group.processing_state.unwrap_or(RuleProcessing::On));
            let rule = facts.membership_rule.clone().ok_or(Refusal::RuleMissing)?;
            let admitted = self.admit(&rule, &facts)?;
            self.check_rule_fits_tenant(None, &group.display_name, admitted.rule.as_ref())?;
            outcome.diagnostics = admitted.diagnostics;
        } else if facts.membership_rule.is_some() {
            return Err(Refusal::RuleOnAssigned {
                group: group.display_name,
            });
        }
        group
            .owners
            .extend(self.owner_by_creation(outcome.by, &group));
        for member in &group.members {
            self.check_member_kind(&facts, self.known_object(*member)?)?;
        }
        for owner in &group.owners {
            self.check_owner(*owner)?;
        }
        let about = About::NewGroup(facts.kind());
        self.check_guests(outcome.by, about, &facts, &group.members)?;
        if group.is_assignable_to_role {
            self.room(Room::RoleAssignable)?;
        }
        self.room(Room::Object(outcome.by))?;
        let nickname = facts.mail_nickname.clone().unwrap_or_default();
        let id = self.new_id("group", &nickname);
        facts.expires = self.expires_from_now(id, &facts);
        self.write_new_group(id, facts, &group, outcome);
        outcome.created = Some(id);
        Ok(())
    }

    /// Writes a group of which everything is known to be right.
    fn write_new_group(
        &mut self,
        id: ObjectId,
        facts: GroupFacts,
        group: &NewGroup,
        outcome: &mut Outcome,
    ) {
        let mut changes = Vec::new();
        let created = self.directory.create_group(id, facts, &mut changes);
        debug_assert!(created.is_ok(), "{created:?}");
        for member in &group.members {
            let added = self.directory.add_member(id, *member, &mut changes);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        for owner in &group.owners {
            let added = self.directory.add_owner(id, *owner, &mut changes);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        self.wrote(changes, outcome);
    }

    fn facts_of(&self, by: Actor, group: &NewGroup) -> Result<GroupFacts, Refusal> {
        let unified = group.group_types.contains(&GroupType::Unified);
        let now = self.clock.now();
        let mut facts = GroupFacts {
            display_name: group.display_name.as_str().into(),
            description: text(group.description.as_deref()),
            mail_nickname: group.mail_nickname.as_deref().map(Arc::from),
            mail_enabled: group.mail_enabled,
            security_enabled: group.security_enabled,
            group_types: group.group_types.clone(),
            membership_rule: group.membership_rule.as_deref().map(Arc::from),
            is_assignable_to_role: group.is_assignable_to_role.then_some(true),
            visibility: Some(visibility_of(group)?),
            allow_to_add_guests: group.allow_to_add_guests,
            resource_behavior_options: behavior::words(&group.resource_behavior_options),
            created: Some(now),
            renewed: Some(now),
            ..GroupFacts::default()
        };
        match facts.kind() {
            GroupKind::Microsoft365 if !facts.mail_enabled => {
                return Err(invalid(
                    "mailEnabled",
                    "false",
                    "a Microsoft 365 group takes mail",
                ));
            }
            GroupKind::Security if !facts.security_enabled => {
                return Err(invalid(
                    "securityEnabled",
                    "false",
                    "a group without mail is a security group",
                ));
            }
            kind @ (GroupKind::MailEnabledSecurity | GroupKind::Distribution) => {
                return Err(Refusal::ManagedInExchange {
                    group: group.display_name.clone(),
                    kind,
                });
            }
            GroupKind::Microsoft365 | GroupKind::Security => {}
        }
        if group.is_assignable_to_role && !group.security_enabled {
            return Err(invalid(
                "securityEnabled",
                "false",
                "a role-assignable group is security-enabled",
            ));
        }
        behavior::check(&facts)?;
        let typed = Typed {
            display_name: Some(&group.display_name),
            nickname: group.mail_nickname.as_deref(),
        };
        self.name_by_policy(by, group.channel, typed, &mut facts)?;
        let nickname = match &facts.mail_nickname {
            Some(nickname) => nickname.clone(),
            None => nickname_from(&facts.display_name).into(),
        };
        if is_reserved(&nickname) {
            self.may(by, Capability::UseReservedAlias, About::Tenant)?;
        }
        facts.mail_nickname = Some(nickname.clone());
        check_names(&facts)?;
        self.check_nickname_is_free(None, &facts)?;
        if let Some(policy) = group.join_policy.or(group.channel.join_policy(&facts)) {
            self.with_join_policy(&mut facts, policy)?;
        }
        if unified {
            let address = format!("{nickname}@{}", self.default_domain());
            facts.proxy_addresses = vec![format!("SMTP:{address}").into()];
            facts.mail = Some(address.into());
        }
        Ok(facts)
    }

    pub(crate) fn update_group(
        &mut self,
        id: ObjectId,
        changes: GroupChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let group = self.known_group(id)?;
        let old = group.facts().clone();
        let name = old.display_name.to_string();
        if old.is_synced() {
            return Err(Refusal::Synchronised { object: name });
        }
        let kind = old.kind();
        if matches!(
            kind,
            GroupKind::MailEnabledSecurity | GroupKind::Distribution
        ) {
            let to_dynamic = changes
                .group_types
                .as_ref()
                .is_some_and(|types| types.contains(&GroupType::DynamicMembership));
            return Err(match to_dynamic {
                true => Refusal::NeverDynamic { kind },
                false => Refusal::ManagedInExchange { group: name, kind },
            });
        }
        let mut new = GroupFacts::clone(&old);
        change_names(&mut new, &changes);
        let typed = Typed {
            display_name: changes.display_name.as_deref(),
            nickname: changes.mail_nickname.as_deref(),
        };
        self.name_by_policy(outcome.by, changes.channel, typed, &mut new)?;
        check_names(&new)?;
        self.check_nickname_is_free(Some(id), &new)?;
        if let Some(visibility) = changes.visibility {
            set_visibility(&mut new, visibility)?;
        }
        if let Some(policy) = changes.join_policy {
            self.with_join_policy(&mut new, policy)?;
        }
        behavior::change(&mut new, &changes);
        behavior::check(&new)?;
        if let Some(wanted) = changes.is_assignable_to_role
            && wanted != (old.is_assignable_to_role == Some(true))
        {
            return Err(Refusal::RoleAssignableFixed { group: name });
        }
        self.change_membership(id, &old, &mut new, &changes, outcome)?;
        let converts = new.group_types != old.group_types
            || new.membership_rule != old.membership_rule
            || new.rule_processing != old.rule_processing;
        let mut written = Vec::new();
        self.directory
            .set_group(id, new, &mut written)
            .map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(written, outcome);
        if converts {
            self.convert(id, Before::of(old.is_dynamic()), outcome);
        }
        Ok(())
    }

    /// Rule, membership type and processing state.
    fn change_membership(
        &self,
        id: ObjectId,
        old: &GroupFacts,
        new: &mut GroupFacts,
        changes: &GroupChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        if let Some(types) = &changes.group_types {
            if types.contains(&GroupType::Unified) != old.is_unified() {
                return Err(Refusal::KindIsFixed);
            }
            new.group_types = types.clone();
        }
        if let Some(rule) = &changes.membership_rule {
            new.membership_rule = Some(rule.as_str().into());
        }
        if !new.is_dynamic() {
            if changes.membership_rule.is_some() {
                return Err(Refusal::RuleOnAssigned {
                    group: old.display_name.to_string(),
                });
            }
            if old.is_dynamic() {
                // The rule stays stored and does nothing (`OP-17`).
                new.rule_processing = Some(RuleProcessing::Paused);
            } else if changes.processing_state.is_some() {
                return Err(Refusal::RuleOnAssigned {
                    group: old.display_name.to_string(),
                });
            }
            return Ok(());
        }
        may_be_dynamic(new)?;
        let becomes_dynamic = !old.is_dynamic();
        new.rule_processing = changes.processing_state.or(match becomes_dynamic {
            true => Some(RuleProcessing::On),
            false => old.rule_processing,
        });
        let rule = new.membership_rule.clone().ok_or(Refusal::RuleMissing)?;
        if !becomes_dynamic && changes.membership_rule.is_none() {
            return Ok(());
        }
        let admitted = self.admit(&rule, new)?;
        self.check_rule_fits_tenant(Some(id), &old.display_name, admitted.rule.as_ref())?;
        outcome.diagnostics = admitted.diagnostics;
        Ok(())
    }

    /// Nicknames are unique among Microsoft 365 groups, deleted ones that can be restored included (`OP-4`).
    pub(crate) fn check_nickname_is_free(
        &self,
        own: Option<ObjectId>,
        facts: &GroupFacts,
    ) -> Result<(), Refusal> {
        let (true, Some(nickname)) = (facts.is_unified(), facts.mail_nickname.as_deref()) else {
            return Ok(());
        };
        let named = self.directory.find(Name::MailNickname, nickname);
        let mut active = named.iter().filter_map(|object| match object {
            ObjectRef::Group(row) => self.directory.group_at(*row),
            _ => None,
        });
        let mut deleted = self.directory.find_deleted(Name::MailNickname, nickname);
        let taken = active.any(|group| group.facts().is_unified() && Some(group.id()) != own)
            || deleted.any(|object| {
                matches!(object.facts(), DeletedFacts::Group { facts, .. } if facts.is_unified())
                    && Some(object.id()) != own
            });
        match taken {
            true => Err(Refusal::NotUnique {
                kind: ObjectKind::Group,
                property: "mailNickname",
                value: nickname.to_owned(),
            }),
            false => Ok(()),
        }
    }

    fn default_domain(&self) -> &str {
        let domains = &self.directory.organization().verified_domains;
        let default = domains
            .iter()
            .find(|domain| domain.is_default)
            .or(domains.first());
        default.map_or("localhost", |domain| &domain.name)
    }
}

fn change_names(facts: &mut GroupFacts, changes: &GroupChanges) {
    if let Some(name) = &changes.display_name {
        facts.display_name = name.as_str().into();
    }
    if let Some(description) = &changes.description {
        facts.description = text(description.as_deref());
    }
    if let Some(nickname) = &changes.mail_nickname {
        facts.mail_nickname = Some(nickname.as_str().into());
    }
}

fn check_names(facts: &GroupFacts) -> Result<(), Refusal> {
    let description = facts.description.as_deref();
    check_name(ObjectKind::Group, &facts.display_name, description)?;
    let nickname = facts.mail_nickname.as_deref().unwrap_or_default();
    if nickname.is_empty() {
        return Err(Refusal::Missing {
            kind: ObjectKind::Group,
            property: "mailNickname",
        });
    }
    check_length("mailNickname", nickname, LONGEST_NICKNAME)?;
    match nickname
        .chars()
        .find(|c| !c.is_ascii() || NOT_IN_NICKNAME.contains(*c))
    {
        Some(c) => Err(invalid(
            "mailNickname",
            nickname,
            &format!("it cannot contain \"{c}\""),
        )),
        None => Ok(()),
    }
}

/// Who sees a new group: Microsoft 365 groups everybody, security groups not (1.5).
fn visibility_of(group: &NewGroup) -> Result<Visibility, Refusal> {
    let unified = group.group_types.contains(&GroupType::Unified);
    let default = match unified && !group.is_assignable_to_role {
        true => Visibility::Public,
        false => Visibility::Private,
    };
    let visibility = group.visibility.unwrap_or(default);
    if visibility == Visibility::HiddenMembership && !unified {
        return Err(invalid(
            "visibility",
            visibility.graph_name(),
            "only Microsoft 365 groups have hidden membership",
        ));
    }
    check_private(group.is_assignable_to_role, visibility)?;
    Ok(visibility)
}

/// A role-assignable group is always private (1.5).
fn check_private(role_assignable: bool, visibility: Visibility) -> Result<(), Refusal> {
    match role_assignable && visibility != Visibility::Private {
        true => Err(invalid(
            "visibility",
            visibility.graph_name(),
            "a role-assignable group is private",
        )),
        false => Ok(()),
    }
}

pub(crate) fn set_visibility(facts: &mut GroupFacts, new: Visibility) -> Result<(), Refusal> {
    check_visibility(facts, new)?;
    facts.visibility = Some(new);
    Ok(())
}

fn check_visibility(old: &GroupFacts, new: Visibility) -> Result<(), Refusal> {
    check_private(old.is_assignable_to_role == Some(true), new)?;
    let hidden = Visibility::HiddenMembership;
    let changes_hidden =
        old.visibility != Some(new) && (new == hidden || old.visibility == Some(hidden));
    match changes_hidden {
        true => Err(invalid(
            "visibility",
            new.graph_name(),
            "hidden membership is decided when a group is created",
        )),
        false => Ok(()),
    }
}

/// A nickname made from a display name: what it cannot contain is left out.
pub(crate) fn nickname_from(display_name: &str) -> String {
    let kept: String = without_forbidden(display_name)
        .chars()
        .take(LONGEST_NICKNAME)
        .collect();
    if kept.is_empty() {
        "group".to_owned()
    } else {
        kept
    }
}

/// A text without what a nickname cannot contain.
pub(crate) fn without_forbidden(text: &str) -> String {
    let is_allowed =
        |c: &char| c.is_ascii() && !c.is_ascii_control() && !NOT_IN_NICKNAME.contains(*c);
    text.chars().filter(is_allowed).collect()
}
