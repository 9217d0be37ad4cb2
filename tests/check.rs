//! `ingroup check` and `ingroup lower`: what is said about scripts that are not run.

use crate::program::{Ended, ingroup, root, run, snapshot};
use crate::scripts::scripts;

#[test]
fn mistakes_are_found_before_anything_runs() {
    for name in ["mistakes.ps1", "mistakes.rhai"] {
        let ended = run(["check", &format!("tests/checks/{name}")]);
        assert_eq!((ended.code, ended.err.as_str()), (1, ""));
        snapshot(&format!("check-{}", name.replace('.', "-")), &ended.out);
    }
    let ended = run([
        "check",
        "tests/twins/joiners.ps1",
        "tests/checks/mistakes.rhai",
    ]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.out.starts_with("joiners.ps1: no errors\n"),
        "{}",
        ended.out
    );
    assert_eq!(run(["check"]).code, 2);
    assert_eq!(run(["check", "no-such-file.ps1"]).code, 1);
}

#[test]
fn scripts_that_work_have_no_mistakes_but_rules_that_are_wrong_on_purpose() {
    let all = ["scripts", "tests/scenarios", "tests/twins"];
    let all = all.iter().flat_map(|folder| scripts(&root().join(folder)));
    let ended: Ended = ingroup(["check"])
        .args(all)
        .output()
        .expect("the program starts")
        .into();
    let wrong: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| line.starts_with("error") && !line.contains("membership rule is not valid"))
        .collect();
    assert_eq!(wrong, [""; 0], "{}", ended.out);
}

#[test]
fn a_script_is_shown_as_the_rhai_that_it_becomes() {
    let place = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = place.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let plain = run(["lower", &file("a.ps1", "$x = 1\nif ($x) { Get-Clock }")]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    let mixed = run(["lower", &file("b.rhai", "let x = 1;\nps { $x };\n")]);
    assert_eq!((mixed.code, mixed.err.as_str()), (0, ""));
    snapshot("lower", &format!("{}\n{}", plain.out, mixed.out));
    let wrong = run(["lower", &file("c.ps1", "if (")]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.out.contains("c.ps1:1:"), "{}", wrong.out);
}

#[test]
fn a_folder_stands_for_the_scripts_below_it() {
    let ended = run(["check", "tests/checks"]);
    let verdicts: Vec<&str> = ended
        .out
        .lines()
        .filter(|line| line.starts_with("mistakes"))
        .collect();
    assert_eq!(ended.code, 1);
    assert_eq!(verdicts.len(), 2, "{}", ended.out);
    assert_eq!(run(["check", "snapshots/rule"]).code, 2);
}
