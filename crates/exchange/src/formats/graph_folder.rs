//! A folder of Graph's answers, one file (or several pages) for each list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ingroup_directory::{Directory, DirectoryRole, OtherObject};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind};
use ingroup_tenant::{Coverage, FactList};

use super::folder::{Folder, Part, size};
use super::groups::GroupSink;
use super::links::{ManagerSink, RecordSink};
use super::portal_users::read_users;
use super::subjects::{SubjectSink, SubjectsRead};
use crate::codec::Graph;
use crate::error::ImportError;
use crate::import::{Absent, Import, Progress};
use crate::note::Note;
use crate::objects::{Mention, RoleRecord};
use crate::pages::{Held, Sink, read_objects};
use crate::source::{Source, file_name};

/// Reads a folder; files that depend on others come after them, whatever their names.
pub(crate) fn import(
    path: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, ImportError> {
    let import = read(path, progress);
    progress(Progress::over());
    import
}

fn read(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Import, ImportError> {
    let folder = Folder::list(path)?;
    let mut reading = Reading {
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
    reading.tenant(&folder)?;
    reading.users(&folder)?;
    reading.devices(&folder)?;
    reading.groups(&folder)?;
    reading.links(&folder)?;
    reading.units(&folder)?;
    reading.applications(&folder)?;
    reading.settings(&folder)?;
    reading.teams(&folder)?;
    reading.deleted(&folder)?;
    reading.join_requests(&folder)?;
    reading.lifecycle(&folder)?;
    reading.cover(&folder);
    Ok(Import {
        directory: reading.directory,
        listed_members: reading.listed_members,
        absent: reading.absent,
        coverage: reading.coverage,
        notes: reading.notes,
    })
}

pub(super) struct Reading<'a> {
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

/// Reads the objects of a file into a sink, with its place in the progress of the whole.
pub(super) fn read_file(
    path: &Path,
    sink: &mut dyn Sink,
    (done, bytes): (u64, u64),
    progress: &mut dyn FnMut(Progress),
) -> Result<Held, ImportError> {
    let file = file_name(path);
    let mut tell = |objects| {
        progress(Progress {
            file: file.clone(),
            objects,
            bytes_done: done,
            bytes,
        });
    };
    tell(0);
    let source = Source::read(path)?;
    read_objects(&source, sink, &mut tell)
}

impl Reading<'_> {
    pub(super) fn read(&mut self, path: &Path, sink: &mut dyn Sink) -> Result<Held, ImportError> {
        let at = (self.bytes_done, self.bytes);
        let held = read_file(path, sink, at, self.progress)?;
        self.bytes_done += size(path);
        Ok(held)
    }

    pub(super) fn records<T: Graph>(
        &mut self,
        folder: &Folder,
        part: Part,
        what: &'static str,
    ) -> Result<Vec<T>, ImportError> {
        let mut sink = RecordSink::new(what);
        for path in pages(folder, part) {
            self.read(path, &mut sink)?;
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
            for path in &folder.portal_users {
                self.notes.push(Note::NotUsed {
                    file: file_name(path),
                    because: format!("{} says more about users", file_name(&json[0])),
                });
            }
            return self.subjects(SubjectKind::User, json);
        }
        let mut directory = std::mem::take(&mut self.directory);
        let mut sink = SubjectSink::new(&mut directory, SubjectKind::User);
        for path in &folder.portal_users {
            let (file, bytes_done, bytes) = (file_name(path), self.bytes_done, self.bytes);
            sink.begin_file(file.clone());
            let progress = &mut *self.progress;
            let mut tell = |objects| {
                progress(Progress {
                    file: file.clone(),
                    objects,
                    bytes_done,
                    bytes,
                });
            };
            tell(0);
            read_users(&Source::read(path)?, &mut sink, &mut tell)?;
            self.bytes_done += size(path);
        }
        let read = sink.done();
        self.directory = directory;
        self.keep(SubjectKind::User, read);
        Ok(())
    }

    fn devices(&mut self, folder: &Folder) -> Result<(), ImportError> {
        self.subjects(SubjectKind::Device, pages(folder, Part::Devices))
    }

    fn subjects(&mut self, kind: SubjectKind, paths: &[PathBuf]) -> Result<(), ImportError> {
        let mut directory = std::mem::take(&mut self.directory);
        let mut sink = SubjectSink::new(&mut directory, kind);
        let mut held = Held::default();
        for path in paths {
            sink.begin_file(file_name(path));
            held = self.read(path, &mut sink)?;
        }
        let read = sink.done();
        self.directory = directory;
        self.keep(kind, read);
        self.note_more_pages(paths, held);
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
        let paths = pages(folder, Part::Groups);
        let mut directory = std::mem::take(&mut self.directory);
        let mut sink = GroupSink::new(&mut directory);
        let mut held = Held::default();
        for path in paths {
            sink.begin_file(file_name(path));
            held = self.read(path, &mut sink)?;
        }
        self.coverage.absent_of_groups = sink.absent();
        let notes = sink.done();
        self.directory = directory;
        self.notes.extend(notes);
        self.note_more_pages(paths, held);
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
        for (group, path) in &folder.members {
            if self.is_group(*group, path, "members") {
                self.listed_members.insert(*group);
                for member in self.mentions(path, "member")? {
                    self.know(&member);
                    let added = self
                        .directory
                        .add_member(*group, member.id, &mut Vec::new());
                    if added.is_err() {
                        nobody.0.insert(member.id);
                    }
                }
            }
        }
        self.notes.extend(nobody.note("members"));
        let mut nobody = Nobody::default();
        for (group, path) in &folder.owners {
            if self.is_group(*group, path, "owners") {
                for owner in self.mentions(path, "owner")? {
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

    fn mentions(&mut self, path: &Path, what: &'static str) -> Result<Vec<Mention>, ImportError> {
        let mut sink = RecordSink::new(what);
        let held = self.read(path, &mut sink)?;
        self.note_more_pages(&[path.to_owned()], held);
        Ok(sink.records)
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

    fn is_group(&mut self, id: ObjectId, path: &Path, folder: &str) -> bool {
        let known = self.directory.group(id).is_some();
        if !known {
            self.bytes_done += size(path);
            self.notes.push(Note::NotUsed {
                file: format!("{folder}/{}", file_name(path)),
                because: "no group has this id".into(),
            });
        }
        known
    }

    fn managers(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let mut sink = ManagerSink::default();
        let paths = pages(folder, Part::Managers);
        for path in paths {
            self.read(path, &mut sink)?;
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
        self.absent.managers = there_are_users && paths.is_empty() && !self.managers_seen;
        Ok(())
    }

    fn roles(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let records: Vec<RoleRecord> = self.records(folder, Part::DirectoryRoles, "role")?;
        let mut nobody = Nobody::default();
        let mut roles = Vec::with_capacity(records.len());
        for record in records {
            let mut members = Vec::new();
            for member in record.members {
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

    fn note_more_pages(&mut self, paths: &[PathBuf], held: Held) {
        if let (Some(path), true) = (paths.last(), held.names_next_page) {
            self.notes.push(Note::MorePages {
                file: file_name(path),
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

pub(super) fn pages(folder: &Folder, part: Part) -> &[PathBuf] {
    folder.parts.get(&part).map_or(&[], Vec::as_slice)
}
