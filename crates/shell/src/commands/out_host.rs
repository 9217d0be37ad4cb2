//! `Out-Host`: shows objects at once, as the console would.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::output;
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Out-Host", "Shows objects, past the pipeline.")
        .alias("oh")
        .alias("Out-Default")
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .parameter(
            Parameter::switch("Paging")
                .help("Accepted for old scripts; nothing waits for a key here."),
        )
        .example(
            "$x = 'a', 'b' | Out-Host; @($x).Count",
            "Shows two strings, and keeps none.",
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
        match text.is_empty() {
            true => Ok(()),
            false => call.runtime.write_host(&text),
        }
    }
}
