//! The life of a stored tenant on a watched disk: whatever one does with it, one step after the other.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ingroup_schema::Duration;
use ingroup_tenant::{Actor, Tenant};

use super::disk::{Disk, Step};
use super::draw::{Draw, start};
use super::twins::picture;
use crate::{Beginning, Notes, Store, StoreError, execute};

/// The stored tenant's name on its disk.
const NAME: &str = "contoso.ingroup";

/// A tenant, whose home may be open.
pub(super) struct Life {
    pub(super) disk: Arc<Disk>,
    draw: Draw,
    home: Option<(Store, Tenant)>,
    pub(super) past: Past,
    copies: usize,
}

/// What the tenant was after each unit.
#[derive(Default)]
pub(super) struct Past {
    tenants: BTreeMap<u64, Tenant>,
    pictures: BTreeMap<u64, Vec<String>>,
    /// The newest unit that was acknowledged; none before there is a store.
    pub(super) acknowledged: Option<u64>,
}

impl Past {
    fn add(&mut self, unit: u64, tenant: &Tenant) {
        self.tenants.insert(unit, tenant.clone());
    }

    /// Forgets what was after a unit: it was never kept.
    fn forget_after(&mut self, unit: u64) {
        self.tenants.split_off(&(unit + 1));
        self.pictures.split_off(&(unit + 1));
    }

    /// Fails unless a tenant is what it was after this unit.
    fn assert_was(&mut self, unit: u64, tenant: &Tenant, about: &str) {
        let lived = &self.tenants[&unit];
        let lived = self.pictures.entry(unit).or_insert_with(|| picture(lived));
        let opened = picture(tenant);
        let different = opened.iter().zip(&*lived).find(|(one, other)| one != other);
        assert_eq!(different, None, "{about}");
        assert_eq!(opened.len(), lived.len(), "{about}");
    }

    /// Fails unless in this folder there is the tenant after some unit, not before this one; gives the unit.
    pub(super) fn assert_kept(
        &mut self,
        folder: &Path,
        least: Option<u64>,
        copies: &[(String, u64)],
        about: &str,
    ) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            // What is being made has a name that begins with a dot.
            if name.starts_with('.') {
                continue;
            }
            let (store, tenant) = Store::open(&folder.join(&name))
                .unwrap_or_else(|error| panic!("{about}: {name}: {error}"));
            self.assert_was(store.newest_unit(), &tenant, about);
            let least = match name.as_str() {
                NAME => least,
                _ => copies
                    .iter()
                    .find(|(copy, _)| *copy == name)
                    .map(|one| one.1),
            };
            assert!(
                Some(store.newest_unit()) >= least,
                "{about}: {least:?} was acknowledged"
            );
        }
        let names = least.map(|_| NAME).into_iter();
        for name in names.chain(copies.iter().map(|(name, _)| name.as_str())) {
            assert!(folder.join(name).exists(), "{about}: there is no {name}");
        }
    }
}

impl Life {
    pub(super) fn new(disk: Arc<Disk>, seed: u64) -> Self {
        Self {
            disk,
            draw: Draw::new(seed),
            home: None,
            past: Past::default(),
            copies: 0,
        }
    }

    /// Does the next thing; an error says that the disk failed, and then the home is left.
    pub(super) fn step(&mut self) -> Result<(), StoreError> {
        let done = self.try_step();
        if done.is_err() {
            self.home = None;
        }
        done
    }

    /// Ends as a program does that is killed: nothing is closed.
    pub(super) fn end(&mut self) {
        self.home = None;
    }

    fn try_step(&mut self) -> Result<(), StoreError> {
        let path = self.disk.root().join(NAME);
        let Some((mut store, mut tenant)) = self.home.take() else {
            if self.past.acknowledged.is_none() && !path.exists() {
                self.past.add(0, &Tenant::new(start()));
                Store::make(&path, Beginning::Empty(start()))?;
                self.acknowledge(0);
            }
            let (store, tenant) = Store::open(&path)?;
            let unit = store.newest_unit();
            assert!(Some(unit) >= self.past.acknowledged);
            self.past.forget_after(unit);
            self.past.assert_was(unit, &tenant, "the opened tenant");
            self.home = Some((store, tenant));
            return Ok(());
        };
        match self.draw.below(17) {
            0..=8 => {
                for _ in 0..1 + self.draw.below(5) {
                    self.command(&mut store, &mut tenant)?;
                }
                if self.draw.below(4) > 0 {
                    store.commit()?;
                    self.acknowledge(store.newest_unit());
                }
            }
            9 | 10 => {
                store.keep_image(&tenant)?;
                self.acknowledge(store.newest_unit());
            }
            11 => {
                let place = self.draw.below(self.past.tenants.len());
                let (unit, then) = self.past.tenants.iter().nth(place).unwrap();
                let then = then.clone();
                let now = tenant.clock().now();
                store.return_to(*unit, now, Actor::BuiltIn, &then)?;
                tenant = then;
                self.past.add(store.newest_unit(), &tenant);
                store.commit()?;
                self.acknowledge(store.newest_unit());
            }
            12 => {
                let now = tenant.clock().now();
                let days = self.draw.below(20) as i64;
                store.optimize(
                    &tenant,
                    Some(now.saturating_add(Duration::from_days(-days))),
                    &mut crate::unwatched,
                )?;
                self.acknowledge(store.newest_unit());
            }
            13 => {
                self.copies += 1;
                let name = format!("copy{}.ingroup", self.copies);
                store.back_up(
                    &tenant,
                    &self.disk.root().join(&name),
                    &mut crate::unwatched,
                )?;
                let unit = store.newest_unit();
                self.acknowledge(unit);
                self.disk.say(Step::Copied { name, unit });
            }
            14 => {
                store.keep_state(&tenant)?;
                self.acknowledge(store.newest_unit());
            }
            _ => {
                let unit = store.newest_unit();
                store.close(&tenant)?;
                self.acknowledge(unit);
                return Ok(());
            }
        }
        self.home = Some((store, tenant));
        Ok(())
    }

    fn command(&mut self, store: &mut Store, tenant: &mut Tenant) -> Result<(), StoreError> {
        let command = self.draw.command(tenant);
        let actor = self.draw.actor(tenant);
        let mut notes = Notes::new(true);
        let _ = execute(tenant, actor, command, &mut notes);
        let Notes::Taken(notes) = notes else {
            unreachable!()
        };
        let added = store.add(notes, tenant);
        // It may be kept even if that could not be said.
        let unit = self.past.tenants.keys().next_back().copied().unwrap_or(0);
        self.past.add(store.newest_unit().max(unit), tenant);
        added
    }

    fn acknowledge(&mut self, unit: u64) {
        self.past.acknowledged = Some(unit);
        self.disk.say(Step::Acknowledged(unit));
    }
}
