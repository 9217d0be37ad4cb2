//! Administrative units: look-up and changes.

use std::sync::Arc;

use ingroup_schema::{ObjectId, fold};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::row::{ObjectRef, UnitRow};
use crate::unit::{AdministrativeUnit, UnitFacts};

impl Directory {
    /// How many administrative units there are.
    pub fn unit_count(&self) -> usize {
        self.unit_rows.len()
    }

    /// The administrative units in the order of their creation.
    pub fn units(&self) -> impl Iterator<Item = &AdministrativeUnit> {
        self.units.iter().flatten()
    }

    /// The administrative unit with this id.
    pub fn unit(&self, id: ObjectId) -> Option<&AdministrativeUnit> {
        self.unit_at(*self.unit_rows.get(&id)?)
    }

    /// The administrative unit in this row, if it is there.
    pub fn unit_at(&self, row: UnitRow) -> Option<&AdministrativeUnit> {
        self.units.get(row.index())?.as_ref()
    }

    /// The administrative units with this name, whatever the case, in the order of their
    /// creation.
    pub fn units_named<'a>(
        &'a self,
        name: &str,
    ) -> impl Iterator<Item = &'a AdministrativeUnit> + use<'a> {
        let rows = self.unit_names.get(fold(name).as_str());
        rows.into_iter()
            .flat_map(|rows| rows.iter())
            .filter_map(|row| self.unit_at(*row))
    }

    /// The administrative units an object is a member of, in the order of their creation.
    pub fn units_of(&self, object: ObjectRef) -> impl Iterator<Item = &AdministrativeUnit> {
        let rows = self.unit_member_of.get(object).iter();
        rows.filter_map(|row| self.unit_at(*row))
    }

    /// Adds an administrative unit without members.
    pub fn create_unit(
        &mut self,
        id: ObjectId,
        facts: UnitFacts,
        changes: &mut Vec<Change>,
    ) -> Result<UnitRow, IntegrityError> {
        self.check_id_is_free(id)?;
        let row = UnitRow::new(u32::try_from(self.units.len()).unwrap_or(u32::MAX));
        self.units.push(None);
        self.put_unit(id, row, Arc::new(facts));
        changes.push(Change::UnitCreated { unit: id, row });
        Ok(row)
    }

    /// Replaces the facts of an administrative unit; facts that are there already give no change.
    pub fn set_unit(
        &mut self,
        id: ObjectId,
        facts: UnitFacts,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let unit = self.unit_mut(id)?;
        let fields = unit.facts.differences(&facts);
        if fields.is_empty() {
            return Ok(());
        }
        let row = unit.row;
        let new = Arc::new(facts);
        let old = std::mem::replace(&mut unit.facts, new.clone());
        self.forget_unit_name(&old.display_name, row);
        self.note_unit_name(&new.display_name, row);
        changes.push(Change::UnitChanged {
            unit: id,
            row,
            fields,
            old,
            new,
        });
        Ok(())
    }

    /// Takes an administrative unit away as if it had never been: with the roles in it, and out of
    /// the books of creations. Its members stay what they are.
    pub fn delete_unit(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.remove_unit(id, changes)?;
        self.strike(id);
        Ok(())
    }

    pub(crate) fn remove_unit(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.unit_mut(id)?.row;
        self.end_roles_in(id, changes);
        let taken = self.units.get_mut(row.index()).and_then(Option::take);
        let unit = taken.ok_or(IntegrityError::UnknownUnit(id))?;
        let member_of = Arc::make_mut(&mut self.unit_member_of);
        for member in unit.members.iter() {
            member_of.remove(member, row);
        }
        self.forget_unit_name(&unit.facts.display_name, row);
        self.unit_rows.remove(&id);
        changes.push(Change::UnitDeleted {
            unit: id,
            row,
            facts: unit.facts,
            members: unit.members,
        });
        Ok(())
    }

    /// Puts an administrative unit into its row and the indexes.
    pub(crate) fn put_unit(&mut self, id: ObjectId, row: UnitRow, facts: Arc<UnitFacts>) {
        self.note_unit_name(&facts.display_name, row);
        self.unit_rows.insert(id, row);
        if let Some(place) = self.units.get_mut(row.index()) {
            *place = Some(AdministrativeUnit {
                id,
                row,
                facts,
                members: Arc::default(),
            });
        }
    }

    pub(crate) fn unit_mut(
        &mut self,
        id: ObjectId,
    ) -> Result<&mut AdministrativeUnit, IntegrityError> {
        let row = self.unit_rows.get(&id).copied();
        row.and_then(|row| self.units.get_mut(row.index())?.as_mut())
            .ok_or(IntegrityError::UnknownUnit(id))
    }

    pub(crate) fn note_unit_name(&mut self, name: &str, row: UnitRow) {
        let key = fold(name);
        let Some(rows) = self.unit_names.get_mut(key.as_str()) else {
            self.unit_names.insert(key.into(), Arc::new(vec![row]));
            return;
        };
        if let Err(at) = rows.binary_search(&row) {
            Arc::make_mut(rows).insert(at, row);
        }
    }

    fn forget_unit_name(&mut self, name: &str, row: UnitRow) {
        let key = fold(name);
        let Some(rows) = self.unit_names.get_mut(key.as_str()) else {
            return;
        };
        Arc::make_mut(rows).retain(|known| *known != row);
        if rows.is_empty() {
            self.unit_names.remove(key.as_str());
        }
    }
}
