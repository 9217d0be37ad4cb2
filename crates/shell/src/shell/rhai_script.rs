//! Running a `.rhai` file: its PowerShell is woven into the Rhai, and the whole is one text.

use std::rc::Rc;

use ingroup_script::{MixedOptions, Steps, weave};
use rhai::{Dynamic, EvalAltResult, Position};

use super::{Echo, Outcome, Shell};
use crate::bind::{closest, or_list};
use crate::bridge;
use crate::error::{Category, Halt, Place, ShellError, Source};
use crate::output::Gap;
use crate::rhai_face::snake_case;
use crate::runtime::{RhaiScript, Runtime};

impl<H: 'static> Shell<H> {
    /// Runs a script in Rhai, in which every command is a function, command lines stand among the statements, and
    /// `ps { … };` holds PowerShell. What its last expression gives is shown.
    pub fn run_rhai(&mut self, text: &str, name: &str, echo: Echo) -> Outcome {
        self.begin();
        let source = Source::new(name, text);
        self.runtime.set_running(&source);
        let first = self.runtime.places.borrow().len();
        let mixed = weave(
            text,
            MixedOptions {
                first_location: u32::try_from(first).unwrap_or(u32::MAX),
                is_command: &|word| self.runtime.find_command(word).is_some(),
                steps: match echo {
                    Echo::Statements => Steps::Told,
                    Echo::Off => Steps::Silent,
                },
            },
        );
        if !mixed.errors.is_empty() {
            return self.refuse(&source, &mixed.errors);
        }
        self.runtime.places.borrow_mut().extend(
            mixed
                .locations
                .iter()
                .map(|span| Place::new(&source, span.start as usize..span.end as usize)),
        );
        let text = mixed.text.clone();
        let script = RhaiScript { source, mixed };
        self.runtime.rhai.replace(Some(Rc::new(script)));
        let result = self.whole_engine().compile(&text).map_err(|error| {
            let place = self.runtime.rhai_place(error.position());
            let message = bridge::sentence(&error.0.to_string());
            Halt::Error(
                ShellError::new(message)
                    .category(Category::ParserError)
                    .at(place),
            )
        });
        let mut at = self.runtime.rhai_place(Position::NONE);
        let result = result.and_then(|ast| {
            let ast = Rc::new(ast);
            self.runtime.library.replace(Rc::clone(&ast));
            self.whole_engine()
                .eval_ast::<Dynamic>(&ast)
                .map_err(|error| {
                    let (halt, place) = self.rhai_halt(&error);
                    at = place;
                    halt
                })
        });
        let result = result.and_then(|value| self.runtime.write_out(bridge::from_rhai(value)));
        let outcome = self.settle(result, at).unwrap_or(Outcome::Done);
        self.runtime.tidy();
        outcome
    }

    /// Why a script stopped, and where it stood.
    fn rhai_halt(&self, error: &EvalAltResult) -> (Halt, Place) {
        let mut innermost = error;
        while let EvalAltResult::ErrorInFunctionCall(_, _, inner, _) = innermost {
            innermost = inner;
        }
        let place = self.runtime.rhai_place(innermost.position());
        let halt = match innermost {
            EvalAltResult::ErrorFunctionNotFound(signature, _) => {
                self.unknown_function(signature).map(Halt::Error)
            }
            _ => None,
        };
        match halt.unwrap_or_else(|| bridge::halt(error)) {
            Halt::Error(plain) => (Halt::Error(plain.or_at(&place)), place),
            other => (other, place),
        }
    }

    /// The error for a function that does not exist, or not for what it was given; nothing for an operator.
    pub(super) fn unknown_function(&self, signature: &str) -> Option<ShellError> {
        let name = signature.split(" (").next().unwrap_or(signature);
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let commands: Vec<String> = self
            .commands()
            .iter()
            .map(|command| snake_case(command.name()))
            .collect();
        let error = |message: String| {
            ShellError::new(message)
                .category(Category::ObjectNotFound)
                .id("ScriptError")
        };
        if commands.iter().any(|command| command == name) {
            let message = format!("\"{name}\" is given too many values in order.");
            return Some(error(message).help("Give the others by name, in a map at the end."));
        }
        let message = format!("There is no function \"{name}\" that takes what it is given here.");
        let close = closest(name, commands.iter().map(String::as_str));
        Some(error(message).help(match close.is_empty() {
            true => "Every command is a function: Get-Help is get_help.".to_owned(),
            false => format!("Did you mean {}?", or_list(&close)),
        }))
    }
}

impl<H: 'static> Runtime<H> {
    /// Shows the statement of this number above what it gives.
    pub(crate) fn rhai_step(&self, number: usize) -> Result<(), Halt> {
        let Some(script) = self.rhai.borrow().clone() else {
            return Ok(());
        };
        let Some(span) = script.mixed.steps.get(number) else {
            return Ok(());
        };
        let text = span.of(script.source.text());
        let lines = text.trim_start_matches(' ').trim_start_matches('\r');
        let blank = lines
            .strip_prefix('\n')
            .and_then(|rest| rest.lines().next())
            .is_some_and(|line| line.trim().is_empty());
        let gap = if blank { Gap::BlankLine } else { Gap::None };
        self.echo(&format!("{}\n", text.trim()), gap)
    }
}
