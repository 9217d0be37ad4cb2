//! Changes to users and devices.

use std::sync::Arc;

use ingroup_schema::{
    ObjectId, PropertyKey, PropertyType, SubjectKind, Value, ValueRef, property_by_id,
};

use crate::change::Change;
use crate::column::missing_value;
use crate::directory::{Directory, OwnKeys};
use crate::error::IntegrityError;
use crate::facts::{DeviceFacts, UserFacts};
use crate::groups_of::DynamicGroups;
use crate::row::{GroupRow, ObjectRef, Row};
use crate::table::Table;

impl Directory {
    /// Adds a user with these values; of a property given twice the last value counts. The id
    /// becomes the value of `objectId`.
    pub fn create_user(
        &mut self,
        id: ObjectId,
        values: Vec<(PropertyKey, Value)>,
        facts: UserFacts,
        changes: &mut Vec<Change>,
    ) -> Result<Row, IntegrityError> {
        let row = self.create_subject(SubjectKind::User, id, values, changes)?;
        self.put_user_facts(row, facts);
        Ok(row)
    }

    /// Gives a new user facts.
    pub(crate) fn put_user_facts(&mut self, row: Row, facts: UserFacts) {
        if facts != *self.no_user_facts {
            let none = self.no_user_facts.clone();
            self.index_licenses(row, &none, &facts);
            self.user_facts.put(row.index(), Arc::new(facts), &none);
        }
    }

    /// Adds a device with these values; of a property given twice the last value counts. The id
    /// becomes the value of `objectId`.
    pub fn create_device(
        &mut self,
        id: ObjectId,
        values: Vec<(PropertyKey, Value)>,
        facts: DeviceFacts,
        changes: &mut Vec<Change>,
    ) -> Result<Row, IntegrityError> {
        let row = self.create_subject(SubjectKind::Device, id, values, changes)?;
        self.put_device_facts(row, facts);
        Ok(row)
    }

    /// Gives a new device facts.
    pub(crate) fn put_device_facts(&mut self, row: Row, facts: DeviceFacts) {
        if facts != *self.no_device_facts {
            let none = self.no_device_facts.clone();
            self.device_facts.put(row.index(), Arc::new(facts), &none);
        }
    }

    /// Writes values of a user or device; all or none. Values that are there already give no
    /// change.
    pub fn set_values(
        &mut self,
        id: ObjectId,
        values: Vec<(PropertyKey, Value)>,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let (kind, row) = self.subject(id)?;
        self.check_values(kind, Some(row), &values)?;
        for (property, value) in values {
            self.write(kind, id, row, property, value, changes);
        }
        Ok(())
    }

    /// Writes one value of a user or device; null clears it.
    pub fn set_value(
        &mut self,
        id: ObjectId,
        property: PropertyKey,
        value: Value,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.set_values(id, vec![(property, value)], changes)
    }

    /// Replaces the facts of a user that no rule reads.
    pub fn set_user_facts(
        &mut self,
        id: ObjectId,
        facts: UserFacts,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.user_row(id)?;
        if *self.user_facts(row) != facts {
            let none = self.no_user_facts.clone();
            let old = self.user_facts(row).clone();
            self.licenses_moved(row, &old, &facts);
            self.user_facts.put(row.index(), Arc::new(facts), &none);
            let kind = SubjectKind::User;
            changes.push(Change::FactsChanged { kind, id, row });
        }
        Ok(())
    }

    /// Replaces the facts of a device that no rule reads.
    pub fn set_device_facts(
        &mut self,
        id: ObjectId,
        facts: DeviceFacts,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.devices.row(id);
        let row = row.ok_or(IntegrityError::UnknownDevice(id))?;
        if *self.device_facts(row) != facts {
            let none = self.no_device_facts.clone();
            self.device_facts.put(row.index(), Arc::new(facts), &none);
            let kind = SubjectKind::Device;
            changes.push(Change::FactsChanged { kind, id, row });
        }
        Ok(())
    }

