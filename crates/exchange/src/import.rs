//! What an import gives.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ingroup_directory::Directory;
use ingroup_schema::{ObjectId, Property, PropertyKey, SubjectKind, catalogue};
use ingroup_tenant::Coverage;

use crate::error::ImportError;
use crate::failure::{Bad, Faults, LeftOut};
use crate::formats::{self, CodedGroup, Folder, Format};
use crate::note::Note;
use crate::tree::Tree;

/// A whole export, read.
#[derive(Debug, Clone)]
pub struct Import {
    /// The facts.
    pub directory: Directory,
    /// The groups whose members the export lists; of other groups nothing is known, and rules
    /// give the members of dynamic ones.
    pub listed_members: BTreeSet<ObjectId>,
    /// What no object of the export has.
    pub absent: Absent,
    /// What the export speaks about, for an update to it.
    pub coverage: Coverage,
    /// What else there is to say, in the order of the files.
    pub notes: Vec<Note>,
    /// What could not be taken; nothing unless [`Bad::LeaveOut`] was asked for.
    pub left_out: Vec<LeftOut>,
}

/// Properties that no object of an export has even as a key: the export was made without them,
/// which is not the same as everybody lacking a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absent {
    pub(crate) of_users: Vec<PropertyKey>,
    pub(crate) of_devices: Vec<PropertyKey>,
    pub(crate) managers: bool,
}

/// What Microsoft Graph gives of a user if it is not asked for more.
const USUAL_OF_USERS: [&str; 11] = [
    "businessPhones",
    "displayName",
    "givenName",
    "id",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
];

impl Absent {
    /// Such properties of the catalogue, in its order; none if there are no such objects at all.
    pub fn properties(&self, kind: SubjectKind) -> &[PropertyKey] {
        match kind {
            SubjectKind::User => &self.of_users,
            SubjectKind::Device => &self.of_devices,
        }
    }

    /// Whether users have only what Microsoft Graph gives of them unasked.
    pub fn has_only_usual_properties(&self) -> bool {
        let mut unusual = catalogue(SubjectKind::User).filter(|property| {
            let name = property.graph.split(['.', '[']).next().unwrap_or_default();
            !name.is_empty() && !USUAL_OF_USERS.contains(&name)
        });
        let is_absent = |property: &Property| {
            let key = PropertyKey::Known(property.id);
            self.of_users.contains(&key)
        };
        !self.of_users.is_empty() && unusual.all(is_absent)
    }

    /// Whether there are users but nothing about managers.
    pub fn managers(&self) -> bool {
        self.managers
    }
}

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The file that is being read, as named in the folder.
    pub file: String,
    /// Objects read from it so far.
    pub objects: usize,
    /// Bytes of the files that are done.
    pub bytes_done: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

impl Progress {
    /// The last word, whether the import went well or not.
    pub(crate) fn over() -> Self {
        Self {
            file: String::new(),
            objects: 0,
            bytes_done: 0,
            bytes: 0,
        }
    }

    /// Whether nothing more comes.
    pub fn is_over(&self) -> bool {
        self.bytes_done >= self.bytes
    }
}

/// How an import is made.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The only format whose files count; found out if nothing is said.
    pub format: Option<Format>,
    /// What becomes of objects that cannot be taken.
    pub bad: Bad,
    /// Ends the import when it is set, by an error that [is stopped](ImportError::is_stopped).
    pub stop: Option<Arc<AtomicBool>>,
}

impl Options {
    fn is_stopped(&self) -> bool {
        self.stop
            .as_ref()
            .is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// Reads an export of a tenant: a folder, a zip of one, or a single file; all of it or nothing.
///
/// `progress` is called at the start of each file, now and then while it is read, and once at the end.
pub fn import_folder(
    path: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, ImportError> {
    import(path, &Options::default(), progress)
}

/// Reads an export of a tenant as [`import_folder`] does, with a say in how.
pub fn import(
    path: &Path,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, ImportError> {
    match read(path, options, progress)? {
        Read::Tenant(import) => Ok(*import),
        Read::Groups { .. } => Err(ImportError::new(
            path,
            "This has groups as code, and nobody who could be in them.",
            "Import-Tenant brings them into a tenant that is loaded.",
        )),
    }
}

/// What a path has.
#[derive(Debug)]
pub enum Read {
    /// A tenant.
    Tenant(Box<Import>),
    /// Groups as code, for a tenant that is loaded.
    Groups {
        /// The groups, in the order of the files.
        groups: Vec<CodedGroup>,
        /// What could not be taken.
        left_out: Vec<LeftOut>,
    },
}

/// Reads a tenant, or groups that are written as code; all of it or nothing, unless what is bad
/// is to be left out.
pub fn read(
    path: &Path,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Read, ImportError> {
    let mut reading = || {
        let mut tree = Tree::open(path)?.stopped_by(options.stop.clone());
        let folder = Folder::list(&mut tree, options.format)?;
        let mut faults = Faults::new(options.bad);
        if folder.has_a_list() {
            let import = formats::import(&tree, &folder, faults, progress)?;
            if import.directory.object_count() == 0 {
                nothing_good(path, &import.left_out)?;
            }
            return Ok(Read::Tenant(Box::new(import)));
        }
        let groups = formats::import_code(&tree, &folder, &mut faults)?;
        if groups.is_empty() {
            nothing_good(path, &faults.left_out)?;
        }
        Ok(Read::Groups {
            groups,
            left_out: faults.left_out,
        })
    };
    let read = reading();
    progress(Progress::over());
    match options.is_stopped() {
        true => Err(ImportError::stopped(path)),
        false => read,
    }
}

/// Refuses an import of which everything was left out: a tenant without anything is not what is good of it.
fn nothing_good(path: &Path, left_out: &[LeftOut]) -> Result<(), ImportError> {
    let Some(first) = left_out.first() else {
        return Ok(());
    };
    let file = match path.file_name().is_some_and(|name| *name == *first.file) {
        true => path.to_owned(),
        false => path.join(&first.file),
    };
    Err(ImportError {
        place: first.place,
        object: first.object.as_deref().map(Into::into),
        id: first.id,
        ..ImportError::new(
            &file,
            format!(
                "Nothing of this can be taken. It begins with this: {}",
                first.reason
            ),
            "Check that these are the files you mean; -SkipBad takes what is good, and here is nothing good.",
        )
    })
}
