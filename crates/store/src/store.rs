//! A stored tenant at work: units go in, and are durable when it says so.

use std::fs;
use std::path::Path;

use ingroup_schema::Instant;
use ingroup_tenant::{Actor, Tenant};

use crate::error::{self, StoreError};
use crate::files;
use crate::history::{Deed, History};
use crate::image::{self, Image};
use crate::lock::Lock;
use crate::note::{Note, What};
use crate::place::Place;
use crate::record::{End, Line, Record, Start, digest};
use crate::watch::{Watch, unwatched};
use crate::{recovery, verification};

/// How many units are collected before they are made durable, if nobody asks before.
const TOGETHER: usize = 4_096;

/// How many units are done again on opening before it pays to have an image of the state after them.
const TAIL: u64 = 1_000;

/// After how many units an image is made while the work goes on.
const LONG_TAIL: u64 = 200_000;

/// How many bytes of a state there have to be units for until the next state is kept on the way. A unit takes about as
/// many itself, so these states take about as much room as the units; and whoever looks back never has more to do again
/// than lies between two of them: 100,000 users make some 60 MB, which are 240,000 units, done again in some seconds.
const BYTES_FOR_A_UNIT: u64 = 256;

/// Of how many bytes on it takes a while to read a tenant, so that whoever waits is told at once.
const LARGE: u64 = 256 * 1024 * 1024;

/// The least units between two states that are kept on the way, however small they are.
const LEAST_APART: u64 = 1_000;

/// A stored tenant that is open. Nobody else can open it.
#[derive(Debug)]
pub struct Store {
    record: Record,
    /// Held until the store is closed.
    _lock: Lock,
    end: End,
    /// How many units are collected and not durable.
    collected: usize,
    /// How many units came after the newest image, or are as good as that.
    tail: u64,
    /// From which unit on the next state is kept on the way.
    next_state: u64,
    /// Whether something could not be kept.
    is_broken: bool,
}

/// What a new store begins with.
#[derive(Debug, Clone, Copy)]
pub enum Beginning<'a> {
    /// An empty tenant, whose clock stands here.
    Empty(Instant),
    /// This tenant, as it is.
    Tenant(&'a Tenant),
}

impl Store {
    /// Makes a stored tenant where nothing is, whole or not at all.
    pub fn make(path: &Path, beginning: Beginning<'_>) -> Result<(), StoreError> {
        make_with(path, |place| fill(place, beginning))
    }

    /// Opens a stored tenant.
    pub fn open(path: &Path) -> Result<(Self, Tenant), StoreError> {
        Self::open_watched(path, &mut unwatched)
    }

    /// Opens a stored tenant for somebody who may not want to wait.
    pub fn open_watched(path: &Path, watch: Watch<'_>) -> Result<(Self, Tenant), StoreError> {
        let place = Place::new(path);
        check_is_store(&place)?;
        let lock = Lock::take(&place)?;
        let record = Record::open(&place)?;
        if place.size() > LARGE && watch(0, 1).is_break() {
            return Err(StoreError::Stopped);
        }
        let recovered = recovery::newest(&record, Image::read(&place), watch);
        let recovered = recovered.map_err(|error| verification::with_good(&record, error))?;
        let end = recovery::end(&record)?;
        record.say_program()?;
        let next_state = next_state(&record)?;
        let store = Self {
            record,
            _lock: lock,
            end,
            collected: 0,
            tail: recovered.replayed,
            next_state,
            is_broken: false,
        };
        Ok((store, recovered.tenant))
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        self.record.place()
    }

    /// The number of the newest unit.
    pub fn newest_unit(&self) -> u64 {
        self.end.seq
    }

    /// How many units are kept.
    pub fn unit_count(&self) -> Result<u64, StoreError> {
        let first = self.record.start()?.map_or(0, |first| first.seq);
        Ok(self.end.seq + 1 - first)
    }

