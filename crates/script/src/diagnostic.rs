//! What is wrong with a text: one sentence, a place, and what to do.

use crate::span::Span;

/// A complaint about a text. It refuses the text; there are no warnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do about it, as a sentence, when there is something to say.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(span: Span, message: impl Into<String>, help: Option<&str>) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.map(str::to_owned),
        }
    }
}
