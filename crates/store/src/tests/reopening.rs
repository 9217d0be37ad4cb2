//! A tenant is the same after its store was closed and opened.

use std::ops::ControlFlow;

use ingroup_tenant::{Command, NewUnit, Tenant};
use tempfile::TempDir;

use super::draw::{Draw, start};
use super::twins::{assert_like, assert_same};
use crate::{Beginning, Notes, Store, StoreError, execute};

/// A store in a folder that goes with it, and the tenant in it.
pub(super) struct Home {
    pub(super) folder: TempDir,
    pub(super) store: Store,
    pub(super) tenant: Tenant,
}

impl Home {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contoso.ingroup");
        Store::make(&path, Beginning::Empty(start())).unwrap();
        let (store, tenant) = Store::open(&path).unwrap();
        Self {
            folder,
            store,
            tenant,
        }
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("contoso.ingroup")
    }

    /// Carries out a command, which is not refused.
    fn carry_out(&mut self, command: Command) {
        let mut notes = Notes::new(true);
        execute(&mut self.tenant, Default::default(), command, &mut notes).unwrap();
        let Notes::Taken(notes) = notes else {
            unreachable!()
        };
        self.store.add(notes, &self.tenant).unwrap();
    }

    /// Carries out random commands.
    pub(super) fn live(&mut self, draw: &mut Draw, commands: usize) {
        for _ in 0..commands {
            let command = draw.command(&self.tenant);
            let actor = draw.actor(&self.tenant);
            let mut notes = Notes::new(true);
            let _ = execute(&mut self.tenant, actor, command, &mut notes);
            let Notes::Taken(notes) = notes else {
                unreachable!()
            };
            self.store.add(notes, &self.tenant).unwrap();
        }
    }

    /// The same home, closed and opened.
    pub(super) fn reopened(self) -> Self {
        let path = self.path();
        self.store.close(&self.tenant).unwrap();
        let (store, tenant) = Store::open(&path).unwrap();
        Self {
            folder: self.folder,
            store,
            tenant,
        }
    }
}

#[test]
fn a_reopened_tenant_is_the_one_that_was_closed() {
    for seed in 0..12 {
        let mut draw = Draw::new(seed);
        let mut home = Home::new();
        for _ in 0..6 {
            let commands = draw.below(80);
            home.live(&mut draw, commands);
            let lived = home.tenant.clone();
            home = home.reopened();
            assert_same(&home.tenant, &lived, seed);
        }
    }
}

#[test]
fn a_tenant_goes_back_to_an_earlier_unit() {
    let mut draw = Draw::new(77);
    let mut home = Home::new();
    let mut known = Vec::new();
    for _ in 0..10 {
        home.live(&mut draw, 20);
        known.push((home.store.newest_unit(), home.tenant.clone()));
        home.live(&mut draw, 20);
        let (unit, then) = known[draw.below(known.len())].clone();
        let now = home.tenant.clock().now();
        let actor = ingroup_tenant::Actor::BuiltIn;
        home.store.return_to(unit, now, actor, &then).unwrap();
        home.tenant = then.clone();
        home = home.reopened();
        assert_same(&home.tenant, &then, 77);
    }
    assert_eq!(
        home.store.verify(&mut crate::unwatched).unwrap().faults,
        Vec::<String>::new()
    );
    let history = home.store.history().unwrap();
    let mut at = history.begins().unwrap();
    let mut count = 0;
    history
        .each(|unit| {
            assert!(unit.at >= at, "a history never goes back in time");
            at = unit.at;
            count += 1;
            Ok(())
        })
        .unwrap();
    assert!(count < home.store.unit_count().unwrap());
}

#[test]
fn a_tenant_is_as_it_was_at_any_instant() {
    let mut draw = Draw::new(5);
    let mut home = Home::new();
    let mut seen = Vec::new();
    for _ in 0..300 {
        home.live(&mut draw, 1);
        seen.push((home.tenant.clock().now(), home.tenant.clone()));
    }
    let history = home.store.history().unwrap();
    // Of several states at one instant the last is the one that lasted.
    seen.reverse();
    seen.dedup_by_key(|(at, _)| *at);
    for (at, then) in seen {
        let found = history
            .tenant_as_of(at, &mut crate::unwatched)
            .unwrap()
            .unwrap();
        assert_like(&found, &then);
    }
    let before = start().saturating_add(ingroup_schema::Duration::from_seconds(-1));
    assert!(
        history
            .tenant_as_of(before, &mut crate::unwatched)
            .unwrap()
            .is_none()
    );
}

