//! Rhai with PowerShell among it: where it is found, what it becomes, and where places point.

use std::fmt::Write as _;

use super::assert_snapshot;
use crate::{Mixed, MixedOptions, Steps, weave};

fn woven(text: &str, steps: Steps) -> Mixed {
    weave(
        text,
        MixedOptions {
            first_location: 0,
            is_command: &|word| word.eq_ignore_ascii_case("get-thing"),
            steps,
        },
    )
}

#[test]
fn powershell_is_found_in_its_places() {
    let cases = [
        "Get-Thing one | Format-List\nlet x = 1;",
        "let g = Get-Thing 'a b'; print(g.Name);",
        "let n = (Get-Thing).Count;",
        "for g in (Get-Thing) { Stop-Thing $g; }",
        "fn f(id) { return Get-Thing $id; }",
        "if a-b > 1 { x = total-used } // Get-Thing in a comment",
        "let t = `Get-Thing ${ (get-thing) } ${\"}\"}`; let s = \"; Get-Thing\"; let c = '\"'; let r = #\"; Get-Thing \"#;",
        "ps { foreach ($i in 1..2) { \"}\" } };\nlet two = ps { 1; 2 };",
        "let m = #{ a: 1 }; m.a += 1; /* Get-Thing /* x */ */ m",
        "#{ a: 1 }.a == 1 && x => y",
    ];
    let mut text = String::new();
    for case in cases {
        let mixed = woven(case, Steps::Silent);
        writeln!(text, "> {case}\n{}", mixed.text).unwrap();
        for error in &mixed.errors {
            writeln!(text, "error: {}", error.message).unwrap();
        }
        writeln!(text).unwrap();
    }
    assert_snapshot("mixed", text);
}

#[test]
fn statements_at_the_top_are_told_apart() {
    let text = "// first\nlet a = 1; // behind\n\n/// doc\nfn f(x) { x }\nif a { 1 } else { 2 }\n\
                do { a += 1; } while a < 3;\nlet m = #{ x: { 1 } };\nGet-Thing one\nps { 1 };\n\
                try { f(1) } catch { 2 }\nlet b = switch a { 1 => 2, _ => 3 } + 1;\na";
    let mixed = woven(text, Steps::Told);
    let steps: Vec<String> = mixed
        .steps
        .iter()
        .map(|span| format!("[{}]", span.of(text).trim()))
        .collect();
    assert_snapshot("mixed_steps", steps.join("\n"));
}

#[test]
fn what_is_kept_points_to_itself() {
    let text = "let a = 1;\nGet-Thing one\nlet b = Get-Thing 'é'; let c = a;\n";
    for steps in [Steps::Silent, Steps::Told] {
        let mixed = woven(text, steps);
        for word in ["a = 1", "let b", "c = a"] {
            let written = mixed.text.find(word).unwrap();
            let source = mixed.source_offset(u32::try_from(written).unwrap());
            assert_eq!(text.find(word).unwrap(), source as usize, "{word}");
        }
    }
}
