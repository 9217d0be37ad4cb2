//! `Out-GridView`: a table, in place of a window.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::output;
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Out-GridView",
        "Shows objects as a table, where the desktop would open a window.",
    )
    .alias("ogv")
    .parameter(
        Parameter::text("Title")
            .position(0)
            .help("A line above the table."),
    )
    .parameter(
        Parameter::switch("Wait").help("Accepted for old scripts; there is no window to wait for."),
    )
    .parameter(
        Parameter::switch("PassThru")
            .help("Refused: nobody can choose rows. Use Where-Object or Select-Object."),
    )
    .parameter(
        Parameter::text("OutputMode")
            .choices(&["None", "Single", "Multiple"])
            .help("Only None: nobody can choose rows."),
    )
    .parameter(
        Parameter::value("InputObject")
            .from_pipeline()
            .help("The objects."),
    )
    .example(
        "[pscustomobject]@{Name='Sales';Size=3} | Out-GridView -Title 'Groups'",
        "Shows a table under a title.",
    )
    .example(
        "1..2 | ForEach-Object { [pscustomobject]@{Number=$_} } | Out-GridView",
        "Shows a table.",
    )
    .stage(Rows::default)
}

#[derive(Default)]
struct Rows {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for Rows {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        let wanted = match call.text("OutputMode").as_deref() {
            Some("Single" | "Multiple") => Some("OutputMode"),
            _ => call.switch("PassThru").then_some("PassThru"),
        };
        match wanted {
            None => Ok(()),
            Some(parameter) => Err(ShellError::new(
                "There is no window here in which rows could be chosen.",
            )
            .category(Category::InvalidOperation)
            .about(parameter)
            .help("Use Where-Object or Select-Object -First to choose.")
            .into()),
        }
    }

    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.items.push(input);
        crate::value::check_size(self.items.len())?;
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        if let Some(title) = call.text("Title") {
            call.write_host(&title)?;
        }
        if self.items.is_empty() {
            return Ok(());
        }
        let width = call.runtime.console.borrow().width;
        let text = match self
            .items
            .iter()
            .all(|item| item.property_names().len() > 1)
        {
            true => output::as_table(&self.items, &call.runtime.views, &[], width),
            false => output::as_shown(&self.items, &call.runtime.views, width),
        };
        call.runtime.write_host(&text)
    }
}
