//! B5: changes of users that are on disk before anybody is told: one at a time, and several made durable together.
//!
//! What is waited for is the disk, so these are times by the wall's clock always.
//!
//! Peers append records of the same bytes, and do nothing else: no rule is evaluated, nothing could be recovered.

use std::path::Path;

use ingroup_store::{Beginning, Effects, Notes, Store, execute};
use ingroup_tenant::{Actor, Command, Tenant};

use crate::figures::{Figures, Limit, Per};
use crate::folder::Folder;
use crate::job::{Failed, Job, Setting};
use crate::peers::journals::{JOURNALS, Journal};
use crate::tenant::{Moves, tenant};
use crate::timing::{Stopwatch, spread};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "B5",
    set: "membership",
    limits: &[Size::M],
    run,
};

/// How many changes are on their way at once, and how often.
struct Flight {
    what: &'static str,
    in_flight: usize,
    rounds: usize,
    /// How long it may take, at most so many times as the bare file does, and why it takes longer if it does.
    limit: Option<(f64, &'static str)>,
}

/// The first changes after a tenant was opened.
const OPENED: Flight = Flight {
    what: "durable, 1 in flight, just opened",
    in_flight: 1,
    rounds: 1_000,
    limit: None,
};

/// Those of a tenant at work.
const FLIGHTS: [Flight; 3] = [
    Flight {
        what: "durable, 1 in flight",
        in_flight: 1,
        rounds: 1_000,
        limit: Some((1.3, ALONE)),
    },
    Flight {
        what: "durable, 16 in flight",
        in_flight: 16,
        rounds: 200,
        limit: None,
    },
    Flight {
        what: "durable, 256 in flight",
        in_flight: 256,
        rounds: 100,
        limit: Some((6.0, TOGETHER)),
    },
];

/// A tenant is at work when one change has been made for so many users: by then all values have been asked.
const USERS_FOR_A_CHANGE: usize = 8;

/// After how many seconds no more.
const LONG: f64 = 20.0;

/// Why limits are missed, where they are.
const ALONE: &str = "who moves is worked out before it is written, with caches that are cold after each wait for the disk; writing itself takes as long as the bare file's";
const TOGETHER: &str = "nine tenths are working out who moves and writing that to the groups, which waits for memory; the store's part is eight of a hundred, the tenant's record two";

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let folder = Folder::new("durable")?;
    let mut stored = Stored::new(tenant(workload)?, folder.path())?;
    let mut journals = Vec::new();
    for kind in JOURNALS {
        journals.push((kind.name, (kind.make)(folder.path())?));
    }
    let mut moves = Moves::new(workload);
    let mut all = Vec::new();
    all.extend(fly(
        setting,
        &OPENED,
        &mut stored,
        &mut moves,
        &mut journals,
    )?);
    let mut left = workload.size().users() / USERS_FOR_A_CHANGE;
    while left > 0 {
        let some = left.min(256);
        stored.carry_out(moves.commands(some)?)?;
        left -= some;
    }
    for flight in &FLIGHTS {
        all.extend(fly(
            setting,
            flight,
            &mut stored,
            &mut moves,
            &mut journals,
        )?);
    }
    Ok(all)
}

/// Some changes, and the same bytes in each of the journals.
fn fly(
    setting: &Setting,
    flight: &Flight,
    stored: &mut Stored,
    moves: &mut Moves<'_>,
    journals: &mut [(&'static str, Box<dyn Journal>)],
) -> Result<Vec<Figures>, Failed> {
    let Flight {
        what, in_flight, ..
    } = *flight;
    let size = setting.workload()?.size();
    let mut own = Vec::new();
    let mut theirs: Vec<Vec<f64>> = journals.iter().map(|_| Vec::new()).collect();
    let watch = Stopwatch::on_the_wall();
    let mut bytes = 0;
    for _ in 0..setting.size(flight.rounds, 10) {
        let (seconds, records) = stored.carry_out(moves.commands(in_flight)?)?;
        own.push(seconds);
        bytes += records.iter().map(Vec::len).sum::<usize>();
        for ((_, journal), seconds) in journals.iter_mut().zip(&mut theirs) {
            seconds.push(appended(journal.as_mut(), &records)?);
        }
        if watch.is_past(LONG) {
            break;
        }
    }
    let one = spread(own.clone()).p50;
    let bare = theirs.first().map(|bare| spread(bare.clone()).p50);
    let row = |engine, seconds: Vec<f64>| {
        let spread = spread(seconds);
        Figures {
            what,
            engine: Some(engine),
            workload: Some(size),
            per: Some(Per::nanoseconds(
                "change",
                spread.p50 * 1e3 / in_flight as f64,
            )),
            remark: format!(
                "{:.0} changes a second",
                in_flight as f64 * 1e6 / spread.p50
            ),
            spread: Some(spread),
            ..Figures::default()
        }
    };
    let written = bytes / (own.len() * in_flight).max(1);
    let mut ours = row("ingroup", own);
    ours.remark.push_str(&format!("; {written} bytes each"));
    ours.ratio = bare.map(|bare| one / bare);
    if let Some((times, reason)) = flight.limit {
        (ours.limit, ours.reason) = (Some(Limit::Ratio(times)), reason);
    }
    let theirs = journals.iter().zip(theirs);
    let rows = theirs.map(|((name, _), seconds)| row(*name, seconds));
    Ok(std::iter::once(ours).chain(rows).collect())
}

/// The seconds for a batch to be durable.
fn appended(journal: &mut dyn Journal, records: &[Vec<u8>]) -> Result<f64, Failed> {
    let watch = Stopwatch::on_the_wall();
    journal.append(records)?;
    Ok(watch.seconds())
}

/// A tenant and the store that it is kept in.
struct Stored {
    tenant: Tenant,
    store: Store,
}

impl Stored {
    fn new(tenant: Tenant, folder: &Path) -> Result<Self, Failed> {
        let place = folder.join("bench.ingroup");
        Store::make(&place, Beginning::Tenant(&tenant)).map_err(|error| error.to_string())?;
        let (store, tenant) = Store::open(&place).map_err(|error| error.to_string())?;
        Ok(Self { tenant, store })
    }

    /// The seconds until all of the commands are durable, and the bytes that each is in the record.
    fn carry_out(&mut self, commands: Vec<Command>) -> Result<(f64, Vec<Vec<u8>>), Failed> {
        let mut records = Vec::with_capacity(commands.len());
        for command in &commands {
            records.push(serde_json::to_vec(command)?);
        }
        let mut outcomes = Vec::with_capacity(commands.len());
        let watch = Stopwatch::on_the_wall();
        let mut notes = Notes::new(true);
        for command in commands {
            let outcome = execute(&mut self.tenant, Actor::BuiltIn, command, &mut notes);
            outcomes.push(outcome.map_err(|refusal| refusal.to_string())?);
        }
        if let Notes::Taken(notes) = notes {
            self.store
                .add(notes, &self.tenant)
                .and_then(|()| self.store.commit())
                .map_err(|error| error.to_string())?;
        }
        let seconds = watch.seconds();
        for (record, outcome) in records.iter_mut().zip(&outcomes) {
            record.extend(Effects::bytes_of(&self.tenant, outcome));
        }
        Ok((seconds, records))
    }
}
