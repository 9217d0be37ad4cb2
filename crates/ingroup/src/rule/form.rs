//! `ingroup rule format`: the canonical form of rules.

use std::io::Write;

use ingroup_rule::print;
use serde_json::json;

use crate::arguments::FormatArguments;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::rule::report::{Judged, exit_of, findings};
use crate::screen;

/// Prints each rule in canonical form; a rule that is not valid has none, and its findings are shown instead.
pub(crate) fn format(arguments: &FormatArguments) -> Result<Exit, Failure> {
    let human = screen::is_human(arguments.input.format);
    let mut out = screen::answers();
    let mut all_pass = true;
    for text in files::rules(&arguments.input)? {
        let judged = Judged::new(text, arguments.deny_warnings);
        all_pass &= judged.passes;
        let formatted = judged.analysis.rule.as_ref().map(print);
        match (human, formatted) {
            (true, Some(formatted)) => writeln!(out, "{formatted}")?,
            (true, None) => judged.picture(&mut out)?,
            (false, formatted) => {
                let mut answer = json!({
                    "rule": judged.text.rule,
                    "subject": judged.subject(),
                    "valid": judged.is_valid(),
                    "diagnostics": findings(&judged.analysis.diagnostics),
                });
                if let Some(formatted) = formatted {
                    answer["formatted"] = formatted.into();
                }
                writeln!(out, "{answer}")?;
            }
        }
    }
    out.flush()?;
    Ok(exit_of(all_pass))
}
