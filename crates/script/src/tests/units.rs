//! Units: places, comments, and texts that are parts of larger ones.

use std::fmt::Write as _;

use super::assert_snapshot;
use crate::{Lines, LowerOptions, Position, Span, lower, parse, parse_at};

#[test]
fn units_carry_their_comments() {
    let text = "# The file\n\n# First\n$x = 1 # behind\n# Second\n<# more #>\nGet-Group `\n  sales; $y = 2\n# last\n";
    let lowered = lower(&parse(text), LowerOptions::default());
    let mut out = String::new();
    for unit in &lowered.units {
        let comments = unit.comments.map_or("-", |span| span.of(text));
        writeln!(
            out,
            "source:   {:?}\ncomments: {comments:?}\ntext:     {}\n",
            unit.span.of(text),
            unit.text
        )
        .unwrap();
    }
    assert_snapshot("units_carry_their_comments", out);
}

#[test]
fn locations_are_places_in_the_source() {
    let text = "$x = Get-Group sales -Top 5 | Where-Object { $_.Name -like \"a$y\" }\n$x.Members[0].Add(@{ a = [int]'1' })";
    let lowered = lower(&parse(text), LowerOptions::default());
    let mut out = String::new();
    for (number, span) in lowered.locations.iter().enumerate() {
        writeln!(out, "{number:>3} {}", span.of(text)).unwrap();
    }
    assert_snapshot("locations_are_places_in_the_source", out);
}

#[test]
fn a_part_of_a_text_keeps_its_places() {
    let whole = "ps { $x = Get-Group sales };";
    let part = "$x = Get-Group sales";
    let at = u32::try_from(whole.find(part).unwrap()).unwrap();
    let lowered = lower(&parse_at(part, at), LowerOptions { first_location: 40 });
    assert_eq!(
        lowered.units[0].text,
        "ps_set(40, \"x\", ps_collect(41, [ps_cmd(42, \"Get-Group\", [ps_word(43, \"sales\")])]));"
    );
    let places: Vec<_> = lowered
        .locations
        .iter()
        .map(|span| span.of(whole))
        .collect();
    assert_eq!(places, ["$x", "Get-Group sales", "Get-Group", "sales"]);
    assert_eq!(
        parse_at("$x ==", at).errors[0].span.of("ps { $x == };"),
        "=="
    );
}

#[test]
fn lines_and_columns_are_counted_in_characters() {
    let text = "é\r\n$ü = 1\n";
    let lines = Lines::new(text);
    let at = |offset| lines.position(text, offset);
    assert_eq!(at(0), Position { line: 1, column: 1 });
    assert_eq!(
        at(u32::try_from(text.find('=').unwrap()).unwrap()),
        Position { line: 2, column: 4 }
    );
    assert_eq!(at(1_000), Position { line: 3, column: 1 });
    assert_eq!(
        Span::new(0, 1).of(text),
        "",
        "not on a character's boundary"
    );
}
