//! What a crash leaves of a watched folder: all that was durable, and of the rest whatever the system came to write.
//!
//! Files and folders are written back in any order, files by sectors; the names of a folder come and go in order.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::draw::Draw;
use super::{Node, Step};

/// How many bytes a disk writes at once.
const SECTOR: usize = 512;

/// How much of what was not durable is there after a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Crash {
    /// All: only the program ended.
    Killed,
    /// Nothing.
    Nothing,
    /// Of each file the first writes, and a part of the next.
    Torn,
    /// Of each write some sectors.
    Mixed,
}

/// The files as far as a tape is played.
#[derive(Debug, Clone)]
pub(in super::super) struct Leavings {
    files: BTreeMap<Node, File>,
    /// The first is the watched one.
    folders: Vec<Folder>,
    draw: Draw,
}

#[derive(Debug, Clone, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Size(usize),
}

#[derive(Debug, Clone, Default)]
struct Folder {
    now: Names,
    durable: Names,
    pending: Vec<NameChange>,
}

type Names = BTreeMap<String, Entry>;

#[derive(Debug, Clone, Copy)]
enum Entry {
    File(Node),
    Folder(usize),
}

#[derive(Debug, Clone)]
enum NameChange {
    Add(String, Entry),
    Take(String),
    Rename(String, String),
}

impl NameChange {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Add(name, entry) => {
                names.insert(name.clone(), *entry);
            }
            Self::Take(name) => {
                names.remove(name);
            }
            Self::Rename(from, to) => {
                if let Some(entry) = names.remove(from) {
                    names.insert(to.clone(), entry);
                }
            }
        }
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>, keeps: &mut dyn FnMut(usize) -> bool) {
        match self {
            Self::Size(size) => {
                if keeps(0) {
                    bytes.resize(*size, 0);
                }
            }
            Self::Write { at, bytes: written } => {
                for (number, sector) in written.chunks(SECTOR).enumerate() {
                    let at = at + number * SECTOR;
                    if keeps(number) {
                        let end = bytes.len().max(at + sector.len());
                        bytes.resize(end, 0);
                        bytes[at..at + sector.len()].copy_from_slice(sector);
                    }
                }
            }
        }
    }
}

impl File {
    fn after(&self, crash: Crash, draw: &mut Draw) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        let (whole, part) = match crash {
            Crash::Nothing => (0, false),
            Crash::Torn => (draw.below(self.pending.len() + 1), true),
            Crash::Killed | Crash::Mixed => (self.pending.len(), false),
        };
        for change in self.pending.iter().take(whole) {
            change.apply(&mut bytes, &mut |_| {
                crash != Crash::Mixed || draw.below(2) == 0
            });
        }
        if let (true, Some(next)) = (part, self.pending.get(whole)) {
            let sectors = draw.below(16);
            next.apply(&mut bytes, &mut |number| number < sectors);
        }
        bytes
    }
}

impl Folder {
    fn after(&self, crash: Crash, draw: &mut Draw) -> Names {
        let mut names = self.durable.clone();
        let until = match crash {
            Crash::Nothing => 0,
            Crash::Killed => self.pending.len(),
            Crash::Torn | Crash::Mixed => draw.below(self.pending.len() + 1),
        };
        let changes = self.pending.iter().take(until);
        changes.for_each(|change| change.apply(&mut names));
        names
    }

    fn change(&mut self, change: NameChange) {
        change.apply(&mut self.now);
        self.pending.push(change);
    }
}

impl Leavings {
    /// Nothing, so far.
    pub(in super::super) fn new(seed: u64) -> Self {
        Self {
            files: BTreeMap::new(),
            folders: vec![Folder::default()],
            draw: Draw::new(seed),
        }
    }

    /// Plays one step more.
    pub(in super::super) fn play(&mut self, step: &Step) {
        match step {
            Step::Folder { name } => {
                let new = self.folders.len();
                if self.entry(name).is_none() {
                    self.folders.push(Folder::default());
                    let (folder, name) = self.place(name);
                    let entry = Entry::Folder(new);
                    self.folders[folder].change(NameChange::Add(name, entry));
                }
            }
            Step::Create { name, node } => {
                let (folder, name) = self.place(name);
                self.folders[folder].change(NameChange::Add(name, Entry::File(*node)));
            }
            Step::Write {
                node,
                offset,
                bytes,
            } => {
                let change = Change::Write {
                    at: usize::try_from(*offset).unwrap(),
                    bytes: bytes.clone(),
                };
                self.file(*node).pending.push(change);
            }
            Step::Truncate { node, size } => {
                let size = usize::try_from(*size).unwrap();
                self.file(*node).pending.push(Change::Size(size));
            }
            Step::Sync { node } => {
                let file = self.file(*node);
                for change in std::mem::take(&mut file.pending) {
                    change.apply(&mut file.durable, &mut |_| true);
                }
            }
            Step::Lost { node } => {
                let mut draw = self.draw.clone();
                let file = self.file(*node);
                file.pending.retain(|_| draw.below(2) == 0);
                self.draw = draw;
            }
            Step::SyncNames { folder } => {
                if let Some(Entry::Folder(folder)) = self.entry(folder) {
                    let folder = &mut self.folders[folder];
                    folder.durable = folder.now.clone();
                    folder.pending.clear();
                }
            }
            Step::Delete { name } => {
                let (folder, name) = self.place(name);
                self.folders[folder].change(NameChange::Take(name));
            }
            Step::Rename { from, to } => {
                let (folder, from) = self.place(from);
                let (same, to) = self.place(to);
                assert_eq!(folder, same, "a name stays in its folder");
                self.folders[folder].change(NameChange::Rename(from, to));
            }
            Step::Acknowledged(_) | Step::Copied { .. } => {}
        }
    }

    /// Writes what a crash now leaves to an empty folder.
    pub(in super::super) fn write(&mut self, crash: Crash, to: &Path) {
        let mut draw = self.draw.clone();
        self.write_folder(0, crash, to, &mut draw);
        self.draw = draw;
    }

    fn write_folder(&self, folder: usize, crash: Crash, to: &Path, draw: &mut Draw) {
        fs::create_dir_all(to).unwrap();
        for (name, entry) in self.folders[folder].after(crash, draw) {
            let path = to.join(name);
            match entry {
                Entry::Folder(folder) => self.write_folder(folder, crash, &path, draw),
                Entry::File(node) => {
                    let file = self.files.get(&node);
                    let bytes = file.map(|file| file.after(crash, draw));
                    fs::write(path, bytes.unwrap_or_default()).unwrap();
                }
            }
        }
    }

    fn file(&mut self, node: Node) -> &mut File {
        self.files.entry(node).or_default()
    }

    fn entry(&self, name: &str) -> Option<Entry> {
        let mut entry = Entry::Folder(0);
        for part in name.split('/').filter(|part| !part.is_empty()) {
            let Entry::Folder(folder) = entry else {
                return None;
            };
            entry = *self.folders[folder].now.get(part)?;
        }
        Some(entry)
    }

    /// The folder in which a name is, and its last part.
    fn place(&self, name: &str) -> (usize, String) {
        let (folder, last) = name.rsplit_once('/').unwrap_or(("", name));
        let Some(Entry::Folder(folder)) = self.entry(folder) else {
            panic!("there is no folder {folder}");
        };
        (folder, last.to_owned())
    }
}
