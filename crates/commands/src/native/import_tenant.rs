//! `Import-Tenant`: loads a tenant from the files of an export.

use ingroup_exchange::{Import, import_folder};
use ingroup_shell::{Category, Command, Done, Object, Parameter, ShellError};
use ingroup_tenant::{Command as Change, Facts, Replace};

use crate::folders::Use;
use crate::import_report;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Import-Tenant", "Loads a tenant from the files of an export.")
        .describe(
            "The folder holds what Microsoft Graph answers, saved as JSON: users.json, devices.json, groups.json and \
             so on, with members/<group id>.json and owners/<group id>.json; or the portal's list of users as CSV. \
             Facts are taken as found. The report says what does not fit together.",
        )
        .parameter(Parameter::text("Path").position(0).mandatory().help("The folder."))
        .parameter(Parameter::switch("Force").help("Replaces the tenant that is loaded."))
        .what_if()
        .example("Import-Tenant contoso -Force", "Loads the sample tenant.")
        .each(native(import_tenant))
}

fn import_tenant(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let replace = match request.switch("Force") {
        true => Replace::Allow,
        false => Replace::Refuse,
    };
    let import = {
        let mut session = request.session();
        let folder = session
            .resolve(&path, Use::Read)
            .map_err(|error| error.about("Path"))?;
        let progress = session.progress();
        import_folder(&folder, &mut |file| progress(file.into())).map_err(|error| {
            // The path as the person wrote it, and the file below it, without where that is on this machine.
            let file = error.path().strip_prefix(&folder).unwrap_or(error.path());
            let mut at = path.clone();
            if !file.as_os_str().is_empty() {
                at = format!("{}/{}", path.trim_end_matches(['/', '\\']), file.display());
            }
            if let Some(place) = error.place() {
                at = format!("{at}:{}:{}", place.line, place.column);
            }
            let object = error
                .object()
                .map(|object| format!(", {object}"))
                .unwrap_or_default();
            ShellError::new(format!("{at}{object}: {}", error.reason()))
                .category(Category::InvalidArgument)
                .about("Path")
                .help(error.help())
        })?
    };
    let Import {
        directory,
        listed_members,
        absent,
        notes,
    } = import;
    let facts = Facts {
        directory,
        listed_members,
        replace,
    };
    let action = request.call.name().to_owned();
    let command = Change::Import(Box::new(facts));
    if request.call.is_what_if() {
        let tried = request.session().try_out(vec![command]);
        let (after, _) = tried.map_err(|refusal| request.refused(&refusal))?;
        request.call.should_process(&path, &action)?;
        let directory = after.directory();
        return request.call.write_host(&format!(
            "What if: {} users, {} devices and {} groups would be loaded.",
            directory.users().len(),
            directory.devices().len(),
            directory.group_count()
        ));
    }
    if !request.call.should_process(&path, &action)? {
        return Ok(());
    }
    let outcome = request.session().execute(command);
    let outcome = outcome.map_err(|refusal| request.refused(&refusal))?;
    let (record, warnings) = {
        let session = request.session();
        let tenant = session.tenant();
        let directory = tenant.directory();
        let record = Object::new("TenantImport")
            .with("Tenant", directory.organization().display_name.as_deref())
            .with("Users", directory.users().len())
            .with("Devices", directory.devices().len())
            .with("Groups", directory.group_count())
            .with("DynamicGroups", tenant.engine().groups().count());
        let report = outcome.import.unwrap_or_default();
        (
            record,
            import_report::warnings(tenant, &report, &absent, &notes),
        )
    };
    request.emit(record)?;
    warnings
        .into_iter()
        .try_for_each(|line| request.call.warn(line))
}
