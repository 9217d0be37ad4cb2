//! `Export-Tenant`: writes the tenant to a folder.

use ingroup_exchange::{Overwrite, export_folder};
use ingroup_shell::{Category, Command, Done, Parameter, ShellError};

use crate::folders::Use;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Export-Tenant", "Writes the tenant to a folder, as Import-Tenant reads it.")
        .describe("The files are what Microsoft Graph answers, saved as JSON. Members of dynamic groups are written too.")
        .parameter(
            Parameter::text("Path")
                .position(0)
                .mandatory()
                .help("The folder; it is made if it is not there."),
        )
        .parameter(Parameter::switch("Force").help("Replaces an export that is in the folder already."))
        .what_if()
        .example("Export-Tenant after -WhatIf", "Says where the files would be written.")
        .each(native(export_tenant))
}

fn export_tenant(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let folder = request
        .session()
        .resolve(&path, Use::Write)
        .map_err(|error| error.about("Path"))?;
    let action = request.call.name().to_owned();
    if !request.call.should_process(&path, &action)? {
        return Ok(());
    }
    let overwrite = match request.switch("Force") {
        true => Overwrite::ReplaceExport,
        false => Overwrite::Refuse,
    };
    let written = export_folder(request.session().tenant().directory(), &folder, overwrite);
    written.map_err(|error| {
        ShellError::new(format!("\"{path}\" was not written: {}", error.reason()))
            .category(Category::InvalidOperation)
            .about("Path")
            .help(match overwrite {
                Overwrite::Refuse => {
                    "Name a new folder, or add -Force to replace an export that is in this one."
                }
                Overwrite::ReplaceExport => error.help(),
            })
            .into()
    })
}
