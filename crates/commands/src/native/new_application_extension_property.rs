//! `New-ApplicationExtensionProperty`: adds extension properties to an application.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::Command as Change;

use crate::applications;
use crate::effects::Follows;
use crate::parameters::shared;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "New-ApplicationExtensionProperty",
        "Adds extension properties to an application.",
    )
    .describe("All of those named in one use of the command are added, or none.")
    .parameter(
        shared("Application")
            .alias("Id")
            .position(0)
            .mandatory()
            .from_pipeline()
            .from_property(),
    )
    .parameter(
        Parameter::texts("Name")
            .position(1)
            .mandatory()
            .help("Names of letters, digits and underscores."),
    )
    .parameter(shared("TargetObjects"))
    .what_if()
    .example(
        "New-Application HR -AppId c272a57b-722d-4eb2-9bfe-327874ae79cb | New-ApplicationExtensionProperty -Name Floor; Get-MembershipRuleProperty -ApplicationId HR",
        "Adds a property that rules can read then.",
    )
    .each(native(new_application_extension_property))
}

/// Adds the extension properties that `-Name` names to the application.
pub(crate) fn new_application_extension_property(request: &mut Request<'_, '_>) -> Done {
    let application = applications::find(request, "Application")?;
    let properties = applications::properties(request, "Name");
    let target = request.text("Application").unwrap_or_default();
    let commands = properties
        .into_iter()
        .map(|property| Change::AddExtensionProperty {
            application,
            property,
        });
    request.change(commands.collect(), &target, Follows::Memberships)?;
    Ok(())
}
