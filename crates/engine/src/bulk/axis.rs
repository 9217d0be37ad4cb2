//! One property over the rows of one block: the class of each row, and the rows of each class.

use ingroup_directory::{BLOCK_ROWS, Bitmap, Codes};

use super::bits;
use super::task::Accepts;

/// Rows that are counted and put in their places side by side, so that a common class does not wait for itself.
const LANES: usize = 4;

/// With more classes than these lanes cost more than they save.
const CLASSES_IN_LANES: usize = 8_192;

/// A property in a block. Its room is used again for the next block.
#[derive(Debug, Default)]
pub(super) struct Axis {
    form: Form,
    narrow: Vec<u16>,
    wide: Vec<u32>,
    /// Where the rows of each class begin among `rows`, and where the last ones end.
    starts: Vec<u32>,
    rows: Vec<u16>,
    lanes: Vec<[u32; LANES]>,
}

/// How wide classes are here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Form {
    /// All rows have class 0.
    #[default]
    Constant,
    Narrow,
    Wide,
}

/// The classes of all places of a block, whether there is a row or not.
#[derive(Clone, Copy)]
pub(super) enum Classes<'b> {
    Constant,
    Narrow(&'b [u16; BLOCK_ROWS]),
    Wide(&'b [u32; BLOCK_ROWS]),
}

/// The rows of a block: its first places, all of them or not.
#[derive(Clone, Copy)]
pub(super) struct Present<'b> {
    pub(super) places: usize,
    pub(super) active: &'b Bitmap,
    pub(super) count: u32,
}

impl Axis {
    /// Takes in a block.
    pub(super) fn load(&mut self, codes: Codes<'_>, class_count: usize, present: Present<'_>) {
        match codes {
            Codes::Narrow(codes) => {
                self.form = Form::Narrow;
                fill(&mut self.narrow, codes, present.places);
            }
            Codes::Wide(codes) => {
                self.form = Form::Wide;
                fill(&mut self.wide, codes, present.places);
            }
            Codes::Absent | Codes::Rows => self.form = Form::Constant,
        }
        let mut sort = Sort {
            starts: &mut self.starts,
            rows: &mut self.rows,
            lanes: &mut self.lanes,
            class_count,
            present,
        };
        match self.form {
            Form::Constant => self.starts.clear(),
            Form::Narrow => sort.run(&self.narrow),
            Form::Wide => sort.run(&self.wide),
        }
    }

    pub(super) fn is_constant(&self) -> bool {
        self.form == Form::Constant
    }

    pub(super) fn classes(&self) -> Classes<'_> {
        let narrow = || self.narrow.as_slice().try_into().ok().map(Classes::Narrow);
        let wide = || self.wide.as_slice().try_into().ok().map(Classes::Wide);
        let classes = match self.form {
            Form::Constant => None,
            Form::Narrow => narrow(),
            Form::Wide => wide(),
        };
        classes.unwrap_or(Classes::Constant)
    }

    /// The rows of a class, ascending.
    #[inline]
    pub(super) fn rows(&self, class: u32) -> &[u16] {
        let class = class as usize;
        match self.starts.get(class..class + 2) {
            Some([from, to]) => self
                .rows
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// How many rows have one of these classes.
    pub(super) fn count(&self, classes: Accepts<'_>) -> u32 {
        let mut count = 0;
        classes.each(|class| {
            if let Some([from, to]) = self.starts.get(class as usize..class as usize + 2) {
                count += to - from;
            }
        });
        count
    }

    /// How many classes there are.
    pub(super) fn class_count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

/// The codes of the places of a block, class 0 where there are none. What is beyond the places is never read.
fn fill<C: Copy + Default>(own: &mut Vec<C>, codes: &[C], places: usize) {
    own.resize(BLOCK_ROWS, C::default());
    let known = codes.len().min(places);
    own[..known].copy_from_slice(&codes[..known]);
    own[known..places].fill(C::default());
}

/// Sorts rows by class, by counting.
struct Sort<'s> {
    starts: &'s mut Vec<u32>,
    rows: &'s mut Vec<u16>,
    lanes: &'s mut Vec<[u32; LANES]>,
    class_count: usize,
    present: Present<'s>,
}

impl Sort<'_> {
    fn run<C: Copy + Into<u32>>(&mut self, codes: &[C]) {
        let codes = codes.get(..self.present.places).unwrap_or_default();
        self.starts.clear();
        self.rows.clear();
        self.rows.resize(self.present.count as usize, 0);
        let all = self.present.count as usize == self.present.places;
        match all && self.class_count <= CLASSES_IN_LANES {
            true => self.in_lanes(codes),
            false => self.one_by_one(codes),
        }
    }

    /// Everybody is there: the block is cut in as many parts as there are lanes, which are gone through together.
    fn in_lanes<C: Copy + Into<u32>>(&mut self, codes: &[C]) {
        self.lanes.clear();
        self.lanes.resize(self.class_count, [0; LANES]);
        each_in_lanes(codes, self.lanes, |count, _| *count += 1);
        let mut sum = 0;
        for lanes in self.lanes.iter_mut() {
            self.starts.push(sum);
            for start in lanes {
                sum += std::mem::replace(start, sum);
            }
        }
        self.starts.push(sum);
        let rows = self.rows.as_mut_slice();
        each_in_lanes(codes, self.lanes, |next, row| {
            rows[*next as usize] = row as u16;
            *next += 1;
        });
    }

    fn one_by_one<C: Copy + Into<u32>>(&mut self, codes: &[C]) {
        let active = self.present.active;
        let each = || {
            (0_u16..=u16::MAX)
                .zip(codes)
                .filter(|(row, _)| bits::has(active, *row))
        };
        self.starts.resize(self.class_count + 1, 0);
        for (_, class) in each() {
            self.starts[(*class).into() as usize] += 1;
        }
        let mut sum = 0;
        for start in self.starts.iter_mut() {
            sum += std::mem::replace(start, sum);
        }
        for (row, class) in each() {
            let next = &mut self.starts[(*class).into() as usize];
            self.rows[*next as usize] = row;
            *next += 1;
        }
        // Each start has moved to where the next class begins.
        let mut before = 0;
        for start in self.starts.iter_mut() {
            before = std::mem::replace(start, before);
        }
    }
}

/// Shows every row with its class's number in its lane.
#[inline]
fn each_in_lanes<C: Copy + Into<u32>>(
    codes: &[C],
    lanes: &mut [[u32; LANES]],
    mut see: impl FnMut(&mut u32, usize),
) {
    let part = codes.len() / LANES;
    let (even, rest) = codes.split_at(part * LANES);
    let parts: [&[C]; LANES] = std::array::from_fn(|lane| &even[lane * part..][..part]);
    for place in 0..part {
        for (lane, classes) in parts.iter().enumerate() {
            let class: u32 = classes[place].into();
            see(&mut lanes[class as usize][lane], lane * part + place);
        }
    }
    for (place, class) in rest.iter().enumerate() {
        let class: u32 = (*class).into();
        see(&mut lanes[class as usize][LANES - 1], part * LANES + place);
    }
}
