//! Reading a text: a parser by recursive descent that works on characters.
//!
//! There are no tokens, because what a character means depends on where it stands: `a-b` is one word as an argument
//! and a subtraction in an expression, `#` begins a comment only at the start of a word. Parsing never fails: a
//! statement that cannot be read becomes [`Missing`](crate::tree::StatementKind::Missing), its reason is noted, and
//! reading goes on at the next line.

mod argument;
mod block;
mod control;
mod cursor;
mod expression;
mod number;
mod piece;
mod pipeline;
mod primary;
mod refused;
mod statement;
mod table;
mod text;
mod types;

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::{Expr, ScriptBlock};
pub(crate) use piece::{Piece, parse_braces, parse_one};

use cursor::{Cursor, is_blank, is_line_end};

/// How deep brackets, blocks and statements may stand in each other.
pub const NESTING_LIMIT: usize = 120;
/// How many operators may follow each other in one expression.
pub const OPERATOR_LIMIT: usize = 1_000;
/// How many members, calls and indexes may follow each other.
pub const MEMBER_LIMIT: usize = 200;
/// How many operators and members may lie in each other, counted through parentheses.
const PATH_LIMIT: usize = OPERATOR_LIMIT + MEMBER_LIMIT;
/// How many bytes a text may have.
pub const TEXT_LIMIT: usize = 16 * 1024 * 1024;
/// How many errors are noted before reading stops.
const ERROR_LIMIT: usize = 20;

/// What reading a text gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The tree, as far as it could be read.
    pub script: ScriptBlock,
    /// What is wrong; a text with errors must not be run.
    pub errors: Vec<Diagnostic>,
    /// Whether the text only lacks its end: an open quote or bracket, a last `|`. A prompt reads on.
    pub incomplete: bool,
    /// The comments, in order.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the line's end, or from `<#` to `#>`.
    pub span: Span,
    /// What stands before it.
    pub place: CommentPlace,
}

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentPlace {
    /// On a line of its own: it speaks of what follows.
    OwnLine,
    /// Behind something on the same line: it speaks of that.
    AfterCode,
}

/// Reads a text.
pub fn parse(text: &str) -> Parsed {
    parse_at(text, 0)
}

/// Reads a text that is a part of a larger one and begins at byte `base` of it; places count from the larger text.
pub fn parse_at(text: &str, base: u32) -> Parsed {
    let mut parser = Parser::new(if text.len() > TEXT_LIMIT { "" } else { text }, base);
    if text.len() > TEXT_LIMIT {
        parser.errors.push(Diagnostic::new(
            Span::new(base, base),
            "The script is larger than 16 MB.",
            Some("Split it into several files."),
        ));
    }
    let script = parser.script();
    Parsed {
        script,
        incomplete: !parser.errors.is_empty() && !parser.wrong,
        errors: parser.errors,
        comments: parser.comments,
    }
}

/// A statement cannot be read on; the reason has been noted.
struct Stop;

type Reading<T> = Result<T, Stop>;

struct Parser {
    cursor: Cursor,
    errors: Vec<Diagnostic>,
    comments: Vec<Comment>,
    depth: usize,
    /// Whether some error is more than a missing end.
    wrong: bool,
    /// Whether a comma makes a list here; between the parentheses of a method call it does not.
    commas: bool,
    /// The longest path of operators and members in what has been read of the value at hand. Each one makes the tree
    /// a level deeper without counting as nesting.
    path: usize,
}

impl Parser {
    fn new(text: &str, base: u32) -> Self {
        Self {
            cursor: Cursor::new(text, base),
            errors: Vec::new(),
            comments: Vec::new(),
            depth: 0,
            wrong: false,
            commas: true,
            path: 0,
        }
    }

    /// The place from a character index to where the reader stands.
    fn from(&self, start: usize) -> Span {
        self.cursor.span(start, self.cursor.at)
    }

    /// The place of the next character.
    fn here(&self) -> Span {
        self.cursor.span(self.cursor.at, self.cursor.at + 1)
    }

