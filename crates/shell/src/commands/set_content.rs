//! `Set-Content`, `Add-Content`: writes lines to a file.

use super::file_parameters::{encoding, path, paths, replacing, write};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::parameter::Parameter;
use crate::ports::Write;
use crate::value::Value;

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        row(
            "Set-Content",
            "Writes lines to a file, in place of what it holds.",
        )
        .example(
            "Set-Content note.txt 'done' -WhatIf",
            "Says which file would be written.",
        )
        .example(
            "1..3 | Set-Content numbers.txt\nGet-Content numbers.txt",
            "Writes what a pipeline gives, one line each.",
        )
        .stage(|| Content::new(Write::Replace)),
        row("Add-Content", "Writes lines at the end of a file.")
            .alias("ac")
            .example(
                "Set-Content log.txt 'one'\nAdd-Content log.txt 'two'\nGet-Content log.txt",
                "Adds a line.",
            )
            .example(
                "Add-Content log.txt 'two' -WhatIf",
                "Says which file would be written.",
            )
            .stage(|| Content::new(Write::Append)),
    ]
}

fn row<H: 'static>(name: &'static str, synopsis: &'static str) -> Command<H> {
    Command::new(name, synopsis)
        .describe("Each value is a line of its text; objects that are to look as the console shows them go to Out-File.")
        .parameters(paths())
        .parameter(
            Parameter::values("Value")
                .alias("InputObject")
                .position(1)
                .from_pipeline()
                .help("The lines."),
        )
        .parameter(Parameter::switch("NoNewline").help("Put no ends of lines behind the values."))
        .parameter(Parameter::switch("PassThru").help("Give the values on as well."))
        .parameters(replacing().into_iter().filter(|p| p.name() == "Force"))
        .parameter(encoding())
        .what_if()
}

struct Content {
    how: Write,
    values: Vec<Value>,
}

impl Content {
    fn new(how: Write) -> Content {
        Content {
            how,
            values: Vec::new(),
        }
    }
}

impl<H: 'static> Stage<H> for Content {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.values.extend(input.into_items());
        crate::value::check_size(self.values.len())?;
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let path = path(call)?;
        let mut values = std::mem::take(&mut self.values);
        if values.is_empty() {
            values = call.values("Value").unwrap_or_default();
        }
        let end = if call.switch("NoNewline") { "" } else { "\n" };
        let text: String = values
            .iter()
            .map(|value| format!("{}{end}", value.to_text()))
            .collect();
        write(call, &path, &text, self.how)?;
        if call.switch("PassThru") {
            values.into_iter().try_for_each(|value| call.emit(value))?;
        }
        Ok(())
    }
}
