//! A watched folder: all that is done to its files is put on a tape, and fails when it is told to.

mod layer;
mod leavings;

use std::collections::BTreeMap;
use std::ffi::c_int;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use crate::files::Step as Ours;

pub(super) use leavings::{Crash, Leavings};

/// A file as long as it is there, whatever it is called.
pub(super) type Node = usize;

/// Something that was done.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A folder was made.
    Folder { name: String },
    /// A file was made.
    Create { name: String, node: Node },
    /// Bytes were written.
    Write {
        node: Node,
        offset: u64,
        bytes: Vec<u8>,
    },
    /// A file was cut, or made longer with zeros.
    Truncate { node: Node, size: u64 },
    /// All of a file is durable.
    Sync { node: Node },
    /// The names in a folder are durable.
    SyncNames { folder: String },
    /// It was tried to make a file durable, which the system could not. What it has not written it has forgotten.
    Lost { node: Node },
    /// A name was taken away, and all that are below it.
    Delete { name: String },
    /// A name, with all that are below it, is another one.
    Rename { from: String, to: String },
    /// Everything up to a unit was acknowledged.
    Acknowledged(u64),
    /// A backup, up to a unit, was acknowledged.
    Copied { name: String, unit: u64 },
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// An operation of this kind fails, once, and the device is well again.
    Once(Kind),
    /// An operation of this kind fails, and all that follow.
    Always(Kind),
    /// Nothing can be written any more; of the first that cannot, half is.
    Full,
}

/// The kinds of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Read,
    Write,
    Sync,
    Truncate,
    Delete,
    Rename,
}

/// What becomes of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    Yes,
    /// Only so many bytes, and then this error.
    Partly(usize, c_int),
    No(c_int),
}

/// A watched folder.
#[derive(Debug)]
pub(super) struct Disk {
    root: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    tape: Vec<Step>,
    nodes: BTreeMap<String, Node>,
    next: Node,
    /// What is to go wrong, after so many operations that could.
    plan: Option<(Wrong, usize)>,
    /// How many operations have failed.
    failed: usize,
}

/// An open file of a watched folder.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    disk: Arc<Disk>,
    node: Node,
    /// The folder whose names are made durable with it, as SQLite does with logs.
    folder: Option<String>,
}

/// All watched folders.
static DISKS: Mutex<Vec<Arc<Disk>>> = Mutex::new(Vec::new());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The disk that watches a path, and the name of the path on it.
fn watcher(path: &Path) -> Option<(Arc<Disk>, String)> {
    let disks = lock(&DISKS);
    disks.iter().find_map(|disk| {
        let name = path.strip_prefix(&disk.root).ok()?;
        Some((Arc::clone(disk), name.to_str()?.to_owned()))
    })
}

/// Asks the disk that watches, if one does, before a step of ours.
pub(crate) fn before(step: Ours<'_>) -> io::Result<()> {
    let (Ours::Folder(path)
    | Ours::Put(path, _)
    | Ours::Sync(path)
    | Ours::SyncFolder(path)
    | Ours::Delete(path)
    | Ours::DeleteFolder(path)
    | Ours::Rename(path, _)) = step;
    match watcher(path) {
        Some((disk, name)) => disk.before_ours(step, name),
        None => Ok(()),
    }
}

impl Step {
    /// What it is, without bytes.
    pub(super) fn word(&self) -> String {
        format!("{self:?}").chars().take(60).collect()
    }
}

impl Disk {
    /// Watches a folder in which nothing is.
    pub(super) fn watch(root: &Path) -> Arc<Self> {
        layer::install();
        let disk = Arc::new(Self {
            root: root.canonicalize().unwrap(),
            state: Mutex::default(),
        });
        lock(&DISKS).push(Arc::clone(&disk));
        disk
    }

    /// Watches no more.
    pub(super) fn unwatch(self: &Arc<Self>) {
        lock(&DISKS).retain(|disk| !Arc::ptr_eq(disk, self));
    }

    /// Where it is, as paths on it begin.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Puts something that was said on the tape.
    pub(super) fn say(&self, step: Step) {
        self.put(step);
    }

    /// What was done so far.
    pub(super) fn tape(&self) -> Vec<Step> {
        lock(&self.state).tape.clone()
    }

    /// From now on something goes wrong, after so many operations that it could be.
    pub(super) fn plan(&self, wrong: Wrong, after: usize) {
        let mut state = lock(&self.state);
        (state.plan, state.failed) = (Some((wrong, after)), 0);
    }

    /// Nothing goes wrong any more; how many operations have failed.
    pub(super) fn mend(&self) -> usize {
        let mut state = lock(&self.state);
        state.plan = None;
        state.failed
    }

    fn put(&self, step: Step) {
        lock(&self.state).tape.push(step);
    }

    fn ask(&self, kind: Kind) -> Result<(), Wrong> {
        let mut state = lock(&self.state);
        let Some((wrong, after)) = state.plan else {
            return Ok(());
        };
        let is_meant = match wrong {
            Wrong::Once(meant) | Wrong::Always(meant) => meant == kind,
            Wrong::Full => kind == Kind::Write,
        };
        if !is_meant {
            return Ok(());
        }
        if after > 0 {
            state.plan = Some((wrong, after - 1));
            return Ok(());
        }
        state.failed += 1;
        if matches!(wrong, Wrong::Once(_)) {
            state.plan = None;
        }
        Err(wrong)
    }

