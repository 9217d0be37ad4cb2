//! What holds of every pattern.

use std::sync::OnceLock;

use ingroup_schema::{contains_folded, ends_with_folded, fold, fold_char, starts_with_folded};
use proptest::prelude::*;

use super::{good, slow};
use crate::pattern::{Likeness, Pattern, PatternFault, PatternShape, case, write};

/// Pieces from which patterns with every construct come about.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "b", "K", "é", "ſ", "1", " ", "-", ",", "\n", "😀", ".", "^", "$", "|", "*", "+", "?", "*?",
    "{2}", "{1,}", "{,3}", "{0,2}?", "{", "}", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?<n>",
    "(?'m'", "(?<2>", "(?i)", "(?-i)", "(?m)", "(?s)", "(?n)", "(?x)", "(?#r)", "(?(1)", "(?(n)",
    "(?(?=a)", "(?(a)", ")", ")", ")", "[", "[^", "]", "]", "-[", "&&", "~~", "--", "[:", r"\b", r"\B", r"\A", r"\G",
    r"\Z", r"\z", r"\w", r"\W", r"\d", r"\s", r"\S", r"\p{L}", r"\P{Lu}", r"\p{IsGreek}", r"\p{Cs}", r"\1", r"\2",
    r"\10", r"\k<n>", r"\<n>", r"\x41", r"\u0042", r"\cI", r"\e", r"\0", r"\\", r"\-", r"\]", r"\",
];

fn pattern_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

/// Well-formed patterns in which everything is nested in everything.
fn nested() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a", "b", "ab", "[ab]", ".", "$", "^", r"\b", r"\1", r"\2", r"\z", "(?-i:B)", r"\n",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(5, 24, 3, |inner| {
        let open = prop::sample::select(vec!["(?:", "(", "(", "(?=", "(?!", "(?<=", "(?<!", "(?>"]);
        let times = prop::sample::select(vec!["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?"]);
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.concat()),
            2 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("(?:{one}|{other})")),
            4 => (open, inner.clone()).prop_map(|(open, inner)| format!("{open}{inner})")),
            3 => (inner.clone(), times).prop_map(|(inner, times)| format!("(?:{inner}){times}")),
            1 => (inner.clone(), inner.clone()).prop_map(|(yes, no)| format!("(a)?(?(1){yes}|{no})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(yes, no)| format!("(?(?=a.){yes}|{no})")),
        ]
    })
}

fn check_text(pattern: &str, text: &str) {
    let length = pattern.chars().count();
    match Pattern::read(pattern) {
        Err(error) => {
            assert!(
                error.span.start < error.span.end && error.span.end <= length,
                "{pattern:?} {error:?}"
            );
            assert!(error.help.is_some(), "{pattern:?}");
        }
        Ok(read) => {
            let compiled = read.compile();
            let text_of_engine = read.engine_text();
            assert!(compiled.is_ok(), "{pattern:?} as {text_of_engine:?}");
            let _ = read.is_match(text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(pattern in "\\PC{0,20}", text in "\\PC{0,8}") {
        check_text(&pattern, &text);
    }

    #[test]
    fn what_is_read_compiles(pattern in pattern_text(), text in "[abk1\\n -é😀]{0,6}") {
        check_text(&pattern, &text);
    }

    /// What a regular pattern finds does not depend on which engine runs it.
    #[test]
    fn the_engines_agree(pattern in pattern_text(), text in "[abk1\\n -é]{0,6}") {
        if let Ok(read) = Pattern::read(&pattern)
            && read.is_regular()
            && read.tree.depth() <= write::BACKTRACKING_DEPTH
        {
            let other = write::write(&read.tree, write::Engine::Backtracking);
            let other = fancy_regex::Regex::new(&other).unwrap();
            prop_assert_eq!(read.is_match(&text), Ok(other.is_match(&text).unwrap()));
        }
    }

    #[test]
    fn the_engines_agree_with_a_slow_one(
        pattern in prop_oneof![pattern_text(), nested(), nested()],
        text in "[ab\\nk1é-]{0,6}",
    ) {
        if let Ok(read) = Pattern::read(&pattern)
            && let Some(expected) = slow::is_match(&read.tree, &text)
        {
            let found = read.is_match(&text);
            prop_assert!(found == Ok(expected) || found == Err(PatternFault::TooManySteps), "{:?} {}", found, read.engine_text());
        }
    }

    #[test]
    fn a_shape_asks_what_the_pattern_asks(
        open in prop::sample::select(vec!["", "^", ".*", "^.*", r"\A"]),
        word in "[abKſσé]{0,3}",
        close in prop::sample::select(vec!["", "$", ".*", ".*$", r"\z"]),
        text in "[abkKsſσςΣéÉ\\n]{0,6}",
    ) {
        let read = good(&format!("{open}{word}{close}"));
        if read.likeness() == Likeness::WithoutLineFeeds && text.contains('\n') {
            return Ok(());
        }
        let holds = match read.shape() {
            PatternShape::Everything => true,
            PatternShape::Literal(part) => contains_folded(&text, &fold(&part)),
            PatternShape::Prefix(part) => starts_with_folded(&text, &fold(&part)),
            PatternShape::Suffix(part) => ends_with_folded(&text, &fold(&part)),
            PatternShape::Exact(whole) => fold(&text) == fold(&whole),
            PatternShape::OneOf(_) | PatternShape::Other => return Ok(()),
        };
        prop_assert_eq!(read.is_match(&text), Ok(holds));
    }

    #[test]
    fn an_outline_asks_what_the_pattern_asks(
        parts in prop::collection::vec(
            prop::sample::select(vec!["^", "$", ".*", ".*?", "a", "b", "K", "ab", "σ", "(a|bK)", "(?:b|)", "(ab)", "[^x]?", "a*", "é", "[a-kσ]+", "[s]", "[^b]+"]),
            0..6,
        ),
        text in "[abkKsſσςΣéÉx]{0,8}",
    ) {
        let read = good(&parts.concat());
        if let Some(outline) = read.outline() {
            prop_assert_eq!(read.is_match(&text), Ok(outline.holds(&fold(&text))), "{:?}", outline);
        }
    }
}

#[test]
fn characters_are_one_exactly_when_they_fold_to_one() {
    static ALL: OnceLock<Vec<char>> = OnceLock::new();
    let all = ALL.get_or_init(|| (0..=0x1_FFFF).filter_map(char::from_u32).collect());
    let mut families = std::collections::BTreeMap::<char, Vec<char>>::new();
    for c in all {
        families.entry(fold_char(*c)).or_default().push(*c);
    }
    for family in families.values() {
        for c in family {
            assert_eq!(&case::equals_of(*c), family, "{c:?}");
        }
    }
}
