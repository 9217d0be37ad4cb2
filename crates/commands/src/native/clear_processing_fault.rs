//! `Clear-ProcessingFault`: takes injected faults back.

use ingroup_engine::Ability;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, FaultPlace, Processing, Wanted};

use crate::effects::Follows;
use crate::parameters::named;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Clear-ProcessingFault", "Takes injected faults back.")
        .describe("Without -Group, -User and -Worker it takes all of them back. The groups are processed again.")
        .parameter(named("Group", "Group").alias("Identity").position(0).help("The dynamic group whose fault is to end."))
        .parameter(Parameter::switch("Worker").help("The fault of the worker is to end."))
        .parameter(named("User", "User").help("The user whose licences are to be given again."))
        .what_if()
        .example(
            "Set-ProcessingFault Managers; Clear-ProcessingFault Managers; (Get-Group Managers).Status",
            "Ends the fault of a group.",
        )
        .example(
            "Set-ProcessingFault -Worker; Set-User diego@contoso.com -Department Legal; Clear-ProcessingFault -WhatIf",
            "Says what would be carried out.",
        )
        .each(native(clear_processing_fault))
}

fn clear_processing_fault(request: &mut Request<'_, '_>) -> Done {
    let mut places = Vec::new();
    if request.has("Group") {
        places.push(FaultPlace::Rule(request.find(Wanted::Group, "Group")?));
    }
    if request.has("User") {
        let user = request.find(Wanted::User, "User")?;
        places.push(FaultPlace::LicenseConcurrency(user));
    }
    if request.switch("Worker") {
        places.push(FaultPlace::Worker);
    }
    if places.is_empty() {
        places = injected(&request.session());
    }
    if places.is_empty() {
        return request.call.verbose("No fault is injected.");
    }
    let commands = places.into_iter();
    let commands = commands.map(|place| Change::Processing(Processing::ClearFault(place)));
    request.change(commands.collect(), "injected faults", Follows::Memberships)?;
    Ok(())
}

fn injected(session: &Session) -> Vec<FaultPlace> {
    let engine = session.tenant().engine();
    let worker = (engine.ability() == Ability::Stuck).then_some(FaultPlace::Worker);
    let faulty: Vec<ObjectId> = engine
        .groups()
        .filter(|(_, group)| group.injected_fault().is_some())
        .map(|(id, _)| id)
        .collect();
    let disturbed = session.tenant().license_faults().into_iter();
    worker
        .into_iter()
        .chain(faulty.into_iter().map(FaultPlace::Rule))
        .chain(disturbed.map(|(user, _)| FaultPlace::LicenseConcurrency(user)))
        .collect()
}
