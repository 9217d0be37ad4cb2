//! `Save-Session`: writes what was typed at the prompt as a script.

use ingroup_shell::Category;
use ingroup_shell::{Command, Done, Files as _, Found, Parameter, ShellError, Write};

use crate::disk::Disk;
use crate::request::{Request, native};
use crate::session::Session;
use crate::typed::Entries;

pub(super) fn command() -> Command<Session> {
    Command::new("Save-Session", "Writes what was typed at the prompt as a script that does it again.")
        .describe(
            "The script has the entries that ran to their end without an error, as they were typed; exit and \
             Save-Session are left out. Its first line says how to run it at the same simulated time. In a script \
             nothing is typed, so there is nothing to write.",
        )
        .parameter(Parameter::text("Path").position(0).mandatory().help("The file."))
        .parameter(Parameter::switch("All").help("The entries that ended in an error, too."))
        .parameter(Parameter::switch("Force").help("Replaces a file that is there."))
        .what_if()
        .example("Save-Session monday.ps1 -WhatIf", "Says what would be written.")
        .example("Save-Session monday.ps1 -All -WhatIf", "Says what would be written with what failed.")
        .each(native(save_session))
}

fn save_session(request: &mut Request<'_, '_>) -> Done {
    let path = request.text("Path").unwrap_or_default();
    let entries = match request.switch("All") {
        true => Entries::All,
        false => Entries::Done,
    };
    let found = Disk.look(&request.session(), &path);
    let found = found.map_err(|error| error.about("Path"))?;
    if found != Found::Nothing && !request.switch("Force") {
        return Err(
            ShellError::new(format!("There is something called \"{path}\" already."))
                .category(Category::ResourceExists)
                .about("Path")
                .help("Name a new file, or add -Force to replace it.")
                .into(),
        );
    }
    let (script, count) = request.session().script_of_session(entries);
    let action = request.call.name().to_owned();
    let goes_on = request.call.should_process(&path, &action)?;
    let counted = match count {
        1 => "1 entry".to_owned(),
        _ => format!("{count} entries"),
    };
    if !goes_on {
        return match request.call.is_what_if() {
            true => request
                .call
                .write_host(&format!("What if: {counted} would be written.")),
            false => Ok(()),
        };
    }
    let written = Disk.write(&request.session(), &path, &script, Write::Replace);
    written.map_err(|error| error.about("Path"))?;
    request
        .call
        .write_host(&format!("{counted} written to {path}."))
}
