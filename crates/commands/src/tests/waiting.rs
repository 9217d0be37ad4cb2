//! Long work shows how far it is, and whoever ends it finds everything as it was.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ingroup_shell::{Echo, Outcome, Shell, Transcript, on_large_stack};
use ingroup_tenant::Command;

use super::on_contoso;
use crate::progress::Progress;

/// How a script ends when Ctrl-C is pressed as soon as somebody has been shown so often how far this is; and whether the
/// tenant is, byte for byte, what it was. None if it came to its end before.
fn ended(script: &str, what: &'static str, after: usize) -> Option<(Outcome, bool)> {
    on_large_stack(|| {
        let interrupt = Arc::new(AtomicBool::new(false));
        let (pressed, shown) = (interrupt.clone(), AtomicUsize::new(0));
        let watch = move |progress: Progress| {
            let is_meant = progress.what == what && !progress.is_over();
            if is_meant && shown.fetch_add(1, Ordering::Relaxed) == after {
                pressed.store(true, Ordering::Relaxed);
            }
        };
        let mut session = on_contoso().with_progress(watch);
        let devices = session.tenant().directory().devices();
        let device = devices.id(devices.rows().next().unwrap()).unwrap();
        session.execute(Command::DeleteDevice { device }).unwrap();
        let before = session.tenant().freeze().unwrap();
        let shell = Shell::builder(session, Transcript::new());
        let mut shell = crate::equip(shell).interrupt(interrupt.clone()).build();
        let outcome = shell.run(script, "test.ps1", Echo::Off);
        let is_same = shell.host_mut().tenant().freeze().unwrap() == before;
        interrupt
            .load(Ordering::Relaxed)
            .then_some((outcome, is_same))
    })
    .unwrap()
}

/// Ends a script wherever it can be; how often that was.
fn ended_everywhere(script: &str, what: &'static str) -> usize {
    let mut after = 0;
    while let Some((outcome, is_same)) = ended(script, what, after) {
        assert_eq!(outcome, Outcome::Interrupted, "{script}: {after}");
        assert!(is_same, "{script}: {after}");
        after = 4 * after + 1;
    }
    after
}

#[test]
fn an_import_ends_while_rules_are_worked_out_and_has_imported_nothing() {
    for how in ["-Force", "-Update", "-Merge", "-Update -WhatIf"] {
        let script = format!("Import-Tenant contoso {how} | Out-Null");
        let ends = ended_everywhere(&script, "Working out the rules");
        assert!(ends > 10, "{how}: {ends}");
    }
}

#[test]
fn a_comparison_with_an_export_ends() {
    let ends = ended_everywhere("Compare-Tenant contoso | Out-Null", "Working out the rules");
    assert!(ends > 10, "{ends}");
    let reading = ended("Compare-Tenant contoso", "users.json", 0);
    assert_eq!(reading.unwrap().0, Outcome::Interrupted);
}

#[test]
fn a_verification_of_all_members_ends() {
    let ends = ended_everywhere("Test-Tenant -Membership", "Comparing members");
    assert!(ends > 10, "{ends}");
}
