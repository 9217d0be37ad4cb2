//! `ConvertFrom-Json`: objects from JSON text.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::output::json::{self, Records};
use crate::parameter::Parameter;
use crate::value::{Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("ConvertFrom-Json", "Reads objects from JSON text.")
        .describe("Several strings are read as one text.")
        .parameter(
            Parameter::text("InputObject")
                .position(0)
                .from_pipeline()
                .help("The text."),
        )
        .parameter(Parameter::switch("AsHashtable").help("Give hashtables instead of objects."))
        .example(
            "'{\"name\":\"Sales\",\"size\":3}' | ConvertFrom-Json",
            "Reads an object.",
        )
        .stage(FromJson::default)
}

#[derive(Default)]
struct FromJson {
    lines: Vec<Text>,
}

impl<H: 'static> Stage<H> for FromJson {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.lines.push(input.to_text());
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let text = self.lines.join("\n");
        if text.trim().is_empty() {
            return Ok(());
        }
        let parsed: serde_json::Value = serde_json::from_str(&text).map_err(|problem| {
            ShellError::new(format!("This is not JSON: {problem}."))
                .category(Category::InvalidArgument)
                .about("InputObject")
        })?;
        let kind = if call.switch("AsHashtable") {
            Records::Tables
        } else {
            Records::Objects
        };
        for item in json::read(parsed, kind).into_items() {
            call.emit(item)?;
        }
        Ok(())
    }
}
