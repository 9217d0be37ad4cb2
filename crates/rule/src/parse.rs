//! Tokens to a syntax tree: the grammar of LANG 4, with a way on from every mistake.

use smallvec::SmallVec;

use crate::code::{Code, Severity};
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::lex::lex;
use crate::span::Span;
use crate::token::{TokenKind, Tokens};
use crate::tree::{Form, Syntax, SyntaxKind, Tree};

mod condition;
mod direct;
mod joined;
mod value;

/// The length the service takes, in UTF-16 code units (LANG 1.1).
pub const LONGEST_RULE: usize = 3_072;
/// A text longer than this is no rule that slipped; it is not read at all.
const LONGEST_READ: usize = 4 * LONGEST_RULE;
/// How deep parentheses and `-not` may stand inside one another. The service's own limit is
/// unknown; this one is far beyond any rule and far within the stack of a thread.
pub(crate) const DEEPEST: usize = 128;

/// Reads a rule. Never fails: there is always a tree, and what is wrong is in the diagnostics.
#[must_use]
pub fn parse(text: &str) -> (Tree, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let units = text.encode_utf16().count();
    if units > LONGEST_RULE {
        diagnostics.push(too_long(text, units));
    }
    let mut form = Form::Nothing;
    if units <= LONGEST_READ {
        let chars: SmallVec<[char; 256]> = text.chars().collect();
        let tokens = lex(&chars, &mut diagnostics);
        let mut parser = Parser::new(tokens, chars.len(), diagnostics);
        form = parser.rule();
        diagnostics = parser.diagnostics;
    }
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity() == Severity::Error)
        .count();
    (
        Tree {
            text: text.to_owned(),
            form,
            errors,
        },
        diagnostics,
    )
}

fn too_long(text: &str, units: usize) -> Diagnostic {
    let mut seen = 0;
    let fitting = text.chars().take_while(|c| {
        seen += c.len_utf16();
        seen <= LONGEST_RULE
    });
    let fitting = fitting.count();
    Diagnostic::new(
        Code::RuleTooLong,
        Span::new(fitting, text.chars().count()),
        format!("The rule has {units} characters; the service takes {LONGEST_RULE}."),
    )
    .with_help(
        "Gather chains of -eq into one -in, or test an extension attribute that says the same.",
    )
}

struct Parser {
    tokens: Tokens,
    at: usize,
    end: usize,
    depth: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Parser {
    fn new(tokens: Tokens, end: usize, diagnostics: Vec<Diagnostic>) -> Self {
        Parser {
            tokens,
            at: 0,
            end,
            depth: 0,
            diagnostics,
        }
    }

    pub(super) fn peek(&self) -> Option<&TokenKind> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<&TokenKind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    pub(super) fn is(&self, kind: &TokenKind) -> bool {
        self.peek() == Some(kind)
    }

    /// The place of the next token, or the end of the text.
    pub(super) fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(Span::at(self.end), |token| token.span)
    }

    /// The end of the last token read.
    pub(super) fn last_end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |token| token.span.end())
    }

    pub(super) fn bump(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len());
    }

    pub(super) fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.is(kind);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn found(&self, code: Code) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code() == code)
    }

    fn rule(&mut self) -> Form {
        if self.tokens.is_empty() {
            if self.diagnostics.is_empty() {
                self.report(
                    Diagnostic::new(
                        Code::EmptyRule,
                        Span::new(0, self.end),
                        "The rule is empty.",
                    )
                    .with_help("Write a condition such as user.department -eq \"Sales\"."),
                );
            }
            return Form::Nothing;
        }
        if self.is_direct_reports() {
            return self.direct_reports();
        }
        // Whatever stands behind a parenthesis too many is read as a further condition, so that
        // its own mistakes are found too.
        let first = self.expression();
        if self.at == self.tokens.len() {
            return Form::Expression(first);
        }
        let mut parts = vec![first];
        while self.at < self.tokens.len() {
            let before = self.at;
            parts.extend(self.left_over());
            if self.at == before {
                self.bump();
            }
        }
        if parts.len() == 1 {
            return Form::Expression(parts.swap_remove(0));
        }
        let span = parts
            .iter()
            .fold(parts[0].span, |span, part| span.to(part.span));
        Form::Expression(Syntax {
            span,
            kind: SyntaxKind::And(parts),
        })
    }

    /// Reports what stands where nothing can follow, and reads on behind it.
    fn left_over(&mut self) -> Option<Syntax> {
        let span = self.span();
        if self.eat(&TokenKind::CloseParen) {
            self.report(
                Diagnostic::new(
                    Code::UnbalancedParenthesis,
                    span,
                    "This parenthesis closes nothing.",
                )
                .with_help("Remove it, or open a parenthesis before the conditions it belongs to.")
                .with_fix(Fix::replace(
                    "Remove the parenthesis",
                    Effect::ChangesMembers,
                    span,
                    "",
                )),
            );
        }
        if self.at >= self.tokens.len() || self.is(&TokenKind::CloseParen) {
            return None;
        }
        if self.joiner().is_some() {
            self.bump();
        }
        Some(self.expression())
    }
}
