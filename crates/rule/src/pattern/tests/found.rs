//! What is found where.

use super::good;

/// A pattern, texts in which it is found, texts in which it is not.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // A search, ignoring case, unanchored.
    ("Da.*", &["aDa", "david", "DAVID", "da"], &["d", "ad"]),
    ("^Da.*", &["David"], &["aDa"]),
    (".*on", &["on", "Jonas", "x on y"], &["no", ""]),
    ("", &["", "x"], &[]),
    ("abc", &["xABCx"], &["ab c"]),
    ("σ", &["Σ", "ς", "σ"], &["s"]),
    ("STRASSE", &["strasse"], &["straße"]),
    ("straße", &["STRAßE"], &["STRASSE"]),
    ("åäö", &["ÅÄÖ"], &["AAO"]),
    ("東京", &["東京本社"], &["京東"]),
    ("i", &["I", "i"], &["İ"]),
    // Published patterns.
    ("^.{27}[01234567]", &["0f1d7e1c-2c6a-4b1e-9f00-1a27f0000000"], &["0f1d7e1c-2c6a-4b1e-9f00-1a2ff0000000"]),
    ("^*-0", &["x-0", "-0"], &["0", "x0"]),
    ("^*C*.8$", &["C.8", "x8", ".8\n"], &["8", "C.81"]),
    ("^AVD-HP-[0-9]+$", &["avd-hp-12", "AVD-HP-1\n"], &["AVD-HP-", "xAVD-HP-1", "AVD-HP-1\n\n"]),
    ("^[a-zA-Z]{3}-d*[13579]", &["abc-1", "ABC-dD3"], &["ab-1", "abc-x1"]),
    (r".*@example\.email", &["a@example.email"], &["a@examplexemail"]),
    (r".*\@example\.email", &["a@EXAMPLE.email"], &["example.email"]),
    ("Captain|Commander|Admiral", &["vice admiral"], &["major"]),
    // Anchors.
    ("a$", &["a", "ba", "a\n"], &["a\r\n", "a\n\n", "ab"]),
    (r"a\Z", &["a", "a\n"], &["a\n\n", "ab"]),
    (r"a\z", &["a"], &["a\n", "ab"]),
    (r"\Aa", &["ab"], &["ba", "\na"]),
    (r"\Ga", &["ab"], &["ba"]),
    ("^a", &["ab"], &["b\na"]),
    ("^$", &["", "\n"], &["\n\n", " "]),
    (r"^\z", &[""], &["\n"]),
    (r"a$\n", &["a\n"], &["a", "a\n\n"]),
    (r"a$\z", &["a"], &["a\n"]),
    ("a$$", &["a", "a\n"], &["a\n\n"]),
    ("(a$|b)c", &["bc"], &["ac", "a\nc"]),
    ("(a$)?b", &["b", "xb"], &["a"]),
    ("(?:a$)?", &["", "b"], &[]),
    ("(?:^a$)|b", &["a\n", "xb"], &["xa"]),
    ("(?m)^a$", &["a", "b\na", "a\nb", "x\na\ny"], &["ba", "a\r\n"]),
    ("(?m:^a)$", &["a", "b\na", "b\na\n"], &["a\nb"]),
    ("(?m)^$", &["", "a\n", "a\n\nb"], &["a"]),
    ("^*a", &["ba", "a"], &["b"]),
    ("(?:^)*a", &["ba"], &["b"]),
    ("^+a", &["a"], &["ba"]),
    ("^{0}a", &["ba"], &[]),
    ("$*a", &["a"], &["b"]),
    (r"\bcat\b", &["a cat", "cat", "(CAT)"], &["cats", "concat", "cat_"]),
    (r"\Bcat", &["concat"], &["cat", "a cat"]),
    (r"\b+a", &["a", "b a"], &["ba"]),
    (r"\bé", &["é", "x é"], &["xé"]),
    // The dot.
    ("a.b", &["a b", "a\rb", "a\u{2028}b"], &["a\nb", "ab"]),
    ("(?s)a.b", &["a\nb"], &["ab"]),
    ("(?s:a.)b.c", &["a\nb c"], &["a\nb\nc"]),
    // Repetitions and braces.
    ("a{2}", &["aa", "xAAx"], &["a"]),
    ("^a{2,}$", &["aa", "aaaa"], &["a"]),
    ("^a{1,2}$", &["a", "aa"], &["", "aaa"]),
    ("^a{2}?$", &["aa"], &["a"]),
    ("^a+?b*?c??$", &["a", "aab", "abc"], &["b"]),
    ("a{", &["a{"], &["a"]),
    ("a{,5}", &["a{,5}"], &["aaa"]),
    ("a{x}", &["A{X}"], &["a"]),
    ("a{1", &["a{1"], &["a"]),
    ("a{1,2", &["a{1,2"], &["aa"]),
    ("a{1;2}", &["a{1;2}"], &["aa"]),
    ("^{", &["{x"], &["x{"]),
    ("{", &["a{b"], &["ab"]),
    ("}", &["}"], &["{"]),
    ("]", &["a]"], &["["]),
    ("^a{0}b$", &["b"], &["ab"]),
    ("^(a*)*$", &["", "aa", "aa\n"], &["b"]),
    // Escapes.
    (r"\.", &["a.b"], &["ab"]),
    (r"\-\@\#\ \/\:\!\%\&\=\~\`\,\;\'", &["-@# /:!%&=~`,;'"], &["x"]),
    (r#"\<b\>\""#, &["<B>\""], &["b"]),
    (r"\t\n\r\f\v\a\e", &["\t\n\r\u{c}\u{b}\u{7}\u{1b}"], &["tnrfvae"]),
    (r"\x41\u0042", &["ab", "AB"], &["x41"]),
    (r"\cI\ci\c[", &["\t\t\u{1b}"], &["c"]),
    (r"\uD83D\uDE00", &["😀"], &["😁"]),
    (r"\0", &["\0"], &["0"]),
    (r"\101", &["a"], &["101"]),
    (r"\12", &["\n"], &["12"]),
    (r"\018", &["\u{1}8"], &["\u{1}"]),
    (r"\400", &["\0"], &["400"]),
    (r"[\b]", &["\u{8}"], &["b"]),
    (r"\\", &["a\\b"], &["ab"]),
    // Shorthands.
    (r"^\d+$", &["123", "٣"], &["1a", "½", "²"]),
    (r"^\D+$", &["abc", "²"], &["a1"]),
    (r"^\w+$", &["aB_9é漢", "a\u{301}", "‿"], &["a-b", "½", "a\u{200d}b", "Ⅷ"]),
    (r"^\W$", &["-", " ", "Ⅷ", "½"], &["a", "_", "1"]),
    (r"^\s+$", &[" \t\r\n\u{a0}\u{85}\u{2003}"], &["a", "\u{200b}"]),
    (r"^\S+$", &["abc"], &["a b", "a\u{a0}b"]),
    (r"^\p{L}+$", &["aÉ漢"], &["a1"]),
    (r"^\P{L}+$", &["12-"], &["1a"]),
    (r"^\p{Lu}$", &["A", "a", "ǅ"], &["1", "漢"]),
    (r"(?-i)^\p{Lu}$", &["A"], &["a", "ǅ"]),
    (r"(?-i)^\P{Lu}$", &["a"], &["A"]),
    (r"^\P{Ll}$", &["1", "漢"], &["A", "a"]),
    (r"^[\p{Lu}1]$", &["a", "A", "1"], &["2"]),
    (r"^\p{IsHiragana}+$", &["ひらがな"], &["カタカナ", "a"]),
    (r"^\P{IsHiragana}+$", &["カタカナ", "a"], &["ひ"]),
    (r"^[^\p{IsKatakana}]$", &["ひ"], &["カ"]),
    (r"^\p{IsGreek}$", &["Ω", "ω"], &["a"]),
    (r"^\p{IsGreekandCoptic}$", &["Ω"], &["o"]),
    (r"^\p{IsBasicLatin}+$", &["abc ~"], &["é"]),
    (r"^\p{IsLatin-1Supplement}$", &["é"], &["e"]),
    (r"^\p{IsCJKUnifiedIdeographs}+$", &["東京"], &["とう"]),
    (r"^\p{IsCyrillic}+$", &["Москва"], &["Moskva"]),
    (r"^\p{Sc}$", &["€", "$"], &["e"]),
    (r"^\p{Cs}$", &[], &["a", "😀"]),
    // Sets.
    ("^[abc]$", &["a", "B"], &["d", ""]),
    ("^[^abc]$", &["d", "\n"], &["a", "B"]),
    ("^[a-z-[aeiou]]+$", &["xyz", "XYZ"], &["a", "E", "xay"]),
    ("^[a-z-[d-w-[m]]]$", &["a", "m", "M", "z"], &["e", "n"]),
    ("^[^a-z-[5]]$", &["4", "-"], &["5", "a"]),
    (r"^[\w-[\d_]]$", &["a"], &["1", "_", "-"]),
    ("^[a-[a]]$", &[], &["a", "-", "["]),
    ("^[a&&b]$", &["a", "&", "b"], &["c"]),
    ("^[!--]$", &["!", "+", "-"], &["."]),
    ("^[+--]$", &["+", ",", "-"], &["."]),
    ("^[a~~b]$", &["~", "a", "b"], &["c"]),
    ("^[[a]$", &["[", "a"], &["]", "b"]),
    ("^[[:alpha:]]$", &["a]", "[]", ":]"], &["b", "b]"]),
    ("^[]a]$", &["]", "a"], &["b"]),
    ("^[^]a]$", &["b"], &["]", "a"]),
    ("^[a-]$", &["a", "-"], &["b"]),
    ("^[-a]$", &["a", "-"], &["b"]),
    (r"^[a\-z]$", &["a", "-", "z"], &["b"]),
    (r"^[\w-]$", &["a", "-"], &["."]),
    (r"^[\w-.]$", &["a", "-", "."], &["!"]),
    (r"^[\[\]\\^$.|?*+(){}]+$", &[r"[]\^$.|?*+(){}"], &["a"]),
    (r"^[\x41-\u0043]$", &["a", "B", "c"], &["d"]),
    ("^[^\\x00-\\x7F]$", &["é", "😀"], &["a"]),
    (r"^[\u0080-\uFFFF]$", &["é", "漢", "😀"], &["a"]),
    ("^[a-z]$", &["K", "s"], &["é", "\u{212a}"]),
    ("^[à-ý]$", &["É", "é"], &["e"]),
    ("^[#-%a b]$", &["#", " ", "$"], &["c"]),
    ("(?x)^[a #b]$", &[" ", "#"], &["c"]),
    // Options.
    ("(?-i)abc", &["abc"], &["ABC"]),
    ("(?-i:a)bc", &["aBC"], &["Abc"]),
    ("a(?-i)b|c", &["Ab", "c"], &["aB", "C"]),
    ("(a(?-i)b)c", &["AbC"], &["aBc"]),
    ("(?-i)[a-c](?i)[a-c]", &["aB", "ab"], &["Ab"]),
    ("(?-i)é", &["é"], &["É"]),
    ("(?x) a b # remark\n c", &["abc"], &["a b c"]),
    (r"(?x)a\ b", &["a b"], &["ab"]),
    ("(?x) a +", &["aa"], &[" "]),
    ("(?x:a b) c", &["ab c"], &["a b c"]),
    ("(?im-s)^a.b$", &["x\nAxB\ny"], &["a\nb"]),
    ("(?n)(a)(?<x>b)\\1", &["abb"], &["aba"]),
    ("a(?#remark)b", &["ab"], &["a"]),
    ("a(?#remark)*b", &["b", "aab"], &["a"]),
    ("a(?i)", &["A"], &["b"]),
    // Groups and alternatives.
    ("^(?:ab|cd)+$", &["abcd"], &["abc"]),
    ("^(?<n>a)(?'m'b)$", &["ab"], &["a"]),
    ("(?<n>a)|(?<n>b)", &["b"], &["c"]),
    ("a||b", &["", "x"], &[]),
    ("()", &["", "x"], &[]),
    ("^(|a)$", &["", "a"], &["b"]),
    // References.
    (r"^(.)\1$", &["aa", "aA"], &["ab"]),
    (r"(?-i)^(.)\1$", &["aa"], &["aA"]),
    (r"^(?<x>ab)-\k<x>$", &["ab-AB"], &["ab-ba"]),
    (r"^(?'x'ab)\k'x'$", &["abab"], &["ab"]),
    (r"^(?<x>a)(b)\2\1$", &["abab", "ABab"], &["abba"]),
    (r"^(?<3>a)(b)\3\1$", &["abab"], &["abba"]),
    (r"^(a)\k<1>$", &["aa"], &["a"]),
    (r"^(?<x>a)\<x>$", &["aa"], &["a<x>"]),
    (r"^(a)?\1b$", &["aab"], &["b"]),
    (r"^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10$", &["abcdefghijj"], &["abcdefghij\u{8}"]),
    (r"^(a)\10$", &["a\u{8}"], &["aa0"]),
    (r"^(?:(a)|b)*\1$", &["aba", "aa"], &["ab", "bb"]),
    (r"(\w)\1", &["hello"], &["helo"]),
    // Look-around.
    ("^(?=.*a)(?=.*b)", &["xbxa"], &["a"]),
    ("^(?!test)", &["prod"], &["test1", "TEST"]),
    ("^((?!test).)*$", &["prod"], &["my test"]),
    ("(?<=a)b", &["ab"], &["b", "cb"]),
    ("(?<!a)b", &["b", "cb"], &["ab"]),
    ("(?=a*)b", &["b"], &["a"]),
    ("(?!a?)b", &[], &["b", "ab"]),
    ("(?<!a?)b", &[], &["b", "ab"]),
    ("(?<=a+)b", &["aab"], &["b"]),
    ("(?<=^|,)x(?=,|$)", &["x", "a,x,b", "a,x"], &["ax", "xa"]),
    (r"(?<=\bab*)c", &["abbc", "x ac"], &["xac"]),
    ("(?<!(?:(?:a|$))?)", &[], &["", "a"]),
    ("(?<!(?:a|(?:$|a)))", &["b", "a"], &["\n", ""]),
    (r"(a)?(?(1)(?:$)?|(?:$){0,2}?)", &["", "a", "b"], &[]),
    ("(?<!($|ab))c", &["c", "bc"], &["abc"]),
    ("(?<!^|-)x", &["ax"], &["x", "-x"]),
    ("(?<!ab{1,3})c", &["c", "ac"], &["abc", "abbbc"]),
    ("(?=a)*b", &["b"], &["a"]),
    ("(?=(a))*b", &["b", "ab"], &["a"]),
    (r"^(?=(ab))*\1", &["ab"], &["b", "a"]),
    (r"^(?=(ab))+\1c", &["abc"], &["ab"]),
    (r"^(?:(a)){0}\1?b", &["b"], &["ab"]),
    ("(?!a){2}b", &["b"], &["a"]),
    (r"(?=a\b)a", &["a", "b a"], &["ab"]),
    ("(?!.*(?:x|y)$)^", &["xa"], &["ax", "ay\n"]),
    // Groups that are not entered again.
    ("^(?>a*)ab", &[], &["aab", "ab"]),
    ("^(?>a|ab)c", &["ac"], &["abc"]),
    ("^(?>ab|a)c", &["abc", "ac"], &["abbc"]),
    // Conditions.
    (r"^(\()?a(?(1)\))$", &["(a)", "a"], &["(a", "a)"]),
    (r"^(?<q>x)?a(?(q)b|c)$", &["xab", "ac"], &["ab", "xac"]),
    ("^(?(?=a)ab|cd)$", &["ab", "cd"], &["ac", "ad"]),
    ("^(?(a)ab|cd)$", &["ab", "cd"], &["cb"]),
    ("^(?(?!a)b|a.)$", &["b", "ax"], &["a"]),
];

