//! The prompt on a terminal, as somebody who types sees it.

use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

/// How long an answer may take on a busy machine, in milliseconds.
const PATIENCE: u64 = 120_000;

/// What the prompt shows when it waits.
const PROMPT: &str = "ingroup> ";

/// A prompt that has said what is loaded, and waits. Its history lies in `state`.
fn prompt(state: &Path, arguments: &[&str]) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ingroup"));
    command
        .args(["--now", "2026-11-21T09:00:00Z"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("XDG_STATE_HOME", state)
        .env("HOME", state);
    let mut session = spawn_command(command, Some(PATIENCE)).expect("the prompt starts");
    see(&mut session, "Get-Help helps, exit ends.");
    see(&mut session, PROMPT);
    session
}

fn see(session: &mut PtySession, text: &str) {
    if let Err(error) = session.exp_string(text) {
        panic!("\"{text}\" was not seen: {error}");
    }
}

fn type_text(session: &mut PtySession, text: &str) {
    session.send(text).expect("the terminal takes text");
    session.flush().expect("the terminal takes text");
}

/// Types a line, waits for what it prints, and for the next prompt.
fn enter(session: &mut PtySession, line: &str, answer: &str) {
    type_text(session, &format!("{line}\r"));
    see(session, answer);
    see(session, PROMPT);
}

fn leave(mut session: PtySession) {
    type_text(&mut session, "\u{4}");
    session.exp_eof().expect("Ctrl-D ends the prompt");
}

#[test]
fn names_and_rules_complete_and_statements_go_over_several_lines() {
    let state = tempfile::tempdir().expect("a folder for the history");
    let mut session = prompt(state.path(), &[]);
    enter(
        &mut session,
        "Import-Tenant scripts/data/contoso",
        "Contoso",
    );
    type_text(&mut session, "get-group old\t");
    see(&mut session, "get-group 'Old contractors'");
    enter(&mut session, "", "Update paused");
    type_text(&mut session, "Test-MembershipRule 'user.dep\t");
    see(&mut session, "user.department");
    type_text(&mut session, " -eq \"Eng\t");
    see(&mut session, "\"Engineering\"");
    enter(&mut session, "'", "The rule is valid.");
    type_text(&mut session, "if ($true) {\r");
    type_text(&mut session, "'tw' + 'o'\r");
    enter(&mut session, "}", "two");
    leave(session);
}

#[test]
fn a_running_command_is_stopped_and_the_tenant_stays() {
    let state = tempfile::tempdir().expect("a folder for the history");
    let mut session = prompt(state.path(), &[]);
    enter(
        &mut session,
        "$null = New-Group Nurses; 'ma' + 'de'",
        "made",
    );
    type_text(
        &mut session,
        "Write-Host ('run' + 'ning'); while ($true) { $x = 1 }\r",
    );
    see(&mut session, "running");
    type_text(&mut session, "\u{3}");
    see(&mut session, PROMPT);
    enter(&mut session, "'groups: ' + @(Get-Group).Count", "groups: 1");
    // At the prompt it only drops what is typed.
    type_text(&mut session, "Get-Nothing\u{3}");
    see(&mut session, PROMPT);
    enter(&mut session, "'still ' + 'here'", "still here");
    leave(session);
}

#[test]
fn what_was_typed_is_there_in_the_next_session() {
    let state = tempfile::tempdir().expect("a folder for the history");
    let mut first = prompt(state.path(), &[]);
    enter(&mut first, "'from ' + 'before'", "from before");
    leave(first);
    let mut second = prompt(state.path(), &[]);
    type_text(&mut second, "\u{1b}[A");
    see(&mut second, "'from ' + 'before'");
    enter(&mut second, "", "from before");
    leave(second);

    let kept = state.path().join("ingroup/history");
    let mut safe = prompt(state.path(), &["--safe"]);
    enter(&mut safe, "'not ' + 'kept'", "not kept");
    leave(safe);
    let text = std::fs::read_to_string(&kept).expect("the history is there");
    assert!(
        text.contains("'from ' + 'before'") && !text.contains("kept"),
        "{text}"
    );
}

#[test]
fn a_history_that_cannot_be_used_is_said_and_stops_nothing() {
    let state = tempfile::tempdir().expect("a folder for the history");
    let folder = state.path().join("ingroup");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(
        folder.join("history"),
        [b'#', b'V', b'2', b'\n', 0xff, 0xfe, b'\n'],
    )
    .expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ingroup"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env("XDG_STATE_HOME", state.path())
        .env("HOME", state.path());
    let mut session = spawn_command(command, Some(PATIENCE)).expect("the prompt starts");
    see(
        &mut session,
        "note: what you type is not kept after this session",
    );
    see(&mut session, PROMPT);
    enter(&mut session, "'goes ' + 'on'", "goes on");
    leave(session);
    let left = std::fs::read(folder.join("history")).expect("the file is left alone");
    assert_eq!(left.len(), 7);
}

#[test]
fn the_prompt_says_who_acts() {
    let state = tempfile::tempdir().expect("a folder for the history");
    let mut session = prompt(state.path(), &[]);
    enter(
        &mut session,
        "$null = New-User -DisplayName 'Ada Byron' -UserPrincipalName ada@contoso.com; 'ma' + 'de'",
        "made",
    );
    type_text(&mut session, "Connect-Tenant -As ada@contoso.com\r");
    see(&mut session, "ingroup (Ada Byron)> ");
    enter(
        &mut session,
        "Connect-Tenant -BuiltIn",
        "Global Administrator",
    );
    leave(session);
}
