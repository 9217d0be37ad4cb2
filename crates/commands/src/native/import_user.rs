//! `Import-User`: creates and changes users as a list of a personnel system has them.

use ingroup_exchange::{Bad, LeftOut, Rows};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value, fold, property};
use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError, Value as Shown};
use ingroup_tenant::{Command as Change, NewUser, Tenant, UserChanges, Wanted};
use std::collections::{BTreeMap, BTreeSet};

use crate::attributes;
use crate::effects::Follows;
use crate::reading;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Import-User", "Creates and changes users as a list of a personnel system has them.")
        .describe(
            "The first line of the list has the names of the columns, with commas, semicolons or tabs between them. \
             Columns with the name of an attribute are that attribute; -Map says which attribute the others are, and \
             an empty text passes a column over. -Key is the attribute by which a user of the list is found here: \
             who is found gets the values of the list, who is not is created and so needs a UserPrincipalName and a \
             DisplayName. An empty field leaves what is there. A column Manager has the manager by -Key, sign-in name, \
             id or name. All of it is done or nothing.",
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
            Some(known) => known.clone(),
            None => use_of(column).unwrap_or_else(|| {
                unknown.push(format!("\"{column}\""));
                Use::Nothing
            }),
        })
        .collect();
    if let Some(missing) = map
        .keys()
        .find(|name| !columns.iter().any(|column| fold(column) == **name))
    {
        return Err(Halt::Error(
            ShellError::new(format!(
                "The list has no column \"{}\".",
                missing.to_lowercase()
            ))
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
                .help("Say with -Map which column it is, or choose another -Key."),
        ));
    };
    let mut plan = Plan {
        left_out,
        ..Plan::default()
    };
    {
        let session = request.session();
        let tenant = session.tenant();
        let known = Known::of(tenant, &key);
        let mut seen = BTreeSet::new();
        for (index, (line, row)) in rows.iter().enumerate() {
            let row = Row {
                path: &path,
                line: *line,
                index: index + 1,
                fields: row,
            };
            let name = row.field(key_column);
            let taken = match seen.insert(fold(name)) {
                true => plan.take(tenant, &known, &uses, &row, name),
                false => Err(format!("\"{name}\" is in the list twice.")),
            };
            if let Err(reason) = taken {
                plan.bad(bad, &row, name, reason)?;
            }
        }
    }
    if !unknown.is_empty() {
        let unknown = unknown.join(", ");
        request.call.warn(format!(
            "Columns that are no attribute were passed over: {unknown}. -Map can say what they are."
        ))?;
    }
    report(request, &path, plan)
}

fn report(request: &mut Request<'_, '_>, path: &str, plan: Plan) -> Done {
    let (created, updated) = (plan.created, plan.updated);
    if request.call.is_what_if() {
        request.call.write_host(&format!(
            "What if: {created} users would be created, {updated} changed; {} are as the list says.",
            plan.unchanged
        ))?;
    }
    if !plan.commands.is_empty()
        && request
            .change(plan.commands, path, Follows::Memberships)?
            .is_none()
    {
        return left_out(request, &plan.left_out);
    }
    let record = Object::new("UserImport")
        .with("Created", created)
        .with("Updated", updated)
        .with("Unchanged", plan.unchanged)
        .with("LeftOut", plan.left_out.len());
    if !request.call.is_what_if() {
        request.emit(record)?;
    }
    left_out(request, &plan.left_out)
}

fn left_out(request: &mut Request<'_, '_>, all: &[LeftOut]) -> Done {
    for one in all {
        request.emit(reading::left_out(one))?;
    }
    reading::count_left_out(all)
        .into_iter()
        .try_for_each(|line| request.call.warn(line))
}

/// What a column is for.
#[derive(Debug, Clone, PartialEq)]
enum Use {
    Attribute(PropertyKey),
    Manager,
    Nothing,
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
fn map(request: &Request<'_, '_>) -> Result<BTreeMap<String, Use>, Halt> {
    let mut map = BTreeMap::new();
    if let Some(Shown::Table(table)) = request.value("Map") {
        for (column, attribute) in table.named() {
            let name = attribute.to_text();
            let of = match name.is_empty() {
                true => Use::Nothing,
                false => use_of(&name).ok_or_else(|| no_attribute(&name, "Map"))?,
            };
            map.insert(fold(&column).to_string(), of);
        }
    }
    Ok(map)
}

/// The users by their key.
struct Known(BTreeMap<String, Vec<ObjectId>>);

impl Known {
    fn of(tenant: &Tenant, key: &PropertyKey) -> Self {
        let users = tenant.directory().users();
        let mut known: BTreeMap<String, Vec<ObjectId>> = BTreeMap::new();
        for row in users.rows() {
            if let (Value::Text(text), Some(id)) = (users.owned(row, key), users.id(row)) {
                known.entry(fold(&text).to_string()).or_default().push(id);
            }
        }
        Self(known)
    }

