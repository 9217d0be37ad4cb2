//! `Get-GroupHistory`: what happened to a group and its members.

use std::ops::ControlFlow;

use ingroup_directory::Directory;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Object, Parameter, Value};
use ingroup_tenant::Wanted;

use crate::group_history::{self, Entry, Kept};
use crate::parameters::{self, named};
use crate::past::no_history;
use crate::records::{name_of, time};
use crate::request::{Request, native};
use crate::session::Session;

/// How many of those who moved are named.
const NAMED: usize = 5;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-GroupHistory", "Shows what happened to a group or administrative unit and its members, oldest first.")
        .describe(
            "One row for each command that named the group or moved one of its members: when, by whom, what was done, \
             and who joined and left because of it. The history is that of a stored tenant; the number of a unit is \
             what -AsOf of the other commands takes. JoinedMembers and LeftMembers have all names. Get-Help \
             about_History tells more.",
        )
        .parameter(parameters::identity("Group").alias("GroupId").mandatory())
        .parameter(named("User", "Member").alias("User").help(
            "Only what moved this user, device or group: an id, a sign-in name, a mail address or a display name.",
        ))
        .parameter(Parameter::time("After").help("Only what happened then or later."))
        .parameter(Parameter::time("Before").help("Only what happened then or earlier."))
        .parameter(Parameter::int("Last").help("How many rows at most, up to the newest."))
        .example("Get-Help Get-GroupHistory -Parameter Member", "Shows how to ask for one member.")
        .example("Get-Help about_History | Select-Object -First 1", "Says where to read on.")
        .each(native(get_group_history))
}

fn get_group_history(request: &mut Request<'_, '_>) -> Done {
    let id = request.find_holder("Identity")?;
    let member = match request.has("Member") {
        true => Some(request.find(Wanted::Member, "Member")?),
        false => None,
    };
    let (after, before) = (request.time("After"), request.time("Before"));
    let last = request.value("Last").and_then(|value| value.to_number());
    let last = last.and_then(|number| number.round_to_int());
    let last = last.map_or(usize::MAX, |number| usize::try_from(number).unwrap_or(0));
    let mut rows = Vec::new();
    let wanted = |entry: &Entry| {
        before.is_none_or(|before| entry.at <= before)
            && member.is_none_or(|id| entry.joined.contains(&id) || entry.left.contains(&id))
    };
    let interruption = request.call.interruption();
    let mut session = request.session();
    let kept = group_history::each(&mut session, &interruption, id, |entry, directory| {
        if rows.len() >= last || after.is_some_and(|after| entry.at < after) {
            return ControlFlow::Break(());
        }
        if wanted(&entry) {
            rows.push(record(directory, &entry, member));
        }
        ControlFlow::Continue(())
    })?;
    drop(session);
    if kept == Kept::Nothing {
        return Err(no_history().into());
    }
    rows.into_iter().rev().try_for_each(|row| request.emit(row))
}

/// The names are in the order of the alphabet; who was asked for comes first.
fn record(directory: &Directory, entry: &Entry, asked_for: Option<ObjectId>) -> Object {
    let names = |ids: &[ObjectId]| -> Vec<String> {
        let mut names: Vec<_> = ids
            .iter()
            .map(|id| (*id, name_of(directory, *id)))
            .collect();
        names.sort_by_cached_key(|(id, name)| (asked_for != Some(*id), name.to_lowercase(), *id));
        names.into_iter().map(|(_, name)| name).collect()
    };
    let (joined, left) = (names(&entry.joined), names(&entry.left));
    Object::new("GroupHistoryEntry")
        .with("Time", time(entry.at))
        .with("Unit", entry.unit.cast_signed())
        .with("By", entry.by.as_str())
        .with("Joined", joined.len())
        .with("Left", left.len())
        .with("What", entry.what.as_str())
        .with("Who", who(&joined, &left))
        .with(
            "JoinedMembers",
            Value::texts(joined.iter().map(String::as_str)),
        )
        .with("LeftMembers", Value::texts(left.iter().map(String::as_str)))
}

/// `+Adele Vance, -Alex Wilber and 12 more`.
fn who(joined: &[String], left: &[String]) -> String {
    let came = joined.iter().map(|name| format!("+{name}"));
    let went = left.iter().map(|name| format!("-{name}"));
    let named: Vec<String> = came.chain(went).take(NAMED).collect();
    match joined.len() + left.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
