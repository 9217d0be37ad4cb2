//! B3: a user is created, with all that follows.

use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::{Ours, values};
use crate::peers::rival::rivals;
use crate::timing::{Stopwatch, spread};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "B3",
    set: "membership",
    limits: &[Size::M],
    run,
};

/// Why the limit is missed, where it is.
const WHY: &str = "thirty values are looked up and those that nobody else has are asked every question; then every step to a \
                   rule and to the block of a group's members waits for memory";

/// How many more users are created to see where the time goes.
const LOOKED_AT: usize = 500;

const LONG: f64 = 10.0;

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let (size, people) = (workload.size(), workload.people());
    let mut ours = Ours::loaded(workload)?;
    ours.follow()?;
    let (mut seconds, mut moved) = (Vec::new(), 0);
    let watch = Stopwatch::start();
    for number in people.count()..people.count() + setting.size(5_000, 500) {
        let values = values(people, people.person(number));
        let watch_of_one = Stopwatch::start();
        moved += ours.create(number, values)?;
        seconds.push(watch_of_one.seconds());
        if watch.is_past(LONG) {
            break;
        }
    }
    let first = people.count() + seconds.len();
    ours.look_at_parts();
    for number in first..first + setting.size(LOOKED_AT, 50) {
        ours.create(number, values(people, people.person(number)))?;
    }
    let parts = ours.parts().words();
    let count = seconds.len() as f64;
    let own = spread(seconds.clone());
    let mut all = vec![Figures {
        what: "a new user",
        engine: Some("ingroup"),
        workload: Some(size),
        per: Some(Per::nanoseconds(
            "user",
            seconds.iter().sum::<f64>() * 1e9 / count,
        )),
        spread: Some(own),
        limit: (size == Size::M).then_some(Limit::P50(8.0)),
        reason: WHY,
        remark: format!(
            "{count} users, {:.1} groups each; {parts}",
            moved as f64 / count
        ),
        ..Figures::default()
    }];
    for mut rival in rivals(setting)? {
        let mut seconds = Vec::new();
        for number in 0..setting.size(100, 20) {
            seconds.extend(rival.one_user(number, &people.person(number), size)?);
        }
        if seconds.is_empty() {
            continue;
        }
        let theirs = spread(seconds);
        all.push(Figures {
            what: "one user, all rules",
            engine: Some(rival.name()),
            workload: Some(size),
            ratio: Some(theirs.p50 / own.p50),
            spread: Some(theirs),
            remark: rival.sampled(size),
            ..Figures::default()
        });
    }
    Ok(all)
}