    /// Gives a user a manager, or none.
    pub fn set_manager(
        &mut self,
        user: ObjectId,
        manager: Option<ObjectId>,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.user_row(user)?;
        let manager = manager.map(|id| self.user_row(id)).transpose()?;
        self.write_manager(user, row, manager, changes);
        Ok(())
    }

    /// Takes a user or device away as if it had never been: out of all groups, ownerships, roles
    /// and applications, as manager, and out of the books of creations.
    pub fn delete_subject(
        &mut self,
        id: ObjectId,
        dynamic: DynamicGroups<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let (kind, row) = self.subject(id)?;
        let groups = self.groups_with(ObjectRef::subject(kind, row), dynamic);
        self.remove_subject(id, &groups, changes)?;
        self.strike(id);
        Ok(())
    }

    /// The same without the books; `groups` are those that it is in.
    pub(crate) fn remove_subject(
        &mut self,
        id: ObjectId,
        groups: &[GroupRow],
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let (kind, row) = self.subject(id)?;
        let object = ObjectRef::subject(kind, row);
        self.remove_from_groups(id, object, groups, changes);
        self.remove_from_roles(id, changes);
        self.remove_from_applications(id, changes);
        if kind == SubjectKind::User {
            self.write_manager(id, row, None, changes);
            for report in self.direct_reports(row).collect::<Vec<_>>() {
                if let Some(report_id) = self.users.id(report) {
                    self.write_manager(report_id, report, None, changes);
                }
            }
            let none = self.no_user_facts.clone();
            if let Some(facts) = self.user_facts.get_mut(row.index()) {
                let old = std::mem::replace(facts, none.clone());
                self.licenses_moved(row, &old, &none);
            }
        } else if let Some(facts) = self.device_facts.get_mut(row.index()) {
            *facts = self.no_device_facts.clone();
        }
        let display_name = OwnKeys::of(kind).display_name.as_ref();
        let display_name = display_name.map(|key| self.table(kind).owned(row, key));
        self.table_mut(kind).delete(row);
        changes.push(Change::SubjectDeleted {
            kind,
            id,
            row,
            display_name: display_name.unwrap_or_default(),
        });
        Ok(())
    }

    /// Puts a deleted user into its row and the indexes again.
    pub(crate) fn put_user_back(
        &mut self,
        row: Row,
        values: &[(PropertyKey, Value)],
        facts: &Arc<UserFacts>,
    ) {
        let kind = SubjectKind::User;
        let table = self.table_mut(kind);
        table.revive(row);
        for (property, value) in values {
            table.set(row, property, value);
        }
        if **facts != *self.no_user_facts {
            let none = self.no_user_facts.clone();
            self.user_facts.put(row.index(), facts.clone(), &none);
            self.licenses_moved(row, &none, facts);
        }
    }

    pub(crate) fn user_row(&self, id: ObjectId) -> Result<Row, IntegrityError> {
        self.users.row(id).ok_or(IntegrityError::UnknownUser(id))
    }

    fn subject(&self, id: ObjectId) -> Result<(SubjectKind, Row), IntegrityError> {
        self.resolve(id)
            .and_then(ObjectRef::as_subject)
            .ok_or(IntegrityError::UnknownObject(id))
    }

    fn create_subject(
        &mut self,
        kind: SubjectKind,
        id: ObjectId,
        values: Vec<(PropertyKey, Value)>,
        changes: &mut Vec<Change>,
    ) -> Result<Row, IntegrityError> {
        self.check_id_is_free(id)?;
        self.check_values(kind, None, &values)?;
        let table = self.table_mut(kind);
        let row = table.append(id);
        // The creation says it all; the values give no changes of their own.
        for (property, value) in &values {
            table.set(row, property, value);
        }
        changes.push(Change::SubjectCreated { kind, id, row });
        Ok(row)
    }

