//! `Invoke-Processing`: carries out all waiting work.

use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::Command as Change;

use crate::effects::{self, Follows};
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Invoke-Processing",
        "Carries out all work that waits, and says whose members changed.",
    )
    .describe("Work waits only while the clock's mode is Manual.")
    .what_if()
    .example(
        "Set-Clock -Mode Manual; Set-User diego@contoso.com -Department Legal; Invoke-Processing",
        "Shows which groups a user leaves and joins.",
    )
    .each(native(invoke_processing))
}

fn invoke_processing(request: &mut Request<'_, '_>) -> Done {
    let Some(outcome) = request.change(
        vec![Change::ProcessQueue],
        "waiting work",
        Follows::Memberships,
    )?
    else {
        return Ok(());
    };
    let records: Vec<Object> = {
        let session = request.session();
        let directory = session.tenant().directory();
        effects::moves(&outcome)
            .into_iter()
            .map(|(group, (joined, left))| {
                Object::new("ProcessedGroup")
                    .with("DisplayName", name_of(directory, group))
                    .with("Joined", joined)
                    .with("Left", left)
                    .with("Id", group.to_string())
            })
            .collect()
    };
    records
        .into_iter()
        .try_for_each(|record| request.emit(record))
}