    /// Adds what was carried out, in a tenant after all of it. It is durable after the next [`commit`](Self::commit).
    pub fn add(&mut self, notes: Vec<Note>, after: &Tenant) -> Result<(), StoreError> {
        self.unless_broken(|store| {
            for note in notes {
                match note.what {
                    What::Asked(text) => store.line(note.at, note.actor, text, note.effects)?,
                    What::Whole => store.whole(note.at, note.actor, after)?,
                }
            }
            match store.collected >= TOGETHER {
                true => store.record.commit().map(|()| store.collected = 0),
                false => Ok(()),
            }
        })?;
        if self.end.seq >= self.next_state {
            return self.keep_state(after);
        }
        match self.collected == 0 && self.tail >= LONG_TAIL {
            true => self.keep_image(after),
            false => Ok(()),
        }
    }

    /// Keeps the tenant whole as it is now, so that whoever looks back from here on begins here; makes everything
    /// durable that was added.
    pub(crate) fn keep_state(&mut self, now: &Tenant) -> Result<(), StoreError> {
        let bytes = image::freeze(now)?;
        self.unless_broken(|store| {
            store.record.collect()?;
            store.record.keep_state(store.end.seq, &bytes)?;
            store.next_state = next_state(&store.record)?;
            store.record.commit()
        })?;
        self.collected = 0;
        self.is_in_record_only();
        Ok(())
    }

    /// Says that the tenant is again what it was after a unit.
    pub fn return_to(
        &mut self,
        unit: u64,
        now: Instant,
        actor: Actor,
        then: &Tenant,
    ) -> Result<(), StoreError> {
        self.unless_broken(|store| {
            let first = store.record.start()?.map_or(0, |first| first.seq);
            if unit < first || unit > store.end.seq {
                return store.whole(now, actor, then);
            }
            store.line(now, actor, Deed::ReturnTo(unit).text(), Vec::new())?;
            store.record.add_jump(store.end.seq, unit)
        })
    }

    /// Makes everything durable that was added.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if self.collected == 0 && !self.is_broken {
            return Ok(());
        }
        self.unless_broken(|store| store.record.commit())?;
        self.collected = 0;
        Ok(())
    }

    /// Ends the work; keeps an image of the tenant as it is now if that makes the next start quicker.
    pub fn close(mut self, tenant: &Tenant) -> Result<(), StoreError> {
        self.commit()?;
        match self.tail >= TAIL {
            // All is durable without it: who only looked at a tenant on a full disk has lost nothing.
            true => match self.keep_image(tenant) {
                Err(StoreError::File { .. }) => Ok(()),
                done => done,
            },
            false => Ok(()),
        }
    }

    /// Keeps an image of the tenant as it is now.
    pub fn keep_image(&mut self, tenant: &Tenant) -> Result<(), StoreError> {
        self.commit()?;
        Image::write(self.place(), self.end, tenant)?;
        self.tail = 0;
        Ok(())
    }

    /// What is kept, to look at.
    pub fn history(&mut self) -> Result<History, StoreError> {
        self.commit()?;
        History::of(self.record.beside()?)
    }

    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    /// Says something of the whole store, which is durable with what was added before.
    pub(crate) fn say(&mut self, name: &str, text: &str) -> Result<(), StoreError> {
        self.unless_broken(|store| {
            store.record.collect()?;
            store.record.say(name, text)?;
            store.collected += 1;
            Ok(())
        })
    }

    /// Writes the record anew, from a start on if there is one: all or nothing.
    pub(crate) fn write_anew(
        &mut self,
        start: Option<&Start>,
        watch: Watch<'_>,
    ) -> Result<(), StoreError> {
        self.commit()?;
        self.record.write_anew(start, watch)
    }

    /// Does something that either is kept or is the last that is tried.
    fn unless_broken(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.is_broken {
            return Err(StoreError::Broken);
        }
        let done = work(self);
        self.is_broken = done.is_err();
        done
    }

    fn whole(&mut self, at: Instant, actor: Actor, tenant: &Tenant) -> Result<(), StoreError> {
        let bytes = image::freeze(tenant)?;
        self.line(at, actor, Deed::State.text(), digest(&bytes))?;
        self.record.keep_state(self.end.seq, &bytes)?;
        self.next_state = next_state(&self.record)?;
        self.is_in_record_only();
        Ok(())
    }

    /// The record has the state of now, which is read more slowly than an image: closing makes one.
    fn is_in_record_only(&mut self) {
        self.tail = TAIL;
    }

    fn line(
        &mut self,
        at: Instant,
        actor: Actor,
        command: String,
        effects: Vec<u8>,
    ) -> Result<(), StoreError> {
        self.record.collect()?;
        self.end = add_line(
            &self.record,
            self.end.seq + 1,
            self.end,
            at,
            actor,
            command,
            effects,
        )?;
        self.collected += 1;
        self.tail += 1;
        Ok(())
    }
}

