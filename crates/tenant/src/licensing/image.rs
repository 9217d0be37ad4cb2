//! Licences in the image of a tenant: what waits, and what is remembered so that it ends. Products and addresses are
//! counted again when somebody asks.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use ingroup_directory::{Row, RowSet};
use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{Instant, ObjectId};

use super::Licensing;
use super::queue::{Task, Work};

/// A move by rule, as it is counted.
type Move = ((ObjectId, Row), u8);

impl Licensing {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.size(self.queue.len());
        to.u8(u8::from(self.begun.is_some()));
        let works = self.queue.iter().chain(&self.begun);
        works.into_iter().try_for_each(|work| work.freeze(to))?;
        to.value(&self.moves.iter().collect::<Vec<_>>())?;
        to.size(self.held_back.len());
        for (group, users) in self.held_back.iter() {
            to.value(group)?;
            users.freeze(to);
        }
        to.value(&self.faults)
    }

    /// Reads what was written, of a tenant with so many rows of users.
    pub(crate) fn thaw(users: usize, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let waiting = from.count(1)?;
        let is_begun = from.u8()? != 0;
        let mut queue = VecDeque::new();
        for _ in 0..waiting {
            queue.push_back(Arc::new(Work::thaw(users, from)?));
        }
        let begun = match is_begun {
            true => Some(Arc::new(Work::thaw(users, from)?)),
            false => None,
        };
        let moves: Vec<Move> = from.value()?;
        let mut held_back = BTreeMap::new();
        for _ in 0..from.count(1)? {
            let group: ObjectId = from.value()?;
            held_back.insert(group, RowSet::thaw(users, from)?);
        }
        let restores = queue.iter().filter(|work| work.task == Task::Restored);
        Ok(Self {
            restores: restores.count(),
            queue: Arc::new(queue),
            begun,
            moves: Arc::new(moves.into_iter().collect()),
            held_back: Arc::new(held_back),
            faults: from.value()?,
            ..Self::default()
        })
    }
}

impl Work {
    fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        let about = (self.task, self.group, self.sku);
        to.value(&(about, self.correlation, self.queued))?;
        self.users.freeze(to);
        Ok(())
    }

    fn thaw(users: usize, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        type About = (Task, Option<ObjectId>, Option<ObjectId>);
        let (about, correlation, queued): (About, ObjectId, Instant) = from.value()?;
        let (task, group, sku) = about;
        Ok(Self {
            task,
            group,
            sku,
            users: RowSet::thaw(users, from)?,
            correlation,
            queued,
        })
    }
}
