//! Sessions of the program: exit codes, where text goes, Ctrl-C, closed pipes.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::program::{Ended, ingroup, run, run_with, snapshot};

#[test]
fn the_exit_code_says_how_it_went() {
    for (text, code) in [
        ("'done'", 0),
        ("Get-Group nobody", 1),
        ("Get-Grup", 1),
        ("if (", 1),
        ("exit 7", 7),
        ("throw 'no'", 1),
        ("try { Get-Group nobody } catch { 'went on' }", 0),
    ] {
        let ended = run(["-c", text]);
        assert_eq!(ended.code, code, "{text}: {}{}", ended.out, ended.err);
    }
    assert_eq!(run(["run"]).code, 2, "no script");
    assert_eq!(run(["run", "no-such-script.ps1"]).code, 1);
    assert_eq!(run(["--now", "soon", "-c", "'x'"]).code, 2);
    assert_eq!(run(["-c", "'x'", "--folder", "no-such-folder"]).code, 1);
}

#[test]
fn answers_and_errors_go_apart_and_a_script_stops_at_its_first_error() {
    let ended = run([
        "-c",
        "'before'; Write-Warning 'careful'; Get-Group nobody; 'after'",
    ]);
    assert_eq!(ended.out, "before\n");
    assert!(
        ended
            .err
            .starts_with("WARNING: careful\nerror: Get-Group: There is no group \"nobody\"."),
        "{}",
        ended.err
    );
}

#[test]
fn standard_input_is_a_script() {
    let ended = run_with([], b"\xef\xbb\xbf$x = 20\r\n$x + 22\r\n");
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (0, "42\n"),
        "{}",
        ended.err
    );
    let ended = run_with([], b"'\xff'");
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("not UTF-8"), "{}", ended.err);
}

#[test]
fn a_rhai_script_calls_the_same_commands_as_functions() {
    let place = tempfile::tempdir().expect("a folder");
    let script = place.path().join("small.rhai");
    let text = "let adele = new_user(#{ user_principal_name: \"adele@contoso.com\", display_name: \"Adele\", department: \"Sales\" });\n\
                new_group(#{ display_name: \"Sales\", membership_rule: \"user.department -eq \\\"Sales\\\"\", group_types: [\"DynamicMembership\"] });\n\
                get_group_member(\"Sales\").DisplayName";
    std::fs::write(&script, text).expect("a file");
    let ended: Ended = ingroup(["run"]).arg(&script).output().expect("runs").into();
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (0, "Adele\n"),
        "{}",
        ended.err
    );
}

