//! What the list of a personnel system changes: row by row, and managers when everybody is there.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_exchange::{Bad, LeftOut, Place};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value, fold, property};
use ingroup_shell::{Category, ShellError};
use ingroup_tenant::{Command, NewUser, Tenant, UserChanges, Wanted};

use crate::attributes;

/// What a column is for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Use {
    /// It has an attribute.
    Attribute(PropertyKey),
    /// It has the manager.
    Manager,
    /// It is passed over.
    Nothing,
}

/// How much a list changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) created: usize,
    pub(crate) updated: usize,
    pub(crate) unchanged: usize,
}

/// A list on its way into a tenant.
pub(crate) struct UserList {
    path: String,
    bad: Bad,
    rows: Vec<Planned>,
    left_out: Vec<LeftOut>,
    /// The row of each command that was given last, and whether it only says who the manager is.
    rows_of_commands: Vec<(usize, Part)>,
}

/// What a command is of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    ManagerOnly,
}

/// What a row comes to.
struct Planned {
    line: usize,
    /// Which row of the list it is, counted from one.
    index: usize,
    /// What the row has as the key.
    name: String,
    /// The user as they are or will be.
    user: ObjectId,
    step: Step,
    attributes: Vec<(PropertyKey, Value)>,
    manager: Manager,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Create,
    Update,
}

/// Who a row has as manager.
enum Manager {
    /// Nobody, or who is the manager already.
    AsIs,
    /// Somebody who is there.
    There(ObjectId),
    /// Somebody whom nobody knows yet, by what the row has.
    New(String),
}

/// A row of the file.
struct Row<'a> {
    line: usize,
    index: usize,
    fields: &'a [String],
}

