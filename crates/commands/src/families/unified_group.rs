//! `Get-UnifiedGroup` and `New-UnifiedGroup`: Microsoft 365 groups only, and so many of them as are asked for.

use ingroup_directory::{Group, GroupType, ObjectRef};
use ingroup_shell::{Category, Done, Halt, ShellError};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::groups;
use crate::listing::emit_listed;
use crate::odata::Resource;
use crate::records;
use crate::request::Request;

/// Gives the Microsoft 365 group that `-Identity` names, or all up to `-ResultSize`.
pub(super) fn get_unified_group(request: &mut Request<'_, '_>) -> Done {
    if request.has("Identity") {
        let id = request.find(Wanted::Group, "Identity")?;
        let unified = {
            let session = request.session();
            let group = session.tenant().directory().group(id);
            group.is_some_and(|group| group.facts().is_unified())
        };
        if !unified {
            let identity = request.text("Identity").unwrap_or_default();
            return Err(Halt::Error(
                ShellError::new(format!("\"{identity}\" is no Microsoft 365 group."))
                    .category(Category::ObjectNotFound)
                    .about("Identity")
                    .help("Get-UnifiedGroup without a name lists those that are; Get-Group lists all groups."),
            ));
        }
        return request.emit_each([id]);
    }
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let unified = directory
            .groups()
            .filter(|group: &&Group| group.facts().is_unified());
        records::by_name(
            directory,
            unified.map(|group| ObjectRef::Group(group.row())),
        )
    };
    emit_listed(request, ids, Resource::Group)
}

/// Creates an assigned Microsoft 365 group and gives it.
pub(super) fn new_unified_group(request: &mut Request<'_, '_>) -> Done {
    let mut group = groups::new_group(request)?;
    group.group_types.insert(GroupType::Unified);
    group.mail_enabled = true;
    group.security_enabled = false;
    let name = group.display_name.clone();
    let commands = vec![Change::CreateGroup(group)];
    match request.change(commands, &name, Follows::NewGroup)? {
        Some(outcome) => request.emit_each(outcome.created),
        None => Ok(()),
    }
}
