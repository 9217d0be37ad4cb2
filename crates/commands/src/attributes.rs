//! The attributes of users and devices as parameters and as values, made from the catalogue of rule properties.

use std::sync::LazyLock;

use ingroup_schema::{
    CATALOGUE, ExtensionName, Instant, Property, PropertyKey, PropertyType, SubjectKind, Value,
    catalogue,
};
use ingroup_shell::{Category, Halt, Kind, Parameter, ShellError, Value as Shown};
use ingroup_tenant::{NewUser, UserChanges, Wanted};

use crate::request::Request;

/// Properties that rules read and nobody sets.
const NOT_SET: [&str; 4] = ["objectId", "memberOf", "assignedPlans", "systemLabels"];

/// The attributes that can be set, in the catalogue's order.
pub(crate) fn settable(subject: SubjectKind) -> impl Iterator<Item = &'static Property> {
    catalogue(subject).filter(|property| !NOT_SET.contains(&property.name))
}

/// The attributes of a device that can be set when it is there: its registration id stays.
pub(crate) fn settable_later() -> impl Iterator<Item = &'static Property> {
    settable(SubjectKind::Device).filter(|property| property.name != "deviceId")
}

/// What a property is called in the shell: its Graph name with a capital, without the object it stands in and
/// without the place in a list: `OfficeLocation`, `ExtensionAttribute1`, `BusinessPhones`.
pub(crate) fn shell_name(property: &Property) -> &'static str {
    // A script asks for these names with every object it changes.
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let name = |property: &Property| {
            let name = property.graph.rsplit('.').next().unwrap_or(property.graph);
            capital(name.trim_end_matches("[0]"))
        };
        CATALOGUE.iter().map(name).collect()
    });
    NAMES.get(property.id.index()).map_or("", String::as_str)
}

/// The name in the shell of a property by its rule name; other names only get their capital.
pub(crate) fn graph_name(name: &str) -> String {
    let all = catalogue(SubjectKind::User).chain(catalogue(SubjectKind::Device));
    let property = all.into_iter().find(|property| property.name == name);
    property.map_or_else(|| capital(name), |known| shell_name(known).to_owned())
}

/// How `-Filter` of `Get-User` says what somebody wrote as a parameter.
pub(crate) fn filter_of_users(parameter: &str) -> Option<String> {
    filter(SubjectKind::User, parameter)
}

/// How `-Filter` of `Get-Device` says what somebody wrote as a parameter.
pub(crate) fn filter_of_devices(parameter: &str) -> Option<String> {
    filter(SubjectKind::Device, parameter)
}

