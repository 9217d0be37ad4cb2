//! What the line editor asks while somebody types, answered by the shell.

use std::borrow::Cow;
use std::cell::RefCell;

use ingroup_commands::Session;
use ingroup_shell::{Entry, Shell};
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper, Result};

use super::colours::{self, HINT, RESET};

/// The editor's helper. While a line is edited, nobody else uses the shell.
pub(super) struct Assistant<'c, 's> {
    shell: &'c RefCell<&'s mut Shell<Session>>,
    colours: bool,
    hints: HistoryHinter,
}

impl<'c, 's> Assistant<'c, 's> {
    pub(super) fn new(shell: &'c RefCell<&'s mut Shell<Session>>, colours: bool) -> Self {
        Self {
            shell,
            colours,
            hints: HistoryHinter::new(),
        }
    }
}

impl Helper for Assistant<'_, '_> {}

impl Completer for Assistant<'_, '_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        let found = self.shell.borrow().complete(line, at);
        let pairs = found.candidates.into_iter().map(|one| Pair {
            display: one.shown,
            replacement: one.text,
        });
        Ok((found.start, pairs.collect()))
    }
}

impl Hinter for Assistant<'_, '_> {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, context: &Context<'_>) -> Option<String> {
        let hint = self.hints.hint(line, at, context)?;
        // A hint of several lines would push the prompt about.
        hint.lines().next().map(str::to_owned)
    }
}

impl Highlighter for Assistant<'_, '_> {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        match self.colours {
            true => Cow::Owned(colours::coloured(line, &self.shell.borrow().paint(line))),
            false => Cow::Borrowed(line),
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        match self.colours {
            true => Cow::Owned(format!("{HINT}{hint}{RESET}")),
            false => Cow::Borrowed(hint),
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colours && kind != CmdKind::MoveCursor
    }
}

impl Validator for Assistant<'_, '_> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        Ok(match self.shell.borrow().entry(context.input()) {
            Entry::Unfinished => ValidationResult::Incomplete,
            Entry::Whole => ValidationResult::Valid(None),
        })
    }
}
