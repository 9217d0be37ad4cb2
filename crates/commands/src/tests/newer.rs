//! A newer export of the same tenant: what it says becomes so, and what it is silent about stays.

use std::fs;

use ingroup_exchange::{Overwrite, export_folder, group_json};
use ingroup_shell::Echo;

use super::{contoso, empty_session, run_on};

#[test]
fn a_join_policy_is_cleared_by_an_export_that_could_have_said_it() {
    let folder = tempfile::tempdir().unwrap();
    let tenant = contoso();
    let directory = tenant.directory();
    export_folder(directory, &folder.path().join("own"), Overwrite::Refuse).unwrap();
    // Graph does not know the property: an export of a real tenant says nothing about it.
    let groups = directory.groups();
    let groups: Vec<_> = groups.map(|one| group_json(directory, one.id())).collect();
    let groups = serde_json::to_string(&groups).unwrap();
    fs::create_dir(folder.path().join("graph")).unwrap();
    fs::write(folder.path().join("graph/groups.json"), groups).unwrap();
    let session = || {
        let mut session = empty_session().with_tenant(contoso());
        session.set_script_folder(Some(folder.path())).unwrap();
        session
    };
    let script = "Set-Group 'Fire wardens' -JoinPolicy Open\n\
        Compare-Tenant graph -Object Groups\n\
        Import-Tenant graph -Update | Out-Null\n\
        (Get-Group 'Fire wardens').JoinPolicy\n\
        Compare-Tenant own -Object Groups | Format-List DisplayName, Property, Old, New\n\
        Import-Tenant own -Update | Out-Null\n\
        (Get-Group 'Fire wardens').JoinPolicy";
    super::check(
        "newer_join_policy",
        &run_on(session, script, Echo::Statements),
    );
}