#[test]
fn states_that_are_kept_on_the_way_spare_going_back_to_the_first() {
    let mut draw = Draw::new(6);
    let mut home = Home::new();
    let mut seen = Vec::new();
    while home.store.newest_unit() < 2_500 {
        home.live(&mut draw, 40);
        seen.push((home.store.newest_unit(), home.tenant.clone()));
    }
    let replayed = |history: &crate::History, unit| {
        let mut all = 0;
        let then = history.tenant_after(unit, &mut |_, of| {
            all = of;
            ControlFlow::Continue(())
        });
        (then.unwrap(), all)
    };
    let history = home.store.history().unwrap();
    let states = history.record().states().unwrap();
    assert_eq!(states.len(), 2, "{states:?}");
    for (unit, then) in seen.iter().step_by(6) {
        let (found, all) = replayed(&history, *unit);
        assert_like(&found, then);
        assert!(all <= 1_000, "{all} units before unit {unit}");
    }
    // A state that is damaged is passed by, and said to whoever checks.
    let (last, then) = seen.last().unwrap();
    let damaged = rusqlite::Connection::open(home.path().join("tenant.db")).unwrap();
    let damage = "UPDATE piece SET bytes = x'00' WHERE seq = (SELECT max(seq) FROM state)";
    damaged.execute_batch(damage).unwrap();
    let (found, all) = replayed(&history, *last);
    assert_like(&found, then);
    assert!(all > 1_000, "{all}");
    assert_eq!(
        home.store
            .verify(&mut crate::unwatched)
            .unwrap()
            .faults
            .len(),
        1
    );
    drop((history, damaged));
    // Opened again, the store goes on counting where it was.
    home = home.reopened();
    home.live(&mut draw, 20);
    assert_eq!(home.store.record().states().unwrap(), states);
}

#[test]
fn a_history_begins_where_the_clock_was_put_before_anything_happened() {
    let mut home = Home::new();
    let day = ingroup_schema::Duration::from_days(1);
    let long_ago = start().saturating_add(ingroup_schema::Duration::from_days(-400));
    home.carry_out(Command::SetClock {
        to: start().saturating_add(day),
    });
    home.carry_out(Command::SetClock { to: long_ago });
    let new_unit = |name: &str| {
        Command::CreateUnit(NewUnit {
            display_name: name.to_owned(),
            ..NewUnit::default()
        })
    };
    home.carry_out(new_unit("North"));
    let then = home.tenant.clone();
    home.carry_out(Command::SetClock {
        to: long_ago.saturating_add(day),
    });
    home.carry_out(new_unit("South"));
    let history = home.store.history().unwrap();
    assert_eq!(history.begins().unwrap(), long_ago);
    let found = history.tenant_as_of(long_ago, &mut crate::unwatched);
    assert_like(&found.unwrap().unwrap(), &then);
    let before = long_ago.saturating_add(ingroup_schema::Duration::from_seconds(-1));
    let found = history.tenant_as_of(before, &mut crate::unwatched);
    assert!(found.unwrap().is_none());
    let newest = history.tenant_as_of(home.tenant.clock().now(), &mut crate::unwatched);
    assert_like(&newest.unwrap().unwrap(), &home.tenant);
}

#[test]
fn a_second_opener_is_told_who_has_it() {
    let home = Home::new();
    let refused = Store::open(&home.path()).unwrap_err();
    let said = refused.to_string();
    assert!(matches!(refused, StoreError::InUse { .. }), "{said}");
    let own = format!("(process {}, since 20", std::process::id());
    assert!(said.contains(&own), "{said}");
    drop(home.store);
    Store::open(&home.folder.path().join("contoso.ingroup")).unwrap();
}

#[test]
fn a_store_is_made_only_where_nothing_is() {
    let home = Home::new();
    let taken = |path: &std::path::Path| Store::make(path, Beginning::Empty(start())).unwrap_err();
    let by = |error| matches!(error, StoreError::Taken { by_store: true, .. });
    assert!(by(taken(&home.path())));
    assert!(!by(taken(home.folder.path())));
    let strange = home.folder.path().join("Büro München 日本.ingroup");
    Store::make(&strange, Beginning::Empty(start())).unwrap();
    Store::open(&strange).unwrap();
    let names = std::fs::read_dir(home.folder.path()).unwrap().count();
    assert_eq!(names, 2, "nothing is left beside");
}

#[test]
fn what_is_no_store_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let absent = Store::open(&folder.path().join("x")).unwrap_err();
    assert!(matches!(absent, StoreError::Absent { .. }));
    let empty = Store::open(folder.path()).unwrap_err();
    assert!(matches!(empty, StoreError::NotAStore { .. }), "{empty}");
    std::fs::write(
        folder.path().join("tenant.db"),
        "no database, but a long enough text for one",
    )
    .unwrap();
    let text = Store::open(folder.path()).unwrap_err();
    assert!(matches!(text, StoreError::Damaged { .. }), "{text}");
}

#[test]
fn a_tenant_that_was_replaced_is_kept_whole() {
    let mut draw = Draw::new(9);
    let mut home = Home::new();
    home.live(&mut draw, 120);
    let facts = ingroup_tenant::Facts {
        directory: home.tenant.directory().clone(),
        listed_members: Default::default(),
        replace: ingroup_tenant::Replace::Allow,
    };
    let mut notes = Notes::new(true);
    let import = ingroup_tenant::Command::Import(Box::new(facts));
    execute(&mut home.tenant, Default::default(), import, &mut notes).unwrap();
    let Notes::Taken(notes) = notes else {
        unreachable!()
    };
    home.store.add(notes, &home.tenant).unwrap();
    home.live(&mut draw, 30);
    let lived = home.tenant.clone();
    home = home.reopened();
    assert_same(&home.tenant, &lived, 9);
    assert!(
        home.store
            .verify(&mut crate::unwatched)
            .unwrap()
            .faults
            .is_empty()
    );
}

