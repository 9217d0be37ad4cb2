//! `Out-String`: what the console would show, as text.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::output;
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Out-String",
        "Gives what the console would show, as one string.",
    )
    .parameter(
        Parameter::value("InputObject")
            .from_pipeline()
            .help("The objects."),
    )
    .parameter(Parameter::switch("Stream").help("One string for each line."))
    .example(
        "('a', 'b' | Out-String).Length",
        "Counts the characters shown.",
    )
    .stage(Shown::default)
}

#[derive(Default)]
struct Shown {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for Shown {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.items.push(input);
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let width = call.runtime.console.borrow().width;
        let text = output::as_shown(&self.items, &call.runtime.views, width);
        match call.switch("Stream") {
            false => call.emit(text),
            true => {
                for line in text.lines() {
                    call.emit(line)?;
                }
                Ok(())
            }
        }
    }
}
