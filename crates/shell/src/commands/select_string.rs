//! `Select-String`: the lines of texts and files in which something stands.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::Case;
use crate::functions::texts::match_object;
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Select-String", "Finds the lines in which something stands.")
        .alias("sls")
        .parameter(Parameter::texts("Pattern").position(0).mandatory().help("What to look for: regular expressions."))
        .parameter(Parameter::texts("Path").alias("LiteralPath").position(1).help("The files to look in; wildcards are not followed."))
        .parameter(Parameter::switch("SimpleMatch").help("The patterns are plain text."))
        .parameter(Parameter::switch("CaseSensitive").help("Upper and lower case are different."))
        .parameter(Parameter::switch("NotMatch").help("The lines in which it does not stand."))
        .parameter(Parameter::switch("Quiet").help("Only say whether there is such a line."))
        .parameter(Parameter::switch("List").help("Only the first line of each file."))
        .parameter(Parameter::switch("Raw").help("Give the lines as strings."))
        .parameter(Parameter::switch("AllMatches").help("Keep every match of a line, not only the first."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The texts."))
        .example("'Sales DE', 'IT', 'Sales US' | Select-String sales -Raw", "Finds the lines of a pipeline.")
        .example("Set-Content log.txt 'ok', 'error 5'\n(Select-String 'error (\\d)' log.txt).Matches[0].Groups[1].Value", "Finds a number in a file.")
        .stage(Lines::default)
}

#[derive(Default)]
struct Lines {
    number: usize,
    found: bool,
}

impl<H: 'static> Stage<H> for Lines {
    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        self.number += 1;
        let (text, number) = (input.to_text(), self.number);
        self.line(call, &text, "InputStream", number).map(|_| ())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        for path in call.texts("Path").unwrap_or_default() {
            let text = call.runtime.read_file(&path).map_err(|e| e.about("Path"))?;
            for (index, line) in text.lines().enumerate() {
                let found = self.line(call, line, &path, index + 1)?;
                if found && call.switch("List") {
                    break;
                }
            }
        }
        match call.switch("Quiet") {
            true => call.emit(self.found),
            false => Ok(()),
        }
    }
}

impl Lines {
    /// Looks at one line; says whether it is one of those looked for.
    fn line<H: 'static>(
        &mut self,
        call: &mut Call<'_, H>,
        line: &str,
        path: &str,
        number: usize,
    ) -> Result<bool, crate::error::Halt> {
        let case = match call.switch("CaseSensitive") {
            true => Case::Minded,
            false => Case::Ignored,
        };
        let mut matches = Vec::new();
        for wanted in call.texts("Pattern").unwrap_or_default() {
            let expression = match call.switch("SimpleMatch") {
                true => Text::from(pattern::escape(&wanted)),
                false => wanted,
            };
            matches = pattern::regex_with(&expression, case)?.all(line);
            if !matches.is_empty() {
                break;
            }
        }
        if matches.is_empty() != call.switch("NotMatch") {
            return Ok(false);
        }
        self.found = true;
        if call.switch("Quiet") {
            return Ok(true);
        }
        if call.switch("Raw") {
            call.emit(line)?;
            return Ok(true);
        }
        if !call.switch("AllMatches") {
            matches.truncate(1);
        }
        let matches = matches.iter().map(match_object).collect();
        call.emit(
            Object::new("MatchInfo")
                .with("LineNumber", number)
                .with("Line", line)
                .with("Path", path)
                .with("Matches", Value::array(matches)),
        )?;
        Ok(true)
    }
}
