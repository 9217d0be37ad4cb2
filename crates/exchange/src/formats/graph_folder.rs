//! A folder of Graph's answers, one file (or several pages) for each list.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, DirectoryRole, OtherObject};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind};
use ingroup_tenant::{Coverage, FactList};

use super::folder::{Folder, Part, Piece};
use super::groups::GroupSink;
use super::links::{ManagerSink, RecordSink};
use super::portal_groups::{read_groups, read_members};
use super::portal_headers::loosened;
use super::portal_users::read_users;
use super::subjects::{SubjectSink, SubjectsRead};
use crate::codec::Graph;
use crate::error::ImportError;
use crate::failure::Faults;
use crate::import::{Absent, Import, Progress};
use crate::note::Note;
use crate::objects::{Mention, RoleRecord};
use crate::pages::{Held, Sink, read_objects};
use crate::tree::{Entry, Tree};

/// Reads the files of an export; those that depend on others come after them, whatever their
/// names.
pub(crate) fn import(
    tree: &Tree,
    folder: &Folder,
    faults: Faults,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, ImportError> {
    let mut reading = Reading {
        tree,
        faults,
        bytes: folder.bytes(),
        bytes_done: 0,
        progress,
        directory: Directory::default(),
        listed_members: BTreeSet::new(),
        absent: Absent::default(),
        coverage: Coverage::default(),
        managers: Vec::new(),
        managers_seen: false,
        notes: folder.notes.clone(),
    };
    reading.tenant(folder)?;
    reading.users(folder)?;
    reading.devices(folder)?;
    reading.groups(folder)?;
    reading.links(folder)?;
    reading.units(folder)?;
    reading.applications(folder)?;
    reading.settings(folder)?;
    reading.teams(folder)?;
    reading.deleted(folder)?;
    reading.join_requests(folder)?;
    reading.lifecycle(folder)?;
    reading.cover(folder);
    for (_, file) in &folder.blocks {
        reading.notes.push(Note::Code {
            file: file.name.clone(),
        });
    }
    Ok(Import {
        directory: reading.directory,
        listed_members: reading.listed_members,
        absent: reading.absent,
        coverage: reading.coverage,
        notes: reading.notes,
        left_out: reading.faults.left_out,
    })
}

pub(super) struct Reading<'a> {
    tree: &'a Tree,
    pub(super) faults: Faults,
    bytes: u64,
    bytes_done: u64,
    progress: &'a mut dyn FnMut(Progress),
    pub(super) directory: Directory,
    listed_members: BTreeSet<ObjectId>,
    absent: Absent,
    coverage: Coverage,
    managers: Vec<(ObjectId, ObjectId)>,
    managers_seen: bool,
    pub(super) notes: Vec<Note>,
}

/// Ids that nobody has, of one role.
#[derive(Default)]
pub(super) struct Nobody(pub(super) BTreeSet<ObjectId>);

impl Nobody {
    pub(super) fn note(self, role: &'static str) -> Option<Note> {
        let first = *self.0.first()?;
        let count = self.0.len();
        Some(Note::UnknownIds { role, count, first })
    }
}

