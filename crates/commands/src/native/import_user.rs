//! `Import-User`: creates and changes users as a list of a personnel system has them.

use std::collections::BTreeMap;

use ingroup_exchange::{Bad, LeftOut, Rows};
use ingroup_schema::fold;
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError, Value as Shown};

use crate::attributes;
use crate::effects::Follows;
use crate::reading;
use crate::request::{Request, native};
use crate::session::Session;
use crate::user_list::{Counts, Use, UserList};

pub(super) fn command() -> Command<Session> {
    Command::new("Import-User", "Creates and changes users as a list of a personnel system has them.")
        .describe(
            "The first line of the list has the names of the columns, with commas, semicolons or tabs between them. \
             Columns with the name of an attribute are that attribute; -Map says which attribute the others are, and \
             an empty text passes a column over. -Key is the attribute by which a user of the list is found here: \
             who is found gets the values of the list, who is not is created and so needs a UserPrincipalName and a \
             DisplayName. An empty field leaves what is there. A column Manager has the manager by -Key, sign-in name, \
             id or name; managers may be new in the same list, in any order. Attributes are called as in rules or in \
             Graph: Get-MembershipRuleProperty lists them. Several values have semicolons between them. All of it is \
             done or nothing, unless -SkipBad leaves rows out.",
        )
        .parameter(Parameter::text("Path").position(0).mandatory().help("The list."))
        .parameter(Parameter::table("Map").help("Columns and their attributes, such as @{ 'Personal-Nr' = 'employeeId' }."))
        .parameter(Parameter::text("Key").help("The attribute that says who is who; userPrincipalName if it is not given."))
        .parameter(Parameter::switch("SkipBad").help("Leaves out rows that cannot be taken, and lists them."))
        .what_if()
        .example(
            "Import-User hr.csv -Map @{ LastDay = '' } -WhatIf",
            "Says which users a list would change, and who would join and leave which groups.",
        )
        .example(
            "Import-User personal.csv -Key mail -Map @{ 'E-Mail' = 'mail'; Abteilung = 'department'; Funktion = 'jobTitle'; 'Personal-Nr' = 'employeeId'; Anmeldename = 'userPrincipalName'; Name = 'displayName' }",
            "Takes over a list with columns of its own; who is not there is created.",
        )
        .example(
            "Import-User starters.csv -Key employeeId -Map @{ Number = 'employeeId'; 'Reports to' = 'manager'; Login = 'userPrincipalName'; Name = 'displayName'; Unit = 'department' }; Get-User ines@contoso.com | Select-Object DisplayName, Department, Manager",
            "Creates people whose manager is new in the same list; here everybody is named by a number.",
        )
        .each(native(import_user))
}

fn import_user(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let bad = match request.switch("SkipBad") {
        true => Bad::LeaveOut,
        false => Bad::Refuse,
    };
    let map = map(request)?;
    let key_name = request
        .text("Key")
        .unwrap_or_else(|| "userPrincipalName".into());
    let key = attributes::of_user(&key_name).ok_or_else(|| no_attribute(&key_name, "Key"))?;
    let Rows {
        columns,
        rows,
        left_out,
    } = reading::read_list(request, &path, "Path", bad)?;
    let mut unknown = Vec::new();
    let uses: Vec<Use> = columns
        .iter()
        .map(|column| match map.get(&fold(column)) {
            Some((_, known)) => known.clone(),
            None => use_of(column).unwrap_or_else(|| {
                unknown.push(format!("\"{column}\""));
                Use::Nothing
            }),
        })
        .collect();
    let is_there = |name: &str| columns.iter().any(|column| fold(column) == name);
    if let Some((_, (missing, _))) = map.iter().find(|(name, _)| !is_there(name)) {
        return Err(Halt::Error(
            ShellError::new(format!("The list has no column \"{missing}\"."))
                .category(Category::InvalidArgument)
                .about("Map")
                .help(format!("It has {}.", columns.join(", "))),
        ));
    }
    let Some(key_column) = uses
        .iter()
        .position(|one| *one == Use::Attribute(key.clone()))
    else {
        return Err(Halt::Error(
            ShellError::new(format!("No column of the list is {}, the key.", key.name()))
                .category(Category::InvalidArgument)
                .about("Key")
                .help(format!(
                    "It has {}. Say with -Map which of them it is, such as -Map @{{ '{}' = '{}' }}, or choose another -Key.",
                    columns.join(", "),
                    columns.first().map_or("", String::as_str),
                    key.name()
                )),
        ));
    };
    for (at, one) in uses.iter().enumerate() {
        let again = uses.iter().skip(at + 1).position(|other| other == one);
        if let (Some(more), true) = (again, *one != Use::Nothing) {
            let twice =
                [at, at + 1 + more].map(|place| columns.get(place).map_or("", String::as_str));
            return Err(Halt::Error(
                ShellError::new(format!(
                    "The columns \"{}\" and \"{}\" are the same attribute.",
                    twice[0], twice[1]
                ))
                .category(Category::InvalidArgument)
                .about("Map")
                .help("Pass one of them over with an empty text, such as -Map @{ Column = '' }."),
            ));
        }
    }
    let mut list = UserList::new(&path, bad, left_out);
    {
        let session = request.session();
        list.read(session.tenant(), &key, &uses, key_column, &rows)
            .map_err(Halt::Error)?;
    }
    if !unknown.is_empty() {
        let unknown = unknown.join(", ");
        request.call.warn(format!(
            "Columns that are no attribute were passed over: {unknown}. -Map can say what they are."
        ))?;
    }
    bring_in(request, &path, list)
}

