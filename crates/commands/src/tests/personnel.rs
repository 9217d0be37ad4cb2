//! Lists of a personnel system, as people have them.

use std::fs;

use ingroup_shell::Echo;

use super::folders::Scratch;
use super::{check, contoso, empty_session, run_on};
use crate::session::Session;

/// What scripts print where these lists lie, each on a fresh sample tenant.
pub(super) fn with_lists(name: &str, lists: &[(&str, &str)], scripts: &[&str]) -> String {
    let scratch = Scratch::new(name);
    let folder = scratch.0.join("scripts");
    for (name, text) in lists {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let on_lists = || -> Session {
        let mut session = empty_session().with_tenant(contoso());
        session.set_script_folder(Some(&folder)).unwrap();
        session
    };
    let said = |script: &&str| format!("{}\n", run_on(on_lists, script, Echo::Statements));
    scripts.iter().map(said).collect()
}

const MAP: &str = "@{ Nummer = 'employeeId'; Name = 'displayName'; Login = 'userPrincipalName'; Abteilung = 'department'; Chef = 'manager' }";

#[test]
fn managers_may_be_new_in_the_same_list() {
    let list = "Nummer;Name;Login;Abteilung;Chef\r\n\
                9003;Ina;ina@contoso.com;Sales;9002\r\n\
                9002;Uwe;uwe@contoso.com;Sales;Eva Ahl\r\n\
                9001;Eva Ahl;eva@contoso.com;Sales;adele@contoso.com\r\n\
                ;;alex@contoso.com;;eva@contoso.com\r\n";
    let by_login = list.replace(";9002\r", ";uwe@contoso.com\r");
    let import = format!("Import-User new.csv -Map {MAP}");
    check(
        "personnel_managers",
        &with_lists(
            "personnel-managers",
            &[("new.csv", &by_login), ("by-number.csv", list)],
            &[
                &format!(
                    "{import} -WhatIf\n{import}\n'ina', 'uwe', 'eva', 'alex' | ForEach-Object {{ \"$_ reports to $((Get-User \"$_@contoso.com\").Manager)\" }}\n{import}\n"
                ),
                &format!(
                    "Import-User by-number.csv -Key employeeId -Map {MAP} -SkipBad\n(Get-User ina@contoso.com).Manager\n"
                ),
            ],
        ),
    );
}

#[test]
fn rows_that_cannot_be_taken_are_named_or_left_out() {
    let lists = [
        (
            "lost.csv",
            "userPrincipalName,displayName,Manager\n\
             ina@contoso.com,Ina,uwe@contoso.com\n\
             uwe@contoso.com,Uwe,nobody@contoso.com\n\
             eva@contoso.com,Eva,adele@contoso.com\n",
        ),
        (
            "refused.csv",
            "userPrincipalName,displayName,accountEnabled,Manager\r\n\
             ina@contoso.com,Ina,true,uwe@example.org\r\n\
             uwe@example.org,Uwe,true,\r\n\
             eva@contoso.com,Eva,perhaps,\r\n\
             eva@contoso.com,Eva,true,\r\n\
             joni@contoso.com,Joni,true,joni@contoso.com\r\n\
             kai@contoso.com,,true,\r\n\
             ,Nobody,true,\r\n\
             tom@contoso.com,Tom,true,alex@contoso.com\r\n",
        ),
        ("columns.csv", "Login;Anzeigename\nina@contoso.com;Ina\n"),
        (
            "twice.csv",
            "userPrincipalName,department,Department\nadele@contoso.com,Sales,IT\n",
        ),
        ("only-head.csv", "userPrincipalName,displayName\n"),
        ("empty.csv", ""),
    ];
    let import = |list: &str| format!("Import-User {list} -ErrorAction Continue\n");
    let plain: String = [
        "lost.csv",
        "refused.csv",
        "columns.csv",
        "twice.csv",
        "only-head.csv",
        "empty.csv",
    ]
    .map(import)
    .concat();
    check(
        "personnel_bad",
        &with_lists(
            "personnel-bad",
            &lists,
            &[
                &plain,
                "Import-User columns.csv -Map @{ Login = 'userPrincipalName'; Abteilung = 'department' } -ErrorAction Continue\n\
                 Import-User columns.csv -Map @{ Login = 'userPrincipalName'; Anzeigename = 'anzeige' } -ErrorAction Continue\n",
                "Import-User lost.csv -SkipBad\n(Get-User eva@contoso.com).DisplayName\n",
                "Import-User refused.csv -SkipBad -WhatIf\nImport-User refused.csv -SkipBad\n(Get-User tom@contoso.com).Manager\n",
            ],
        ),
    );
}
