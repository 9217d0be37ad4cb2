//! `Get-`, `Add-` and `Remove-UnifiedGroupLinks`: members and owners of a Microsoft 365 group under one name.

use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Done, Halt, ShellError};
use ingroup_tenant::{Command as Change, Wanted};

use super::related::{members, owners};
use crate::effects::Follows;
use crate::records::name_of;
use crate::request::Request;

/// What `-LinkType` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Member,
    Owner,
}

/// Gives the members or the owners.
pub(super) fn get_unified_group_links(request: &mut Request<'_, '_>) -> Done {
    match link(request)? {
        Link::Member => members(request),
        Link::Owner => owners(request),
    }
}

/// Makes those that `-Links` names members or owners.
pub(super) fn add_unified_group_links(request: &mut Request<'_, '_>) -> Done {
    change(request, |link, group, people| match link {
        Link::Member => vec![Change::AddMembers {
            group,
            members: people,
        }],
        Link::Owner => each(people, |owner| Change::AddOwner { group, owner }),
    })
}

/// Takes those that `-Links` names from the members or the owners.
pub(super) fn remove_unified_group_links(request: &mut Request<'_, '_>) -> Done {
    change(request, |link, group, people| match link {
        Link::Member => each(people, |member| Change::RemoveMember { group, member }),
        Link::Owner => each(people, |owner| Change::RemoveOwner { group, owner }),
    })
}

fn each(people: Vec<ObjectId>, change: impl Fn(ObjectId) -> Change) -> Vec<Change> {
    people.into_iter().map(change).collect()
}

fn link(request: &Request<'_, '_>) -> Result<Link, Halt> {
    let word = request.text("LinkType").unwrap_or_default();
    match word.to_ascii_lowercase().as_str() {
        "members" => Ok(Link::Member),
        "owners" => Ok(Link::Owner),
        _ => Err(Halt::Error(
            ShellError::new(format!(
                "{word} are not modelled: only members and owners are."
            ))
            .category(Category::InvalidOperation)
            .about("LinkType"),
        )),
    }
}

fn change(
    request: &mut Request<'_, '_>,
    commands: fn(Link, ObjectId, Vec<ObjectId>) -> Vec<Change>,
) -> Done {
    let link = link(request)?;
    let group = request.find(Wanted::Group, "Identity")?;
    let mut people = Vec::new();
    for name in request.texts("Member").unwrap_or_default() {
        people.push(request.find_named(Wanted::Member, "Member", &name)?);
    }
    let name = name_of(request.session().tenant().directory(), group);
    request.change(
        commands(link, group, people),
        &name,
        Follows::Members(group),
    )?;
    Ok(())
}
