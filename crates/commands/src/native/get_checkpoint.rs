//! `Get-Checkpoint`: the states of the tenant to come back to.

use ingroup_shell::{Command, Done, Object, Parameter, is_like};
use ingroup_tenant::Tenant;

use crate::checkpoints::Checkpoint;
use crate::records::{name_of, time};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Checkpoint", "Shows the checkpoints of the tenant, the oldest first.")
        .describe("Changes counts what the audit log has more since then, which is what Undo-Tenant takes back. \
             Those of a stored tenant last as long as their history is kept.")
        .parameter(
            Parameter::text("Name")
                .means("Checkpoint")
                .position(0)
                .help("Only those with this name; * stands for any text."),
        )
        .example("Checkpoint-Tenant before; Get-Checkpoint", "Shows the checkpoints.")
        .example(
            "Checkpoint-Tenant before; Remove-Group Sales; Get-Checkpoint before",
            "Shows how much has happened since a checkpoint.",
        )
        .each(native(get_checkpoint))
}

fn get_checkpoint(request: &mut Request<'_, '_>) -> Done {
    let wanted = request.text("Name");
    let interruption = request.call.interruption();
    let records: Vec<Object> = {
        let is_wanted = |one: &str| wanted.as_ref().is_none_or(|name| is_like(one, name));
        let mut session = request.session();
        session.fetch_checkpoints(is_wanted, &interruption)?;
        let all = session.checkpoints().iter();
        let all = all.filter(|one| is_wanted(&one.name));
        all.map(|one| record(one, session.tenant())).collect()
    };
    records
        .into_iter()
        .try_for_each(|record| request.emit(record))
}

/// What is known of a checkpoint of the tenant that is `now` so.
pub(super) fn record(checkpoint: &Checkpoint, now: &Tenant) -> Object {
    let directory = checkpoint.tenant.directory();
    let acting = checkpoint.actor.id();
    Object::new("Checkpoint")
        .with("Name", checkpoint.name.as_str())
        .with("Time", time(checkpoint.at()))
        .with("Users", directory.users().len())
        .with("Groups", directory.group_count())
        .with(
            "ActsAs",
            acting.map_or_else(|| "ingroup".to_owned(), |id| name_of(directory, id)),
        )
        .with("Changes", checkpoint.since(now).len())
}