#[test]
fn patterns_find_what_they_find_in_dotnet() {
    let mut wrong = Vec::new();
    for (pattern, found, missed) in ROWS {
        let read = good(pattern);
        for (texts, expected) in [(found, true), (missed, false)] {
            for text in *texts {
                if read.is_match(text) != Ok(expected) {
                    wrong.push(format!(
                        "{pattern:?} in {text:?}: not {expected} ({})",
                        read.engine_text()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ordinary_patterns_run_in_linear_time() {
    for regular in [
        "^*-0",
        "abc$",
        "^[a-z-[aeiou]]+$",
        r"^(?<n>\w+)$",
        "a$|b$",
        "(?m)a$b",
        r"\bx\b",
    ] {
        assert!(good(regular).is_regular(), "{regular}");
    }
    for other in [r"(a)\1", "(?=a)", "a$b", "(?>a)", "(?<!a)b"] {
        assert!(!good(other).is_regular(), "{other}");
    }
}

#[test]
fn a_search_that_does_not_end_is_given_up() {
    use crate::pattern::PatternFault;
    let read = good(r"^(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5b$");
    let text = "a".repeat(60);
    assert_eq!(read.is_match(&text), Err(PatternFault::TooManySteps));
}

#[test]
fn a_pattern_that_multiplies_is_too_large() {
    use crate::pattern::{Pattern, PatternFault};
    for pattern in [r"(?:(?:\w{1000}){1000}){1000}", "a{2147483647}"] {
        let read = Pattern::read(pattern).unwrap();
        assert!(read.compile().is_err(), "{pattern}");
        assert_eq!(read.is_match("a"), Err(PatternFault::TooLarge), "{pattern}");
    }
}

/// The engine compiles them when somebody asks, and counts on it.
#[test]
fn patterns_of_48_characters_without_braces_are_never_too_large() {
    use crate::pattern::Pattern;
    for part in [
        r"\W", r"\w", r"\S", r"\D", ".", "[^a]", r"[\W\d]", r"\b", "(a|", "é+",
    ] {
        let text = part.repeat(48 / part.len());
        if let Ok(read) = Pattern::read(&text) {
            assert!(read.compile().is_ok(), "{text}");
        }
    }
}
