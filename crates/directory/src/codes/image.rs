//! Codes in the image of a tenant: blocks as they lie in memory.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};

use super::{BLOCK, Block, Blocks};

const NARROW: u8 = 2;
const WIDE: u8 = 4;

impl Blocks {
    pub(crate) fn freeze(&self, to: &mut Writer) {
        to.size(self.blocks.len());
        for block in &self.blocks {
            match block {
                Block::Narrow(codes) => {
                    to.u8(NARROW);
                    to.size(codes.len());
                    to.u16s(codes);
                }
                Block::Wide(codes) => {
                    to.u8(WIDE);
                    to.size(codes.len());
                    to.u32s(codes);
                }
            }
        }
    }

    /// Codes of values, of which there are so many.
    pub(crate) fn thaw(values: usize, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let count = from.count(size_of::<u64>())?;
        let mut blocks = Vec::with_capacity(count);
        for _ in 0..count {
            let width = from.u8()?;
            let len = from.size()?;
            if len > BLOCK {
                return Err(from.wrong(format!("a block has {len} rows")));
            }
            let (block, greatest) = match width {
                NARROW => {
                    let codes = from.u16s(len)?;
                    let greatest = codes.iter().max().map(|code| usize::from(*code));
                    (Block::Narrow(Arc::new(codes)), greatest)
                }
                WIDE => {
                    let codes = from.u32s(len)?;
                    let greatest = codes.iter().max().map(|code| *code as usize);
                    (Block::Wide(Arc::new(codes)), greatest)
                }
                other => return Err(from.wrong(format!("no code is {other} bytes wide"))),
            };
            if greatest.is_some_and(|greatest| greatest >= values) {
                return Err(from.wrong("a row has a value that is not there"));
            }
            blocks.push(block);
        }
        Ok(Self { blocks })
    }
}
