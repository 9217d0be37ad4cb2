//! Notes of what a tenant was asked and what followed, taken while it is carried out and kept together.

use ingroup_schema::Instant;
use ingroup_tenant::{Actor, Command, Outcome, Refusal, Tenant, Watch};

use crate::effects::Effects;

/// What one command is to the record.
#[derive(Debug, Clone)]
pub struct Note {
    pub(crate) at: Instant,
    pub(crate) actor: Actor,
    pub(crate) what: What,
    /// What followed from it, in its written form.
    pub(crate) effects: Vec<u8>,
}

/// What there is to keep of a command.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// The command as it was asked, in its written form.
    Asked(String),
    /// It has no written form: the tenant after it.
    Whole,
}

/// The notes of commands that are one step to whoever gave them.
#[derive(Debug, Clone)]
pub enum Notes {
    /// Nobody keeps them.
    Dropped,
    /// They are kept, these so far.
    Taken(Vec<Note>),
}

impl Notes {
    /// No notes so far.
    pub fn new(kept: bool) -> Self {
        match kept {
            true => Self::Taken(Vec::new()),
            false => Self::Dropped,
        }
    }
}

/// Carries out a command and takes a note of it; of one that is refused there is nothing to note.
pub fn execute(
    tenant: &mut Tenant,
    actor: Actor,
    command: Command,
    notes: &mut Notes,
) -> Result<Outcome, Refusal> {
    carry_out(tenant, actor, command, notes, |tenant, command| {
        tenant.execute_as(actor, command)
    })
}

/// [`execute`], for somebody who may not want to wait. If it is ended, nothing has happened.
pub fn execute_watched(
    tenant: &mut Tenant,
    actor: Actor,
    command: Command,
    notes: &mut Notes,
    watch: Watch<'_>,
) -> Result<Outcome, Refusal> {
    carry_out(tenant, actor, command, notes, |tenant, command| {
        tenant.execute_watched(actor, command, watch)
    })
}

fn carry_out(
    tenant: &mut Tenant,
    actor: Actor,
    command: Command,
    notes: &mut Notes,
    execute: impl FnOnce(&mut Tenant, Command) -> Result<Outcome, Refusal>,
) -> Result<Outcome, Refusal> {
    let Notes::Taken(taken) = notes else {
        return execute(tenant, command);
    };
    let at = tenant.clock().now();
    let stands_still = matches!(command, Command::SetClock { to } if to == at);
    let what = match serde_json::to_string(&command) {
        Ok(text) => What::Asked(text),
        Err(_) => What::Whole,
    };
    let outcome = execute(tenant, command)?;
    // A clock that follows the real time is set before every command; where it stays, there is nothing to do again.
    if !stands_still || !outcome.events.is_empty() {
        taken.push(Note {
            at,
            actor,
            what,
            effects: Effects::bytes_of(tenant, &outcome),
        });
    }
    Ok(outcome)
}
