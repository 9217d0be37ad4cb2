//! `.rhai` files with PowerShell among the Rhai.

use super::{check, finish, host};
use crate::{Echo, Limits, Transcript, on_large_stack};

fn transcript(script: &str) -> String {
    let shown = on_large_stack(|| {
        let output = Transcript::new();
        let mut shell = host::shell(output.clone(), Limits::default());
        let outcome = shell.run_rhai(script, "test.rhai", Echo::Statements);
        finish(output.take(), outcome)
    });
    shown.unwrap()
}

fn transcripts(scripts: &[&str]) -> String {
    scripts
        .iter()
        .map(|script| format!("{}\n", transcript(script)))
        .collect()
}

#[test]
fn command_lines_stand_among_statements() {
    check(
        "rhai_mixed_lines",
        &transcripts(&[
            "// Who is there?\nGet-ClubMember Ann\n\nlet n = (Get-ClubMember | Measure-Object).Count;\nprint(n);",
            "for m in (Get-ClubMember) {\n    if m.age > 40 { Write-Host $m.Name }\n}",
            "fn ages() { let all = Get-ClubMember; all.map(|m| m.AGE) }\nages()",
            "let who = \"Ann\";\nlet m = get-clubmember $who;\nm.name",
            "let total = 7;\nlet used = 3;\ntotal-used",
        ]),
    );
}

#[test]
fn variables_are_shared_both_ways() {
    check(
        "rhai_mixed_variables",
        &transcripts(&[
            "let x = 1;\nps { $x += 1; $made = 'by PowerShell' };\nmade += \"!\";\nps { \"$X $Made\" };\nx",
            "let list = [1, 2];\nps { $list += 3 };\nlist.len()",
            "ps { $grown = [System.Collections.ArrayList]@() };\nps { [void]$grown.Add('a') };\nfor item in grown { print(item); }\ngrown.Count",
            "ps { $t = [ordered]@{ B = 1; a = 2 } };\nt.b = 5;\nps { $t.Keys -join ','; $t.B };\nt.A",
            "const LIMIT = 3;\nps { $limit = 9; $limit };\nLIMIT",
            "let older = |m| m.Age > 40;\nGet-ClubMember | Where-Object -FilterScript $older | Select-Object Name",
            "fn twice(n) { ps { $n = $n * 2 }; n }\nlet n = 5;\nprint(twice(21));\nn",
            "ps { function Greet($Who) { \"Hello $Who\" } };\nlet said = ps { Greet Ann };\nsaid",
        ]),
    );
}

#[test]
fn errors_stand_where_they_were_made() {
    check(
        "rhai_mixed_errors",
        &transcripts(&[
            "let x = 1;\n\nGet-ClubMember Zoe\nprint(\"not reached\");",
            "Get-ClubMember Ann | Out-Null\nlet a = 1; nope(a);",
            "Get-Nothing",
            "ps {\n    if (1 { 2 }\n};",
            "Get-ClubMember Ann\nlet y = x +;",
            "let text = \"\";\ntry { let m = Get-ClubMember Zoe; } catch (e) { text = `caught: ${e}`; }\nps { 'still shown' };\ntext",
            "ps { exit 3 };\nprint(\"not reached\");",
            "ps { throw 'no' };",
        ]),
    );
}

#[test]
fn limits_hold_in_rhai_too() {
    check(
        "rhai_limits",
        &transcripts(&[
            "fn deep(x) { deep(x + 1) }\ndeep(0)",
            "let text = \"x\";\nloop { text += text; }",
            "let list = [1];\nloop { list += list; }",
            "ps { $a = @(1); while ($true) { $a += $a } };",
        ]),
    );
}
