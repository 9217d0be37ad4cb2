//! B4: a rule is created, changed and deleted, over everybody and with all that follows. No rule has been seen before.

use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::ours::Ours;
use crate::peers::rival::rivals;
use crate::timing::{Stopwatch, spread};
use crate::workload::{Size, checked};

pub(super) const JOB: Job = Job {
    name: "B4",
    set: "membership",
    limits: &[Size::M, Size::L],
    run,
};

/// Why the limit is missed, where it is.
const WHY: &str =
    "a part is looked for in all nearly unique texts, and the first whole text makes an index";

const LONG: f64 = 10.0;

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let size = workload.size();
    let mut ours = Ours::loaded(workload)?;
    ours.follow()?;
    let count = setting.size(1_000, 50);
    let fresh = workload.fresh_rules(2 * count)?;
    let (creations, edits) = fresh.split_at(count);
    let first = workload.rules().len();
    let limit = match size {
        Size::M => Some(Limit::Per(400_000.0)),
        Size::L => Some(Limit::Per(4_000_000.0)),
        _ => None,
    };
    let created = each(creations, |place, rule| {
        ours.create_group(first + place, rule)
    })?;
    let edited = each(
        edits.get(..created.len()).unwrap_or(edits),
        |place, rule| ours.edit_group(first + place, rule),
    )?;
    let deleted = each(
        creations.get(..created.len()).unwrap_or(edits),
        |place, _| ours.delete_group(first + place),
    )?;
    let mean = |seconds: &[f64]| seconds.iter().sum::<f64>() / seconds.len().max(1) as f64;
    let row = |what, seconds: &Vec<f64>, limit| Figures {
        what,
        engine: Some("ingroup"),
        workload: Some(size),
        per: Some(Per::nanoseconds("rule", mean(seconds) * 1e9)),
        spread: Some(spread(seconds.clone())),
        limit,
        reason: WHY,
        remark: format!("{} rules", seconds.len()),
        ..Figures::default()
    };
    let own = mean(&created);
    let mut all = vec![
        row("a new rule", &created, limit),
        row("another rule for a group", &edited, limit),
        row("a group with a rule goes", &deleted, None),
    ];
    for mut rival in rivals(setting)? {
        let mut seconds = Vec::new();
        let watch = Stopwatch::start();
        for text in creations.iter().take(setting.size(200, 20)) {
            seconds.extend(rival.one_rule(&checked(text)?, size)?);
            if watch.is_past(LONG) {
                break;
            }
        }
        if seconds.is_empty() {
            continue;
        }
        let theirs = mean(&seconds);
        all.push(Figures {
            what: "a new rule",
            engine: Some(rival.name()),
            workload: Some(size),
            per: Some(Per::nanoseconds("rule", theirs * 1e9)),
            ratio: Some(theirs / own),
            spread: Some(spread(seconds)),
            limit: match (size, rival.name()) {
                (Size::M, "naive") => Some(Limit::AtLeast(10.0)),
                _ => None,
            },
            reason: WHY,
            remark: rival.sampled(size),
            ..Figures::default()
        });
    }
    Ok(all)
}

/// The seconds for each of the rules, as many as fit into the time.
fn each(
    rules: &[String],
    mut deed: impl FnMut(usize, &str) -> Result<usize, Failed>,
) -> Result<Vec<f64>, Failed> {
    let mut seconds = Vec::with_capacity(rules.len());
    let all = Stopwatch::start();
    for (place, rule) in rules.iter().enumerate() {
        let watch = Stopwatch::start();
        deed(place, rule)?;
        seconds.push(watch.seconds());
        if all.is_past(LONG) {
            break;
        }
    }
    Ok(seconds)
}
