//! One use of a command, under its native name or a module's.
//!
//! A native command's code asks for its arguments by their native names; the [`Face`] says what they are called in
//! the command that was typed, so a family's command is a row and not code.

use std::cell::RefMut;

use ingroup_schema::{Instant, ObjectId, SubjectKind};
use ingroup_shell::{
    Call, Category, Done, Halt, Hashtable, Object, ServiceAnswer, ShellError, Value, is_like,
};
use ingroup_tenant::{Command, Outcome, Refusal, Wanted};

use crate::attributes;
use crate::clue;
use crate::effects::{self, Follows};
use crate::families::{Shape, Take};
use crate::odata::select;
use crate::records;
use crate::refused;
use crate::session::Session;

/// What a command does.
pub(crate) type Work = fn(&mut Request<'_, '_>) -> Done;

/// The look of a command: what its parameters and its objects are called.
#[derive(Debug)]
pub(crate) struct Face {
    /// Its parameters; those that are not listed have their native names.
    pub(crate) parameters: &'static [Take],
    /// Those that it shares with the other lists of its module.
    pub(crate) listing: &'static [Take],
    /// What `-BodyParameter` takes.
    pub(crate) body: Body,
}

/// What the hashtable of `-BodyParameter` may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// The command has no such parameter.
    None,
    /// These properties.
    Keys(&'static [&'static str]),
    /// The attributes of a user, which are parameters, too.
    User,
    /// The attributes of a user are parameters; there is no hashtable.
    UserParameters,
    /// The attributes of a device, which are parameters, too.
    Device,
}

/// The native look.
pub(crate) static NATIVE: Face = Face {
    parameters: &[],
    listing: &[],
    body: Body::None,
};

/// The table's entry for native work.
pub(crate) fn native(work: Work) -> impl Fn(&mut Call<'_, Session>) -> Done {
    with_face(work, &NATIVE, None)
}

/// The table's entry for work under another face.
pub(crate) fn with_face(
    work: Work,
    face: &'static Face,
    shape: Option<&'static Shape>,
) -> impl Fn(&mut Call<'_, Session>) -> Done {
    move |call| {
        let followed = call.host().follow_wall_clock();
        let mut request = Request { call, face, shape };
        followed.map_err(|refusal| request.refused(&refusal))?;
        request.check_body()?;
        request.check_properties()?;
        work(&mut request)
    }
}

/// One use of a command.
pub(crate) struct Request<'u, 'c> {
    pub(crate) call: &'u mut Call<'c, Session>,
    face: &'static Face,
    shape: Option<&'static Shape>,
}

impl Request<'_, '_> {
    // ---- arguments, by their native names

