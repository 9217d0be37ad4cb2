//! What is written is read back as the same facts.

use super::{contoso, folder};
use crate::{Overwrite, export_folder, import_folder};

#[test]
fn the_sample_tenant_comes_back_as_it_was() {
    let import = import_folder(&contoso(), &mut |_| {}).unwrap();
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = one.path().join("export");
    export_folder(&import.directory, &first, Overwrite::Refuse).unwrap();
    let again = import_folder(&first, &mut |_| {}).unwrap();
    assert!(again.directory == import.directory);
    assert_eq!(again.notes, []);
    assert_eq!(again.listed_members.len(), 80);

    export_folder(&again.directory, two.path(), Overwrite::Refuse).unwrap();
    for name in [
        "users.json",
        "groups.json",
        "managers.json",
        "directoryRoles.json",
    ] {
        let read = |folder: &std::path::Path| std::fs::read(folder.join(name)).unwrap();
        assert!(read(&first) == read(two.path()), "{name}");
    }
}

#[test]
fn files_of_others_are_not_replaced() {
    let folder = folder(&[("budget.xlsx", "12")]);
    let import = import_folder(&contoso(), &mut |_| {}).unwrap();
    let refused = export_folder(&import.directory, folder.path(), Overwrite::Refuse).unwrap_err();
    assert_eq!(refused.reason(), "The folder has files.");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

    export_folder(&import.directory, folder.path(), Overwrite::ReplaceExport).unwrap();
    assert_eq!(
        std::fs::read_to_string(folder.path().join("budget.xlsx")).unwrap(),
        "12"
    );

    // Groups that are no more leave no lists behind.
    let mut smaller = import.directory.clone();
    for group in import.directory.groups() {
        smaller.delete_group(group.id(), &mut Vec::new()).unwrap();
    }
    export_folder(&smaller, folder.path(), Overwrite::ReplaceExport).unwrap();
    let again = import_folder(folder.path(), &mut |_| {}).unwrap();
    assert!(again.directory == smaller);
    assert_eq!(again.notes, []);
    assert!(!folder.path().join(".export-in-progress").exists());
}