#[test]
fn a_closed_pipe_ends_a_script_without_a_word() {
    let mut child = ingroup(["-c", "foreach ($i in 1..100000) { Write-Host $i }"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    assert_eq!(lines.next().expect("a line").expect("text"), "1");
    drop(lines);
    let ended: Ended = child.wait_with_output().expect("ends").into();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_running_script_with_130() {
    let mut child = ingroup(["-c", "Write-Host started; while ($true) { $x = 1 }"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut first = String::new();
    BufReader::new(child.stdout.as_mut().expect("a pipe"))
        .read_line(&mut first)
        .expect("a line");
    assert_eq!(first, "started\n");
    let sent = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(sent.success());
    let ended: Ended = child.wait_with_output().expect("ends").into();
    assert_eq!(ended.code, 130, "{}", ended.err);
}

#[test]
fn a_run_goes_on_after_errors_when_it_is_told_to_and_still_fails() {
    let text = "'one'; Get-Group nobody; 'two'; throw 'no'; 'three'";
    let ended = run(["--continue", "-c", text]);
    assert_eq!((ended.code, ended.out.as_str()), (1, "one\ntwo\n"));
    assert_eq!(run(["--continue", "-c", "'fine'"]).code, 0);

    let place = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let first = write("first.ps1", "'first'; throw 'no'");
    let second = write("second.ps1", "'second'; exit 3");
    let third = write("third.rhai", "\"third\"");
    let all = |go_on: &[&str]| -> Ended {
        let scripts = [&first, &second, &third];
        let run = ingroup(["run"]).args(go_on).args(scripts).output();
        run.expect("runs").into()
    };
    let ended = all(&["--continue"]);
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (1, "first\nsecond\nthird\n")
    );
    let ended = all(&[]);
    assert_eq!((ended.code, ended.out.as_str()), (1, "first\n"));
    let missing = ingroup(["run"]).arg(&third).arg("missing.ps1").output();
    let ended: Ended = missing.expect("runs").into();
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (1, ""),
        "nothing runs before all can be read"
    );
}

#[test]
fn whom_as_names_acts_from_the_import_that_brings_them() {
    let folder = ["--folder", "scripts/data"];
    let text = "Import-Tenant scripts/data/contoso -WarningAction SilentlyContinue | Out-Null\n\
                (Connect-Tenant).DisplayName\nSet-User diego -JobTitle x";
    let with = |who: &str, text: &str| -> Ended {
        let run = ingroup(folder).args(["--as", who, "-c", text]).output();
        run.expect("runs").into()
    };
    let ended = with("adele@contoso.com", text);
    assert_eq!((ended.code, ended.out.as_str()), (1, "Adele Vance\n"));
    assert!(ended.err.contains("Set-User"), "{}", ended.err);
    let ended = with("nobody", text);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("nobody"), "{}", ended.err);
    let ended = with("adele", "'no import'");
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains("nobody called \"adele\" came to act"),
        "{}",
        ended.err
    );
}

#[test]
fn a_safe_session_touches_no_file_and_cannot_be_talked_out_of_it() {
    for text in [
        "Import-Tenant scripts/data/contoso",
        "Get-Content README.md",
        "'x' > written.txt",
        "Export-Tenant out",
    ] {
        let ended = run(["--safe", "-c", text]);
        assert_eq!(ended.code, 1, "{text}");
        assert!(
            ended.err.contains("this session touches no files"),
            "{text}: {}",
            ended.err
        );
    }
    assert_eq!(run(["--safe", "-c", "New-Group x"]).code, 0);
    assert_eq!(run(["--safe", "--folder", ".", "-c", "1"]).code, 2);
}

#[test]
fn a_script_has_as_many_steps_as_it_is_given() {
    let ended = run(["--max-operations", "1000", "-c", "'in'; while ($true) { }"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, "in\n"));
    assert!(ended.err.contains("more than 1000 steps"), "{}", ended.err);
    assert_eq!(run(["--max-operations", "0", "-c", "1"]).code, 2);
}

#[test]
fn the_seed_says_which_numbers_are_drawn() {
    let drawn =
        |seed: &str| run(["--seed", seed, "-c", "1..3 | ForEach-Object { Get-Random }"]).out;
    assert_eq!(drawn("7"), drawn("7"));
    assert_ne!(drawn("7"), drawn("8"));
}

#[test]
fn objects_are_shown_in_the_form_that_is_asked_for() {
    let text = "[pscustomobject]@{ Name = 'Ann, Bea'; Tags = 'a', 'b|c'; Age = 3 }; 'text'";
    let shown: String = ["table", "list", "json", "csv", "markdown"]
        .iter()
        .map(|form| {
            format!(
                "--output {form}\n{}\n",
                run(["--output", form, "-c", text]).out
            )
        })
        .collect();
    snapshot("session-output", &shown);
}

#[test]
fn a_transcript_may_go_to_a_file_beside_what_is_shown() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("kept.txt");
    let option = format!("--transcript={}", file.display());
    let text = "# A note\n$x = 1\n\n'shown'; Write-Warning 'careful'";
    let ended = run([option.as_str(), "-c", text]);
    assert_eq!(
        (ended.out.as_str(), ended.err.as_str()),
        ("shown\n", "WARNING: careful\n")
    );
    let kept = std::fs::read_to_string(&file).expect("a transcript");
    assert_eq!(kept, run(["--transcript", "-c", text]).out);
    snapshot("session-transcript", &kept);
    let ended = run(["--transcript=no/such/folder/file", "-c", "'x'"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
}
