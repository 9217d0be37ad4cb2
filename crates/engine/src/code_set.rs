//! A set of classes of values: a short list, or a bit for each.

/// As a list, up to this many members are never too many.
const SHORT: usize = 16;

/// A set of small numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CodeSet {
    /// Ascending.
    Few(Vec<u32>),
    /// A bit for each number, the lowest first.
    Many(Vec<u64>),
}

impl Default for CodeSet {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl CodeSet {
    /// Without members.
    pub(crate) const EMPTY: Self = Self::Few(Vec::new());

    /// Whether the number is in the set.
    pub(crate) fn contains(&self, code: u32) -> bool {
        match self {
            Self::Few(codes) => codes.binary_search(&code).is_ok(),
            Self::Many(words) => {
                let word = words.get(code as usize / 64);
                word.is_some_and(|word| word & bit(code) != 0)
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Few(codes) => codes.is_empty(),
            Self::Many(words) => words.iter().all(|word| *word == 0),
        }
    }

    /// How many members there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Few(codes) => codes.len(),
            Self::Many(words) => words.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

    /// Puts a number in.
    pub(crate) fn insert(&mut self, code: u32) {
        match self {
            Self::Few(codes) => {
                if let Err(place) = codes.binary_search(&code) {
                    codes.insert(place, code);
                    let highest = codes.last().map_or(0, |code| *code as usize);
                    // A list takes 32 bits a member, a bitmap one for each number there can be.
                    if codes.len() > SHORT && codes.len() * 32 > highest {
                        let mut words = vec![0; highest / 64 + 1];
                        codes.iter().for_each(|code| set(&mut words, *code));
                        *self = Self::Many(words);
                    }
                }
            }
            Self::Many(words) => {
                let word = code as usize / 64;
                if words.len() <= word {
                    words.resize(word + 1, 0);
                }
                set(words, code);
            }
        }
    }

    /// Takes a number out.
    pub(crate) fn remove(&mut self, code: u32) {
        match self {
            Self::Few(codes) => {
                if let Ok(place) = codes.binary_search(&code) {
                    codes.remove(place);
                }
            }
            Self::Many(words) => {
                if let Some(word) = words.get_mut(code as usize / 64) {
                    *word &= !bit(code);
                }
            }
        }
    }

    /// Gives back room that was kept for more.
    pub(crate) fn shrink(&mut self) {
        match self {
            Self::Few(codes) => codes.shrink_to_fit(),
            Self::Many(words) => words.shrink_to_fit(),
        }
    }

    /// All members, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (few, many): (&[u32], &[u64]) = match self {
            Self::Few(codes) => (codes, &[]),
            Self::Many(words) => (&[], words),
        };
        let of_words = (0_u32..).zip(many).flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let lowest = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(place * 64 + lowest)
            })
        });
        few.iter().copied().chain(of_words)
    }
}

fn bit(code: u32) -> u64 {
    1 << (code % 64)
}

fn set(words: &mut [u64], code: u32) {
    if let Some(word) = words.get_mut(code as usize / 64) {
        *word |= bit(code);
    }
}