#[test]
fn an_image_spares_doing_things_again_and_is_never_needed() {
    let mut draw = Draw::new(10);
    let mut home = Home::new();
    home.live(&mut draw, 100);
    home.store.keep_image(&home.tenant).unwrap();
    home.live(&mut draw, 40);
    let lived = home.tenant.clone();
    home = home.reopened();
    assert_same(&home.tenant, &lived, 10);
    let image = home.path().join("image");
    let whole = std::fs::read(&image).unwrap();
    for damage in 0..20 {
        let mut bytes = whole.clone();
        let at = draw.below(bytes.len());
        match damage % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 0x20,
            _ => bytes.clear(),
        }
        std::fs::write(&image, &bytes).unwrap();
        home = home.reopened();
        assert_like(&home.tenant, &lived);
    }
    std::fs::remove_file(&image).unwrap();
    home = home.reopened();
    assert_same(&home.tenant, &lived, 11);
}

#[test]
fn a_home_without_room_for_an_image_is_left_in_peace() {
    let mut home = Home::new();
    home.live(&mut Draw::new(13), 40);
    home.store.keep_state(&home.tenant).unwrap();
    let lived = home.tenant.clone();
    // Where the image would be written something else stands.
    std::fs::create_dir(home.path().join("image.new")).unwrap();
    let refused = home.store.keep_image(&home.tenant).unwrap_err();
    assert!(matches!(refused, StoreError::File { .. }), "{refused}");
    home = home.reopened();
    assert!(!home.path().join("image").exists());
    assert_same(&home.tenant, &lived, 13);
}

#[test]
fn a_log_with_room_behind_its_end_is_read_to_its_end() {
    let mut home = Home::new();
    let mut draw = Draw::new(11);
    let before = home.store.place().size();
    for _ in 0..40 {
        home.live(&mut draw, 1);
        home.store.commit().unwrap();
    }
    assert!(home.store.place().size() > before + 4_000_000);
    // As after a crash: the files as they lie there, the store not closed.
    let copy = home.folder.path().join("copy.ingroup");
    std::fs::create_dir(&copy).unwrap();
    for name in ["tenant.db", "tenant.db-wal"] {
        std::fs::copy(home.path().join(name), copy.join(name)).unwrap();
    }
    let (store, tenant) = Store::open(&copy).unwrap();
    assert_eq!(store.newest_unit(), home.store.newest_unit());
    assert_same(&tenant, &home.tenant, 11);
    // Closed, it is as small as one that never had the room.
    let Home { store, tenant, .. } = home.reopened();
    assert!(store.place().size() < before + 4_000_000);
    drop(tenant);
}

#[test]
fn whoever_waits_is_told_how_far_it_is_and_may_end_it() {
    let mut home = Home::new();
    home.live(&mut Draw::new(12), 400);
    let history = home.store.history().unwrap();
    let unit = home.store.newest_unit();
    let mut told = Vec::new();
    let done = history.tenant_after(unit, &mut |done, all| {
        told.push(done);
        assert_eq!(all, unit);
        ControlFlow::Continue(())
    });
    assert_like(&done.unwrap(), &home.tenant);
    assert!(told.len() > 2 && told.is_sorted(), "{told:?}");
    let ended = history.tenant_after(unit, &mut |_, _| ControlFlow::Break(()));
    assert_eq!(ended.unwrap_err(), StoreError::Stopped);
    drop(history);
    let mut nobody = |_, _| ControlFlow::Break(());
    let copy = home.folder.path().join("copy.ingroup");
    let ended = home.store.back_up(&home.tenant, &copy, &mut nobody);
    assert_eq!(ended.unwrap_err(), StoreError::Stopped);
    let ended = home.store.verify(&mut nobody);
    assert_eq!(ended.unwrap_err(), StoreError::Stopped);
    let now = home.tenant.clock().now();
    let ended = home.store.optimize(&home.tenant, Some(now), &mut nobody);
    assert_eq!(ended.unwrap_err(), StoreError::Stopped);
    let path = home.path();
    drop(home.store);
    for taken in [crate::Taken::All, crate::Taken::Intact] {
        let ended = Store::restore(&path, &copy, taken, &mut nobody);
        assert_eq!(ended.unwrap_err(), StoreError::Stopped);
    }
    let names = std::fs::read_dir(home.folder.path()).unwrap().count();
    assert_eq!(names, 1, "nothing is left of a copy");
    let ended = Store::open_watched(&path, &mut |_, _| ControlFlow::Break(()));
    assert_eq!(ended.unwrap_err(), StoreError::Stopped);
    Store::open(&path).unwrap();
}