/// From which unit on the next state is kept.
fn next_state(record: &Record) -> Result<u64, StoreError> {
    let newest = record.newest_state_and_length()?;
    let (seq, length) = match newest {
        Some(newest) => newest,
        None => (record.start()?.map_or(0, |first| first.seq), 0),
    };
    Ok(seq + (length / BYTES_FOR_A_UNIT).max(LEAST_APART))
}

/// Makes a store where nothing is, whole or not at all: it is filled beside the path and moved there.
pub(crate) fn make_with<T>(
    path: &Path,
    fill: impl FnOnce(&Place) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    check_free(&Place::new(path))?;
    let beside = beside(path);
    let failed = |error| StoreError::file(error::Deed::Make, path, &error);
    // A program of the same number may have ended there.
    files::drop_folder(&beside);
    let made = files::make_folder(&beside)
        .map_err(failed)
        .and_then(|()| fill(&Place::new(&beside)))
        .and_then(|filled| move_to(&beside, path).map_err(failed).map(|()| filled));
    if made.is_err() {
        // What is left over is of no use; the first failure is what is told.
        files::drop_folder(&beside);
    }
    made
}

/// Adds a line behind the last one.
fn add_line(
    record: &Record,
    seq: u64,
    before: End,
    at: Instant,
    actor: Actor,
    command: String,
    effects: Vec<u8>,
) -> Result<End, StoreError> {
    let mut line = Line {
        seq,
        at: at.to_string(),
        // Names and numbers: there is nothing in it that has no written form.
        actor: serde_json::to_string(&actor).unwrap_or_default(),
        command,
        effects,
        seal: before.seal,
    };
    line.seal = line.seal_behind(before.seal);
    record.add(&line)?;
    Ok(End {
        seq,
        seal: line.seal,
    })
}

/// Makes the record of a new store, with its first unit.
fn fill(place: &Place, beginning: Beginning<'_>) -> Result<(), StoreError> {
    let record = Record::make(place)?;
    record.collect()?;
    record.say_program()?;
    let nothing = End::default();
    let by = Actor::BuiltIn;
    match beginning {
        Beginning::Empty(now) => {
            let effects = crate::Effects::default().to_bytes();
            add_line(&record, 0, nothing, now, by, Deed::New.text(), effects)?;
        }
        Beginning::Tenant(tenant) => {
            let bytes = image::freeze(tenant)?;
            let now = tenant.clock().now();
            add_line(
                &record,
                0,
                nothing,
                now,
                by,
                Deed::State.text(),
                digest(&bytes),
            )?;
            record.keep_state(0, &bytes)?;
        }
    }
    record.commit()
}

/// A path beside this one, at which nobody looks.
fn beside(path: &Path) -> std::path::PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

fn move_to(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.is_dir() {
        // It is empty, which was looked at before.
        fs::remove_dir(to)?;
    }
    files::sync_folder(Some(from))?;
    files::rename(from, to)
}

/// Something new may be made where nothing is, or an empty folder.
fn check_free(place: &Place) -> Result<(), StoreError> {
    let path = place.path();
    let is_free = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !path.exists(),
    };
    match is_free {
        true => Ok(()),
        false => Err(StoreError::Taken {
            place: path.to_owned(),
            by_store: place.has_record(),
        }),
    }
}

/// There must be a folder with a record in it.
pub(crate) fn check_is_store(place: &Place) -> Result<(), StoreError> {
    let path = place.path().to_owned();
    let why = match fs::metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Absent { place: path });
        }
        Err(error) => return Err(StoreError::file(error::Deed::Read, &path, &error)),
        Ok(about) if !about.is_dir() => "it is a file",
        Ok(_) => match fs::metadata(place.record()) {
            Ok(record) if record.is_file() => return Ok(()),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::file(error::Deed::Read, &path, &error));
            }
            _ => "there is no tenant.db in it",
        },
    };
    Err(StoreError::NotAStore {
        place: path,
        why: why.to_owned(),
    })
}
