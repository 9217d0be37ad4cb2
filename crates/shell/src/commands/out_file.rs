//! `Out-File`: what the console would show, in a file.

use super::file_parameters::{encoding, path, paths, replacing, write};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::output::{self, Width};
use crate::parameter::Parameter;
use crate::ports::Write;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Out-File", "Writes what the console would show to a file.")
        .describe("The same as > file and, with -Append, >> file.")
        .parameters(paths())
        .parameter(Parameter::switch("Append").help("Write at the end of a file that is there."))
        .parameter(Parameter::int("Width").help("How wide lines may be; what is wider is cut."))
        .parameter(
            Parameter::switch("NoNewline").help("Put no ends of lines behind what is shown."),
        )
        .parameters(replacing())
        .parameter(encoding().position(1))
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .what_if()
        .example(
            "[pscustomobject]@{Name='Sales';Size=3} | Out-File groups.txt\nGet-Content groups.txt",
            "Writes a table.",
        )
        .example(
            "'two' | Out-File log.txt -Append -WhatIf",
            "Says which file would be written.",
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
        crate::value::check_size(self.items.len())?;
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let path = path(call)?;
        let width = match call.int("Width") {
            None => call.runtime.console.borrow().width,
            Some(width) => Width::Terminal(
                usize::try_from(width)
                    .ok()
                    .filter(|width| *width >= 2)
                    .ok_or_else(|| {
                        ShellError::new("-Width takes a number of at least 2.")
                            .category(Category::InvalidArgument)
                            .about("Width")
                    })?,
            ),
        };
        let mut text = output::as_shown(&self.items, &call.runtime.views, width);
        if call.switch("NoNewline") {
            text = text.replace('\n', "");
        }
        let how = match call.switch("Append") {
            true => Write::Append,
            false => Write::Replace,
        };
        write(call, &path, &text, how)
    }
}