impl Row<'_> {
    fn field(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

/// Users by something that they are called.
#[derive(Default)]
struct ByName(BTreeMap<String, Vec<ObjectId>>);

impl ByName {
    /// The users of a tenant by their key.
    fn of(tenant: &Tenant, key: &PropertyKey) -> Self {
        let users = tenant.directory().users();
        let mut known = Self::default();
        for row in users.rows() {
            if let (Value::Text(text), Some(id)) = (users.owned(row, key), users.id(row)) {
                known.add(&text, id);
            }
        }
        known
    }

    fn add(&mut self, name: &str, user: ObjectId) {
        let all = self.0.entry(fold(name).to_string()).or_default();
        if !all.contains(&user) {
            all.push(user);
        }
    }

    fn get(&self, name: &str) -> &[ObjectId] {
        self.0.get(&*fold(name)).map_or(&[], Vec::as_slice)
    }
}

impl UserList {
    /// A list of which nothing is read yet, but rows that could not be.
    pub(crate) fn new(path: &str, bad: Bad, left_out: Vec<LeftOut>) -> Self {
        Self {
            path: path.to_owned(),
            bad,
            rows: Vec::new(),
            left_out,
            rows_of_commands: Vec::new(),
        }
    }

    /// Finds out what all rows come to.
    pub(crate) fn read(
        &mut self,
        tenant: &Tenant,
        key: &PropertyKey,
        uses: &[Use],
        key_column: usize,
        rows: &[(usize, Vec<String>)],
    ) -> Result<(), ShellError> {
        let known = ByName::of(tenant, key);
        let mut seen = BTreeSet::new();
        for (index, (line, fields)) in rows.iter().enumerate() {
            let row = Row {
                line: *line,
                index: index + 1,
                fields,
            };
            let name = row.field(key_column);
            let planned = match seen.insert(fold(name)) {
                true => planned(tenant, &known, uses, &row, name),
                false => Err(format!("\"{name}\" is in the list twice.")),
            };
            match planned {
                Ok(planned) => self.rows.push(planned),
                Err(reason) => self.bad(row.line, row.index, name, reason, None)?,
            }
        }
        self.find_managers()
    }

    /// Finds the managers who are new in the list; who reports to somebody that is left out is left out, too.
    fn find_managers(&mut self) -> Result<(), ShellError> {
        loop {
            let mut new = ByName::default();
            for row in self.rows.iter().filter(|row| row.step == Step::Create) {
                new.add(&row.name, row.user);
                for (key, value) in &row.attributes {
                    if let (Value::Text(text), true) = (value, names_people(key)) {
                        new.add(text, row.user);
                    }
                }
            }
            let mut lost = None;
            for (at, row) in self.rows.iter_mut().enumerate() {
                if let Manager::New(name) = &row.manager {
                    match new.get(name) {
                        [one] => row.manager = Manager::There(*one),
                        [] => {
                            lost = Some((
                                at,
                                format!(
                                    "The manager \"{name}\" is not here, and the list does not create them."
                                ),
                            ))
                        }
                        many => {
                            lost = Some((
                                at,
                                format!(
                                    "{} people of the list are called \"{name}\", as the manager is.",
                                    many.len()
                                ),
                            ))
                        }
                    }
                }
                if lost.is_some() {
                    break;
                }
            }
            match lost {
                None => return Ok(()),
                Some((at, reason)) => self.drop_row(at, reason, None)?,
            }
        }
    }

    /// The commands: first everybody, then the managers who were not there before.
    pub(crate) fn commands(&mut self) -> Vec<Command> {
        let new: BTreeSet<ObjectId> = self
            .rows
            .iter()
            .filter(|row| row.step == Step::Create)
            .map(|row| row.user)
            .collect();
        let mut commands = Vec::new();
        let mut later = Vec::new();
        self.rows_of_commands.clear();
        for (at, row) in self.rows.iter().enumerate() {
            let manager = match &row.manager {
                Manager::There(manager) => Some(*manager),
                Manager::AsIs | Manager::New(_) => None,
            };
            let (now, then) = match manager {
                Some(manager) if new.contains(&manager) => (None, Some(manager)),
                other => (other, None),
            };
            let attributes = row.attributes.clone();
            match row.step {
                Step::Create => commands.push((
                    at,
                    Command::CreateUser(NewUser {
                        id: None,
                        attributes,
                        manager: now,
                    }),
                )),
                Step::Update if attributes.is_empty() && now.is_none() => {}
                Step::Update => commands.push((
                    at,
                    Command::UpdateUser {
                        user: row.user,
                        changes: UserChanges {
                            attributes,
                            manager: now.map(Some),
                        },
                    },
                )),
            }
            if then.is_some() {
                let changes = UserChanges {
                    attributes: Vec::new(),
                    manager: Some(then),
                };
                let user = row.user;
                later.push((at, Command::UpdateUser { user, changes }));
            }
        }
        let whole = commands.into_iter().map(|one| (Part::Whole, one));
        let later = later.into_iter().map(|one| (Part::ManagerOnly, one));
        whole
            .chain(later)
            .map(|(part, (at, command))| {
                self.rows_of_commands.push((at, part));
                command
            })
            .collect()
    }

    /// The tenant refuses these of the commands: that ends it all, or leaves their rows out.
    pub(crate) fn refuse(&mut self, refused: Vec<(usize, ShellError)>) -> Result<(), ShellError> {
        let mut rows: BTreeMap<usize, ShellError> = BTreeMap::new();
        let of_part = |wanted: Part| {
            let rows = &self.rows_of_commands;
            refused.iter().filter_map(move |(command, error)| {
                let (row, part) = rows.get(*command)?;
                (*part == wanted).then(|| (*row, error.clone()))
            })
        };
        rows.extend(of_part(Part::Whole));
        // A manager may only be unknown because their own row was refused.
        if rows.is_empty() {
            rows.extend(of_part(Part::ManagerOnly));
        }
        if self.bad == Bad::Refuse {
            rows = rows.into_iter().take(1).collect();
        }
        for (at, error) in rows.into_iter().rev() {
            let help = error.help_lines().join(" ");
            let help = (!help.is_empty()).then_some(help);
            self.drop_row(at, error.message().to_owned(), help)?;
        }
        self.find_managers()
    }

    fn drop_row(
        &mut self,
        at: usize,
        reason: String,
        help: Option<String>,
    ) -> Result<(), ShellError> {
        let row = self.rows.remove(at);
        for other in &mut self.rows {
            if matches!(other.manager, Manager::There(manager) if manager == row.user && row.step == Step::Create)
            {
                other.manager = Manager::New(row.name.clone());
            }
        }
        self.bad(row.line, row.index, &row.name, reason, help)
    }

    /// Meets a row that cannot be taken: it ends the import, or is kept.
    fn bad(
        &mut self,
        line: usize,
        index: usize,
        name: &str,
        reason: String,
        help: Option<String>,
    ) -> Result<(), ShellError> {
        if self.bad == Bad::Refuse {
            let advice = "Correct the list, or leave such rows out with -SkipBad.";
            return Err(ShellError::new(format!("{}:{line}: {reason}", self.path))
                .category(Category::InvalidArgument)
                .about("Path")
                .help(match help {
                    Some(help) => format!("{help} {advice}"),
                    None => advice.to_owned(),
                }));
        }
        self.left_out.push(LeftOut {
            file: self.path.clone(),
            place: Some(Place { line, column: 1 }),
            index: Some(index),
            object: (!name.is_empty()).then(|| format!("user \"{name}\"")),
            id: None,
            reason,
        });
        self.left_out.sort_by_key(|one| one.index);
        Ok(())
    }

    /// How much it changes.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            let is_same = row.attributes.is_empty() && matches!(row.manager, Manager::AsIs);
            match row.step {
                Step::Create => counts.created += 1,
                Step::Update if is_same => counts.unchanged += 1,
                Step::Update => counts.updated += 1,
            }
        }
        counts
    }

    /// The rows that are left out, in their order.
    pub(crate) fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

