//! `Suspend-Group`: pauses dynamic groups.

use ingroup_directory::RuleProcessing;
use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, GroupChanges, Refusal, Wanted};

use crate::effects::Follows;
use crate::parameters::named;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Suspend-Group", "Pauses dynamic groups: their members stay as they are.")
        .describe(
            "Other groups go on. Groups that are paused already are passed over, and so are assigned groups that \
             the pipeline brings; -Verbose names them. Resume-Group brings a group up to date again.",
        )
        .parameters(parameters())
        .what_if()
        .example("Suspend-Group Managers -PassThru", "Pauses a group.")
        .example(
            "Get-Group | Suspend-Group; Get-Group -Status 'Update complete' | Measure-Object | Select-Object Count",
            "Pauses every dynamic group before a large change.",
        )
        .each(native(suspend_group))
}

/// The parameters of the two commands that pause and resume.
pub(super) fn parameters() -> [Parameter; 2] {
    [
        named("DynamicGroups", "Identity")
            .alias("Id")
            .alias("ObjectId")
            .position(0)
            .mandatory()
            .from_pipeline()
            .from_property(),
        Parameter::switch("PassThru").help("Gives the groups as they are afterwards."),
    ]
}

fn suspend_group(request: &mut Request<'_, '_>) -> Done {
    switch_groups(request, RuleProcessing::Paused)
}

/// Pauses or resumes the groups that `-Identity` names, all or none (`OP-18`, `OP-19`).
pub(super) fn switch_groups(request: &mut Request<'_, '_>, state: RuleProcessing) -> Done {
    let typed = request.call.place_of("Identity").is_some();
    let mut groups: Vec<(ObjectId, String)> = Vec::new();
    for name in request.texts("Identity").unwrap_or_default() {
        let id = request.find_named(Wanted::Group, "Identity", &name)?;
        let (name, now) = {
            let session = request.session();
            let directory = session.tenant().directory();
            let facts = directory.group(id).map(|group| group.facts());
            let dynamic = facts.filter(|facts| facts.is_dynamic());
            let now = dynamic.map(|facts| facts.rule_processing.unwrap_or(RuleProcessing::On));
            (name_of(directory, id), now)
        };
        match now {
            None if typed => {
                let refusal = Refusal::NotDynamic { group: name };
                return Err(request.refused(&refusal).about("Identity").into());
            }
            None => request.call.verbose(format!(
                "\"{name}\" is an assigned group; it is passed over."
            ))?,
            Some(now) if now == state => request.call.verbose(match state {
                RuleProcessing::Paused => format!("\"{name}\" is paused already."),
                RuleProcessing::On => format!("\"{name}\" is not paused."),
            })?,
            Some(_) => groups.push((id, name)),
        }
    }
    if groups.is_empty() {
        return Ok(());
    }
    let commands = groups.iter().map(|(group, _)| Change::UpdateGroup {
        group: *group,
        changes: GroupChanges {
            processing_state: Some(state),
            ..GroupChanges::default()
        },
    });
    let follows = match groups.as_slice() {
        [(only, _)] => Follows::Members(*only),
        _ => Follows::Memberships,
    };
    let names: Vec<&str> = groups.iter().map(|(_, name)| name.as_str()).collect();
    let done = request.change(commands.collect(), &names.join(", "), follows)?;
    if done.is_some() && request.switch("PassThru") {
        request.emit_each(groups.into_iter().map(|(id, _)| id))?;
    }
    Ok(())
}
