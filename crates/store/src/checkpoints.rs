//! The names of states that somebody wants to come back to, kept beside the units.

use ingroup_tenant::Actor;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::recovery;
use crate::store::Store;

/// The name under which the store has them.
const CHECKPOINTS: &str = "checkpoints";

/// A state to come back to: it is the one after a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCheckpoint {
    /// What it is called.
    pub name: String,
    /// After which unit.
    pub unit: u64,
    /// Who acted then.
    pub actor: Actor,
}

impl Store {
    /// The states to come back to, the oldest first; those whose units were dropped or taken back are gone.
    pub fn checkpoints(&self) -> Result<Vec<KeptCheckpoint>, StoreError> {
        let said = self.record().said(CHECKPOINTS)?;
        // They are names for what is kept anyway: what cannot be read names nothing.
        let mut all: Vec<KeptCheckpoint> = said
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        if !all.is_empty() {
            let line = recovery::line(self.record())?;
            all.retain(|one| line.iter().any(|units| units.contains(&one.unit)));
        }
        Ok(all)
    }

    /// Keeps these and no others, durable with what was added before.
    pub fn keep_checkpoints(&mut self, all: &[KeptCheckpoint]) -> Result<(), StoreError> {
        let mut all = all.to_vec();
        for one in &mut all {
            one.unit = self.led_here(one.unit)?;
        }
        // Names and numbers: there is nothing in them that has no written form.
        let text = serde_json::to_string(&all).unwrap_or_default();
        self.say(CHECKPOINTS, &text)
    }

    /// The unit that made the tenant what it is after a unit: one that went back is in no history.
    fn led_here(&self, unit: u64) -> Result<u64, StoreError> {
        let mut unit = unit;
        while let Some((seq, back_to)) = self.record().newest_jump(unit)?
            && seq == unit
            && back_to < seq
        {
            unit = back_to;
        }
        Ok(unit)
    }
}
