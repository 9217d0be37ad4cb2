//! `Get-Tenant`: says what is loaded.

use ingroup_directory::{SETTINGS, Setting, SettingValue, Settings};
use ingroup_shell::{Category, Command, Done, Object, Parameter, ShellError, Value, is_like};

use crate::records::time;
use crate::request::{Request, native};
use crate::session::Session;
use crate::settings;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Get-Tenant",
        "Says which tenant is at hand and how much is in it.",
    )
    .describe(
        "StoredIn is the folder of a stored tenant, StoredBytes the size of its files and StoredUnits how many commands are kept there; a \
         tenant that is only in memory has none of these. LicencesRequired is how many licences with Microsoft Entra ID P1 dynamic membership takes: one for each user \
         who is in any dynamic group or administrative unit; devices take none. LicencesOwned is empty if the export \
         says nothing of subscriptions. FeatureLicences says the same of group-based licensing and of the naming and \
         expiration policies, as far as they are used. A shortfall stops nothing. The record carries every setting too, each under its own \
         name; -Setting shows them as a table, with what each does.",
    )
    .parameter(
        Parameter::texts("Setting")
            .rest(0)
            .help("The settings instead: those with these names, wildcards allowed; * is all."),
    )
    .example("Get-Tenant", "Shows the tenant.")
    .example("(Get-Tenant).AllowToAddGuests", "Gives one setting.")
    .example("Get-Tenant -Setting *guest*", "Shows the settings on guests.")
    .each(native(get_tenant))
}

/// Gives the tenant, or settings.
pub(crate) fn get_tenant(request: &mut Request<'_, '_>) -> Done {
    if let Some(names) = request.texts("Setting") {
        return get_settings(request, &names);
    }
    let (record, home) = {
        let session = request.session();
        let tenant = session.tenant();
        let directory = tenant.directory();
        let organization = directory.organization();
        let domains = organization.verified_domains.iter();
        let licences = tenant.compliance();
        let needs = tenant.feature_needs().into_iter().map(|need| {
            Value::Object(
                Object::new("FeatureLicences")
                    .with("Feature", need.feature.name())
                    .with("Required", need.required)
                    .with("Owned", need.owned)
                    .with("Shortfall", need.shortfall),
            )
        });
        let home = session.keeper().condition();
        let home = home.map_err(|error| stored::failure(&error))?;
        let record = Object::new("Tenant")
            .with("DisplayName", organization.display_name.as_deref())
            .with("Id", organization.id.to_string())
            .with("Country", organization.country_letter_code.as_deref())
            .with(
                "VerifiedDomains",
                Value::texts(domains.map(|domain| &*domain.name)),
            )
            .with("Users", directory.users().len())
            .with("Devices", directory.devices().len())
            .with("Groups", directory.group_count())
            .with("DynamicGroups", tenant.engine().groups().count())
            .with("LicencesRequired", licences.required)
            .with("LicencesOwned", licences.owned)
            .with("FeatureLicences", Value::array(needs.collect()))
            .with("Applications", directory.applications().count())
            .with("WaitingWork", tenant.engine().waiting())
            .with("Now", time(tenant.clock().now()))
            .with("ClockMode", tenant.clock().mode().name())
            .with("ChangedSettings", changed(directory.settings()));
        (record, home)
    };
    if let Some(home) = home {
        record.set("StoredIn", home.path.display().to_string());
        record.set("StoredBytes", home.size.cast_signed());
        record.set("StoredUnits", home.units.cast_signed());
    }
    {
        let session = request.session();
        let values = session.tenant().directory().settings();
        for setting in SETTINGS {
            let value = values.get(setting.name).unwrap_or(SettingValue::None);
            record.set(settings::parameter_name(setting), settings::shown(&value));
        }
    }
    request.emit(record)
}

/// Gives the settings whose names are like one of these.
fn get_settings(request: &mut Request<'_, '_>, names: &[String]) -> Done {
    let rows: Vec<Object> = {
        let session = request.session();
        let values = session.tenant().directory().settings();
        let wanted = |setting: &&'static Setting| {
            let mut patterns = names.iter();
            patterns.any(|pattern| is_like(setting.name, pattern))
        };
        let found = SETTINGS.iter().filter(wanted);
        found
            .map(|setting| settings::record(values, setting))
            .collect()
    };
    if rows.is_empty() {
        let names = names.join(", ");
        return Err(
            ShellError::new(format!("No setting is called \"{names}\"."))
                .category(Category::ObjectNotFound)
                .about("Setting")
                .help("Get-Tenant -Setting * shows them all.")
                .into(),
        );
    }
    rows.into_iter().try_for_each(|row| request.emit(row))
}

/// The settings that are not what they are by default, as `name = value`.
fn changed(values: &Settings) -> Value {
    let texts = values
        .changed()
        .map(|(setting, value)| format!("{} = {value}", settings::parameter_name(setting)));
    Value::texts(texts)
}
