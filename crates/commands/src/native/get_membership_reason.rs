//! `Get-MembershipReason`: why somebody is a member of a group, or is not.

use ingroup_directory::Directory;
use ingroup_insight::{Basis, MembershipReason, Standing, reason};
use ingroup_rule::{check, parse};
use ingroup_schema::SubjectKind;
use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::Wanted;

use crate::group_history::{self, Entry};
use crate::parameters::named;
use crate::past::looking_back;
use crate::records::{name_of, time};
use crate::request::Request;
use crate::session::Session;
use crate::tracing;

pub(super) fn command() -> Command<Session> {
    let command = Command::new("Get-MembershipReason", "Says why somebody is a member of a group, or is not.")
        .describe(
            "For a rule it shows every part with what was read, and for somebody whom the rule does not take the \
             clauses that decide it. While a group is paused, failed or late the answer is what the rule says, and it \
             is said why the membership is not that.",
        )
        .parameter(
            named("Group", "Group")
                .alias("GroupId")
                .position(0)
                .mandatory()
                .help("The group or administrative unit: an id, a mail address, a nickname or a display name that is unique."),
        )
        .parameter(
            named("Member", "Identity")
                .alias("Id")
                .alias("User")
                .alias("Device")
                .position(1)
                .mandatory()
                .from_pipeline()
                .from_property()
                .help("The user or device: an id, a sign-in name, a mail address or a display name that is unique."),
        )
        .example("Get-MembershipReason Managers alex@contoso.com", "Says why a user is in a group.")
        .example("Get-MembershipReason 'Sales in Germany' grady@contoso.com", "Says why a user is not in a group.");
    looking_back(command, get_membership_reason)
}

fn get_membership_reason(request: &mut Request<'_, '_>) -> Done {
    let group = request.find_holder("Group")?;
    let names = request.texts("Identity").unwrap_or_default();
    for name in names {
        let object = request.find_named(Wanted::Member, "Identity", &name)?;
        let record = {
            let interruption = request.call.interruption();
            let mut session = request.session();
            let since = group_history::last_move(&mut session, group, object, &interruption)?;
            let tenant = session.tenant();
            let directory = tenant.directory();
            reason(tenant, group, object).map(|found| {
                let (who, what) = (name_of(directory, object), name_of(directory, group));
                Object::new("MembershipReason")
                    .with("Object", who.as_str())
                    .with("ObjectId", object.to_string())
                    .with("Group", what.as_str())
                    .with("IsMember", found.is_member)
                    .with("Basis", basis(&found.basis))
                    .with("Since", since.as_ref().map(|entry| time(entry.at)))
                    .with(
                        "SinceUnit",
                        since.as_ref().map(|entry| entry.unit.cast_signed()),
                    )
                    .with(
                        "Report",
                        report(directory, &found, &who, &what, since.as_ref()),
                    )
            })
        };
        if let Some(record) = record {
            request.emit(record)?;
        }
    }
    Ok(())
}

fn basis(basis: &Basis) -> &'static str {
    match basis {
        Basis::ByHand => "Assigned",
        Basis::Rule { .. } => "Rule",
        Basis::MemberOf { .. } => "MemberOf",
        Basis::Broken { .. } => "Error",
        Basis::OtherKind { .. } => "OtherKind",
    }
}

fn report(
    directory: &Directory,
    found: &MembershipReason,
    who: &str,
    what: &str,
    since: Option<&Entry>,
) -> String {
    let mut verdict = match found.is_member {
        true => format!("{who} is a member of {what}."),
        false => format!("{who} is not a member of {what}."),
    };
    let because = match &found.basis {
        Basis::ByHand => {
            "The group has assigned membership: people decide who is in it.".to_owned()
        }
        Basis::Rule {
            rule,
            trace,
            standing,
        } => format!(
            "The rule is: {rule}\n{}{}{}",
            tracing::text(trace),
            tracing::failing(trace).map_or_else(String::new, |text| format!("\n{text}")),
            remark(found.is_member, trace.result == Ok(true), *standing)
        ),
        Basis::MemberOf {
            rule,
            through,
            standing,
        } => {
            let names: Vec<String> = through.iter().map(|id| name_of(directory, *id)).collect();
            let through = match names.as_slice() {
                [] => {
                    "None of the groups that the rule names has them as a direct member.".to_owned()
                }
                names => format!("They are a direct member of {}.", names.join(", ")),
            };
            let remark = remark(found.is_member, !names.is_empty(), *standing);
            format!("The rule is: {rule}\n{through}{remark}")
        }
        Basis::Broken { rule, fault } => format!("The rule is: {rule}\n{}", fault.message()),
        Basis::OtherKind { rule } => {
            let about = check(&parse(rule).0, None).subject;
            let about = about.map_or("other objects", SubjectKind::plural);
            format!("The rule is: {rule}\nIt is about {about}.")
        }
    };
    if let Some(entry) = since {
        verdict.push_str(&format!(
            "\nThat is so since {} (unit {}), by {}: {}.",
            entry.at, entry.unit, entry.by, entry.what
        ));
    }
    format!("{verdict}\n{because}")
}

/// What keeps the membership from being what the rule says, or may.
fn remark(is_member: bool, holds: bool, standing: Standing) -> String {
    let text = match standing {
        Standing::Current => return String::new(),
        Standing::Waiting => {
            "Work waits: Get-Processing says why, Invoke-Processing brings the group up to date."
        }
        Standing::Paused => {
            let by_rule = match (is_member, holds) {
                (true, false) => " By the rule they would leave.",
                (false, true) => " By the rule they would join.",
                (true, true) | (false, false) => "",
            };
            return format!(
                "\nThe group is paused: its members are those of the time when it was paused.{by_rule}"
            );
        }
        Standing::Stale => {
            "A memberOf group keeps those who left a source group, until its rule is changed; a space more in the \
             rule is a change."
        }
        Standing::Retired => {
            "memberOf rules have ended in this tenant (the setting memberOfRetirement): the group keeps its last \
             members. Use a rule on attributes, or assign the members."
        }
        Standing::Failed => {
            "The group's processing failed, so its members stay as they are: Get-Group with Format-List says why."
        }
    };
    format!("\n{text}")
}
