//! The table of limits: every figure that should keep to something, at the sizes it is spoken of for.

use std::io::Write;

use serde_json::json;

use crate::arguments::{Arguments, Shown};
use crate::figures::limit_heading;
use crate::job::{Failed, Job, Scale, Setting};
use crate::jobs;
use crate::peers;
use crate::timing::Stopwatch;
use crate::workload::Size;

/// The peers that limits speak of.
const PEERS: [&str; 3] = ["naive", "roaring", "a-tree"];

/// The sizes that have limits, in the order they are taken.
const SIZES: [Size; 3] = [Size::M, Size::R, Size::L];

/// Measures and prints the rows. A job that fails is a row of its own and an error in the end.
pub(crate) fn print(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failed> {
    let shown = arguments.shown();
    let rivals = match arguments.peers() {
        Some(named) => peers::choose(named)?,
        None => peers::choose(&peers::known_of(&PEERS))?,
    };
    let sizes = arguments
        .size()
        .map_or_else(|| SIZES.to_vec(), |one| vec![one]);
    let wanted = jobs::choose(arguments.jobs())?;
    let (mut rows, mut holding, mut failing) = (0, 0, 0);
    let watch = Stopwatch::on_the_wall();
    if shown == Shown::Table {
        writeln!(out, "{}", limit_heading())?;
    }
    for size in sizes {
        let setting = Setting::new(Scale::Full, size, rivals.clone());
        for job in wanted.iter().filter(|job| job.limits.contains(&size)) {
            let all = match (job.run)(&setting) {
                Ok(all) => all,
                Err(failed) => {
                    failing += 1;
                    writeln!(out, "{}", told(shown, job, size, &failed))?;
                    continue;
                }
            };
            for figures in &all {
                let Some(holds) = figures.holds() else {
                    continue;
                };
                rows += 1;
                holding += usize::from(holds);
                match shown {
                    Shown::Json => writeln!(out, "{}", figures.json(job.name))?,
                    Shown::Table => writeln!(out, "{}", figures.limit_row(job.name))?,
                }
                out.flush()?;
            }
        }
    }
    if shown == Shown::Table {
        let minutes = watch.seconds() / 60.0;
        writeln!(out, "\n{holding} of {rows} hold; {minutes:.1} minutes.")?;
        let lacking: Vec<&str> = PEERS
            .into_iter()
            .filter(|name| !rivals.iter().any(|rival| rival.name == *name))
            .collect();
        if !lacking.is_empty() {
            let lacking = lacking.join(", ");
            writeln!(
                out,
                "Not held against {lacking}: build with --features peers for all."
            )?;
        }
    }
    match failing {
        0 => Ok(()),
        _ => Err("not every job could be measured".into()),
    }
}

/// That a job could not be measured.
fn told(shown: Shown, job: &Job, size: Size, failed: &Failed) -> String {
    let failed = failed.to_string();
    match shown {
        Shown::Json => json!({"job": job.name, "size": size.name(), "failed": failed}).to_string(),
        Shown::Table => format!("{:<4} could not be measured at {size}: {failed}", job.name),
    }
}
