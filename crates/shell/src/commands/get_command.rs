//! `Get-Command`: the commands there are.

use crate::call::Call;
use crate::command::{Command, Done, Work};
use crate::compare::Case;
use crate::error::Halt;
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Get-Command", "Lists the commands.")
        .alias("gcm")
        .parameter(
            Parameter::texts("Name")
                .position(0)
                .from_pipeline()
                .help("Names, with wildcards."),
        )
        .parameter(Parameter::text("Verb").help("Only commands with this verb."))
        .parameter(Parameter::text("Noun").help("Only commands with this noun."))
        .parameter(Parameter::text("Module").help("Only commands of this module."))
        .example(
            "Get-Command *-Variable",
            "Lists the commands that deal with variables.",
        )
        .each(get_command)
}

fn get_command<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let names = call.texts("Name");
    let fits = |wanted: Option<&Text>, text: &str| {
        wanted.is_none_or(|w| pattern::wildcard(w, text, Case::Ignored))
    };
    let (verb, noun, module) = (call.text("Verb"), call.text("Noun"), call.text("Module"));
    let mut all = call.runtime.scope().functions();
    all.extend(call.runtime.registry.sorted());
    let mut found = false;
    for command in all {
        let name = command.name();
        let (its_verb, its_noun) = name.split_once('-').unwrap_or((name, ""));
        let named = names.as_ref().is_none_or(|names| {
            names.iter().any(|n| {
                pattern::wildcard(n, name, Case::Ignored)
                    || command
                        .alias_names()
                        .iter()
                        .any(|a| a.eq_ignore_ascii_case(n))
            })
        });
        let shown = named
            && fits(verb.as_ref(), its_verb)
            && fits(noun.as_ref(), its_noun)
            && fits(module.as_ref(), command.module_name());
        if shown {
            found = true;
            let kind = match &command.work {
                Work::Function(_) => "Function",
                Work::Each(_) | Work::Stage(_) => "Cmdlet",
            };
            call.emit(
                Object::new("Command")
                    .with("CommandType", kind)
                    .with("Name", name)
                    .with("Synopsis", command.synopsis())
                    .with("Module", command.module_name())
                    .with(
                        "Aliases",
                        Value::texts(command.alias_names().iter().map(|a| a.to_string())),
                    ),
            )?;
        }
    }
    match names.as_deref() {
        Some([one]) if !found && !one.contains('*') => {
            Err(Halt::Error(call.runtime.unknown_command(one).about("Name")))
        }
        _ => Ok(()),
    }
}
