//! The one who keeps what a session does, shared by those who change the tenant and those who show it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ingroup_schema::Instant;
use ingroup_tenant::{Actor, Tenant};

use crate::checkpoints::KeptCheckpoint;
use crate::error::StoreError;
use crate::history::History;
use crate::note::Notes;
use crate::retention::Optimized;
use crate::store::{Beginning, Store};
use crate::verification::Verified;
use crate::watch::Watch;

/// Keeps what happens to a tenant, if it is a stored one. Clones are the same keeper.
///
/// Whoever shows something calls [`commit`](Self::commit) first: nothing is seen before it is durable.
#[derive(Debug, Clone, Default)]
pub struct Keeper(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    store: Option<Store>,
    /// Why something could not be kept.
    failed: Option<StoreError>,
}

/// Where a stored tenant lives and how much that takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The folder.
    pub path: PathBuf,
    /// The size of all its files, in bytes.
    pub size: u64,
    /// How many units are kept.
    pub units: u64,
}

impl Keeper {
    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever held it and panicked has broken nothing: what is kept is kept by the store.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what happens from now on in this store; gives the one before.
    pub fn keep_in(&self, store: Store) -> Option<Store> {
        self.state().store.replace(store)
    }

    /// Keeps nothing any more; gives the store.
    pub fn release(&self) -> Option<Store> {
        self.state().store.take()
    }

    /// Notes for what is to be carried out: taken, if there is a store.
    pub fn notes(&self) -> Notes {
        Notes::new(self.state().store.is_some())
    }

    /// Why something could not be kept, if that has happened.
    pub fn failure(&self) -> Option<StoreError> {
        self.state().failed.clone()
    }

    /// Adds what was carried out, in a tenant after all of it.
    pub fn add(&self, notes: Notes, after: &Tenant) -> Result<(), StoreError> {
        match notes {
            Notes::Taken(notes) if !notes.is_empty() => self.with(|store| store.add(notes, after)),
            _ => Ok(()),
        }
    }

    /// Says that the tenant is again what it was after a unit.
    pub fn return_to(
        &self,
        unit: Option<u64>,
        now: Instant,
        actor: Actor,
        then: &Tenant,
    ) -> Result<(), StoreError> {
        self.with(|store| store.return_to(unit.unwrap_or(u64::MAX), now, actor, then))
    }

    /// Keeps these states to come back to, and no others.
    pub fn keep_checkpoints(&self, all: &[KeptCheckpoint]) -> Result<(), StoreError> {
        self.with(|store| store.keep_checkpoints(all))
    }

    /// The number of the newest unit; none if nothing is kept.
    pub fn newest_unit(&self) -> Option<u64> {
        self.state().store.as_ref().map(Store::newest_unit)
    }

    /// Makes durable what was carried out so far. What could not be kept once never is, also when its store is closed:
    /// who has something to tell of it must not.
    pub fn commit(&self) -> Result<(), StoreError> {
        match self.failure() {
            Some(error) => Err(error),
            None => self.with(Store::commit),
        }
    }

    /// Ends the work.
    pub fn close(&self, tenant: &Tenant) -> Result<(), StoreError> {
        match self.release() {
            Some(store) => store.close(tenant),
            None => Ok(()),
        }
    }

    /// What is kept, to look at; none if nothing is.
    pub fn history(&self) -> Result<Option<History>, StoreError> {
        match &mut self.state().store {
            Some(store) => store.history().map(Some),
            None => Ok(None),
        }
    }

    /// Looks whether everything that is kept is what was written; none if nothing is kept.
    pub fn verify(&self, watch: Watch<'_>) -> Result<Option<Verified>, StoreError> {
        match &mut self.state().store {
            Some(store) => store.verify(watch).map(Some),
            None => Ok(None),
        }
    }

    /// Copies the tenant at hand to where nothing is: with its history if it is a stored one, otherwise as it is.
    pub fn back_up(&self, tenant: &Tenant, to: &Path, watch: Watch<'_>) -> Result<(), StoreError> {
        match &mut self.state().store {
            Some(store) => store.back_up(tenant, to, watch),
            None => Store::make(to, Beginning::Tenant(tenant)),
        }
    }

    /// Puts the store in order; none if nothing is kept.
    pub fn optimize(
        &self,
        tenant: &Tenant,
        keep_since: Option<Instant>,
        watch: Watch<'_>,
    ) -> Result<Option<Optimized>, StoreError> {
        match &mut self.state().store {
            Some(store) => store.optimize(tenant, keep_since, watch).map(Some),
            None => Ok(None),
        }
    }

    /// Where the tenant lives; none if nothing is kept.
    pub fn condition(&self) -> Result<Option<Condition>, StoreError> {
        match &mut self.state().store {
            None => Ok(None),
            Some(store) => {
                store.commit()?;
                Ok(Some(Condition {
                    // As it is known everywhere, however it was named.
                    path: store
                        .place()
                        .path()
                        .canonicalize()
                        .unwrap_or_else(|_| store.place().path().to_owned()),
                    size: store.place().size(),
                    units: store.unit_count()?,
                }))
            }
        }
    }

    /// Does something with the store, if there is one, and remembers the first failure.
    fn with(
        &self,
        work: impl FnOnce(&mut Store) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut state = self.state();
        let Some(store) = &mut state.store else {
            return Ok(());
        };
        let done = work(store);
        if let Err(error) = &done {
            state.failed.get_or_insert_with(|| error.clone());
        }
        done
    }
}