    /// Notes an error and gives up the statement. At the end of the text, the text is only incomplete.
    fn fail<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: Option<&str>,
    ) -> Reading<T> {
        self.wrong |= !self.cursor.at_end();
        self.note(span, message, help);
        Err(Stop)
    }

    /// Notes an error that more text cannot mend, and gives up the statement.
    fn refuse<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: Option<&str>,
    ) -> Reading<T> {
        self.complain(span, message, help);
        Err(Stop)
    }

    /// Notes an error that more text cannot mend, and reads on.
    fn complain(&mut self, span: Span, message: impl Into<String>, help: Option<&str>) {
        self.wrong = true;
        self.note(span, message, help);
    }

    fn note(&mut self, span: Span, message: impl Into<String>, help: Option<&str>) {
        if self.errors.len() < ERROR_LIMIT {
            let error = Diagnostic::new(span, message, help);
            // Blanks at the end may be read twice.
            if self.errors.last() != Some(&error) {
                self.errors.push(error);
            }
        } else {
            self.cursor.skip_to_end();
        }
    }

    /// Reads something one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Reading<T>) -> Reading<T> {
        if self.depth >= NESTING_LIMIT {
            let span = self.here();
            let message = format!("This is nested more than {NESTING_LIMIT} levels deep.");
            let stop = self.refuse(
                span,
                message,
                Some("Put parts of it into variables or functions."),
            );
            self.cursor.skip_to_end();
            return stop;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reads a chain of values, `read` gives its number of links, and sees to it that paths do not grow too long.
    fn linked(&mut self, read: impl FnOnce(&mut Self) -> Reading<(Expr, usize)>) -> Reading<Expr> {
        let start = self.cursor.at;
        let beside = std::mem::take(&mut self.path);
        let (value, links) = read(self)?;
        self.path += links;
        if self.path > PATH_LIMIT {
            let message =
                format!("More than {PATH_LIMIT} operators and members lie in each other.");
            return self.refuse(
                self.from(start),
                message,
                Some("Put parts of it into variables."),
            );
        }
        self.path = self.path.max(beside);
        Ok(value)
    }

    /// Reads something between brackets, where a comma makes a list again.
    fn bracketed<T>(&mut self, read: impl FnOnce(&mut Self) -> Reading<T>) -> Reading<T> {
        let commas = std::mem::replace(&mut self.commas, true);
        let result = self.deeper(read);
        self.commas = commas;
        result
    }

    /// Reads past a closing bracket, or says what it closes.
    fn close(&mut self, closing: &str, opened: Span, what: &str) -> Reading<()> {
        self.skip_separators();
        if self.cursor.eat(closing) {
            return Ok(());
        }
        if self.cursor.at_end() {
            return self.fail(
                opened,
                format!("The {what} is not closed: \"{closing}\" is missing."),
                None,
            );
        }
        let span = self.here();
        let found = self.cursor.peek(0);
        self.fail(
            span,
            format!("\"{closing}\" should stand here instead of \"{found}\", to close the {what}."),
            None,
        )
    }

    /// Skips blanks, comments and continued line ends, but no line end.
    fn skip_blanks(&mut self) {
        loop {
            let c = self.cursor.peek(0);
            let next = self.cursor.peek(1);
            if self.cursor.at_end() {
                return;
            } else if is_blank(c) {
                self.cursor.advance(1);
            } else if c == '`' && is_line_end(next) {
                self.cursor
                    .advance(if next == '\r' && self.cursor.peek(2) == '\n' {
                        3
                    } else {
                        2
                    });
                if self.cursor.at_end() {
                    self.note(
                        self.here(),
                        "The line goes on after \"`\", but nothing follows.",
                        None,
                    );
                }
            } else if c == '#' {
                let start = self.cursor.at;
                while !self.cursor.at_end() && !is_line_end(self.cursor.peek(0)) {
                    self.cursor.advance(1);
                }
                self.comment(start);
            } else if c == '<' && next == '#' {
                let start = self.cursor.at;
                while !self.cursor.at_end() && !self.cursor.looking_at("#>") {
                    self.cursor.advance(1);
                }
                if self.cursor.at_end() {
                    self.note(
                        self.cursor.span(start, start + 2),
                        "The comment is not closed: \"#>\" is missing.",
                        None,
                    );
                }
                self.cursor.advance(2);
                self.comment(start);
            } else {
                return;
            }
        }
    }

    /// Remembers a comment; text that is looked at twice gives it once.
    fn comment(&mut self, start: usize) {
        let span = self.from(start);
        if self
            .comments
            .last()
            .is_none_or(|last| last.span.end <= span.start)
        {
            let place = if self.cursor.begins_line(start) {
                CommentPlace::OwnLine
            } else {
                CommentPlace::AfterCode
            };
            self.comments.push(Comment { span, place });
        }
    }

    /// Skips blanks and line ends.
    fn skip_lines(&mut self) {
        self.skip_blanks();
        while is_line_end(self.cursor.peek(0)) {
            self.cursor.advance(1);
            self.skip_blanks();
        }
    }

    /// Skips blanks, line ends and `;`.
    fn skip_separators(&mut self) {
        self.skip_lines();
        while self.cursor.peek(0) == ';' {
            self.cursor.advance(1);
            self.skip_lines();
        }
    }
}
