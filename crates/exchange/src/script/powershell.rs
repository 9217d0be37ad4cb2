//! PowerShell's way of writing texts, flags and hashtables, for the script between two states.

use std::fmt::Write;

/// A hashtable, a line for each name with what it holds.
pub(super) fn hashtable(parts: &[(&str, String)]) -> String {
    let mut body = String::from("@{\n");
    for (name, value) in parts {
        let _ = writeln!(body, "    {name} = {value}");
    }
    body.push('}');
    body
}

/// A truth value.
pub(super) fn flag(flag: bool) -> String {
    match flag {
        true => "$true".to_owned(),
        false => "$false".to_owned(),
    }
}

/// A text in single quotation marks, where only they are special; the rounded ones are to PowerShell the same.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for letter in text.chars() {
        if matches!(
            letter,
            '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}'
        ) {
            out.push(letter);
        }
        out.push(letter);
    }
    out.push('\'');
    out
}

/// A text on one line of a comment.
pub(super) fn comment(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// The text with every occurrence replaced, whatever the case of the digits.
pub(super) fn replaced(text: &str, what: &str, with: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut at = 0;
    while let Some(found) = lower.get(at..).and_then(|rest| rest.find(what)) {
        out.push_str(text.get(at..at + found).unwrap_or_default());
        out.push_str(with);
        at += found + what.len();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The name and the description of an object, as far as they are others now, as parts of a request.
pub(super) fn renamed(
    before: (&str, Option<&str>),
    after: (&str, Option<&str>),
) -> Vec<(&'static str, String)> {
    let mut body = Vec::new();
    if before.0 != after.0 {
        body.push(("displayName", quoted(after.0)));
    }
    if before.1 != after.1 {
        let text = after.1.map_or("$null".to_owned(), quoted);
        body.push(("description", text));
    }
    body
}
