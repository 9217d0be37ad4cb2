//! The directory in the image of a tenant: facts are written as they lie, and what finds them is worked out again.

mod holders;
mod indexes;
mod people;
mod rest;

use std::sync::Arc;

use ingroup_image::{Image, ImageError, ImageWriter};
use ingroup_schema::SubjectKind;

use crate::directory::Directory;
use crate::membership::{Membership, RowCounts};
use crate::organization::Organization;
use crate::table::Table;

/// What is read of users and devices without the groups.
struct People {
    /// In which nothing else is.
    directory: Directory,
    /// Of all groups and units.
    memberships: Vec<Arc<Membership>>,
}

impl People {
    fn thaw(image: &Image<'_>) -> Result<Self, ImageError> {
        let mut directory = Directory::new(Organization::default());
        let mut users = image.section("users")?;
        directory.users = Arc::new(Table::thaw(SubjectKind::User, &mut users)?);
        users.end()?;
        let mut devices = image.section("devices")?;
        directory.devices = Arc::new(Table::thaw(SubjectKind::Device, &mut devices)?);
        devices.end()?;
        directory.thaw_people(image.section("people")?)?;
        let rows = RowCounts::of(image)?;
        let mut members = image.section("members")?;
        let mut memberships = Vec::new();
        while !members.is_empty() {
            memberships.push(Arc::new(Membership::thaw(rows, &mut members)?));
        }
        Ok(Self {
            directory,
            memberships,
        })
    }

    /// Puts them to the groups and units of the same image.
    fn join(self, holders: Directory, image: &Image<'_>) -> Result<Directory, ImageError> {
        let mut directory = holders.with_people_of(self.directory);
        match directory.give_members(self.memberships) {
            true => Ok(directory),
            false => {
                let members = image.section("members")?;
                Err(members.wrong("there are more or fewer groups and units than have members"))
            }
        }
    }
}

impl Directory {
    /// Writes all facts.
    pub fn freeze(&self, image: &mut ImageWriter) -> Result<(), ImageError> {
        image.section("users", |to| self.users.freeze(to))?;
        image.section("devices", |to| self.devices.freeze(to))?;
        image.section("people", |to| self.freeze_people(to))?;
        image.section("groups", |to| self.freeze_groups(to))?;
        image.section("units", |to| self.freeze_units(to))?;
        image.section("members", |to| {
            self.freeze_members(to);
            Ok(())
        })?;
        image.section("facts", |to| self.freeze_rest(to))
    }

    /// Reads what was written. `beside` works while another thread still reads: in the directory that it is given are
    /// groups and units with their facts, without members, and all that is not about users and devices.
    pub fn thaw<T>(
        image: &Image<'_>,
        beside: impl FnOnce(&Self) -> T,
    ) -> Result<(Self, T), ImageError> {
        std::thread::scope(|scope| {
            let people = scope.spawn(|| People::thaw(image));
            let mut directory = Self::new(Organization::default());
            let rows = RowCounts::of(image)?;
            directory.thaw_groups(rows, image.section("groups")?)?;
            directory.thaw_units(image.section("units")?)?;
            directory.thaw_rest(rows, image.section("facts")?)?;
            directory.index_holders();
            let done = beside(&directory);
            // What a thread had that could not end is done once more.
            let people = people.join().unwrap_or_else(|_| People::thaw(image))?;
            let mut directory = people.join(directory, image)?;
            directory.link_members();
            directory.index_others();
            Ok((directory, done))
        })
    }

    /// This, with the users and devices of another directory.
    fn with_people_of(self, people: Self) -> Self {
        let Self {
            users,
            devices,
            user_facts,
            device_facts,
            managers,
            reports,
            licenses,
            no_user_facts,
            no_device_facts,
            ..
        } = people;
        Self {
            users,
            devices,
            user_facts,
            device_facts,
            managers,
            reports,
            licenses,
            no_user_facts,
            no_device_facts,
            ..self
        }
    }

    /// How many rows of each kind were ever given.
    fn row_counts(&self) -> RowCounts {
        RowCounts {
            users: self.users.row_count(),
            devices: self.devices.row_count(),
            groups: self.group_row_count(),
        }
    }
}
