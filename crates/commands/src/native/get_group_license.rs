//! `Get-GroupLicense`: the licences that groups give, and whether they work.

use ingroup_directory::ObjectRef;
use ingroup_shell::{Command, Done, Object, Parameter};
use ingroup_tenant::Wanted;

use crate::licenses::{group_errors, group_licenses};
use crate::parameters::identity;
use crate::past::looking_back;
use crate::records::{by_name, member};
use crate::request::Request;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    let command = Command::new("Get-GroupLicense", "Shows the licences that groups give to their members, and whether they work.")
        .describe(
            "One line for each product: the state in the portal's words, for how many users it does not work, and the \
             reason that most of them have. -Failed names these users, each with the reason and what mends it; so does \
             Format-List. Without -Identity it shows all groups that give licences. Groups that fail somebody are found \
             by Get-Group -Filter 'hasMembersWithLicenseErrors eq true', and stand among the alerts.",
        )
        .parameter(identity("Group").alias("ObjectId").alias("GroupId"))
        .parameter(Parameter::switch("Failed").help("The users for whom something does not work, with the reason and what to do."))
        .example(
            "Set-GroupLicense 'Fire wardens' -AddLicense EMS; Get-GroupLicense 'Fire wardens'",
            "Shows what a group gives.",
        )
        .example(
            "Set-GroupLicense 'Fire wardens' -AddLicense EMS, STANDARDPACK; Get-GroupLicense; Get-GroupLicense 'Fire wardens' -Failed | Select-Object -First 3",
            "Shows what does not work, and for whom.",
        );
    looking_back(command, get_group_license)
}

/// Gives the licences of the group that `-Identity` names, or of all.
fn get_group_license(request: &mut Request<'_, '_>) -> Done {
    let groups = match request.has("Identity") {
        true => vec![request.find(Wanted::Group, "Identity")?],
        false => {
            let session = request.session();
            let directory = session.tenant().directory();
            let licensed = directory
                .groups()
                .filter(|group| !group.facts().assigned_licenses.is_empty());
            by_name(
                directory,
                licensed.map(|group| ObjectRef::Group(group.row())),
            )
        }
    };
    let failed = request.switch("Failed");
    for group in groups {
        let rows: Vec<Object> = {
            let session = request.session();
            match failed {
                true => group_errors(session.tenant(), group),
                false => group_licenses(session.tenant(), group),
            }
        };
        rows.into_iter().try_for_each(|row| request.emit(row))?;
    }
    Ok(())
}

/// Gives the members of the group that `-Identity` names for whom its licences do not work: `membersWithLicenseErrors`.
pub(crate) fn members_with_license_errors(request: &mut Request<'_, '_>) -> Done {
    let group = request.find(Wanted::Group, "Identity")?;
    let rows: Vec<Object> = {
        let session = request.session();
        let tenant = session.tenant();
        let failures = tenant.license_failures(group).into_iter();
        failures
            .map(|failure| member(tenant.directory(), failure.user))
            .collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}
