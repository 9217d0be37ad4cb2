//! `Invoke-Processing`: carries out waiting work, all of it, one piece or one phase.

use ingroup_engine::{Ability, Phase, WorkerState};
use ingroup_shell::{Category, Command, Done, Object, Parameter, ShellError};
use ingroup_tenant::{Command as Change, Outcome, Processing, Tenant};

use super::get_processing_queue::waiting;
use crate::effects::Follows;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Invoke-Processing",
        "Carries out work that waits, and says whose members changed.",
    )
    .describe(
        "Work waits while the clock's mode is Manual, or while processing takes time. A piece of work has three \
         phases: it is taken up (its group is Evaluating), it is known what is to be written (Processing), it is \
         written (Update complete).",
    )
    .parameter(Parameter::switch("Step").help("Only the next piece of work, to its end."))
    .parameter(
        Parameter::switch("Phase")
            .help("Only the next phase of the work; gives what is being done, or what was written."),
    )
    .what_if()
    .example(
        "Set-Clock -Mode Manual; Set-User diego@contoso.com -Department Legal; Invoke-Processing",
        "Shows which groups a user leaves and joins.",
    )
    .example(
        "Set-Clock -Mode Manual; $null = New-Group Lagos 'user.city -eq \"Lagos\"'; 1..3 | ForEach-Object { Invoke-Processing -Phase | Out-Host; (Get-Group Lagos).Status }",
        "Shows the life of a new group, phase by phase.",
    )
    .each(native(invoke_processing))
}

fn invoke_processing(request: &mut Request<'_, '_>) -> Done {
    let one_phase = request.switch("Phase");
    let command = match (one_phase, request.switch("Step")) {
        (true, true) => {
            return Err(ShellError::new("-Step and -Phase exclude each other.")
                .category(Category::InvalidArgument)
                .about("Phase")
                .into());
        }
        (true, false) => Change::Processing(Processing::Advance),
        (false, true) => Change::Processing(Processing::Step),
        (false, false) => Change::ProcessQueue,
    };
    let Some(outcome) = request.change(vec![command], "waiting work", Follows::Memberships)? else {
        return Ok(());
    };
    let (in_flight, held_up) = {
        let session = request.session();
        let tenant = session.tenant();
        let in_flight = tenant.in_flight().filter(|_| one_phase);
        let in_flight = in_flight.map(|entry| waiting(tenant, &entry));
        (in_flight, held_up(tenant))
    };
    if let Some(held_up) = held_up {
        request.call.warn(held_up)?;
    } else if let Some(record) = in_flight {
        return request.emit(record);
    }
    processed(request, &outcome)
}

/// Why work that waits is not carried out, if something holds it up.
pub(super) fn held_up(tenant: &Tenant) -> Option<String> {
    let engine = tenant.engine();
    if engine.waiting() == 0 {
        return None;
    }
    if engine.worker() == WorkerState::Suspended {
        return Some("Processing is suspended; Resume-Processing lets it go on.".to_owned());
    }
    if engine.ability() == Ability::Stuck {
        let text = "A fault of the worker was injected, so nothing is written; Clear-ProcessingFault takes it back.";
        return Some(text.to_owned());
    }
    let blocked = tenant.in_flight()?.phase == Phase::Blocked;
    blocked.then(|| {
        "A guest that may not be added holds the queue up; the groups with the status Processing error say which."
            .to_owned()
    })
}

/// Gives the groups whose members work has changed.
pub(super) fn processed(request: &mut Request<'_, '_>, outcome: &Outcome) -> Done {
    let records: Vec<Object> = {
        let session = request.session();
        let directory = session.tenant().directory();
        outcome
            .all_moved()
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
