//! `ingroup rule match`: who in an export matches a rule.

use std::io::Write;

use ingroup_directory::{Directory, ObjectRef};
use ingroup_engine::{Context, Engine};
use ingroup_schema::{Instant, ObjectId};
use serde_json::json;

use crate::arguments::MatchArguments;
use crate::clock;
use crate::exit::{Exit, Failure};
use crate::export::{self, read_export};
use crate::files;
use crate::rule::report::{Judged, counted, exit_of};
use crate::screen;

/// How many members people are shown before the rest is only counted.
const SHOWN: usize = 20;

/// Prints the members of each rule: all ids in JSON, the first names for people.
pub(crate) fn list_matches(arguments: &MatchArguments) -> Result<Exit, Failure> {
    let human = screen::is_human(arguments.input.format);
    let rules = files::rules(&arguments.input)?;
    let now = arguments.now.unwrap_or_else(clock::wall_time);
    let export = read_export(&arguments.data, now, export::bad(arguments.skip_bad))?;
    let mut out = screen::answers();
    let mut all_pass = true;
    for text in rules {
        let judged = Judged::new(text, arguments.deny_warnings);
        all_pass &= judged.passes;
        match human {
            true => all_pass &= people(&judged, &export, now, &mut out)?,
            false => all_pass &= machine(&judged, &export, now, &mut out)?,
        }
    }
    out.flush()?;
    Ok(exit_of(all_pass))
}

/// The members by id, or why they cannot be known: a pattern that takes too long on some value.
fn members(
    judged: &Judged,
    directory: &Directory,
    now: Instant,
) -> Option<Result<Vec<ObjectId>, String>> {
    let rule = judged.analysis.rule.as_ref()?;
    let found = match Engine::new().members(Context::unchosen(directory, now), rule) {
        Ok(found) => found,
        Err(fault) => return Some(Err(fault.message())),
    };
    let table = directory.table(rule.subject());
    let mut ids: Vec<ObjectId> = found.rows.iter().filter_map(|row| table.id(row)).collect();
    ids.sort();
    Some(Ok(ids))
}

fn machine(
    judged: &Judged,
    directory: &Directory,
    now: Instant,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let mut answer = json!({
        "rule": judged.text.rule,
        "subject": judged.subject(),
        "valid": judged.is_valid(),
    });
    let mut known = true;
    match members(judged, directory, now) {
        Some(Ok(ids)) => {
            answer["members"] = ids
                .iter()
                .map(ObjectId::to_string)
                .collect::<Vec<_>>()
                .into();
        }
        Some(Err(fault)) => {
            known = false;
            answer["fault"] = fault.into();
        }
        None => {}
    }
    writeln!(out, "{answer}")?;
    Ok(known)
}

fn people(
    judged: &Judged,
    directory: &Directory,
    now: Instant,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    judged.picture(out)?;
    match members(judged, directory, now) {
        None => {
            writeln!(out, "{}: not valid", judged.text.source)?;
            Ok(true)
        }
        Some(Err(fault)) => {
            writeln!(out, "{}: {fault}", judged.text.source)?;
            Ok(false)
        }
        Some(Ok(ids)) => {
            let noun = judged.subject().to_string();
            let of = directory.table(judged.subject()).len();
            writeln!(
                out,
                "{}: {} of {of} match",
                judged.text.source,
                counted(ids.len(), &noun)
            )?;
            let mut names: Vec<String> = ids.iter().map(|id| name(directory, *id)).collect();
            names.sort_by_key(|name| name.to_lowercase());
            for name in names.iter().take(SHOWN) {
                writeln!(out, "  {name}")?;
            }
            if names.len() > SHOWN {
                writeln!(
                    out,
                    "  and {} more (--format json lists all)",
                    names.len() - SHOWN
                )?;
            }
            Ok(true)
        }
    }
}

/// A user's sign-in name or a device's display name, with the id where the name is not unique.
fn name(directory: &Directory, id: ObjectId) -> String {
    match directory.resolve(id) {
        Some(ObjectRef::User(row)) => directory
            .user_principal_name(row)
            .map_or_else(|| id.to_string(), str::to_owned),
        Some(object) => format!(
            "{} ({id})",
            directory.display_name(object).unwrap_or_default()
        ),
        None => id.to_string(),
    }
}