fn filter(subject: SubjectKind, parameter: &str) -> Option<String> {
    let is = |property: &&Property| {
        shell_name(property).eq_ignore_ascii_case(parameter)
            || property.name.eq_ignore_ascii_case(parameter)
    };
    let property = catalogue(subject).find(is)?;
    let value = match property.property_type {
        PropertyType::Boolean => "true",
        PropertyType::String => "'…'",
        PropertyType::DateTime
        | PropertyType::StringCollection
        | PropertyType::PlanCollection
        | PropertyType::GroupCollection => return None,
    };
    // In a filter a property has its name in Graph, and stands by itself.
    let name = property.graph;
    (!name.contains(['.', '[']))
        .then(|| format!("-Filter \"{name} eq {value}\" chooses by this property."))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// One parameter for each attribute of users, by its Graph name, with the name in rules as alias; and the two beside
/// them.
pub(crate) fn parameters() -> Vec<Parameter> {
    let mut all: Vec<Parameter> = of_properties(settable(SubjectKind::User)).collect();
    all.push(
        Parameter::text("Manager")
            .help("The manager: an id, a sign-in name, a mail address or a name."),
    );
    all.push(
        Parameter::table("Attributes")
            .help("Directory extensions, such as @{ extension_…_OfficeNumber = '123' }."),
    );
    all
}

/// One parameter for each property.
pub(crate) fn of_properties(
    properties: impl Iterator<Item = &'static Property>,
) -> impl Iterator<Item = Parameter> {
    properties.map(parameter)
}

/// The same parameters for a command that creates: the name comes first and may go without `-DisplayName`.
pub(crate) fn name_first(
    parameters: impl IntoIterator<Item = Parameter>,
) -> impl Iterator<Item = Parameter> {
    let parameters = parameters.into_iter();
    parameters.map(|parameter| match parameter.name() {
        "DisplayName" => parameter.position(0),
        _ => parameter,
    })
}

/// The parameter `name` for the attribute of users with this name in the shell.
pub(crate) fn renamed(shell: &str, name: &'static str) -> Option<Parameter> {
    let property = settable(SubjectKind::User).find(|one| shell_name(one) == shell)?;
    let kind = parameter(property).kind();
    Some(Parameter::new(kind, name).help(format!("{} in rules.", property.full_name())))
}

/// The keys of a hashtable that describes a user or a device as Graph does.
pub(crate) fn body_keys(subject: SubjectKind) -> Vec<String> {
    let path = |property: &Property| {
        let path = property.graph.split(['.', '[']).next();
        path.unwrap_or_default().to_owned()
    };
    let mut keys: Vec<String> = settable(subject).map(path).collect();
    keys.dedup();
    keys
}

fn parameter(property: &'static Property) -> Parameter {
    let kind = match property.property_type {
        PropertyType::Boolean => Kind::Bool,
        PropertyType::DateTime => Kind::Time,
        PropertyType::StringCollection => Kind::Texts,
        PropertyType::String | PropertyType::PlanCollection | PropertyType::GroupCollection => {
            Kind::Text
        }
    };
    let name = shell_name(property);
    let alias = capital(property.name);
    let parameter = Parameter::new(kind, name).help(match property.remark {
        "" => format!("{} in rules.", property.full_name()),
        remark => format!("{} in rules. {remark}", property.full_name()),
    });
    match alias.eq_ignore_ascii_case(name) {
        true => parameter,
        false => parameter.alias(alias),
    }
}

/// The attributes of a new user.
pub(crate) fn new_user(request: &mut Request<'_, '_>) -> Result<NewUser, Halt> {
    let changes = changes(request)?;
    Ok(NewUser {
        id: None,
        attributes: changes.attributes,
        manager: changes.manager.flatten(),
    })
}

/// Which of these attributes were given; `$null` clears.
pub(crate) fn given(
    request: &Request<'_, '_>,
    properties: impl Iterator<Item = &'static Property>,
) -> Result<Vec<(PropertyKey, Value)>, ShellError> {
    let mut attributes = Vec::new();
    // Of some fifty attributes a command names a few.
    let named = request.given();
    let is_named = |name: &str| match &named {
        Some(named) => named.iter().any(|one| one.eq_ignore_ascii_case(name)),
        None => true,
    };
    for property in properties {
        let name = shell_name(property);
        if !is_named(name) {
            continue;
        }
        let Some(given) = request.value(name) else {
            continue;
        };
        let value = value(property.property_type, &given).map_err(|wanted| {
            let name = request.name_of(name).to_owned();
            wrong(&name, &given, wanted).about(name)
        })?;
        attributes.push((PropertyKey::Known(property.id), value));
    }
    Ok(attributes)
}

/// The attributes of a user that were given; `$null` clears.
pub(crate) fn changes(request: &mut Request<'_, '_>) -> Result<UserChanges, Halt> {
    let mut changes = UserChanges {
        attributes: given(request, settable(SubjectKind::User))?,
        manager: None,
    };
    if let Some(Shown::Table(nested)) = request.value("OnPremisesExtensionAttributes") {
        named(
            &nested.named(),
            "OnPremisesExtensionAttributes",
            &mut changes,
        )?;
    }
    if let Some(Shown::Table(table)) = request.value("Attributes") {
        named(&table.named(), "Attributes", &mut changes)?;
    }
    if let Some(body) = request.body() {
        let extensions: Vec<_> = body
            .named()
            .into_iter()
            .filter(|(key, _)| key.starts_with("extension_"))
            .collect();
        named(&extensions, "BodyParameter", &mut changes)?;
    }
    if let Some(manager) = request.clearable("Manager") {
        changes.manager = Some(match manager {
            Some(_) => Some(request.find(Wanted::User, "Manager")?),
            None => None,
        });
    }
    Ok(changes)
}

/// Attributes by name: those of the catalogue by either name, and directory extensions.
fn named(
    entries: &[(ingroup_shell::Text, Shown)],
    parameter: &str,
    changes: &mut UserChanges,
) -> Result<(), ShellError> {
    for (name, given) in entries {
        let key = key(name).ok_or_else(|| {
            ShellError::new(format!("Users have no attribute \"{name}\"."))
                .category(Category::InvalidArgument)
                .about(parameter)
                .help("A directory extension is called extension_, the application's id without hyphens, _ and a name.")
        })?;
        let value = value(key.property_type(), given)
            .map_err(|wanted| wrong(name, given, wanted).about(parameter))?;
        changes.attributes.push((key, value));
    }
    Ok(())
}

fn key(name: &str) -> Option<PropertyKey> {
    let known = settable(SubjectKind::User).find(|property| {
        property.name.eq_ignore_ascii_case(name) || shell_name(property).eq_ignore_ascii_case(name)
    });
    match known {
        Some(property) => Some(PropertyKey::Known(property.id)),
        None => ExtensionName::read(name).ok().map(PropertyKey::Extension),
    }
}

/// The attribute of users that is called this, in rules, in Graph or in the shell.
pub(crate) fn of_user(name: &str) -> Option<PropertyKey> {
    key(name)
}

/// A text as the value of an attribute; the error says what it must be. Items of a collection have semicolons between
/// them.
pub(crate) fn of_text(key: &PropertyKey, text: &str) -> Result<Value, &'static str> {
    let text = text.trim();
    match key.property_type() {
        PropertyType::StringCollection => {
            let items = text.split(';').map(str::trim);
            Ok(Value::texts(items.filter(|item| !item.is_empty())))
        }
        wanted => value(wanted, &Shown::from(text)),
    }
}

