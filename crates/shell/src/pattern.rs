//! Wildcards and regular expressions.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use fancy_regex::Regex;
use indexmap::IndexMap;

use crate::compare::Case;
use crate::error::{Category, ShellError};

/// How many compiled expressions are kept.
const KEPT: usize = 64;

thread_local! {
    static COMPILED: RefCell<IndexMap<String, Rc<Regex>>> = RefCell::new(IndexMap::new());
}

/// A regular expression, compiled at most once while it is in use.
pub(crate) struct Pattern(Rc<Regex>);

impl Pattern {
    /// Whether it is found anywhere in the text; an expression that runs away finds nothing.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }

    /// The first match: the groups by name (or number), as `$Matches` has them.
    pub(crate) fn groups(&self, text: &str) -> Option<Vec<(String, String)>> {
        let captures = self.0.captures(text).ok().flatten()?;
        let names = self.0.capture_names();
        Some(
            names
                .enumerate()
                .filter_map(|(index, name)| {
                    let found = captures.get(index)?;
                    let name = name.map_or_else(|| index.to_string(), str::to_owned);
                    Some((name, found.as_str().to_owned()))
                })
                .collect(),
        )
    }

    /// Every match replaced; `$1` and `${name}` stand for groups.
    pub(crate) fn replace(&self, text: &str, with: &str) -> String {
        // .NET reads `$1x` as group 1; the crate would read a group named `1x`.
        let mut prepared = String::new();
        let mut chars = with.chars().peekable();
        while let Some(c) = chars.next() {
            prepared.push(c);
            if c != '$' {
                continue;
            }
            match chars.peek() {
                Some('&') => {
                    chars.next();
                    prepared.push_str("{0}");
                }
                Some(digit) if digit.is_ascii_digit() => {
                    prepared.push('{');
                    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                        prepared.push(digit);
                    }
                    prepared.push('}');
                }
                Some('$') => {
                    chars.next();
                    prepared.push('$');
                }
                Some('{') => {}
                _ => prepared.push('$'),
            }
        }
        self.0.replace_all(text, prepared.as_str()).into_owned()
    }

    /// Every match, from left to right.
    pub(crate) fn all(&self, text: &str) -> Vec<Found> {
        let names: Vec<Option<&str>> = self.0.capture_names().collect();
        self.0
            .captures_iter(text)
            .flatten()
            .filter_map(|captures| {
                let whole = captures.get(0)?;
                let groups = names
                    .iter()
                    .enumerate()
                    .map(|(index, name)| {
                        let name = name.map_or_else(|| index.to_string(), str::to_owned);
                        (name, captures.get(index).map(|g| g.as_str().to_owned()))
                    })
                    .collect();
                let before = text.get(..whole.start()).unwrap_or("");
                Some(Found {
                    text: whole.as_str().to_owned(),
                    range: whole.start()..whole.end(),
                    at: before.encode_utf16().count(),
                    groups,
                })
            })
            .collect()
    }

    /// The text between the matches, and what groups in them hold. At most `limit` parts, counted from the end if it
    /// is negative; zero is no limit.
    pub(crate) fn split(&self, text: &str, limit: i64) -> Vec<String> {
        let mut found = self.all(text);
        found.retain(|one| !one.range.is_empty());
        if let Some(most) = usize::try_from(limit.unsigned_abs())
            .ok()
            .filter(|most| *most > 0)
        {
            let keep = found.len().min(most - 1);
            match limit > 0 {
                true => found.truncate(keep),
                false => drop(found.drain(..found.len() - keep)),
            }
        }
        let mut parts = Vec::new();
        let mut from = 0;
        for one in found {
            parts.push(text.get(from..one.range.start).unwrap_or("").to_owned());
            parts.extend(one.groups.into_iter().skip(1).filter_map(|(_, text)| text));
            from = one.range.end;
        }
        parts.push(text.get(from..).unwrap_or("").to_owned());
        parts
    }
}

/// One match.
pub(crate) struct Found {
    /// The text that matched.
    pub(crate) text: String,
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// Where it begins, as .NET counts.
    pub(crate) at: usize,
    /// The groups by name or number, the whole match first.
    pub(crate) groups: Vec<(String, Option<String>)>,
}

/// A regular expression that ignores case.
pub(crate) fn regex(pattern: &str) -> Result<Pattern, ShellError> {
    regex_with(pattern, Case::Ignored)
}

/// A regular expression.
pub(crate) fn regex_with(pattern: &str, case: Case) -> Result<Pattern, ShellError> {
    let full = match case {
        Case::Ignored => format!("(?i){pattern}"),
        Case::Minded => pattern.to_owned(),
    };
    if let Some(found) = COMPILED.with(|kept| kept.borrow().get(&full).cloned()) {
        return Ok(Pattern(found));
    }
    let compiled = Regex::new(&full).map_err(|problem| {
        ShellError::new(format!(
            "\"{pattern}\" is not a regular expression: {problem}."
        ))
        .category(Category::InvalidArgument)
        .id("InvalidRegularExpression")
        .help("Put a backslash before characters that mean themselves, or use -like.")
    })?;
    let compiled = Rc::new(compiled);
    COMPILED.with(|kept| {
        let mut kept = kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.shift_remove_index(0);
        }
        kept.insert(full, Rc::clone(&compiled));
    });
    Ok(Pattern(compiled))
}

/// The regular expression that matches a text literally.
pub(crate) fn escape(text: &str) -> String {
    fancy_regex::escape(text).into_owned()
}

/// Whether a text fits a pattern with wildcards, as `-like` has it, without regard to case.
pub fn is_like(text: &str, pattern: &str) -> bool {
    wildcard(pattern, text, Case::Ignored)
}

/// One part of a wildcard pattern.
enum Part {
    Any,
    One,
    Char(char),
    Set(Vec<(char, char)>),
}

/// `text -like pattern`: `*`, `?`, `[a-z]`, and a backtick before a character that means itself.
pub(crate) fn wildcard(pattern: &str, text: &str, case: Case) -> bool {
    let fold = |s: &str| match case {
        Case::Ignored => s.to_lowercase(),
        Case::Minded => s.to_owned(),
    };
    let parts = parse(&fold(pattern));
    let text: Vec<char> = fold(text).chars().collect();
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        let fits = match (parts.get(p), text.get(t)) {
            (Some(Part::Any), _) => {
                retry = Some((p + 1, t));
                p += 1;
                continue;
            }
            (Some(Part::One), Some(_)) => true,
            (Some(Part::Char(a)), Some(b)) => a == b,
            (Some(Part::Set(set)), Some(c)) => set.iter().any(|(low, high)| low <= c && c <= high),
            _ => false,
        };
        if fits {
            p += 1;
            t += 1;
        } else if let Some((back, start)) = retry {
            p = back;
            t = start + 1;
            retry = Some((back, t));
        } else {
            return false;
        }
    }
    parts.iter().skip(p).all(|part| matches!(part, Part::Any))
}

fn parse(pattern: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        parts.push(match c {
            '*' => Part::Any,
            '?' => Part::One,
            '`' => Part::Char(chars.next().unwrap_or('`')),
            '[' if chars.clone().any(|c| c == ']') => {
                let mut set = Vec::new();
                while let Some(low) = chars.next().filter(|c| *c != ']') {
                    if chars.peek() == Some(&'-') && chars.clone().nth(1).is_some_and(|c| c != ']')
                    {
                        chars.next();
                        set.push((low, chars.next().unwrap_or(low)));
                    } else {
                        set.push((low, low));
                    }
                }
                Part::Set(set)
            }
            other => Part::Char(other),
        });
    }
    parts
}
