//! `Compare-Tenant`: what is different between two states of a tenant.

use ingroup_directory::{Directory, Way};
use ingroup_exchange::group_script;
use ingroup_insight::{Compared, Comparison, Found, Move, compare};
use ingroup_schema::ObjectKind;
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError, Value};
use ingroup_tenant::FactList;

use crate::comparing::comparison_record;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;
use crate::spoken::{besides_script, keep_spoken, script_parts};
use crate::states::{State, state, words};

/// What `-Object` asks for, and which objects that are; of memberships none.
const CHOICES: [(&str, &[Compared]); 12] = [
    ("All", &Compared::ALL),
    ("Tenant", &[Compared::Tenant]),
    ("Subscriptions", &[Compared::Subscription]),
    ("Roles", &[Compared::Role]),
    ("Users", &[Compared::User]),
    ("Devices", &[Compared::Device]),
    ("Groups", &[Compared::Group]),
    ("AdministrativeUnits", &[Compared::AdministrativeUnit]),
    ("Applications", &[Compared::Application]),
    ("Others", &[Compared::Other]),
    ("JoinRequests", &[Compared::JoinRequest]),
    ("Memberships", &[]),
];

pub(super) fn command() -> Command<Session> {
    Command::new("Compare-Tenant", "Says what is different between two states of a tenant.")
        .describe(
            "A state is a checkpoint by its name, or an export as Import-Tenant reads it; whichever is not given is the \
             tenant at hand. Objects are the same if they have the same id. The rules of an export are carried out, at \
             the time of the tenant at hand, so memberships are compared, too. The answer is a summary; -Object gives \
             one row for each difference: an object that came or went, a property with its two values, or somebody who \
             joined or left a group or administrative unit, with the rule that it has. What an export says nothing about is \
             not compared, and the answer says what that is. -AsScript gives a PowerShell script \
             for a real tenant instead: it makes, changes and removes groups and administrative units with their rules, \
             licences, owners, teams and assigned members, sets the settings and the expiration policy of Microsoft 365 \
             groups, and names in comments what is to be done by hand; its head says what is different beside that.",
        )
        .parameter(
            Parameter::text("Reference")
                .means("Checkpoint")
                .position(0)
                .help("The state before: a checkpoint, or the path of an export."),
        )
        .parameter(
            Parameter::text("Difference")
                .means("Checkpoint")
                .position(1)
                .help("The state after: a checkpoint, or the path of an export."),
        )
        .parameter(
            Parameter::text("Object")
                .choices(&CHOICES.map(|(name, _)| name))
                .help("Gives the differences of these, row by row."),
        )
        .parameter(Parameter::switch("AsScript").help("Gives a script of Microsoft Graph's commands that brings groups, rules and what hangs on them from the one state to the other."))
        .example(
            "Set-User adele@contoso.com -Department Marketing; Compare-Tenant contoso",
            "Says what is different from the export.",
        )
        .example(
            "$null = Checkpoint-Tenant before; Set-Group Nigeria -MembershipRule 'user.city -eq \"Lagos\"'; Compare-Tenant before -Object All | Select-Object -First 3 | Format-List",
            "Shows what has changed since a checkpoint, and who moved.",
        )
        .example(
            "Set-User diego@contoso.com -Department Marketing -Country Germany; Compare-Tenant contoso -Object Memberships | Format-Table Change, DisplayName, Group, Rule",
            "Shows whom a change has moved, and by which rules.",
        )
        .example(
            "$null = Checkpoint-Tenant before; Set-Group Nigeria -MembershipRule 'user.city -eq \"Lagos\"'; Compare-Tenant before -AsScript",
            "Gives a script that does the same to a real tenant.",
        )
        .each(native(compare_tenant))
}

fn compare_tenant(request: &mut Request<'_, '_>) -> Done {
    if !request.has("Reference") && !request.has("Difference") {
        return Err(Halt::Error(
            ShellError::new("It is not said what to compare the tenant with.")
                .category(Category::InvalidArgument)
                .help("Name a checkpoint, or the folder of an export; Get-Checkpoint shows the checkpoints."),
        ));
    }
    let from = words(request, "Reference");
    let to = words(request, "Difference");
    let mut old = state(request, "Reference")?;
    let mut new = state(request, "Difference")?;
    let unknown_here = new.take_unsaid(old.directory()).map_err(Halt::Error)?;
    let unknown_there = old.take_unsaid(new.directory()).map_err(Halt::Error)?;
    let mut found = compare(old.directory(), new.directory());
    let mut unsaid = keep_spoken(&mut found, [&old, &new]);
    match unknown_here + unknown_there {
        0 => {}
        1 => unsaid.push("members of 1 group".to_owned()),
        many => unsaid.push(format!("members of {many} groups")),
    }
    if request.switch("AsScript") {
        return as_script(request, [&old, &new], &found);
    }
    let Some(wanted) = request.text("Object") else {
        let head = format!("From {from} to {to}:");
        let record = comparison_record(&found, new.directory(), &head);
        request.emit(record)?;
        return match unsaid.is_empty() {
            true => Ok(()),
            false => request.call.warn(format!(
                "An export says nothing about these, so they are not compared: {}.",
                unsaid.join(", ")
            )),
        };
    };
    let choice = CHOICES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&wanted));
    let kinds = choice.map_or(&[][..], |(_, kinds)| *kinds);
    let moves = kinds.is_empty() || kinds.len() == Compared::ALL.len();
    for row in rows(&found, kinds) {
        request.emit(row)?;
    }
    for one in found.moves.iter().filter(|_| moves) {
        request.emit(moved(one, old.directory(), new.directory()))?;
    }
    Ok(())
}

