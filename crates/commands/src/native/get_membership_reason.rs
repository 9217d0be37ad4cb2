//! `Get-MembershipReason`: why somebody is a member of a group, or is not.

use ingroup_directory::Directory;
use ingroup_insight::{Basis, MembershipReason, Standing, reason};
use ingroup_rule::{check, parse};
use ingroup_schema::SubjectKind;
use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::Wanted;

use crate::parameters::named;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;
use crate::tracing;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-MembershipReason", "Says why somebody is a member of a group, or is not.")
        .parameter(named("Group", "Group").alias("GroupId").position(0).mandatory())
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
        .example("Get-MembershipReason Sales joni@contoso.com", "Says why a user is not in a group.")
        .each(native(get_membership_reason))
}

fn get_membership_reason(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Group")?;
    let names = request.texts("Identity").unwrap_or_default();
    for name in names {
        let object = request.find_named(Wanted::Member, "Identity", &name)?;
        let record = {
            let session = request.session();
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
                    .with("Report", report(directory, &found, &who, &what))
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

fn report(directory: &Directory, found: &MembershipReason, who: &str, what: &str) -> String {
    let verdict = match found.is_member {
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
            "The rule is: {rule}\n{}{}",
            tracing::text(trace),
            remark(*standing)
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
            format!("The rule is: {rule}\n{through}{}", remark(*standing))
        }
        Basis::Broken { rule, fault } => format!("The rule is: {rule}\n{}", fault.message()),
        Basis::OtherKind { rule } => {
            let about = check(&parse(rule).0, None).subject;
            let about = about.map_or("other objects", SubjectKind::plural);
            format!("The rule is: {rule}\nIt is about {about}.")
        }
    };
    format!("{verdict}\n{because}")
}

fn remark(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "",
        Standing::Waiting => "\nWork waits: Invoke-Processing brings the group up to date.",
        Standing::Paused => {
            "\nThe group is paused: its members are those of the time when it was paused."
        }
        Standing::Stale => {
            "\nA memberOf group keeps those who left a source group, until its rule is changed."
        }
    }
}
