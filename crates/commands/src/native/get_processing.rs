//! `Get-Processing`: how the processing of dynamic groups stands.

use ingroup_engine::{Ability, Phase, WorkerState};
use ingroup_shell::{Command, Done, Object, Value};
use ingroup_tenant::Tenant;

use super::invoke_processing::held_up;
use crate::records::{name_of, time};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Processing", "Shows how the processing of dynamic groups stands.")
        .describe(
            "The state is Running, Suspended (Suspend-Processing), Blocked (a guest that may not be added) or Failing \
             (an injected fault of the worker). NothingDoneSince is set while something waits; after more than 24 \
             hours the tenant has an alert. Faults are those that Set-ProcessingFault has injected.",
        )
        .example("Get-Processing", "Shows a tenant at rest.")
        .example(
            "Set-Clock -Mode Manual; Set-User diego@contoso.com -Department Legal; $null = Invoke-Processing -Phase; Get-Processing",
            "Shows what is being done.",
        )
        .each(native(get_processing))
}

fn get_processing(request: &mut Request<'_, '_>) -> Done {
    let record = record(request.session().tenant());
    request.emit(record)
}

fn record(tenant: &Tenant) -> Object {
    let engine = tenant.engine();
    let in_flight = tenant.in_flight();
    let phase = in_flight.as_ref().map(|entry| entry.phase);
    let state = match (engine.worker(), engine.ability(), phase) {
        (WorkerState::Suspended, _, _) => "Suspended",
        (WorkerState::Running, Ability::Stuck, _) => "Failing",
        (WorkerState::Running, Ability::Sound, Some(Phase::Blocked)) => "Blocked",
        (WorkerState::Running, Ability::Sound, _) => "Running",
    };
    let in_flight = in_flight.map(|entry| {
        let name = entry.object.map(|id| name_of(tenant.directory(), id));
        let (phase, cause) = (entry.phase.name(), entry.cause.name());
        format!("{phase}: {} ({cause})", name.unwrap_or_default())
    });
    Object::new("Processing")
        .with("State", state)
        .with("ClockMode", tenant.clock().mode().name())
        .with("InFlight", in_flight)
        .with("Waiting", engine.waiting())
        .with("NothingDoneSince", engine.idle_since().map(time))
        .with("LastCompleted", engine.last_completed().map(time))
        .with("NextEvent", tenant.next_event().map(time))
        .with("HeldUpBy", held_up(tenant))
        .with("Faults", Value::texts(faults(tenant)))
}

/// The injected faults, one line each.
fn faults(tenant: &Tenant) -> Vec<String> {
    let engine = tenant.engine();
    let worker = (engine.ability() == Ability::Stuck).then(|| "the worker".to_owned());
    let groups = engine.groups().filter_map(|(id, group)| {
        let text = group.injected_fault()?;
        Some(format!("{}: {text}", name_of(tenant.directory(), id)))
    });
    let disturbed = tenant.license_faults().into_iter().map(|(user, times)| {
        let name = name_of(tenant.directory(), user);
        format!("{name}: licences fail, {times} more")
    });
    worker.into_iter().chain(groups).chain(disturbed).collect()
}
