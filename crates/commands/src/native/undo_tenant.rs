//! `Undo-Tenant`: goes back to a checkpoint.

use ingroup_shell::{Category, Command, Done, Halt, Object, Parameter, ShellError};
use ingroup_tenant::{Actor, AuditEntry, Tenant};

use crate::checkpoints::Checkpoint;
use crate::records::{self, name_of};
use crate::request::{Request, native};
use crate::session::Session;
use crate::stored;

/// How many changes are named one by one.
const NAMED: usize = 10;

pub(super) fn command() -> Command<Session> {
    Command::new("Undo-Tenant", "Goes back to a checkpoint, and says what that takes back.")
        .describe(
            "Everything is as it was at the checkpoint, the clock and who acts too. The checkpoint stays; those made \
             after it are gone. Variables of the session, and files, stay as they are.",
        )
        .parameter(
            Parameter::text("To")
                .alias("Name")
                .means("Checkpoint")
                .position(0)
                .from_property()
                .help("The checkpoint; the newest if nothing is said."),
        )
        .what_if()
        .example(
            "Checkpoint-Tenant before; Set-User adele@contoso.com -Department Marketing; Undo-Tenant",
            "Takes back what was done since the newest checkpoint.",
        )
        .example(
            "Checkpoint-Tenant before; Remove-Group Sales; Undo-Tenant -To before -WhatIf",
            "Says what would be taken back.",
        )
        .each(native(undo_tenant))
}

fn undo_tenant(request: &mut Request<'_, '_>) -> Done {
    let checkpoint = wanted(request)?;
    let actor = request.session().actor();
    let undone = checkpoint.since(request.session().tenant());
    let beside = beside(&checkpoint, request.session().tenant(), actor);
    if undone.is_empty() && beside.is_empty() {
        let line = format!(
            "Nothing has changed since the checkpoint \"{}\".",
            checkpoint.name
        );
        request.call.write_host(&line)?;
        // Coming back to it still ends the checkpoints behind it.
        if !request.call.is_what_if() {
            return_to(request, checkpoint)?;
        }
        return Ok(());
    }
    let target = format!("the checkpoint \"{}\"", checkpoint.name);
    let action = request.call.name().to_owned();
    if !request.call.should_process(&target, &action)? {
        if request.call.is_what_if() {
            for line in sentences("Would be taken back", &undone, &beside) {
                request.call.write_host(&format!("What if: {line}"))?;
            }
        }
        return Ok(());
    }
    return_to(request, checkpoint)?;
    let mut lines = sentences("Taken back", &undone, &beside).into_iter();
    lines.try_for_each(|line| request.call.write_host(&line))
}

fn return_to(request: &mut Request<'_, '_>, checkpoint: Checkpoint) -> Done {
    let returned = request.session().return_to(checkpoint);
    returned.map_err(|error| stored::failure(&error).into())
}

fn wanted(request: &mut Request<'_, '_>) -> Result<Checkpoint, Halt> {
    let name = request.text("To");
    let interruption = request.call.interruption();
    let mut session = request.session();
    let last = session.checkpoints().names().next_back();
    let wanted = name.clone().or_else(|| last.map(str::to_owned));
    let is_wanted = |one: &str| {
        wanted
            .as_ref()
            .is_some_and(|name| name.eq_ignore_ascii_case(one))
    };
    session.fetch_checkpoints(is_wanted, &interruption)?;
    let all = session.checkpoints();
    let found = wanted.as_ref().and_then(|name| all.find(name));
    let names: Vec<String> = all.names().map(|one| format!("\"{one}\"")).collect();
    found.cloned().ok_or_else(|| {
        let error = match name {
            Some(name) => {
                ShellError::new(format!("There is no checkpoint \"{name}\".")).about("To")
            }
            None => ShellError::new("There is no checkpoint to go back to."),
        };
        let help = match names.is_empty() {
            true => "Checkpoint-Tenant makes one; do that before what you may want to take back."
                .to_owned(),
            false => format!("There are {}.", names.join(", ")),
        };
        error.category(Category::ObjectNotFound).help(help).into()
    })
}

/// What is taken back, for people; the newest first.
fn sentences(title: &str, undone: &[AuditEntry], beside: &[String]) -> Vec<String> {
    let count = undone.len();
    let mut lines = vec![match count {
        0 => format!("{title}: nothing that is in the audit log."),
        1 => format!("{title}: 1 change."),
        _ => format!("{title}: {count} changes, the newest first."),
    }];
    let named = undone.iter().rev().take(NAMED);
    lines.extend(named.map(|entry| {
        let record: Object = records::audit(entry);
        let part = |name: &str| {
            let value = record.get(name).unwrap_or_default();
            value.to_text().to_string()
        };
        let (activity, target, detail) = (part("Activity"), part("Target"), part("Detail"));
        let target = if target.is_empty() {
            target
        } else {
            format!(" \"{target}\"")
        };
        let detail = if detail.is_empty() {
            detail
        } else {
            format!(" ({detail})")
        };
        format!("  {activity}{target}{detail}")
    }));
    if count > NAMED {
        lines.push(format!("  and {} before these", count - NAMED));
    }
    lines.extend(beside.iter().map(|line| format!("  {line}")));
    lines
}

/// What differs and is in no audit log.
fn beside(checkpoint: &Checkpoint, now: &Tenant, actor: Actor) -> Vec<String> {
    let then = &checkpoint.tenant;
    let mut lines = Vec::new();
    let (is, was) = (now.clock().now(), then.clock().now());
    if is != was {
        lines.push(format!("The clock: {is} becomes {was}"));
    }
    let objects = |tenant: &Tenant| tenant.directory().object_count();
    if objects(now) != objects(then) {
        let (is, was) = (objects(now), objects(then));
        lines.push(format!("Objects: {is} become {was}"));
    }
    if actor != checkpoint.actor {
        let name = |actor: Actor, tenant: &Tenant| match actor.id() {
            Some(id) => name_of(tenant.directory(), id),
            None => "ingroup".to_owned(),
        };
        let (is, was) = (name(actor, now), name(checkpoint.actor, then));
        lines.push(format!("Who acts: \"{is}\" becomes \"{was}\""));
    }
    lines
}
