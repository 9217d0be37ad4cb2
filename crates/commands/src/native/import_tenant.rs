//! `Import-Tenant`: loads a tenant from the files of an export.

use ingroup_exchange::Import;
use ingroup_shell::{Command, Done, Object, Parameter};
use ingroup_tenant::{Command as Change, Facts, Replace};

use crate::import_report;
use crate::reading::read_export;
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
    let import = read_export(request, &path, "Path")?;
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
