//! `Get-Alias`, `Set-Alias`: other names of commands.

use crate::command::Command;
use crate::compare::Case;
use crate::error::Halt;
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Text};

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("Get-Alias", "Shows what other names commands have.")
            .alias("gal")
            .parameter(
                Parameter::text("Name")
                    .position(0)
                    .help("The other name, with wildcards; without it, all."),
            )
            .parameter(Parameter::text("Definition").help("Only the other names of this command."))
            .example("Get-Alias ft", "Says what a short name stands for.")
            .example(
                "Get-Alias -Definition Where-Object",
                "Shows the other names of a command.",
            )
            .each(|call| {
                let wanted = call.text("Name").unwrap_or_else(|| "*".into());
                let of = call.text("Definition");
                let mut found: Vec<(Text, Text)> = call.runtime.aliases.borrow().clone();
                for command in call.runtime.registry.sorted() {
                    let aliases = command.alias_names().iter();
                    found.extend(
                        aliases.map(|a| (Text::from(a.as_ref()), Text::from(command.name()))),
                    );
                }
                found.retain(|(name, command)| {
                    pattern::wildcard(&wanted, name, Case::Ignored)
                        && of
                            .as_ref()
                            .is_none_or(|of| of.eq_ignore_ascii_case(command))
                });
                found.sort_by_key(|(name, _)| name.to_lowercase());
                for (name, command) in found {
                    call.emit(
                        Object::new("AliasInfo")
                            .with("Name", name)
                            .with("Definition", command),
                    )?;
                }
                Ok(())
            }),
        Command::new("Set-Alias", "Gives a command another name.")
            .alias("sal")
            .alias("New-Alias")
            .parameter(
                Parameter::text("Name")
                    .position(0)
                    .mandatory()
                    .help("The other name."),
            )
            .parameter(
                Parameter::text("Value")
                    .position(1)
                    .mandatory()
                    .help("The command."),
            )
            .parameter(
                Parameter::switch("Force")
                    .help("Accepted for old scripts; a name that is there is always replaced."),
            )
            .example(
                "Set-Alias say Write-Output; say 'hello'",
                "Makes a short name, and uses it.",
            )
            .example(
                "Set-Alias where2 Where-Object; 1..3 | where2 { $_ -gt 2 }",
                "Makes another name of a command.",
            )
            .each(|call| {
                let (name, command) = (call.required_text("Name")?, call.required_text("Value")?);
                if call.runtime.find_command(&command).is_none() {
                    return Err(Halt::Error(
                        call.runtime.unknown_command(&command).about("Value"),
                    ));
                }
                let mut aliases = call.runtime.aliases.borrow_mut();
                aliases.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
                aliases.push((name, command));
                Ok(())
            }),
    ]
}
