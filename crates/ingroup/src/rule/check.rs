//! `ingroup rule check`: whether rules are valid.

use std::io::Write;

use ingroup_rule::analyse;
use serde_json::json;

use crate::arguments::CheckArguments;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::rule::report::{Judged, counted, exit_of, findings};
use crate::screen;

/// Prints one answer a rule; the exit says whether all pass.
pub(crate) fn check(arguments: &CheckArguments) -> Result<Exit, Failure> {
    let human = screen::is_human(arguments.input.format);
    let mut out = screen::answers();
    let mut all_pass = true;
    for text in files::rules(&arguments.input)? {
        let analysis = analyse(&text.rule, text.subject);
        let analysis = match arguments.privileged {
            true => analysis.for_access(),
            false => analysis,
        };
        let judged = Judged::of(text, analysis, arguments.deny_warnings);
        all_pass &= judged.passes;
        match human {
            true => people(&judged, &mut out)?,
            false => {
                let answer = json!({
                    "rule": judged.text.rule,
                    "subject": judged.subject(),
                    "valid": judged.is_valid(),
                    "diagnostics": findings(&judged.analysis.diagnostics),
                });
                writeln!(out, "{answer}")?;
            }
        }
    }
    out.flush()?;
    Ok(exit_of(all_pass))
}

fn people(judged: &Judged, out: &mut impl Write) -> Result<(), Failure> {
    judged.picture(out)?;
    let verdict = match judged.counts() {
        (0, 0) => format!("valid, about {}", judged.subject().plural()),
        (0, warnings) => format!(
            "valid, about {}, with {}",
            judged.subject().plural(),
            counted(warnings, "warning")
        ),
        (errors, _) => format!("not valid: {}", counted(errors, "error")),
    };
    writeln!(out, "{}: {verdict}", judged.text.source)?;
    Ok(())
}
