//! I1: a tenant's export is imported by a script, rules and all, against reading the same files into values of JSON.

use std::path::{Path, PathBuf};

use ingroup_exchange::{Overwrite, export_folder};
use ingroup_tenant::Tenant;

use crate::allocation::left_and_most;
use crate::figures::{Figures, Limit, Per};
use crate::folder::Folder;
use crate::job::{Failed, Job, Setting};
use crate::ours::Ours;
use crate::people::start;
use crate::session::Running;
use crate::timing::{median, timed};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "I1",
    set: "membership",
    limits: &[Size::M],
    run,
};

/// The files that are imported: no members, they follow from the rules.
const FILES: [&str; 2] = ["users.json", "groups.json"];

/// Why limits are missed, where they are.
const TIME: &str =
    "two thirds are reading the files, the rest are rules, checked and evaluated over everybody";
const MEMORY: &str = "what the rules ask of the values is worked out beside the tenant";

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let workload = setting.workload()?;
    let folder = Folder::new("import")?;
    let imported = write_files(&Ours::loaded(workload)?, folder.path())?;
    let script = format!("$null = Import-Tenant '{}' -Force\n", imported.display());
    let (mut parsing, mut importing, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..setting.size(3, 1) {
        let (read, seconds) = timed(|| parse(&imported))?;
        parsing.push(seconds);
        bytes = read;
        let mut running = Running::in_folder(Tenant::new(start()), folder.path())?;
        let (_, seconds) = timed(|| running.run(&script))?;
        importing.push(seconds);
        let directory = running.shell.host().tenant().directory().clone();
        let found = (directory.users().len(), directory.groups().count());
        if found != (workload.people().count(), workload.rules().len()) {
            return Err(format!("{} users and {} groups were imported", found.0, found.1).into());
        }
    }
    let (left, most, ran) = left_and_most(|| -> Result<Running, Failed> {
        let mut running = Running::in_folder(Tenant::new(start()), folder.path())?;
        running.run(&script)?;
        Ok(running)
    });
    drop(ran?);
    let (parsing, importing) = (median(parsing), median(importing));
    let users = workload.people().count() as f64;
    let row = |what, seconds: f64| Figures {
        what,
        workload: Some(workload.size()),
        seconds: Some(seconds),
        per: Some(Per::nanoseconds("user", seconds * 1e9 / users)),
        ..Figures::default()
    };
    Ok(vec![
        Figures {
            engine: Some("serde_json"),
            remark: format!("{} MB", bytes / 1_000_000),
            ..row("the files into values", parsing)
        },
        Figures {
            engine: Some("ingroup"),
            ratio: Some(importing / parsing),
            limit: Some(Limit::Ratio(1.0 / 0.6)),
            reason: TIME,
            ..row("Import-Tenant, to the first prompt", importing)
        },
        Figures {
            what: "its memory, against the tenant",
            engine: Some("ingroup"),
            workload: Some(workload.size()),
            per: Some(Per::bytes("user", most as f64 / users)),
            ratio: Some(most as f64 / left.max(1) as f64),
            limit: Some(Limit::Ratio(2.5)),
            reason: MEMORY,
            ..Figures::default()
        },
    ])
}

/// Writes the files into a folder of their own; which.
fn write_files(ours: &Ours, folder: &Path) -> Result<PathBuf, Failed> {
    let (exported, imported) = (folder.join("exported"), folder.join("imported"));
    export_folder(ours.directory(), &exported, Overwrite::Refuse)
        .map_err(|error| error.to_string())?;
    std::fs::create_dir_all(&imported)?;
    for file in FILES {
        std::fs::rename(exported.join(file), imported.join(file))?;
    }
    std::fs::remove_dir_all(&exported)?;
    Ok(imported)
}

/// Reads the files into values; how many bytes there are.
fn parse(folder: &Path) -> Result<usize, Failed> {
    let mut bytes = 0;
    for file in FILES {
        let text = std::fs::read(folder.join(file))?;
        let value: serde_json::Value = serde_json::from_slice(&text)?;
        std::hint::black_box(&value);
        bytes += text.len();
    }
    Ok(bytes)
}
