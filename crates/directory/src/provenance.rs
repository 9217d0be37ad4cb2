//! Who created what, and what has become of it: what creation quotas count (`QUO-5`).

use std::collections::BTreeSet;

use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::chunked::Chunked;
use crate::directory::Directory;
use crate::sharded::Sharded;

/// What has become of an object that somebody created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Existence {
    /// It is there.
    Active,
    /// It is deleted and can be restored.
    Restorable,
    /// It is gone for good since then.
    Gone(Instant),
}

/// The books: by object its creator and what has become of it, by creator the objects in the
/// order of their creation. They only grow, as rows do.
#[derive(Debug, Clone, Default)]
pub(crate) struct Provenance {
    pub(crate) origins: Sharded<ObjectId, (ObjectId, Existence)>,
    pub(crate) created: Sharded<ObjectId, Chunked<ObjectId>>,
}

impl Directory {
    /// Who created an object; none if nobody in the directory did, or it is not known. Kept when
    /// the object, or its creator, is deleted.
    pub fn creator(&self, object: ObjectId) -> Option<ObjectId> {
        self.provenance
            .origins
            .get(&object)
            .map(|(creator, _)| *creator)
    }

    /// What somebody created and what has become of it, in the order of creation.
    pub fn created_by(
        &self,
        principal: ObjectId,
    ) -> impl Iterator<Item = (ObjectId, Existence)> + '_ {
        let created = self.provenance.created.get(&principal);
        let objects = created.into_iter().flat_map(Chunked::iter);
        let mut told = BTreeSet::new();
        // An id that was struck out and noted again is in the list twice.
        let objects = objects.filter(move |object| told.insert(**object));
        objects.filter_map(move |object| {
            let (creator, existence) = self.provenance.origins.get(object)?;
            (*creator == principal).then_some((*object, *existence))
        })
    }

    /// Notes who created an object that is there; what was noted before no longer counts.
    pub fn set_creator(&mut self, object: ObjectId, principal: ObjectId) {
        if self.creator(object) != Some(principal) {
            match self.provenance.created.get_mut(&principal) {
                Some(created) => created.push(object),
                None => {
                    let mut created = Chunked::default();
                    created.push(object);
                    self.provenance.created.insert(principal, created);
                }
            }
        }
        let origin = (principal, Existence::Active);
        self.provenance.origins.insert(object, origin);
    }

    /// Enters what has become of an object; what nobody in the books created is passed over.
    pub(crate) fn enter(&mut self, object: ObjectId, existence: Existence) {
        if let Some(creator) = self.creator(object) {
            self.provenance.origins.insert(object, (creator, existence));
        }
    }

    /// Strikes an object out of the books.
    pub(crate) fn strike(&mut self, object: ObjectId) {
        self.provenance.origins.remove(&object);
    }
}
