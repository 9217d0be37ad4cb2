//! Pipelines and commands, and the assignments that begin like one.

use super::cursor::{ends_word, is_dash, is_double_quote, is_line_end, is_name, is_single_quote};
use super::primary::Reach;
use super::{Parser, Reading, refused};
use crate::tree::{
    Argument, ArgumentKind, Command, Expr, ExprKind, Invocation, Join, Number, Pipeline, Stage,
    Statement, StatementKind,
};

/// The operators that assign, and the operation each one does first.
const ASSIGNMENTS: &[(&str, Option<&str>)] = &[
    ("??=", Some("??")),
    ("+=", Some("+")),
    ("*=", Some("*")),
    ("/=", Some("/")),
    ("%=", Some("%")),
    ("=", None),
];

impl Parser {
    /// Reads an assignment, or pipelines joined by `&&` and `||`.
    pub(super) fn pipeline_statement(&mut self) -> Reading<Statement> {
        let start = self.cursor.at;
        if self.starts_expression() {
            let value = self.expression()?;
            let end = self.cursor.at;
            self.skip_blanks();
            if let Some(operator) = self.assignment() {
                return self.assign(start, value, operator);
            }
            self.cursor.at = end;
            let pipeline = self.pipeline(start, Some(value))?;
            return self.chain(start, pipeline);
        }
        let pipeline = self.pipeline(start, None)?;
        self.chain(start, pipeline)
    }

