//! Case folding, as rules compare text: character by character, simple upper case, no context.
//!
//! So `Σ`, `σ` and `ς` are one letter, `ß` is not `SS`, and no culture plays a part
//! (`LANG 3.5`: invariant).

/// The folded form of one character: its simple upper-case mapping.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => simple_upper_of_a_multiple(c),
    }
}

/// The simple mapping of the characters whose full mapping has several characters: the Greek
/// letters with iota below have one, all others stay as they are.
fn simple_upper_of_a_multiple(c: char) -> char {
    let code = c as u32;
    let shifted = match code {
        0x1F80..=0x1F87 | 0x1F90..=0x1F97 | 0x1FA0..=0x1FA7 => code + 8,
        0x1FB3 | 0x1FC3 | 0x1FF3 => code + 9,
        _ => code,
    };
    char::from_u32(shifted).unwrap_or(c)
}

/// The folded form of a text.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    text.chars().map(fold_char).collect()
}

/// Whether `text`, folded, equals `folded`, which is already folded. Allocates nothing.
pub fn eq_folded(text: &str, folded: &str) -> bool {
    if text.is_ascii() {
        return ascii_folds_to(text.as_bytes(), folded.as_bytes());
    }
    text.chars().map(fold_char).eq(folded.chars())
}

/// Whether bytes that are all ASCII fold to these.
fn ascii_folds_to(own: &[u8], folded: &[u8]) -> bool {
    own.len() == folded.len()
        && own
            .iter()
            .zip(folded)
            .all(|(own, folded)| own.to_ascii_uppercase() == *folded)
}

/// Whether two texts have the same folded form. Allocates nothing.
pub fn fold_alike(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.chars().map(fold_char).eq(other.chars().map(fold_char))
}

/// Whether `text`, folded, starts with `folded`. Allocates nothing.
pub fn starts_with_folded(text: &str, folded: &str) -> bool {
    match text.as_bytes().get(..folded.len()) {
        Some(head) if head.is_ascii() => return ascii_folds_to(head, folded.as_bytes()),
        None if text.is_ascii() => return false,
        _ => {}
    }
    let mut own = text.chars().map(fold_char);
    folded.chars().all(|wanted| own.next() == Some(wanted))
}

/// Whether `text`, folded, ends with `folded`. Allocates nothing.
pub fn ends_with_folded(text: &str, folded: &str) -> bool {
    let start = text.len().checked_sub(folded.len());
    match start.and_then(|start| text.as_bytes().get(start..)) {
        Some(tail) if tail.is_ascii() => return ascii_folds_to(tail, folded.as_bytes()),
        None if text.is_ascii() => return false,
        _ => {}
    }
    let mut own = text.chars().rev().map(fold_char);
    folded
        .chars()
        .rev()
        .all(|wanted| own.next() == Some(wanted))
}

/// Whether `text`, folded, contains `folded`. Allocates nothing.
pub fn contains_folded(text: &str, folded: &str) -> bool {
    let Some(first) = folded.chars().next() else {
        return true;
    };
    if text.is_ascii() {
        return ascii_contains(text.as_bytes(), folded.as_bytes());
    }
    text.char_indices().any(|(at, c)| {
        fold_char(c) == first
            && text
                .get(at..)
                .is_some_and(|rest| starts_with_folded(rest, folded))
    })
}

/// Whether bytes that are all ASCII, folded, contain these.
fn ascii_contains(own: &[u8], folded: &[u8]) -> bool {
    let Some((first, rest)) = folded.split_first() else {
        return true;
    };
    let mut left = own;
    while left.len() >= folded.len() {
        let Some((own, after)) = left.split_first() else {
            return false;
        };
        if own.to_ascii_uppercase() == *first
            && after
                .get(..rest.len())
                .is_some_and(|after| ascii_folds_to(after, rest))
        {
            return true;
        }
        left = after;
    }
    false
}
