//! `Export-Tenant`: writes the tenant to a folder.

use ingroup_directory::Directory;
use ingroup_exchange::{anonymize, export_csv, export_folder};
use ingroup_shell::{Category, Command, Done, Halt, Parameter, ShellError};

use crate::request::{Request, native};
use crate::session::Session;
use crate::writing::{not_written, target};

pub(super) fn command() -> Command<Session> {
    Command::new("Export-Tenant", "Writes the tenant to a folder, as Import-Tenant reads it.")
        .describe(
            "The files are what Microsoft Graph answers, saved as JSON; read again they give the same tenant. Members of \
             dynamic groups are written too. -Format Csv writes lists of users, groups and members as the portal saves \
             them, and says what they do not hold. -Anonymize makes up names, addresses, telephone numbers, employee \
             ids and free texts: the same text becomes the same made-up text, in rules too, so everybody stays in the \
             groups they are in; ids, places of use, licences and what devices are stay. Deleted objects and texts of \
             settings are left out of it.",
        )
        .parameter(
            Parameter::text("Path")
                .position(0)
                .mandatory()
                .help("The folder; it is made if it is not there."),
        )
        .parameter(
            Parameter::text("Format")
                .choices(&["Json", "Csv"])
                .help("Json, which holds everything, or Csv, which the portal and Excel read; Json if nothing is said."),
        )
        .parameter(Parameter::switch("Anonymize").help("Makes up all names and texts; memberships stay."))
        .parameter(Parameter::switch("Force").help("Replaces an export that is in the folder already."))
        .what_if()
        .example("Export-Tenant after -WhatIf", "Says where the files would be written.")
        .example("Export-Tenant nameless -Anonymize -WhatIf", "The same for files in which nobody is named.")
        .example("Export-Tenant lists -Format Csv -WhatIf", "The same for lists as the portal saves them.")
        .each(native(export_tenant))
}

fn export_tenant(request: &mut Request<'_, '_>) -> Done {
    let Some((folder, overwrite)) = target(request)? else {
        return Ok(());
    };
    let mut warnings = Vec::new();
    let directory: Directory = match request.switch("Anonymize") {
        false => request.session().tenant().directory().clone(),
        true => {
            let made = anonymize(request.session().tenant().directory());
            let made = made.map_err(|error| {
                Halt::Error(
                    ShellError::new(format!("Nothing was written: {error}"))
                        .category(Category::InvalidOperation),
                )
            })?;
            warnings.extend(made.notes);
            made.directory
        }
    };
    let csv = request
        .text("Format")
        .is_some_and(|format| format.eq_ignore_ascii_case("Csv"));
    let written = match csv {
        false => export_folder(&directory, &folder, overwrite).map(|()| Vec::new()),
        true => export_csv(&directory, &folder, overwrite),
    };
    let lost = written.map_err(|error| not_written(request, &error, overwrite))?;
    if !lost.is_empty() {
        warnings.push(format!(
            "Lists as the portal has them do not hold everything. Not written: {}.",
            lost.join(", ")
        ));
    }
    warnings
        .into_iter()
        .try_for_each(|line| request.call.warn(line))
}
