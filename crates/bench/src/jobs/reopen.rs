//! B6: a stored tenant is opened, to the first answer: who is in a group.

use std::path::Path;

use ingroup_directory::Group;
use ingroup_store::{Beginning, Notes, Store, execute};
use ingroup_tenant::{Actor, Tenant};

use crate::figures::{Figures, Limit, Per};
use crate::folder::Folder;
use crate::job::{Failed, Job, Setting};
use crate::tenant::{Moves, tenant};
use crate::timing::{median, timed};
use crate::workload::{Size, group_id};

pub(super) const JOB: Job = Job {
    name: "B6",
    set: "membership",
    limits: &[Size::M, Size::L],
    run,
};

/// How many changes came after the state that is kept whole.
const TAIL: usize = 500;

/// Why limits are missed, where they are.
const WHY: &str = "the rules are read and known again";

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let size = workload.size();
    let folder = Folder::new("reopen")?;
    let place = folder.path().join("bench.ingroup");
    let made = tenant(workload)?;
    let (_, making) = timed(|| {
        Store::make(&place, Beginning::Tenant(&made)).map_err(|error| error.to_string().into())
    })?;
    let (bytes, freezing) = timed(|| made.freeze().map_err(Failed::from))?;
    let thawing = median(
        (0..setting.size(5, 2))
            .map(|_| Ok(timed(|| Tenant::thaw(&bytes).map_err(Failed::from))?.1))
            .collect::<Result<_, Failed>>()?,
    );
    drop(made);
    let row = |what, seconds: f64| Figures {
        what,
        engine: Some("ingroup"),
        workload: Some(size),
        seconds: Some(seconds),
        ..Figures::default()
    };
    let limit = match size {
        Size::M => Some(Limit::Seconds(0.3)),
        Size::L => Some(Limit::Seconds(3.0)),
        _ => None,
    };
    let opened = opened(&place, setting.size(5, 2))?;
    let mut all = vec![
        Figures {
            per: Some(Per::bytes("user", bytes.len() as f64 / size.users() as f64)),
            ..row("a tenant becomes an image in memory", freezing)
        },
        row("and a tenant again", thawing),
        row("a tenant is stored", making),
        Figures {
            limit,
            reason: WHY,
            ..row("opened, to the first answer", opened)
        },
    ];
    let (mut store, mut tenant) = Store::open(&place).map_err(|error| error.to_string())?;
    let mut moves = Moves::new(workload);
    let tail = setting.size(TAIL, 50);
    for _ in 0..tail {
        let mut notes = Notes::new(true);
        execute(&mut tenant, Actor::BuiltIn, moves.command()?, &mut notes)
            .map_err(|refusal| refusal.to_string())?;
        if let Notes::Taken(notes) = notes {
            store
                .add(notes, &tenant)
                .map_err(|error| error.to_string())?;
        }
    }
    store.commit().map_err(|error| error.to_string())?;
    // As if the program had been killed: nothing is kept for a quick start.
    drop((store, tenant));
    let after = self::opened(&place, setting.size(5, 2))?;
    all.push(Figures {
        per: Some(Per::nanoseconds(
            "change",
            (after - opened).max(0.0) * 1e9 / tail as f64,
        )),
        remark: format!("{tail} changes are done again"),
        ..row("opened after a kill", after)
    });
    Ok(all)
}

/// The seconds to open it and to be told who is in a group.
fn opened(place: &Path, rounds: usize) -> Result<f64, Failed> {
    let mut all = Vec::new();
    for _ in 0..rounds {
        let (_, seconds) = timed(|| {
            let (store, tenant) = Store::open(place).map_err(|error| error.to_string())?;
            let group = tenant.directory().group(group_id(0));
            std::hint::black_box(group.map(Group::members).map(|members| members.len()));
            Ok((store, tenant))
        })?;
        all.push(seconds);
    }
    Ok(median(all))
}
