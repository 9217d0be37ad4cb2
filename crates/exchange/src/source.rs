//! The text of a file, whatever tool wrote it.

use std::path::{Path, PathBuf};

use crate::error::{ImportError, Place, system_reason};

const SAVE_AS_UTF8: &str = "Save the file as UTF-8 and import again.";

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Source {
    /// Reads a file as UTF-8, or as UTF-16 if it begins with its mark, as older PowerShell
    /// writes it. A mark at the start is not part of the text.
    pub(crate) fn read(path: &Path) -> Result<Self, ImportError> {
        let bytes = std::fs::read(path).map_err(|error| {
            ImportError::new(
                path,
                system_reason(&error),
                "Check that the file can be read and import again.",
            )
        })?;
        let text = match bytes.as_slice() {
            [0xff, 0xfe, rest @ ..] => utf16(path, rest, u16::from_le_bytes)?,
            [0xfe, 0xff, rest @ ..] => utf16(path, rest, u16::from_be_bytes)?,
            _ => utf8(path, bytes)?,
        };
        Ok(Self {
            path: path.to_owned(),
            text,
        })
    }
}

/// The last part of a path, for people.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, ImportError> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let bytes = match bytes.strip_prefix(MARK) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..good).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before
            .iter()
            .rev()
            .take_while(|byte| **byte != b'\n')
            .count();
        ImportError {
            place: Some(Place { line, column }),
            ..ImportError::new(path, "There is a byte that is not UTF-8.", SAVE_AS_UTF8)
        }
    })
}

fn utf16(path: &Path, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [one, two] => unit([*one, *two]),
        // A lone byte: half a surrogate, which is refused below.
        _ => 0xd800,
    });
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .map_err(|_| ImportError::new(path, "The file is not whole UTF-16.", SAVE_AS_UTF8))
}
