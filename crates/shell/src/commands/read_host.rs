//! `Read-Host`: asks the person at the prompt.

use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Read-Host", "Asks the person at the prompt for a line.")
        .describe("A script that is replayed has nobody to ask, and fails here.")
        .parameter(Parameter::text("Prompt").position(0).help("The question."))
        .example(
            "try { Read-Host 'Name' } catch { \"$_\" }",
            "Asks for a name; in a replay, where nobody answers, that is an error.",
        )
        .each(read_host)
}

fn read_host<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let question = call
        .text("Prompt")
        .map_or_else(String::new, |prompt| format!("{prompt}: "));
    match call.runtime.ask(&question)? {
        Some(answer) => call.emit(answer.trim_end_matches(['\r', '\n'])),
        None => Err(
            ShellError::new("Read-Host asks a question, and nobody is here to answer.")
                .category(Category::InvalidOperation)
                .help("Set the value in the script, or make it a parameter.")
                .into(),
        ),
    }
}
