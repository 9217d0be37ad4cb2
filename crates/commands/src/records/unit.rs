//! An administrative unit as a record.

use ingroup_directory::{AdministrativeUnit, RuleHolder};
use ingroup_shell::Object;
use ingroup_tenant::Tenant;

use super::group::{last_change, type_of};

/// What is known of an administrative unit, what people ask for first.
pub(super) fn record(tenant: &Tenant, unit: &AdministrativeUnit) -> Object {
    let facts = unit.facts();
    let known = tenant.engine().group(unit.id());
    let record = Object::new("AdministrativeUnit")
        .with("DisplayName", unit.display_name())
        .with("Id", unit.id().to_string())
        .with("Description", facts.description.as_deref())
        .with("MembershipType", type_of(tenant, RuleHolder::Unit(unit)))
        .with("MemberCount", unit.members().len())
        .with("Status", known.map(|known| known.status().portal_text()))
        .with(
            "LastMembershipChange",
            tenant.engine().last_change(unit.id()).map(last_change),
        );
    if let Some(fault) = known.and_then(|known| known.status().fault()) {
        record.set("ErrorMessage", fault.message());
    }
    let visibility = facts.visibility.map_or("Public", |own| own.graph_name());
    record
        .with("MembershipRule", facts.membership_rule.as_deref())
        .with(
            "MembershipRuleProcessingState",
            facts.rule_processing.map(|state| state.graph_name()),
        )
        .with("Visibility", visibility)
        .with(
            "IsMemberManagementRestricted",
            facts.is_member_management_restricted,
        )
}
