//! `Set-Group`: changes a group, its rule and its membership type too.

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Outcome, Wanted};

use crate::effects::{self, Follows};
use crate::groups;
use crate::parameters::{identity, rule, shared};
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::{Session, worker_goes_on};

pub(super) fn command() -> Command<Session> {
    Command::new("Set-Group", "Changes a group: its rule, its type, its names.")
        .describe(
            "Only what is named changes. A dynamic -MembershipType, or DynamicMembership among -GroupTypes, converts an \
             assigned group: all its members leave at once, and the rule brings back those it takes. Assigned, or \
             -GroupTypes without DynamicMembership, makes a dynamic group assigned, and it keeps its members. A rule with errors is refused and nothing changes. \
             A group that is complete for a day and looks wrong all the same is worked out anew when its rule gets a \
             blank more; one that still waits is waited for.",
        )
        .parameter(identity("Group").alias("ObjectId").mandatory())
        .parameter(rule())
        .parameters(
            [
                "MembershipType",
                "MembershipRuleProcessingState",
                "GroupTypes",
                "DisplayName",
                "Description",
                "MailNickname",
                "Visibility",
                "JoinPolicy",
                "IsAssignableToRole",
                "AllowToAddGuests",
                "WelcomeMessageEnabled",
            ]
            .map(shared),
        )
        .parameter(Parameter::switch("PassThru").help("Gives the group as it is afterwards."))
        .what_if()
        .example(
            "Set-Group Nigeria -MembershipRule 'user.city -in [\"Lagos\", \"Abuja\"]' -PassThru",
            "Changes the rule of a dynamic group.",
        )
        .example(
            "Set-Group Sales -GroupTypes Unified, DynamicMembership -MembershipRule 'user.department -eq \"Sales\"' -WhatIf",
            "Says what converting an assigned group would do.",
        )
        .example(
            "Set-Group Sales -MembershipType 'Dynamic User' -Rule 'user.department -eq \"Sales\"'",
            "Converts an assigned group, in the portal's words.",
        )
        .example(
            "Set-Group Managers -MembershipRule ((Get-Group Managers).MembershipRule + ' ') -PassThru",
            "Has a group worked out anew: with a blank more it is another rule.",
        )
        .example(
            "Set-Group Managers -MembershipRuleProcessingState Paused",
            "Pauses a group: its members stay as they are.",
        )
        .example(
            "Set-Group 'Fire wardens' -JoinPolicy OwnerApproval -PassThru | Select-Object DisplayName, JoinPolicy",
            "Lets people ask the owners to join.",
        )
        .each(native(set_group))
}

/// Changes the group that `-Identity` names.
pub(crate) fn set_group(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let changes = groups::changes(request, group)?;
    let name = name_of(request.session().tenant().directory(), group);
    if changes.is_empty() {
        request.warn_unchanged(&name)?;
    }
    let command = Change::UpdateGroup { group, changes };
    let follows = match request.text("MembershipRule") {
        Some(_) => Follows::MembersByRule(group),
        None => Follows::Members(group),
    };
    let Some(outcome) = request.change(vec![command], &name, follows)? else {
        return Ok(());
    };
    groups::say(request, &outcome.diagnostics)?;
    say_converted(request, group, &name, outcome)?;
    groups::say_undecided(request)?;
    match request.switch("PassThru") {
        true => request.emit_each([group]),
        false => Ok(()),
    }
}

/// Warns that a conversion has emptied the group first (`OP-16`).
fn say_converted(
    request: &mut Request<'_, '_>,
    group: ObjectId,
    name: &str,
    mut outcome: Outcome,
) -> Done {
    let waits = request.session().tenant().engine().waiting() > 0;
    if waits && effects::conversion(&outcome, group).is_some() {
        let mut work = worker_goes_on();
        work.push(Change::ProcessQueue);
        let later = request.session().try_out(work);
        let (_, later) = later.map_err(|refusal| request.refused(&refusal))?;
        outcome.events.extend(later.events);
    }
    let Some((removed, back)) = effects::conversion(&outcome, group) else {
        return Ok(());
    };
    let brings = match waits {
        true => "will bring",
        false => "brought",
    };
    request.call.warn(format!(
        "\"{name}\" was converted: {} left at once, and the rule {brings} {back} of them back. Test-MembershipRule -Group \
         … -MembershipRule … -Preview shows this before.",
        effects::all_members(removed)
    ))
}