/// Carries the list out; rows that the tenant refuses end it, or are left out.
fn bring_in(request: &mut Request<'_, '_>, path: &str, mut list: UserList) -> Done {
    let commands = loop {
        let commands = list.commands();
        let refused = request.session().refused_among(&commands);
        if refused.is_empty() {
            break commands;
        }
        let refused = refused
            .into_iter()
            .map(|(at, refusal)| (at, request.refused(&refusal)))
            .collect();
        list.refuse(refused).map_err(Halt::Error)?;
    };
    say(request, &list)?;
    let is_done = match commands.is_empty() {
        true => !request.call.is_what_if(),
        false => request
            .change(commands, path, Follows::Memberships)?
            .is_some(),
    };
    match is_done {
        true => done(request, &list),
        false => left_out(request, list.left_out()),
    }
}

/// With `-WhatIf`, the numbers.
fn say(request: &mut Request<'_, '_>, list: &UserList) -> Done {
    match request.call.is_what_if() {
        true => {
            let Counts {
                created,
                updated,
                unchanged,
            } = list.counts();
            request.call.write_host(&format!(
                "What if: {created} {} be created, {updated} changed; {unchanged} as the list says already.",
                match created {
                    1 => "user would",
                    _ => "users would",
                }
            ))
        }
        false => Ok(()),
    }
}

fn done(request: &mut Request<'_, '_>, list: &UserList) -> Done {
    let counts = list.counts();
    let record = Object::new("UserImport")
        .with("Created", counts.created)
        .with("Updated", counts.updated)
        .with("Unchanged", counts.unchanged)
        .with("LeftOut", list.left_out().len());
    request.emit(record)?;
    left_out(request, list.left_out())
}

fn left_out(request: &mut Request<'_, '_>, all: &[LeftOut]) -> Done {
    for one in all {
        request.emit(reading::left_out(one))?;
    }
    reading::count_left_out(all)
        .into_iter()
        .try_for_each(|line| request.call.warn(line))
}

fn use_of(name: &str) -> Option<Use> {
    match name.eq_ignore_ascii_case("manager") {
        true => Some(Use::Manager),
        false => attributes::of_user(name.trim()).map(Use::Attribute),
    }
}

fn no_attribute(name: &str, parameter: &'static str) -> ShellError {
    ShellError::new(format!("Users have no attribute \"{name}\"."))
        .category(Category::InvalidArgument)
        .about(parameter)
        .help("Get-MembershipRuleProperty lists them.")
}

/// What `-Map` says, by the names of columns without case.
fn map(request: &Request<'_, '_>) -> Result<BTreeMap<String, (String, Use)>, Halt> {
    let mut map = BTreeMap::new();
    if let Some(Shown::Table(table)) = request.value("Map") {
        for (column, attribute) in table.named() {
            let name = attribute.to_text();
            let of = match name.is_empty() {
                true => Use::Nothing,
                false => use_of(&name).ok_or_else(|| no_attribute(&name, "Map"))?,
            };
            map.insert(fold(&column).to_string(), (column.to_string(), of));
        }
    }
    Ok(map)
}