impl Reading<'_> {
    pub(super) fn read(&mut self, file: &Entry, sink: &mut dyn Sink) -> Result<Held, ImportError> {
        let held = self.read_with(file, |text, faults, counted| {
            read_objects(text, file, sink, faults, counted)
        })?;
        Ok(held.unwrap_or_default())
    }

    /// Reads a file in some way, with its place in the progress of the whole; nothing if the file
    /// as a whole was left out.
    fn read_with<T>(
        &mut self,
        file: &Entry,
        read: impl FnOnce(
            &mut dyn std::io::Read,
            &mut Faults,
            &mut dyn FnMut(usize),
        ) -> Result<T, ImportError>,
    ) -> Result<Option<T>, ImportError> {
        let (bytes_done, bytes) = (self.bytes_done, self.bytes);
        let (progress, faults) = (&mut *self.progress, &mut self.faults);
        let mut tell = |objects| {
            progress(Progress {
                file: file.file_name().to_owned(),
                objects,
                bytes_done,
                bytes,
            });
        };
        tell(0);
        let read = self
            .tree
            .read(file, |text| read(text, &mut *faults, &mut tell));
        self.bytes_done += file.bytes;
        match read {
            Ok(read) => Ok(Some(read)),
            Err(error) => self.faults.meet(file, None, error).map(|()| None),
        }
    }

    pub(super) fn records<T: Graph>(
        &mut self,
        folder: &Folder,
        part: Part,
        what: &'static str,
    ) -> Result<Vec<T>, ImportError> {
        self.records_of(pages(folder, part), what)
    }

    /// The records of some files.
    pub(super) fn records_of<T: Graph>(
        &mut self,
        files: &[Entry],
        what: &'static str,
    ) -> Result<Vec<T>, ImportError> {
        let mut sink = RecordSink::new(what);
        for file in files {
            self.read(file, &mut sink)?;
        }
        Ok(sink.records)
    }

    fn tenant(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let organizations = self.records(folder, Part::Organization, "organisation")?;
        if let Some(organization) = organizations.into_iter().next() {
            self.directory = Directory::new(organization);
        }
        let subscriptions = self.records(folder, Part::SubscribedSkus, "subscription")?;
        self.directory
            .set_subscriptions(subscriptions, &mut Vec::new());
        Ok(())
    }

    fn users(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let json = pages(folder, Part::Users);
        if !json.is_empty() {
            for file in &folder.portal_users {
                self.notes.push(Note::NotUsed {
                    file: file.name.clone(),
                    because: format!("{} says more about users", json[0].name),
                });
            }
            return self.subjects(SubjectKind::User, json);
        }
        let mut directory = std::mem::take(&mut self.directory);
        let mut sink = SubjectSink::new(&mut directory, SubjectKind::User);
        let mut notes = Vec::new();
        for file in &folder.portal_users {
            sink.begin_file(file.name.clone());
            let note = self.read_with(file, |text, faults, counted| {
                read_users(text, file, &mut sink, faults, counted)
            })?;
            notes.extend(note.flatten());
        }
        let read = sink.done();
        self.directory = directory;
        self.notes.extend(notes);
        self.keep(SubjectKind::User, read);
        Ok(())
    }

    fn devices(&mut self, folder: &Folder) -> Result<(), ImportError> {
        self.subjects(SubjectKind::Device, pages(folder, Part::Devices))
    }

    fn subjects(&mut self, kind: SubjectKind, files: &[Entry]) -> Result<(), ImportError> {
        let mut directory = std::mem::take(&mut self.directory);
        let mut sink = SubjectSink::new(&mut directory, kind);
        let mut held = Held::default();
        for file in files {
            sink.begin_file(file.name.clone());
            held = self.read(file, &mut sink)?;
        }
        let read = sink.done();
        self.directory = directory;
        self.keep(kind, read);
        self.note_more_pages(files, held);
        Ok(())
    }

    fn keep(&mut self, kind: SubjectKind, read: SubjectsRead) {
        match kind {
            SubjectKind::User => {
                self.coverage.absent_of_users = read.absent_facts;
                self.absent.of_users = read.absent;
            }
            SubjectKind::Device => {
                self.coverage.absent_of_devices = read.absent_facts;
                self.absent.of_devices = read.absent;
            }
        }
        self.managers.extend(read.managers);
        self.managers_seen |= read.managers_seen;
        self.notes.extend(read.notes);
    }

    fn groups(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let files = pages(folder, Part::Groups);
        let mut directory = std::mem::take(&mut self.directory);
        let mut sink = GroupSink::new(&mut directory);
        let mut held = Held::default();
        for file in files {
            sink.begin_file(file.name.clone());
            held = self.read(file, &mut sink)?;
        }
        for file in &folder.portal_groups {
            if let Some(better) = files.first() {
                self.notes.push(Note::NotUsed {
                    file: file.name.clone(),
                    because: format!("{} says more about groups", better.name),
                });
                continue;
            }
            sink.begin_file(file.name.clone());
            let notes = self.read_with(file, |text, faults, counted| {
                read_groups(text, file, &mut sink, faults, counted)
            })?;
            self.notes.extend(notes.into_iter().flatten());
        }
        self.coverage.absent_of_groups = sink.absent();
        let notes = sink.done();
        self.directory = directory;
        self.notes.extend(notes);
        self.note_more_pages(files, held);
        Ok(())
    }

    /// Notes what the export speaks about.
    fn cover(&mut self, folder: &Folder) {
        let absent = self.absent.of_users.iter().chain(&self.absent.of_devices);
        self.coverage.absent = absent.cloned().collect();
        let known = LISTS
            .iter()
            .filter(|(part, _)| folder.parts.contains_key(part));
        self.coverage.lists = known.map(|(_, list)| *list).collect();
        for (list, there) in [
            (FactList::Users, !folder.portal_users.is_empty()),
            (FactList::Groups, !folder.portal_groups.is_empty()),
            (FactList::Managers, self.managers_seen),
            (FactList::Owners, folder.has_owners),
        ] {
            if there {
                self.coverage.lists.insert(list);
            }
        }
    }

    fn links(&mut self, folder: &Folder) -> Result<(), ImportError> {
        self.managers(folder)?;
        let mut nobody = Nobody::default();
        for (group, file) in &folder.members {
            if self.is_group(*group, file) {
                self.members(*group, file, &mut nobody)?;
            }
        }
        for file in &folder.members_of_named {
            match self.group_named_by(file) {
                Some(group) => self.members(group, file, &mut nobody)?,
                None => self.skip(file, "its name is neither the id nor the name of a group"),
            }
        }
        self.notes.extend(nobody.note("members"));
        let mut nobody = Nobody::default();
        for (group, file) in &folder.owners {
            if self.is_group(*group, file) {
                for owner in self.mentions(file, "owner")? {
                    self.know(&owner);
                    let added = self.directory.add_owner(*group, owner.id, &mut Vec::new());
                    if added.is_err() {
                        nobody.0.insert(owner.id);
                    }
                }
            }
        }
        self.notes.extend(nobody.note("owners"));
        self.roles(folder)
    }

    /// Adds the members that a file lists.
    fn members(
        &mut self,
        group: ObjectId,
        file: &Entry,
        nobody: &mut Nobody,
    ) -> Result<(), ImportError> {
        self.listed_members.insert(group);
        for member in self.mentions(file, "member")? {
            self.know(&member);
            let added = self.directory.add_member(group, member.id, &mut Vec::new());
            if added.is_err() {
                nobody.0.insert(member.id);
            }
        }
        Ok(())
    }

    /// The group whose id or name is in the name of a file, as `exportGroupMembers_Sales.csv`; the
    /// longest name counts.
    fn group_named_by(&self, file: &Entry) -> Option<ObjectId> {
        let parts = file.parts();
        let stem = parts.last()?.strip_suffix(".csv")?.to_owned();
        let told = loosened(stem.strip_prefix("exportgroupmembers").unwrap_or(&stem));
        let groups = self.directory.groups().filter(|group| {
            let (id, name) = (
                loosened(&group.id().to_string()),
                loosened(group.display_name()),
            );
            told.contains(&id) || (!name.is_empty() && told.starts_with(&name))
        });
        let longest = groups.max_by_key(|group| group.display_name().len());
        longest.map(|group| group.id())
    }

    pub(super) fn mentions(
        &mut self,
        file: &Entry,
        what: &'static str,
    ) -> Result<Vec<Mention>, ImportError> {
        if file
            .parts()
            .last()
            .is_some_and(|name| name.ends_with(".csv"))
        {
            let read = self.read_with(file, |text, faults, counted| {
                read_members(text, file, faults, counted)
            })?;
            return Ok(read.unwrap_or_default());
        }
        let mut sink = RecordSink::new(what);
        let held = self.read(file, &mut sink)?;
        self.note_more_pages(std::slice::from_ref(file), held);
        Ok(sink.records)
    }

    fn skip(&mut self, file: &Entry, because: &str) {
        self.bytes_done += file.bytes;
        self.notes.push(Note::NotUsed {
            file: file.name.clone(),
            because: because.into(),
        });
    }

    /// Remembers an object that exports only mention: a contact, an application's identity.
    pub(super) fn know(&mut self, mention: &Mention) {
        let kind = mention
            .graph_type
            .as_deref()
            .and_then(ObjectKind::from_graph_name);
        let by_name_only = match kind {
            Some(
                kind @ (ObjectKind::OrgContact
                | ObjectKind::ServicePrincipal
                | ObjectKind::AdministrativeUnit),
            ) => kind,
            _ => return,
        };
        let other = OtherObject {
            kind: by_name_only,
            display_name: mention.display_name.clone(),
        };
        // It may be known already; then there is nothing to do.
        let _ = self
            .directory
            .create_other(mention.id, other, &mut Vec::new());
    }

    fn is_group(&mut self, id: ObjectId, file: &Entry) -> bool {
        let known = self.directory.group(id).is_some();
        if !known {
            self.skip(file, "no group has this id");
        }
        known
    }

    fn managers(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let mut sink = ManagerSink::default();
        let files = pages(folder, Part::Managers);
        for file in files {
            self.read(file, &mut sink)?;
        }
        let mut nobody = Nobody::default();
        let expanded = std::mem::take(&mut self.managers);
        for (user, manager) in expanded.into_iter().chain(sink.managers) {
            let done = self
                .directory
                .set_manager(user, Some(manager), &mut Vec::new());
            if done.is_err() {
                let known = self.directory.users().row(user).is_some();
                nobody.0.insert(if known { manager } else { user });
            }
        }
        self.notes.extend(nobody.note("managers"));
        let there_are_users = !self.directory.users().is_empty();
        self.absent.managers = there_are_users && files.is_empty() && !self.managers_seen;
        Ok(())
    }

    fn roles(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<RoleRecord> = self.records(folder, Part::DirectoryRoles, "role")?;
        let mut nobody = Nobody::default();
        let mut roles = Vec::with_capacity(records.len());
        for record in records {
            let mut members = Vec::new();
            let mut mentioned = record.members;
            for file in folder.of(Piece::RoleMembers, record.id) {
                mentioned.extend(self.mentions(file, "role holder")?);
            }
            for member in mentioned {
                self.know(&member);
                if self.directory.resolve(member.id).is_some() {
                    members.push(member.id);
                } else {
                    nobody.0.insert(member.id);
                }
            }
            roles.push(DirectoryRole {
                id: record.id,
                template: record.template,
                display_name: record.display_name,
                description: record.description,
                members,
            });
        }
        self.directory.set_roles(roles, &mut Vec::new());
        self.notes.extend(nobody.note("role holders"));
        Ok(())
    }

    fn note_more_pages(&mut self, files: &[Entry], held: Held) {
        if let (Some(file), true) = (files.last(), held.names_next_page) {
            self.notes.push(Note::MorePages {
                file: file.name.clone(),
            });
        }
    }
}

/// What each list of a folder is about.
const LISTS: [(Part, FactList); 17] = [
    (Part::Organization, FactList::Organization),
    (Part::SubscribedSkus, FactList::Subscriptions),
    (Part::Users, FactList::Users),
    (Part::Devices, FactList::Devices),
    (Part::Groups, FactList::Groups),
    (Part::DirectoryRoles, FactList::Roles),
    (Part::Managers, FactList::Managers),
    (Part::Units, FactList::Units),
    (Part::Applications, FactList::Applications),
    (Part::ServicePrincipals, FactList::ServicePrincipals),
    (Part::Settings, FactList::Settings),
    (Part::Teams, FactList::Teams),
    (Part::JoinRequests, FactList::JoinRequests),
    (Part::Lifecycle, FactList::Lifecycle),
    (Part::DeletedUsers, FactList::DeletedUsers),
    (Part::DeletedGroups, FactList::DeletedGroups),
    (Part::DeletedUnits, FactList::DeletedUnits),
];

pub(super) fn pages(folder: &Folder, part: Part) -> &[Entry] {
    folder.parts.get(&part).map_or(&[], Vec::as_slice)
}
