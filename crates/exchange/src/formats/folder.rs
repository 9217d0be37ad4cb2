//! Which files an export has, and what each is for.

use std::collections::BTreeMap;

use ingroup_schema::ObjectId;

use super::entra_exporter;
use super::format::Format;
use super::portal_headers::{RENAME, listed};
use crate::detect::{Found, Inside, UNDERSTOOD, look_inside};
use crate::error::ImportError;
use crate::note::Note;
use crate::tree::{Entry, Shape, Tree};

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

impl Part {
    /// What Graph calls the list.
    pub(crate) fn name(self) -> &'static str {
        let found = PARTS.iter().find(|(part, _)| *part == self);
        found.map_or("", |(_, name)| name)
    }

    /// The list that Graph calls this, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut parts = PARTS.iter();
        let found = parts.find(|(_, known)| known.eq_ignore_ascii_case(name));
        found.map(|(part, _)| *part)
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// A list of Graph, or a page of it.
    List(Part),
    /// One of the portal's lists of users.
    PortalUsers,
    /// One of the portal's lists of groups.
    PortalGroups,
    /// The members of a group.
    Members(ObjectId),
    /// The members of a group that is named by the file.
    MembersOfNamed,
    /// The owners of a group.
    Owners(ObjectId),
    /// A part of the object with this id.
    Of(Piece, ObjectId),
    /// Groups as code.
    Blocks(Language),
}

/// A part of an object that has files of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// The holders of a role.
    RoleMembers,
    /// The members of an administrative unit.
    UnitMembers,
    /// Who holds a role in an administrative unit.
    UnitRoles,
    /// The properties that an application adds to users and devices.
    Extensions,
    /// Who is assigned to an application, by its identity in the tenant.
    Assignments,
}

/// The language of groups that are written as code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    Dsc,
    Terraform,
    TerraformState,
}

/// The files of an export.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// The pages of each list, in order.
    pub(crate) parts: BTreeMap<Part, Vec<Entry>>,
    pub(crate) portal_users: Vec<Entry>,
    pub(crate) portal_groups: Vec<Entry>,
    pub(crate) members: Vec<(ObjectId, Entry)>,
    pub(crate) members_of_named: Vec<Entry>,
    pub(crate) owners: Vec<(ObjectId, Entry)>,
    /// Whether there is a folder of owners, which may have none.
    pub(crate) has_owners: bool,
    pieces: BTreeMap<(Piece, ObjectId), Vec<Entry>>,
    pub(crate) blocks: Vec<(Language, Entry)>,
    pub(crate) notes: Vec<Note>,
    /// Lists whose columns are not known, with these.
    strange: Vec<(Entry, String)>,
}

impl Folder {
    /// Looks through the files; those whose names say nothing are opened.
    pub(crate) fn list(tree: &mut Tree, format: Option<Format>) -> Result<Self, ImportError> {
        skip_wrapping(tree);
        let mut folder = Self::default();
        let mut nameless = Vec::new();
        for file in &tree.files {
            match purpose_of(&file.parts()) {
                Some((purpose, of)) if format.is_none_or(|wanted| wanted == of) => {
                    folder.put(purpose, file.clone());
                }
                Some(_) => {}
                None => nameless.push(file.clone()),
            }
        }
        let named: BTreeMap<Part, String> = folder
            .parts
            .iter()
            .filter_map(|(part, pages)| Some((*part, pages.first()?.name.clone())))
            .collect();
        for file in nameless {
            folder.sort_in(tree, file, format, &named)?;
        }
        if !folder.has_a_list() && folder.blocks.is_empty() {
            return Err(folder.nothing_found(tree, format));
        }
        let is_of_owners = |name: &String| {
            let last = name.rsplit('/').next().unwrap_or(name);
            last.eq_ignore_ascii_case("owners")
        };
        folder.has_owners = !folder.owners.is_empty() || tree.folders.iter().any(is_of_owners);
        for pages in folder.parts.values_mut() {
            pages.sort_by_key(|page| (page_number(page), page.name.clone()));
        }
        Ok(folder)
    }

