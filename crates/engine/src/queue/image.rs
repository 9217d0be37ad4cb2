//! The waiting work in the image of a tenant.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{Instant, ObjectId};

use super::{Names, Queue, Unit, Waiting};
use crate::cause::Cause;

/// How often a name was given at the present instant.
type Used = ((Cause, ObjectId), u32);

impl Queue {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.u64(self.change);
        to.u64(self.numbers);
        to.u64(self.done);
        to.value(&(self.names.at, self.names.used.sorted()))?;
        to.size(self.units.len());
        self.iter().try_for_each(|waiting| to.value(waiting))
    }

    pub(crate) fn thaw(from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let mut queue = Self {
            change: from.u64()?,
            numbers: from.u64()?,
            done: from.u64()?,
            ..Self::default()
        };
        let (at, used): (Option<Instant>, Vec<Used>) = from.value()?;
        let mut names = Names {
            at,
            ..Names::default()
        };
        for (name, count) in used {
            names.used.insert(name, count);
        }
        queue.names = names;
        let units = Arc::make_mut(&mut queue.units);
        for _ in 0..from.count(1)? {
            let waiting: Waiting = from.value()?;
            if let Unit::Group { group, .. } = &waiting.unit {
                match queue.runs.get_mut(group) {
                    Some(count) => *count += 1,
                    None => queue.runs.insert(*group, 1),
                }
            }
            units.push_back(Arc::new(waiting));
        }
        Ok(queue)
    }
}
