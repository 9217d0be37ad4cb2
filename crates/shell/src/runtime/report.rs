//! Errors, warnings and details: who asked for which, and what is shown of them.

use std::rc::Rc;

use super::Runtime;
use crate::bind::{Action, Common};
use crate::command::Done;
use crate::error::{Halt, ShellError};
use crate::output::{Stream, at_words};
use crate::render;
use crate::value::{ListKind, Value};

/// What stands before a warning.
const WARNING: &str = "WARNING: ";

impl<H: 'static> Runtime<H> {
    fn preference(&self, variable: &str, otherwise: Action) -> Action {
        self.scope()
            .get(variable)
            .and_then(|v| Action::parse(&v.to_text()))
            .unwrap_or(otherwise)
    }

    /// What happens to errors when nothing else is said. A script stops at its first.
    pub(crate) fn error_action(&self) -> Action {
        self.preference("ErrorActionPreference", Action::Stop)
    }

    /// Deals with an error as `-ErrorAction` says.
    pub(crate) fn report(self: &Rc<Self>, common: &Common, error: ShellError) -> Done {
        let action = common.error_action.unwrap_or_else(|| self.error_action());
        self.succeeded.set(false);
        let error = error.settle();
        if let Some(name) = &common.error_variable {
            self.append(name, Value::Error(Rc::new(error.clone())))?;
        }
        match action {
            Action::Stop => Err(Halt::Error(error.end_script())),
            Action::Continue => {
                self.note(&error);
                self.show_error(&error)
            }
            Action::Silent => {
                self.note(&error);
                Ok(())
            }
            Action::Ignore => Ok(()),
        }
    }

    /// Adds an error at the head of `$Error`.
    pub(crate) fn note(&self, error: &ShellError) {
        let mut items = self.errors.to_vec();
        items.insert(0, Value::Error(Rc::new(error.clone())));
        items.truncate(256);
        self.errors.replace(items);
    }

    pub(crate) fn show_error(self: &Rc<Self>, error: &ShellError) -> Done {
        let width = self.console.borrow().width;
        self.write_line(Stream::Err, &render::render(error, width), || {
            Value::Error(Rc::new(error.clone()))
        })
    }

    pub(crate) fn warn(self: &Rc<Self>, common: &Common, text: &str) -> Done {
        let action = common
            .warning_action
            .unwrap_or_else(|| self.preference("WarningPreference", Action::Continue));
        if let Some(name) = &common.warning_variable {
            self.append(name, Value::from(text))?;
        }
        let width = self.console.borrow().width;
        let write = || {
            let lines = text
                .lines()
                .map(|line| at_words(line, width, WARNING.len()));
            let lines: Vec<String> = lines.collect();
            let shown = format!("{WARNING}{}\n", lines.join("\n"));
            self.write_line(Stream::Warning, &shown, || Value::from(text))
        };
        match action {
            Action::Silent | Action::Ignore => Ok(()),
            Action::Continue => write(),
            Action::Stop => {
                write()?;
                Err(Halt::Error(
                    ShellError::new("The script stops at warnings, and there was one.").settle(),
                ))
            }
        }
    }

    pub(crate) fn verbose(self: &Rc<Self>, common: &Common, text: &str) -> Done {
        let shown = common.verbose.unwrap_or_else(|| {
            self.preference("VerbosePreference", Action::Silent) == Action::Continue
        });
        match shown {
            true => self.write_line(Stream::Verbose, &format!("VERBOSE: {text}\n"), || {
                Value::from(text)
            }),
            false => Ok(()),
        }
    }

    pub(crate) fn what_if(&self, common: &Common) -> bool {
        common.what_if.unwrap_or_else(|| {
            self.scope()
                .get("WhatIfPreference")
                .is_some_and(|v| v.is_true())
        })
    }

    fn append(&self, variable: &str, value: Value) -> Done {
        let name = variable.trim_start_matches('+');
        let scope = self.scope();
        match scope.get(name) {
            Some(Value::List(list)) if list.kind() == ListKind::Generic => {
                list.push(value)?;
            }
            _ => scope.set(name, Value::list(vec![value]))?,
        }
        Ok(())
    }
}