/// Whether people are called by this attribute.
fn names_people(key: &PropertyKey) -> bool {
    ["userPrincipalName", "mail", "displayName"].contains(&key.name())
}

/// What a row comes to, or why it comes to nothing.
fn planned(
    tenant: &Tenant,
    known: &ByName,
    uses: &[Use],
    row: &Row<'_>,
    name: &str,
) -> Result<Planned, String> {
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
    let mut attributes = Vec::new();
    let mut manager = Manager::AsIs;
    for (column, of) in uses.iter().enumerate() {
        let text = row.field(column);
        match of {
            _ if text.is_empty() => {}
            Use::Nothing => {}
            Use::Manager => {
                let found = match known.get(text) {
                    [one] => Some(*one),
                    _ => tenant.find(Wanted::User, text).ok(),
                };
                let own = there_row.and_then(|row| tenant.directory().manager(row));
                let own = own.and_then(|row| users.id(row));
                manager = match found {
                    Some(found) if own == Some(found) => Manager::AsIs,
                    Some(found) => Manager::There(found),
                    None => Manager::New(text.to_owned()),
                };
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
                    attributes.push((key.clone(), value));
                }
            }
        }
    }
    let (step, user) = match there {
        Some(user) => (Step::Update, user),
        None => (Step::Create, id_of_new(tenant, &attributes, name)?),
    };
    Ok(Planned {
        line: row.line,
        index: row.index,
        name: name.to_owned(),
        user,
        step,
        attributes,
        manager,
    })
}

/// The id that a new user will have.
fn id_of_new(
    tenant: &Tenant,
    attributes: &[(PropertyKey, Value)],
    name: &str,
) -> Result<ObjectId, String> {
    let mut id = Err(String::new());
    for needed in ["displayName", "userPrincipalName"] {
        let key = property(SubjectKind::User, needed).map(|known| PropertyKey::Known(known.id));
        let found = attributes.iter().find(|(own, _)| Some(own) == key.as_ref());
        id = match found {
            Some((_, Value::Text(text))) => Ok(tenant.id_of_next_user(text)),
            _ => {
                return Err(format!(
                    "Nobody here has \"{name}\", and without a {needed} no user can be created."
                ));
            }
        };
    }
    id
}
