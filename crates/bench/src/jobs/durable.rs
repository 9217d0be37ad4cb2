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
const FLIGHTS: [(usize, &str, usize); 3] = [
    (1, "durable, 1 in flight", 1_000),
    (16, "durable, 16 in flight", 200),
    (256, "durable, 256 in flight", 100),
];

/// After how many seconds no more.
const LONG: f64 = 20.0;

/// Why limits are missed, where they are.
const ALONE: &str = "who moves is worked out before it is written, and a tenant that was just opened asks each value when it first meets it; writing itself takes as long as the bare file's";
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
    for (in_flight, what, rounds) in FLIGHTS {
        let mut own = Vec::new();
        let mut theirs: Vec<Vec<f64>> = journals.iter().map(|_| Vec::new()).collect();
        let watch = Stopwatch::on_the_wall();
        let mut bytes = 0;
        for _ in 0..setting.size(rounds, 10) {
            let commands = (0..in_flight)
                .map(|_| moves.command())
                .collect::<Result<Vec<_>, _>>()?;
            let (seconds, records) = stored.carry_out(commands)?;
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
        let row = |what, engine, seconds: Vec<f64>| {
            let spread = spread(seconds);
            Figures {
                what,
                engine: Some(engine),
                workload: Some(workload.size()),
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
        let mut ours = row(what, "ingroup", own);
        ours.remark.push_str(&format!("; {written} bytes each"));
        ours.ratio = bare.map(|bare| one / bare);
        (ours.limit, ours.reason) = match in_flight {
            1 => (Some(Limit::Ratio(1.3)), ALONE),
            256 => (Some(Limit::Ratio(6.0)), TOGETHER),
            _ => (None, ""),
        };
        all.push(ours);
        for ((name, _), seconds) in journals.iter().zip(theirs) {
            all.push(row(what, name, seconds));
        }
    }
    Ok(all)
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
