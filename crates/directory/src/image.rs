//! The directory in the image of a tenant: facts are written as they lie, and what finds them is worked out again.

mod holders;
mod indexes;
mod people;
mod rest;

use std::sync::Arc;

use ingroup_image::{Image, ImageError, ImageWriter};
use ingroup_schema::SubjectKind;

use crate::directory::Directory;
use crate::membership::RowCounts;
use crate::organization::Organization;
use crate::table::Table;

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

    /// Reads what was written.
    pub fn thaw(image: &Image<'_>) -> Result<Self, ImageError> {
        let mut directory = Self::new(Organization::default());
        let mut users = image.section("users")?;
        directory.users = Arc::new(Table::thaw(SubjectKind::User, &mut users)?);
        users.end()?;
        let mut devices = image.section("devices")?;
        directory.devices = Arc::new(Table::thaw(SubjectKind::Device, &mut devices)?);
        devices.end()?;
        directory.thaw_people(image.section("people")?)?;
        directory.thaw_groups(image.section("groups")?)?;
        directory.thaw_units(image.section("units")?)?;
        directory.thaw_members(image.section("members")?)?;
        directory.thaw_rest(image.section("facts")?)?;
        directory.index_holders();
        Ok(directory)
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
