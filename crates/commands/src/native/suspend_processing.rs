//! `Suspend-Processing`: stops the tenant's worker.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Processing};

use crate::effects::Follows;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Suspend-Processing", "Stops the processing of all dynamic groups of the tenant.")
        .describe(
            "For rehearsing a service that is late: changes are accepted and wait, no membership moves, and what is \
             half done stays half done. It is no pause of groups: their state stays On. Resume-Processing ends it.",
        )
        .what_if()
        .example(
            "Suspend-Processing; New-Group Lagos 'user.city -eq \"Lagos\"'; Get-ProcessingQueue",
            "Shows a group that waits for its first run.",
        )
        .example(
            "Suspend-Processing; Set-User diego@contoso.com -Department Legal; Step-Clock 25h; Get-Processing",
            "Shows work that has waited for longer than a day.",
        )
        .each(native(suspend_processing))
}

fn suspend_processing(request: &mut Request<'_, '_>) -> Done {
    let command = Change::Processing(Processing::Suspend);
    request.change(vec![command], "processing", Follows::Memberships)?;
    Ok(())
}
