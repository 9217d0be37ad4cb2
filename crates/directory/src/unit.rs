//! An administrative unit: its facts and members (`1.10`).

use std::sync::Arc;

use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};

use crate::fields::fact_fields;
use crate::group::{RuleProcessing, Visibility};
use crate::membership::Membership;
use crate::row::UnitRow;

/// An administrative unit of the directory. Who holds a role in it is a fact of the roles.
#[derive(Debug, Clone)]
pub struct AdministrativeUnit {
    pub(crate) id: ObjectId,
    pub(crate) row: UnitRow,
    pub(crate) facts: Arc<UnitFacts>,
    pub(crate) members: Arc<Membership>,
}

impl AdministrativeUnit {
    /// Its id.
    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// Its place.
    pub fn row(&self) -> UnitRow {
        self.row
    }

    /// What it is.
    pub fn facts(&self) -> &Arc<UnitFacts> {
        &self.facts
    }

    /// Its name.
    pub fn display_name(&self) -> &str {
        &self.facts.display_name
    }

    /// Its members: users, devices and, if it is assigned, groups.
    pub fn members(&self) -> &Arc<Membership> {
        &self.members
    }
}

/// What an administrative unit is, beside its members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFacts {
    /// The name; required by the service.
    pub display_name: Arc<str>,
    /// A longer text.
    pub description: Option<Arc<str>>,
    /// `HiddenMembership`, or none for a public one.
    pub visibility: Option<Visibility>,
    /// Whether people or a rule give its members.
    pub membership_type: MembershipType,
    /// The membership rule, byte for byte.
    pub membership_rule: Option<Arc<str>>,
    /// Whether the rule is worked on.
    pub rule_processing: Option<RuleProcessing>,
    /// Whether only roles scoped to this unit may change its members' objects; decided at
    /// creation, at most 100 such units (`QUO-10`).
    pub is_member_management_restricted: bool,
}

impl UnitFacts {
    /// Whether a rule gives its members.
    pub fn is_dynamic(&self) -> bool {
        self.membership_type == MembershipType::Dynamic
    }
}

/// Who or what gives the members of an administrative unit.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum MembershipType {
    /// People add and remove members.
    #[default]
    Assigned,
    /// The rule does.
    Dynamic,
}

impl MembershipType {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::Assigned => "Assigned",
            Self::Dynamic => "Dynamic",
        }
    }
}

fact_fields! { UnitField of UnitFacts, "an administrative unit";
    /// The name.
    DisplayName, "displayName", display_name;
    /// The longer text.
    Description, "description", description;
    /// Who sees the members.
    Visibility, "visibility", visibility;
    /// Assigned or dynamic.
    MembershipType, "membershipType", membership_type;
    /// The membership rule.
    MembershipRule, "membershipRule", membership_rule;
    /// Whether the rule is worked on.
    RuleProcessing, "membershipRuleProcessingState", rule_processing;
    /// Whether its members' objects are protected.
    IsMemberManagementRestricted, "isMemberManagementRestricted", is_member_management_restricted;
}
