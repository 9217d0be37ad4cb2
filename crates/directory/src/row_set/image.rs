//! Row sets in the image of a tenant: blocks as they lie in memory.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};

use super::{BLOCK_ROWS, Bitmap, Container, ContainerView, LONGEST_LIST, RowSet};

impl RowSet {
    /// Writes the rows.
    pub fn freeze(&self, to: &mut Writer) {
        to.u32(self.blocks().count() as u32);
        for (number, container) in self.blocks() {
            to.u32(number as u32);
            to.u32(container.len() as u32);
            match container.view() {
                ContainerView::List(list) => to.u16s(list),
                ContainerView::Bitmap(words) => to.u64s(words),
            }
        }
    }

    /// Reads a set of rows all of which are below a number.
    pub fn thaw(rows: usize, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let mut set = Self::new();
        for _ in 0..from.u32()? {
            let number = from.u32()? as usize;
            let (container, last) = Container::thaw(from)?;
            let last = number * BLOCK_ROWS + usize::from(last);
            if number < set.blocks.len() || last >= rows {
                return Err(from.wrong("a set has a row that is not there"));
            }
            set.blocks.resize(number, None);
            set.len += container.len();
            set.blocks.push(Some(Arc::new(container)));
        }
        Ok(set)
    }
}

impl Container {
    /// A block that is not empty, with its last position.
    fn thaw(from: &mut Reader<'_>) -> Result<(Self, u16), ImageError> {
        let len = from.u32()? as usize;
        if len <= LONGEST_LIST {
            let list = from.u16s(len)?;
            let last = list.last().copied();
            let ascends = list.is_sorted_by(|one, next| one < next);
            return match last.filter(|_| ascends) {
                Some(last) => Ok((Self::from_sorted(list), last)),
                None => Err(from.wrong("the rows of a set do not ascend")),
            };
        }
        let words = from.u64s(size_of::<Bitmap>() / size_of::<u64>())?;
        let words: Result<Box<Bitmap>, _> = words.into_boxed_slice().try_into();
        let container = words.ok().map(Self::from_bitmap);
        match container.filter(|container| container.len() == len) {
            Some(container) => {
                let last = container.last();
                Ok((container, last))
            }
            None => Err(from.wrong("a set has more or fewer rows than it says")),
        }
    }

    /// The last position, of a block that is not empty.
    fn last(&self) -> u16 {
        match self.view() {
            ContainerView::List(list) => list.last().copied().unwrap_or_default(),
            ContainerView::Bitmap(words) => {
                let place = words.iter().rposition(|word| *word != 0);
                let place = place.unwrap_or_default();
                let word = words.get(place).copied().unwrap_or(1);
                (place * 64 + 63 - word.leading_zeros() as usize) as u16
            }
        }
    }
}
