//! `Tee-Object`: keeps a copy of what goes by.

use super::file_parameters::{encoding, write};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::output;
use crate::parameter::Parameter;
use crate::ports::Write;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Tee-Object",
        "Keeps what goes by in a variable or a file, and hands it on.",
    )
    .alias("tee")
    .parameter(
        Parameter::text("FilePath")
            .alias("Path")
            .alias("LiteralPath")
            .position(0)
            .help("The file to write to."),
    )
    .parameter(Parameter::text("Variable").help("The variable to set."))
    .parameter(Parameter::switch("Append").help("Add to what is there."))
    .parameter(encoding())
    .parameter(
        Parameter::value("InputObject")
            .from_pipeline()
            .help("The objects."),
    )
    .example(
        "1..3 | Tee-Object -Variable all | Measure-Object | ForEach-Object Count",
        "Counts objects and keeps them.",
    )
    .example(
        "'a', 'b' | Tee-Object copy.txt\nGet-Content copy.txt",
        "Shows what it writes to a file.",
    )
    .stage(Kept::default)
}

#[derive(Default)]
struct Kept {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for Kept {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        match (call.has("FilePath"), call.has("Variable")) {
            (true, false) | (false, true) => Ok(()),
            _ => Err(
                ShellError::new("Tee-Object keeps its objects in one place.")
                    .category(Category::InvalidArgument)
                    .help("Give -FilePath or -Variable.")
                    .into(),
            ),
        }
    }

    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        crate::value::check_size(self.items.len() + 1)?;
        self.items.push(input.clone());
        call.emit(input)
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let mut items = std::mem::take(&mut self.items);
        let append = call.switch("Append");
        if let Some(name) = call.text("Variable") {
            if append {
                let before = call.runtime.get_variable(&name);
                items.splice(0..0, before.elements());
            }
            call.runtime
                .set_variable(&name, Value::collapse(items.clone()))?;
        }
        if let Some(path) = call.text("FilePath") {
            let width = call.runtime.console.borrow().width;
            let text = output::as_shown(&items, &call.runtime.views, width);
            let how = if append {
                Write::Append
            } else {
                Write::Replace
            };
            write(call, &path, &text, how)?;
        }
        Ok(())
    }
}
