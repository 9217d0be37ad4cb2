//! A tenant as bytes, and the file that keeps the newest of them for a quick start.
//!
//! The file is derived: missing, old or damaged, it is left alone and the tenant comes out of the record.

use std::fs::File;
use std::io::Read;

use ingroup_tenant::Tenant;

use crate::error::{Deed, StoreError};
use crate::files;
use crate::place::Place;
use crate::record::End;
use crate::seal::Seal;

/// The first bytes of such a file, with the version of its head.
const MARK: &[u8; 8] = b"ingroup1";

/// How long the head is: the mark, the unit, its seal, the length of what follows, and a checksum of all that.
const HEAD: usize = 40;

/// The tenant after a unit, as a file had it.
#[derive(Debug)]
pub(crate) struct Image {
    end: End,
    bytes: Vec<u8>,
}

impl Image {
    /// What the store has, if it has a whole one.
    pub(crate) fn read(place: &Place) -> Option<Self> {
        let mut file = File::open(place.image()).ok()?;
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let (end, length) = read_head(&head)?;
        // No more is asked for than there is: the length is only believed when it is true.
        if file.metadata().ok()?.len() != length.checked_add(HEAD as u64)? {
            return None;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?);
        file.read_to_end(&mut bytes).ok()?;
        Some(Self { end, bytes })
    }

    /// After which unit.
    pub(crate) fn seq(&self) -> u64 {
        self.end.seq
    }

    /// The seal of that unit.
    pub(crate) fn seal(&self) -> Seal {
        self.end.seal
    }

    /// The tenant; none if the bytes are not one.
    pub(crate) fn tenant(&self) -> Option<Tenant> {
        Tenant::thaw(&self.bytes).ok()
    }

    /// Takes the place of the file that the store has, whole or not at all.
    pub(crate) fn write(place: &Place, end: End, tenant: &Tenant) -> Result<(), StoreError> {
        let bytes = freeze(tenant)?;
        let path = place.image();
        let written = files::put(&path, &[&head(end, bytes.len() as u64), &bytes]);
        written.map_err(|error| StoreError::file(Deed::Write, &path, &error))
    }
}

/// A tenant as bytes.
pub(crate) fn freeze(tenant: &Tenant) -> Result<Vec<u8>, StoreError> {
    tenant.freeze().map_err(|error| StoreError::NoImage {
        what: error.to_string(),
    })
}

fn head(end: End, length: u64) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let numbers = [end.seq, end.seal.number().cast_unsigned(), length];
    let sum = Seal::default().over(&[MARK, &numbers.map(u64::to_le_bytes).concat()]);
    let numbers = numbers
        .iter()
        .copied()
        .chain([sum.number().cast_unsigned()]);
    let bytes = MARK
        .iter()
        .copied()
        .chain(numbers.flat_map(u64::to_le_bytes));
    for (to, from) in head.iter_mut().zip(bytes) {
        *to = from;
    }
    head
}

fn read_head(bytes: &[u8; HEAD]) -> Option<(End, u64)> {
    let number = |place: usize| {
        let at = 8 + 8 * place;
        let part = bytes.get(at..at + 8)?.try_into().ok()?;
        Some(u64::from_le_bytes(part))
    };
    let end = End {
        seq: number(0)?,
        seal: Seal::of(number(1)?.cast_signed()),
    };
    let length = number(2)?;
    (head(end, length) == *bytes).then_some((end, length))
}
