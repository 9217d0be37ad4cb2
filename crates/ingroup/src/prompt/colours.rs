//! The colours of a terminal, by meaning.

use ingroup_shell::{Paint, Painted};

/// Back to the terminal's own colour.
pub(super) const RESET: &str = "\u{1b}[0m";
/// What is offered and not typed yet.
pub(super) const HINT: &str = "\u{1b}[90m";

/// The colour of a meaning: the sixteen that every terminal has, which its owner may have chosen.
fn colour(paint: Paint) -> &'static str {
    match paint {
        Paint::Command => "\u{1b}[1;33m",
        Paint::UnknownCommand | Paint::RuleMistake => "\u{1b}[31m",
        Paint::Parameter | Paint::Operator => "\u{1b}[36m",
        Paint::Keyword => "\u{1b}[1;34m",
        Paint::Variable => "\u{1b}[32m",
        Paint::Member => "\u{1b}[37m",
        Paint::Type => "\u{1b}[34m",
        Paint::Number => "\u{1b}[35m",
        Paint::Text => "\u{1b}[33m",
        Paint::Comment => "\u{1b}[90m",
        Paint::RuleProperty => "\u{1b}[32m",
        Paint::RuleOperator => "\u{1b}[36m",
        Paint::RuleValue => "\u{1b}[35m",
    }
}

/// A text with its stretches in their colours.
pub(super) fn coloured(text: &str, painted: &[Painted]) -> String {
    let mut whole = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for one in painted {
        let (start, end) = (one.span.start, one.span.end);
        let (Some(before), Some(part)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        whole.push_str(before);
        whole.push_str(colour(one.paint));
        whole.push_str(part);
        whole.push_str(RESET);
        at = end;
    }
    whole.push_str(text.get(at..).unwrap_or(""));
    whole
}
