//! Many users or devices that come at once: their values wait and go into the columns together, column by column.
//!
//! A column that is filled by itself is near the processor and gets all its room at once, and columns know nothing of
//! each other, so they are filled side by side. A text is copied and never allocated by itself.

use hashbrown::HashTable;
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value, ValueRef, fold_alike};

use crate::directory::{Directory, OwnKeys};
use crate::error::IntegrityError;
use crate::facts::{DeviceFacts, UserFacts};
use crate::hashing;
use crate::row::Row;
use crate::table::Staged;
use crate::texts;

/// Rows whose values wait: those of one chunk of texts, so that each chunk is written once.
const WAITING: usize = texts::CHUNK;

/// The values of somebody who comes; its room is used again for the next one.
#[derive(Debug, Clone, Default)]
pub struct Newcomer {
    letters: String,
    /// Where each text ends in `letters`.
    texts: Vec<(PropertyKey, usize)>,
    values: Vec<(PropertyKey, Value)>,
}

impl Newcomer {
    /// A text, unless it is empty; of one given twice the last counts.
    pub fn text(&mut self, property: PropertyKey, text: &str) {
        if !text.is_empty() {
            self.letters.push_str(text);
            self.texts.push((property, self.letters.len()));
        }
    }

    /// A value of any type, unless it is missing; of one given twice the last counts.
    pub fn value(&mut self, property: PropertyKey, value: Value) {
        match value {
            Value::Text(text) => self.text(property, &text),
            value if value.is_missing() => {}
            value => self.values.push((property, value)),
        }
    }

    /// Everything that was given.
    pub fn values(&self) -> impl Iterator<Item = (&PropertyKey, ValueRef<'_>)> {
        let others = self.values.iter();
        let others = others.map(|(property, value)| (property, value.as_ref()));
        let texts = self.texts().map(|(key, text)| (key, ValueRef::Text(text)));
        texts.chain(others)
    }

    fn texts(&self) -> impl Iterator<Item = (&PropertyKey, &str)> {
        let mut start = 0;
        self.texts.iter().map(move |(property, end)| {
            let text = self.letters.get(start..*end).unwrap_or_default();
            start = *end;
            (property, text)
        })
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.letters.clear();
        self.texts.clear();
        self.values.clear();
    }
}

/// Takes users and devices into a directory, as [`Directory::create_user`] and [`Directory::create_device`] do one by
/// one; nobody is told of changes. When it is dropped everything is in its place.
#[derive(Debug)]
pub struct Loader<'a> {
    directory: &'a mut Directory,
    users: Staged,
    devices: Staged,
    /// The hashes of the sign-in names of those who came, if nobody had one before: then no index is made until
    /// somebody looks for a name.
    names: Option<HashTable<(u64, Row)>>,
}

impl Directory {
    /// A way to bring many users and devices in.
    pub fn loader(&mut self) -> Loader<'_> {
        let key = OwnKeys::of(SubjectKind::User).principal_name.as_ref();
        let has_names = key.is_some_and(|key| self.users.column(key).is_some());
        Loader {
            directory: self,
            users: Staged::default(),
            devices: Staged::default(),
            names: (!has_names).then(HashTable::new),
        }
    }
}

impl Loader<'_> {
    /// Adds a user, and takes the values.
    ///
    /// # Errors
    /// As for [`Directory::create_user`]; the values stay where they are.
    pub fn create_user(
        &mut self,
        id: ObjectId,
        given: &mut Newcomer,
        facts: UserFacts,
    ) -> Result<Row, IntegrityError> {
        let row = self.create(SubjectKind::User, id, given)?;
        self.directory.put_user_facts(row, facts);
        Ok(row)
    }

    /// Adds a device, and takes the values.
    ///
    /// # Errors
    /// As for [`Directory::create_device`]; the values stay where they are.
    pub fn create_device(
        &mut self,
        id: ObjectId,
        given: &mut Newcomer,
        facts: DeviceFacts,
    ) -> Result<Row, IntegrityError> {
        let row = self.create(SubjectKind::Device, id, given)?;
        self.directory.put_device_facts(row, facts);
        Ok(row)
    }

    /// The directory with everybody who has come so far.
    pub fn directory(&mut self) -> &Directory {
        self.settle();
        self.directory
    }

    fn create(
        &mut self,
        kind: SubjectKind,
        id: ObjectId,
        given: &mut Newcomer,
    ) -> Result<Row, IntegrityError> {
        self.directory.check_id_is_free(id)?;
        Directory::check_types(kind, given.values())?;
        let own = OwnKeys::of(kind);
        let is_name = |key: &PropertyKey| own.principal_name.as_ref() == Some(key);
        let name = given.texts().filter(|(key, _)| is_name(key)).last();
        let hash = match name {
            Some((key, name)) => self.check_name(key, name)?,
            None => 0,
        };
        let table = self.directory.table_mut(kind);
        let row = table.append(id);
        if let Some((key, name)) = name {
            // Whoever comes next is asked whether the name is taken.
            table.put_text(row, key, name);
            if let Some(names) = &mut self.names {
                names.insert_unique(hash, (hash, row), |(hash, _)| *hash);
            }
        }
        let staged = match kind {
            SubjectKind::User => &mut self.users,
            SubjectKind::Device => &mut self.devices,
        };
        for (key, text) in given.texts().filter(|(key, _)| !is_name(key)) {
            staged.text(row, key, text);
        }
        for (key, value) in given.values.drain(..) {
            staged.value(row, &key, value);
        }
        given.clear();
        if (row.index() + 1).is_multiple_of(WAITING) {
            self.settle();
        }
        Ok(row)
    }

    /// The hash of a sign-in name that nobody has.
    fn check_name(&self, key: &PropertyKey, name: &str) -> Result<u64, IntegrityError> {
        let directory = &*self.directory;
        let Some(names) = &self.names else {
            directory.check_name_is_free(name, None)?;
            return Ok(0);
        };
        let hash = hashing::of_text(name);
        let has_it = |row: Row| match directory.users.value(row, key) {
            ValueRef::Text(own) => fold_alike(own, name),
            _ => false,
        };
        let found = names.find(hash, |(own, row)| *own == hash && has_it(*row));
        match found.and_then(|(_, row)| directory.users.id(*row)) {
            Some(by) => Err(IntegrityError::UserPrincipalNameInUse {
                name: name.into(),
                by,
            }),
            None => Ok(hash),
        }
    }

    /// Puts what waits into the columns.
    fn settle(&mut self) {
        for (kind, staged) in [
            (SubjectKind::User, &mut self.users),
            (SubjectKind::Device, &mut self.devices),
        ] {
            if !staged.is_empty() {
                self.directory.table_mut(kind).take(staged);
            }
        }
    }
}

impl Drop for Loader<'_> {
    fn drop(&mut self) {
        self.settle();
    }
}
