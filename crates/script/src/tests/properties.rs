//! What holds for any text: a tree, in bounded time and stack, whose places lie inside the text.

use proptest::prelude::*;

use crate::{LowerOptions, NESTING_LIMIT, OPERATOR_LIMIT, RUNTIME, lower, parse};

/// Pieces that make a random text look like a script.
const PIECES: &[&str] = &[
    "$x",
    "$",
    "${",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "@(",
    "@{",
    "@'\n",
    "\n'@",
    "@\"\n",
    "\n\"@",
    "'",
    "\"",
    "`",
    "\n",
    " ",
    ";",
    ",",
    "|",
    "&",
    "&&",
    "=",
    "+=",
    "-eq",
    "-and",
    "-not ",
    "!",
    "++",
    "--",
    "..",
    "::",
    ".",
    "?.",
    "?",
    ":",
    "if",
    "else",
    "foreach",
    "in",
    "for",
    "while",
    "do",
    "until",
    "switch",
    "try",
    "catch",
    "finally",
    "function",
    "param",
    "begin",
    "return",
    "break",
    "continue",
    "throw",
    "class",
    "Get-Group",
    " -All",
    "-x:",
    "5",
    "1.5",
    "0x",
    "[int]",
    "#",
    "<#",
    "#>",
    ">",
    "2>&1",
    "é",
    "’",
    "“",
    "–",
    "%",
    "*",
    "default",
    "end",
];

fn check(text: &str) {
    let parsed = parse(text);
    for error in &parsed.errors {
        assert!(error.span.start as usize <= text.len(), "{error:?}");
    }
    let lowered = lower(&parsed, LowerOptions::default());
    for span in &lowered.locations {
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?}"
        );
    }
    for unit in &lowered.units {
        for call in unit
            .text
            .split("ps_")
            .skip(1)
            .filter(|_| !text.contains("ps_"))
        {
            let name = call.split('(').next().unwrap_or("");
            assert!(
                RUNTIME
                    .iter()
                    .any(|function| function.name == format!("ps_{name}")),
                "{name}"
            );
        }
    }
}

proptest! {
    #[test]
    fn any_text_has_a_tree(text in ".{0,200}") {
        check(&text);
    }

    #[test]
    fn any_pieces_have_a_tree(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&pieces.concat());
    }
}

#[test]
fn nesting_ends_in_a_message() {
    for piece in [
        "(", "{", "@(", "$(", "@{a=", "\"$(", "!", "-not ", "[int]", ",", "$x=", "if (", "$x.a(",
        "$x[", "a (", "1 ? ", "return ", "&{", "1+(",
    ] {
        let parsed = parse(&piece.repeat(100_000));
        assert_eq!(parsed.errors.len(), 1, "{piece}: {:?}", parsed.errors);
        assert!(
            parsed.errors[0].message.contains("nested"),
            "{piece}: {:?}",
            parsed.errors
        );
        assert!(!parsed.incomplete);
    }
}

#[test]
fn nesting_within_the_limit_is_fine() {
    let shapes = [
        ("(", ")"),
        ("$(", ")"),
        ("\"$(", ")\""),
        ("@{ a = ", " }"),
        ("& { ", " }"),
        ("$x.Add(1 + ", ")"),
        ("$x[", "]"),
        ("if (1) { ", " } else { 2 }"),
        ("foreach ($i in 1) { ", " }"),
        ("switch (1) { 1 { ", " } }"),
        ("try { ", " } catch { 1 } finally { 2 }"),
        ("function f { ", " }"),
        ("(Get-Group -Id ", ")"),
    ];
    for (open, close) in shapes {
        let depth = (NESTING_LIMIT - 2) / if open.starts_with("switch") { 2 } else { 1 };
        let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert_eq!(parse(&text).errors, [], "{open}");
        check(&text);
    }
}

#[test]
fn long_chains_end_in_a_message() {
    let fine = format!("1{}", " + 1".repeat(OPERATOR_LIMIT));
    assert_eq!(parse(&fine).errors, []);
    check(&fine);
    check(&format!("$a{}", " -and $a".repeat(OPERATOR_LIMIT)));
    check(&format!("$a{}", " ?? $a".repeat(OPERATOR_LIMIT)));
    for text in [
        format!("1{}", " + 1".repeat(100_000)),
        format!("$x{}", ".a".repeat(100_000)),
        format!("$x{}", "[0]".repeat(100_000)),
        format!(
            "{}1{}",
            "(".repeat(100),
            format!("{})", "+1".repeat(900)).repeat(100)
        ),
        format!(
            "{}$x{}",
            "(".repeat(100),
            format!("{})", ".a".repeat(190)).repeat(100)
        ),
        format!("if ($a) {{ 1 }}{}", " elseif ($a) { 1 }".repeat(10_000)),
    ] {
        assert!(!parse(&text).errors.is_empty());
    }
}

#[test]
fn long_lists_are_fine() {
    let text = format!(
        "$x = 1{}\n{}",
        ", 1".repeat(50_000),
        "Get-Group sales\n".repeat(20_000)
    );
    assert_eq!(parse(&text).errors, []);
    let sums = format!(
        "$x = @({})",
        "($a.b + 1),\n".repeat(5_000).trim_end_matches(",\n")
    );
    assert_eq!(parse(&sums).errors, []);
}
