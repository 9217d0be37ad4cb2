//! `Get-Content`: the lines of a file.

use super::file_parameters::encoding;
use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Get-Content", "Reads the lines of a file.")
        .alias("gc")
        .alias("cat")
        .alias("type")
        .parameter(
            Parameter::texts("Path")
                .alias("LiteralPath")
                .alias("PSPath")
                .position(0)
                .mandatory()
                .from_property()
                .from_pipeline()
                .help("The files; wildcards are not followed here."),
        )
        .parameter(Parameter::switch("Raw").help("Give the whole text as one string."))
        .parameter(
            Parameter::int("TotalCount")
                .alias("First")
                .alias("Head")
                .help("At most so many lines from the start."),
        )
        .parameter(
            Parameter::int("Tail")
                .alias("Last")
                .help("At most so many lines from the end."),
        )
        .parameter(encoding())
        .example(
            "Set-Content names.txt 'Ann', 'Bob', 'Eve'\nGet-Content names.txt -Tail 2",
            "Reads the last two lines.",
        )
        .example(
            "Set-Content names.txt 'Ann', 'Bob'\n(Get-Content names.txt -Raw).Length",
            "Reads the text as one string.",
        )
        .each(get_content)
}

fn get_content<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let count = |name: &str| match call.int(name) {
        None => Ok(None),
        Some(count) => match usize::try_from(count) {
            Ok(count) => Ok(Some(count)),
            Err(_) => Err(
                ShellError::new(format!("-{name} takes a number that is not negative."))
                    .category(Category::InvalidArgument)
                    .about(name),
            ),
        },
    };
    let (head, tail) = (count("TotalCount")?, count("Tail")?);
    let raw = call.switch("Raw");
    let together = [
        (head.is_some() && tail.is_some(), "-TotalCount and -Tail"),
        (raw && head.is_some(), "-Raw and -TotalCount"),
        (raw && tail.is_some(), "-Raw and -Tail"),
    ];
    if let Some((_, both)) = together.iter().find(|(found, _)| *found) {
        return Err(ShellError::new(format!("{both} exclude each other."))
            .category(Category::InvalidArgument)
            .into());
    }
    for path in call.texts("Path").unwrap_or_default() {
        let text = call
            .runtime
            .read_file(&path)
            .map_err(|error| error.about("Path"))?;
        if raw {
            if !text.is_empty() {
                call.emit(text)?;
            }
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        let from = tail.map_or(0, |tail| lines.len().saturating_sub(tail));
        for line in lines
            .into_iter()
            .skip(from)
            .take(head.unwrap_or(usize::MAX))
        {
            call.emit(line)?;
        }
    }
    Ok(())
}