    fn get(&self, name: &str) -> &[ObjectId] {
        self.0.get(&*fold(name)).map_or(&[], Vec::as_slice)
    }
}

/// A row of the list and where it stands.
struct Row<'a> {
    path: &'a str,
    line: usize,
    index: usize,
    fields: &'a [String],
}

impl Row<'_> {
    fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

#[derive(Default)]
struct Plan {
    commands: Vec<Change>,
    created: usize,
    updated: usize,
    unchanged: usize,
    left_out: Vec<LeftOut>,
}

impl Plan {
    fn take(
        &mut self,
        tenant: &Tenant,
        known: &Known,
        uses: &[Use],
        row: &Row<'_>,
        name: &str,
    ) -> Result<(), String> {
        if name.is_empty() {
            return Err("The row has no key, so nobody knows who it is.".to_owned());
        }
        let there = match known.get(name) {
            [] => None,
            [one] => Some(*one),
            many => return Err(format!("{} users have \"{name}\".", many.len())),
        };
        let users = tenant.directory().users();
        let there_row = there.and_then(|id| users.row(id));
        let mut changes = UserChanges::default();
        for (column, of) in uses.iter().enumerate() {
            let text = row.field(column);
            match of {
                _ if text.is_empty() => {}
                Use::Nothing => {}
                Use::Manager => {
                    let manager = match known.get(text) {
                        [one] => *one,
                        _ => tenant
                            .find(Wanted::User, text)
                            .map_err(|_| format!("The manager \"{text}\" is not here yet; import the list once more when they are."))?,
                    };
                    let own = there_row.and_then(|row| tenant.directory().manager(row));
                    if own.and_then(|row| users.id(row)) != Some(manager) {
                        changes.manager = Some(Some(manager));
                    }
                }
                Use::Attribute(key) => {
                    let value = attributes::of_text(key, text).map_err(|wanted| {
                        format!(
                            "\"{text}\" is not valid for {}: it must be {wanted}.",
                            key.name()
                        )
                    })?;
                    let is_there = there_row.is_some_and(|row| users.owned(row, key) == value);
                    if !is_there {
                        changes.attributes.push((key.clone(), value));
                    }
                }
            }
        }
        match there {
            Some(_) if changes.attributes.is_empty() && changes.manager.is_none() => {
                self.unchanged += 1
            }
            Some(user) => {
                self.updated += 1;
                self.commands.push(Change::UpdateUser { user, changes });
            }
            None => {
                for needed in ["userPrincipalName", "displayName"] {
                    let id = property(SubjectKind::User, needed)
                        .map(|property| PropertyKey::Known(property.id));
                    if !changes
                        .attributes
                        .iter()
                        .any(|(key, _)| Some(key) == id.as_ref())
                    {
                        return Err(format!(
                            "Nobody here has \"{name}\", and without a {needed} no user can be created."
                        ));
                    }
                }
                self.created += 1;
                self.commands.push(Change::CreateUser(NewUser {
                    id: None,
                    attributes: changes.attributes,
                    manager: changes.manager.flatten(),
                }));
            }
        }
        Ok(())
    }

    /// Meets a row that cannot be taken: it ends the import, or is kept.
    fn bad(&mut self, bad: Bad, row: &Row<'_>, name: &str, reason: String) -> Result<(), Halt> {
        if bad == Bad::Refuse {
            return Err(Halt::Error(
                ShellError::new(format!("{}:{}: {reason}", row.path, row.line))
                    .category(Category::InvalidArgument)
                    .about("Path")
                    .help("Correct the list, or leave such rows out with -SkipBad."),
            ));
        }
        self.left_out.push(LeftOut {
            file: row.path.to_owned(),
            place: Some(ingroup_exchange::Place {
                line: row.line,
                column: 1,
            }),
            index: Some(row.index),
            object: (!name.is_empty()).then(|| format!("user \"{name}\"")),
            id: None,
            reason,
        });
        Ok(())
    }
}
