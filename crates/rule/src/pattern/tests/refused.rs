//! What is refused, and where.

use super::bad;

/// A pattern, the place of the mistake, and how the message begins.
#[rustfmt::skip]
const ROWS: &[(&str, std::ops::Range<usize>, &str)] = &[
    ("*@domain.ext", 0..1, "\"*\" repeats nothing"),
    ("a|*", 2..3, "\"*\" repeats nothing"),
    ("(+a)", 1..2, "\"+\" repeats nothing"),
    ("?", 0..1, "\"?\" repeats nothing"),
    ("{2}", 0..3, "\"{2}\" repeats nothing"),
    ("(?i)*", 4..5, "\"*\" repeats nothing"),
    ("(?)", 1..2, "\"?\" repeats nothing"),
    ("a**", 2..3, "\"*\" repeats a repetition"),
    ("a+{2}", 2..5, "\"{2}\" repeats a repetition"),
    ("a*?+", 3..4, "\"+\" repeats a repetition"),
    ("a++", 2..3, "\"+\" repeats a repetition"),
    ("a{3,2}", 1..6, "The first number"),
    ("a{99999999999}", 2..13, "The number 99999999999"),
    ("a(b", 1..2, "The parenthesis is not closed"),
    ("a(?:b", 1..4, "The parenthesis is not closed"),
    ("(?<n>b", 0..5, "The parenthesis is not closed"),
    ("ab)c", 2..3, "This parenthesis closes nothing"),
    ("x[abc", 1..5, "The bracket is not closed"),
    ("[]", 0..2, "The bracket is not closed"),
    ("[a-", 0..3, "The bracket is not closed"),
    ("[z-a]", 1..4, "The range \"z-a\" runs backwards"),
    ("[a--b]", 1..4, "The range \"a--\" runs backwards"),
    ("[a-\\d]", 1..5, "A range cannot end in a set"),
    ("[a-z-[b]c]", 5..8, "A set that is taken out must stand last"),
    ("[a-😀]", 1..4, "A range cannot begin or end in a character beyond"),
    ("ab\\", 2..3, "The pattern ends in a backslash"),
    ("[\\", 0..2, "The bracket is not closed"),
    (r"a\y", 1..3, "\\y means nothing"),
    (r"\_", 0..2, "\\_ means nothing"),
    (r"\81", 0..2, "\\8 means nothing"),
    (r"\x4", 0..3, "There are not 2 hexadecimal digits"),
    (r"\u12", 0..4, "There are not 4 hexadecimal digits"),
    (r"\uD83D", 0..6, "This is one half"),
    (r"\uDE00", 0..6, "This is one half"),
    (r"\c1", 0..3, "\\c does not name"),
    (r"\1", 0..2, "The reference is to group \"1\""),
    (r"(a)\2", 3..5, "The reference is to group \"2\""),
    (r"\k<x>", 0..5, "The reference is to group \"x\""),
    (r"\k", 0..2, "The name of the group referred to"),
    (r"\k<x", 0..4, "The name of the group referred to"),
    (r"\p{Foo}", 3..6, "There is no category or block with the name \"Foo\""),
    (r"\p{isgreek}", 3..10, "There is no category or block"),
    (r"\pL", 0..2, "A category in braces is missing"),
    (r"\p{L", 0..4, "The brace behind \\p is not closed"),
    ("(?<0>a)", 3..4, "A group cannot have the number 0"),
    ("(?<>a)", 0..3, "The name of the group is missing"),
    ("(?<a b>c)", 0..4, "The name of the group has a character"),
    ("(?P<n>a)", 0..3, "(?P<…>) is not how"),
    ("(?q)", 0..3, "This kind of group is not known"),
    ("(?", 0..2, "This kind of group is not known"),
    ("a(?#b", 1..5, "The remark is not closed"),
    ("(?(1)a|b)", 2..4, "The condition refers to group \"1\""),
    ("(?(?=a)b|c|d)", 7..12, "A condition has more than two"),
    ("(?<a-b>c)", 0..7, "Balancing groups cannot be searched"),
    ("(?<-b>c)", 0..6, "Balancing groups cannot be searched"),
    (r"(?<x>a)|(?<x>b)\k<x>", 15..20, "This refers to a name or number that several"),
    (r"x(?<!$a|\bc*d)", 1..14, "This look-behind has anchors"),
    (r"(a\1)", 2..4, "This refers to a group from inside it"),
    (r"((a)(?(1)b))", 6..9, "This refers to a group from inside it"),
    (r"(a)(?<=b\1)", 8..10, "A reference to a group inside a look-behind"),
    (r"(?<=(a))\1", 4..5, "A group inside a look-behind is referred to"),
    (r"(?<=(?>a)b)", 4..7, "A group without backtracking inside a look-behind"),
];

#[test]
fn mistakes_are_refused_with_their_place() {
    let mut wrong = Vec::new();
    for (pattern, span, message) in ROWS {
        let error = bad(pattern);
        if error.span != *span || !error.message.starts_with(message) {
            wrong.push(format!("{pattern:?}: {:?} {}", error.span, error.message));
        }
        if error.help.is_none() {
            wrong.push(format!("{pattern:?}: no help"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    for open in ["(", "(?:", "(?=", "[a-", "(?(", "(?<=", "((?(?=a)"] {
        let error = bad(&open.repeat(100_000));
        assert!(
            error.message.contains("inside one another"),
            "{open}: {}",
            error.message
        );
    }
}

#[test]
fn a_mistaken_name_is_answered_with_the_right_one() {
    assert_eq!(
        bad(r"\p{isgreek}").help.as_deref(),
        Some("Write \"IsGreek\"; case and hyphens count.")
    );
}
