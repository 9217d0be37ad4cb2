//! `Get-UserLicense`: the licences of a user, and where they come from.

use ingroup_shell::{Command, Done, Object, Parameter};
use ingroup_tenant::Wanted;

use crate::licenses::{details, services, user_licenses};
use crate::parameters::identity;
use crate::past::looking_back;
use crate::request::Request;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    let command = Command::new("Get-UserLicense", "Shows the licences of a user, where they come from, and whether they work.")
        .describe(
            "One line for each product and source: given directly, or by a group. A product takes one unit, whatever \
             the number of its sources. -Services shows what that comes to: a service is on if one source has it on.",
        )
        .parameter(identity("User").alias("ObjectId").alias("UserId").mandatory())
        .parameter(Parameter::switch("Services").help("The services that are on, with the products and sources that give each."))
        .example("Get-UserLicense adele@contoso.com", "Shows the licences of a user.")
        .example(
            "Set-GroupLicense Managers -AddLicense ENTERPRISEPREMIUM; Get-UserLicense adele@contoso.com; Get-UserLicense adele@contoso.com -Services",
            "Shows the same product from two sources, and the services.",
        );
    looking_back(command, get_user_license)
}

/// Gives the licences of the user that `-Identity` names.
fn get_user_license(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "Identity")?;
    let by_service = request.switch("Services");
    let rows: Vec<Object> = {
        let session = request.session();
        match by_service {
            true => services(session.tenant(), user),
            false => user_licenses(session.tenant(), user),
        }
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}

/// Gives the products of the user that `-Identity` names, each with its plans: `licenseDetails`.
pub(crate) fn license_details(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "Identity")?;
    let rows = details(request.session().tenant(), user);
    rows.into_iter().try_for_each(|row| request.emit(row))
}
