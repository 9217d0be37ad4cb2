//! `ConvertTo-Json`: objects as JSON text.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::output::json::{self, Depth, Spacing};
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("ConvertTo-Json", "Gives objects as JSON text.")
        .describe("Several objects become an array. What lies deeper than -Depth becomes text.")
        .parameter(
            Parameter::value("InputObject")
                .position(0)
                .from_pipeline()
                .help("The objects."),
        )
        .parameter(Parameter::int("Depth").help("How many levels are written out; 2 without it."))
        .parameter(Parameter::switch("Compress").help("No blanks and no line ends."))
        .parameter(Parameter::switch("AsArray").help("An array even for one object."))
        .example(
            "@{ displayName = 'Sales'; members = 1, 2 } | ConvertTo-Json",
            "Writes a hashtable.",
        )
        .example(
            "1, 'two', $null | ConvertTo-Json -Compress",
            "Writes several values as an array.",
        )
        .stage(ToJson::default)
}

#[derive(Default)]
struct ToJson {
    items: Vec<Value>,
}

impl<H: 'static> Stage<H> for ToJson {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.items.push(input);
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let mut items = std::mem::take(&mut self.items);
        if items.is_empty() {
            return Ok(());
        }
        let depth = call
            .int("Depth")
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(2)
            .min(100);
        let spacing = if call.switch("Compress") {
            Spacing::Compressed
        } else {
            Spacing::Indented
        };
        let (whole, depth) = match (items.len(), call.switch("AsArray")) {
            (1, false) => (items.pop().unwrap_or_default(), depth),
            _ => (Value::array(items), depth),
        };
        // The outermost object or array is not a level of its own.
        call.emit(json::write(&whole, Depth(depth + 1), spacing))
    }
}
