//! Reads the lists of deleted objects.
//!
//! Their facts are those of any user, group or unit, so they are read by the same readers into a
//! directory of their own first, and deleted in the directory they belong to.

use ingroup_directory::{Directory, DynamicGroups, GroupFacts, IntegrityError};
use ingroup_schema::SubjectKind;

use super::folder::{Folder, Part};
use super::graph_folder::{Reading, pages};
use super::groups::GroupSink;
use super::subjects::SubjectSink;
use crate::deleted_links::link_of;
use crate::error::ImportError;
use crate::note::Note;
use crate::objects::{DeletedRecord, UnitRecord};

impl Reading<'_> {
    pub(super) fn deleted(&mut self, folder: &Folder) -> Result<(), ImportError> {
        let mut scratch = Directory::default();
        let mut sink = SubjectSink::new(&mut scratch, SubjectKind::User);
        for page in pages(folder, Part::DeletedUsers) {
            sink.begin_file(page.name.clone());
            self.read(page, &mut sink)?;
        }
        let notes = sink.done().notes;
        self.notes.extend(notes);
        let mut sink = GroupSink::new(&mut scratch);
        for page in pages(folder, Part::DeletedGroups) {
            sink.begin_file(page.name.clone());
            self.read(page, &mut sink)?;
        }
        let notes = sink.done();
        self.notes.extend(notes);
        let units: Vec<UnitRecord> =
            self.records(folder, Part::DeletedUnits, "administrative unit")?;
        for unit in units {
            // A unit listed twice is taken once.
            let _ = scratch.create_unit(unit.id, unit.facts, &mut Vec::new());
        }
        // The units in use are as the export counts them: without those of deleted users.
        let subscriptions = self.directory.subscriptions().to_vec();
        for part in [Part::DeletedUsers, Part::DeletedGroups, Part::DeletedUnits] {
            let records: Vec<DeletedRecord> = self.records(folder, part, "deleted object")?;
            for record in &records {
                if let Err(error) = bury(&mut self.directory, &scratch, record) {
                    self.notes.push(Note::NotUsed {
                        file: format!("The deleted object {}", record.id),
                        because: error.to_string().trim_end_matches('.').to_owned(),
                    });
                }
            }
        }
        self.directory
            .set_subscriptions(subscriptions, &mut Vec::new());
        Ok(())
    }
}

/// Makes an object of the scratch directory a deleted one of the tenant's.
fn bury(
    directory: &mut Directory,
    scratch: &Directory,
    record: &DeletedRecord,
) -> Result<(), IntegrityError> {
    let (id, at, said) = (record.id, record.at, &mut Vec::new());
    if let Some(group) = scratch.group(id) {
        let facts = GroupFacts::clone(group.facts());
        directory.create_group(id, facts, said)?;
        directory.soft_delete_group(id, at, said)?;
    } else if let Some(unit) = scratch.unit(id) {
        directory.create_unit(id, (**unit.facts()).clone(), said)?;
        directory.soft_delete_unit(id, at, said)?;
    } else if let Some(row) = scratch.users().row(id) {
        let users = scratch.users();
        let values = users.properties().map(|key| (users.owned(row, &key), key));
        let values = values
            .filter(|(value, key)| !value.is_missing() && key.name() != "objectId")
            .map(|(value, key)| (key, value));
        let facts = scratch.user_facts(row).clone();
        directory.create_user(id, values.collect(), facts, said)?;
        directory.soft_delete_user(id, DynamicGroups::Known(&[]), at, said)?;
    } else {
        return Err(IntegrityError::UnknownObject(id));
    }
    for link in &record.connected_with {
        if let Some(link) = link_of(link) {
            directory.connect_deleted(id, link)?;
        }
    }
    Ok(())
}
