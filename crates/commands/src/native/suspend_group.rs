//! `Suspend-Group`: pauses dynamic groups.

use ingroup_directory::RuleProcessing;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Halt, Parameter};
use ingroup_tenant::{Command as Change, GroupChanges, Refusal, UnitChanges, Wanted};

use crate::effects::Follows;
use crate::parameters::named;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Suspend-Group", "Pauses dynamic groups: their members stay as they are.")
        .describe(
            "Other groups go on. Groups that are paused already are passed over, and so are assigned groups that \
             the pipeline brings; -Verbose names them. Resume-Group brings a group up to date again. Pause before changes that touch more than 500 groups or \
             20,000 memberships, wait a day after them, then resume some groups at a time.",
        )
        .parameters(parameters("DynamicGroups"))
        .what_if()
        .example("Suspend-Group Managers -PassThru", "Pauses a group.")
        .example(
            "Get-Group | Suspend-Group; Get-Group -Status 'Update complete' | Measure-Object | Select-Object Count",
            "Pauses every dynamic group before a large change.",
        )
        .each(native(suspend_group))
}

/// The parameters of the commands that pause and resume.
pub(super) fn parameters(what: &'static str) -> [Parameter; 2] {
    [
        named(what, "Identity")
            .alias("Id")
            .alias("ObjectId")
            .position(0)
            .mandatory()
            .from_pipeline()
            .from_property(),
        Parameter::switch("PassThru").help("Gives them as they are afterwards."),
    ]
}

fn suspend_group(request: &mut Request<'_, '_>) -> Done {
    switch(request, Wanted::Group, RuleProcessing::Paused)
}

/// Pauses or resumes the groups or administrative units that `-Identity` names, all or none (`OP-18`, `OP-19`).
pub(super) fn switch(request: &mut Request<'_, '_>, wanted: Wanted, state: RuleProcessing) -> Done {
    let mut found: Vec<(ObjectId, String)> = Vec::new();
    for name in request.texts("Identity").unwrap_or_default() {
        let id = request.find_named(wanted, "Identity", &name)?;
        let name = name_of(request.session().tenant().directory(), id);
        if is_to_switch(request, id, &name, state)? {
            found.push((id, name));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let processing_state = Some(state);
    let commands = found.iter().map(|(id, _)| match wanted {
        Wanted::Unit => Change::UpdateUnit {
            unit: *id,
            changes: UnitChanges {
                processing_state,
                ..UnitChanges::default()
            },
        },
        _ => Change::UpdateGroup {
            group: *id,
            changes: GroupChanges {
                processing_state,
                ..GroupChanges::default()
            },
        },
    });
    let follows = match found.as_slice() {
        [(only, _)] => Follows::Members(*only),
        _ => Follows::Memberships,
    };
    let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
    let done = request.change(commands.collect(), &names.join(", "), follows)?;
    if done.is_some() && request.switch("PassThru") {
        request.emit_each(found.into_iter().map(|(id, _)| id))?;
    }
    Ok(())
}

/// Whether there is something to switch; if not, `-Verbose` says why. What is assigned is an error if somebody typed
/// it, and passed over if the pipeline brought it.
fn is_to_switch(
    request: &mut Request<'_, '_>,
    id: ObjectId,
    name: &str,
    state: RuleProcessing,
) -> Result<bool, Halt> {
    let now = {
        let session = request.session();
        let holder = session.tenant().directory().rule_holder(id);
        let dynamic = holder.filter(|holder| holder.is_dynamic());
        dynamic.map(|holder| holder.processing().unwrap_or(RuleProcessing::On))
    };
    let passed_over = match (now, state) {
        (Some(now), _) if now != state => return Ok(true),
        (Some(_), RuleProcessing::Paused) => format!("\"{name}\" is paused already."),
        (Some(_), RuleProcessing::On) => format!("\"{name}\" is not paused."),
        (None, _) if request.call.place_of("Identity").is_some() => {
            let group = name.to_owned();
            let error = request.refused(&Refusal::NotDynamic { group });
            return Err(error.about("Identity").into());
        }
        (None, _) => format!("\"{name}\" has assigned membership; it is passed over."),
    };
    request.call.verbose(passed_over)?;
    Ok(false)
}
