//! A history seen from one group or administrative unit.

use std::ops::{ControlFlow, RangeInclusive};

use ingroup_schema::ObjectId;

use crate::effects::{Effects, Holder};
use crate::error::StoreError;
use crate::history::History;
use crate::recovery;
use crate::watch::{EVERY, Watch};

/// Units one after the other within which a row is the same object's row; the first of them may have made or replaced
/// the whole tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The newest first.
    units: Vec<RangeInclusive<u64>>,
}

impl Stretch {
    /// The number of its oldest unit.
    pub fn first(&self) -> u64 {
        self.units.last().map_or(0, |range| *range.start())
    }

    /// The number of its newest unit.
    pub fn last(&self) -> u64 {
        self.units.first().map_or(0, |range| *range.end())
    }
}

impl History {
    /// The stretches of the history, the newest first.
    pub fn stretches(&self) -> Result<Vec<Stretch>, StoreError> {
        let mut states = Vec::new();
        for state in self.record().states()? {
            // What is kept on the way has the rows of what was before.
            if !recovery::is_command(&recovery::there(self.record(), state)?) {
                states.push(state);
            }
        }
        let mut found = Vec::new();
        let mut units = Vec::new();
        for range in self.line().iter().rev() {
            let mut end = *range.end();
            while states.last().is_some_and(|state| state > range.end()) {
                states.pop();
            }
            while let Some(state) = states.pop_if(|state| range.contains(state)) {
                units.push(state..=end);
                found.push(Stretch {
                    units: std::mem::take(&mut units),
                });
                end = state.saturating_sub(1);
            }
            if *range.start() <= end {
                units.push(*range.start()..=end);
            }
        }
        if !units.is_empty() {
            found.push(Stretch { units });
        }
        Ok(found)
    }

    /// Shows the units of a stretch that have to do with a group or administrative unit, the newest first, until
    /// nobody wants more: those that moved one of its members, those whose command names it, and those that made or
    /// replaced the tenant. Whoever waits is told how many units have been looked at.
    pub fn each_about(
        &self,
        stretch: &Stretch,
        holder: Holder,
        id: ObjectId,
        watch: Watch<'_>,
        mut show: impl FnMut(crate::history::KeptUnit) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let name = id.to_string();
        let all = stretch
            .units
            .iter()
            .map(|range| range.end() + 1 - range.start());
        let all = all.sum();
        let mut seen = 0;
        for range in &stretch.units {
            let flow = self.record().each_newest_first(range.clone(), |line| {
                seen += 1;
                if seen % EVERY == 0 && watch(seen, all).is_break() {
                    return Err(StoreError::Stopped);
                }
                let is_mark = || !recovery::is_command(&line);
                let moved = || {
                    let effects = Effects::from_bytes(&line.effects);
                    effects
                        .is_none_or(|effects| effects.moves.iter().any(|one| one.holder == holder))
                };
                // The name is looked for in the text first: reading a command takes longer than finding nothing.
                let made =
                    || Effects::from_bytes(&line.effects).and_then(|effects| effects.created);
                match line.command.contains(&name) || is_mark() || moved() || made() == Some(id) {
                    true => Ok(show(recovery::understood(self.record(), &line)?)),
                    false => Ok(ControlFlow::Continue(())),
                }
            })?;
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }
}
