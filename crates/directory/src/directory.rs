//! The directory: everything that is, and the questions about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, ValueRef, fold, property};

use crate::application::Application;
use crate::change::Change;
use crate::chunked::Chunked;
use crate::deleted::Container;
use crate::error::IntegrityError;
use crate::facts::{DeviceFacts, OtherObject, UserFacts};
use crate::group::Group;
use crate::join::JoinRequests;
use crate::licenses::LicenseIndex;
use crate::lifecycle::LifecyclePolicy;
use crate::links::Links;
use crate::names::{Name, Names};
use crate::organization::{Organization, Subscription};
use crate::provenance::Provenance;
use crate::roles::{DirectoryRole, RoleAssignment};
use crate::row::{GroupRow, ObjectRef, Row, UnitRow};
use crate::settings::Settings;
use crate::sharded::Sharded;
use crate::table::Table;
use crate::unit::AdministrativeUnit;

/// The facts of one tenant. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Directory {
    pub(crate) organization: Arc<Organization>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) provenance: Provenance,
    pub(crate) container: Container,
    pub(crate) subscriptions: Arc<Vec<Subscription>>,
    pub(crate) roles: Arc<Vec<DirectoryRole>>,
    /// The roles that count for one administrative unit each.
    pub(crate) scoped_roles: Arc<BTreeSet<RoleAssignment>>,
    pub(crate) applications: Arc<BTreeMap<ObjectId, Application>>,
    pub(crate) users: Arc<Table>,
    pub(crate) devices: Arc<Table>,
    pub(crate) user_facts: Chunked<Arc<UserFacts>>,
    pub(crate) device_facts: Chunked<Arc<DeviceFacts>>,
    pub(crate) managers: Chunked<Option<Row>>,
    pub(crate) reports: Chunked<Option<Arc<BTreeSet<Row>>>>,
    pub(crate) groups: Chunked<Option<Group>>,
    pub(crate) group_count: usize,
    pub(crate) group_rows: Sharded<ObjectId, GroupRow>,
    /// The ids of groups by row, deleted ones included.
    pub(crate) group_ids: Chunked<ObjectId>,
    pub(crate) units: Chunked<Option<AdministrativeUnit>>,
    pub(crate) unit_rows: Sharded<ObjectId, UnitRow>,
    /// The units of a folded name.
    pub(crate) unit_names: Sharded<Arc<str>, Arc<Vec<UnitRow>>>,
    pub(crate) unit_member_of: Arc<Links<UnitRow>>,
    pub(crate) others: Arc<BTreeMap<ObjectId, OtherObject>>,
    pub(crate) join_requests: JoinRequests,
    pub(crate) lifecycle_policy: Option<Arc<LifecyclePolicy>>,
    pub(crate) names: Names,
    /// The groups of each object, but for the dynamic ones of users and devices.
    pub(crate) member_of: Arc<Links<GroupRow>>,
    /// The dynamic groups, ascending.
    pub(crate) dynamic_groups: Arc<Vec<GroupRow>>,
    /// The groups whose members get licences, ascending.
    pub(crate) licensing_groups: Arc<Vec<GroupRow>>,
    pub(crate) owner_of: Arc<Links<GroupRow>>,
    pub(crate) licenses: LicenseIndex,
    pub(crate) no_user_facts: Arc<UserFacts>,
    pub(crate) no_device_facts: Arc<DeviceFacts>,
}

impl Default for Directory {
    fn default() -> Self {
        Self::new(Organization::default())
    }
}

impl Directory {
    /// A directory without objects.
    pub fn new(organization: Organization) -> Self {
        Self {
            organization: Arc::new(organization),
            settings: Arc::default(),
            provenance: Provenance::default(),
            container: Container::default(),
            subscriptions: Arc::default(),
            roles: Arc::default(),
            scoped_roles: Arc::default(),
            applications: Arc::default(),
            users: Arc::new(Table::new(SubjectKind::User)),
            devices: Arc::new(Table::new(SubjectKind::Device)),
            user_facts: Chunked::default(),
            device_facts: Chunked::default(),
            managers: Chunked::default(),
            reports: Chunked::default(),
            groups: Chunked::default(),
            group_count: 0,
            group_rows: Sharded::default(),
            group_ids: Chunked::default(),
            units: Chunked::default(),
            unit_rows: Sharded::default(),
            unit_names: Sharded::default(),
            unit_member_of: Arc::default(),
            others: Arc::default(),
            join_requests: JoinRequests::default(),
            lifecycle_policy: None,
            names: Names::default(),
            member_of: Arc::default(),
            dynamic_groups: Arc::default(),
            licensing_groups: Arc::default(),
            owner_of: Arc::default(),
            licenses: LicenseIndex::default(),
            no_user_facts: Arc::default(),
            no_device_facts: Arc::default(),
        }
    }

