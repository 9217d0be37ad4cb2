//! `Add-TeamUser`, `Remove-TeamUser`, `Set-Team`, `New-MgTeam`: the people of a team are those of its group, members and
//! owners.

use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Done, ShellError};
use ingroup_tenant::{Command as Change, Tenant, Wanted};

use crate::effects::Follows;
use crate::native::work::{new_team, set_group};
use crate::records::name_of;
use crate::request::Request;

/// As what somebody is added or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    /// As a member, if the role is not said or said so.
    Member,
    /// As an owner.
    Owner,
}

/// Makes a team as Graph does: of the group that the hashtable names, or with a group of its own. All templates make the
/// same team here.
pub(super) fn new_mg_team(request: &mut Request<'_, '_>) -> Done {
    let template = request.text("template@odata.bind");
    if let Some(template) = template.filter(|template| !template.contains("teamsTemplates('")) {
        let error = ShellError::new(format!("\"{template}\" is not the address of a template."))
            .category(Category::InvalidArgument)
            .about("BodyParameter")
            .help("Use \"https://graph.microsoft.com/v1.0/teamsTemplates('standard')\".");
        return Err(error.into());
    }
    if request.has("Group") == request.has("DisplayName") {
        let error = ShellError::new("A team is made of a group, or gets a name: one of the two.")
            .category(Category::InvalidArgument)
            .help(
                "Give \"group@odata.bind\" with the group's address in -BodyParameter, or displayName for a group of \
                 its own.",
            );
        return Err(error.into());
    }
    new_team(request)
}

/// Adds the user to the group of the team, as a member or, if the role says so, as an owner.
pub(super) fn add_team_user(request: &mut Request<'_, '_>) -> Done {
    change(request, |_, role, group, user| match role {
        As::Owner => vec![Change::AddOwner { group, owner: user }],
        As::Member => vec![Change::AddMembers {
            group,
            members: vec![user],
        }],
    })
}

/// Takes the user out of the group of the team altogether; with the role Owner, only out of its owners.
pub(super) fn remove_team_user(request: &mut Request<'_, '_>) -> Done {
    change(request, |tenant, role, group, user| {
        let out_of_owners = Change::RemoveOwner { group, owner: user };
        let out_of_members = Change::RemoveMember {
            group,
            member: user,
        };
        let (owns, is_member) = standing(tenant, group, user);
        match (role, owns, is_member) {
            (As::Owner, _, _) | (As::Member, true, false) => vec![out_of_owners],
            (As::Member, true, true) => vec![out_of_owners, out_of_members],
            (As::Member, false, _) => vec![out_of_members],
        }
    })
}

/// Changes the group of the team and gives the team's settings.
pub(super) fn set_team(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let has_team = request.session().tenant().team(group).map(|_| ());
    has_team.map_err(|refusal| request.refused(&refusal))?;
    set_group(request)?;
    match request.call.is_what_if() {
        true => Ok(()),
        false => request.emit_each([group]),
    }
}

/// Whether a user owns a group and whether the user is a member of it.
fn standing(tenant: &Tenant, group: ObjectId, user: ObjectId) -> (bool, bool) {
    let directory = tenant.directory();
    let (Some(group), Some(user)) = (directory.group(group), directory.resolve(user)) else {
        return (false, false);
    };
    (group.is_owned_by(user), group.members().contains(user))
}

fn change(
    request: &mut Request<'_, '_>,
    commands: fn(&Tenant, As, ObjectId, ObjectId) -> Vec<Change>,
) -> Done {
    let group = request.find(Wanted::Group, "Team")?;
    let user = request.find(Wanted::User, "User")?;
    let has_team = request.session().tenant().team(group).map(|_| ());
    has_team.map_err(|refusal| request.refused(&refusal))?;
    let owner = |role: String| role.eq_ignore_ascii_case("Owner");
    let role = match request.text("Role").is_some_and(owner) {
        true => As::Owner,
        false => As::Member,
    };
    let (commands, name, editable) = {
        let session = request.session();
        let tenant = session.tenant();
        let commands = commands(tenant, role, group, user);
        let of_members = |change: &Change| {
            matches!(
                change,
                Change::AddMembers { .. } | Change::RemoveMember { .. }
            )
        };
        let editable = match commands.iter().any(of_members) {
            true => tenant.check_roster_is_edited(group),
            false => Ok(()),
        };
        (commands, name_of(tenant.directory(), group), editable)
    };
    editable.map_err(|refusal| request.refused(&refusal))?;
    request.change(commands, &name, Follows::Members(group))?;
    Ok(())
}
