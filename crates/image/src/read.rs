//! Reading a section.

use serde::de::DeserializeOwned;

use crate::error::ImageError;

/// What is left of a section. Every question either takes what it asked for or says what is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    section: &'static str,
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(section: &'static str, bytes: &'a [u8]) -> Self {
        Self { section, bytes }
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What is left, as it lies there.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    /// That something cannot be.
    pub fn wrong(&self, reason: impl Into<String>) -> ImageError {
        ImageError::Wrong {
            section: self.section,
            reason: reason.into(),
        }
    }

    /// Everything has been read.
    pub fn end(&self) -> Result<(), ImageError> {
        match self.bytes.len() {
            0 => Ok(()),
            left => Err(self.wrong(format!("{left} bytes are left at its end"))),
        }
    }

    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], ImageError> {
        match self.bytes.split_at_checked(count) {
            Some((taken, rest)) => {
                self.bytes = rest;
                Ok(taken)
            }
            None => Err(self.wrong("it ends too early")),
        }
    }

    fn word<const WIDTH: usize>(&mut self) -> Result<[u8; WIDTH], ImageError> {
        match self.bytes.split_first_chunk::<WIDTH>() {
            Some((taken, rest)) => {
                self.bytes = rest;
                Ok(*taken)
            }
            None => Err(self.wrong("it ends too early")),
        }
    }

    /// A byte.
    pub fn u8(&mut self) -> Result<u8, ImageError> {
        self.word().map(u8::from_le_bytes)
    }

    /// A number of 32 bits.
    pub fn u32(&mut self) -> Result<u32, ImageError> {
        self.word().map(u32::from_le_bytes)
    }

    /// A number of 64 bits.
    pub fn u64(&mut self) -> Result<u64, ImageError> {
        self.word().map(u64::from_le_bytes)
    }

    /// How many of something there are.
    pub fn size(&mut self) -> Result<usize, ImageError> {
        let size = self.u64()?;
        usize::try_from(size).map_err(|_| self.wrong(format!("{size} is too much")))
    }

    /// How many of something there are that take at least so many bytes each: never more than what is left can hold.
    pub fn count(&mut self, width: usize) -> Result<usize, ImageError> {
        let count = self.size()?;
        match count.checked_mul(width) {
            Some(bytes) if bytes <= self.bytes.len() => Ok(count),
            _ => Err(self.wrong(format!("it is too short for {count} entries"))),
        }
    }

    /// A text with its length.
    pub fn text(&mut self) -> Result<&'a str, ImageError> {
        let len = self.size()?;
        self.text_of(len)
    }

    /// A text of so many bytes.
    pub fn text_of(&mut self, len: usize) -> Result<&'a str, ImageError> {
        let bytes = self.bytes(len)?;
        std::str::from_utf8(bytes).map_err(|_| self.wrong("a text is not valid UTF-8"))
    }

    /// An array of so many numbers of 16 bits.
    pub fn u16s(&mut self, count: usize) -> Result<Vec<u16>, ImageError> {
        Ok(self.array(count, u16::from_le_bytes)?.collect())
    }

    /// An array of so many numbers of 32 bits.
    pub fn u32s(&mut self, count: usize) -> Result<Vec<u32>, ImageError> {
        Ok(self.array(count, u32::from_le_bytes)?.collect())
    }

    /// An array of so many numbers of 64 bits.
    pub fn u64s(&mut self, count: usize) -> Result<Vec<u64>, ImageError> {
        Ok(self.array(count, u64::from_le_bytes)?.collect())
    }

    /// So many items of one width.
    pub fn array<const WIDTH: usize, T, F: Fn([u8; WIDTH]) -> T>(
        &mut self,
        count: usize,
        item_of: F,
    ) -> Result<impl ExactSizeIterator<Item = T> + use<'a, WIDTH, T, F>, ImageError> {
        let bytes = count.checked_mul(WIDTH);
        let bytes = bytes.ok_or_else(|| self.wrong(format!("{count} is too much")))?;
        let (items, _) = self.bytes(bytes)?.as_chunks::<WIDTH>();
        Ok(items.iter().map(move |item| item_of(*item)))
    }

    /// A value in its compact form.
    pub fn value<T: DeserializeOwned>(&mut self) -> Result<T, ImageError> {
        match postcard::take_from_bytes(self.bytes) {
            Ok((value, rest)) => {
                self.bytes = rest;
                Ok(value)
            }
            Err(error) => Err(self.wrong(error.to_string())),
        }
    }

    /// A part, to be read by itself.
    pub fn part(&mut self) -> Result<Self, ImageError> {
        let len = self.size()?;
        let bytes = self.bytes(len)?;
        Ok(Self::new(self.section, bytes))
    }
}
