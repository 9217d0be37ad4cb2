//! B1: every rule over everybody, the memberships written out: warm, and cold from strings.

use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::{Ours, values};
use crate::peers::Sample;
use crate::peers::rival::{Rival, rivals};
use crate::timing::{median, timed};
use crate::workload::{Size, Workload};

pub(super) const JOB: Job = Job {
    name: "B1",
    set: "membership",
    run,
};

/// How often everything is evaluated, and after how many seconds not once more.
const ROUNDS: usize = 5;
const LONG: f64 = 10.0;

/// How many people are made ready before the clock of the cold start goes on.
const BATCH: usize = 10_000;

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let size = workload.size();
    let everybody = Sample::everybody(size);
    let (cold_figures, loaded) = cold(setting)?;
    let mut rivals = rivals(setting)?;
    let mut seconds = Vec::new();
    let mut evaluated = loaded.clone();
    for _ in 0..setting.size(ROUNDS, 1) {
        evaluated = loaded.clone();
        let (_, one) = timed(|| evaluated.follow())?;
        seconds.push(one);
        for rival in &mut rivals {
            rival.everything(&evaluated, LONG)?;
        }
        if seconds.iter().sum::<f64>() > LONG {
            break;
        }
    }
    let warm = median(seconds);
    let mut all = vec![Figures {
        what: "everything, warm, one thread",
        engine: Some("ingroup"),
        seconds: Some(warm),
        per: Some(Per::nanoseconds("pair", warm * 1e9 / everybody.pairs())),
        digest: Some(evaluated.digest(everybody)),
        remark: sizes(&evaluated, workload),
        ..figures(workload)
    }];
    for rival in &rivals {
        all.push(against(workload, rival, warm));
    }
    all.extend(cold_figures);
    Ok(all)
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
        what: "everything, warm, one thread",
        engine: Some(rival.name()),
        seconds: Some(one * everybody.pairs()),
        per: Some(Per::nanoseconds("pair", one * 1e9)),
        ratio: Some(one * everybody.pairs() / warm),
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

/// From strings to the first answer; the people are made ready while the clock stands.
fn cold(setting: &Setting) -> Result<(Vec<Figures>, Ours), Failed> {
    let workload = setting.workload()?;
    let people = workload.people();
    let mut ours = Ours::new();
    let mut facts = 0.0;
    for first in (0..people.count()).step_by(BATCH) {
        let last = (first + BATCH).min(people.count());
        let batch: Vec<_> = (first..last)
            .map(|number| (number, values(people, people.person(number))))
            .collect();
        let ((), seconds) = timed(|| {
            for (number, values) in batch {
                ours.take_in(number, values)?;
            }
            Ok(())
        })?;
        facts += seconds;
    }
    let ((), rules) = timed(|| {
        ours.give_rules(workload.rules())?;
        ours.load();
        Ok(())
    })?;
    let mut evaluated = ours.clone();
    let (_, first) = timed(|| evaluated.follow())?;
    let row = |what, seconds, limit| Figures {
        what,
        engine: Some("ingroup"),
        seconds: Some(seconds),
        limit,
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
        row("cold: the first evaluation", first, None),
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