/// A value of the shell as one of this type; the error says what it must be.
fn value(wanted: PropertyType, given: &Shown) -> Result<Value, &'static str> {
    if given.is_null() {
        return Ok(Value::Null);
    }
    match wanted {
        PropertyType::Boolean => match given {
            Shown::Bool(flag) => Ok(Value::Boolean(*flag)),
            other => match other.to_text().to_ascii_lowercase().as_str() {
                "true" => Ok(Value::Boolean(true)),
                "false" => Ok(Value::Boolean(false)),
                _ => Err(wanted.words()),
            },
        },
        PropertyType::DateTime => given
            .to_time()
            .and_then(|time| Instant::from_unix_nanoseconds(time.as_nanosecond()))
            .map(Value::Instant)
            .ok_or(wanted.words()),
        PropertyType::StringCollection => {
            let items = given.clone().into_items();
            Ok(Value::texts(items.iter().map(|item| item.to_text())))
        }
        PropertyType::String => match given.clone().into_items().as_slice() {
            [one] => Ok(Value::text(&one.to_text())),
            [] => Ok(Value::Null),
            _ => Err("one text"),
        },
        PropertyType::PlanCollection | PropertyType::GroupCollection => Err(wanted.words()),
    }
}

fn wrong(name: &str, given: &Shown, wanted: &str) -> ShellError {
    ShellError::new(format!(
        "\"{}\" is not valid for {name}: it must be {wanted}.",
        given.to_text()
    ))
    .category(Category::InvalidArgument)
}
