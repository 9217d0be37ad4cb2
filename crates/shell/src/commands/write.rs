//! `Write-Output`, `Write-Host`, `Write-Warning`, `Write-Verbose`, `Write-Error`: text on each of the streams.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::value::{Text, Value};

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("Write-Output", "Gives objects to the pipeline.")
            .alias("echo")
            .alias("write")
            .parameter(
                Parameter::values("InputObject")
                    .rest(0)
                    .from_pipeline()
                    .help("The objects."),
            )
            .parameter(Parameter::switch("NoEnumerate").help("Give a list as one object."))
            .example("Write-Output 'a', 'b'", "Gives two strings.")
            .each(write_output),
        Command::new("Write-Host", "Writes to the console, past the pipeline.")
            .parameter(
                Parameter::values("Object")
                    .rest(0)
                    .from_pipeline()
                    .help("What to write."),
            )
            .parameter(Parameter::switch("NoNewline").help("Do not end the line."))
            .parameter(
                Parameter::text("Separator")
                    .help("What stands between several values; a blank without it."),
            )
            .parameter(
                Parameter::text("ForegroundColor")
                    .alias("fore")
                    .help("Accepted for old scripts; text has no colour here."),
            )
            .parameter(
                Parameter::text("BackgroundColor")
                    .alias("back")
                    .help("Accepted for old scripts; text has no colour here."),
            )
            .example("Write-Host 'Members:' 3", "Writes a line.")
            .each(write_host),
        message(
            "Write-Warning",
            "Writes a warning.",
            "Write-Warning 'Almost full.'",
            "Warns.",
        )
        .each(|call| {
            let text = call.required_text("Message")?;
            call.warn(text.to_string())
        }),
        message(
            "Write-Verbose",
            "Writes a line that only -Verbose shows.",
            "Write-Verbose 'Step 1' -Verbose",
            "Shows a detail.",
        )
        .each(|call| {
            let text = call.required_text("Message")?;
            call.verbose(text)
        }),
        Command::new("Write-Information", "Writes a line on the information stream; it is shown when -InformationAction Continue or $InformationPreference says so.")
            .parameter(
                Parameter::value("MessageData")
                    .alias("Msg")
                    .alias("Message")
                    .position(0)
                    .mandatory()
                    .from_pipeline()
                    .help("What to write."),
            )
            .parameter(
                Parameter::texts("Tags")
                    .position(1)
                    .help("Accepted for old scripts; nobody reads them here."),
            )
            .parameter(
                Parameter::text("InformationAction")
                    .alias("infa")
                    .choices(&["Continue", "SilentlyContinue", "Ignore"])
                    .help("Continue shows the line."),
            )
            .example("Write-Information 'Step 1'", "Shows nothing.")
            .example("Write-Information 'Step 1' -InformationAction Continue", "Shows a line.")
            .each(|call| {
                let asked = call.text("InformationAction").or_else(|| {
                    let preference = call.runtime.scope().get("InformationPreference");
                    preference.map(|p| p.to_text())
                });
                match asked.is_some_and(|action| action.eq_ignore_ascii_case("Continue")) {
                    true => {
                        let text = call.value("MessageData").unwrap_or_default().to_text();
                        call.write_host(&text)
                    }
                    false => Ok(()),
                }
            }),
        message(
            "Write-Debug",
            "Writes a line that only $DebugPreference = 'Continue' shows.",
            "$DebugPreference = 'Continue'; Write-Debug 'x is 5'",
            "Shows a line.",
        )
        .example("Write-Debug 'x is 5'", "Shows nothing.")
        .each(|call| {
            let text = call.required_text("Message")?;
            let preference = call.runtime.scope().get("DebugPreference");
            match preference.is_some_and(|p| p.to_text().eq_ignore_ascii_case("Continue")) {
                true => call.write_host(&format!("DEBUG: {text}")),
                false => Ok(()),
            }
        }),
        message(
            "Write-Error",
            "Reports an error.",
            "Write-Error 'No such group.' -ErrorAction Continue",
            "Shows an error and goes on.",
        )
        .parameter(Parameter::text("ErrorId").help("The identifier of the error."))
        .parameter(Parameter::text("Category").help("The category of the error."))
        .each(|call| {
            let text = call.required_text("Message")?;
            let mut error = ShellError::new(text.to_string()).category(Category::NotSpecified);
            if let Some(id) = call.text("ErrorId") {
                error = error.id(id.to_string());
            }
            call.report(error)
        }),
        Command::new(
            "Write-Progress",
            "Says how far a script has come; nothing is shown in a transcript.",
        )
        .parameter(
            Parameter::text("Activity")
                .position(0)
                .help("What is being done."),
        )
        .parameter(
            Parameter::text("Status")
                .position(1)
                .help("What is being done right now."),
        )
        .parameter(Parameter::int("PercentComplete").help("How much is done."))
        .parameter(Parameter::int("Id").help("Which of several bars."))
        .parameter(Parameter::int("SecondsRemaining").help("How long it will take."))
        .parameter(Parameter::int("ParentId").help("The bar that this one is a part of."))
        .parameter(Parameter::text("CurrentOperation").help("More about it."))
        .parameter(Parameter::switch("Completed").help("It is done."))
        .example(
            "Write-Progress 'Reading' -PercentComplete 50",
            "Shows nothing in a transcript.",
        )
        .stage(|| Silent),
    ]
}

struct Silent;

impl<H: 'static> Stage<H> for Silent {
    fn process(&mut self, _call: &mut Call<'_, H>, _input: Value) -> Done {
        Ok(())
    }
}

fn message<H: 'static>(
    name: &'static str,
    synopsis: &'static str,
    code: &'static str,
    text: &'static str,
) -> Command<H> {
    Command::new(name, synopsis)
        .parameter(
            Parameter::text("Message")
                .alias("Msg")
                .position(0)
                .mandatory()
                .from_pipeline()
                .help("The text."),
        )
        .example(code, text)
}

fn write_output<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let Some(value) = call.value("InputObject") else {
        return Ok(());
    };
    if call.switch("NoEnumerate") {
        return call.emit(value);
    }
    for item in value.into_items() {
        call.emit(item)?;
    }
    Ok(())
}

fn write_host<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let separator = call.text("Separator").unwrap_or_else(|| Text::from(" "));
    let texts: Vec<Text> = call
        .values("Object")
        .unwrap_or_default()
        .iter()
        .map(|item| plain(item, &separator))
        .collect();
    let text = texts.join(&separator);
    match call.switch("NoNewline") {
        true => call.runtime.write_host(&text),
        false => call.write_host(&text),
    }
}

fn plain(value: &Value, separator: &str) -> Text {
    match value {
        Value::List(list) => {
            let items: Vec<Text> = list
                .to_vec()
                .iter()
                .map(|item| plain(item, separator))
                .collect();
            Text::from(items.join(separator))
        }
        Value::Table(table) => {
            let items: Vec<String> = table
                .named()
                .iter()
                .map(|(k, v)| format!("[{k}, {}]", v.to_text()))
                .collect();
            Text::from(items.join(separator))
        }
        other => other.to_text(),
    }
}
