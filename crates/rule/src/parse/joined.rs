//! Conditions joined: `-and`, `-or`, `-not`, parentheses, and what is left out between them.

use super::{DEEPEST, Parser};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::span::Span;
use crate::token::TokenKind;
use crate::tree::{Syntax, SyntaxKind};

/// What joins conditions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joiner {
    And,
    Or,
}

impl Parser {
    /// The joiner that comes next, with or without its hyphen.
    pub(super) fn joiner(&self) -> Option<Joiner> {
        let word = match self.peek()? {
            TokenKind::Word(word) | TokenKind::Operator(word) => word,
            _ => return None,
        };
        // `and.x` would be a property of an object "and", not a joiner.
        if self.peek_at(1) == Some(&TokenKind::Dot) {
            return None;
        }
        if word.eq_ignore_ascii_case("and") {
            Some(Joiner::And)
        } else if word.eq_ignore_ascii_case("or") {
            Some(Joiner::Or)
        } else {
            None
        }
    }

    pub(super) fn is_not(&self) -> bool {
        match self.peek() {
            Some(TokenKind::Word(word)) => {
                word.eq_ignore_ascii_case("not") && self.peek_at(1) != Some(&TokenKind::Dot)
            }
            Some(TokenKind::Operator(word)) => word.eq_ignore_ascii_case("not"),
            _ => false,
        }
    }

    pub(super) fn expression(&mut self) -> Syntax {
        self.chain(Joiner::Or)
    }

    /// Conditions joined by `joiner`; those of an `-or` are chains of `-and`.
    pub(super) fn chain(&mut self, joiner: Joiner) -> Syntax {
        let first = self.link(joiner);
        if !self.is_joined(joiner) {
            return first;
        }
        let mut parts = vec![first, self.link(joiner)];
        while self.is_joined(joiner) {
            parts.push(self.link(joiner));
        }
        let span = parts
            .iter()
            .fold(parts[0].span, |span, part| span.to(part.span));
        let kind = match joiner {
            Joiner::And => SyntaxKind::And(parts),
            Joiner::Or => SyntaxKind::Or(parts),
        };
        Syntax { span, kind }
    }

    /// Whether a further condition is joined by this; takes the joiner, or reports that there is none.
    fn is_joined(&mut self, joiner: Joiner) -> bool {
        if self.joiner() == Some(joiner) {
            self.bump();
            return true;
        }
        let goes_on = joiner == Joiner::And && self.joiner().is_none() && self.goes_on();
        if goes_on {
            self.missing_joiner();
        }
        goes_on
    }

    pub(super) fn link(&mut self, joiner: Joiner) -> Syntax {
        match joiner {
            Joiner::Or => self.chain(Joiner::And),
            Joiner::And => self.negation(),
        }
    }

    /// Whether a further condition begins here, or something that is read as one.
    pub(super) fn goes_on(&mut self) -> bool {
        loop {
            let begins = match self.peek() {
                None | Some(TokenKind::CloseParen) => return false,
                Some(TokenKind::OpenParen) => true,
                Some(TokenKind::Operator(_)) => self.is_not(),
                Some(TokenKind::Word(_)) => {
                    self.is_not()
                        || matches!(
                            self.peek_at(1),
                            Some(TokenKind::Dot | TokenKind::Operator(_))
                        )
                }
                Some(_) => false,
            };
            if begins {
                return true;
            }
            self.unexpected();
            if self.joiner().is_some() {
                return false;
            }
        }
    }

