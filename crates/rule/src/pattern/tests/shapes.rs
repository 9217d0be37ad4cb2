//! Which plain operator asks the same.

use super::good;
use crate::pattern::{Likeness, PatternShape};

#[test]
fn shapes_are_seen_through_escapes_groups_and_idle_parts() {
    use Likeness::{Exact, WithoutLineFeeds};
    use PatternShape::{Everything, Exact as Whole, Literal, OneOf, Other, Prefix, Suffix};
    let t = |text: &str| text.to_owned();
    #[rustfmt::skip]
    let rows = [
        ("", Everything, Exact),
        (".*", Everything, Exact),
        ("^.*", Everything, WithoutLineFeeds),
        ("word", Literal(t("word")), Exact),
        (".*word.*", Literal(t("word")), Exact),
        (".*?word(.*)", Literal(t("word")), Exact),
        (r"a\.b\@c", Literal(t("a.b@c")), Exact),
        ("^.*word", Literal(t("word")), WithoutLineFeeds),
        ("^.*word.*$", Literal(t("word")), WithoutLineFeeds),
        ("^abc", Prefix(t("abc")), Exact),
        ("^abc.*", Prefix(t("abc")), Exact),
        ("^(abc)", Prefix(t("abc")), Exact),
        ("^abc.*$", Prefix(t("abc")), WithoutLineFeeds),
        ("(?s)^abc.*\\z", Prefix(t("abc")), Exact),
        ("abc$", Suffix(t("abc")), WithoutLineFeeds),
        (r".*abc\z", Suffix(t("abc")), Exact),
        ("^abc$", Whole(t("abc")), WithoutLineFeeds),
        (r"\Aabc\z", Whole(t("abc")), Exact),
        ("^$", Whole(t("")), WithoutLineFeeds),
        ("^(ab|cd)$", OneOf(vec![t("ab"), t("cd")]), WithoutLineFeeds),
        ("^(?:ab|c.)$", Other, Exact),
        ("^(?!)$", Other, Exact),
        ("ab|cd", Other, Exact),
        ("(?-i)abc", Other, Exact),
        ("(?m)^abc", Other, Exact),
        (".+abc", Other, Exact),
        ("a.c", Other, Exact),
        ("a*", Other, Exact),
        (r"abc\b", Other, Exact),
    ];
    for (pattern, shape, likeness) in rows {
        let read = good(pattern);
        assert_eq!(
            (read.shape(), read.likeness()),
            (shape, likeness),
            "{pattern:?}"
        );
    }
}
