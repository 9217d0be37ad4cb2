//! Whether what is typed is the beginning of a name, or a shortened form of it.

/// Whether `name` begins with `typed`, in any case.
pub(super) fn begins(name: &str, typed: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    typed
        .chars()
        .flat_map(char::to_lowercase)
        .all(|c| letters.next() == Some(c))
}

/// Whether `typed` shortens a command's name `Verb-Noun`: the beginning of the verb, and of the noun the beginning, or
/// the beginnings of its words (`g-gm` is Get-GroupMember).
pub(super) fn shortens(name: &str, typed: &str) -> bool {
    let (Some((verb, noun)), Some((start, rest))) = (name.split_once('-'), typed.split_once('-'))
    else {
        return false;
    };
    !start.is_empty() && begins(verb, start) && (begins(noun, rest) || initials(noun, rest))
}

/// Whether `typed` is made of the beginnings of the words of a name in camel case, in order, from the first on.
fn initials(name: &str, typed: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    takes(&words, &typed)
}

fn takes(words: &[String], typed: &[char]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return typed.is_empty();
    };
    if typed.is_empty() {
        return true;
    }
    let shared = word.chars().zip(typed).take_while(|(a, b)| a == *b).count();
    (1..=shared).rev().any(|taken| {
        let left = typed.get(taken..).unwrap_or_default();
        takes(rest, left)
    })
}
