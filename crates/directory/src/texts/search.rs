//! Which texts contain another: the characters of a whole chunk are searched at once.

use aho_corasick::Span;
use aho_corasick::packed::Searcher;
use ingroup_schema::contains_folded;

use super::{CHUNK, Chunk, Texts};

/// How much of the first chunk says which part of a text is rare.
const SAMPLE: usize = 2048;

/// How many bytes are looked for at once, in all spellings: eight, which a processor finds together.
const CORE: usize = 3;

/// A folded text to search for, in ASCII, and the part of it to look for first.
struct Wanted<'a> {
    folded: &'a [u8],
    /// Where the part is in the text.
    offset: usize,
    /// Finds the part in upper and lower case.
    searcher: Searcher,
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
        let sample = sample.get(..SAMPLE).unwrap_or(sample).to_ascii_uppercase();
        let folded = folded.as_bytes();
        let length = CORE.min(folded.len());
        if length == 0 {
            return None;
        }
        let often = |core: &[u8]| sample.windows(length).filter(|own| *own == core).count();
        let cores = folded.windows(length).enumerate();
        let (offset, core) = cores.min_by_key(|(_, core)| often(core))?;
        let mut spellings = vec![Vec::new()];
        for byte in core {
            let lower = byte.to_ascii_lowercase();
            let cases = [*byte, lower]
                .into_iter()
                .take(1 + usize::from(lower != *byte));
            spellings = cases
                .flat_map(|case| {
                    spellings
                        .iter()
                        .map(move |head| [head, &[case][..]].concat())
                })
                .collect();
        }
        Some(Self {
            folded,
            offset,
            searcher: Searcher::new(spellings)?,
        })
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
        let mut from = 0;
        let cores = std::iter::from_fn(|| {
            let found = wanted
                .searcher
                .find_in(bytes, Span::from(from..bytes.len()))?;
            from = found.start() + 1;
            Some(found.start())
        });
        let hits: Vec<usize> = cores
            .filter_map(|at| {
                let start = at.checked_sub(wanted.offset)?;
                let hit = bytes.get(start..start + wanted.folded.len())?;
                wanted.is(hit).then_some(start)
            })
            .collect();
        if hits.is_empty() {
            return Vec::new();
        }
        // Asked from the texts' side: a hit may lie in what nobody refers to, or in a head.
        let places = self.places.iter().enumerate();
        let found = places.filter(|(_, place)| {
            let Some((start, end)) = self.span(**place) else {
                return false;
            };
            let next = hits.partition_point(|hit| *hit < start);
            hits.get(next)
                .is_some_and(|hit| hit + wanted.folded.len() <= end)
        });
        found.map(|(index, _)| index).collect()
    }
}
