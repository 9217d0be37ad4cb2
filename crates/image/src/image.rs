//! The whole: head, sections, table.

use twox_hash::XxHash3_64;

use crate::error::ImageError;
use crate::read::Reader;

/// The number of the format that is written. Another one is due whenever what a section holds is another: the section
/// then takes another name, and whoever reads it asks for that name first and for the older one after it. Where a part of
/// it says itself how it is written, as a column does, that part says another word.
pub const VERSION: u32 = 2;

/// The number of the oldest format that is read.
pub(crate) const OLDEST: u32 = 1;

/// How every image begins.
pub(crate) const MAGIC: [u8; 8] = *b"\x89ingroup";

/// The length of the head: what every image begins with, the format, and four bytes of zeros.
pub(crate) const HEAD: usize = 16;

/// The length of the end: length and checksum of the table before it.
pub(crate) const END: usize = 16;

/// The checksum of a section, or of the table.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// A section as the table has it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) len: usize,
    pub(crate) checksum: u64,
}

/// The bytes of an image, whose sections are as they were written.
#[derive(Debug, Clone)]
pub struct Image<'a> {
    sections: Vec<(String, &'a [u8])>,
}

impl<'a> Image<'a> {
    /// Looks at head, table and all checksums.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ImageError> {
        let body = body(bytes)?;
        let (mut left, table) = split_table(body)?;
        let mut sections = Vec::with_capacity(table.len());
        for entry in table {
            let (section, rest) = left.split_at_checked(entry.len).ok_or(ImageError::Table)?;
            if checksum(section) != entry.checksum {
                return Err(ImageError::Damaged {
                    section: entry.name,
                });
            }
            sections.push((entry.name, section));
            left = rest;
        }
        match left.is_empty() {
            true => Ok(Self { sections }),
            false => Err(ImageError::Table),
        }
    }

    /// A section, to be read from its beginning.
    pub fn section(&self, name: &'static str) -> Result<Reader<'a>, ImageError> {
        let mut sections = self.sections.iter();
        let found = sections.find(|(own, _)| own == name);
        let (_, bytes) = found.ok_or(ImageError::Missing { section: name })?;
        Ok(Reader::new(name, bytes))
    }

    /// The sections with their lengths in bytes, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&str, usize)> {
        let sections = self.sections.iter();
        sections.map(|(name, bytes)| (name.as_str(), bytes.len()))
    }
}

/// What is between head and end.
fn body(bytes: &[u8]) -> Result<&[u8], ImageError> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(ImageError::NotAnImage)?;
    let version = match head {
        [magic @ .., a, b, c, d, 0, 0, 0, 0] if *magic == MAGIC => {
            u32::from_le_bytes([*a, *b, *c, *d])
        }
        _ => return Err(ImageError::NotAnImage),
    };
    match version {
        OLDEST..=VERSION => Ok(body),
        found if found > VERSION => Err(ImageError::Newer {
            found,
            known: VERSION,
        }),
        found => Err(ImageError::Older {
            found,
            known: OLDEST,
        }),
    }
}

/// The sections, and what the table at the end says of them.
fn split_table(body: &[u8]) -> Result<(&[u8], Vec<Entry>), ImageError> {
    let damaged = |_| ImageError::Table;
    let start = body.len().checked_sub(END).ok_or(ImageError::Table)?;
    let (body, end) = body.split_at_checked(start).ok_or(ImageError::Table)?;
    let mut end = Reader::new("table", end);
    let len = end.size().map_err(damaged)?;
    let sum = end.u64().map_err(damaged)?;
    let start = body.len().checked_sub(len).ok_or(ImageError::Table)?;
    let (sections, table) = body.split_at_checked(start).ok_or(ImageError::Table)?;
    if checksum(table) != sum {
        return Err(ImageError::Table);
    }
    let mut table = Reader::new("table", table);
    let mut entries = Vec::new();
    while !table.is_empty() {
        entries.push(Entry {
            name: table.text().map_err(damaged)?.to_owned(),
            len: table.size().map_err(damaged)?,
            checksum: table.u64().map_err(damaged)?,
        });
    }
    Ok((sections, entries))
}
