//! `Format-Table`: shows objects as a table.

use super::properties;
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::output;
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Format-Table", "Shows objects as a table.")
        .alias("ft")
        .describe("What it gives is text: put it last in a pipeline.")
        .parameter(Parameter::values("Property").position(0).help("The columns; without it, those of the type."))
        .parameter(Parameter::switch("AutoSize").help("Columns are always as wide as they need; accepted for old scripts."))
        .parameter(Parameter::switch("HideTableHeaders").help("Leave out the two lines of headers."))
        .parameter(Parameter::switch("Wrap").help("Nothing is cut in a transcript; on a terminal, do not cut either."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The objects."))
        .example(
            "[pscustomobject]@{Name='Sales';Size=3}, [pscustomobject]@{Name='IT';Size=12} | Format-Table Size, Name",
            "Chooses the columns and their order.",
        )
        .stage(Table::default)
}

#[derive(Default)]
struct Table {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for Table {
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
        let mut width = call.runtime.console.borrow().width;
        if call.switch("Wrap") {
            width = output::Width::Fixed(width.columns());
        }
        let text = output::as_table(&self.items, &call.runtime.views, &columns, width);
        let mut lines: Vec<&str> = text.lines().collect();
        if call.switch("HideTableHeaders") {
            lines.drain(1..3.min(lines.len()));
        }
        for line in lines {
            call.emit(line)?;
        }
        Ok(())
    }
}
