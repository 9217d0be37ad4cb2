//! `Get-Team`: shows teams.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::Wanted;

use crate::parameters;
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
        .example(
            "$team = New-Team -DisplayName Launch; Add-GroupMember Launch adele@contoso.com; Get-Team Launch; Set-Clock -Advance PT2H; Get-Team Launch",
            "Shows how a team follows its group.",
        )
        .example(
            "$g = New-Group Lagos -GroupTypes Unified -Rule 'user.city -eq \"Lagos\"'; New-Team -Group $g | Format-List",
            "Shows everything about a team.",
        )
        .each(native(get_team))
}

fn get_team(request: &mut Request<'_, '_>) -> Done {
    let wanted = match request.has("Identity") {
        true => Some(request.find(Wanted::Group, "Identity")?),
        false => None,
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
            .map(|id| tenant.team(id).map(|team| records::team(tenant, &team)))
            .collect()
    };
    let teams = teams.map_err(|refusal| request.refused(&refusal))?;
    teams.into_iter().try_for_each(|team| request.emit(team))
}
