//! Reading a piece of PowerShell that stands in a text of another language.

use super::Parser;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::{Statement, StatementKind};

/// A piece that was read.
pub(crate) struct Piece {
    /// From its first character to its last.
    pub(crate) span: Span,
    /// Its statements.
    pub(crate) statements: Vec<Statement>,
    /// What is wrong with it.
    pub(crate) errors: Vec<Diagnostic>,
    variables: Vec<String>,
}

impl Piece {
    /// The names after `$` and `@` in it, without scope, in order; some may be no variables.
    pub(crate) fn variables(&self) -> impl Iterator<Item = String> + '_ {
        self.variables.iter().cloned()
    }
}

/// Reads the one statement that a text begins with; the text goes on in another language after it.
pub(crate) fn parse_one(text: &str, base: u32) -> Piece {
    let mut parser = Parser::new(text, base);
    let start = parser.cursor.at;
    let statement = parser.statement();
    let statement = statement.unwrap_or_else(|_| {
        parser.recover(start, '}');
        Statement {
            span: parser.from(start),
            kind: StatementKind::Missing,
        }
    });
    piece(text, base, parser, vec![statement])
}

/// Reads the `{ … }` that a text begins with; the text goes on in another language after it.
pub(crate) fn parse_braces(text: &str, base: u32) -> Piece {
    let mut parser = Parser::new(text, base);
    let body = parser.body("ps");
    let statements = body.map(|body| body.statements).unwrap_or_default();
    piece(text, base, parser, statements)
}

fn piece(text: &str, base: u32, parser: Parser, statements: Vec<Statement>) -> Piece {
    let span = Span::new(base, parser.from(0).end);
    let read = text
        .get(..(span.end - span.start) as usize)
        .unwrap_or_default();
    Piece {
        span,
        statements,
        errors: parser.errors,
        variables: variables(read),
    }
}

fn variables(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in text.split(['$', '@']).skip(1) {
        let part = part.trim_start_matches('{');
        let name: String = part
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
            .collect();
        let name = name.trim_end_matches(':');
        let name = name.rsplit(':').next().unwrap_or(name);
        let constant = ["true", "false", "null"].contains(&name.to_lowercase().as_str());
        if name.starts_with(|c: char| c.is_alphabetic())
            && !constant
            && !names.iter().any(|n| n == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}