    fn assignment(&mut self) -> Option<Option<&'static str>> {
        if self.cursor.looking_at("==") {
            return None;
        }
        if is_dash(self.cursor.peek(0)) && self.cursor.peek(1) == '=' {
            self.cursor.advance(2);
            return Some(Some("-"));
        }
        ASSIGNMENTS
            .iter()
            .find(|(spelling, _)| self.cursor.eat(spelling))
            .map(|(_, operator)| *operator)
    }

    fn assign(
        &mut self,
        start: usize,
        target: Expr,
        operator: Option<&'static str>,
    ) -> Reading<Statement> {
        self.check_target(&target)?;
        if operator.is_some() && matches!(target.kind, ExprKind::List(_) | ExprKind::Cast(..)) {
            let help = Some("Assign to one variable at a time.");
            return self.refuse(target.span, "Only \"=\" can stand after this.", help);
        }
        self.skip_lines();
        if self.cursor.at_end() {
            return self.fail(self.from(start), "A value should follow \"=\".", None);
        }
        let value = self.deeper(Self::statement)?;
        let kind = StatementKind::Assign {
            target: Box::new(target),
            operator,
            value: Box::new(value),
        };
        Ok(Statement {
            span: self.from(start),
            kind,
        })
    }

    fn chain(&mut self, start: usize, first: Pipeline) -> Reading<Statement> {
        let mut rest = Vec::new();
        loop {
            let end = self.cursor.at;
            self.skip_blanks();
            let join = if self.cursor.eat("&&") {
                Join::OnSuccess
            } else if self.cursor.eat("||") {
                Join::OnFailure
            } else {
                self.cursor.at = end;
                break;
            };
            self.skip_lines();
            let start = self.cursor.at;
            let value = if self.starts_expression() {
                Some(self.expression()?)
            } else {
                None
            };
            rest.push((join, self.pipeline(start, value)?));
        }
        if self.cursor.peek(0) == '&' || { self.skip_blanks_then('&') } {
            let help = Some("There are no jobs here. Leave the \"&\" out.");
            return self.refuse(self.here(), "A command cannot run in the background.", help);
        }
        let kind = match rest.is_empty() {
            true => StatementKind::Pipeline(first),
            false => StatementKind::Chain { first, rest },
        };
        Ok(Statement {
            span: self.from(start),
            kind,
        })
    }

    /// Whether this character comes next after blanks; then the blanks are read past.
    fn skip_blanks_then(&mut self, c: char) -> bool {
        let end = self.cursor.at;
        self.skip_blanks();
        let found = self.cursor.peek(0) == c;
        if !found {
            self.cursor.at = end;
        }
        found
    }

    /// Reads the stages of a pipeline, the first of which may have been read.
    fn pipeline(&mut self, start: usize, value: Option<Expr>) -> Reading<Pipeline> {
        let first = match value {
            Some(value) => Stage::Value {
                redirections: self.redirections()?,
                value,
            },
            None => Stage::Command(self.command()?),
        };
        let mut stages = vec![first];
        while self.pipe() {
            self.skip_lines();
            if self.cursor.at_end() {
                return self.fail(self.here(), "A command should follow \"|\".", None);
            }
            if self.starts_expression() {
                let help = Some(
                    "Only the first stage can be a value. Use ForEach-Object { … } to work on what arrives.",
                );
                return self.refuse(self.here(), "A command should follow \"|\".", help);
            }
            stages.push(Stage::Command(self.command()?));
        }
        Ok(Pipeline {
            span: self.from(start),
            stages,
        })
    }

    /// Reads `|`, also at the start of a next line.
    fn pipe(&mut self) -> bool {
        let (end, errors) = (self.cursor.at, self.errors.len());
        self.skip_blanks();
        if self.cursor.peek(0) != '|' {
            self.skip_lines();
        }
        if self.cursor.peek(0) == '|' && self.cursor.peek(1) != '|' {
            self.cursor.advance(1);
            return true;
        }
        self.cursor.at = end;
        self.errors.truncate(errors);
        false
    }

    fn redirections(&mut self) -> Reading<Vec<Argument>> {
        let mut redirections = Vec::new();
        loop {
            let end = self.cursor.at;
            self.skip_blanks();
            if self.cursor.peek(0) == '<' {
                return self.refuse(
                    self.here(),
                    "\"<\" is not an operator.",
                    Some("Use -lt or -le to compare."),
                );
            }
            let Some(redirection) = self.redirection()? else {
                self.cursor.at = end;
                return Ok(redirections);
            };
            let number = matches!(
                &redirection.kind,
                ArgumentKind::Redirection(
                    _,
                    Some(Expr {
                        kind: ExprKind::Number(Number::Whole(_) | Number::Float(_)),
                        ..
                    })
                )
            );
            if number {
                return self.refuse(
                    redirection.span,
                    "\">\" writes to a file here.",
                    Some("Use -gt to compare."),
                );
            }
            redirections.push(redirection);
        }
    }

    fn command(&mut self) -> Reading<Command> {
        let start = self.cursor.at;
        let invocation = match (self.cursor.peek(0), self.cursor.peek(1)) {
            ('&', next) if next != '&' => Invocation::Call,
            ('.', next) if next.is_whitespace() || matches!(next, '$' | '{' | '(' | '"' | '\'') => {
                Invocation::Dot
            }
            _ => Invocation::Name,
        };
        if invocation != Invocation::Name {
            self.cursor.advance(1);
            self.skip_blanks();
        }
        let c = self.cursor.peek(0);
        if c == '=' {
            let help = Some("One \"=\" assigns; -eq compares.");
            return self.refuse(
                self.here(),
                "A value should stand here instead of \"=\".",
                help,
            );
        }
        let is_value =
            matches!(c, '$' | '(' | '{' | '@') || is_double_quote(c) || is_single_quote(c);
        let name = if invocation != Invocation::Name && is_value {
            self.postfix(Reach::Line)?
        } else {
            self.word()?
        };
        if let ExprKind::Text(word) = &name.kind
            && let Some(help) = refused::instead(refused::COMMANDS, word)
        {
            self.complain(
                name.span,
                format!("\"{word}\" is not supported."),
                Some(help),
            );
        }
        let arguments = self.arguments()?;
        Ok(Command {
            span: self.from(start),
            invocation,
            name: Box::new(name),
            arguments,
        })
    }

    /// Whether what comes next is a value and not a command.
    pub(super) fn starts_expression(&mut self) -> bool {
        let (c, next) = (self.cursor.peek(0), self.cursor.peek(1));
        match c {
            '$' | '(' | '@' | '[' | '{' | ',' | '!' => true,
            '.' if !next.is_ascii_digit() => false,
            '+' => next == '+' || next == '$' || next == '(' || next.is_ascii_digit(),
            _ if c.is_ascii_digit() || c == '.' => {
                let start = self.cursor.at;
                let is_number = self.number().is_some();
                let after = self.cursor.peek(0);
                self.cursor.at = start;
                // `7z` and `2fa-report` are commands, `1..3` and `5-3` are not.
                is_number && (ends_word(after) || !is_name(after) && after != '\\' && after != ':')
            }
            _ if is_dash(c) => next == '(' || !ends_word(next) && !is_line_end(next),
            _ => is_double_quote(c) || is_single_quote(c),
        }
    }
}
