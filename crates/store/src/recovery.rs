//! From what is kept to the tenant: the newest whole state, and what came after it done again.
//!
//! What then follows must be what followed the first time, otherwise the record is reported and nothing is opened.

use std::ops::RangeInclusive;

use ingroup_directory::Way as Direction;
use ingroup_schema::Instant;
use ingroup_tenant::{Command, ImageError, Tenant};

use crate::effects::Effects;
use crate::error::StoreError;
use crate::history::{Deed, KeptUnit};
use crate::image::Image;
use crate::record::{End, Line, Record};
use crate::seal::Seal;
use crate::watch::{EVERY, Watch};

/// How far the last unit is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// To its end.
    TheEnd,
    /// The clock is not set past this instant.
    Instant(Instant),
}

/// Where a way to a unit begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// At the oldest unit.
    TheFirst,
    /// At the newest state that is kept whole, of those before a unit, or at this unit if it is newer.
    TheNewest { image: Option<u64>, before: u64 },
}

/// A unit, and those that lead on from there, the oldest first.
struct Path {
    start: u64,
    units: Vec<RangeInclusive<u64>>,
}

/// A tenant out of the record.
#[derive(Debug)]
pub(crate) struct Recovered {
    pub(crate) tenant: Tenant,
    /// How many units were done again for it.
    pub(crate) replayed: u64,
}

/// The newest unit.
pub(crate) fn end(record: &Record) -> Result<End, StoreError> {
    let end = record.end()?;
    end.ok_or_else(|| damaged(record, "it has no units"))
}

/// The unit with a number, which must be there.
pub(crate) fn there(record: &Record, seq: u64) -> Result<Line, StoreError> {
    let line = record.line(seq)?;
    line.ok_or_else(|| damaged(record, format!("unit {seq} is missing")))
}

/// What a line says, which must be understood.
pub(crate) fn understood(record: &Record, line: &Line) -> Result<KeptUnit, StoreError> {
    KeptUnit::read(line).map_err(|why| damaged(record, format!("unit {}: {why}", line.seq)))
}

/// Whether a line carried out a command; otherwise it made or replaced the tenant.
pub(crate) fn is_command(line: &Line) -> bool {
    line.command != Deed::New.text() && line.command != Deed::State.text()
}

/// The units that led to the tenant of now, the oldest first, with the one that began it.
pub(crate) fn line(record: &Record) -> Result<Vec<RangeInclusive<u64>>, StoreError> {
    let Path { start, mut units } = path(record, end(record)?.seq, From::TheFirst)?;
    match units.first_mut() {
        Some(range) if *range.start() == start + 1 => *range = start..=*range.end(),
        _ => units.insert(0, start..=start),
    }
    Ok(units)
}

/// The tenant after the newest unit; from an image, if that is of this record.
pub(crate) fn newest(
    record: &Record,
    image: Option<Image>,
    watch: Watch<'_>,
) -> Result<Recovered, StoreError> {
    let image = image.filter(|image| {
        let line = record.line(image.seq());
        matches!(line, Ok(Some(line)) if line.seal == image.seal())
    });
    // An image that cannot be read is as good as none: it can be made anew.
    let image = image.and_then(|image| Some((image.seq(), image.tenant()?)));
    state(record, end(record)?.seq, Until::TheEnd, image, watch)
}

/// The tenant after a unit.
pub(crate) fn state_after(
    record: &Record,
    unit: u64,
    until: Until,
    watch: Watch<'_>,
) -> Result<Tenant, StoreError> {
    state(record, unit, until, None, watch).map(|recovered| recovered.tenant)
}

fn state(
    record: &Record,
    unit: u64,
    until: Until,
    image: Option<(u64, Tenant)>,
    watch: Watch<'_>,
) -> Result<Recovered, StoreError> {
    let (path, mut tenant) = beginning(record, unit, image)?;
    let length = |range: &RangeInclusive<u64>| range.end() + 1 - range.start();
    let all = path.units.iter().map(length).sum();
    let mut replayed = 0;
    for range in path.units {
        let mut before = there(record, range.start().saturating_sub(1))?.seal;
        let mut expected = *range.start();
        record.each(range.clone(), |line| {
            check_place(record, &line, expected, before)?;
            let until = match line.seq == unit {
                true => until,
                false => Until::TheEnd,
            };
            do_again(record, &line, until, &mut tenant)?;
            (expected, before) = (line.seq + 1, line.seal);
            replayed += 1;
            if replayed % EVERY == 0 && watch(replayed, all).is_break() {
                return Err(StoreError::Stopped);
            }
            Ok(())
        })?;
        if expected != range.end() + 1 {
            return Err(damaged(record, format!("unit {expected} is missing")));
        }
    }
    Ok(Recovered { tenant, replayed })
}

/// The newest state from which a unit can be reached, and the way.
///
/// A state that was kept on the way spares work: if it is damaged or of another program, the one before it does.
fn beginning(
    record: &Record,
    unit: u64,
    image: Option<(u64, Tenant)>,
) -> Result<(Path, Tenant), StoreError> {
    let mut before = u64::MAX;
    let mut image = image;
    loop {
        let known = image.as_ref().map(|(seq, _)| *seq);
        let path = path(
            record,
            unit,
            From::TheNewest {
                image: known,
                before,
            },
        )?;
        if let Some((_, tenant)) = image.take_if(|(seq, _)| *seq == path.start) {
            return Ok((path, tenant));
        }
        match kept_whole(record, path.start) {
            Ok(tenant) => return Ok((path, tenant)),
            Err(error) => {
                let is_spare = path.start < before
                    && record.start()?.is_some_and(|first| first.seq < path.start)
                    && is_command(&there(record, path.start)?);
                if !is_spare {
                    return Err(error);
                }
                before = path.start;
            }
        }
    }
}