/// The script, or that there is none to be made.
fn as_script(request: &mut Request<'_, '_>, states: [&State; 2], found: &Comparison) -> Done {
    let has_groups = |state: &State| {
        let coverage = state.coverage();
        coverage.is_none_or(|coverage| coverage.has(FactList::Groups))
    };
    if !states.into_iter().all(has_groups) {
        return Err(Halt::Error(
            ShellError::new("One of the exports has no groups, so there is no script to make.")
                .category(Category::InvalidArgument)
                .help("Name exports with groups.json; scripts/export-tenant.ps1 makes them."),
        ));
    }
    let [old, new] = states.map(State::directory);
    let besides = besides_script(found);
    let script = group_script(old, new, &script_parts(states), &besides);
    match (script.is_empty(), besides.is_empty()) {
        (false, _) => request.call.emit(script.as_str()),
        (true, true) => request.call.warn(
            "Groups and what hangs on them are the same in both states, so there is nothing for a script to do.",
        ),
        (true, false) => request.call.warn(format!(
            "Groups and what hangs on them are the same in both states, so there is nothing for a script to do. Beside that, these are different: {}.",
            besides.join("; ")
        )),
    }
}

/// One row for each object that came or went, and for each property that changed.
fn rows(found: &Comparison, kinds: &[Compared]) -> Vec<Object> {
    let mut rows = Vec::new();
    for one in found.objects.iter().filter(|one| kinds.contains(&one.kind)) {
        let row = |change: &str| {
            Object::new("TenantDifference")
                .with("Change", change)
                .with("ObjectType", one.kind.word())
                .with("DisplayName", one.name.as_str())
                .with("Id", one.id.to_string())
        };
        let unnamed = |row: Object| {
            row.with("Property", Value::Null)
                .with("Old", Value::Null)
                .with("New", Value::Null)
                .with("Group", Value::Null)
                .with("Rule", Value::Null)
        };
        match &one.found {
            Found::Added => rows.push(unnamed(row("Added"))),
            Found::Removed => rows.push(unnamed(row("Removed"))),
            Found::Changed(properties) => rows.extend(properties.iter().map(|property| {
                row("Changed")
                    .with("Property", &*property.property)
                    .with("Old", property.old.as_deref())
                    .with("New", property.new.as_deref())
                    .with("Group", Value::Null)
                    .with("Rule", Value::Null)
            })),
        }
    }
    rows
}

/// Somebody who joined or left, with the rule that the group or unit has, or had.
fn moved(one: &Move, old: &Directory, new: &Directory) -> Object {
    let (change, side) = match one.way {
        Way::In => ("Joined", new),
        Way::Out => ("Left", old),
    };
    let kind = side
        .resolve(one.object)
        .and_then(|object| side.kind_of(object))
        .map(|kind| match kind {
            ObjectKind::User => Compared::User,
            ObjectKind::Device => Compared::Device,
            ObjectKind::Group => Compared::Group,
            _ => Compared::Other,
        });
    let group = name_of(new, one.holder);
    let (was, is) = match one.way {
        Way::In => (Value::Null, Value::from(group.as_str())),
        Way::Out => (Value::from(group.as_str()), Value::Null),
    };
    let holder = new.rule_holder(one.holder);
    let rule = holder
        .filter(|holder| holder.is_dynamic())
        .and_then(|holder| holder.rule().map(|rule| rule.to_string()));
    Object::new("TenantDifference")
        .with("Change", change)
        .with("ObjectType", kind.map(Compared::word))
        .with("DisplayName", name_of(side, one.object))
        .with("Id", one.object.to_string())
        .with("Property", "memberOf")
        .with("Old", was)
        .with("New", is)
        .with("Group", group)
        .with("Rule", rule)
}
