//! Tests of files in and out.

mod anonymize;
mod code;
mod contoso;
mod damage;
mod doors;
mod entra_exporter;
mod envelopes;
mod exports;
mod lists;
mod refusals;
mod round_trips;

use std::path::{Path, PathBuf};

use ingroup_schema::{PropertyKey, SubjectKind, Value, property};

use crate::{Import, ImportError, import_folder};

/// The sample tenant.
pub(crate) fn contoso() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/data/contoso")
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What an import of these files gives.
pub(crate) fn import(files: &[(&str, &str)]) -> Result<Import, ImportError> {
    import_folder(folder(files).path(), &mut |_| {})
}

/// The value of a property of the first user.
pub(crate) fn of_first_user(import: &Import, name: &str) -> Value {
    let users = import.directory.users();
    let key = PropertyKey::Known(property(SubjectKind::User, name).unwrap().id);
    users.owned(users.rows().next().unwrap(), &key)
}

pub(crate) const ADELE: &str = "3daedfb6-1af6-459a-9017-30b420d6c902";
pub(crate) const ALEX: &str = "feed17c1-f90d-4f3c-8717-b2c5854b4982";
pub(crate) const SALES: &str = "4bca21ca-8cbd-4835-969b-c4cd5db653d7";
