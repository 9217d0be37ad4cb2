//! The meaning of every stretch of a text, for its colours.

use crate::shell::Shell;

use super::argument::arguments;
use super::found::{Form, Mode, Scan, Stage, TokenKind, Word};
use super::scan::scan;
use super::{Paint, Painted};

/// The meaning of the stretches of a text.
pub(super) fn paint<H: 'static>(shell: &Shell<H>, text: &str) -> Vec<Painted> {
    let scan = scan(text);
    let mut painted: Vec<Painted> = Vec::new();
    for token in &scan.tokens {
        let paint = match token.kind {
            TokenKind::Command => {
                let name = text.get(token.span.clone()).unwrap_or("");
                let known = shell.runtime.find_command(name).is_some();
                // While it is being typed, it is not wrong yet.
                match known || token.span.end == text.len() {
                    true => Paint::Command,
                    false => Paint::UnknownCommand,
                }
            }
            TokenKind::Parameter => Paint::Parameter,
            TokenKind::Operator => Paint::Operator,
            TokenKind::Keyword => Paint::Keyword,
            TokenKind::Variable => Paint::Variable,
            TokenKind::Member => Paint::Member,
            TokenKind::Type => Paint::Type,
            TokenKind::Number => Paint::Number,
            TokenKind::Text => Paint::Text,
            TokenKind::Comment => Paint::Comment,
            TokenKind::Word | TokenKind::Punctuation => continue,
        };
        painted.push(Painted {
            span: token.span.clone(),
            paint,
        });
    }
    let mut inner: Vec<Painted> = Vec::new();
    for stage in all_stages(&scan) {
        inner.extend(of_stage(shell, text, stage));
    }
    if inner.is_empty() {
        return painted;
    }
    inner.sort_by_key(|one| one.span.start);
    laid_over(painted, &inner)
}

fn all_stages(scan: &Scan) -> impl Iterator<Item = &Stage> {
    let closed = scan.closed.iter().map(|(_, frame)| frame);
    let frames = closed.chain(&scan.frames);
    frames.flat_map(|frame| frame.stages.iter().chain(&frame.earlier))
}

/// The colours within the texts of one stage.
fn of_stage<H: 'static>(shell: &Shell<H>, text: &str, stage: &Stage) -> Vec<Painted> {
    let mut found = Vec::new();
    let called = stage.words.first();
    let name = called.and_then(|word| text.get(word.span.clone()));
    let command = match stage.mode {
        Mode::Command => name.and_then(|name| shell.runtime.find_command(name)),
        _ => None,
    };
    for (index, word) in stage.words.iter().enumerate() {
        let Form::Quoted(_) = word.form else { continue };
        let before = stage.words.get(1..index).unwrap_or_default();
        let meaning = command.as_ref().and_then(|command| {
            let next = arguments(command, text, before, word.joined).next;
            next.map(|parameter| parameter.meaning().to_owned())
        });
        found.extend(of_text(shell, text, word, meaning.as_deref()));
    }
    found
}

fn of_text<H: 'static>(
    shell: &Shell<H>,
    text: &str,
    word: &Word,
    meaning: Option<&str>,
) -> Vec<Painted> {
    let raw = text.get(word.span.clone()).unwrap_or("");
    let mut letters = raw.chars();
    letters.next();
    if !word.open {
        letters.next_back();
    }
    let content = letters.as_str();
    let quote = raw.chars().next().map_or(0, char::len_utf8);
    let painted = shell.guide.paint(meaning, content).unwrap_or_default();
    let moved = painted.into_iter().map(|(span, paint)| {
        let start = word.span.start + quote;
        Painted {
            span: start + span.start..start + span.end,
            paint,
        }
    });
    moved.collect()
}

/// The lower stretches without what the upper ones cover, and the upper ones.
fn laid_over(lower: Vec<Painted>, upper: &[Painted]) -> Vec<Painted> {
    let mut whole: Vec<Painted> = upper.to_vec();
    for one in lower {
        let mut from = one.span.start;
        let covers = upper
            .iter()
            .filter(|cover| cover.span.end > one.span.start && cover.span.start < one.span.end);
        for cover in covers {
            if from < cover.span.start {
                whole.push(Painted {
                    span: from..cover.span.start,
                    paint: one.paint,
                });
            }
            from = from.max(cover.span.end);
        }
        if from < one.span.end {
            whole.push(Painted {
                span: from..one.span.end,
                paint: one.paint,
            });
        }
    }
    whole.sort_by_key(|one| one.span.start);
    whole
}
