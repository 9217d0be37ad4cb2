//! A long list of texts: their characters end to end, in chunks that clones share until written.

mod image;
mod search;

use std::sync::Arc;

use ingroup_schema::{fold_char, head_length, read_head, write_head};

/// Texts per chunk: a write after a clone copies this many.
pub(crate) const CHUNK: usize = 4096;

/// The place of a text that is missing.
const ABSENT: u32 = u32::MAX;

/// Texts or gaps by number. A text costs its length and five bytes, six above 63 bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    chunks: Arc<Vec<Arc<Chunk>>>,
    len: usize,
}

#[derive(Debug, Clone, Default)]
struct Chunk {
    /// Where each text's head is in `written`.
    places: Vec<u32>,
    /// Heads ([`write_head`]) and texts in the order of writing.
    written: String,
    /// How many bytes of `written` nobody refers to.
    garbage: usize,
    /// Whether a character beyond ASCII was ever written that folds to one of ASCII, such as `ı`.
    folds_into_ascii: bool,
}

impl Texts {
    /// One more than the greatest number that was ever given a text.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        self.chunks.get(number / CHUNK)?.get(number % CHUNK)
    }

    /// All texts with their numbers, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        let chunks = (0..).step_by(CHUNK).zip(self.chunks.iter());
        chunks
            .flat_map(|(first, chunk)| chunk.iter().map(move |(index, text)| (first + index, text)))
    }

    /// Writes a text, or a gap.
    pub(crate) fn put(&mut self, number: usize, text: Option<&str>) {
        if number >= self.len {
            if text.is_none() {
                return;
            }
            self.fill_up_to(number);
        }
        if let Some(chunk) = Arc::make_mut(&mut self.chunks).get_mut(number / CHUNK) {
            Arc::make_mut(chunk).put(number % CHUNK, text);
        }
    }

    /// Writes texts whose numbers ascend, of a number's texts the last: a chunk gets the room for all of its texts at once.
    pub(crate) fn put_all<'a>(&mut self, texts: impl Iterator<Item = (usize, &'a str)> + Clone) {
        let mut rest = texts.peekable();
        while let Some((number, _)) = rest.peek() {
            let chunk = number / CHUNK;
            let is_own = |(number, _): &(usize, &str)| number / CHUNK == chunk;
            let own = rest.clone().take_while(is_own);
            let (mut wanted, mut last) = (0, self.len);
            for (number, text) in own {
                wanted += text.len() + head_length(text.len());
                last = number;
            }
            if last >= self.len {
                self.fill_up_to(last);
            }
            if let Some(chunk) = Arc::make_mut(&mut self.chunks).get_mut(chunk) {
                let chunk = Arc::make_mut(chunk);
                chunk.written.reserve_exact(wanted);
                while let Some((number, text)) = rest.next_if(is_own) {
                    chunk.put(number % CHUNK, Some(text));
                }
            }
        }
    }

    fn fill_up_to(&mut self, number: usize) {
        let chunks = Arc::make_mut(&mut self.chunks);
        while self.len <= number {
            if self.len.is_multiple_of(CHUNK) {
                // The chunk before is full and hardly grows any more.
                if let Some(chunk) = chunks.last_mut().and_then(Arc::get_mut) {
                    chunk.written.shrink_to_fit();
                }
                chunks.push(Arc::default());
            }
            let (first, end) = (self.len % CHUNK, self.len - self.len % CHUNK + CHUNK);
            let more = end.min(number + 1) - self.len;
            if let Some(chunk) = chunks.last_mut() {
                Arc::make_mut(chunk).places.resize(first + more, ABSENT);
            }
            self.len += more;
        }
    }
}

impl Chunk {
    fn get(&self, index: usize) -> Option<&str> {
        let (start, end) = self.span(*self.places.get(index)?)?;
        self.written.get(start..end)
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        let places = self.places.iter().enumerate();
        places.filter_map(|(index, place)| {
            let (start, end) = self.span(*place)?;
            Some((index, self.written.get(start..end)?))
        })
    }

    /// Where the text is whose head is at a place.
    fn span(&self, place: u32) -> Option<(usize, usize)> {
        if place == ABSENT {
            return None;
        }
        let (head, length) = read_head(self.written.as_bytes().get(place as usize..)?)?;
        let start = place as usize + head;
        Some((start, start.checked_add(length)?))
    }

    fn put(&mut self, index: usize, text: Option<&str>) {
        let Some(place) = self.places.get(index).copied() else {
            return;
        };
        if let Some((_, end)) = self.span(place) {
            self.garbage += end - place as usize;
        }
        let place = match text {
            Some(text) => self.write(text),
            None => ABSENT,
        };
        if let Some(own) = self.places.get_mut(index) {
            *own = place;
        }
        if self.garbage > self.written.len() / 4 {
            self.compact();
        }
    }

    /// Writes a text at the end and gives the place of its head.
    fn write(&mut self, text: &str) -> u32 {
        // A quarter more each time: doubling would leave half of the memory empty.
        let wanted = text.len() + 8;
        if self.written.capacity() - self.written.len() < wanted {
            self.written
                .reserve_exact(wanted.max(self.written.len() / 4));
        }
        let place = u32::try_from(self.written.len()).unwrap_or(ABSENT);
        write_head(text, &mut self.written);
        self.written.push_str(text);
        self.folds_into_ascii |= !text.is_ascii()
            && text
                .chars()
                .any(|c| !c.is_ascii() && fold_char(c).is_ascii());
        place
    }

    /// Writes everything that is still referred to anew, in the order of the numbers.
    fn compact(&mut self) {
        let mut kept = String::with_capacity(self.written.len() - self.garbage);
        for index in 0..self.places.len() {
            let Some(place) = self.places.get(index).copied() else {
                continue;
            };
            let Some((_, end)) = self.span(place) else {
                continue;
            };
            let moved = u32::try_from(kept.len()).unwrap_or(ABSENT);
            kept.push_str(self.written.get(place as usize..end).unwrap_or_default());
            if let Some(own) = self.places.get_mut(index) {
                *own = moved;
            }
        }
        self.written = kept;
        self.garbage = 0;
    }
}
