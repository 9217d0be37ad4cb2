//! Commands on devices (1.4).

use ingroup_directory::{DeviceFacts, Name, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, Value};

use crate::command::{NewDevice, Outcome};
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::subject_values::{check_value, default_to, text_of};
use crate::tenant::Tenant;

const DEVICE: SubjectKind = SubjectKind::Device;

impl Tenant {
    pub(crate) fn create_device(
        &mut self,
        device: NewDevice,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let mut values = device.attributes;
        let name = text_of(DEVICE, &values, "displayName").ok_or(Refusal::Missing {
            kind: ObjectKind::Device,
            property: "displayName",
        })?;
        self.check_device_values(None, &values)?;
        self.room(Room::Object(outcome.by))?;
        let id = self.new_id("device", &name);
        let registration = ObjectId::derive(id, "registration", &name, "");
        for (name, value) in [
            ("accountEnabled", Value::Boolean(true)),
            ("deviceId", Value::text(&registration.to_string())),
        ] {
            default_to(DEVICE, &mut values, name, value);
        }
        let facts = DeviceFacts {
            created: Some(self.clock.now()),
            ..DeviceFacts::default()
        };
        let mut changes = Vec::new();
        let created = self
            .directory
            .create_device(id, values, facts, &mut changes);
        created.map_err(|error| Refusal::unexpected(&error))?;
        outcome.created = Some(id);
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn update_device(
        &mut self,
        device: ObjectId,
        attributes: Vec<(PropertyKey, Value)>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_device(device)?;
        self.check_device_values(Some(device), &attributes)?;
        let registers = |(key, _): &(PropertyKey, Value)| key.name() == "deviceId";
        if attributes.iter().any(registers) {
            return Err(Refusal::ReadOnly {
                property: "deviceId".to_owned(),
                reason: "it is decided when a device is registered".to_owned(),
            });
        }
        let mut changes = Vec::new();
        let set = self.directory.set_values(device, attributes, &mut changes);
        set.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn known_device(&self, device: ObjectId) -> Result<(), Refusal> {
        match self.directory.devices().row(device) {
            Some(_) => Ok(()),
            None => Err(Refusal::NotFound {
                kind: ObjectKind::Device,
                identity: device.to_string(),
            }),
        }
    }

    /// Checks values that somebody wants a device to have; all of them before any is written.
    fn check_device_values(
        &self,
        device: Option<ObjectId>,
        values: &[(PropertyKey, Value)],
    ) -> Result<(), Refusal> {
        let row = device.and_then(|id| self.directory.devices().row(id));
        self.room_for_extensions(DEVICE, row, values)?;
        for (key, value) in values {
            check_value(DEVICE, key, value)?;
        }
        let Some(registration) = text_of(DEVICE, values, "deviceId") else {
            return Ok(());
        };
        if registration.parse::<ObjectId>().is_err() {
            return Err(Refusal::InvalidValue {
                property: "deviceId".to_owned(),
                value: registration,
                reason: "it must be a GUID".to_owned(),
            });
        }
        let found = self.directory.find(Name::DeviceId, &registration);
        let taken = found
            .iter()
            .any(|object| matches!(object, ObjectRef::Device(_)));
        match taken {
            true => Err(Refusal::NotUnique {
                kind: ObjectKind::Device,
                property: "deviceId",
                value: registration,
            }),
            false => Ok(()),
        }
    }
}