    fn go(&self, kind: Kind, code: c_int) -> Go {
        match self.ask(kind) {
            Ok(()) => Go::Yes,
            Err(_) => Go::No(code),
        }
    }

    fn before_opening(&self, _name: &str) -> Go {
        self.go(Kind::Open, ffi::SQLITE_CANTOPEN)
    }

    fn opened(self: &Arc<Self>, name: &str, is_log: bool) -> Handle {
        Handle {
            disk: Arc::clone(self),
            node: self.node(name),
            folder: is_log.then(|| folder_of(name)),
        }
    }

    /// The file with a name, which is made if it is not there.
    fn node(&self, name: &str) -> Node {
        let mut state = lock(&self.state);
        if let Some(node) = state.nodes.get(name) {
            return *node;
        }
        let node = state.next;
        state.next += 1;
        state.nodes.insert(name.to_owned(), node);
        state.tape.push(Step::Create {
            name: name.to_owned(),
            node,
        });
        node
    }

    fn before_deleting(&self, name: &str, sync_folder: bool) -> Go {
        let go = self.go(Kind::Delete, ffi::SQLITE_IOERR_DELETE);
        if go == Go::Yes {
            self.delete(name.to_owned());
            if sync_folder {
                self.put(Step::SyncNames {
                    folder: folder_of(name),
                });
            }
        }
        go
    }

    fn delete(&self, name: String) {
        let mut state = lock(&self.state);
        state.nodes.retain(|known, _| !is_below(known, &name));
        state.tape.push(Step::Delete { name });
    }

    fn before_ours(&self, step: Ours<'_>, name: String) -> io::Result<()> {
        let kind = match step {
            Ours::Folder(_) => Kind::Open,
            Ours::Put(..) => Kind::Write,
            Ours::Sync(_) | Ours::SyncFolder(_) => Kind::Sync,
            Ours::Delete(_) | Ours::DeleteFolder(_) => Kind::Delete,
            Ours::Rename(..) => Kind::Rename,
        };
        self.ask(kind).map_err(|wrong| match wrong {
            Wrong::Full => io::ErrorKind::StorageFull.into(),
            _ => io::Error::other("the disk does not answer"),
        })?;
        match step {
            Ours::Folder(_) => self.put(Step::Folder { name }),
            Ours::Put(_, parts) => {
                let node = self.node(&name);
                self.put(Step::Truncate { node, size: 0 });
                let bytes = parts.concat();
                let offset = 0;
                self.put(Step::Write {
                    node,
                    offset,
                    bytes,
                });
            }
            Ours::Sync(_) => {
                let node = self.node(&name);
                self.put(Step::Sync { node });
            }
            Ours::SyncFolder(_) => self.put(Step::SyncNames { folder: name }),
            Ours::Delete(_) | Ours::DeleteFolder(_) => self.delete(name),
            Ours::Rename(_, to) => {
                let Some((_, to)) = watcher(to) else {
                    return Ok(());
                };
                let mut state = lock(&self.state);
                rename(&mut state.nodes, &name, &to);
                state.tape.push(Step::Rename { from: name, to });
            }
        }
        Ok(())
    }
}

impl Handle {
    fn before_reading(&self) -> Go {
        self.disk.go(Kind::Read, ffi::SQLITE_IOERR_READ)
    }

    fn before_writing(&self, offset: u64, bytes: &[u8]) -> Go {
        let write = |bytes: &[u8]| {
            self.disk.put(Step::Write {
                node: self.node,
                offset,
                bytes: bytes.to_vec(),
            });
        };
        match self.disk.ask(Kind::Write) {
            Ok(()) => {
                write(bytes);
                Go::Yes
            }
            Err(Wrong::Full) => {
                let part = bytes.len() / 2;
                write(bytes.get(..part).unwrap_or_default());
                Go::Partly(part, ffi::SQLITE_FULL)
            }
            Err(_) => Go::No(ffi::SQLITE_IOERR_WRITE),
        }
    }

    fn before_truncating(&self, size: u64) -> Go {
        let go = self.disk.go(Kind::Truncate, ffi::SQLITE_IOERR_TRUNCATE);
        if go == Go::Yes {
            let node = self.node;
            self.disk.put(Step::Truncate { node, size });
        }
        go
    }

    fn before_syncing(&self) -> Go {
        let go = self.disk.go(Kind::Sync, ffi::SQLITE_IOERR_FSYNC);
        let node = self.node;
        match go {
            Go::Yes => self.disk.put(Step::Sync { node }),
            _ => self.disk.put(Step::Lost { node }),
        }
        if let (Go::Yes, Some(folder)) = (go, self.folder.clone()) {
            self.disk.put(Step::SyncNames { folder });
        }
        go
    }
}

/// The folder in which a name is.
fn folder_of(name: &str) -> String {
    let split = name.rsplit_once('/');
    split.map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// Whether a name is this one, or one in that folder.
fn is_below(name: &str, folder: &str) -> bool {
    Path::new(name).starts_with(folder)
}

/// The same names after one has become another.
fn rename<T>(names: &mut BTreeMap<String, T>, from: &str, to: &str) {
    let all = std::mem::take(names);
    *names = all
        .into_iter()
        .filter(|(name, _)| !is_below(name, to))
        .map(|(name, node)| match Path::new(&name).strip_prefix(from) {
            Ok(rest) => {
                let name = Path::new(to).join(rest);
                // A name that is a file's own has no rest.
                let name = name.to_string_lossy().trim_end_matches('/').to_owned();
                (name, node)
            }
            Err(_) => (name, node),
        })
        .collect();
}