/// Whether the record has a whole state from which its newest unit can be reached.
pub(crate) fn check_beginning(record: &Record) -> Result<(), StoreError> {
    beginning(record, end(record)?.seq, None).map(|_| ())
}

/// How to get to the tenant after a unit.
fn path(record: &Record, unit: u64, from: From) -> Result<Path, StoreError> {
    let first = record.start()?.map_or(0, |end| end.seq);
    let mut units = Vec::new();
    let mut top = unit;
    loop {
        if top < first {
            return Err(damaged(record, format!("unit {top} is missing")));
        }
        let start = match from {
            From::TheFirst => first,
            From::TheNewest { image, before } => {
                let image = image.filter(|seq| *seq <= top);
                let state = record.newest_state(top.min(before - 1))?;
                state.max(image).unwrap_or(first)
            }
        };
        match record.newest_jump(top)? {
            Some((seq, to)) if seq > start => {
                if to >= seq {
                    return Err(damaged(record, format!("unit {seq} goes back to {to}")));
                }
                units.push(seq + 1..=top);
                top = to;
            }
            _ => {
                units.push(start + 1..=top);
                units.retain(|range| !range.is_empty());
                units.reverse();
                return Ok(Path { start, units });
            }
        }
    }
}

/// The state that is kept after a unit.
fn kept_whole(record: &Record, seq: u64) -> Result<Tenant, StoreError> {
    let line = there(record, seq)?;
    let unit = understood(record, &line)?;
    let Some(bytes) = record.state(seq)? else {
        return match unit.deed {
            Deed::New => Ok(Tenant::new(unit.at)),
            _ => Err(damaged(
                record,
                format!("the state after unit {seq} is missing"),
            )),
        };
    };
    let other = |why| StoreError::OtherFormat {
        place: record.place().path().to_owned(),
        unit: seq,
        why,
        program: record.other_program(),
    };
    let tenant = Tenant::thaw(&bytes);
    // Whoever waits for the tenant need not wait until the room is given back.
    let _ = std::thread::Builder::new().spawn(move || drop(bytes));
    tenant.map_err(|why| match why {
        ImageError::Newer { found, known } => other(format!(
            "it has format {found}, and this program reads formats up to {known}"
        )),
        ImageError::Older { found, known } => other(format!(
            "it has format {found}, and this program reads formats from {known} on"
        )),
        why => damaged(
            record,
            format!("the state after unit {seq} cannot be read ({why})"),
        ),
    })
}

/// A line must be the next one, and sealed behind the one before.
pub(crate) fn check_place(
    record: &Record,
    line: &Line,
    expected: u64,
    before: Seal,
) -> Result<(), StoreError> {
    if line.seq != expected {
        return Err(damaged(record, format!("unit {expected} is missing")));
    }
    match line.seal_behind(before) == line.seal {
        true => Ok(()),
        false => Err(damaged(
            record,
            format!("unit {expected} is not what was kept"),
        )),
    }
}

/// Carries out a unit, from which must follow what is kept.
fn do_again(
    record: &Record,
    line: &Line,
    until: Until,
    tenant: &mut Tenant,
) -> Result<(), StoreError> {
    let unit = understood(record, line)?;
    let differs = |what: String| StoreError::NotReproducible {
        place: record.place().path().to_owned(),
        unit: line.seq,
        what,
        program: record.other_program(),
    };
    let Deed::Command(mut command) = unit.deed else {
        return Err(damaged(record, format!("unit {} is no command", line.seq)));
    };
    let now = tenant.clock().now();
    if now != unit.at {
        return Err(differs(format!(
            "it was asked for at {}, and the clock is at {now}",
            unit.at
        )));
    }
    let mut is_whole = true;
    if let (Until::Instant(limit), Command::SetClock { to }) = (until, &mut *command)
        && *to > limit
    {
        *to = limit;
        is_whole = false;
    }
    let outcome = tenant
        .execute_as(unit.actor, *command)
        .map_err(|refusal| differs(format!("it is refused ({refusal})")))?;
    if !is_whole {
        return Ok(());
    }
    match Effects::bytes_of(tenant, &outcome) == line.effects {
        true => Ok(()),
        false => {
            let now = Effects::of(tenant, &outcome);
            Err(differs(difference(&unit.effects, &now)))
        }
    }
}

/// What is different between what is kept and what followed now.
fn difference(kept: &Effects, now: &Effects) -> String {
    let words = |effects: &Effects| {
        let joined = |one: &&crate::effects::Move| one.way == Direction::In;
        let joined = effects.moves.iter().filter(joined).count();
        format!(
            "{joined} joined and {} left in {} changes",
            effects.moves.len() - joined,
            effects.changes
        )
    };
    match (words(kept), words(now)) {
        (kept, now) if kept == now => "other objects join, leave or are created".to_owned(),
        (kept, now) => format!("{kept}, and now {now}"),
    }
}

/// A damage, without what is intact beside it.
pub(crate) fn damaged(record: &Record, what: impl Into<String>) -> StoreError {
    StoreError::Damaged {
        place: record.place().path().to_owned(),
        good: None,
        what: what.into(),
    }
}
