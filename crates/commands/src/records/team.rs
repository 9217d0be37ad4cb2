//! A team and the people in it as records.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Object, Value};
use ingroup_tenant::{Team, TeamManagement, TeamMember, Tenant};

use super::time;

/// The record of a team.
pub(crate) fn team(tenant: &Tenant, team: &Team) -> Object {
    let group = tenant.directory().group(team.group);
    let facts = group.map(|group| group.facts());
    let settled = team.settled_at.is_none();
    let state = match settled {
        true => "Up to date".to_owned(),
        false => format!("{} to come, {} to go", team.coming, team.going),
    };
    Object::new("Team")
        .with("DisplayName", facts.map(|facts| &*facts.display_name))
        .with("GroupId", team.group.to_string())
        .with("RosterSize", team.roster.len())
        .with("Roster", state)
        .with("UpToDateAt", team.settled_at.map(time))
        .with("MembersManagedBy", managed_by(team.managed))
        .with(
            "MembershipRule",
            facts
                .filter(|facts| facts.is_dynamic())
                .and_then(|facts| facts.membership_rule.as_deref()),
        )
        .with(
            "HiddenOptions",
            Value::texts(team.hidden_options().iter().copied()),
        )
        .with(
            "Description",
            facts.and_then(|facts| facts.description.as_deref()),
        )
        .with(
            "MailNickName",
            facts.and_then(|facts| facts.mail_nickname.as_deref()),
        )
        .with(
            "Visibility",
            facts
                .and_then(|facts| facts.visibility)
                .map(|visibility| visibility.graph_name()),
        )
        .with("CreatedDateTime", team.since.map(time))
}

fn managed_by(managed: TeamManagement) -> &'static str {
    match managed {
        TeamManagement::Owners => "Owners",
        TeamManagement::Rule => "Rule",
    }
}

/// The record of somebody in a team.
pub(crate) fn team_member(tenant: &Tenant, member: &TeamMember) -> Object {
    let directory = tenant.directory();
    let object = directory.resolve(member.id);
    let principal_name = match object {
        Some(ObjectRef::User(row)) => directory.user_principal_name(row),
        _ => None,
    };
    Object::new("TeamMember")
        .with(
            "DisplayName",
            object.and_then(|object| directory.display_name(object)),
        )
        .with("UserPrincipalName", principal_name)
        .with("Role", member.role.name())
        .with("Since", member.since.map(time))
        .with("Id", member.id.to_string())
}
