//! Texts in the image of a tenant: chunks as they lie in memory.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};

use super::{ABSENT, CHUNK, Chunk, Texts};

impl Texts {
    pub(crate) fn freeze(&self, to: &mut Writer) {
        to.size(self.len);
        for chunk in self.chunks.iter() {
            to.u32s(&chunk.places);
            to.text(&chunk.written);
            to.size(chunk.garbage);
            to.u8(u8::from(chunk.folds_into_ascii));
        }
    }

    pub(crate) fn thaw(from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let len = from.count(size_of::<u32>())?;
        let mut chunks = Vec::with_capacity(len.div_ceil(CHUNK));
        for first in (0..len).step_by(CHUNK) {
            let chunk = Chunk {
                places: from.u32s(CHUNK.min(len - first))?,
                written: from.text()?.to_owned(),
                garbage: from.size()?,
                folds_into_ascii: from.u8()? != 0,
            };
            if !chunk.is_whole() {
                return Err(from.wrong("a text is not where it should be"));
            }
            chunks.push(Arc::new(chunk));
        }
        Ok(Self {
            chunks: Arc::new(chunks),
            len,
        })
    }
}

impl Chunk {
    /// Whether all places are those of texts.
    fn is_whole(&self) -> bool {
        let mut places = self.places.iter();
        self.garbage <= self.written.len() && places.all(|place| self.has_text_at(*place))
    }

    fn has_text_at(&self, place: u32) -> bool {
        let text = self.span(place);
        place == ABSENT || text.is_some_and(|(start, end)| self.written.get(start..end).is_some())
    }
}
