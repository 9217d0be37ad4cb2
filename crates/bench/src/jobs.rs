//! The table of jobs.

mod bulk_change;
mod compile;
mod completion;
mod durable;
mod everything;
mod import;
mod licences;
mod many_groups;
mod memory;
mod new_user;
mod one_change;
mod one_line;
mod reopen;
mod rule_change;
mod storm;

use crate::job::{Failed, Job};

/// Every job, in the order they run in.
const JOBS: &[Job] = &[
    compile::JOB,
    one_line::JOB,
    bulk_change::JOB,
    completion::JOB,
    many_groups::JOB,
    everything::JOB,
    one_change::JOB,
    new_user::JOB,
    rule_change::JOB,
    durable::JOB,
    reopen::JOB,
    memory::JOB,
    storm::JOB,
    import::JOB,
    licences::JOB,
];

/// The jobs that are named, or whose set is; `all` names every one.
pub(crate) fn choose(wanted: &[String]) -> Result<Vec<&'static Job>, Failed> {
    let is_named = |job: &Job, name: &str| {
        let mut names = [job.name, job.set, "all"].into_iter();
        names.any(|known| name.eq_ignore_ascii_case(known))
    };
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !JOBS.iter().any(|job| is_named(job, name)))
    {
        let mut known: Vec<&str> = JOBS.iter().map(|job| job.name).collect();
        known.extend(JOBS.iter().map(|job| job.set));
        known.dedup();
        return Err(format!(
            "there is no job \"{unknown}\"; there are {}",
            known.join(", ")
        )
        .into());
    }
    Ok(JOBS
        .iter()
        .filter(|job| wanted.iter().any(|name| is_named(job, name)))
        .collect())
}
