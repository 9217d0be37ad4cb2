//! A finding as a person sees it: the sentence, the text underlined, the help, the fix, and what
//! the service says.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use crate::code::Severity;
use crate::diagnostic::{Diagnostic, Edit, Effect};
use crate::span::{Span, byte_offset};

/// Whether a picture is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Text alone, the same everywhere.
    Plain,
    /// With the escape sequences of a terminal.
    Terminal,
}

/// Draws one finding about `text`. `source` names where the text comes from, such as the name of a
/// group or a file. The result has several lines and no line feed at its end.
#[must_use]
pub fn render(diagnostic: &Diagnostic, text: &str, source: &str, color: Color) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let annotation = AnnotationKind::Primary.span(bytes(text, diagnostic.span()));
    let mut finding = level
        .primary_title(diagnostic.message())
        .id(diagnostic.code().name())
        .element(Snippet::source(text).path(source).annotation(annotation));
    if let Some(help) = diagnostic.help() {
        finding = finding.element(Level::HELP.message(help));
    }
    let mut report = vec![finding];
    if let Some(fix) = diagnostic.fix() {
        let title = match fix.effect() {
            Effect::Equivalent => fix.title().to_owned(),
            Effect::ChangesMembers => format!("{} (may change the members)", fix.title()),
        };
        let patches = fix.edits().iter().map(|edit| patch(text, edit));
        report.push(
            Level::HELP
                .with_name("fix")
                .secondary_title(title)
                .element(Snippet::source(text).patches(patches)),
        );
    }
    if let Some(answer) = diagnostic.service() {
        let note = format!(
            "the portal says \"{}\", the API answers {} {} \"{}\"",
            answer.portal, answer.status, answer.code, answer.message
        );
        report.push(Group::with_title(Level::NOTE.secondary_title(note)));
    }
    match color {
        Color::Plain => Renderer::plain(),
        Color::Terminal => Renderer::styled(),
    }
    .render(&report)
}

fn patch<'a>(text: &str, edit: &'a Edit) -> Patch<'a> {
    Patch::new(bytes(text, edit.span()), edit.text())
}

fn bytes(text: &str, span: Span) -> Range<usize> {
    byte_offset(text, span.start())..byte_offset(text, span.end())
}
