//! What a command's code is given: its arguments, the host, the pipeline and the console.

use std::cell::RefMut;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use crate::bind::Binding;
use crate::command::{Command, Done, WhatIf};
use crate::error::{Halt, Place, ShellError};
use crate::pipeline::Sink;
use crate::runtime::Runtime;
use crate::value::{Hashtable, ScriptBlock, Text, Value};

/// One use of a command in a pipeline.
///
/// The getters answer what the binder has already converted and checked. `None` means that the argument was not
/// given, or is `$null`: [`Call::has`] tells the two apart.
pub struct Call<'a, H: 'static> {
    pub(crate) runtime: &'a Rc<Runtime<H>>,
    pub(crate) command: &'a Command<H>,
    pub(crate) binding: &'a Binding,
    pub(crate) next: &'a Sink<H>,
    pub(crate) stage: u64,
}

impl<H: 'static> Call<'_, H> {
    /// The host, to read or to change. Nothing else of the call can be used while it is held.
    pub fn host(&mut self) -> RefMut<'_, H> {
        self.runtime.host.borrow_mut()
    }

    /// The flag that is up when the person wants the command to end; whoever works long on something looks at it.
    pub fn interruption(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.runtime.interrupt)
    }

    /// The name of the command, as its row says it.
    pub fn name(&self) -> &str {
        self.command.name()
    }

    // ---- arguments

    /// Whether the parameter was given, even as `$null`.
    pub fn has(&self, parameter: &str) -> bool {
        self.binding.get(parameter).is_some()
    }

    /// The argument as it is.
    pub fn value(&self, parameter: &str) -> Option<Value> {
        self.binding.get(parameter).map(|b| b.value.clone())
    }

    /// A string.
    pub fn text(&self, parameter: &str) -> Option<Text> {
        self.value(parameter)
            .filter(|v| !v.is_null())
            .map(|v| v.to_text())
    }

    /// A string that the command cannot do without; for what only some uses of the command need.
    pub fn required_text(&self, parameter: &str) -> Result<Text, ShellError> {
        self.text(parameter).ok_or_else(|| {
            ShellError::new(format!("The parameter -{parameter} is missing."))
                .help(format!("Add -{parameter} and a value."))
        })
    }

    /// A list of strings.
    pub fn texts(&self, parameter: &str) -> Option<Vec<Text>> {
        let value = self.value(parameter).filter(|v| !v.is_null())?;
        Some(value.into_items().iter().map(Value::to_text).collect())
    }

    /// A list of values.
    pub fn values(&self, parameter: &str) -> Option<Vec<Value>> {
        let value = self.value(parameter).filter(|v| !v.is_null())?;
        Some(value.into_items())
    }

    /// A whole number.
    pub fn int(&self, parameter: &str) -> Option<i64> {
        match self.value(parameter)? {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }

    /// A Boolean parameter.
    pub fn bool(&self, parameter: &str) -> Option<bool> {
        match self.value(parameter)? {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// Whether a switch is on.
    pub fn switch(&self, parameter: &str) -> bool {
        self.bool(parameter).unwrap_or(false)
    }

    /// An instant.
    pub fn time(&self, parameter: &str) -> Option<Timestamp> {
        match self.value(parameter)? {
            Value::Time(time) => Some(time),
            _ => None,
        }
    }

    /// A script block.
    pub fn block(&self, parameter: &str) -> Option<ScriptBlock> {
        match self.value(parameter)? {
            Value::Block(block) => Some(block),
            _ => None,
        }
    }

    /// A hashtable.
    pub fn table(&self, parameter: &str) -> Option<Hashtable> {
        match self.value(parameter)? {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The names of the parameters that were given, common ones left out, in the order of the command's row.
    pub fn given(&self) -> Vec<&str> {
        self.command
            .parameter_list()
            .iter()
            .map(|p| p.name())
            .filter(|n| self.has(n))
            .collect()
    }

    /// The full names of the parameters that were given, common ones too, in the order of the arguments.
    pub fn bound(&self) -> impl Iterator<Item = &str> {
        let all = self.binding.piped.iter().chain(&self.binding.bound);
        all.map(|(name, _)| name.as_str())
    }

    /// Where the command stands in the script.
    pub fn place(&self) -> &Place {
        &self.binding.place
    }

    /// Where the argument of a parameter stands in the script.
    pub fn place_of(&self, parameter: &str) -> Option<Place> {
        self.binding.get(parameter).and_then(|b| b.place.clone())
    }

    // ---- pipeline

    /// Hands an object to the next stage, or to the output; returns when it has reached the end of the pipeline.
    pub fn emit(&mut self, value: impl Into<Value>) -> Done {
        self.next.push(self.runtime, value.into())
    }

    /// Tells the stages before this one that no more objects are wanted: `Err` to be given back with `?`.
    pub fn enough(&mut self) -> Done {
        Err(Halt::Enough(self.stage))
    }

    /// Runs a script block with `input` as `$_` and gives its output.
    pub fn invoke(&mut self, block: &ScriptBlock, input: Value) -> Result<Value, Halt> {
        self.runtime.invoke_with(block, input, Vec::new())
    }

    /// Runs a script block with `input` as `$_`; its output goes on down the pipeline as it is made.
    pub fn invoke_through(&mut self, block: &ScriptBlock, input: Value) -> Done {
        let next = self.next.clone();
        self.runtime.invoke_into(block, input, next)
    }

    /// Runs another command with these named arguments and gives what it emits.
    pub fn run(
        &mut self,
        command: &str,
        arguments: &[(&str, Value)],
        input: Option<Vec<Value>>,
    ) -> Result<Vec<Value>, Halt> {
        self.runtime
            .run_command(command, arguments, input, &self.binding.place)
    }

    // ---- console

    /// Writes a line to the console at once, past the pipeline.
    pub fn write_host(&mut self, text: &str) -> Done {
        self.runtime.write_host(&format!("{text}\n"))
    }

    /// Warns, as `-WarningAction` says.
    pub fn warn(&mut self, text: impl Into<String>) -> Done {
        let common = &self.binding.common;
        self.runtime.warn(common, &text.into())
    }

    /// Writes a line that only `-Verbose` shows.
    pub fn verbose(&mut self, text: impl AsRef<str>) -> Done {
        self.runtime.verbose(&self.binding.common, text.as_ref())
    }

    /// Reports an error and goes on, if `-ErrorAction` lets it; with `Stop` the error comes back.
    pub fn report(&mut self, error: ShellError) -> Done {
        let error = self.complete(error);
        self.runtime.report(&self.binding.common, error)
    }

    /// Sets a variable where the command was called, as `-OutVariable` does.
    pub fn set_variable(&mut self, name: &str, value: impl Into<Value>) -> Result<(), ShellError> {
        self.runtime.set_variable(name, value.into())
    }

    /// Whether the command is only to say what it would do. A command that can be refused finds out first, and asks
    /// [`should_process`](Self::should_process) when it is not.
    pub fn is_what_if(&self) -> bool {
        self.command.what_if == WhatIf::Supported && self.runtime.what_if(&self.binding.common)
    }

    /// Whether to go ahead. With `-WhatIf` it writes what would be done, and says no.
    pub fn should_process(&mut self, target: &str, action: &str) -> Result<bool, Halt> {
        if self.is_what_if() {
            self.write_host(&format!(
                "What if: Performing the operation \"{action}\" on target \"{target}\"."
            ))?;
            return Ok(false);
        }
        if self.command.what_if == WhatIf::Supported && self.binding.common.confirm == Some(true) {
            return self.confirm(target, action);
        }
        Ok(true)
    }

    /// Asks the person at the prompt; an error when nobody is there.
    fn confirm(&mut self, target: &str, action: &str) -> Result<bool, Halt> {
        let question = format!("Perform the operation \"{action}\" on target \"{target}\"? [y/n] ");
        match self.runtime.ask(&question)? {
            Some(answer) => Ok(answer.trim().to_lowercase().starts_with('y')),
            None => Err(Halt::Error(
                ShellError::new("-Confirm asks a question, and nobody is here to answer.")
                    .about("Confirm")
                    .help("Leave -Confirm out, or use -WhatIf to see what would be done."),
            )),
        }
    }

    /// Gives an error the place and the name it lacks.
    pub(crate) fn complete(&self, error: ShellError) -> ShellError {
        let argument = error.parameter().and_then(|p| self.place_of(p));
        let error = match (error.place(), argument) {
            (None, Some(place)) => error.at(place),
            _ => error,
        };
        error.or_at(&self.binding.place).or_command(self.name())
    }
}
