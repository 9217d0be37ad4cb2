//! Completion of variables, and of the properties of what stands on the left.

use crate::command::Command;
use crate::parameter::Parameter;
use crate::shell::Shell;
use crate::value::Value;

use super::fit::begins;
use super::found::{Frame, Mode, Opener, Scan, Stage, TokenKind};

/// The commands through which objects pass as they are.
const PASS: &[&str] = &["Where-Object", "Sort-Object", "Select-Object", "Tee-Object"];

/// The parameters, of the shell's own commands, that name properties of the objects that come in.
const NAME_PROPERTIES: &[&str] = &[
    "Property",
    "FilterScript",
    "ExpandProperty",
    "ExcludeProperty",
    "GroupBy",
];

/// The variables that every session has.
const ALWAYS: &[&str] = &["true", "false", "null"];

/// The variables that begin so; `typed` has its `$`.
pub(super) fn variables<H: 'static>(shell: &Shell<H>, typed: &str) -> Vec<String> {
    let name = typed.strip_prefix('$').unwrap_or(typed);
    let scope = shell.runtime.scope();
    let mut all: Vec<String> = scope
        .all()
        .iter()
        .map(|variable| variable.name.to_string())
        .chain(ALWAYS.iter().map(|name| (*name).to_owned()))
        .chain(
            shell
                .runtime
                .environment
                .keys()
                .map(|name| format!("env:{name}")),
        )
        .filter(|own| begins(own, name))
        .map(|own| format!("${own}"))
        .collect();
    all.sort_by_key(|name| name.to_lowercase());
    all.dedup();
    all
}

/// Whether a parameter names properties of the objects that come down the pipeline.
pub(super) fn names_a_property<H>(command: &Command<H>, parameter: &Parameter) -> bool {
    NAME_PROPERTIES.contains(&parameter.name()) && command.name().contains("-Object")
        || command.name().starts_with("Format-") && parameter.name() == "Property"
}

/// The properties of the objects that reach the last stage of a level.
pub(super) fn upstream<H: 'static>(
    shell: &Shell<H>,
    text: &str,
    scan: &Scan,
    level: usize,
) -> Vec<String> {
    let stages = scan.frames.get(level).map(|frame| frame.stages.as_slice());
    match stages.and_then(<[Stage]>::split_last) {
        Some((_, before)) => given_by(shell, text, scan, before),
        None => Vec::new(),
    }
}

/// The properties of what these stages give.
fn given_by<H: 'static>(
    shell: &Shell<H>,
    text: &str,
    scan: &Scan,
    stages: &[Stage],
) -> Vec<String> {
    for stage in stages.iter().rev() {
        let Some(first) = stage.words.first() else {
            return Vec::new();
        };
        let word = text.get(first.span.clone()).unwrap_or("");
        if stage.mode == Mode::Value {
            let names = match word.ends_with(')') {
                true => of_group(shell, text, scan, first.span.end - 1),
                false => of_path(shell, text, scan, word),
            };
            return names;
        }
        let Some(command) = shell.runtime.find_command(word) else {
            return Vec::new();
        };
        if !PASS.contains(&command.name()) {
            return of_command(shell, command.name());
        }
    }
    Vec::new()
}

fn of_command<H: 'static>(shell: &Shell<H>, name: &str) -> Vec<String> {
    match shell.guide.gives(name) {
        Some(kind) => of_kind(shell, kind),
        None => Vec::new(),
    }
}

fn of_kind<H: 'static>(shell: &Shell<H>, kind: &str) -> Vec<String> {
    shell.guide.properties(&shell.host(), kind)
}

/// The properties of what a group gives that ends with the bracket at this place.
fn of_group<H: 'static>(shell: &Shell<H>, text: &str, scan: &Scan, end: usize) -> Vec<String> {
    let closed = scan.closed.iter().find(|(at, _)| *at == end);
    closed.map_or_else(Vec::new, |(_, frame)| {
        given_by(shell, text, scan, &frame.stages)
    })
}

/// The properties of what stands before the dot at the end of a text.
pub(super) fn of_value<H: 'static>(shell: &Shell<H>, text: &str, scan: &Scan) -> Vec<String> {
    let before = scan.tokens.split_last().map_or(&[][..], |(_, rest)| rest);
    // Backwards over `$a.b.c`, to what it begins with.
    let mut start = scan.tokens.last().map_or(0, |token| token.span.start);
    let mut group = None;
    for token in before.iter().rev() {
        if token.span.end != start {
            break;
        }
        match token.kind {
            TokenKind::Punctuation if text.get(token.span.clone()) == Some(")") => {
                group = Some(token.span.start);
                break;
            }
            TokenKind::Variable => {
                start = token.span.start;
                break;
            }
            TokenKind::Member | TokenKind::Punctuation => start = token.span.start,
            _ => break,
        }
    }
    if let Some(end) = group {
        return of_group(shell, text, scan, end);
    }
    let end = scan.tokens.last().map_or(start, |token| token.span.start);
    of_path(shell, text, scan, text.get(start..end).unwrap_or(""))
}

/// The properties of the value of `$a.b.c`.
fn of_path<H: 'static>(shell: &Shell<H>, text: &str, scan: &Scan, path: &str) -> Vec<String> {
    let mut parts = path.trim_end_matches('.').split('.');
    let Some(name) = parts.next().and_then(|first| first.strip_prefix('$')) else {
        return Vec::new();
    };
    let parts: Vec<&str> = parts.collect();
    if matches!(name.to_lowercase().as_str(), "_" | "psitem") {
        return match parts.is_empty() {
            true => of_underscore(shell, text, scan),
            false => Vec::new(),
        };
    }
    let mut value = first_of(shell.variable(name));
    for part in parts {
        value = first_of(value.property(part).unwrap_or_default());
    }
    match value {
        Value::Object(object) => object.names().iter().map(|name| name.to_string()).collect(),
        Value::Table(table) => table
            .named()
            .into_iter()
            .map(|(name, _)| name.to_string())
            .collect(),
        _ => Vec::new(),
    }
}

/// The first of a list stands for the others.
fn first_of(value: Value) -> Value {
    match value {
        Value::List(list) => list.get(0).unwrap_or_default(),
        other => other,
    }
}

/// The properties of `$_`: of what reaches the command whose block this is.
fn of_underscore<H: 'static>(shell: &Shell<H>, text: &str, scan: &Scan) -> Vec<String> {
    let levels = scan.frames.windows(2).rev();
    let is_block = |frame: &Frame| frame.opener == Opener::Block;
    for pair in levels {
        let [outer, inner] = pair else { continue };
        let command = outer
            .stages
            .last()
            .filter(|stage| stage.mode == Mode::Command);
        if let (true, Some(_), Some((_, before))) =
            (is_block(inner), command, outer.stages.split_last())
        {
            return given_by(shell, text, scan, before);
        }
    }
    Vec::new()
}
