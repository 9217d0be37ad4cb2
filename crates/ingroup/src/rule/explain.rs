//! `ingroup rule explain`: a rule in words, and why somebody matches it or not.

use std::io::Write;

use ingroup_directory::Directory;
use ingroup_engine::SubjectView;
use ingroup_rule::{Rule, Trace, trace, words};
use ingroup_schema::{Instant, SubjectKind};
use ingroup_tenant::{Wanted, find};
use serde_json::json;

use crate::arguments::ExplainArguments;
use crate::clock;
use crate::exit::{Exit, Failure};
use crate::export::{self, read_export};
use crate::files;
use crate::rule::report::{Judged, exit_of, findings};
use crate::screen;

/// The object that a rule is explained for.
struct About {
    directory: Directory,
    kind: SubjectKind,
    name: String,
    row: ingroup_directory::Row,
    now: Instant,
}

/// Prints each rule in words, or its evaluation for one object.
pub(crate) fn explain(arguments: &ExplainArguments) -> Result<Exit, Failure> {
    let human = screen::is_human(arguments.input.format);
    let rules = files::rules(&arguments.input)?;
    let about = about(arguments)?;
    let mut out = screen::answers();
    let mut all_pass = true;
    for text in rules {
        let judged = Judged::new(text, false);
        all_pass &= judged.passes;
        let Some(rule) = judged.analysis.rule.as_ref() else {
            match human {
                true => judged.picture(&mut out)?,
                false => writeln!(out, "{}", without_rule(&judged))?,
            }
            continue;
        };
        match human {
            true => {
                judged.picture(&mut out)?;
                writeln!(out, "{}", words(rule))?;
                if let Some(about) = &about {
                    writeln!(out)?;
                    show_trace(rule, about, &mut out)?;
                }
            }
            false => {
                let mut answer = json!({
                    "rule": judged.text.rule,
                    "subject": judged.subject(),
                    "valid": true,
                    "words": words(rule),
                });
                if let Some(about) = &about {
                    let traced = evaluate(rule, about);
                    answer["membershipRuleEvaluationResult"] = json!(traced.result.as_ref().ok());
                    answer["membershipRuleEvaluationDetails"] =
                        serde_json::to_value(&traced).unwrap_or_default();
                }
                writeln!(out, "{answer}")?;
            }
        }
    }
    out.flush()?;
    Ok(exit_of(all_pass))
}

fn without_rule(judged: &Judged) -> serde_json::Value {
    json!({
        "rule": judged.text.rule,
        "subject": judged.subject(),
        "valid": false,
        "diagnostics": findings(&judged.analysis.diagnostics),
    })
}

fn about(arguments: &ExplainArguments) -> Result<Option<About>, Failure> {
    let (Some(data), Some((wanted, kind, name))) = (&arguments.data, object(arguments)) else {
        return match &arguments.data {
            None => Ok(None),
            Some(_) => Err(Failure::Usage {
                message: "--data was given without anybody to explain the rule for".to_owned(),
                help: "Add --user or --device.".to_owned(),
            }),
        };
    };
    let now = arguments.now.unwrap_or_else(clock::wall_time);
    let directory = read_export(data, now, export::bad(arguments.skip_bad))?;
    let row = find(&directory, wanted, name)
        .map(|id| directory.table(kind).row(id))
        .map_err(|refusal| Failure::Input {
            message: refusal.to_string(),
            help: refusal.help(),
        })?;
    let missing = || Failure::Input {
        message: format!("There is no {kind} \"{name}\"."),
        help: None,
    };
    let row = row.ok_or_else(missing)?;
    Ok(Some(About {
        directory,
        kind,
        name: name.to_owned(),
        row,
        now,
    }))
}

fn object(arguments: &ExplainArguments) -> Option<(Wanted, SubjectKind, &str)> {
    match (&arguments.user, &arguments.device) {
        (Some(user), _) => Some((Wanted::User, SubjectKind::User, user)),
        (None, Some(device)) => Some((Wanted::Device, SubjectKind::Device, device)),
        (None, None) => None,
    }
}

fn evaluate(rule: &Rule, about: &About) -> Trace {
    trace(
        rule,
        &SubjectView::new(&about.directory, about.kind, about.row),
        about.now,
    )
}

fn show_trace(rule: &Rule, about: &About, out: &mut impl Write) -> Result<(), Failure> {
    let traced = evaluate(rule, about);
    let verdict = match &traced.result {
        Ok(true) => "matches".to_owned(),
        Ok(false) if rule.subject() != about.kind => format!(
            "is a {}, and the rule is about {}",
            about.kind,
            rule.subject().plural()
        ),
        Ok(false) => "does not match".to_owned(),
        Err(fault) => format!("cannot be evaluated: {fault}"),
    };
    writeln!(out, "{} {verdict}:", about.name)?;
    show_part(&traced, 1, out)
}

fn show_part(part: &Trace, depth: usize, out: &mut impl Write) -> Result<(), Failure> {
    let answer = match &part.result {
        Ok(true) => "true ",
        Ok(false) => "false",
        Err(_) => "fault",
    };
    let read = part.property.as_ref().map(|read| match &read.value {
        Some(value) => format!("   ({} is \"{value}\")", read.name),
        None => format!("   ({} has no value)", read.name),
    });
    writeln!(
        out,
        "{}{answer}  {}{}",
        "  ".repeat(depth),
        part.expression,
        read.unwrap_or_default()
    )?;
    part.details
        .iter()
        .try_for_each(|detail| show_part(detail, depth + 1, out))
}
