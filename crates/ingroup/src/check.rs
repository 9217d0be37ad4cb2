//! `ingroup check` and `ingroup lower`: what can be said about scripts without running them.

use std::io::Write;

use ingroup_commands::{Session, check_text};
use ingroup_script::{LowerOptions, MixedOptions, Steps, lower as lowered, parse, weave};
use ingroup_shell::{Shell, Transcript, Width, on_large_stack, render};

use crate::arguments::{CheckScriptsArguments, LowerArguments};
use crate::exit::{Exit, Failure};
use crate::run::{Language, Script};
use crate::script_files::is_script;
use crate::{clock, screen, script_files};

/// Says what is wrong with scripts, one after the other.
pub(crate) fn check(task: &CheckScriptsArguments) -> Result<Exit, Failure> {
    let found = script_files::below(&task.scripts)?;
    // A file that is named is meant, whatever it is called.
    let scripts: Vec<Script> = found
        .iter()
        .filter(|path| is_script(path) || task.scripts.contains(path))
        .map(|path| Script::read(path))
        .collect::<Result<_, _>>()?;
    if scripts.is_empty() {
        return Err(Failure::Usage {
            message: "there is no script to check".to_owned(),
            help: "Name folders, or scripts whose names end in .ps1 or .rhai.".to_owned(),
        });
    }
    on_large_stack(|| {
        let mut session = Session::new(clock::wall_time(), clock::wall_time);
        session.close_folders();
        let shell = ingroup_commands::equip(Shell::builder(session, Transcript::new())).build();
        let mut out = screen::answers();
        let mut exit = Exit::Done;
        for script in &scripts {
            let errors = match script.language() {
                Language::PowerShell => shell.check(script.text(), script.name(), &check_text),
                Language::Rhai => shell.check_rhai(script.text(), script.name(), &check_text),
            };
            for error in &errors {
                writeln!(out, "{}", render(error, Width::Fixed(120)))?;
            }
            let verdict = match errors.len() {
                0 => "no errors".to_owned(),
                1 => "1 error".to_owned(),
                count => format!("{count} errors"),
            };
            writeln!(out, "{}: {verdict}", script.name())?;
            if !errors.is_empty() {
                exit = Exit::Refused;
            }
        }
        out.flush()?;
        Ok(exit)
    })?
}

/// Prints the Rhai text that a script becomes.
pub(crate) fn lower(task: &LowerArguments) -> Result<Exit, Failure> {
    let script = Script::read(&task.script)?;
    let (text, errors) = match script.language() {
        Language::PowerShell => {
            let parsed = parse(script.text());
            let lowered = lowered(&parsed, LowerOptions::default());
            let units: Vec<&str> = lowered
                .units
                .iter()
                .map(|unit| unit.text.as_str())
                .collect();
            let text = format!("{}\n", units.join("\n"));
            (text, [parsed.errors, lowered.errors].concat())
        }
        Language::Rhai => {
            let options = MixedOptions {
                first_location: 0,
                is_command: &|_| false,
                steps: Steps::Silent,
            };
            let mixed = weave(script.text(), options);
            (mixed.text, mixed.errors)
        }
    };
    if !errors.is_empty() {
        let task = CheckScriptsArguments {
            scripts: vec![task.script.clone()],
        };
        return check(&task);
    }
    let mut out = screen::answers();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Done)
}
