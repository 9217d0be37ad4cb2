//! `Get-Help`: what a command is for, what it takes, and examples.

use crate::call::Call;
use crate::command::{Command, Done};
use crate::compare::Case;
use crate::help;
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Get-Help",
        "Shows what a command is for, what it takes, and examples.",
    )
    .alias("help")
    .alias("man")
    .parameter(
        Parameter::text("Name")
            .position(0)
            .from_pipeline()
            .help("The command; with wildcards, or as a word of names and purposes, a list."),
    )
    .parameter(Parameter::text("Parameter").help("Only this parameter."))
    .parameter(Parameter::switch("Examples").help("Only the examples."))
    .parameter(Parameter::switch("Full").help("Everything, which is what is shown anyway."))
    .parameter(Parameter::switch("Detailed").help("Everything, which is what is shown anyway."))
    .example("Get-Help Out-Null", "Shows the help of a command.")
    .each(get_help)
}

fn get_help<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let Some(name) = call.text("Name") else {
        for line in help::OVERVIEW {
            call.emit(*line)?;
        }
        return Ok(());
    };
    if let Some(command) = call.runtime.find_command(&name) {
        let part = match (call.switch("Examples"), call.text("Parameter")) {
            (true, _) => help::Part::Examples,
            (false, Some(parameter)) => help::Part::Parameter(parameter.to_string()),
            (false, None) => help::Part::All,
        };
        for line in help::lines(&command, &part) {
            call.emit(line)?;
        }
        return Ok(());
    }
    let word = name.to_lowercase();
    let fitting: Vec<_> = call
        .runtime
        .registry
        .sorted()
        .into_iter()
        .filter(|c| {
            let texts = [c.name(), c.synopsis()];
            pattern::wildcard(&name, c.name(), Case::Ignored)
                || texts.iter().any(|t| t.to_lowercase().contains(&word))
        })
        .collect();
    if fitting.is_empty() {
        let error = call.runtime.unknown_command(&name);
        return Err(error.about("Name").into());
    }
    for command in fitting {
        call.emit(
            Object::new("Command")
                .with("CommandType", Value::from("Cmdlet"))
                .with("Name", command.name())
                .with("Synopsis", command.synopsis()),
        )?;
    }
    Ok(())
}