    /// What the parameter is called in the command that was typed.
    pub(crate) fn name_of<'n>(&self, native: &'n str) -> &'n str {
        let taken = self.face.parameters.iter().chain(self.face.listing);
        taken
            .filter(|take| take.native.eq_ignore_ascii_case(native))
            .map(|take| take.name)
            .next()
            .unwrap_or(native)
    }

    /// Whether the command that was typed says it the other way round.
    fn is_opposite(&self, native: &str) -> bool {
        let mut taken = self.face.parameters.iter().chain(self.face.listing);
        taken.any(|take| take.native == native && take.is_opposite())
    }

    /// The argument, in its native sense; also from the body.
    pub(crate) fn value(&self, native: &str) -> Option<Value> {
        let given = self.call.value(self.name_of(native));
        let given = given.map(|value| match self.is_opposite(native) {
            true if !value.is_null() => Value::Bool(!value.is_true()),
            _ => value,
        });
        given.or_else(|| {
            let body = self.body()?;
            let link = LINKS.iter().find(|(own, _)| *own == native);
            body.get_text(native)
                .or_else(|| body.get_text(link?.1))
                .or_else(|| nested(&body)?.get_text(native))
        })
    }

    /// The native names of all arguments that were given; nothing if some stand in a hashtable, which may have others.
    pub(crate) fn given(&self) -> Option<Vec<&str>> {
        if self.body().is_some() {
            return None;
        }
        let takes = || self.face.parameters.iter().chain(self.face.listing);
        let native = |name| {
            let take = takes().find(|take| take.name.eq_ignore_ascii_case(name));
            take.map_or(name, |take| take.native)
        };
        Some(self.call.bound().map(native).collect())
    }

    /// Whether the argument was given, even as `$null`.
    pub(crate) fn has(&self, native: &str) -> bool {
        self.value(native).is_some()
    }

    /// A string; nothing if it is `$null` or was not given.
    pub(crate) fn text(&self, native: &str) -> Option<String> {
        let value = self.value(native).filter(|value| !value.is_null())?;
        Some(value.to_text().to_string())
    }

    /// A string that may be cleared: `Some(None)` is `$null`.
    pub(crate) fn clearable(&self, native: &str) -> Option<Option<String>> {
        self.value(native).map(|value| match value.is_null() {
            true => None,
            false => Some(value.to_text().to_string()),
        })
    }

    /// Strings.
    pub(crate) fn texts(&self, native: &str) -> Option<Vec<String>> {
        let items = self.value(native)?.into_items().into_iter();
        Some(
            items
                .filter(|item| !item.is_null())
                .map(|item| item.to_text().to_string())
                .collect(),
        )
    }

    /// True or false.
    pub(crate) fn flag(&self, native: &str) -> Option<bool> {
        self.value(native)
            .filter(|value| !value.is_null())
            .map(|value| value.is_true())
    }

    /// Whether a switch is on.
    pub(crate) fn switch(&self, native: &str) -> bool {
        self.flag(native).unwrap_or(false)
    }

    /// A point in time.
    pub(crate) fn time(&self, native: &str) -> Option<Instant> {
        let time = self.value(native)?.to_time()?;
        Instant::from_unix_nanoseconds(time.as_nanosecond())
    }

    /// The hashtable of `-BodyParameter`.
    pub(crate) fn body(&self) -> Option<Hashtable> {
        match self.face.body {
            Body::None | Body::UserParameters => None,
            Body::Keys(_) | Body::User | Body::Device => self.call.table("BodyParameter"),
        }
    }

    /// Whether the command was typed by its native name.
    pub(crate) fn is_native(&self) -> bool {
        self.shape.is_none()
    }

    /// The shape of the objects it gives; native ones have none.
    pub(crate) fn shape(&self) -> Option<&'static Shape> {
        self.shape
    }

    fn check_body(&self) -> Result<(), ShellError> {
        let Some(body) = self.body() else {
            return Ok(());
        };
        let keys = match self.face.body {
            Body::None | Body::UserParameters => Vec::new(),
            Body::Keys(keys) => keys.iter().map(|key| (*key).to_owned()).collect(),
            Body::User => {
                let mut keys = attributes::body_keys(SubjectKind::User);
                keys.push("passwordProfile".to_owned());
                keys
            }
            Body::Device => attributes::body_keys(SubjectKind::Device),
        };
        let known = |key: &str| {
            let extension = self.face.body == Body::User && key.starts_with("extension_");
            extension || keys.iter().any(|own| own.eq_ignore_ascii_case(key))
        };
        match body.named().into_iter().find(|(key, _)| !known(key)) {
            None => Ok(()),
            Some((key, _)) => Err(ShellError::new(format!(
                "\"{key}\" is not a property that this command sets."
            ))
            .category(Category::InvalidArgument)
            .about("BodyParameter")
            .help(format!("Properties: {}.", keys.join(", ")))),
        }
    }

    /// The properties that `-Property` names, one by one.
    fn properties(&self) -> Option<Vec<String>> {
        let named = self.texts("Property")?;
        let each = named.iter().flat_map(|text| text.split(','));
        Some(each.map(|name| name.trim().to_owned()).collect())
    }

    /// Fails if `-Property` names what the service does not know, and warns of what nobody models here.
    fn check_properties(&mut self) -> Done {
        let (Some(shape), Some(named)) = (self.shape, self.properties()) else {
            return Ok(());
        };
        let Some(resource) = shape.resource() else {
            return Ok(());
        };
        let empty = select(resource, &shape.names(), &named).map_err(|answer| {
            ShellError::new(answer.clone())
                .category(Category::InvalidArgument)
                .id("BadRequest")
                .about(self.name_of("Property"))
                .service(ServiceAnswer {
                    status: 400,
                    code: "BadRequest".to_owned(),
                    text: Some(answer),
                })
        })?;
        match empty.as_slice() {
            [] => Ok(()),
            names => self.call.warn(format!(
                "Nothing is known here of {}, so no object has a value for it.",
                names.join(", ")
            )),
        }
    }

    // ---- the session

    /// The session. Nothing else of the request can be used while it is held.
    pub(crate) fn session(&mut self) -> RefMut<'_, Session> {
        self.call.host()
    }

    /// The object that the argument names.
    pub(crate) fn find(&mut self, wanted: Wanted, native: &str) -> Result<ObjectId, Halt> {
        let Some(identity) = self.text(native) else {
            let name = self.name_of(native);
            let error = match self.has(native) {
                true => ShellError::new(format!("-{name} is $null: it names nothing."))
                    .about(name)
                    .help("Look at the variable or the property that it comes from."),
                false => ShellError::new(format!("The parameter -{name} is missing."))
                    .help(format!("Add -{name} and a value.")),
            };
            return Err(Halt::Error(error.category(Category::InvalidArgument)));
        };
        self.find_named(wanted, native, &identity)
    }

    /// The group that the argument names, or else the administrative unit.
    pub(crate) fn find_holder(&mut self, native: &str) -> Result<ObjectId, Halt> {
        let identity = self.text(native).unwrap_or_default();
        let unit = self.session().find(Wanted::Unit, &identity);
        match (self.find(Wanted::Group, native), unit) {
            (Err(_), Ok(unit)) => Ok(unit),
            (found, _) => found,
        }
    }

    /// The objects that the argument names, in the order given.
    pub(crate) fn find_each(
        &mut self,
        wanted: Wanted,
        native: &str,
    ) -> Result<Vec<ObjectId>, Halt> {
        let names = self.texts(native).unwrap_or_default();
        names
            .iter()
            .map(|name| self.find_named(wanted, native, name))
            .collect()
    }

    /// The object of this name, which stands in the argument.
    pub(crate) fn find_named(
        &mut self,
        wanted: Wanted,
        native: &str,
        identity: &str,
    ) -> Result<ObjectId, Halt> {
        // An address in Graph names the object at its end.
        let identity = match identity.rsplit_once('/') {
            Some((before, last)) if before.to_ascii_lowercase().starts_with("https://") => {
                // `groups/id` or `groups('id')`.
                let quoted = last.split_once("('").map(|(_, key)| key);
                quoted
                    .and_then(|key| key.strip_suffix("')"))
                    .unwrap_or(last)
            }
            _ => identity,
        };
        let found = self.session().find(wanted, identity);
        found.map_err(|refusal| {
            let clue = match refusal {
                Refusal::NotFound { kind, .. } => {
                    clue::of_name(self.session().tenant().directory(), kind, identity)
                }
                _ => None,
            };
            let is_placeholder = identity.starts_with('<') && identity.ends_with('>');
            let clue = match is_placeholder {
                true => Some(format!("Replace {identity} by a value.")),
                false => clue,
            };
            let name = self.name_of(native).to_owned();
            let error = self.refused(&refusal).about(name).target(identity);
            Halt::Error(match clue {
                Some(clue) => error.help(clue),
                None => error,
            })
        })
    }

    /// Those of these objects that `-DisplayName` asks for; all if it was not given.
    pub(crate) fn only_named(&mut self, mut ids: Vec<ObjectId>) -> Vec<ObjectId> {
        if let Some(pattern) = self.text("DisplayName") {
            let session = self.session();
            let directory = session.tenant().directory();
            ids.retain(|id| is_like(&records::name_of(directory, *id), &pattern));
        }
        ids
    }

    /// Warns that a command that changes what is named named nothing.
    pub(crate) fn warn_unchanged(&mut self, target: &str) -> Done {
        self.call.warn(format!(
            "Nothing is named that would change, so \"{target}\" stays as it is. Get-Help {} lists what can be.",
            self.call.name()
        ))
    }

    /// Carries out commands as one, or says with `-WhatIf` what would follow and gives nothing. `action` and `target`
    /// are the words of PowerShell's line.
    pub(crate) fn change(
        &mut self,
        commands: Vec<Command>,
        target: &str,
        follows: Follows,
    ) -> Result<Option<Outcome>, Halt> {
        let action = self.call.name().to_owned();
        if !self.call.is_what_if() {
            if !self.call.should_process(target, &action)? {
                return Ok(None);
            }
            let done = match <[Command; 1]>::try_from(commands) {
                Ok([command]) => self.session().execute(command),
                Err(commands) => self.session().execute_all(commands),
            };
            return done
                .map(Some)
                .map_err(|refusal| Halt::Error(self.refused(&refusal)));
        }
        // What is refused would not be performed: the refusal is all there is to say.
        let tried = self.session().try_out(commands);
        let (after, outcome) = tried.map_err(|refusal| self.refused(&refusal))?;
        self.call.should_process(target, &action)?;
        let lines = {
            let session = self.session();
            effects::sentences(session.tenant(), &after, &outcome, follows)
        };
        for line in lines {
            self.call.write_host(&format!("What if: {line}"))?;
        }
        Ok(None)
    }

    // ---- answers

    /// Gives an object, in the shape of the command that was typed.
    pub(crate) fn emit(&mut self, object: Object) -> Done {
        let shaped = match self.shape {
            Some(shape) => self.selected(shape, &object),
            None => object,
        };
        // The next stage sees the tenant at hand, and the commands in it change that one.
        let past = self.session().past_mut().show(None);
        let done = self.call.emit(shaped);
        self.session().past_mut().show(past);
        done
    }

    /// The object in the shape of its module, with the properties that `-Property` names, or the usual ones.
    fn selected(&self, shape: &Shape, object: &Object) -> Object {
        let named = self
            .texts("Property")
            .filter(|_| shape.resource().is_some());
        let Some(named) = named else {
            return match shape.usual() {
                Some(usual) => {
                    let expanded = self.texts("ExpandProperty").unwrap_or_default();
                    let expanded: Vec<&str> = expanded.iter().map(String::as_str).collect();
                    let wanted = |name: &str| is_one_of(usual, name) || is_one_of(&expanded, name);
                    shape.of_selected(object, &wanted)
                }
                None => shape.of(object),
            };
        };
        let expanded = self.texts("ExpandProperty").unwrap_or_default();
        let named: Vec<&str> = named.iter().chain(&expanded).map(String::as_str).collect();
        let extends = named.iter().any(|name| name.starts_with("extension_"));
        let is_wanted =
            |name: &str| is_one_of(&named, name) || extends && name == "AdditionalProperties";
        shape.of_selected(object, &is_wanted)
    }

    /// Gives the records of these objects, one after the other.
    pub(crate) fn emit_each(&mut self, ids: impl IntoIterator<Item = ObjectId>) -> Done {
        for id in ids {
            // An object that an earlier stage has deleted meanwhile is left out.
            let record = records::record(self.session().tenant(), id);
            if let Some(record) = record {
                self.expand(&record, id)?;
                self.emit(record)?;
            }
        }
        Ok(())
    }

    /// Adds what `-ExpandProperty` asks for: members, owners or the manager, at most 20 as in Graph.
    fn expand(&mut self, record: &Object, id: ObjectId) -> Done {
        for name in self.texts("ExpandProperty").unwrap_or_default() {
            let session = self.session();
            let found = records::expanded(session.tenant(), id, name.trim());
            drop(session);
            let Some((property, value)) = found else {
                return Err(Halt::Error(
                    ShellError::new(format!("\"{name}\" cannot be expanded here."))
                        .category(Category::InvalidArgument)
                        .about(self.name_of("ExpandProperty"))
                        .help("Groups have members and owners, users a manager."),
                ));
            };
            record.set(property, value);
        }
        Ok(())
    }

    /// The error for a refusal, with the argument that is to blame.
    pub(crate) fn refused(&self, refusal: &Refusal) -> ShellError {
        let error = match self.is_native() {
            true => refused::native(refusal),
            false => refused::as_service(refusal),
        };
        match refused::parameter(refusal).filter(|native| self.has(native)) {
            Some(native) if self.call.has(self.name_of(&native)) => {
                error.about(self.name_of(&native))
            }
            Some(_) => error.about("BodyParameter"),
            None => error,
        }
    }
}

/// What hashtables call the links to other objects, and licences, by our names.
const LINKS: [(&str, &str); 8] = [
    ("AddLicense", "addLicenses"),
    ("RemoveLicense", "removeLicenses"),
    ("Group", "group@odata.bind"),
    ("Members", "members@odata.bind"),
    ("Owners", "owners@odata.bind"),
    ("Member", "@odata.id"),
    ("Owner", "@odata.id"),
    ("Manager", "@odata.id"),
];

/// The extension attributes of a device stand in an object of their own.
fn nested(body: &Hashtable) -> Option<Hashtable> {
    match body.get_text("extensionAttributes") {
        Some(Value::Table(nested)) => Some(nested),
        _ => None,
    }
}

/// Whether the name is one of these, in any case; `*` is every name.
fn is_one_of(names: &[&str], name: &str) -> bool {
    let is = |own: &&str| own.eq_ignore_ascii_case(name) || *own == "*";
    names.iter().any(is)
}
