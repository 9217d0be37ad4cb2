//! `Get-UnifiedGroup`: Microsoft 365 groups only, and so many of them as are asked for.

use ingroup_directory::{Group, ObjectRef};
use ingroup_shell::{Category, Done, Halt, ShellError};
use ingroup_tenant::Wanted;

use crate::records;
use crate::request::Request;

/// How many Exchange gives when nothing is said.
const USUAL: usize = 1000;

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
    let most = result_size(request)?;
    let (ids, all) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let unified = directory
            .groups()
            .filter(|group: &&Group| group.facts().is_unified());
        let mut ids = records::by_name(
            directory,
            unified.map(|group| ObjectRef::Group(group.row())),
        );
        let all = ids.len();
        ids.truncate(most);
        (ids, all)
    };
    let shown = ids.len();
    request.emit_each(ids)?;
    match shown < all && !request.has("ResultSize") {
        true => request.call.warn(format!(
            "There are {all} groups, and only {shown} are shown. -ResultSize Unlimited shows all."
        )),
        false => Ok(()),
    }
}

fn result_size(request: &Request<'_, '_>) -> Result<usize, ShellError> {
    let Some(text) = request.text("ResultSize") else {
        return Ok(USUAL);
    };
    if text.eq_ignore_ascii_case("Unlimited") {
        return Ok(usize::MAX);
    }
    text.parse().map_err(|_| {
        ShellError::new(format!(
            "\"{text}\" is not valid for -ResultSize. Use a number or Unlimited."
        ))
        .category(Category::InvalidArgument)
        .about("ResultSize")
    })
}
