//! The distinct values of a column, numbered in the order of their first use.

mod image;

use ingroup_schema::{Value, ValueRef, eq_folded, fold, fold_alike};

use crate::chunked::Chunked;
use crate::codes::Code;
use crate::hashing;
use crate::index::Index;
use crate::texts::Texts;

pub(crate) use image::thaw_values;

/// Values by code and codes by value. [`Code::MISSING`] is the missing value's from the start.
/// A value stays when nobody has it any more, so that a code means one value for ever.
#[derive(Debug, Clone)]
pub(crate) enum Dictionary {
    /// Texts, which are found by their folded form.
    Texts {
        texts: Texts,
        /// The folded form of each text that is not folded itself.
        folded: Texts,
        places: Index,
    },
    /// Values of all other types.
    Values {
        values: Chunked<Value>,
        places: Index,
    },
}

impl Dictionary {
    pub(crate) fn new(missing: Value) -> Self {
        let mut dictionary = Self::Values {
            values: Chunked::default(),
            places: Index::default(),
        };
        dictionary.code_for(&missing);
        dictionary
    }

    pub(crate) fn of_texts() -> Self {
        Self::Texts {
            texts: Texts::default(),
            folded: Texts::default(),
            places: Index::default(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Texts { texts, .. } => texts.len().max(1),
            Self::Values { values, .. } => values.len(),
        }
    }

    /// The value of a code; none if it is the missing value of texts, or no value has the code.
    pub(crate) fn get(&self, code: Code) -> Option<ValueRef<'_>> {
        match self {
            Self::Texts { texts, .. } => texts.get(code.index()).map(ValueRef::Text),
            Self::Values { values, .. } => values.get(code.index()).map(Value::as_ref),
        }
    }

    pub(crate) fn owned(&self, code: Code) -> Option<Value> {
        match self {
            Self::Texts { texts, .. } => {
                texts.get(code.index()).map(|text| Value::Text(text.into()))
            }
            Self::Values { values, .. } => values.get(code.index()).cloned(),
        }
    }

    pub(crate) fn folded(&self, code: Code) -> Option<&str> {
        match self {
            Self::Texts { texts, folded, .. } => {
                let folded = folded.get(code.index());
                folded.or_else(|| texts.get(code.index()))
            }
            Self::Values { .. } => None,
        }
    }

    pub(crate) fn codes_of_folded(&self, wanted: &str) -> &[u32] {
        match self {
            Self::Texts { texts, places, .. } => places.get(hashing::of_folded(wanted), |code| {
                texts
                    .get(code as usize)
                    .is_some_and(|text| eq_folded(text, wanted))
            }),
            Self::Values { .. } => &[],
        }
    }

    pub(crate) fn code_of(&self, value: &Value) -> Option<Code> {
        match (self, value) {
            (Self::Texts { texts, places, .. }, Value::Text(text)) => {
                text_code(texts, places, hashing::of_text(text), text)
            }
            (Self::Texts { .. }, _) => (*value == Value::Null).then_some(Code::MISSING),
            (Self::Values { values, places }, _) => {
                value_code(values, places, hashing::of(value), value)
            }
        }
    }

    /// The code of a value, which may be new.
    pub(crate) fn code_for(&mut self, value: &Value) -> Code {
        let next = u32::try_from(self.len()).unwrap_or(u32::MAX);
        match self {
            Self::Texts { .. } => match value {
                Value::Text(text) => self.code_for_text(text),
                _ => Code::MISSING,
            },
            Self::Values { values, places } => {
                let hash = hashing::of(value);
                if let Some(code) = value_code(values, places, hash, value) {
                    return code;
                }
                values.push(value.clone());
                let hash_of = |other: u32| values.get(other as usize).map_or(0, hashing::of);
                // Nobody has the value yet, so no other number is the same.
                places.add(hash, next, |_| false, hash_of);
                Code::new(next)
            }
        }
    }

    /// The code of a text, which may be new; that of the missing value in a dictionary of other values.
    pub(crate) fn code_for_text(&mut self, text: &str) -> Code {
        let next = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let Self::Texts {
            texts,
            folded,
            places,
        } = self
        else {
            return Code::MISSING;
        };
        let hash = hashing::of_text(text);
        if let Some(code) = text_code(texts, places, hash, text) {
            return code;
        }
        texts.put(next as usize, Some(text));
        let own = fold(text);
        if own != *text {
            folded.put(next as usize, Some(&own));
        }
        let text_of = |code: u32| texts.get(code as usize).unwrap_or_default();
        places.add(
            hash,
            next,
            |other| fold_alike(text_of(other), text),
            |other| hashing::of_text(text_of(other)),
        );
        Code::new(next)
    }
}

fn text_code(texts: &Texts, places: &Index, hash: u64, text: &str) -> Option<Code> {
    let text_of = |code: u32| texts.get(code as usize).unwrap_or_default();
    let spellings = places.get(hash, |code| {
        let own = text_of(code);
        own == text || fold_alike(own, text)
    });
    let mut exact = spellings.iter().filter(|code| text_of(**code) == text);
    exact.next().copied().map(Code::new)
}

fn value_code(values: &Chunked<Value>, places: &Index, hash: u64, value: &Value) -> Option<Code> {
    let codes = places.get(hash, |code| values.get(code as usize) == Some(value));
    codes.first().copied().map(Code::new)
}
