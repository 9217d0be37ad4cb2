//! Which texts contain another: the characters of a whole chunk are searched at once.

use ingroup_schema::contains_folded;
use memchr::memchr2_iter;

use super::{CHUNK, Chunk, Texts};

/// How much of the first chunk says which byte is rare.
const SAMPLE: usize = 4096;

/// A folded text to search for, in ASCII, and the byte of it to look for first.
struct Wanted<'a> {
    folded: &'a [u8],
    /// Where the rarest byte of it is.
    rare: usize,
}

impl Texts {
    /// The numbers of the texts whose folded form contains this one, ascending.
    pub(crate) fn containing(&self, folded: &str) -> Vec<usize> {
        let sample = self.chunks.first().map(|chunk| chunk.written.as_bytes());
        let wanted = Wanted::new(folded, sample.unwrap_or_default());
        let mut found = Vec::new();
        for (place, chunk) in self.chunks.iter().enumerate() {
            let hits = match &wanted {
                Some(wanted) if !chunk.folds_into_ascii => chunk.search(wanted),
                _ => chunk.ask_each(folded),
            };
            found.extend(hits.into_iter().map(|index| place * CHUNK + index));
        }
        found
    }
}

impl<'a> Wanted<'a> {
    /// None if the text is not in ASCII, or is empty.
    fn new(folded: &'a str, sample: &[u8]) -> Option<Self> {
        if !folded.is_ascii() {
            return None;
        }
        let mut counts = [0_u32; 256];
        for byte in sample.iter().take(SAMPLE) {
            counts[usize::from(byte.to_ascii_uppercase())] += 1;
        }
        let folded = folded.as_bytes();
        let places = 0..folded.len();
        let rare = places.min_by_key(|place| counts[usize::from(folded[*place])])?;
        Some(Self { folded, rare })
    }

    /// Whether bytes are this text but for their case.
    fn is(&self, bytes: &[u8]) -> bool {
        bytes.eq_ignore_ascii_case(self.folded)
    }
}

impl Chunk {
    fn ask_each(&self, folded: &str) -> Vec<usize> {
        let hits = self
            .iter()
            .filter(|(_, text)| contains_folded(text, folded));
        hits.map(|(index, _)| index).collect()
    }

    fn search(&self, wanted: &Wanted<'_>) -> Vec<usize> {
        let bytes = self.written.as_bytes();
        let upper = wanted.folded[wanted.rare];
        let rare = memchr2_iter(upper, upper.to_ascii_lowercase(), bytes);
        let hits = rare.filter_map(|at| {
            let start = at.checked_sub(wanted.rare)?;
            let hit = bytes.get(start..start + wanted.folded.len())?;
            wanted.is(hit).then_some(start)
        });
        let mut hits = hits.peekable();
        if hits.peek().is_none() {
            return Vec::new();
        }
        // A hit may lie in what nobody refers to, or begin in the head of a text.
        let owners = self.owners();
        let mut found: Vec<usize> = hits
            .filter_map(|hit| {
                let after = owners.partition_point(|(place, _)| *place as usize <= hit);
                let (place, index) = *owners.get(after.checked_sub(1)?)?;
                let (start, end) = self.span(place)?;
                (start <= hit && hit + wanted.folded.len() <= end).then_some(index)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The places of all texts, ascending, and whose they are.
    fn owners(&self) -> Vec<(u32, usize)> {
        let places = self.places.iter().copied().zip(0..);
        let mut owners: Vec<_> = places
            .filter(|(place, _)| *place != super::ABSENT)
            .collect();
        owners.sort_unstable();
        owners
    }
}