    /// The files of a part of an object.
    pub(crate) fn of(&self, piece: Piece, id: ObjectId) -> &[Entry] {
        self.pieces.get(&(piece, id)).map_or(&[], Vec::as_slice)
    }

    /// Whether there is more than groups as code.
    pub(crate) fn has_a_list(&self) -> bool {
        !(self.parts.is_empty() && self.portal_users.is_empty() && self.portal_groups.is_empty())
    }

    fn put(&mut self, purpose: Purpose, file: Entry) {
        match purpose {
            Purpose::List(part) => self.parts.entry(part).or_default().push(file),
            Purpose::PortalUsers => self.portal_users.push(file),
            Purpose::PortalGroups => self.portal_groups.push(file),
            Purpose::Members(group) => self.members.push((group, file)),
            Purpose::MembersOfNamed => self.members_of_named.push(file),
            Purpose::Owners(group) => self.owners.push((group, file)),
            Purpose::Of(piece, id) => self.pieces.entry((piece, id)).or_default().push(file),
            Purpose::Blocks(language) => self.blocks.push((language, file)),
        }
    }

    /// Sorts a file in by what is inside, or says that its name is none.
    fn sort_in(
        &mut self,
        tree: &Tree,
        file: Entry,
        format: Option<Format>,
        named: &BTreeMap<Part, String>,
    ) -> Result<(), ImportError> {
        let parts = file.parts();
        let last = parts.last().map_or("", String::as_str);
        let not_used = |because: &str| Note::NotUsed {
            file: file.name.clone(),
            because: because.into(),
        };
        if let [folder, _] = parts.as_slice()
            && matches!(folder.as_str(), "members" | "owners")
            && is_data(last)
        {
            self.notes
                .push(not_used("its name is not the id of a group"));
            return Ok(());
        }
        let is_alone = tree.shape == Shape::File;
        // What is named after an object is no list.
        let is_list = parts.len() == 1 && id_of(last).is_none() && (is_data(last) || is_code(last));
        if !(is_alone || is_list) {
            return Ok(());
        }
        let Found { purpose, because } = match look_inside(tree, &file)? {
            Inside::Known(found) => found,
            Inside::Columns(names) => {
                let columns = listed(names);
                let because = format!("its columns are those of no list of the portal: {columns}");
                self.notes.push(not_used(&because));
                self.strange.push((file, columns));
                return Ok(());
            }
            Inside::Other => {
                if is_data(last) && !is_alone {
                    self.notes.push(not_used("its name is none of an export"));
                }
                return Ok(());
            }
        };
        if format.is_some_and(|wanted| wanted != Format::of(purpose)) {
            return Ok(());
        }
        let instead = match purpose {
            Purpose::List(part) => named.get(&part),
            _ => None,
        };
        if let Some(instead) = instead {
            let because = format!("{instead} has the {}", purpose.words());
            self.notes.push(not_used(&because));
            return Ok(());
        }
        if !matches!(purpose, Purpose::Blocks(_)) {
            self.notes.push(Note::ReadAs {
                file: file.name.clone(),
                what: purpose.words(),
                because,
            });
        }
        self.put(purpose, file);
        Ok(())
    }

    /// Why there is nothing to import.
    fn nothing_found(&self, tree: &Tree, format: Option<Format>) -> ImportError {
        let what = match tree.shape {
            Shape::Folder => "The folder has no file of an export",
            Shape::File => "This is no file of an export",
        };
        if let Some((file, columns)) = self.strange.first() {
            let reason = format!("No list of the portal has the columns {columns}.");
            return ImportError::new(&file.path, reason, RENAME);
        }
        let reason = match format {
            Some(format) => format!("{what} as {} writes it.", format.words()),
            None => format!("{what}."),
        };
        ImportError::new(&tree.root, reason, UNDERSTOOD)
    }

