//! `Resume-Processing`: lets the tenant's worker go on.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Processing};

use super::invoke_processing::processed;
use crate::effects::Follows;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Resume-Processing",
        "Lets the processing of dynamic groups go on, and says whose members changed.",
    )
    .describe("In the clock's mode Manual the work still waits for Invoke-Processing.")
    .what_if()
    .example(
        "Suspend-Processing; Set-User diego@contoso.com -Department Legal; Resume-Processing",
        "Carries out what has waited.",
    )
    .example(
        "Suspend-Processing; Remove-User diego@contoso.com; Resume-Processing -WhatIf",
        "Says what carrying it out would change.",
    )
    .each(native(resume_processing))
}

fn resume_processing(request: &mut Request<'_, '_>) -> Done {
    let command = Change::Processing(Processing::Resume);
    match request.change(vec![command], "processing", Follows::Memberships)? {
        Some(outcome) => processed(request, &outcome),
        None => Ok(()),
    }
}
