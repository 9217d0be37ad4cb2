//! Sessions of the program: exit codes, where text goes, Ctrl-C, closed pipes.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::program::{Ended, ingroup, run, run_with};

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
