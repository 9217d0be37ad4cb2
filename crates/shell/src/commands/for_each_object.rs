//! `ForEach-Object`: runs a script block for every object.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::ShellError;
use crate::members;
use crate::parameter::Parameter;
use crate::value::{ScriptBlock, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("ForEach-Object", "Runs a script block for every object.")
        .alias("foreach")
        .alias("%")
        .describe(
            "The block sees the object as $_. With several blocks the first runs before and the last after all \
             objects. A name in place of a block gives that property, or calls that method.",
        )
        .parameter(Parameter::values("Process").rest(0).help("The block, or the name of a property or method."))
        .parameter(Parameter::block("Begin").help("A block that runs before the first object."))
        .parameter(Parameter::block("End").help("A block that runs after the last object."))
        .parameter(Parameter::text("MemberName").help("The name of a property or method."))
        .parameter(Parameter::values("ArgumentList").alias("Args").help("The arguments of the method."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The objects."))
        .example("1..3 | ForEach-Object { $_ * 10 }", "Gives each number times ten.")
        .example("'sales', 'it' | ForEach-Object ToUpper", "Calls a method of each string.")
        .stage(ForEach::default)
}

#[derive(Default)]
struct ForEach {
    begin: Vec<ScriptBlock>,
    process: Vec<ScriptBlock>,
    end: Vec<ScriptBlock>,
    member: Option<String>,
    /// What stands behind the name of a method.
    arguments: Vec<Value>,
}

impl<H: 'static> Stage<H> for ForEach {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        self.begin.extend(call.block("Begin"));
        self.end.extend(call.block("End"));
        self.member = call.text("MemberName").map(|t| t.to_string());
        let mut blocks = Vec::new();
        for value in call.values("Process").unwrap_or_default() {
            match value {
                Value::Block(block) => blocks.push(block),
                other if self.member.is_none() => self.member = Some(other.to_text().to_string()),
                // `ForEach-Object Substring 1`.
                other if blocks.is_empty() => self.arguments.push(other),
                other => {
                    return Err(ShellError::new(format!(
                        "\"{}\" is not a script block.",
                        other.to_text()
                    ))
                    .about("Process")
                    .into());
                }
            }
        }
        // Without names, the first of several blocks is -Begin, and the last of more than two is -End.
        if blocks.len() > 1 && self.begin.is_empty() {
            self.begin.push(blocks.remove(0));
        }
        if blocks.len() > 1 && self.end.is_empty() {
            self.end.extend(blocks.pop());
        }
        self.process = blocks;
        for block in self.begin.clone() {
            call.invoke_through(&block, Value::Null)?;
        }
        Ok(())
    }

    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        if let Some(member) = &self.member {
            let own = (!self.arguments.is_empty()).then(|| self.arguments.clone());
            let arguments = call.values("ArgumentList").or(own);
            let answer = match (input.property(member), arguments) {
                (Some(value), None) => value,
                (_, arguments) => members::call(&input, member, &arguments.unwrap_or_default())?,
            };
            for item in answer.into_items() {
                call.emit(item)?;
            }
        }
        for block in self.process.clone() {
            call.invoke_through(&block, input.clone())?;
        }
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        for block in self.end.clone() {
            call.invoke_through(&block, Value::Null)?;
        }
        Ok(())
    }
}
