//! The settings of Microsoft 365 groups as the modules keep them: one object of names and values, made from a template
//! (`1.2`). Here it is always there, with the defaults at first.

use ingroup_directory::{SETTINGS, Setting, SettingArea, SettingValue};
use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Done, Halt, Object, ShellError, Value};
use ingroup_tenant::{Command, Tenant};

use crate::effects::Follows;
use crate::request::Request;

/// The template of settings of Microsoft 365 groups, the same in every tenant.
const TEMPLATE: &str = "62375ab9-6b52-47ed-826b-58e47e0e304b";

const NAME: &str = "Group.Unified";

fn unified() -> impl Iterator<Item = &'static Setting> {
    SETTINGS
        .iter()
        .filter(|setting| setting.area == SettingArea::GroupUnified)
}

fn id(tenant: &Tenant) -> String {
    let tenant = tenant.directory().organization().id;
    ObjectId::derive(tenant, "directorySetting", NAME, "").to_string()
}

/// Shows the template: the names, their defaults and what they mean.
pub(super) fn template(request: &mut Request<'_, '_>) -> Done {
    if let Some(given) = request.text("TemplateId") {
        check(request, "TemplateId", &given, TEMPLATE)?;
    }
    let values = unified().map(|setting| {
        Value::Object(
            Object::new("SettingTemplateValue")
                .with("Name", setting.name)
                .with("DefaultValue", setting.default_value().to_string())
                .with("Description", setting.meaning),
        )
    });
    request.emit(
        Object::new("DirectorySettingTemplate")
            .with("Id", TEMPLATE)
            .with("DisplayName", NAME)
            .with("Description", "Settings of Microsoft 365 groups.")
            .with("Values", Value::array(values.collect())),
    )
}

/// Shows the settings.
pub(super) fn get(request: &mut Request<'_, '_>) -> Done {
    check_id(request)?;
    let found = {
        let session = request.session();
        let tenant = session.tenant();
        let settings = tenant.directory().settings();
        let values = unified().map(|setting| {
            let value = settings.get(setting.name).unwrap_or(SettingValue::None);
            Value::Object(
                Object::new("SettingValue")
                    .with("Name", setting.name)
                    .with("Value", value.to_string()),
            )
        });
        Object::new("DirectorySetting")
            .with("Id", id(tenant))
            .with("DisplayName", NAME)
            .with("TemplateId", TEMPLATE)
            .with("Values", Value::array(values.collect()))
    };
    request.emit(found)
}

/// Sets values for the first time, and gives the settings.
pub(super) fn create(request: &mut Request<'_, '_>) -> Done {
    let given = request.text("TemplateId").unwrap_or_default();
    check(request, "TemplateId", &given, TEMPLATE)?;
    match set(request)? {
        true => get(request),
        false => Ok(()),
    }
}

/// Sets values.
pub(super) fn update(request: &mut Request<'_, '_>) -> Done {
    check_id(request)?;
    set(request)?;
    Ok(())
}

/// Sets everything back to the defaults.
pub(super) fn remove(request: &mut Request<'_, '_>) -> Done {
    check_id(request)?;
    let defaults = unified().map(|setting| (setting, setting.default_value()));
    let command = Command::UpdateSettings(defaults.collect());
    request.change(vec![command], NAME, Follows::Memberships)?;
    Ok(())
}

/// Sets the values that the arguments name; says whether it was done.
fn set(request: &mut Request<'_, '_>) -> Result<bool, Halt> {
    let items = request.value("Values").unwrap_or_default().into_items();
    let mut values = Vec::new();
    for item in items {
        let part = |name: &str| match &item {
            Value::Table(table) => table.get_text(name),
            Value::Object(object) => object.get(name),
            _ => None,
        };
        let name = part("Name").unwrap_or_default().to_text().to_string();
        let Some(setting) = unified().find(|own| own.name.eq_ignore_ascii_case(&name)) else {
            let names: Vec<&str> = unified().map(|own| own.name).collect();
            return Err(refused(
                request,
                "Values",
                format!("{NAME} has no setting \"{name}\"."),
                format!("Settings: {}.", names.join(", ")),
            ));
        };
        let text = part("Value").unwrap_or_default().to_text().to_string();
        values.push((setting, SettingValue::Text(text.into())));
    }
    let command = Command::UpdateSettings(values);
    let done = request.change(vec![command], NAME, Follows::Memberships)?;
    Ok(done.is_some())
}

fn check_id(request: &mut Request<'_, '_>) -> Done {
    let Some(given) = request.text("SettingId") else {
        return Ok(());
    };
    let known = id(request.session().tenant());
    check(request, "SettingId", &given, &known)
}

fn check(request: &Request<'_, '_>, native: &str, given: &str, known: &str) -> Done {
    match given.trim().eq_ignore_ascii_case(known) {
        true => Ok(()),
        false => Err(refused(
            request,
            native,
            format!("There are no settings \"{given}\" here."),
            format!("Those of Microsoft 365 groups, {NAME}, have the id {known}."),
        )),
    }
}

fn refused(request: &Request<'_, '_>, native: &str, says: String, help: String) -> Halt {
    let error = ShellError::new(says)
        .category(Category::InvalidArgument)
        .help(help);
    Halt::Error(error.about(request.name_of(native)))
}
