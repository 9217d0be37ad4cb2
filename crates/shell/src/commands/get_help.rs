//! `Get-Help`: what a command is for, what it takes, and examples.

use crate::bind::{all_parameters, closest, or_list};
use crate::call::Call;
use crate::command::{Command, Done};
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::help::{self, Topic};
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Get-Help",
        "Shows what a command is for, what it takes, and examples.",
    )
    .describe("Names that begin with about_ are topics: Get-Help about_* lists them.")
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
        if let help::Part::Parameter(name) = &part {
            has_parameter(&command, name)?;
        }
        let width = call.runtime.console.borrow().width;
        for line in help::lines(&command, &part, width) {
            call.emit(line)?;
        }
        return Ok(());
    }
    let is = |topic: &&Topic| topic.name().eq_ignore_ascii_case(&name);
    if let Some(topic) = call.runtime.topics.iter().find(is).copied() {
        return topic.text().lines().try_for_each(|line| call.emit(line));
    }
    let word = name.to_lowercase();
    let mut fitting: Vec<_> = call
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
    // Names that other modules have for the same come last.
    fitting.sort_by_key(|command| command.is_of_another_module());
    let topics: Vec<Topic> = call.runtime.topics.clone();
    if name
        .get(..ABOUT.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(ABOUT))
    {
        return list_topics(call, &name, &topics);
    }
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

/// What the name of a topic begins with.
const ABOUT: &str = "about_";

fn list_topics<H: 'static>(call: &mut Call<'_, H>, name: &str, topics: &[Topic]) -> Done {
    let fits = |topic: &&Topic| pattern::wildcard(name, topic.name(), Case::Ignored);
    let fitting: Vec<&Topic> = topics.iter().filter(fits).collect();
    if fitting.is_empty() {
        // Who remembers a part of the name writes that: about_Rules.
        let part = name.get(ABOUT.len()..).unwrap_or("").to_lowercase();
        let names = || topics.iter().map(|topic| topic.name());
        let mut close: Vec<String> = names()
            .filter(|own| own.to_lowercase().contains(&part))
            .map(str::to_owned)
            .collect();
        if close.is_empty() {
            close = closest(name, names());
        }
        let error = ShellError::new(format!("There is no topic \"{name}\"."))
            .category(Category::ObjectNotFound)
            .id("HelpNotFound")
            .about("Name");
        return Err(match close.is_empty() {
            true => error.help("Get-Help about_* lists the topics."),
            false => error.help(format!("Did you mean {}?", or_list(&close))),
        }
        .into());
    }
    for topic in fitting {
        call.emit(
            Object::new("Topic")
                .with("Name", topic.name())
                .with("Synopsis", topic.synopsis()),
        )?;
    }
    Ok(())
}

/// Whether a command has a parameter; the error lists those it may be.
fn has_parameter<H>(command: &Command<H>, name: &str) -> Result<(), ShellError> {
    if all_parameters(command).any(|one| one.is_called(name)) {
        return Ok(());
    }
    let names = all_parameters(command).map(|one| one.name());
    let close = closest(name, names).into_iter();
    let close: Vec<String> = close.map(|name| format!("-{name}")).collect();
    let error = ShellError::new(format!("{} has no parameter -{name}.", command.name()))
        .category(Category::ObjectNotFound)
        .about("Parameter");
    Err(match close.is_empty() {
        true => error.help(format!("Get-Help {} lists its parameters.", command.name())),
        false => error.help(format!("Did you mean {}?", or_list(&close))),
    })
}