    /// How many bytes there are to read, for showing progress. Lists of deleted objects are read
    /// twice.
    pub(crate) fn bytes(&self) -> u64 {
        let twice = [Part::DeletedUsers, Part::DeletedGroups, Part::DeletedUnits];
        let again = twice.iter().filter_map(|part| self.parts.get(part));
        let parts = self.parts.values().chain(again).flatten();
        let lists = [
            &self.portal_users,
            &self.portal_groups,
            &self.members_of_named,
        ];
        let parts = parts.chain(lists.into_iter().flatten());
        let links = [&self.members, &self.owners];
        let links = links.into_iter().flatten().map(|(_, file)| file);
        let pieces = self.pieces.values().flatten();
        parts
            .chain(links)
            .chain(pieces)
            .map(|file| file.bytes)
            .sum()
    }
}

impl Purpose {
    /// What the file has, in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::List(part) => part.name(),
            Self::PortalUsers => "users",
            Self::PortalGroups => "groups",
            Self::Members(_) | Self::MembersOfNamed => "members of a group",
            Self::Owners(_) => "owners of a group",
            Self::Of(piece, _) => piece.words(),
            Self::Blocks(_) => "groups",
        }
    }
}

impl Piece {
    fn words(self) -> &'static str {
        match self {
            Self::RoleMembers => "holders of a role",
            Self::UnitMembers => "members of an administrative unit",
            Self::UnitRoles => "holders of roles in an administrative unit",
            Self::Extensions => "properties of an application",
            Self::Assignments => "assignments to an application",
        }
    }
}

/// Forgets folders around the whole, as packing a folder makes them, and what packers leave.
fn skip_wrapping(tree: &mut Tree) {
    let is_noise = |file: &Entry| {
        let mut parts = file.name.split('/');
        parts.any(|part| part == "__MACOSX" || part.starts_with('.'))
    };
    if tree.shape == Shape::Folder {
        tree.files.retain(|file| !is_noise(file));
    }
    loop {
        let known = |file: &Entry| purpose_of(&file.parts()).is_some();
        if tree.files.is_empty() || tree.files.iter().any(known) {
            return;
        }
        let first = |file: &Entry| file.name.split_once('/').map(|(first, _)| first.to_owned());
        let Some(around) = tree.files.first().and_then(first) else {
            return;
        };
        if !tree
            .files
            .iter()
            .all(|file| first(file).as_ref() == Some(&around))
        {
            return;
        }
        for file in &mut tree.files {
            if let Some((_, rest)) = file.name.split_once('/') {
                file.name = rest.to_owned();
            }
        }
    }
}

/// What a file is for by its name, and whose habit it is to call it so.
fn purpose_of(parts: &[String]) -> Option<(Purpose, Format)> {
    let graph = |purpose| Some((purpose, Format::Graph));
    let portal = |purpose| Some((purpose, Format::PortalCsv));
    match parts {
        [file] => {
            if let Some(part) = part_of(file) {
                return graph(Purpose::List(part));
            }
            let is_list = |begin: &str| file.starts_with(begin) && file.ends_with(".csv");
            if is_list("exportusers") {
                return portal(Purpose::PortalUsers);
            }
            if is_list("exportgroupmembers") {
                return portal(Purpose::MembersOfNamed);
            }
            if is_list("exportgroup") {
                return portal(Purpose::PortalGroups);
            }
            None
        }
        [folder, file] if is_data(file) && folder == "members" => match id_of(file) {
            Some(group) => graph(Purpose::Members(group)),
            None if file.ends_with(".csv") => portal(Purpose::MembersOfNamed),
            None => None,
        },
        [folder, file] if is_data(file) && folder == "owners" => {
            id_of(file).and_then(|group| graph(Purpose::Owners(group)))
        }
        _ => entra_exporter::purpose_of(parts).map(|purpose| (purpose, Format::EntraExporter)),
    }
}

/// The id that a file is named after.
pub(super) fn id_of(file: &str) -> Option<ObjectId> {
    file.split('.').next()?.parse().ok()
}

fn is_data(folded: &str) -> bool {
    [".json", ".jsonl", ".ndjson", ".csv"]
        .iter()
        .any(|ending| folded.ends_with(ending))
}

fn is_code(folded: &str) -> bool {
    [".ps1", ".tf", ".tfstate"]
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

/// The number of a page, by its name; files in folders of their own have none.
fn page_number(file: &Entry) -> u64 {
    if file.name.contains('/') {
        return 0;
    }
    let digits: String = file.name.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
