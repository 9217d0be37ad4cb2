//! What is kept, unit by unit, and the tenant as it was at any time since.

use std::ops::RangeInclusive;

use ingroup_schema::Instant;
use ingroup_tenant::{Actor, Command, Tenant};
use serde::{Deserialize, Serialize};

use crate::effects::Effects;
use crate::error::StoreError;
use crate::record::{Line, Record};
use crate::recovery::{self, Until};
use crate::watch::Watch;

/// A unit as it is kept.
#[derive(Debug, Clone)]
pub struct KeptUnit {
    /// Its number; units that were taken back leave gaps in a history.
    pub seq: u64,
    /// The tenant's time when it began.
    pub at: Instant,
    /// Who asked for it.
    pub actor: Actor,
    /// What was done.
    pub deed: Deed,
    /// Who joined and left because of it.
    pub effects: Effects,
}

/// What a unit did.
#[derive(Debug, Clone)]
pub enum Deed {
    /// A command was carried out.
    Command(Box<Command>),
    /// An empty tenant was made.
    New,
    /// The tenant was replaced by another one, which is kept whole.
    State,
    /// The tenant became again what it was after another unit.
    ReturnTo(u64),
}

/// The written form of deeds that are no commands.
#[derive(Debug, Serialize, Deserialize)]
enum Mark {
    New,
    State {},
    ReturnTo { unit: u64 },
}

impl Deed {
    /// The written form; commands have their own.
    pub(crate) fn text(&self) -> String {
        let written = match self {
            Self::Command(command) => serde_json::to_string(command),
            Self::New => serde_json::to_string(&Mark::New),
            Self::State => serde_json::to_string(&Mark::State {}),
            Self::ReturnTo(unit) => serde_json::to_string(&Mark::ReturnTo { unit: *unit }),
        };
        // Marks are names and numbers, and a command that came out of the record has a written form.
        written.unwrap_or_default()
    }

    pub(crate) fn read(text: &str) -> Result<Self, serde_json::Error> {
        match serde_json::from_str(text) {
            Ok(Mark::New) => Ok(Self::New),
            Ok(Mark::State {}) => Ok(Self::State),
            Ok(Mark::ReturnTo { unit }) => Ok(Self::ReturnTo(unit)),
            Err(_) => serde_json::from_str(text).map(|command| Self::Command(Box::new(command))),
        }
    }
}

impl KeptUnit {
    /// What a line says; otherwise what cannot be understood of it.
    pub(crate) fn read(line: &Line) -> Result<Self, String> {
        let deed = Deed::read(&line.command)
            .map_err(|error| format!("its command cannot be read ({error})"))?;
        let effects = match deed {
            // There the digest of the state stands, or nothing: nobody joins or leaves by a command.
            Deed::State | Deed::ReturnTo(_) => Some(Effects::default()),
            _ => Effects::from_bytes(&line.effects),
        };
        Ok(Self {
            seq: line.seq,
            at: line
                .at
                .parse()
                .map_err(|_| format!("\"{}\" is no time", line.at))?,
            actor: serde_json::from_str(&line.actor)
                .map_err(|_| format!("\"{}\" is nobody who acts", line.actor))?,
            deed,
            effects: effects.ok_or("who joined and left cannot be read")?,
        })
    }
}

/// What has happened to a stored tenant and was not taken back.
#[derive(Debug)]
pub struct History {
    record: Record,
    /// The numbers of the units that led to the tenant of now, the oldest first.
    line: Vec<RangeInclusive<u64>>,
}

impl History {
    pub(crate) fn of(record: Record) -> Result<Self, StoreError> {
        let mut line = recovery::line(&record)?;
        let first = begins(&record, &line)?;
        leave_out_before(&mut line, first);
        Ok(Self { record, line })
    }

    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    /// The numbers of its units, the oldest first.
    pub(crate) fn line(&self) -> &[RangeInclusive<u64>] {
        &self.line
    }

    /// The numbers of the oldest and the newest unit.
    pub fn span(&self) -> (u64, u64) {
        let first = self.line.first().map_or(0, |range| *range.start());
        (first, self.line.last().map_or(first, |range| *range.end()))
    }

    /// Whether a unit is in it; those that were taken back are not.
    pub fn has(&self, unit: u64) -> bool {
        self.line.iter().any(|range| range.contains(&unit))
    }

    /// The tenant's time at which it begins.
    pub fn begins(&self) -> Result<Instant, StoreError> {
        let first = self.line.first().map_or(0, |range| *range.start());
        self.at(first)
    }

    /// Shows all units, the oldest first, until one is refused.
    pub fn each(
        &self,
        mut show: impl FnMut(KeptUnit) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        for range in &self.line {
            self.record.each(range.clone(), |line| {
                show(recovery::understood(&self.record, &line)?)
            })?;
        }
        Ok(())
    }

    /// The tenant as it was at an instant of its own time; none before it began.
    pub fn tenant_as_of(
        &self,
        at: Instant,
        watch: Watch<'_>,
    ) -> Result<Option<Tenant>, StoreError> {
        let Some(last) = self.last_begun(at)? else {
            return Ok(None);
        };
        let tenant = recovery::state_after(&self.record, last, Until::Instant(at), watch)?;
        // The first unit may be one whose beginning has been dropped.
        Ok((tenant.clock().now() <= at).then_some(tenant))
    }

    /// The tenant as it was after a unit.
    pub fn tenant_after(&self, unit: u64, watch: Watch<'_>) -> Result<Tenant, StoreError> {
        recovery::state_after(&self.record, unit, Until::TheEnd, watch)
    }

    /// The last unit that began no later than an instant.
    fn last_begun(&self, at: Instant) -> Result<Option<u64>, StoreError> {
        self.last_where(|begun| begun <= at)
    }

    /// The last unit that began before an instant.
    pub(crate) fn last_begun_before(&self, at: Instant) -> Result<Option<u64>, StoreError> {
        self.last_where(|begun| begun < at)
    }

    fn last_where(&self, early: impl Fn(Instant) -> bool) -> Result<Option<u64>, StoreError> {
        let mut found = None;
        for range in &self.line {
            if !early(self.at(*range.start())?) {
                break;
            }
            // The clock never goes back within a line.
            let (mut low, mut high) = (*range.start(), *range.end());
            while low < high {
                let middle = high - (high - low) / 2;
                match early(self.at(middle)?) {
                    true => low = middle,
                    false => high = middle - 1,
                }
            }
            found = Some(low);
        }
        Ok(found)
    }

    fn at(&self, unit: u64) -> Result<Instant, StoreError> {
        let line = recovery::there(&self.record, unit)?;
        recovery::understood(&self.record, &line).map(|unit| unit.at)
    }
}

/// The unit with which a history begins. The clock of a tenant to which nothing has happened is put wherever somebody
/// wants it: what was before it was put back is no history.
fn begins(record: &Record, line: &[RangeInclusive<u64>]) -> Result<u64, StoreError> {
    let mut first = line.first().map_or(0, |range| *range.start());
    let mut last: Option<Instant> = None;
    for seq in line.iter().cloned().flatten() {
        let unit = recovery::understood(record, &recovery::there(record, seq)?)?;
        if last.is_some_and(|last| unit.at < last) {
            first = seq;
        }
        if unit.effects.changes > 0 {
            break;
        }
        last = Some(unit.at);
    }
    Ok(first)
}

/// Leaves out the units before one.
fn leave_out_before(line: &mut Vec<RangeInclusive<u64>>, first: u64) {
    line.retain(|range| *range.end() >= first);
    if let Some(range) = line.first_mut() {
        *range = first.max(*range.start())..=*range.end();
    }
}
