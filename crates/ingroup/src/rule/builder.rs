//! `ingroup rule builder`: a rule as the portal's rule builder shows it, or why it cannot.

use std::io::Write;

use ingroup_rule::{BuilderView, DeviceRules, NOT_SYNCHRONIZED, NotShown, builder_view};
use serde_json::{Value, json};

use crate::arguments::BuilderArguments;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::rule::report::{Judged, exit_of, findings};
use crate::screen;

/// Prints the rows of each rule, or the reasons. A rule that the builder cannot show is as valid as any other.
pub(crate) fn show(arguments: &BuilderArguments) -> Result<Exit, Failure> {
    let human = screen::is_human(arguments.input.format);
    let mut out = screen::answers();
    let mut all_pass = true;
    for text in files::rules(&arguments.input)? {
        let judged = Judged::new(text, false);
        all_pass &= judged.passes;
        let rule = judged.analysis.rule.as_ref();
        let view = rule.map(|rule| builder_view(rule, DeviceRules::Shown));
        match (human, view) {
            (true, None) => judged.picture(&mut out)?,
            (true, Some(Ok(view))) => writeln!(out, "{view}")?,
            (true, Some(Err(not_shown))) => writeln!(out, "{not_shown}")?,
            (false, view) => {
                let mut answer = json!({
                    "rule": judged.text.rule,
                    "subject": judged.subject(),
                    "valid": judged.is_valid(),
                });
                match view {
                    None => {
                        answer["diagnostics"] = findings(&judged.analysis.diagnostics);
                    }
                    Some(Ok(view)) => {
                        answer["shown"] = true.into();
                        answer["rows"] = rows(&view);
                        answer["builderRule"] = view.text().into();
                    }
                    Some(Err(not_shown)) => {
                        answer["shown"] = false.into();
                        answer["reasons"] = reasons(&not_shown, &judged.text.rule);
                        answer["portal"] = NOT_SYNCHRONIZED.into();
                    }
                }
                writeln!(out, "{answer}")?;
            }
        }
    }
    out.flush()?;
    Ok(exit_of(all_pass))
}

fn rows(view: &BuilderView<'_>) -> Value {
    let rows = view.rows().iter().map(|row| {
        json!({
            "andOr": row.joiner().map(|joiner| joiner.word()),
            "property": row.property(),
            "operator": row.operator(),
            "value": row.value(),
        })
    });
    rows.collect()
}

fn reasons(not_shown: &NotShown<'_>, text: &str) -> Value {
    let reasons = not_shown.obstacles().iter().map(|reason| {
        json!({
            "code": reason.name(),
            "message": reason.message(text),
            "span": reason.span(),
        })
    });
    reasons.collect()
}
