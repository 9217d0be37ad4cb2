//! `New-Team`: makes a team.

use ingroup_directory::GroupType;
use ingroup_shell::{Category, Command, Done, ShellError};
use ingroup_tenant::{Command as Change, NewTeam, Wanted};

use crate::effects::Follows;
use crate::groups;
use crate::parameters::{named, rule, shared};
use crate::records::{self, name_of};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-Team", "Makes a team: of a Microsoft 365 group, or with a group of its own.")
        .describe(
            "The members and owners of the group are those of the team, whether the group is assigned or dynamic. A \
             team cannot be made with a rule: make the dynamic group first, then the team of it, or give the group \
             of a team a rule later.",
        )
        .parameter(named("Group", "Group").alias("GroupId").alias("Identity").from_pipeline().from_property())
        .parameter(shared("DisplayName").position(0))
        .parameters(["Description", "MailNickname", "Visibility", "Members", "Owners"].map(shared))
        .parameter(rule())
        .what_if()
        .example(
            "New-Group Lagos -GroupTypes Unified -Rule 'user.city -eq \"Lagos\"' | New-Team",
            "Makes a team whose members come from a rule.",
        )
        .example(
            "New-Team -DisplayName Launch -Members adele@contoso.com -Owners alex@contoso.com; Get-TeamMember Launch",
            "Makes a team and its group at once.",
        )
        .each(native(new_team))
}

/// Makes a team of the group that `-Group` names, or with a group of its own, and gives it.
pub(crate) fn new_team(request: &mut Request<'_, '_>) -> Done {
    let (team, name, follows) = match (request.has("Group"), request.has("DisplayName")) {
        (true, false) => {
            let group = request.find(Wanted::Group, "Group")?;
            let name = name_of(request.session().tenant().directory(), group);
            (NewTeam::OfGroup(group), name, Follows::Members(group))
        }
        (false, true) => {
            let mut group = groups::new_group(request)?;
            group.group_types.insert(GroupType::Unified);
            group.mail_enabled = true;
            group.security_enabled = false;
            let name = group.display_name.clone();
            (NewTeam::WithGroup(Box::new(group)), name, Follows::NewGroup)
        }
        (true, true) | (false, false) => {
            return Err(ShellError::new("Give either -Group or -DisplayName.")
                .category(Category::InvalidArgument)
                .help("-Group makes a team of a Microsoft 365 group that is there; -DisplayName creates the group too.")
                .into());
        }
    };
    let group = match &team {
        NewTeam::OfGroup(group) => Some(*group),
        NewTeam::WithGroup(_) => None,
    };
    let Some(outcome) = request.change(vec![Change::CreateTeam(team)], &name, follows)? else {
        return Ok(());
    };
    let made = {
        let session = request.session();
        let tenant = session.tenant();
        let id = group.or(outcome.created);
        let team = id.and_then(|id| tenant.team(id).ok());
        team.map(|team| records::team(tenant, &team))
    };
    made.into_iter().try_for_each(|team| request.emit(team))
}
