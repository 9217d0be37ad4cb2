//! Looking back: a command that only reads sees the tenant as it was.

use std::sync::atomic::AtomicBool;

use ingroup_schema::Instant;
use ingroup_shell::{Call, Category, Command, Halt, Parameter, ShellError, Value};
use ingroup_store::{History, StoreError, Watch};
use ingroup_tenant::Tenant;

use crate::request::{Work, native};
use crate::session::Session;
use crate::stored;

/// The name of the parameter.
const AS_OF: &str = "AsOf";

/// How many states that were looked at are kept, to be looked at again.
const KEPT: usize = 4;

/// Which state of the tenant is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Moment {
    /// That of an instant of the tenant's own time.
    Instant(Instant),
    /// That after a unit of its history.
    Unit(u64),
    /// That of a checkpoint.
    Checkpoint(String),
}

/// States that were looked at, the newest look last, and how far the history went then.
#[derive(Default)]
pub(crate) struct Past {
    seen: Vec<(Moment, Tenant)>,
    newest: Option<u64>,
    /// What is looked at now.
    shown: Option<Shown>,
}

/// A state that is looked at, and which one that is.
pub(crate) struct Shown {
    tenant: Tenant,
    moment: Moment,
}

impl Past {
    /// What a command sees instead of the tenant at hand.
    pub(crate) fn shown(&self) -> Option<&Tenant> {
        self.shown.as_ref().map(|shown| &shown.tenant)
    }

    /// Which moment that is.
    pub(crate) fn moment(&self) -> Option<&Moment> {
        self.shown.as_ref().map(|shown| &shown.moment)
    }

    /// Shows this state, or the tenant at hand again; gives what was shown.
    pub(crate) fn show(&mut self, state: Option<Shown>) -> Option<Shown> {
        std::mem::replace(&mut self.shown, state)
    }
}

/// Makes a command that only reads one that can look back.
pub(crate) fn looking_back(command: Command<Session>, work: Work) -> Command<Session> {
    let now = native(work);
    let parameter = Parameter::new(ingroup_shell::Kind::Value, AS_OF).help(
        "Shows it as it was: at an instant, after a unit (a number that Get-GroupHistory shows), or at a checkpoint. \
         Instants and units take a stored tenant.",
    );
    command.parameter(parameter).each(move |call| {
        let Some(value) = call.value(AS_OF) else {
            return now(call);
        };
        let moment = moment(call, &value)?;
        let interruption = call.interruption();
        let tenant = state_at(&mut call.host(), &moment, &interruption)?;
        call.host().past_mut().show(Some(Shown { tenant, moment }));
        let done = now(call);
        call.host().past_mut().show(None);
        done
    })
}

fn moment(call: &mut Call<'_, Session>, value: &Value) -> Result<Moment, ShellError> {
    if let Value::Text(name) = value
        && call.host().checkpoints().has(name)
    {
        return Ok(Moment::Checkpoint(name.to_string()));
    }
    let unit = value.to_number().and_then(|number| number.round_to_int());
    if let Some(unit) = unit.and_then(|unit| u64::try_from(unit).ok()) {
        return Ok(Moment::Unit(unit));
    }
    let time = value.to_time();
    let instant = time.and_then(|time| Instant::from_unix_nanoseconds(time.as_nanosecond()));
    instant.map(Moment::Instant).ok_or_else(|| {
        ShellError::new(format!(
            "\"{}\" is no instant, no unit and no checkpoint.",
            value.to_text()
        ))
        .category(Category::InvalidArgument)
        .about(AS_OF)
        .help("Give an instant such as 2026-11-21T09:00:00Z, the number of a unit, or a name that Get-Checkpoint shows.")
    })
}

/// The tenant as it was then.
fn state_at(
    session: &mut Session,
    moment: &Moment,
    interruption: &AtomicBool,
) -> Result<Tenant, Halt> {
    if let Moment::Checkpoint(name) = moment {
        session.fetch_checkpoints(|one| one.eq_ignore_ascii_case(name), interruption)?;
        if let Some(found) = session.checkpoints().find(name) {
            return Ok(found.tenant.clone());
        }
    }
    let now = session.now();
    if *moment == Moment::Instant(now) {
        return Ok(session.tenant().clone());
    }
    let failed = |error| Halt::Error(stored::failure(&error).about(AS_OF));
    let history = session.keeper().history().map_err(failed)?;
    let Some(history) = history else {
        return Err(no_history().about(AS_OF).into());
    };
    let newest = session.keeper().newest_unit();
    let past = session.past_mut();
    if past.newest != newest {
        past.seen.clear();
        past.newest = newest;
    }
    if let Some(place) = past.seen.iter().position(|(seen, _)| seen == moment) {
        let found = past.seen.remove(place);
        let tenant = found.1.clone();
        past.seen.push(found);
        return Ok(tenant);
    }
    let tenant = stored::watched(session.progress(), interruption, |watch| {
        made(&history, moment, now, watch)
    })?;
    let past = session.past_mut();
    if past.seen.len() == KEPT {
        past.seen.remove(0);
    }
    past.seen.push((moment.clone(), tenant.clone()));
    Ok(tenant)
}

fn made(
    history: &History,
    moment: &Moment,
    now: Instant,
    watch: Watch<'_>,
) -> Result<Tenant, Halt> {
    let failed = |error| match error {
        StoreError::Stopped => Halt::Interrupted,
        error => Halt::Error(stored::failure(&error).about(AS_OF)),
    };
    let begins = history.begins().map_err(failed)?;
    let (first, last) = history.span();
    let found = match moment {
        Moment::Instant(at) if *at > now => None,
        Moment::Instant(at) => history.tenant_as_of(*at, watch).map_err(failed)?,
        Moment::Unit(unit) if !history.has(*unit) => None,
        Moment::Unit(unit) => Some(history.tenant_after(*unit, watch).map_err(failed)?),
        Moment::Checkpoint(_) => None,
    };
    found.ok_or_else(|| {
        let asked = match moment {
            Moment::Instant(at) => at.to_string(),
            Moment::Unit(unit) => format!("Unit {unit}"),
            Moment::Checkpoint(name) => name.clone(),
        };
        let error = ShellError::new(format!("{asked} is not in the history of this tenant."));
        Halt::Error(error.category(Category::InvalidArgument).about(AS_OF).help(format!(
            "It goes from {begins} (unit {first}) to {now} (unit {last}); units that were taken back are not in it."
        )))
    })
}

/// What is said where history is asked for and nothing is kept.
pub(crate) fn no_history() -> ShellError {
    ShellError::new("Nothing is kept of what was, because this tenant is only in memory.")
        .category(Category::InvalidOperation)
        .help(
            "Backup-Tenant -Path stores the tenant at hand, and what happens after Use-Tenant is kept. Without a store, \
             Checkpoint-Tenant keeps a state to look at, and Get-AuditLog -Group shows what happened.",
        )
}
