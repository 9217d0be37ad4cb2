//! Errors as people read them: the sentence, the place underlined, what to do next.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::error::ShellError;
use crate::output::{Width, at_words};

/// How the first line begins.
const TITLE: &str = "error: ";

/// How the messages below the place begin.
const MESSAGES: &[&str] = &["= help: ", "= note: "];

/// The text of an error, line end included.
pub fn render(error: &ShellError, width: Width) -> String {
    let title = match error.command() {
        Some(command) => format!("{command}: {}", error.message()),
        None => error.message().to_owned(),
    };
    let mut group = Level::ERROR
        .primary_title(title.as_str())
        .elements(Vec::<Element<'_>>::new());
    if let Some(place) = error.place() {
        let mut range = place.range();
        // An empty range, as at the end of a text, still has to be seen.
        if range.is_empty() && range.end < place.source().text().len() {
            range.end += 1;
        }
        if place.source().text().get(range.clone()).is_some() {
            group = group.element(
                Snippet::source(place.source().text())
                    .path(place.source().name())
                    .annotation(AnnotationKind::Primary.span(range)),
            );
        }
    }
    for inner in error.inners() {
        let mut range = inner.range.clone();
        range.end = range.end.min(inner.text.len());
        range.start = range.start.min(range.end);
        if inner.text.get(range.clone()).is_some() {
            group = group.element(
                Snippet::source(inner.text.as_str())
                    .path(inner.title.as_str())
                    .annotation(
                        AnnotationKind::Primary
                            .span(range)
                            .label(inner.label.as_str()),
                    ),
            );
        }
    }
    let answer = error.service_answer().map(|answer| match &answer.text {
        Some(text) => format!(
            "the service answers {} {}: {text}",
            answer.status, answer.code
        ),
        None => format!("the service answers {} {}", answer.status, answer.code),
    });
    if let Some(answer) = &answer {
        group = group.element(Level::NOTE.message(answer.as_str()));
    }
    for line in error.help_lines() {
        group = group.element(Level::HELP.message(line.as_str()));
    }
    let renderer = Renderer::plain().term_width(width.columns());
    let text = renderer.render(&[group]);
    let mut lines = text.trim_end().lines();
    let mut out = String::new();
    out.push_str(&message(lines.next().unwrap_or(""), TITLE, width));
    for line in lines {
        out.push('\n');
        let start = MESSAGES
            .iter()
            .find(|start| line.trim_start().starts_with(**start));
        match start {
            Some(start) => out.push_str(&message(line, start, width)),
            // What a script says stays whole, and what is underlined under it.
            None => out.push_str(line),
        }
    }
    out.push('\n');
    out
}

/// A line whose message begins behind `start`, the rest of the message below its beginning.
fn message(line: &str, start: &str, width: Width) -> String {
    let at = line.find(start).map_or(0, |at| at + start.len());
    let (before, text) = line.split_at_checked(at).unwrap_or(("", line));
    format!("{before}{}", at_words(text, width, before.len()))
}
