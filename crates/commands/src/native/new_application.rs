//! `New-Application`: creates an application.

use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Command, Done, Parameter, ShellError};
use ingroup_tenant::{Command as Change, NewApplication};

use crate::applications;
use crate::effects::Follows;
use crate::parameters::shared;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-Application", "Creates an application.")
        .describe(
            "It gets a service principal of the same name, which can own groups, hold roles and act (Connect-Tenant). \
             Its extension properties are called extension_{application id without hyphens}_{name}; Set-User sets them \
             and rules read them. Once an application is known, a rule may name only extension properties that \
             applications of the tenant have.",
        )
        .parameter(shared("DisplayName").position(0).mandatory())
        .parameter(
            Parameter::text("AppId")
                .help("The id by which it is known everywhere; made if it is not given."),
        )
        .parameter(
            Parameter::texts("ExtensionProperty")
                .help("What it adds to objects: names of letters, digits and underscores."),
        )
        .parameter(shared("TargetObjects"))
        .what_if()
        .example("New-Application Salesforce", "Creates an application.")
        .example(
            "New-Application HR -AppId c272a57b-722d-4eb2-9bfe-327874ae79cb -ExtensionProperty OfficeNumber, Floor -TargetObjects User | Format-List",
            "Creates an application that adds two properties to users.",
        )
        .each(native(new_application))
}

/// Creates an application and gives it.
pub(crate) fn new_application(request: &mut Request<'_, '_>) -> Done {
    let app_id = request.text("AppId").map(|text| {
        text.trim().parse::<ObjectId>().map_err(|_| {
            ShellError::new(format!("\"{text}\" is not an id."))
                .category(Category::InvalidArgument)
                .about("AppId")
                .help("Write it as c272a57b-722d-4eb2-9bfe-327874ae79cb.")
        })
    });
    let new = NewApplication {
        display_name: request.text("DisplayName").unwrap_or_default(),
        app_id: app_id.transpose()?,
        extension_properties: applications::properties(request, "ExtensionProperty"),
    };
    let name = new.display_name.clone();
    let commands = vec![Change::CreateApplication(new)];
    let Some(outcome) = request.change(commands, &name, Follows::Memberships)? else {
        return Ok(());
    };
    let record = {
        let session = request.session();
        let directory = session.tenant().directory();
        let created = outcome.created.and_then(|id| directory.application(id));
        created.map(applications::record)
    };
    record.map_or(Ok(()), |record| request.emit(record))
}
