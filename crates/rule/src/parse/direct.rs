//! `Direct Reports for "…"`: a rule of its own kind, which stands alone (LANG 3.10).

use super::Parser;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::span::Span;
use crate::token::TokenKind;
use crate::tree::{Form, Literal, LiteralKind, Syntax, SyntaxKind};

impl Parser {
    pub(super) fn is_direct_reports(&self) -> bool {
        self.said(0, "direct") && (self.said(1, "reports") || self.said(1, "report"))
    }

    fn said(&self, ahead: usize, wanted: &str) -> bool {
        let word = self.peek_at(ahead).and_then(TokenKind::word);
        word.is_some_and(|word| word.eq_ignore_ascii_case(wanted))
    }

    /// The whole rule; whatever follows it is reported.
    pub(super) fn direct_reports(&mut self) -> Form {
        let manager = self.manager();
        if self.at < self.tokens.len() {
            let from = self.span();
            self.at = self.tokens.len();
            let rest = Span::new(from.start(), self.last_end());
            self.report(alone(
                rest,
                "Nothing can stand beside a direct-reports rule.",
            ));
        }
        Form::DirectReports(manager)
    }

    /// The same among other conditions, where it cannot stand.
    pub(super) fn direct_reports_inside(&mut self) -> Syntax {
        let start = self.span();
        let manager = self.manager();
        let span = start.to(manager.span);
        self.report(alone(
            span,
            "A direct-reports rule cannot stand inside another rule.",
        ));
        Syntax {
            span,
            kind: SyntaxKind::Unreadable,
        }
    }

    fn manager(&mut self) -> Literal {
        let start = self.span();
        self.bump();
        let plural = self.said(0, "reports");
        self.bump();
        let complete = plural && self.said(0, "for");
        if self.said(0, "for") {
            self.bump();
        }
        let place = Span::at(self.last_end());
        if !complete {
            let span = start.to(place);
            self.report(
                Diagnostic::new(
                    Code::DirectReportsForm,
                    span,
                    "A direct-reports rule begins with the words Direct Reports for.",
                )
                .with_help("Write Direct Reports for \"{object id of the manager}\".")
                .with_fix(Fix::replace(
                    "Write the words in full",
                    Effect::Equivalent,
                    span,
                    "Direct Reports for",
                )),
            );
        }
        let literal = match self.peek() {
            Some(TokenKind::Text(text)) => {
                let kind = LiteralKind::Text(text.clone());
                Literal {
                    span: self.span(),
                    kind,
                }
            }
            Some(TokenKind::Guid(text) | TokenKind::Word(text)) => {
                let kind = LiteralKind::Bare(text.clone());
                Literal {
                    span: self.span(),
                    kind,
                }
            }
            _ => {
                return Literal {
                    span: place,
                    kind: LiteralKind::Unreadable,
                };
            }
        };
        self.bump();
        literal
    }
}

fn alone(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::DirectReportsAlone, span, message).with_help(
        "Write Direct Reports for \"{object id of the manager}\" as the whole rule, without parentheses.",
    )
}
