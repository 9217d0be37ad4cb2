//! Colours at the prompt, and what the walk over a text that may break off has in common with the parser.

use std::collections::BTreeSet;

use regex::Regex;

use super::{check, host};
use crate::prompt::found::{Form, Scan, Stage, TokenKind};
use crate::prompt::scan::scan;
use crate::{Limits, Transcript, on_large_stack};

/// Every stretch of a text with its meaning, one a line.
fn painted(text: &str) -> String {
    on_large_stack(|| {
        let shell = host::shell(Transcript::new(), Limits::default());
        let mut lines = String::new();
        let mut end = 0;
        for one in shell.paint(text) {
            assert!(
                one.span.start >= end,
                "stretches lie over each other: {text}"
            );
            end = one.span.end;
            let part = text.get(one.span).unwrap();
            lines.push_str(&format!(
                "{:16}{}\n",
                format!("{:?}", one.paint),
                part.escape_debug()
            ));
        }
        lines
    })
    .unwrap()
}

#[test]
fn colours_of_a_line() {
    let lines = [
        "Get-ClubMember -Identity 'Mary Ann' | Where-Object { $_.Age -gt 30 } # old",
        "$table = @{ Name = \"Hello $name, $($x.Age + 1.5)\"; Size = 3 }; gcmem Ann; Get-Nothing 1",
        "if ([int]$x -eq 1) { return 'one' } else { Write-Host $x[0].Name }",
        "Set-ClubRule -Rule 'likes \"tea\"'; $rule = \"likes $x\"",
        "foreach ($m in Get-ClubMember) { $m.Name.ToUpper() }",
        "Get-Nothi",
        "Get-ClubMember 'Ann",
    ];
    let page: Vec<String> = lines
        .iter()
        .map(|line| format!("> {line}\n{}", painted(line)))
        .collect();
    check("prompt_colours", &page.join("\n"));
}

fn stages(scan: &Scan) -> impl Iterator<Item = &Stage> {
    let frames = scan
        .closed
        .iter()
        .map(|(_, frame)| frame)
        .chain(&scan.frames);
    frames.flat_map(|frame| frame.stages.iter().chain(&frame.earlier))
}

/// The places that a pattern with two numbers finds in the tree.
fn places(tree: &str, pattern: &str) -> BTreeSet<(usize, usize)> {
    let found = Regex::new(pattern).unwrap();
    let number = |text: &str| text.parse::<usize>().unwrap();
    found
        .captures_iter(tree)
        .map(|found| (number(&found[1]), number(&found[2])))
        .collect()
}

#[test]
fn the_walk_and_the_parser_see_the_same_commands_and_parameters() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut seen = 0;
    for folder in ["scripts", "tests/scenarios"] {
        let files = std::fs::read_dir(std::path::Path::new(root).join(folder)).unwrap();
        for path in files.map(|file| file.unwrap().path()) {
            if path.extension().is_none_or(|extension| extension != "ps1") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let tree = format!("{:?}", ingroup_script::parse(&text).script);
            let span = r"Span \{ start: (\d+), end: (\d+) \}";
            let commands = places(
                &tree,
                &format!("invocation: Name, name: Expr \\{{ span: {span}"),
            );
            let walked = scan(&text);
            let names = walked
                .tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Command);
            let names: BTreeSet<_> = names
                .map(|token| (token.span.start, token.span.end))
                .collect();
            assert_eq!(names, commands, "{}", path.display());
            let parameters = places(
                &tree,
                &format!("Argument \\{{ span: {span}, kind: Parameter\\("),
            );
            let starts: BTreeSet<usize> = parameters.iter().map(|place| place.0).collect();
            let words = stages(&walked).flat_map(|stage| &stage.words);
            let words = words.filter(|word| word.form == Form::Parameter);
            let words: BTreeSet<usize> = words.map(|word| word.span.start).collect();
            assert_eq!(words, starts, "{}", path.display());
            seen += commands.len();
        }
    }
    assert!(seen > 300, "only {seen} commands were compared");
}

#[test]
fn no_text_and_no_place_stops_completion() {
    let text = "$a = @{ b = \"x $($c.d[0]) `\" \" }; Get-ClubMember 'é' -All:$true | % { $_.Name } # ü\n@'\nx\n'@ <# y #> [int]1..2";
    on_large_stack(|| {
        let shell = host::shell(Transcript::new(), Limits::default());
        for (start, _) in text.char_indices() {
            let tail = text.get(start..).unwrap();
            for (end, _) in tail.char_indices() {
                let found = shell.complete(tail, end);
                assert!(tail.is_char_boundary(found.start) && found.start <= end);
                shell.paint(tail.get(..end).unwrap());
            }
        }
    })
    .unwrap();
}
