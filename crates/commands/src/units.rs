//! The arguments of the commands that make and change administrative units.

use ingroup_schema::SubjectKind;
use ingroup_shell::{Halt, ShellError};
use ingroup_tenant::{NewUnit, UnitChanges, UnitMembership};

use crate::groups::{optional, processing_state, visibility};
use crate::request::Request;

/// The unit that the arguments describe.
pub(crate) fn new_unit(request: &Request<'_, '_>) -> Result<NewUnit, Halt> {
    let membership_rule = request.text("MembershipRule");
    // Who brings a rule can only mean a dynamic unit.
    let unsaid = match membership_rule {
        Some(_) => UnitMembership::Dynamic,
        None => UnitMembership::Assigned,
    };
    Ok(NewUnit {
        display_name: request.text("DisplayName").unwrap_or_default(),
        description: request.text("Description"),
        visibility: visibility(request)?,
        membership: membership(request)?.unwrap_or(unsaid),
        membership_rule,
        processing_state: processing_state(request)?,
    })
}

/// The changes that the arguments describe.
pub(crate) fn changes(request: &Request<'_, '_>) -> Result<UnitChanges, Halt> {
    let cannot_be_empty = |native: &str| request.clearable(native).map(Option::unwrap_or_default);
    Ok(UnitChanges {
        display_name: cannot_be_empty("DisplayName"),
        description: request.clearable("Description"),
        visibility: visibility(request)?,
        membership: membership(request)?,
        membership_rule: cannot_be_empty("MembershipRule"),
        processing_state: processing_state(request)?,
    })
}

fn membership(request: &Request<'_, '_>) -> Result<Option<UnitMembership>, ShellError> {
    let all = [
        UnitMembership::Assigned,
        UnitMembership::Dynamic,
        UnitMembership::DynamicOf(SubjectKind::User),
        UnitMembership::DynamicOf(SubjectKind::Device),
    ];
    optional(request, "MembershipType", all, |one| match one {
        UnitMembership::Assigned => "Assigned",
        UnitMembership::DynamicOf(SubjectKind::Device) => "Dynamic Device",
        UnitMembership::DynamicOf(SubjectKind::User) => "Dynamic User",
        // Graph does not say of whom.
        UnitMembership::Dynamic => "Dynamic",
    })
}
