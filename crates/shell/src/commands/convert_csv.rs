//! `ConvertTo-Csv`, `ConvertFrom-Csv`: objects as lines of CSV, and back.

use super::csv_parameters::{Lines, emit_rows, reading, style, writing};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::parameter::Parameter;
use crate::value::{Text, Value};

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("ConvertTo-Csv", "Writes objects as lines of CSV.")
            .describe(
                "The columns are the properties of the first object. Every field stands in quotes, one that is null \
                 is empty, and of a collection only its type is written: join its items first.",
            )
            .parameter(
                Parameter::value("InputObject")
                    .position(0)
                    .from_pipeline()
                    .help("The objects."),
            )
            .parameters(writing())
            .example(
                "[pscustomobject]@{Name='Sales';Size=3} | ConvertTo-Csv",
                "Writes a header and a row.",
            )
            .example(
                "[pscustomobject]@{Name='Sales';Note='a;b'} | ConvertTo-Csv -Delimiter ';' -UseQuotes AsNeeded",
                "Writes quotes only where they are needed.",
            )
            .stage(ToCsv::default),
        Command::new("ConvertFrom-Csv", "Reads objects from lines of CSV.")
            .describe("Several strings are read as the lines of one text. Every field becomes a string.")
            .parameter(
                Parameter::texts("InputObject")
                    .position(0)
                    .from_pipeline()
                    .help("The lines."),
            )
            .parameters(reading())
            .example(
                "'Name,Size', 'Sales,3', 'IT,12' | ConvertFrom-Csv",
                "Reads two objects.",
            )
            .example(
                "'Sales;3' | ConvertFrom-Csv -Delimiter ';' -Header Name, Size | ForEach-Object Size",
                "Reads lines that have no header.",
            )
            .stage(FromCsv::default),
    ]
}

#[derive(Default)]
struct ToCsv {
    lines: Lines,
}

impl<H: 'static> Stage<H> for ToCsv {
    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let style = style(call)?;
        for line in self.lines.of(call, &style, &input) {
            call.emit(line)?;
        }
        Ok(())
    }
}

#[derive(Default)]
struct FromCsv {
    lines: Vec<Text>,
}

impl<H: 'static> Stage<H> for FromCsv {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        let lines = input.into_items();
        self.lines.extend(lines.iter().map(Value::to_text));
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let text = self.lines.join("\n");
        emit_rows(call, &text)
    }
}
