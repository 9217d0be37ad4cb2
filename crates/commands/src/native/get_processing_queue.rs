//! `Get-ProcessingQueue`: the work that waits.

use ingroup_engine::QueueEntry;
use ingroup_shell::{Command, Done, Object, Value};
use ingroup_tenant::{LicenseQueueEntry, Tenant};

use crate::records::{name_of, time};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Get-ProcessingQueue",
        "Shows the work that waits, in the order in which it will be done.",
    )
    .describe("Work waits while the clock's mode is Manual or processing is suspended, and while it takes time because the setting processingDelay says so; else it is done at once. Only where work takes time is there an expected finish. Licences follow when no other work waits. Get-Processing says what holds it up.")
    .example(
        "Set-Clock -Mode Manual; Set-User diego@contoso.com -Department Legal; Get-ProcessingQueue",
        "Shows what a change of a user has to be looked at for.",
    )
    .each(native(get_processing_queue))
}

fn get_processing_queue(request: &mut Request<'_, '_>) -> Done {
    let rows: Vec<Object> = {
        let session = request.session();
        let entries = session.tenant().queue();
        let rows = entries.iter().map(|entry| waiting(session.tenant(), entry));
        let licenses = session.tenant().license_queue().into_iter().enumerate();
        let after = entries.len() + 1;
        let licenses =
            licenses.map(|(place, entry)| licensing(session.tenant(), after + place, &entry));
        rows.chain(licenses).collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}

/// The record of a piece of licence work, which is done when nothing else waits (PROC-18).
fn licensing(tenant: &Tenant, position: usize, entry: &LicenseQueueEntry) -> Object {
    let users = match entry.users {
        1 => "1 user".to_owned(),
        many => format!("{many} users"),
    };
    let group = entry.group.map(|id| name_of(tenant.directory(), id));
    let product = entry.product.map(|sku| tenant.product_name(sku));
    Object::new("WaitingWork")
        .with("Position", position)
        .with("Phase", "Licences")
        .with("Cause", entry.task.name())
        .with("DisplayName", group.or(product).unwrap_or(users))
        .with("QueuedAt", time(entry.queued))
        .with("ExpectedFinish", Value::Null)
        .with("CorrelationId", entry.correlation.to_string())
}

/// The record of a piece of work.
pub(super) fn waiting(tenant: &Tenant, entry: &QueueEntry) -> Object {
    Object::new("WaitingWork")
        .with("Position", entry.position)
        .with("Phase", entry.phase.name())
        .with("Cause", entry.cause.name())
        .with(
            "DisplayName",
            entry.object.map(|id| name_of(tenant.directory(), id)),
        )
        .with("QueuedAt", time(entry.queued_at))
        .with("ExpectedFinish", entry.expected_finish.map(time))
        .with("CorrelationId", entry.correlation.to_string())
}
