//! B7: the memory a user takes: the facts with all indexes and compiled rules, and the memberships.

use crate::allocation::allocated_by;
use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::{Ours, everybody};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "B7",
    set: "membership",
    limits: &[Size::M],
    run,
};

/// Why the limit is missed, where it is.
const WHY: &str = "a member takes two bytes, or a bit of each row";

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let (size, people) = (workload.size(), workload.people());
    let users = people.count() as f64;
    let mut ours = Ours::new();
    let (facts, made) = allocated_by(|| ours.take_all_in(everybody(people)));
    made?;
    let (groups, made) = allocated_by(|| ours.give_rules(workload.rules()));
    made?;
    let (rules, ()) = allocated_by(|| ours.load());
    let (followed, made) = allocated_by(|| ours.follow());
    made?;
    // What the engine knows of values beside the memberships may come with the first evaluation.
    let (memberships, copied) = allocated_by(|| ours.copies_of_memberships(workload.rules().len()));
    drop(copied);
    let row = |what, bytes: i64, limit: Option<f64>| Figures {
        what,
        engine: Some("ingroup"),
        workload: Some(size),
        per: Some(Per::bytes("user", bytes as f64 / users)),
        reason: WHY,
        limit: limit.filter(|_| size == Size::M).map(Limit::Bytes),
        ..Figures::default()
    };
    let engine = rules + (followed - memberships);
    Ok(vec![
        row("facts and their indexes", facts, None),
        row("groups and the texts of rules", groups, None),
        row("what the engine keeps", engine, None),
        row("facts and indexes, together", facts + engine, Some(930.0)),
        row("memberships", memberships, Some(170.0)),
    ])
}
