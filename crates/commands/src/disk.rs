//! The disk as scripts see it: files in the session's folders, and nothing else.

use std::io::Write as _;
use std::path::Path;

use ingroup_shell::{Category, Files, Found, ShellError, Write};

use crate::folders::Use;
use crate::session::Session;

/// The files' port of a shell on a [`Session`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Disk;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

impl Files<Session> for Disk {
    fn read(&self, host: &Session, path: &str) -> Result<String, ShellError> {
        let real = host.resolve(path, Use::Read)?;
        let failed = |cause: std::io::Error| cannot("read", path, &cause);
        let about = real.metadata().map_err(failed)?;
        if !about.is_file() {
            return Err(
                ShellError::new(format!("\"{path}\" is a folder, not a file."))
                    .category(Category::InvalidArgument),
            );
        }
        if about.len() > LARGEST {
            return Err(ShellError::new(format!(
                "\"{path}\" has {} bytes; the limit is {LARGEST}.",
                about.len()
            ))
            .category(Category::LimitsExceeded));
        }
        let bytes = std::fs::read(&real).map_err(failed)?;
        text_of(bytes).ok_or_else(|| {
            ShellError::new(format!("\"{path}\" is not text that can be read."))
                .category(Category::InvalidArgument)
                .help("Save the file as UTF-8.")
        })
    }

    fn write(&self, host: &Session, path: &str, text: &str, how: Write) -> Result<(), ShellError> {
        let real = host.resolve(path, Use::Write)?;
        let written = match how {
            Write::Append => append(&real, text),
            Write::Replace => replace(&real, text),
        };
        written.map_err(|cause| cannot("written", path, &cause))
    }

    fn look(&self, host: &Session, path: &str) -> Result<Found, ShellError> {
        let real = host.resolve(path, Use::Write)?;
        Ok(match real.metadata() {
            Err(_) => Found::Nothing,
            Ok(about) if about.is_dir() => Found::Folder,
            Ok(_) => Found::File,
        })
    }

    fn make_folder(&self, host: &Session, path: &str) -> Result<(), ShellError> {
        let real = host.resolve(path, Use::Write)?;
        std::fs::create_dir_all(&real).map_err(|cause| cannot("made", path, &cause))
    }

    fn list(&self, host: &Session, path: &str) -> Result<Vec<(String, Found)>, ShellError> {
        let real = host.resolve(path, Use::Read)?;
        let failed = |cause: std::io::Error| cannot("listed", path, &cause);
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&real).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Links are not shown: where they lead may be closed to scripts.
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                names.push((name, Found::Folder));
            } else if kind.is_file() {
                names.push((name, Found::File));
            }
        }
        names.sort();
        Ok(names)
    }

    fn folder(&self, host: &Session) -> Option<String> {
        host.script_folder()
            .map(|folder| folder.display().to_string())
    }
}

fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)?;
    file.write_all(text.as_bytes())
}

/// Writes beside the file first, so that whoever reads it finds the old text or the new one, whole.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    if path.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let mut file = std::fs::File::create(&beside)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What is left over is of no use; the first failure is what is told.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Text in UTF-8, or in UTF-16 with a mark at its start, as Windows writes it.
fn text_of(bytes: Vec<u8>) -> Option<String> {
    let units = |from: fn([u8; 2]) -> u16| -> Option<String> {
        let pairs = bytes.get(2..)?.chunks_exact(2);
        let units: Vec<u16> = pairs
            .filter_map(|pair| Some(from(pair.try_into().ok()?)))
            .collect();
        String::from_utf16(&units).ok()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => {
            let text = String::from_utf8(bytes).ok()?;
            Some(match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            })
        }
    }
}

fn cannot(deed: &str, path: &str, cause: &std::io::Error) -> ShellError {
    let (category, why) = match cause.kind() {
        std::io::ErrorKind::NotFound => (
            Category::ObjectNotFound,
            "its folder does not exist".to_owned(),
        ),
        std::io::ErrorKind::PermissionDenied => (
            Category::PermissionDenied,
            "the system does not allow it".to_owned(),
        ),
        std::io::ErrorKind::IsADirectory => {
            (Category::InvalidArgument, "it is a folder".to_owned())
        }
        std::io::ErrorKind::StorageFull => {
            (Category::InvalidOperation, "the disk is full".to_owned())
        }
        kind => (Category::InvalidOperation, kind.to_string()),
    };
    ShellError::new(format!("\"{path}\" cannot be {deed}: {why}.")).category(category)
}
