//! B1: every rule over everybody, the memberships written out: warm, and cold from strings.

use std::collections::HashMap;

use ingroup_directory::RowSet;
use ingroup_schema::ObjectId;

use crate::digest::Digest;
use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::{Ours, take_in, values};
use crate::peers::Sample;
use crate::peers::rival::{Rival, rivals};
use crate::timing::{Stopwatch, median, timed};
use crate::workload::{Size, Workload, group_id};

pub(super) const JOB: Job = Job {
    name: "B1",
    set: "membership",
    limits: &[Size::M, Size::L],
    run,
};

/// Why limits are missed, where they are.
const WARM: &str = "half of the time is members written out, one row at a time";
const TWO: &str =
    "the threads take turns at memory: the sets they write are larger than their caches";
const COLD: &str = "most of it is asking every distinct text what rules say of it: a fifth of that is one search for \
                    all the words that rules look for";

/// How often everything is evaluated, and after how many seconds not once more.
const ROUNDS: usize = 5;
const LONG: f64 = 10.0;

/// How many people are made ready before the clock of the cold start goes on.
const BATCH: usize = 16_384;

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let size = workload.size();
    let everybody = Sample::everybody(size);
    let (cold_figures, stored) = cold(setting)?;
    let mut rivals = rivals(setting)?;
    let (mut one_thread, mut one_waited, mut two_waited) = (Vec::new(), Vec::new(), Vec::new());
    let mut digests = Vec::new();
    for _ in 0..setting.size(ROUNDS, 3) {
        for (threads, waited) in [(1, &mut one_waited), (2, &mut two_waited)] {
            let wall = Stopwatch::on_the_wall();
            let (sets, seconds) = timed(|| stored.everything(threads))?;
            waited.push(wall.seconds());
            if threads == 1 {
                one_thread.push(seconds);
            }
            if digests.len() < 2 {
                digests.push(digest(&sets));
            }
        }
        for rival in &mut rivals {
            rival.everything(&stored, LONG)?;
        }
        if one_thread.iter().sum::<f64>() > LONG {
            break;
        }
    }
    let kept = stored.digest(everybody);
    if let Some(other) = digests.iter().find(|other| **other != kept) {
        return Err(format!("stored are {kept}, and worked out anew {other}").into());
    }
    let (warm, both) = (median(one_thread), median(two_waited));
    let row = |what, seconds: f64| Figures {
        what,
        engine: Some("ingroup"),
        seconds: Some(seconds),
        per: Some(Per::nanoseconds("pair", seconds * 1e9 / everybody.pairs())),
        digest: Some(kept),
        ..figures(workload)
    };
    let mut all = vec![
        Figures {
            remark: sizes(&stored, workload),
            ..row("everything, warm, one thread", warm)
        },
        Figures {
            ratio: Some(median(one_waited) / both),
            limit: (size == Size::L).then_some(Limit::AtLeast(1.6)),
            reason: TWO,
            remark: "the ratio is one thread to two, by the wall's clock".to_owned(),
            ..row("everything, warm, two threads", both)
        },
    ];
    for rival in &rivals {
        all.push(against(workload, rival, warm));
    }
    for rival in &rivals {
        all.push(Figures {
            what: "its memberships",
            engine: Some(rival.name()),
            digest: rival.digest(),
            limit: Some(Limit::Same(stored.digest(rival.sample()))),
            remark: rival.sampled(size),
            reason: "the engine or the peer is wrong",
            ..figures(workload)
        });
    }
    all.extend(cold_figures);
    Ok(all)
}

/// What sets of members come to, by the groups' ids.
fn digest(sets: &[(ObjectId, RowSet)]) -> Digest {
    let numbers: HashMap<ObjectId, usize> = (0..sets.len())
        .map(|number| (group_id(number), number))
        .collect();
    let mut digest = Digest::default();
    for (id, set) in sets {
        // A group that is not of the workload gets a number that none has, so that the digests differ.
        let rule = numbers.get(id).copied().unwrap_or(usize::MAX >> 33);
        for row in set.iter() {
            digest.add(rule, row.index());
        }
    }
    digest
}

fn figures(workload: &Workload) -> Figures {
    Figures {
        workload: Some(workload.size()),
        size: workload.size().users(),
        ..Figures::default()
    }
}

fn against(workload: &Workload, rival: &Rival, warm: f64) -> Figures {
    let everybody = Sample::everybody(workload.size());
    let one = rival.seconds_for_a_pair();
    Figures {
        what: "everything",
        engine: Some(rival.name()),
        seconds: Some(one * everybody.pairs()),
        per: Some(Per::nanoseconds("pair", one * 1e9)),
        ratio: Some(one * everybody.pairs() / warm),
        reason: WARM,
        limit: match (workload.size(), rival.name()) {
            (Size::M, "naive") => Some(Limit::AtLeast(1_000.0)),
            (Size::M, "roaring") => Some(Limit::AtLeast(2.0)),
            _ => None,
        },
        digest: rival.digest(),
        remark: rival.sampled(workload.size()),
        ..figures(workload)
    }
}

/// From strings to stored memberships; the people are made ready while the clock stands.
fn cold(setting: &Setting) -> Result<(Vec<Figures>, Ours), Failed> {
    let workload = setting.workload()?;
    let people = workload.people();
    let mut ours = Ours::new();
    let mut facts = 0.0;
    let mut loader = ours.loader();
    for first in (0..people.count()).step_by(BATCH) {
        let last = (first + BATCH).min(people.count());
        let batch: Vec<_> = (first..last)
            .map(|number| (number, values(people, people.person(number))))
            .collect();
        // The strings are whoever brought them's, as when a file is read: they go when the clock stands.
        let ((), seconds) = timed(|| {
            let mut all = batch.iter();
            all.try_for_each(|(number, values)| take_in(&mut loader, *number, values))
        })?;
        facts += seconds;
    }
    let ((), rest) = timed(|| {
        drop(loader);
        Ok(())
    })?;
    facts += rest;
    let ((), rules) = timed(|| {
        ours.give_rules(workload.rules())?;
        ours.load();
        Ok(())
    })?;
    let (_, first) = timed(|| ours.follow())?;
    let row = |what, seconds, limit| Figures {
        what,
        engine: Some("ingroup"),
        seconds: Some(seconds),
        limit,
        reason: COLD,
        ..figures(workload)
    };
    let limit = match workload.size() {
        Size::M => Some(Limit::Seconds(0.8)),
        Size::L => Some(Limit::Seconds(6.0)),
        _ => None,
    };
    let all = vec![
        row("cold: strings to facts", facts, None),
        row("cold: rules to be known", rules, None),
        row("cold: evaluated and stored", first, None),
        row(
            "cold: all of it, from strings",
            facts + rules + first,
            limit,
        ),
    ];
    Ok((all, ours))
}

/// How large the groups are.
fn sizes(ours: &Ours, workload: &Workload) -> String {
    let mut sizes = ours.group_sizes(workload.rules().len());
    sizes.sort_unstable();
    let at = |percent: usize| {
        let place = (sizes.len() * percent / 100).min(sizes.len().saturating_sub(1));
        sizes.get(place).copied().unwrap_or_default()
    };
    format!(
        "{:.1} groups a user; group sizes p50 {}, p90 {}, p99 {}, max {}",
        sizes.iter().sum::<usize>() as f64 / workload.people().count() as f64,
        at(50),
        at(90),
        at(99),
        at(100),
    )
}
