//! `Get-TeamMember`: who is in a team.

use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::{TeamRole, Wanted};

use crate::parameters::named;
use crate::records;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-TeamMember", "Shows who is in a team, as its clients show it now.")
        .describe(
            "A team shows a change of its group after a while; only who is deleted is out at once. Owners of the \
             group are owners of the team; no rule makes one.",
        )
        .parameter(
            named("Group", "Team")
                .alias("Identity")
                .alias("Id")
                .alias("GroupId")
                .position(0)
                .mandatory()
                .from_pipeline()
                .from_property(),
        )
        .parameter(
            named("TeamRole", "Role"),
        )
        .example(
            "$team = New-Team -DisplayName Launch -Members adele@contoso.com -Owners alex@contoso.com; Get-TeamMember Launch",
            "Shows the people of a new team.",
        )
        .example(
            "$team = New-Team -DisplayName Launch -Owners alex@contoso.com; (Get-TeamMember Launch -Role Owner).DisplayName",
            "Shows who owns it.",
        )
        .each(native(get_team_member))
}

/// Gives the people in the team that `-Team` names, by name.
pub(crate) fn get_team_member(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Team")?;
    let role = request.text("Role");
    let found: Result<Vec<(String, Object)>, _> = {
        let session = request.session();
        let tenant = session.tenant();
        tenant.team(group).map(|team| {
            let has_role = |wanted: &str, own: TeamRole| wanted.eq_ignore_ascii_case(own.name());
            let wanted = team.roster.iter().filter(|member| {
                role.as_deref()
                    .is_none_or(|role| has_role(role, member.role))
            });
            let mut people: Vec<(String, Object)> = wanted
                .map(|member| {
                    let name = records::name_of(tenant.directory(), member.id).to_lowercase();
                    (name, records::team_member(tenant, member))
                })
                .collect();
            people.sort_by(|one, other| one.0.cmp(&other.0));
            people
        })
    };
    let people = found.map_err(|refusal| request.refused(&refusal))?;
    people
        .into_iter()
        .try_for_each(|(_, member)| request.emit(member))
}