    fn check_values(
        &self,
        kind: SubjectKind,
        row: Option<Row>,
        values: &[(PropertyKey, Value)],
    ) -> Result<(), IntegrityError> {
        Self::check_types(
            kind,
            values.iter().map(|(key, value)| (key, value.as_ref())),
        )?;
        let own = OwnKeys::of(kind);
        for (key, value) in values {
            if own.principal_name.as_ref() == Some(key)
                && let Value::Text(name) = value
            {
                self.check_name_is_free(name, row)?;
            }
        }
        Ok(())
    }

    /// Whether values are such as their properties have.
    pub(crate) fn check_types<'a>(
        kind: SubjectKind,
        values: impl Iterator<Item = (&'a PropertyKey, ValueRef<'a>)>,
    ) -> Result<(), IntegrityError> {
        let own = OwnKeys::of(kind);
        for (key, value) in values {
            let property_type = key.property_type();
            if let PropertyKey::Known(id) = key {
                if property_by_id(*id).subject != kind {
                    return Err(IntegrityError::WrongKind(key.clone()));
                }
                let groups = property_type == PropertyType::GroupCollection;
                if groups || own.object_id.as_ref() == Some(key) {
                    return Err(IntegrityError::Derived(key.clone()));
                }
            }
            if !fits(value, property_type) {
                return Err(IntegrityError::WrongType(key.clone()));
            }
        }
        Ok(())
    }

    /// Whether nobody but the user of a row has a sign-in name.
    pub(crate) fn check_name_is_free(
        &self,
        name: &str,
        row: Option<Row>,
    ) -> Result<(), IntegrityError> {
        if let Some(other) = self.user_by_principal_name(name)
            && Some(other) != row
            && let Some(by) = self.users.id(other)
        {
            let name = name.into();
            return Err(IntegrityError::UserPrincipalNameInUse { name, by });
        }
        Ok(())
    }

    fn write(
        &mut self,
        kind: SubjectKind,
        id: ObjectId,
        row: Row,
        property: PropertyKey,
        value: Value,
        changes: &mut Vec<Change>,
    ) {
        let Some(old) = self.table_mut(kind).set(row, &property, &value) else {
            return;
        };
        let new = match value {
            Value::Null => missing_value(property.property_type()),
            value => value,
        };
        changes.push(Change::ValueChanged {
            kind,
            id,
            row,
            property,
            old,
            new,
        });
    }

    fn write_manager(
        &mut self,
        user: ObjectId,
        row: Row,
        manager: Option<Row>,
        changes: &mut Vec<Change>,
    ) {
        let old = self.manager(row);
        if old == manager {
            return;
        }
        self.managers.put(row.index(), manager, &None);
        if let Some(old) = old {
            let place = self.reports.slot(old.index());
            if let Some(reports) = place {
                Arc::make_mut(reports).remove(&row);
                if reports.is_empty() {
                    *place = None;
                }
            }
        }
        if let Some(new) = manager {
            let place = self.reports.slot(new.index());
            Arc::make_mut(place.get_or_insert_default()).insert(row);
        }
        changes.push(Change::ManagerChanged {
            user,
            row,
            old: old.and_then(|row| self.users.id(row)),
            new: manager.and_then(|row| self.users.id(row)),
        });
    }

    pub(crate) fn table_mut(&mut self, kind: SubjectKind) -> &mut Table {
        Arc::make_mut(match kind {
            SubjectKind::User => &mut self.users,
            SubjectKind::Device => &mut self.devices,
        })
    }
}

/// Whether a value is of a type, or missing. An empty text is none (`LANG 3.2`).
fn fits(value: ValueRef<'_>, property_type: PropertyType) -> bool {
    match value {
        ValueRef::Null => true,
        ValueRef::Boolean(_) => property_type == PropertyType::Boolean,
        ValueRef::Text(text) => property_type == PropertyType::String && !text.is_empty(),
        ValueRef::Instant(_) => property_type == PropertyType::DateTime,
        ValueRef::Texts(_) => property_type == PropertyType::StringCollection,
        ValueRef::Plans(_) => property_type == PropertyType::PlanCollection,
    }
}
