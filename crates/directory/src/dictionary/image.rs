//! Dictionaries in the image of a tenant: the values. Where they are found is worked out of them.

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{Value, fold_alike};

use super::Dictionary;
use crate::chunked::Chunked;
use crate::hashing;
use crate::index::Index;
use crate::texts::Texts;

impl Dictionary {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        match self {
            Self::Texts { texts, folded, .. } => {
                texts.freeze(to);
                folded.freeze(to);
            }
            Self::Values { values, .. } => freeze_values(values, to)?,
        }
        Ok(())
    }

    /// Reads values into a new dictionary, of texts or of other values.
    pub(crate) fn thaw(self, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        match self {
            Self::Texts { .. } => {
                let texts = Texts::thaw(from)?;
                let folded = Texts::thaw(from)?;
                let places = index_of_texts(&texts);
                Ok(Self::Texts {
                    texts,
                    folded,
                    places,
                })
            }
            Self::Values { values: own, .. } => {
                let values = thaw_values(from)?;
                if values.get(0) != own.get(0) {
                    return Err(from.wrong("the first value is not the missing one"));
                }
                let places = index_of_values(&values);
                Ok(Self::Values { values, places })
            }
        }
    }
}

/// Writes values of any types.
fn freeze_values(values: &Chunked<Value>, to: &mut Writer) -> Result<(), ImageError> {
    to.size(values.len());
    values.iter().try_for_each(|value| to.value(value))
}

/// Reads values of any types.
pub(crate) fn thaw_values(from: &mut Reader<'_>) -> Result<Chunked<Value>, ImageError> {
    let count = from.count(1)?;
    (0..count).map(|_| from.value::<Value>()).collect()
}

fn index_of_texts(texts: &Texts) -> Index {
    let codes = texts.iter().filter_map(|(code, text)| {
        let code = u32::try_from(code).ok()?;
        Some((hashing::of_text(text), code))
    });
    let text_of = |code: u32| texts.get(code as usize).unwrap_or_default();
    Index::of(&codes.collect::<Vec<_>>(), |one, other| {
        fold_alike(text_of(one), text_of(other))
    })
}

fn index_of_values(values: &Chunked<Value>) -> Index {
    let codes = (0..).zip(values.iter());
    let codes = codes.map(|(code, value)| (hashing::of(value), code));
    let value_of = |code: u32| values.get(code as usize);
    Index::of(&codes.collect::<Vec<_>>(), |one, other| {
        value_of(one) == value_of(other)
    })
}