    /// The organisation.
    pub fn organization(&self) -> &Organization {
        &self.organization
    }

    /// What the tenant has set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The subscriptions, in the order given.
    pub fn subscriptions(&self) -> &[Subscription] {
        &self.subscriptions
    }

    /// The users.
    pub fn users(&self) -> &Table {
        &self.users
    }

    /// The devices.
    pub fn devices(&self) -> &Table {
        &self.devices
    }

    /// The users or the devices.
    pub fn table(&self, kind: SubjectKind) -> &Table {
        match kind {
            SubjectKind::User => &self.users,
            SubjectKind::Device => &self.devices,
        }
    }

    /// What is known of a user beside the properties of the catalogue.
    pub fn user_facts(&self, row: Row) -> &UserFacts {
        self.user_facts
            .get(row.index())
            .unwrap_or(&self.no_user_facts)
    }

    /// What is known of a device beside the properties of the catalogue.
    pub fn device_facts(&self, row: Row) -> &DeviceFacts {
        self.device_facts
            .get(row.index())
            .unwrap_or(&self.no_device_facts)
    }

    /// The manager of a user.
    pub fn manager(&self, user: Row) -> Option<Row> {
        self.managers.get(user.index()).copied().flatten()
    }

    /// The users whose manager this user is, ascending.
    pub fn direct_reports(&self, manager: Row) -> impl Iterator<Item = Row> + '_ {
        let reports = self.reports.get(manager.index()).and_then(Option::as_ref);
        reports.into_iter().flat_map(|rows| rows.iter().copied())
    }

    /// How many groups there are.
    pub fn group_count(&self) -> usize {
        self.group_count
    }

    /// How many group rows were ever given; every group row's number is below it.
    pub fn group_row_count(&self) -> usize {
        self.groups.len()
    }

    /// The groups in the order of their creation.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().flatten()
    }

    /// The group with this id.
    pub fn group(&self, id: ObjectId) -> Option<&Group> {
        self.group_at(*self.group_rows.get(&id)?)
    }

    /// The group in this row, if it is there.
    pub fn group_at(&self, row: GroupRow) -> Option<&Group> {
        self.groups.get(row.index())?.as_ref()
    }

    /// The contacts, service principals and the like, by id.
    pub fn others(&self) -> impl Iterator<Item = (ObjectId, &OtherObject)> {
        self.others.iter().map(|(id, other)| (*id, other))
    }

    /// The contact, service principal or the like with this id.
    pub fn other(&self, id: ObjectId) -> Option<&OtherObject> {
        self.others.get(&id)
    }

    /// The groups whose members get licences, in the order of their creation.
    pub fn licensing_groups(&self) -> impl Iterator<Item = &Group> {
        let rows = self.licensing_groups.iter();
        rows.filter_map(|row| self.group_at(*row))
    }

    /// The groups an object owns, in the order of their creation.
    pub fn owner_of(&self, object: ObjectRef) -> impl Iterator<Item = &Group> {
        let rows = self.owner_of.get(object).iter();
        rows.filter_map(|row| self.group_at(*row))
    }

    /// The object with this id, if it is there; administrative units have [`unit`](Self::unit).
    pub fn resolve(&self, id: ObjectId) -> Option<ObjectRef> {
        if let Some(row) = self.users.row(id) {
            return Some(ObjectRef::User(row));
        }
        if let Some(row) = self.devices.row(id) {
            return Some(ObjectRef::Device(row));
        }
        if let Some(row) = self.group_rows.get(&id) {
            return Some(ObjectRef::Group(*row));
        }
        self.others
            .contains_key(&id)
            .then_some(ObjectRef::Other(id))
    }

    /// The id of an object, also after its deletion.
    pub fn id_of(&self, object: ObjectRef) -> Option<ObjectId> {
        match object {
            ObjectRef::User(row) => self.users.id(row),
            ObjectRef::Device(row) => self.devices.id(row),
            ObjectRef::Group(row) => self.group_ids.get(row.index()).copied(),
            ObjectRef::Other(id) => Some(id),
        }
    }

    /// How many objects there are of all kinds, deleted ones that can be restored included: what
    /// the tenant's quota counts (`QUO-6`).
    pub fn object_count(&self) -> usize {
        self.users.len()
            + self.devices.len()
            + self.group_count
            + self.unit_count()
            + self.applications.len()
            + self.others.len()
            + self.deleted_count()
    }

    /// Whether no object of any kind has this id, deleted ones that can be restored included.
    pub fn is_id_free(&self, id: ObjectId) -> bool {
        self.resolve(id).is_none()
            && self.unit(id).is_none()
            && self.application(id).is_none()
            && self.deleted(id).is_none()
    }

    pub(crate) fn check_id_is_free(&self, id: ObjectId) -> Result<(), IntegrityError> {
        match self.is_id_free(id) {
            true => Ok(()),
            false => Err(IntegrityError::IdInUse(id)),
        }
    }

    /// The kind of an object.
    pub fn kind_of(&self, object: ObjectRef) -> Option<ObjectKind> {
        match object {
            ObjectRef::User(_) => Some(ObjectKind::User),
            ObjectRef::Device(_) => Some(ObjectKind::Device),
            ObjectRef::Group(_) => Some(ObjectKind::Group),
            ObjectRef::Other(id) => self.other(id).map(|other| other.kind),
        }
    }

    /// The name of an object for people.
    pub fn display_name(&self, object: ObjectRef) -> Option<&str> {
        match object {
            ObjectRef::User(row) => {
                let keys = OwnKeys::of(SubjectKind::User);
                text(&self.users, row, keys.display_name.as_ref())
            }
            ObjectRef::Device(row) => {
                let keys = OwnKeys::of(SubjectKind::Device);
                text(&self.devices, row, keys.display_name.as_ref())
            }
            ObjectRef::Group(row) => self.group_at(row).map(Group::display_name),
            ObjectRef::Other(id) => self.other(id)?.display_name.as_deref(),
        }
    }

    /// The sign-in name of a user.
    pub fn user_principal_name(&self, user: Row) -> Option<&str> {
        let keys = OwnKeys::of(SubjectKind::User);
        text(&self.users, user, keys.principal_name.as_ref())
    }

    /// The objects with this name, whatever the case: users, devices, groups, each in the order
    /// of their creation, then contacts and service principals by id. Only sign-in names are
    /// unique.
    pub fn find(&self, name: Name, text: &str) -> Vec<ObjectRef> {
        let folded = fold(text);
        let subjects = name.properties().iter().flat_map(|(kind, key)| {
            let column = self.table(*kind).column(key);
            let rows = column.into_iter().flat_map(|column| column.find(&folded));
            rows.map(|row| ObjectRef::subject(*kind, row))
        });
        let others = self.names.find(name, &folded).iter().copied();
        subjects.chain(others).collect()
    }

    /// The user with this sign-in name, whatever the case.
    pub fn user_by_principal_name(&self, name: &str) -> Option<Row> {
        let key = OwnKeys::of(SubjectKind::User).principal_name.as_ref()?;
        self.users.column(key)?.find_text(name).next()
    }

    /// Replaces the organisation's facts.
    pub fn set_organization(&mut self, organization: Organization, changes: &mut Vec<Change>) {
        if *self.organization != organization {
            self.organization = Arc::new(organization);
            changes.push(Change::OrganizationChanged);
        }
    }

    /// Replaces what the tenant has set.
    pub fn set_settings(&mut self, settings: Settings, changes: &mut Vec<Change>) {
        if *self.settings != settings {
            let new = Arc::new(settings);
            let old = std::mem::replace(&mut self.settings, new.clone());
            changes.push(Change::SettingsChanged { old, new });
        }
    }

    /// Replaces the subscriptions.
    pub fn set_subscriptions(
        &mut self,
        subscriptions: Vec<Subscription>,
        changes: &mut Vec<Change>,
    ) {
        if *self.subscriptions != subscriptions {
            self.subscriptions = Arc::new(subscriptions);
            changes.push(Change::SubscriptionsChanged);
        }
    }
}

