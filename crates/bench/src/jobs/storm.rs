//! B8: a storm: a tenth of the users are switched off at once, and a rule that takes half of everybody comes and goes.

use ingroup_schema::Value;

use crate::figures::{Figures, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::Ours;
use crate::timing::timed;
use crate::workload::attribute_named;

pub(super) const JOB: Job = Job {
    name: "B8",
    set: "membership",
    limits: &[],
    run,
};

const BROAD: &str = "user.accountEnabled -eq true -and user.dirSyncEnabled -eq true";
const NARROW: &str = "user.accountEnabled -eq false";

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let (size, people) = (workload.size(), workload.people());
    let mut ours = Ours::loaded(workload)?;
    ours.follow()?;
    let place = attribute_named("accountEnabled").ok_or("an attribute is not there")?;
    let key = people.key(place).ok_or("an attribute is not there")?;
    let flips: Vec<(usize, Value)> = (0..people.count())
        .step_by(10)
        .map(|number| match people.person(number).value(place) {
            Value::Boolean(value) => (number, Value::Boolean(!value)),
            other => (number, other.clone()),
        })
        .collect();
    let users = flips.len() as f64;
    let (moved, seconds) = timed(|| {
        for (user, value) in flips {
            ours.write(user, key, value)?;
        }
        ours.follow()
    })?;
    let row = |what, seconds: f64, per, moved| Figures {
        what,
        engine: Some("ingroup"),
        workload: Some(size),
        seconds: Some(seconds),
        per,
        remark: format!("{moved} memberships changed"),
        ..Figures::default()
    };
    let per = Per::nanoseconds("user", seconds * 1e9 / users);
    let mut all = vec![row("a tenth is switched off", seconds, Some(per), moved)];
    let group = workload.rules().len();
    let (moved, seconds) = timed(|| ours.create_group(group, BROAD))?;
    all.push(row("a broad rule comes", seconds, None, moved));
    let (moved, seconds) = timed(|| ours.edit_group(group, NARROW))?;
    all.push(row("it becomes another", seconds, None, moved));
    Ok(all)
}