    /// Reports a run of tokens that no grammar places here, and skips it.
    pub(super) fn unexpected(&mut self) {
        let start = self.span();
        let mut end = start;
        let mut brackets = 0_usize;
        // Behind an unclosed quotation mark everything is text, and nothing more can be said.
        let swallowed = self.found(Code::UnterminatedString);
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::OpenBracket => brackets += 1,
                TokenKind::CloseBracket => brackets = brackets.saturating_sub(1),
                TokenKind::OpenParen | TokenKind::CloseParen if brackets == 0 => break,
                _ if self.joiner().is_some() && brackets == 0 => break,
                _ => {}
            }
            end = self.span();
            self.bump();
        }
        if swallowed && self.at == self.tokens.len() {
            return;
        }
        self.report(
            Diagnostic::new(
                Code::UnexpectedText,
                start.to(end),
                "This does not belong to any condition.",
            )
            .with_help(
                "Remove it, or join it to the rest with -and or -or as a condition of its own.",
            ),
        );
    }

    pub(super) fn missing_joiner(&mut self) {
        let place = Span::new(self.last_end(), self.span().start());
        let shown = if place.is_empty() { self.span() } else { place };
        self.report(
            Diagnostic::new(
                Code::MissingJoiner,
                shown,
                "Two conditions follow one another without -and or -or.",
            )
            .with_help("Write -and or -or between them.")
            .with_fix(Fix::replace(
                "Write -and between them",
                Effect::ChangesMembers,
                place,
                " -and ",
            )),
        );
    }

    pub(super) fn negation(&mut self) -> Syntax {
        if !self.is_not() {
            return self.primary();
        }
        let start = self.span();
        self.bump();
        let inner = self.deeper(start, Parser::negation);
        Syntax {
            span: start.to(inner.span),
            kind: SyntaxKind::Not(Box::new(inner)),
        }
    }

    /// Reads something inside something else, unless that is too deep: then the rest of the text
    /// is given up with one diagnostic.
    pub(super) fn deeper(
        &mut self,
        opening: Span,
        read: impl FnOnce(&mut Self) -> Syntax,
    ) -> Syntax {
        if self.depth >= DEEPEST {
            self.report(
                Diagnostic::new(
                    Code::NestedTooDeeply,
                    opening,
                    format!("More than {DEEPEST} parentheses or -not stand inside one another."),
                )
                .with_help("Remove the parentheses that change nothing."),
            );
            self.at = self.tokens.len();
            return Syntax {
                span: opening,
                kind: SyntaxKind::Unreadable,
            };
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    pub(super) fn primary(&mut self) -> Syntax {
        let start = self.span();
        match self.peek() {
            Some(TokenKind::OpenParen) => self.group(),
            Some(TokenKind::Word(_)) if self.joiner().is_none() => {
                if self.is_direct_reports() {
                    return self.direct_reports_inside();
                }
                self.condition()
            }
            None | Some(TokenKind::CloseParen) => self.missing_condition(start),
            Some(_) if self.joiner().is_some() => self.missing_condition(start),
            Some(_) => {
                self.unexpected();
                Syntax {
                    span: start,
                    kind: SyntaxKind::Unreadable,
                }
            }
        }
    }

    pub(super) fn missing_condition(&mut self, place: Span) -> Syntax {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let (span, message) = match before {
            Some(token) if token.kind == TokenKind::OpenParen => (
                token.span.to(place),
                "There is no condition in these parentheses.",
            ),
            Some(token) => (token.span, "A condition is missing behind this."),
            None => (place, "A condition is missing before this."),
        };
        self.report(
            Diagnostic::new(Code::MissingCondition, span, message)
                .with_help("Write a condition such as user.department -eq \"Sales\", or remove what is left over."),
        );
        Syntax {
            span: place,
            kind: SyntaxKind::Unreadable,
        }
    }

    pub(super) fn group(&mut self) -> Syntax {
        let open = self.span();
        self.bump();
        let inner = self.deeper(open, Parser::expression);
        let close = self.close(open);
        Syntax {
            span: open.to(close),
            kind: SyntaxKind::Group(Box::new(inner)),
        }
    }

    /// Reads the parenthesis that closes the one at `open`.
    pub(super) fn close(&mut self, open: Span) -> Span {
        let span = self.span();
        if self.eat(&TokenKind::CloseParen) {
            return span;
        }
        // An unclosed quotation mark or a text that is given up swallows the parenthesis.
        let swallowed = self.found(Code::UnterminatedString) || self.found(Code::NestedTooDeeply);
        if !swallowed {
            self.report(
                Diagnostic::new(
                    Code::UnbalancedParenthesis,
                    open,
                    "This parenthesis is never closed.",
                )
                .with_help("Close it behind the last condition it belongs to.")
                .with_fix(Fix::new(
                    "Close it at the end",
                    Effect::ChangesMembers,
                    vec![Edit::new(Span::at(self.last_end()), ")")],
                )),
            );
        }
        Span::at(self.last_end())
    }
}
