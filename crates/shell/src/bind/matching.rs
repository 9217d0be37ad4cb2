//! Finding a name that may be shortened or misspelt: parameters, commands, words.

use crate::bind::all_parameters;
use crate::command::Command;
use crate::error::{Category, Place, ShellError};
use crate::parameter::{Kind, Parameter};
use crate::value::Value;

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
    if let Some(help) = command.instead.and_then(|instead| instead(name)) {
        return error.help(help);
    }
    let close: Vec<String> = closest(name, names)
        .into_iter()
        .map(|n| format!("-{n}"))
        .collect();
    if close.is_empty() {
        error.help(takes(command))
    } else {
        error.help(format!("Did you mean {}?", or_list(&close)))
    }
}

/// The error for a parameter that stands without its value.
pub(super) fn no_value(parameter: &Parameter) -> ShellError {
    let error = ShellError::new(format!("-{} needs a value.", parameter.name))
        .category(Category::InvalidArgument)
        .id("MissingArgument");
    let name = &parameter.name;
    if parameter.kind == Kind::Bool {
        return error.help(format!(
            "It is no switch: write -{name} $true or -{name} $false."
        ));
    }
    match (parameter.choices.as_slice(), parameter.help.as_ref()) {
        ([], "") => error,
        ([], help) => error.help(help),
        (choices, _) => error.help(format!("Use one of: {}.", choices.join(", "))),
    }
}

/// The error for a value without a name for which no parameter is left.
pub(super) fn one_too_many<H>(command: &Command<H>, value: &Value, place: Place) -> ShellError {
    let error = ShellError::new(format!("\"{}\" is one argument too many.", value.to_text()))
        .category(Category::InvalidArgument)
        .id("PositionalParameterNotFound");
    let mut unnamed: Vec<&Parameter> = command
        .parameters
        .iter()
        .filter(|p| p.position.is_some())
        .collect();
    unnamed.sort_by_key(|p| p.position);
    let unnamed: Vec<String> = unnamed.iter().map(|p| format!("-{}", p.name)).collect();
    let rule = match (unnamed.is_empty(), command.parameters.is_empty()) {
        (_, true) => String::new(),
        (true, false) => "Every value needs its parameter's name before it. ".to_owned(),
        (false, false) => format!("Only {} may go without the name. ", and_list(&unnamed)),
    };
    error
        .help(format!("{rule}{}", takes(command)))
        .help(match ends_a_text(&place) {
            true => QUOTES_IN_TEXT,
            false => "A value with blanks needs quotes.",
        })
        .at(place)
}

/// What to do about `"user.department -eq "Sales""`.
pub(super) const QUOTES_IN_TEXT: &str = "The \" before it ends the text that came before. Put a text that has \" in it into single quotation marks: 'user.city -eq \"Rome\"'.";

/// Whether a value stands right behind a text in double quotation marks, where nobody would put another value.
pub(super) fn ends_a_text(place: &Place) -> bool {
    let before = place.source().text().get(..place.range().start);
    before.is_some_and(|before| before.ends_with('"'))
}

/// Which parameters a command has, or where they are listed if they are many.
fn takes<H>(command: &Command<H>) -> String {
    const FEW: usize = 12;
    let own = command.parameters.iter();
    let names: Vec<String> = own.map(|p| format!("-{}", p.name)).collect();
    match names.len() {
        0 => format!("{} takes no parameters of its own.", command.name),
        1..=FEW => format!("It takes {}.", and_list(&names)),
        _ => format!("Get-Help {} lists its parameters.", command.name),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn and_list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
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
pub fn closest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
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
