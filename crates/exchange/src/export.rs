//! Writes a directory as the folder an import reads.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use ingroup_directory::{Directory, DirectoryRole};
use serde_json::{Map, Value as Json, json};

use crate::codec::Graph;
use crate::error::{ExportError, system_reason};
use crate::export_lists::lists;
use crate::render;
use crate::tree::file_name;

/// What to do with files that are in the folder already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// Refuse a folder that has any.
    Refuse,
    /// Replace those of an earlier export; leave others alone.
    ReplaceExport,
}

const LISTS: [&str; 17] = [
    "organization.json",
    "subscribedSkus.json",
    "users.json",
    "devices.json",
    "groups.json",
    "directoryRoles.json",
    "managers.json",
    "administrativeUnits.json",
    "applications.json",
    "servicePrincipals.json",
    "groupSettings.json",
    "teams.json",
    "joinRequests.json",
    "groupLifecyclePolicies.json",
    "deletedUsers.json",
    "deletedGroups.json",
    "deletedAdministrativeUnits.json",
];

/// Writes all facts to a folder, which is made if it is not there: the same facts give the same
/// bytes. Members of dynamic groups are written too.
///
/// Everything is written beside the folder's own files first and put in place at the end, so a
/// full disk or a missing right leaves the folder as it was.
pub fn export_folder(
    directory: &Directory,
    path: &Path,
    overwrite: Overwrite,
) -> Result<(), ExportError> {
    let made = !path.exists();
    std::fs::create_dir_all(path).map_err(|cause| cannot(path, &cause))?;
    if overwrite == Overwrite::Refuse && !is_empty(path)? {
        return Err(ExportError {
            path: path.to_owned(),
            reason: "The folder has files.".into(),
            help: "Name a new folder, or say that an export in it may be replaced.".into(),
        });
    }
    let staging = path.join(".export-in-progress");
    let written = write_all(directory, &staging).and_then(|()| put_in_place(&staging, path));
    // What is left of a failed export; if it cannot be removed, the first error says more.
    let _ = std::fs::remove_dir_all(&staging);
    if written.is_err() && made {
        let _ = std::fs::remove_dir(path);
    }
    written
}

fn write_all(directory: &Directory, to: &Path) -> Result<(), ExportError> {
    let _ = std::fs::remove_dir_all(to);
    for folder in [to.to_owned(), to.join("members"), to.join("owners")] {
        std::fs::create_dir_all(&folder).map_err(|cause| cannot(&folder, &cause))?;
    }
    let list =
        |name: &str, objects: &mut dyn Iterator<Item = Json>| write_list(&to.join(name), objects);
    let organization = directory.organization().write();
    list("organization.json", &mut [organization].into_iter())?;
    let subscriptions = directory.subscriptions().iter();
    list("subscribedSkus.json", &mut subscriptions.map(Graph::write))?;
    let (users, devices) = (directory.users(), directory.devices());
    let mut shown = users
        .rows()
        .filter_map(|row| render::user_json(directory, users.id(row)?));
    list("users.json", &mut shown)?;
    let mut shown = devices
        .rows()
        .filter_map(|row| render::device_json(directory, devices.id(row)?));
    list("devices.json", &mut shown)?;
    let mut shown = directory.groups().map(render::group).map(Json::Object);
    list("groups.json", &mut shown)?;
    let roles = directory
        .roles()
        .iter()
        .map(|role| role_json(directory, role));
    list("directoryRoles.json", &mut roles.into_iter())?;
    write_managers(directory, &to.join("managers.json"))?;
    for (name, objects) in lists(directory) {
        list(name, &mut objects.into_iter())?;
    }
    for group in directory.groups() {
        let name = format!("{}.json", group.id());
        let members = group.members();
        let mut shown = members
            .iter()
            .filter_map(|object| render::mention(directory, object));
        write_list(&to.join("members").join(&name), &mut shown)?;
        if group.owner_count() > 0 {
            let owners = group.owners();
            let mut shown = owners.filter_map(|object| render::mention(directory, object));
            write_list(&to.join("owners").join(&name), &mut shown)?;
        }
    }
    Ok(())
}

fn role_json(directory: &Directory, role: &DirectoryRole) -> Json {
    let members: Json = role
        .members
        .iter()
        .filter_map(|member| render::mention(directory, directory.resolve(*member)?))
        .collect();
    json!({
        "id": role.id.write(),
        "displayName": role.display_name.write(),
        "description": role.description.write(),
        "roleTemplateId": role.template.write(),
        "members": members,
    })
}

fn write_managers(directory: &Directory, path: &Path) -> Result<(), ExportError> {
    let users = directory.users();
    let mut managers = Map::new();
    for row in users.rows() {
        let manager = directory.manager(row).and_then(|manager| users.id(manager));
        if let (Some(user), Some(manager)) = (users.id(row), manager) {
            managers.insert(user.to_string(), manager.write());
        }
    }
    let mut text = serde_json::to_vec(&Json::Object(managers)).unwrap_or_default();
    text.push(b'\n');
    std::fs::write(path, text).map_err(|cause| cannot(path, &cause))
}

/// One object a line, so that two exports can be compared line by line.
fn write_list(path: &Path, objects: &mut dyn Iterator<Item = Json>) -> Result<(), ExportError> {
    let write = |objects: &mut dyn Iterator<Item = Json>| -> std::io::Result<()> {
        let mut file = BufWriter::new(std::fs::File::create(path)?);
        file.write_all(b"{\"value\":[")?;
        let mut between: &[u8] = b"\n";
        for object in objects {
            file.write_all(between)?;
            serde_json::to_writer(&mut file, &object)?;
            between = b",\n";
        }
        file.write_all(b"\n]}\n")?;
        file.flush()
    };
    write(objects).map_err(|cause| cannot(path, &cause))
}

/// Moves the finished files in; lists of groups that are no more are removed.
fn put_in_place(staging: &Path, path: &Path) -> Result<(), ExportError> {
    for folder in ["members", "owners"] {
        let (from, to) = (staging.join(folder), path.join(folder));
        std::fs::create_dir_all(&to).map_err(|cause| cannot(&to, &cause))?;
        let new: BTreeSet<_> = names(&from)?.into_iter().collect();
        for name in &new {
            rename(&from.join(name), &to.join(name))?;
        }
        for old in names(&to)?.into_iter().filter(|name| !new.contains(name)) {
            let is_of_a_group = file_name(&old).trim_end_matches(".json").len() == 36;
            if is_of_a_group {
                let old = to.join(old);
                std::fs::remove_file(&old).map_err(|cause| cannot(&old, &cause))?;
            }
        }
    }
    for name in LISTS {
        rename(&staging.join(name), &path.join(name))?;
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), ExportError> {
    std::fs::rename(from, to).map_err(|cause| cannot(to, &cause))
}

fn names(folder: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let entries = std::fs::read_dir(folder).map_err(|cause| cannot(folder, &cause))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|cause| cannot(folder, &cause))?;
        names.push(PathBuf::from(entry.file_name()));
    }
    Ok(names)
}

fn is_empty(folder: &Path) -> Result<bool, ExportError> {
    names(folder).map(|names| names.is_empty())
}

fn cannot(path: &Path, cause: &std::io::Error) -> ExportError {
    ExportError {
        path: path.to_owned(),
        reason: system_reason(cause),
        help: "Check the disk and the rights on the folder, and export again.".into(),
    }
}
