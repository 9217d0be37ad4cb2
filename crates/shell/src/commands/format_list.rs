//! `Format-List`: shows objects one property a line.

use super::properties;
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::output;
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Format-List", "Shows objects one property a line.")
        .alias("fl")
        .describe("What it gives is text: put it last in a pipeline.")
        .parameter(
            Parameter::values("Property")
                .position(0)
                .help("The properties; without it, those of the type; * for all."),
        )
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .example(
            "[pscustomobject]@{Name='Sales';Size=3} | Format-List",
            "Shows every property.",
        )
        .stage(List::default)
}

#[derive(Default)]
struct List {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for List {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.items.push(input);
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        if self.items.is_empty() {
            return Ok(());
        }
        let chosen = properties::read(&call.values("Property").unwrap_or_default())?;
        let columns = properties::columns(call, &chosen, &self.items)?;
        let width = call.runtime.console.borrow().width;
        let text = output::as_list(&self.items, &call.runtime.views, &columns, width);
        for line in text.lines() {
            call.emit(line)?;
        }
        Ok(())
    }
}
