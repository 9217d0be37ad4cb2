//! Completion: where in the text the cursor stands decides who is asked.

use std::rc::Rc;

use crate::bind::all_parameters;
use crate::command::Command;
use crate::parameter::{Kind, Parameter};
use crate::shell::Shell;

use super::argument::{arguments, name_of};
use super::commands;
use super::fit::begins;
use super::found::{Form, Mode, Opener, Quote, Scan, Stage, TokenKind, Word};
use super::guide::Ask;
use super::members;
use super::quote::{escaped, needs_quotes, quoted, unescaped};
use super::scan::scan;
use super::{Candidate, Completion};

/// The words of a switch with a colon, and of a parameter that wants a truth value.
const TRUTHS: [&str; 2] = ["$true", "$false"];

/// What may stand at the end of a text behind which there is more.
pub(super) fn complete<H: 'static>(shell: &Shell<H>, text: &str, after: &str) -> Completion {
    let mut found = at_end(shell, text);
    // A closing quote that is there already is not typed twice.
    let quote = after.chars().next().filter(|c| matches!(c, '\'' | '"'));
    if let Some(quote) = quote {
        for one in &mut found.candidates {
            if let Some(rest) = one.text.strip_suffix(quote) {
                one.text = rest.to_owned();
            }
        }
    }
    found
}

fn at_end<H: 'static>(shell: &Shell<H>, text: &str) -> Completion {
    let scan = scan(text);
    let reaches = scan
        .tokens
        .last()
        .filter(|token| token.span.end == text.len());
    let in_text = scan.top().is_some_and(|frame| frame.opener == Opener::Text);
    if let Some(token) = reaches {
        let typed = text.get(token.span.clone()).unwrap_or("");
        match token.kind {
            TokenKind::Comment => return Completion::default(),
            TokenKind::Variable => {
                return plain(token.span.start, members::variables(shell, typed));
            }
            TokenKind::Member if !in_text => {
                let names = members::of_value(shell, text, &scan);
                return fitting(token.span.start, typed, names);
            }
            TokenKind::Operator if is_dashed(typed) => {
                return plain(token.span.start, commands::operators(typed));
            }
            _ => {}
        }
    }
    let level = scan.frames.len() - 1 - usize::from(in_text);
    let Some(stage) = scan.frames.get(level).and_then(|frame| frame.stages.last()) else {
        return Completion::default();
    };
    let word = stage
        .words
        .last()
        .filter(|word| word.span.end == text.len());
    let is_open = word.is_some_and(|word| word.open);
    match stage.mode {
        Mode::Command if stage.words.len() == 1 && word.is_some() => {
            let start = word.map_or(text.len(), |word| word.span.start);
            let typed = text.get(start..).unwrap_or("");
            plain(start, commands::names(shell, typed))
        }
        Mode::Command => argument(shell, text, &scan, level, stage),
        Mode::Empty
            if scan
                .frames
                .get(level)
                .is_some_and(|frame| frame.opener != Opener::Table) =>
        {
            plain(text.len(), commands::names(shell, ""))
        }
        Mode::Value if is_open => word.map_or_else(Completion::default, |word| {
            inside(shell, None, text, word).unwrap_or_default()
        }),
        Mode::Value | Mode::Empty => Completion::default(),
    }
}

fn is_dashed(typed: &str) -> bool {
    typed.chars().next().is_some_and(super::letters::is_dash)
}

fn plain(start: usize, names: Vec<String>) -> Completion {
    Completion {
        start,
        candidates: names.into_iter().map(Candidate::plain).collect(),
    }
}

fn fitting(start: usize, typed: &str, names: Vec<String>) -> Completion {
    let fits = names.into_iter().filter(|name| begins(name, typed));
    plain(start, fits.collect())
}

