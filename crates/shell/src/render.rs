//! Errors as people read them: the sentence, the place underlined, what to do next.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::error::ShellError;
use crate::output::Width;

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
    format!("{}\n", text.trim_end())
}
