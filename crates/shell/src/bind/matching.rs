//! Finding a name that may be shortened or misspelt: parameters, commands, words.

use crate::bind::all_parameters;
use crate::command::Command;
use crate::error::{Category, Place, ShellError};
use crate::parameter::Parameter;

/// The parameter that `-name` means: its full name, an alias, or a beginning that fits only one.
pub(super) fn find<'c, H>(
    command: &'c Command<H>,
    name: &str,
    place: &Place,
) -> Result<&'c Parameter, ShellError> {
    if let Some(parameter) = all_parameters(command).find(|p| p.is_called(name)) {
        return Ok(parameter);
    }
    let starts = |full: &str| {
        full.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let mut fitting: Vec<&Parameter> = all_parameters(command)
        .filter(|p| starts(&p.name) || p.aliases.iter().any(|a| starts(a)))
        .collect();
    match fitting.len() {
        1 => fitting.pop().ok_or_else(|| unknown(command, name, place)),
        0 => Err(unknown(command, name, place)),
        _ => {
            let names: Vec<String> = fitting.iter().map(|p| format!("-{}", p.name)).collect();
            Err(
                ShellError::new(format!("-{name} could be {}.", or_list(&names)))
                    .category(Category::InvalidArgument)
                    .id("AmbiguousParameter")
                    .help("Write more of the name.")
                    .at(place.clone()),
            )
        }
    }
}

fn unknown<H>(command: &Command<H>, name: &str, place: &Place) -> ShellError {
    let names = all_parameters(command).map(|p| p.name.as_ref());
    let error = ShellError::new(format!("There is no parameter -{name}."))
        .category(Category::InvalidArgument)
        .id("NamedParameterNotFound")
        .at(place.clone());
    let close: Vec<String> = closest(name, names)
        .into_iter()
        .map(|n| format!("-{n}"))
        .collect();
    if close.is_empty() {
        error.help(format!("Get-Help {} lists its parameters.", command.name))
    } else {
        error.help(format!("Did you mean {}?", or_list(&close)))
    }
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn or_list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The names that `wanted` may be a misspelling of, the nearest first; at most three.
pub(crate) fn closest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let allowed = (wanted.chars().count() / 3).clamp(1, 4);
    let mut found: Vec<(usize, String)> = names
        .map(|name| (distance(&wanted, &name.to_lowercase()), name.to_owned()))
        .filter(|(d, _)| *d <= allowed)
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many single-character edits lie between two texts.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(&b) {
            let cost = diagonal + usize::from(x != *y);
            diagonal = *slot;
            left = cost.min(*slot + 1).min(left + 1);
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(0)
}
