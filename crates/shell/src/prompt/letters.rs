//! What characters and words mean to somebody who reads along: quotes, dashes, ends of words, keywords.

/// A quote that PowerShell reads as `'`.
pub(super) fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

/// A quote that PowerShell reads as `"`.
pub(super) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
}

/// A dash that PowerShell reads as `-`.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}'..='\u{2015}')
}

/// A letter of a variable's, parameter's or property's name.
pub(super) fn is_name_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What ends a word without quotes.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '|' | ';' | '&' | '(' | ')' | '{' | '}' | ',' | '`')
        || is_single_quote(c)
        || is_double_quote(c)
}

/// What a command's name or a keyword may begin with.
pub(super) fn is_statement_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '?' | '%' | '\\' | '/' | '~' | '*')
}

/// The words that begin a statement.
const KEYWORDS: &[&str] = &[
    "begin", "break", "catch", "continue", "do", "else", "elseif", "end", "exit", "filter",
    "finally", "for", "foreach", "function", "if", "param", "process", "return", "switch", "throw",
    "try", "until", "while",
];

/// The words that go on with a statement behind a closing brace, or within the head of a loop.
const GO_ON: &[&str] = &["catch", "else", "elseif", "finally", "in", "until", "while"];

/// Whether a word, in lower case, begins a statement.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a word, in lower case, goes on with a statement.
pub(super) fn goes_on(word: &str) -> bool {
    GO_ON.contains(&word)
}

/// Every word that begins a statement.
pub(super) fn keywords() -> &'static [&'static str] {
    KEYWORDS
}
