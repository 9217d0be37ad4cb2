//! Commands on administrative units (1.10, 2.12).

use std::sync::Arc;

use ingroup_directory::{
    AdministrativeUnit, MembershipType, ObjectRef, RuleProcessing, UnitFacts, Visibility,
};
use ingroup_schema::{ObjectId, ObjectKind};

use crate::command::{NewUnit, Outcome, UnitChanges, UnitMembership};
use crate::conversion::Before;
use crate::names::{check_name, invalid, text};
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::rules::Admitted;
use crate::tenant::Tenant;

impl Tenant {
    pub(crate) fn create_unit(
        &mut self,
        unit: NewUnit,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let description = unit.description.as_deref();
        check_name(
            ObjectKind::AdministrativeUnit,
            &unit.display_name,
            description,
        )?;
        let mut facts = UnitFacts {
            display_name: unit.display_name.as_str().into(),
            description: text(description),
            visibility: stored_visibility(unit.visibility)?,
            membership_rule: unit.membership_rule.as_deref().map(Arc::from),
            ..UnitFacts::default()
        };
        if unit.membership == UnitMembership::Assigned {
            if unit.membership_rule.is_some() || unit.processing_state.is_some() {
                return Err(Refusal::RuleOnAssignedUnit {
                    unit: unit.display_name,
                });
            }
        } else {
            facts.membership_type = MembershipType::Dynamic;
            facts.rule_processing = Some(unit.processing_state.unwrap_or(RuleProcessing::On));
            let admitted = self.admit_to_unit(None, &facts, unit.membership)?;
            outcome.diagnostics = admitted.diagnostics;
        }
        self.room(Room::Object(outcome.by))?;
        let id = self.new_id("administrativeUnit", &unit.display_name);
        let mut changes = Vec::new();
        let created = self.directory.create_unit(id, facts, &mut changes);
        created.map_err(|error| Refusal::unexpected(&error))?;
        outcome.created = Some(id);
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn update_unit(
        &mut self,
        id: ObjectId,
        changes: UnitChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let old = self.known_unit(id)?.facts().clone();
        let mut new = UnitFacts::clone(&old);
        if let Some(name) = &changes.display_name {
            new.display_name = name.as_str().into();
        }
        if let Some(description) = &changes.description {
            new.description = text(description.as_deref());
        }
        check_name(
            ObjectKind::AdministrativeUnit,
            &new.display_name,
            new.description.as_deref(),
        )?;
        if changes.visibility.is_some() {
            new.visibility = stored_visibility(changes.visibility)?;
        }
        self.change_unit_membership(id, &old, &mut new, &changes, outcome)?;
        let converts = new.membership_type != old.membership_type
            || new.membership_rule != old.membership_rule
            || new.rule_processing != old.rule_processing;
        let mut written = Vec::new();
        let set = self.directory.set_unit(id, new, &mut written);
        set.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(written, outcome);
        if converts {
            self.convert(id, Before::of(old.is_dynamic()), outcome);
        }
        Ok(())
    }

    /// Rule, membership type and processing state.
    fn change_unit_membership(
        &self,
        id: ObjectId,
        old: &UnitFacts,
        new: &mut UnitFacts,
        changes: &UnitChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let membership = changes.membership.unwrap_or(match old.is_dynamic() {
            true => UnitMembership::Dynamic,
            false => UnitMembership::Assigned,
        });
        if membership == UnitMembership::Assigned {
            let has_rule = changes.membership_rule.is_some();
            let has_state = changes.processing_state.is_some();
            if has_rule || has_state && !old.is_dynamic() {
                return Err(Refusal::RuleOnAssignedUnit {
                    unit: old.display_name.to_string(),
                });
            }
            if old.is_dynamic() {
                new.membership_type = MembershipType::Assigned;
                // The rule stays stored and does nothing, as that of a group (`OP-17`, `OP-72`).
                new.rule_processing = Some(RuleProcessing::Paused);
            }
            return Ok(());
        }
        let becomes_dynamic = !old.is_dynamic();
        new.membership_type = MembershipType::Dynamic;
        if let Some(rule) = &changes.membership_rule {
            new.membership_rule = Some(rule.as_str().into());
        }
        new.rule_processing = changes.processing_state.or(match becomes_dynamic {
            true => Some(RuleProcessing::On),
            false => old.rule_processing,
        });
        let only_the_state = changes.membership_rule.is_none() && changes.membership.is_none();
        if !becomes_dynamic && only_the_state {
            return Ok(());
        }
        let admitted = self.admit_to_unit(Some(id), new, membership)?;
        outcome.diagnostics = admitted.diagnostics;
        Ok(())
    }

    /// Whether a unit with these facts may have its rule: as for groups (`OP-73`, `OP-74`), and the rule is about
    /// what was asked for.
    fn admit_to_unit(
        &self,
        id: Option<ObjectId>,
        facts: &UnitFacts,
        membership: UnitMembership,
    ) -> Result<Admitted, Refusal> {
        let rule = facts
            .membership_rule
            .as_deref()
            .ok_or(Refusal::RuleMissing)?;
        let admitted = self.admit_rule(rule, facts.rule_processing)?;
        if let (UnitMembership::DynamicOf(wanted), Some(subject)) = (membership, admitted.subject)
            && wanted != subject
        {
            return Err(Refusal::SubjectOfRule { wanted, subject });
        }
        self.check_rule_fits_tenant(id, &facts.display_name, admitted.rule.as_ref())?;
        Ok(admitted)
    }

    pub(crate) fn add_unit_member(
        &mut self,
        id: ObjectId,
        member: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let unit = self.unit_with_editable_members(id)?;
        if self.directory.unit(member).is_some() {
            return Err(Refusal::UnitMemberKind {
                member_kind: ObjectKind::AdministrativeUnit,
            });
        }
        let object = self.known_object(member)?;
        if let ObjectRef::Other(_) = object {
            return Err(Refusal::UnitMemberKind {
                member_kind: self
                    .directory
                    .kind_of(object)
                    .unwrap_or(ObjectKind::OrgContact),
            });
        }
        if unit.members().contains(object) {
            return Err(Refusal::AlreadyMember {
                member: self.name_of(object),
                group: unit.display_name().to_owned(),
            });
        }
        self.room(Room::UnitOf(member))?;
        let mut changes = Vec::new();
        let added = self.directory.add_member(id, member, &mut changes);
        debug_assert!(added.is_ok(), "{added:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn remove_unit_member(
        &mut self,
        id: ObjectId,
        member: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let unit = self.unit_with_editable_members(id)?;
        let object = self.known_object(member)?;
        if !unit.members().contains(object) {
            return Err(Refusal::NotMember {
                member: self.name_of(object),
                id: member,
                group: unit.display_name().to_owned(),
            });
        }
        let mut changes = Vec::new();
        let removed = self.directory.remove_member(id, member, &mut changes);
        debug_assert!(removed.is_ok(), "{removed:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    /// The unit, if its members are edited by hand: nobody at all edits those of a dynamic one (`OP-71`).
    fn unit_with_editable_members(&self, id: ObjectId) -> Result<&AdministrativeUnit, Refusal> {
        let unit = self.known_unit(id)?;
        match unit.facts().is_dynamic() {
            true => Err(Refusal::DynamicUnit {
                unit: unit.display_name().to_owned(),
                rule: unit
                    .facts()
                    .membership_rule
                    .as_deref()
                    .unwrap_or_default()
                    .to_owned(),
            }),
            false => Ok(unit),
        }
    }

    pub(crate) fn known_unit(&self, id: ObjectId) -> Result<&AdministrativeUnit, Refusal> {
        self.directory.unit(id).ok_or_else(|| Refusal::NotFound {
            kind: ObjectKind::AdministrativeUnit,
            identity: id.to_string(),
        })
    }
}

/// A public unit has no visibility of its own, and only the members of a unit can be hidden (1.10).
fn stored_visibility(visibility: Option<Visibility>) -> Result<Option<Visibility>, Refusal> {
    match visibility {
        None | Some(Visibility::Public) => Ok(None),
        Some(Visibility::HiddenMembership) => Ok(visibility),
        Some(Visibility::Private) => Err(invalid(
            "visibility",
            Visibility::Private.graph_name(),
            "an administrative unit is Public or has HiddenMembership",
        )),
    }
}
