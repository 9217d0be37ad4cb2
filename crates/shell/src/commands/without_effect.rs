//! Commands of old scripts that need nothing done here: they are taken, and their help says so.

use crate::command::Command;
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("Set-StrictMode", "Accepted for old scripts: what is not there is $null here.")
            .describe("A variable or property that is not there gives $null, whatever is asked for.")
            .parameter(Parameter::text("Version").help("Accepted for old scripts, without effect."))
            .parameter(Parameter::switch("Off").help("Accepted for old scripts, without effect."))
            .example("Set-StrictMode -Version Latest", "Says nothing.")
            .example("Set-StrictMode -Off; $null -eq $nothing", "A variable that is not there gives $null.")
            .each(|_| Ok(())),
        Command::new("Set-ExecutionPolicy", "Accepted for old scripts: every script may run here.")
            .parameter(Parameter::text("ExecutionPolicy").position(0).help("Accepted for old scripts, without effect."))
            .parameter(Parameter::text("Scope").position(1).help("Accepted for old scripts, without effect."))
            .parameter(Parameter::switch("Force").help("Accepted for old scripts, without effect."))
            .example("Set-ExecutionPolicy RemoteSigned -Scope Process", "Says nothing.")
            .example("Set-ExecutionPolicy Bypass Process -Force", "Says nothing.")
            .each(|_| Ok(())),
        Command::new("Clear-Host", "Accepted for old scripts: what stands on the screen stays.")
            .alias("cls")
            .alias("clear")
            .example("Clear-Host", "Says nothing.")
            .example("'before'; cls; 'after'", "Both lines stay.")
            .each(|_| Ok(())),
        Command::new("Start-Transcript", "Says how to keep a transcript.")
            .describe("The program writes transcripts, not the script: ingroup run --transcript script.ps1.")
            .parameter(Parameter::text("Path").alias("LiteralPath").position(0).help("The file that would be written elsewhere."))
            .parameter(Parameter::switch("Append").help("Accepted for old scripts, without effect."))
            .parameter(Parameter::switch("Force").help("Accepted for old scripts, without effect."))
            .parameter(Parameter::switch("NoClobber").help("Accepted for old scripts, without effect."))
            .example("Start-Transcript log.txt", "Says how to keep one.")
            .example("Start-Transcript -Path log.txt -Append", "Says how to keep one.")
            .each(|call| {
                call.warn("No transcript is written: start the program with --transcript to keep one.")
            }),
        Command::new("Stop-Transcript", "Accepted for old scripts: the transcript ends with the run.")
            .example("Stop-Transcript", "Says nothing.")
            .example("Start-Transcript log.txt -WarningAction SilentlyContinue; Stop-Transcript", "Says nothing.")
            .each(|_| Ok(())),
        Command::new("Set-Location", "Paths begin at the folder of the script; that cannot be changed.")
            .alias("cd")
            .alias("sl")
            .parameter(Parameter::text("Path").alias("LiteralPath").position(0).help("The folder; only the one that paths begin at already."))
            .example("Set-Location .", "Stays where it is.")
            .example("Set-Location $PSScriptRoot", "Stays where it is.")
            .each(|call| {
                let root = call.runtime.script_root().to_text();
                let Some(path) = call.text("Path").filter(|p| p.as_str() != "." && *p != root) else {
                    return Ok(());
                };
                let mut letters = path.chars();
                let drive = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
                    && letters.next() == Some(':');
                if drive || path.starts_with('\\') {
                    // What such a path leads to is looked for in the script's folder anyway.
                    return call.warn(format!(
                        "There is no \"{path}\" here: paths begin at the folder of the script, as before."
                    ));
                }
                Err(ShellError::new("Paths begin at the folder of the script; that cannot be changed.")
                    .category(Category::InvalidOperation)
                    .about("Path")
                    .help("Write the folder before each name: Join-Path makes paths.")
                    .into())
            }),
        Command::new("Get-Location", "Gives the folder that paths begin at.")
            .alias("gl")
            .alias("pwd")
            .example("(Get-Location).Path.Length -gt 0", "There is one.")
            .example("Join-Path (Get-Location) groups.csv | Split-Path -Leaf", "Makes a path in it.")
            .each(|call| {
                let folder = call.runtime.get_variable("pwd");
                call.emit(folder)
            }),
    ]
}
