//! `Export-Csv`, `Import-Csv`: objects to and from files of CSV.

use super::csv_parameters::{Lines, emit_rows, read_delimiter, reading, style, writing};
use super::file_parameters::{encoding, named, path, paths, replacing, write};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::csv;
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::ports::{Found, Write};
use crate::value::{Text, Value};

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("Export-Csv", "Writes objects to a file of CSV.")
            .alias("epcsv")
            .describe(
                "The columns are the properties of the first object. The file is written when the last object has \
                 come, whole or not at all.",
            )
            .parameters(paths())
            .parameters(writing())
            .parameter(Parameter::switch("Append").help(
                "Add the rows to a file that is there, under its columns; an object that lacks one is refused unless \
                 -Force is given.",
            ))
            .parameters(replacing())
            .parameter(encoding())
            .parameter(Parameter::value("InputObject").from_pipeline().help("The objects."))
            .what_if()
            .example(
                "[pscustomobject]@{Name='Sales';Size=3} | Export-Csv groups.csv -NoTypeInformation -WhatIf",
                "Says which file would be written.",
            )
            .example(
                "[pscustomobject]@{Name='Sales';Size=3} | Export-Csv groups.csv -UseQuotes AsNeeded\nGet-Content groups.csv",
                "Writes a file, and shows it.",
            )
            .stage(Export::default),
        Command::new("Import-Csv", "Reads objects from a file of CSV.")
            .alias("ipcsv")
            .describe("The first line names the properties, unless -Header does. Every field becomes a string.")
            .parameters(paths())
            .parameters(reading())
            .parameter(encoding())
            .example(
                "Set-Content people.csv 'Name,City', 'Ann,Rome', 'Bob,Oslo'\nImport-Csv people.csv | Where-Object City -EQ Rome",
                "Reads a file, and keeps some of its rows.",
            )
            .example(
                "Set-Content people.csv 'Ann;Rome'\nImport-Csv people.csv -Delimiter ';' -Header Name, City",
                "Reads a file that has no header.",
            )
            .each(|call| {
                let path = path(call)?;
                let about = named(call);
                let text = call.runtime.read_file(&path).map_err(|e| e.about(about))?;
                emit_rows(call, &text)
            }),
    ]
}

#[derive(Default)]
struct Export {
    lines: Lines,
    text: String,
    known: Option<Vec<Text>>,
    ready: bool,
}

impl Export {
    /// Reads the columns of the file that rows are added to.
    fn begin<H: 'static>(&mut self, call: &Call<'_, H>) -> Result<(), ShellError> {
        let (path, about) = (path(call)?, named(call));
        self.ready = true;
        let found = call.runtime.look_at(&path).map_err(|e| e.about(about))?;
        if !call.switch("Append") || found != Found::File {
            return Ok(());
        }
        let text = call.runtime.read_file(&path).map_err(|e| e.about(about))?;
        let mut rows = csv::rows(&text, read_delimiter(call)?).into_iter();
        let first = rows.find(|row| !row.first().is_some_and(|f| f.starts_with("#TYPE")));
        if let Some(names) = first {
            let columns = csv::header(names).map_err(|e| e.about(about))?.columns;
            self.lines = Lines::under(columns.clone());
            self.known = Some(columns);
            if !text.ends_with('\n') {
                self.text.push('\n');
            }
        }
        Ok(())
    }
}

impl<H: 'static> Stage<H> for Export {
    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        if !self.ready {
            self.begin(call)?;
        }
        let lacking = self
            .known
            .iter()
            .flatten()
            .find(|c| input.property(c).is_none());
        if let (Some(column), false) = (lacking, call.switch("Force")) {
            return Err(ShellError::new(format!(
                "Cannot append CSV content to the file \"{}\": an object has no property \"{column}\".",
                path(call)?
            ))
            .category(Category::InvalidArgument)
            .id("CannotAppendCsvWithMismatchedPropertyNames")
            .help("Choose the properties with Select-Object, or add -Force to leave the field empty.")
            .into());
        }
        let style = style(call)?;
        for line in self.lines.of(call, &style, &input) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
        crate::arithmetic::check_text(self.text.len())?;
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let path = path(call)?;
        let how = match call.switch("Append") {
            true => Write::Append,
            false => Write::Replace,
        };
        write(call, &path, &self.text, how)
    }
}
