//! S2: a script of one line, from the start of the work to its end.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ingroup_tenant::Tenant;

use crate::figures::{Figures, Limit};
use crate::job::{Failed, Job, Setting};
use crate::people::start;
use crate::session::Running;
use crate::timing::{Stopwatch, spread};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "S2",
    set: "shell",
    limits: &[Size::M],
    run,
};

const LINE: &str = "Get-Date -Format yyyy\n";
const LIMIT: Limit = Limit::P50(10_000.0);

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let repetitions = setting.size(100, 5);
    let mut all = vec![figures(
        "one line, in the library",
        repetitions,
        in_library,
    )?];
    if let Some(program) = program() {
        all.push(figures("one line, the program", repetitions, || {
            in_program(&program)
        })?);
    }
    Ok(all)
}

fn figures(
    what: &'static str,
    repetitions: usize,
    work: impl Fn() -> Result<(), Failed>,
) -> Result<Figures, Failed> {
    let mut seconds = Vec::new();
    for _ in 0..repetitions {
        // The program that is started has a time of its own, so this is the wall's.
        let watch = Stopwatch::on_the_wall();
        work()?;
        seconds.push(watch.seconds());
    }
    Ok(Figures {
        what,
        size: 1,
        spread: Some(spread(seconds)),
        limit: Some(LIMIT),
        ..Figures::default()
    })
}

fn in_library() -> Result<(), Failed> {
    Running::on(Tenant::new(start())).run(LINE).map(drop)
}

/// The program, if it has been built beside this one.
fn program() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let name = format!("ingroup{}", std::env::consts::EXE_SUFFIX);
    let program = own.parent()?.join(name);
    program.is_file().then_some(program)
}

fn in_program(program: &Path) -> Result<(), Failed> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(LINE.as_bytes())?;
    }
    match child.wait()?.success() {
        true => Ok(()),
        false => Err("the program did not end well".into()),
    }
}
