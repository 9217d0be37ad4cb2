//! The files that a path means: those of a folder, those in a zip, or the one that it is.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use zip::ZipArchive;

use crate::error::{ImportError, STOPPED, system_reason};
use crate::text::{damaged_pack, text};

/// Where the files of an import lie.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    pub(crate) shape: Shape,
    /// In the order of their names.
    pub(crate) files: Vec<Entry>,
    /// The names of folders, with the way from the root.
    pub(crate) folders: Vec<String>,
    archive: Option<RefCell<ZipArchive<BufReader<File>>>>,
    stop: Option<Arc<AtomicBool>>,
}

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A folder, or a zip, which is one.
    Folder,
    /// One file.
    File,
}

/// A file of an import.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The way to it from the root, with slashes.
    pub(crate) name: String,
    /// For messages: below the zip if it is in one.
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    /// Its place in the zip.
    packed: Option<usize>,
}

/// Folders in folders are looked through so deep; exports are shallower.
const DEEPEST: usize = 8;

impl Entry {
    /// The last part of the name.
    pub(crate) fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// The parts of the name in small letters, without the ending that says that it is packed.
    pub(crate) fn parts(&self) -> Vec<String> {
        let folded = self.name.to_ascii_lowercase();
        let name = folded.strip_suffix(".gz").unwrap_or(&folded);
        name.split('/').map(str::to_owned).collect()
    }
}

impl Tree {
    /// Looks for the files; none is read.
    pub(crate) fn open(root: &Path) -> Result<Self, ImportError> {
        const HELP: &str = "Check the path, and that it can be read. An export is a folder, a zip or a file as Microsoft Graph, the portal or EntraExporter give it.";
        let cannot = |path: &Path, error: &io::Error| ImportError::of_io(path, error, HELP);
        let about = std::fs::metadata(root).map_err(|error| cannot(root, &error))?;
        let mut tree = Self {
            root: root.to_owned(),
            shape: Shape::Folder,
            files: Vec::new(),
            folders: Vec::new(),
            archive: None,
            stop: None,
        };
        if about.is_dir() {
            let failed = |(path, error): (PathBuf, io::Error)| cannot(&path, &error);
            tree.walk(root, "", DEEPEST).map_err(failed)?;
        } else {
            let mut start = Vec::new();
            let file = File::open(root).map_err(|error| cannot(root, &error))?;
            let read = (&file).take(4).read_to_end(&mut start);
            read.map_err(|error| cannot(root, &error))?;
            match start.as_slice() {
                [b'P', b'K', 3 | 5, 4 | 6] => tree.open_zip(file)?,
                // What Excel wrote before it wrote zips.
                [0xd0, 0xcf, 0x11, 0xe0] => return Err(workbook(root)),
                _ => {
                    tree.shape = Shape::File;
                    let name = root.file_name().unwrap_or(root.as_os_str());
                    tree.files.push(Entry {
                        name: name.to_string_lossy().into_owned(),
                        path: root.to_owned(),
                        bytes: about.len(),
                        packed: None,
                    });
                }
            }
        }
        tree.files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(tree)
    }

    /// The same files, none of which is read any further when `stop` is set.
    pub(crate) fn stopped_by(mut self, stop: Option<Arc<AtomicBool>>) -> Self {
        self.stop = stop;
        self
    }

    fn walk(
        &mut self,
        folder: &Path,
        before: &str,
        deeper: usize,
    ) -> Result<(), (PathBuf, io::Error)> {
        let at = |error| (folder.to_owned(), error);
        for entry in std::fs::read_dir(folder).map_err(at)? {
            let entry = entry.map_err(at)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let name = format!("{before}{name}");
            let path = entry.path();
            // Links to folders could lead in circles.
            if entry.file_type().map_err(at)?.is_dir() {
                self.folders.push(name.clone());
                if deeper > 0 {
                    self.walk(&path, &format!("{name}/"), deeper - 1)?;
                }
                continue;
            }
            let bytes = std::fs::metadata(&path).map_or(0, |about| about.len());
            self.files.push(Entry {
                name,
                path,
                bytes,
                packed: None,
            });
        }
        Ok(())
    }

    fn open_zip(&mut self, file: File) -> Result<(), ImportError> {
        let root = self.root.clone();
        let damaged = |error: zip::result::ZipError| {
            let error = damaged_pack(io::Error::from(error));
            ImportError::of_io(&root, &error, "Pack it again and import again.")
        };
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
        for place in 0..archive.len() {
            let file = archive.by_index_raw(place).map_err(damaged)?;
            let name = file.name().map_err(damaged)?.replace('\\', "/");
            if name == "xl/workbook.xml" {
                return Err(workbook(&self.root));
            }
            if file.is_dir() {
                self.folders.push(name.trim_end_matches('/').to_owned());
                continue;
            }
            self.files.push(Entry {
                path: root.join(&name),
                name,
                bytes: file.compressed_size(),
                packed: Some(place),
            });
        }
        self.archive = Some(RefCell::new(archive));
        Ok(())
    }

    /// Hands the text of a file to `take`.
    pub(crate) fn read<T>(
        &self,
        entry: &Entry,
        take: impl FnOnce(&mut dyn Read) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        const HELP: &str = "Check that the file can be read and import again.";
        let cannot = |error: io::Error| ImportError::of_io(&entry.path, &error, HELP);
        let taken = |bytes: &mut dyn Read| {
            let mut bytes = Stoppable {
                bytes,
                stop: self.stop.as_deref(),
            };
            let mut text = text(&mut bytes).map_err(cannot)?;
            take(&mut *text)
        };
        match (entry.packed, &self.archive) {
            (Some(place), Some(archive)) => {
                let mut archive = archive.borrow_mut();
                let file = archive.by_index(place);
                let file = file.map_err(|error| cannot(damaged_pack(error.into())))?;
                taken(&mut InZip(file))
            }
            _ => taken(&mut File::open(&entry.path).map_err(cannot)?),
        }
    }
}

/// The error for what people have instead of a list.
fn workbook(path: &Path) -> ImportError {
    ImportError::new(
        path,
        "This is a workbook of Excel.",
        "Save its sheet as \"CSV UTF-8\" in Excel, and take that file.",
    )
}

/// A file that has no more to say when it shall stop.
struct Stoppable<'a> {
    bytes: &'a mut dyn Read,
    stop: Option<&'a AtomicBool>,
}

impl Read for Stoppable<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            true => Err(io::Error::other(STOPPED)),
            false => self.bytes.read(into),
        }
    }
}

/// A file in a zip; what is wrong with it is said in our words.
struct InZip<R>(R);

impl<R: Read> Read for InZip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(damaged_pack)
    }
}

/// The last part of a path, for people.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

impl ImportError {
    /// The error for a file that the system, or what it is packed with, does not give.
    pub(crate) fn of_io(path: &Path, error: &io::Error, help: &str) -> Self {
        let fault = error.get_ref();
        match fault.and_then(|inner| inner.downcast_ref::<crate::text::TextFault>()) {
            Some(fault) => Self::new(path, fault.reason, fault.help),
            None => Self::new(path, system_reason(error), help),
        }
    }
}