/// The properties that the directory itself asks for, found once.
pub(crate) struct OwnKeys {
    pub(crate) object_id: Option<PropertyKey>,
    pub(crate) display_name: Option<PropertyKey>,
    pub(crate) principal_name: Option<PropertyKey>,
}

impl OwnKeys {
    /// Those of users or devices.
    pub(crate) fn of(kind: SubjectKind) -> &'static Self {
        static USERS: LazyLock<OwnKeys> = LazyLock::new(|| OwnKeys::find(SubjectKind::User));
        static DEVICES: LazyLock<OwnKeys> = LazyLock::new(|| OwnKeys::find(SubjectKind::Device));
        match kind {
            SubjectKind::User => &USERS,
            SubjectKind::Device => &DEVICES,
        }
    }

    fn find(kind: SubjectKind) -> Self {
        let key = |name| property(kind, name).map(|property| PropertyKey::Known(property.id));
        Self {
            object_id: key("objectId"),
            display_name: key("displayName"),
            principal_name: key("userPrincipalName"),
        }
    }
}

/// The text of a property, if the object has one.
fn text<'a>(table: &'a Table, row: Row, key: Option<&PropertyKey>) -> Option<&'a str> {
    match table.value(row, key?) {
        ValueRef::Text(text) => Some(text),
        _ => None,
    }
}
