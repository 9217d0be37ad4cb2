//! `ConvertTo-Rhai`: the Rhai text that a script becomes before it is run.

use ingroup_script::{LowerOptions, lower, parse};

use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, Place, ShellError, Source};
use crate::parameter::Parameter;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("ConvertTo-Rhai", "Shows the Rhai text that a script becomes.")
        .describe(
            "Every operation of PowerShell becomes one call; its first argument is the number of a place in the \
             script. In a .rhai file the same is written by hand with commands as functions, such as get_group.",
        )
        .parameter(
            Parameter::text("InputObject")
                .alias("Script")
                .position(0)
                .from_pipeline()
                .help("The text of a script."),
        )
        .parameter(
            Parameter::text("Path")
                .alias("LiteralPath")
                .help("The file of a script; its folder must be open to scripts."),
        )
        .example("ConvertTo-Rhai '$x = 1 + 2'", "Shows what an assignment becomes.")
        .example(
            "Set-Content loop.ps1 'foreach ($i in 1..3) { $i }'\nConvertTo-Rhai -Path loop.ps1",
            "Shows what a file becomes.",
        )
        .each(convert_to_rhai)
}

fn convert_to_rhai<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let (source, parameter) = match (call.text("InputObject"), call.text("Path")) {
        (Some(text), None) => (Source::new("script", text.as_str()), "InputObject"),
        (None, Some(path)) => {
            let text = call.runtime.read_file(&path);
            let text = text.map_err(|error| error.about("Path"))?;
            (Source::new(path.as_str(), text.as_str()), "Path")
        }
        (Some(_), Some(_)) => {
            return Err(
                ShellError::new("-InputObject and -Path exclude each other.")
                    .category(Category::InvalidArgument)
                    .about("Path")
                    .into(),
            );
        }
        (None, None) => {
            return Err(ShellError::new("There is no script.")
                .category(Category::InvalidArgument)
                .help("Give its text, or its file with -Path.")
                .into());
        }
    };
    let parsed = parse(source.text());
    let lowered = lower(&parsed, LowerOptions::default());
    if let Some(wrong) = parsed.errors.first().or(lowered.errors.first()) {
        let error = ShellError::new(wrong.message.clone())
            .category(Category::ParserError)
            .id("ParserError")
            .about(parameter)
            .at(Place::new(
                &source,
                wrong.span.start as usize..wrong.span.end as usize,
            ));
        return Err(match &wrong.help {
            Some(help) => error.help(help.clone()),
            None => error,
        }
        .into());
    }
    let units = lowered.units.iter().map(|unit| unit.text.as_str());
    call.emit(units.collect::<Vec<_>>().join("\n"))
}
