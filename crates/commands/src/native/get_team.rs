//! `Get-Team`: shows teams.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Command, Done, Object, Parameter, is_like};
use ingroup_tenant::Wanted;

use crate::parameters::{self, by_name, named, shared};
use crate::records;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Team", "Shows teams, and whether their rosters have caught up with their groups.")
        .describe(
            "Without -Identity it shows every team, in the order of their names. A team shows a change of its group \
             after a while: the setting teamsRosterLag, two hours at first. Where a rule decides on the members, \
             HiddenOptions are what the clients of Teams do not offer.",
        )
        .parameter(parameters::identity("Group").alias("GroupId"))
        .parameter(by_name("teams"))
        .parameter(Parameter::text("MailNickName").help("Only the team whose group has this nickname."))
        .parameter(shared("User").help("Only teams in which this user is: an id, a sign-in name, a mail address or a display name that is unique."))
        .parameter(named("AccessType", "Visibility").help("Only teams that everybody may join, or only those that nobody may."))
        .example(
            "$team = New-Team -DisplayName Launch; Add-GroupMember Launch adele@contoso.com; Get-Team Launch; Set-Clock -Advance PT2H; Get-Team Launch",
            "Shows how a team follows its group.",
        )
        .example(
            "$g = New-Group Lagos -GroupTypes Unified -Rule 'user.city -eq \"Lagos\"'; New-Team -Group $g | Format-List",
            "Shows everything about a team.",
        )
        .example(
            "$null = New-Team -DisplayName Launch -Members adele@contoso.com -Visibility Private; Get-Team -User adele@contoso.com -DisplayName 'l*' -Visibility Private | Select-Object DisplayName, Visibility",
            "Shows the private teams of a user whose names begin with L.",
        )
        .each(native(get_team))
}

fn get_team(request: &mut Request<'_, '_>) -> Done {
    let wanted = match request.has("Identity") {
        true => Some(request.find(Wanted::Group, "Identity")?),
        false => None,
    };
    let user = match request.has("User") {
        true => Some(request.find(Wanted::User, "User")?),
        false => None,
    };
    let is_wanted = |request: &Request<'_, '_>, team: &Object| {
        let is = |parameter: &str| {
            request.text(parameter).is_none_or(|pattern| {
                let own = team.get(parameter).unwrap_or_default();
                is_like(&own.to_text(), &pattern)
            })
        };
        ["DisplayName", "MailNickName", "Visibility"]
            .into_iter()
            .all(is)
    };
    let teams: Result<Vec<Object>, _> = {
        let session = request.session();
        let tenant = session.tenant();
        let directory = tenant.directory();
        let ids = match wanted {
            Some(id) => vec![id],
            None => {
                let teams = directory.groups().filter(|group| group.facts().is_team());
                records::by_name(directory, teams.map(|group| ObjectRef::Group(group.row())))
            }
        };
        ids.into_iter()
            .map(|id| tenant.team(id))
            .filter(|team| {
                let has = |user| match team {
                    Ok(team) => team.roster.iter().any(|member| member.id == user),
                    Err(_) => true,
                };
                user.is_none_or(has)
            })
            .map(|team| team.map(|team| records::team(tenant, &team)))
            .collect()
    };
    let teams = teams.map_err(|refusal| request.refused(&refusal))?;
    for team in teams {
        if is_wanted(request, &team) {
            request.emit(team)?;
        }
    }
    Ok(())
}
