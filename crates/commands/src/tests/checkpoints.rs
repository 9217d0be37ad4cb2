//! Checkpoints: the whole state comes back, who acts and the clock too.

use ingroup_shell::{Echo, Transcript, on_large_stack};

use super::folders::Scratch;
use super::{check, on_contoso, shell, transcripts};

#[test]
fn what_was_done_is_taken_back() {
    let scripts = [
        "Checkpoint-Tenant before\nRemove-Group Sales\nSet-User adele@contoso.com -Department Sales\nConnect-Tenant adele@contoso.com\nGet-Checkpoint\nUndo-Tenant\n(Get-Group Sales).DisplayName\n(Get-User adele@contoso.com).Department\nConnect-Tenant",
        "Checkpoint-Tenant; Checkpoint-Tenant; Checkpoint-Tenant two\nUndo-Tenant -To 1\nGet-Checkpoint\nUndo-Tenant two",
        "Set-Clock -Mode Manual\nCheckpoint-Tenant\nSet-Clock -Advance 3d\nGet-Clock\nUndo-Tenant\nGet-Clock",
        "Checkpoint-Tenant before\nRemove-Group Sales\nUndo-Tenant -WhatIf\nGet-Group Sales",
        "Undo-Tenant",
    ];
    check("checkpoints", &transcripts(&scripts));
}

#[test]
fn a_session_is_saved_as_a_script_that_does_it_again() {
    let scratch = Scratch::new("saved");
    let folder = &scratch.0;
    let lines = [
        "$g = Get-Group Nigeria",
        "Get-Grou",
        "if ($g) {\n    Set-Group $g -Description 'seen'\n}",
        "  save-session monday.ps1 -WhatIf",
        "exit",
        "Get-Group Nigeria | Format-List DisplayName, Description",
    ];
    let page = on_large_stack(|| {
        let mut session = on_contoso();
        session.set_script_folder(Some(folder)).unwrap();
        let output = Transcript::new();
        let mut shell = shell(session, output.clone());
        for line in lines {
            let outcome = shell.run(line, "prompt", Echo::Off);
            shell.host_mut().was_typed(line, outcome);
        }
        output.take();
        let mut page = String::new();
        for line in [
            "Save-Session monday.ps1",
            "Save-Session monday.ps1",
            "Save-Session monday.ps1 -All -Force",
        ] {
            shell.run(line, "prompt", Echo::Statements);
            let written = std::fs::read_to_string(folder.join("monday.ps1")).unwrap();
            page.push_str(&format!("{}--- monday.ps1\n{written}---\n", output.take()));
        }
        page
    })
    .unwrap();
    check("saved_session", &page);
}
