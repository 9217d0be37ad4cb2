//! Writing an image.

use serde::Serialize;

use crate::error::ImageError;
use crate::image::{Entry, MAGIC, VERSION, checksum};

/// An image that is being written.
#[derive(Debug)]
pub struct ImageWriter {
    bytes: Vec<u8>,
    table: Vec<Entry>,
}

impl Default for ImageWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl ImageWriter {
    /// An image without sections.
    pub fn new() -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 4]);
        Self {
            bytes,
            table: Vec::new(),
        }
    }

    /// Writes a section.
    pub fn section(
        &mut self,
        name: &'static str,
        write: impl FnOnce(&mut Writer) -> Result<(), ImageError>,
    ) -> Result<(), ImageError> {
        let start = self.bytes.len();
        let mut writer = Writer {
            section: name,
            bytes: std::mem::take(&mut self.bytes),
        };
        let written = write(&mut writer);
        self.bytes = writer.bytes;
        written?;
        let section = self.bytes.get(start..).unwrap_or_default();
        self.table.push(Entry {
            name: name.to_owned(),
            len: section.len(),
            checksum: checksum(section),
        });
        Ok(())
    }

    /// The bytes of the whole.
    pub fn finish(self) -> Vec<u8> {
        let mut table = Writer {
            section: "table",
            bytes: Vec::new(),
        };
        for entry in &self.table {
            table.text(&entry.name);
            table.size(entry.len);
            table.u64(entry.checksum);
        }
        let mut bytes = self.bytes;
        let (len, sum) = (table.bytes.len(), checksum(&table.bytes));
        bytes.extend(table.bytes);
        bytes.extend((len as u64).to_le_bytes());
        bytes.extend(sum.to_le_bytes());
        bytes
    }
}

/// A section that is being written.
#[derive(Debug)]
pub struct Writer {
    section: &'static str,
    bytes: Vec<u8>,
}

impl Writer {
    /// A byte.
    pub fn u8(&mut self, number: u8) {
        self.bytes.push(number);
    }

    /// A number of 32 bits.
    pub fn u32(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// A number of 64 bits.
    pub fn u64(&mut self, number: u64) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// How many of something there are.
    pub fn size(&mut self, size: usize) {
        self.u64(size as u64);
    }

    /// A text with its length.
    pub fn text(&mut self, text: &str) {
        self.size(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// An array of numbers of 16 bits, without its length.
    pub fn u16s(&mut self, numbers: &[u16]) {
        self.array(numbers.iter(), |number| number.to_le_bytes());
    }

    /// An array of numbers of 32 bits, without its length.
    pub fn u32s(&mut self, numbers: &[u32]) {
        self.array(numbers.iter(), |number| number.to_le_bytes());
    }

    /// An array of numbers of 64 bits, without its length.
    pub fn u64s(&mut self, numbers: &[u64]) {
        self.array(numbers.iter(), |number| number.to_le_bytes());
    }

    /// Items of one width, without their number.
    pub fn array<const WIDTH: usize, T>(
        &mut self,
        items: impl ExactSizeIterator<Item = T>,
        bytes_of: impl Fn(T) -> [u8; WIDTH],
    ) {
        let start = self.bytes.len();
        self.bytes.resize(start + WIDTH * items.len(), 0);
        let room = self.bytes.get_mut(start..).unwrap_or_default();
        let (places, _) = room.as_chunks_mut::<WIDTH>();
        for (place, item) in places.iter_mut().zip(items) {
            *place = bytes_of(item);
        }
    }

    /// A value in its compact form.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ImageError> {
        let start = self.bytes.len();
        match postcard::to_extend(value, std::mem::take(&mut self.bytes)) {
            Ok(bytes) => {
                self.bytes = bytes;
                Ok(())
            }
            Err(error) => Err(ImageError::Wrong {
                section: self.section,
                reason: format!("what begins at byte {start} cannot be written, {error}"),
            }),
        }
    }

    /// A part with its length, which can be handed on and read by itself.
    pub fn part(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), ImageError>,
    ) -> Result<(), ImageError> {
        let place = self.bytes.len();
        self.size(0);
        let start = self.bytes.len();
        write(self)?;
        let len = (self.bytes.len() - start) as u64;
        if let Some(own) = self.bytes.get_mut(place..start) {
            own.copy_from_slice(&len.to_le_bytes());
        }
        Ok(())
    }
}