/// Behind the name of a command.
fn argument<H: 'static>(
    shell: &Shell<H>,
    text: &str,
    scan: &Scan,
    level: usize,
    stage: &Stage,
) -> Completion {
    let called = stage.words.first();
    let name = called.and_then(|word| text.get(word.span.clone()));
    let Some(command) = name.and_then(|name| shell.runtime.find_command(name)) else {
        return Completion::default();
    };
    let words = stage.words.get(1..).unwrap_or_default();
    let (before, word) = match words.split_last() {
        Some((last, before)) if last.span.end == text.len() => (before, Some(last)),
        _ => (words, None),
    };
    let joined = match word {
        Some(word) => word.joined,
        None => scan
            .tokens
            .last()
            .is_some_and(|token| text.get(token.span.clone()) == Some(",")),
    };
    let given = arguments(&command, text, before, joined);
    if let Some(word) = word.filter(|word| word.form == Form::Parameter) {
        return plain(
            word.span.start,
            parameters(&command, &given.named, name_of(text, word)),
        );
    }
    let Some(parameter) = given.next else {
        let names = parameters(&command, &given.named, "");
        return match word {
            None => plain(text.len(), names),
            Some(_) => Completion::default(),
        };
    };
    if let Some(word) = word.filter(|word| matches!(word.form, Form::Quoted(_))) {
        match inside(shell, Some(parameter.meaning()), text, word) {
            Some(found) => return found,
            None if !word.open => return Completion::default(),
            None => {}
        }
    }
    if word.is_some_and(|word| word.form == Form::Value) {
        return Completion::default();
    }
    let found = values(shell, text, scan, level, (&command, parameter), word);
    match (found.candidates.is_empty(), word) {
        // A parameter that may be named next is better than nothing.
        (true, None) if given.named.iter().all(|one| one.name() != parameter.name()) => {
            plain(text.len(), parameters(&command, &given.named, ""))
        }
        _ => found,
    }
}

/// The parameters that may come, with their dash: the command's own, and those of every command when something of
/// their name is there.
fn parameters<H>(command: &Command<H>, named: &[&Parameter], typed: &str) -> Vec<String> {
    let own = command.parameter_list().len();
    all_parameters(command)
        .enumerate()
        .filter(|(index, one)| *index < own || !typed.is_empty() && begins(one.name(), typed))
        .map(|(_, one)| one)
        .filter(|one| begins(one.name(), typed))
        .filter(|one| named.iter().all(|given| given.name() != one.name()))
        .map(|one| format!("-{}", one.name()))
        .collect()
}

/// What an argument may be.
fn values<H: 'static>(
    shell: &Shell<H>,
    text: &str,
    scan: &Scan,
    level: usize,
    (command, parameter): (&Rc<Command<H>>, &Parameter),
    word: Option<&Word>,
) -> Completion {
    let start = word.map_or(text.len(), |word| word.span.start);
    let raw = text.get(start..).unwrap_or("");
    let quote = match word.map(|word| word.form) {
        Some(Form::Quoted(quote)) => Some(quote),
        _ => None,
    };
    let typed = match quote {
        Some(quote) => unescaped(inner(raw), quote).0,
        None => raw.to_owned(),
    };
    if matches!(parameter.kind(), Kind::Bool | Kind::Switch) {
        return fitting(start, &typed, TRUTHS.map(str::to_owned).to_vec());
    }
    let mut found: Vec<String> = if parameter.words().is_empty() {
        match members::names_a_property(command, parameter) {
            true => members::upstream(shell, text, scan, level),
            false if commands::names_a_command(command, parameter) => {
                let mut names = commands::names(shell, &typed);
                names.extend(commands::topics(shell, &typed));
                names
            }
            false => Vec::new(),
        }
    } else {
        parameter
            .words()
            .iter()
            .map(|one| one.to_string())
            .collect()
    };
    found.retain(|one| begins(one, &typed));
    if parameter.words().is_empty() {
        let meaning = parameter.meaning();
        let ask = Ask {
            meaning,
            typed: &typed,
        };
        for value in shell.guide.values(&shell.host(), ask) {
            if !found.contains(&value) {
                found.push(value);
            }
        }
    }
    let quote = match quote {
        None if found.iter().any(|one| needs_quotes(one)) => Some(Quote::Single),
        other => other,
    };
    let candidates = found.into_iter().map(|value| Candidate {
        text: match quote {
            Some(quote) => quoted(&value, quote),
            None => value.clone(),
        },
        shown: value,
    });
    Completion {
        start,
        candidates: candidates.collect(),
    }
}

/// What stands behind the opening quote.
fn inner(raw: &str) -> &str {
    let mut letters = raw.chars();
    letters.next();
    letters.as_str()
}

/// Completion in a text in quotes that is of a language of the host's.
fn inside<H: 'static>(
    shell: &Shell<H>,
    meaning: Option<&str>,
    text: &str,
    word: &Word,
) -> Option<Completion> {
    let Form::Quoted(quote) = word.form else {
        return None;
    };
    if !word.open {
        return None;
    }
    let raw = text.get(word.span.clone())?;
    let (content, places) = unescaped(inner(raw), quote);
    let found = shell.guide.inside(&shell.host(), meaning, &content)?;
    let skipped = raw.len() - inner(raw).len();
    let place = places.get(found.start).copied().unwrap_or(0);
    let candidates = found.candidates.into_iter().map(|one| Candidate {
        text: escaped(&one.text, quote),
        shown: one.shown,
    });
    Some(Completion {
        start: word.span.start + skipped + place,
        candidates: candidates.collect(),
    })
}
