//! Which files a folder has, by their names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ingroup_schema::ObjectId;

use crate::error::{ImportError, system_reason};
use crate::note::Note;
use crate::source::file_name;

/// A list that an export has in one file or in several pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Organization,
    SubscribedSkus,
    Users,
    Devices,
    Groups,
    DirectoryRoles,
    Managers,
    Units,
    Applications,
    ServicePrincipals,
    Settings,
    Teams,
    JoinRequests,
    Lifecycle,
    DeletedUsers,
    DeletedGroups,
    DeletedUnits,
}

const PARTS: [(Part, &str); 17] = [
    (Part::Organization, "organization"),
    (Part::SubscribedSkus, "subscribedSkus"),
    (Part::Users, "users"),
    (Part::Devices, "devices"),
    (Part::Groups, "groups"),
    (Part::DirectoryRoles, "directoryRoles"),
    (Part::Managers, "managers"),
    (Part::Units, "administrativeUnits"),
    (Part::Applications, "applications"),
    (Part::ServicePrincipals, "servicePrincipals"),
    (Part::Settings, "groupSettings"),
    (Part::Teams, "teams"),
    (Part::JoinRequests, "joinRequests"),
    (Part::Lifecycle, "groupLifecyclePolicies"),
    (Part::DeletedUsers, "deletedUsers"),
    (Part::DeletedGroups, "deletedGroups"),
    (Part::DeletedUnits, "deletedAdministrativeUnits"),
];

/// The files of an export.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// The pages of each list, in order.
    pub(crate) parts: BTreeMap<Part, Vec<PathBuf>>,
    /// Lists of users as the portal saves them.
    pub(crate) portal_users: Vec<PathBuf>,
    /// The members of groups.
    pub(crate) members: Vec<(ObjectId, PathBuf)>,
    /// The owners of groups.
    pub(crate) owners: Vec<(ObjectId, PathBuf)>,
    /// Whether there is a folder of owners, which may have none.
    pub(crate) has_owners: bool,
    pub(crate) notes: Vec<Note>,
}

const WHAT_A_FOLDER_HAS: &str = "An export is a folder with users.json, devices.json and groups.json as Microsoft Graph gives them, or exportUsers.csv from the portal.";

impl Folder {
    /// Looks through a folder; files are not opened.
    pub(crate) fn list(path: &Path) -> Result<Self, ImportError> {
        let error = |reason: &str| ImportError::new(path, reason, WHAT_A_FOLDER_HAS);
        let about = std::fs::metadata(path).map_err(|cause| error(&system_reason(&cause)))?;
        if !about.is_dir() {
            return Err(error("This is a file, not a folder."));
        }
        let mut folder = Self::default();
        for file in entries(path)? {
            folder.sort_in(file)?;
        }
        if folder.parts.is_empty() && folder.portal_users.is_empty() {
            return Err(error("The folder has no file of an export."));
        }
        for pages in folder.parts.values_mut() {
            pages.sort_by_key(|page| (page_number(page), file_name(page)));
        }
        Ok(folder)
    }

    fn sort_in(&mut self, file: PathBuf) -> Result<(), ImportError> {
        let name = file_name(&file);
        let folded = name.to_ascii_lowercase();
        if file.is_dir() {
            match folded.as_str() {
                "members" => self.members = self.by_group(&file)?,
                "owners" => {
                    self.has_owners = true;
                    self.owners = self.by_group(&file)?;
                }
                _ => {}
            }
        } else if let Some(part) = part_of(&folded) {
            self.parts.entry(part).or_default().push(file);
        } else if folded.starts_with("exportusers") && folded.ends_with(".csv") {
            self.portal_users.push(file);
        } else if is_data(&folded) {
            self.notes.push(Note::NotUsed {
                file: name,
                because: "its name is none of an export".into(),
            });
        }
        Ok(())
    }

    fn by_group(&mut self, folder: &Path) -> Result<Vec<(ObjectId, PathBuf)>, ImportError> {
        let mut files = Vec::new();
        for file in entries(folder)? {
            let name = file_name(&file);
            let stem = name.split('.').next().unwrap_or_default();
            match stem.parse() {
                Ok(group) if is_data(&name.to_ascii_lowercase()) => files.push((group, file)),
                _ if is_data(&name.to_ascii_lowercase()) => self.notes.push(Note::NotUsed {
                    file: format!("{}/{name}", file_name(folder)),
                    because: "its name is not the id of a group".into(),
                }),
                _ => {}
            }
        }
        Ok(files)
    }

    /// How many bytes there are to read, for showing progress. Lists of deleted objects are read
    /// twice.
    pub(crate) fn bytes(&self) -> u64 {
        let twice = [Part::DeletedUsers, Part::DeletedGroups, Part::DeletedUnits];
        let again = twice.iter().filter_map(|part| self.parts.get(part));
        let parts = self.parts.values().chain(again).flatten();
        let parts = parts.chain(&self.portal_users);
        let groups = self.members.iter().chain(&self.owners);
        parts
            .chain(groups.map(|(_, path)| path))
            .map(|path| size(path))
            .sum()
    }
}

/// The bytes of a file; none if it cannot be told.
pub(crate) fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |about| about.len())
}

/// What is in a folder, by name.
fn entries(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let cannot = |error: std::io::Error| {
        ImportError::new(
            path,
            system_reason(&error),
            "Check that the folder can be read and import again.",
        )
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(cannot)? {
        files.push(entry.map_err(cannot)?.path());
    }
    files.sort();
    Ok(files)
}

fn is_data(folded: &str) -> bool {
    [".json", ".jsonl", ".ndjson", ".csv"]
        .iter()
        .any(|ending| folded.ends_with(ending))
}

/// The list a file is a page of: `users.json`, `users-2.json`, `users.2.json`, `users.jsonl`.
fn part_of(folded: &str) -> Option<Part> {
    let stem = [".json", ".jsonl", ".ndjson"]
        .iter()
        .find_map(|ending| folded.strip_suffix(ending))?;
    let is_page_of = |name: &str| {
        let Some(rest) = stem.strip_prefix(name.to_ascii_lowercase().as_str()) else {
            return false;
        };
        let number = rest.trim_start_matches(['-', '.', '_', ' ']);
        let separated = number.len() < rest.len();
        rest.is_empty() || (separated && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (part, _) = PARTS.iter().find(|(_, name)| is_page_of(name))?;
    Some(*part)
}

fn page_number(path: &Path) -> u64 {
    let name = file_name(path);
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
