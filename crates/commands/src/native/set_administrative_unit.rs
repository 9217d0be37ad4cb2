//! `Set-AdministrativeUnit`: changes an administrative unit, its rule and its membership type too.

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Outcome, UnitChanges, Wanted};

use crate::effects::Follows;
use crate::parameters::{identity, named, rule, shared};
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;
use crate::{groups, units};

/// What the portal says of a unit that becomes dynamic (`OP-70`).
const BECOMES_DYNAMIC: &str = "After changing the administrative unit type, the existing membership might change based \
                               on the rule for dynamic membership groups that you provide.";

/// What the portal says of a unit that becomes assigned (`OP-72`).
const BECOMES_ASSIGNED: &str = "After changing the administrative unit type, the dynamic rule will no longer be processed. \
                                Current administrative unit members will remain in the administrative unit and the \
                                administrative unit will have assigned membership.";

pub(super) fn command() -> Command<Session> {
    Command::new("Set-AdministrativeUnit", "Changes an administrative unit.")
        .describe(
            "Only what is named changes. An assigned unit that becomes dynamic keeps the members who match the rule; \
             others leave, and so do groups. A dynamic unit that becomes assigned keeps its members, and its rule is \
             kept without effect. A rule with errors is refused and nothing changes.",
        )
        .parameter(
            identity("AdministrativeUnit")
                .alias("ObjectId")
                .mandatory(),
        )
        .parameter(rule())
        .parameter(named("UnitMembershipType", "MembershipType"))
        .parameters(
            [
                "MembershipRuleProcessingState",
                "DisplayName",
                "Description",
            ]
            .map(shared),
        )
        .parameter(named("UnitVisibility", "Visibility"))
        .parameter(Parameter::switch("PassThru").help("Gives the unit as it is afterwards."))
        .what_if()
        .example(
            "$null = New-AdministrativeUnit Staff; Add-AdministrativeUnitMember Staff adele@contoso.com, Board; \
             Set-AdministrativeUnit Staff -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq \"Sales\"' -PassThru",
            "Makes an assigned unit dynamic.",
        )
        .example(
            "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; \
             Set-AdministrativeUnit Germany -MembershipRule 'user.country -in [\"Germany\", \"Nigeria\"]' -WhatIf",
            "Says whom another rule would bring and take.",
        )
        .example(
            "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; \
             Set-AdministrativeUnit Germany -MembershipType Assigned",
            "Lets people give the members from now on.",
        )
        .each(native(set_administrative_unit))
}

/// Changes the unit that `-Identity` names.
pub(crate) fn set_administrative_unit(request: &mut Request<'_, '_>) -> Done {
    let unit = request.find(Wanted::Unit, "Identity")?;
    let changes = units::changes(request)?;
    let (name, was_dynamic) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let found = directory.unit(unit);
        let was_dynamic = found.is_some_and(|found| found.facts().is_dynamic());
        (name_of(directory, unit), was_dynamic)
    };
    if changes == UnitChanges::default() {
        request.warn_unchanged(&name)?;
    }
    let command = Change::UpdateUnit { unit, changes };
    let follows = match request.text("MembershipRule") {
        Some(_) => Follows::MembersByRule(unit),
        None => Follows::Members(unit),
    };
    let Some(outcome) = request.change(vec![command], &name, follows)? else {
        return Ok(());
    };
    groups::say(request, &outcome.diagnostics)?;
    say_converted(request, unit, was_dynamic, &outcome)?;
    match request.switch("PassThru") {
        true => request.emit_each([unit]),
        false => Ok(()),
    }
}

/// Warns in the portal's words that the unit was converted, and says what that came to.
fn say_converted(
    request: &mut Request<'_, '_>,
    unit: ObjectId,
    was_dynamic: bool,
    outcome: &Outcome,
) -> Done {
    let (is_dynamic, waits) = {
        let session = request.session();
        let tenant = session.tenant();
        let found = tenant.directory().unit(unit);
        let is_dynamic = found.is_some_and(|found| found.facts().is_dynamic());
        (is_dynamic, tenant.engine().waiting() > 0)
    };
    match (was_dynamic, is_dynamic) {
        (true, false) => request.call.warn(BECOMES_ASSIGNED.to_owned()),
        (false, true) if waits => request.call.warn(BECOMES_DYNAMIC.to_owned()),
        (false, true) => {
            let (joined, left) = outcome.moved(unit);
            request
                .call
                .warn(format!("{BECOMES_DYNAMIC} {joined} joined, {left} left."))
        }
        (true, true) | (false, false) => Ok(()),
    }
}
