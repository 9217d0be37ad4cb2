//! The image of a tenant: all of it as bytes, from which it comes back without anything being worked out again.
//!
//! A tenant that was frozen and thawed goes on as the original would: the same outcomes, the same work in the same order,
//! the same log. What is kept twice to be found quickly is not in the image; it is made of the facts when they are read.

use std::sync::Arc;

use ingroup_directory::Directory;
use ingroup_engine::Engine;
use ingroup_image::{Image, ImageError, ImageWriter};
use ingroup_schema::Instant;

use crate::clock::{Clock, ClockMode};
use crate::counts::Counts;
use crate::expiration::Expirations;
use crate::journal::Journal;
use crate::licensing::Licensing;
use crate::tenant::Tenant;

/// What happened, in records of which some are about one object: all groups that it joined and left, or its values.
const JOURNAL: &str = "log";

/// Where older programs kept the same, which is read as it always was: with fewer kinds of records.
const OLDER_JOURNALS: [&str; 2] = ["records", "journal"];

impl Tenant {
    /// The image. The same tenant gives the same bytes.
    ///
    /// # Errors
    /// Never, unless something in it has no byte form: a fault of the program.
    pub fn freeze(&self) -> Result<Vec<u8>, ImageError> {
        let mut image = ImageWriter::new();
        self.directory.freeze(&mut image)?;
        self.engine.freeze(&mut image)?;
        image.section("tenant", |to| {
            to.value(&(self.clock.now(), self.clock.mode()))?;
            to.u64(self.units);
            to.value(&self.lives)?;
            to.value(&self.replaced)?;
            self.expirations.freeze(to)
        })?;
        image.section("licensing", |to| self.licensing.freeze(to))?;
        image.section(JOURNAL, |to| self.journal.freeze(to))?;
        Ok(image.finish())
    }

    /// The tenant of an image.
    ///
    /// # Errors
    /// When the bytes are no image, are damaged, or are of a format that this program does not know: which section is
    /// wrong, and why. There is no half tenant.
    pub fn thaw(bytes: &[u8]) -> Result<Self, ImageError> {
        let image = Image::open(bytes)?;
        let (directory, engine) = Directory::thaw(&image, |holders| Engine::thaw(&image, holders))?;
        let engine = engine?.finish(&directory)?;
        let mut from = image.section("tenant")?;
        let (now, mode): (Instant, ClockMode) = from.value()?;
        let mut clock = Clock::at(now);
        clock.set_mode(mode);
        let users = directory.users().row_count();
        let mut licensing = image.section("licensing")?;
        let older = || {
            OLDER_JOURNALS
                .iter()
                .find_map(|name| image.section(name).ok())
        };
        let mut journal = image
            .section(JOURNAL)
            .or_else(|error| older().ok_or(error))?;
        let tenant = Self {
            counts: Counts::of(&directory, &engine),
            directory,
            engine,
            clock,
            units: from.u64()?,
            lives: Arc::new(from.value()?),
            replaced: from.value()?,
            expirations: Expirations::thaw(&mut from)?,
            licensing: Licensing::thaw(users, &mut licensing)?,
            journal: Journal::thaw(&mut journal)?,
        };
        from.end()?;
        licensing.end()?;
        journal.end()?;
        Ok(tenant)
    }
}
