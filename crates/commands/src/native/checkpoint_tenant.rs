//! `Checkpoint-Tenant`: keeps the tenant as it is, to come back to.

use ingroup_shell::{Command, Done, Parameter};

use crate::native::get_checkpoint::record;
use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

pub(super) fn command() -> Command<Session> {
    Command::new("Checkpoint-Tenant", "Keeps the tenant as it is now, so that Undo-Tenant can come back to it.")
        .describe(
            "A checkpoint holds everything: objects, members, rules, settings, what waits, the clock, the audit log, \
             and who acts. It costs next to nothing. In memory it lasts as long as the session; a stored tenant keeps it \
             as long as its history. A name that is taken is given to the new one.",
        )
        .parameter(
            Parameter::text("Name")
                .position(0)
                .help("What it is called; the next number if nothing is said."),
        )
        .example("Checkpoint-Tenant before", "Keeps the tenant under a name.")
        .example(
            "Checkpoint-Tenant before; Remove-Group Sales; Undo-Tenant; Get-Group Sales",
            "Tries something out and takes it back.",
        )
        .each(native(checkpoint_tenant))
}

fn checkpoint_tenant(request: &mut Request<'_, '_>) -> Done {
    let name = request.text("Name").filter(|name| !name.trim().is_empty());
    let made = {
        let mut session = request.session();
        let made = session.make_checkpoint(name);
        let name = made.map_err(|error| stored::failure(&error))?;
        let made = session.checkpoints().find(&name);
        made.map(|made| record(made, session.tenant()))
    };
    made.map_or(Ok(()), |made| request.emit(made))
}
