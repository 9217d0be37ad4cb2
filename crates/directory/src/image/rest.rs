//! The small rest: organisation, settings, products, roles, applications, requests, and what was deleted.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::ObjectId;

use crate::chunked::Chunked;
use crate::deleted::{DeletedFacts, DeletedObject};
use crate::directory::Directory;
use crate::join::{JoinRequest, JoinRequests};
use crate::membership::RowCounts;
use crate::provenance::{Existence, Provenance};
use crate::settings::{SETTINGS, SettingValue, Settings};

impl Directory {
    pub(super) fn freeze_rest(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.value(&self.organization)?;
        let settings = SETTINGS
            .iter()
            .map(|setting| (setting.name, self.settings.value(setting)));
        to.value(&settings.collect::<Vec<(&str, SettingValue)>>())?;
        to.value(&self.subscriptions)?;
        to.value(&self.roles)?;
        to.value(&self.scoped_roles)?;
        to.value(&self.applications)?;
        to.value(&self.others)?;
        to.value(&self.lifecycle_policy)?;
        to.value(&self.join_requests().collect::<Vec<_>>())?;
        let deleted: Vec<&DeletedObject> = self.container.objects().collect();
        to.value(&deleted)?;
        self.provenance.freeze(to)
    }

    pub(super) fn thaw_rest(
        &mut self,
        rows: RowCounts,
        mut from: Reader<'_>,
    ) -> Result<(), ImageError> {
        self.organization = from.value()?;
        let mut settings = Settings::default();
        for (name, value) in from.value::<Vec<(String, SettingValue)>>()? {
            let set = settings.set_as_is(&name, &value);
            set.ok_or_else(|| from.wrong(format!("it has no setting \"{name}\" of this kind")))?;
        }
        self.settings = Arc::new(settings);
        self.subscriptions = from.value()?;
        self.roles = from.value()?;
        self.scoped_roles = from.value()?;
        self.applications = from.value()?;
        self.others = from.value()?;
        self.lifecycle_policy = from.value()?;
        self.join_requests = JoinRequests::of(from.value()?);
        for object in from.value::<Vec<DeletedObject>>()? {
            let has_row = match &object.facts {
                DeletedFacts::User { row, .. } => row.index() < rows.users,
                DeletedFacts::Group { row, .. } => row.index() < rows.groups,
                DeletedFacts::Unit { row, .. } => row.index() < self.units.len(),
            };
            if !has_row {
                return Err(from.wrong("a deleted object had no row"));
            }
            self.container.put(object);
        }
        self.provenance = Provenance::thaw(&mut from)?;
        from.end()
    }
}

impl JoinRequests {
    /// Requests in the order in which they were made.
    fn of(all: Vec<JoinRequest>) -> Self {
        let mut requests = Self::default();
        for request in all {
            requests.keep(Arc::new(request));
        }
        requests
    }
}

impl Provenance {
    fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.value(&self.origins.sorted())?;
        let created = self.created.sorted();
        to.size(created.len());
        created.into_iter().try_for_each(|(creator, objects)| {
            to.value(&(creator, objects.iter().collect::<Vec<_>>()))
        })
    }

    fn thaw(from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let mut provenance = Self::default();
        let origins: Vec<(ObjectId, (ObjectId, Existence))> = from.value()?;
        for (object, origin) in origins {
            provenance.origins.insert(object, origin);
        }
        for _ in 0..from.count(1)? {
            let (creator, objects): (ObjectId, Vec<ObjectId>) = from.value()?;
            let objects: Chunked<ObjectId> = objects.into_iter().collect();
            provenance.created.insert(creator, objects);
        }
        Ok(provenance)
    }
}
