//! How fast it is: workloads and measurements, one job a file, one table of jobs.
//!
//! Nothing here is part of the product, and nothing depends on it. A job makes its workload from a fixed seed before
//! its clock starts, and says what it measured as [`Figures`](figures::Figures).

mod allocation;
mod arguments;
mod digest;
mod figures;
mod folder;
mod handed_out;
mod job;
mod jobs;
mod limits;
mod ours;
mod parts;
mod peers;
mod people;
mod random;
mod session;
mod tenant;
mod timing;
mod workload;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use ingroup_shell::on_large_stack;

use crate::arguments::{Arguments, Shown};
use crate::job::Failed;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = on_large_stack(|| measure(&arguments).map_err(|failed| failed.to_string()));
    let failed = match ended {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(failed)) => failed,
        Err(failed) => failed.to_string(),
    };
    // Nobody can be told if standard error is gone.
    let _ = writeln!(io::stderr(), "error: {failed}");
    ExitCode::FAILURE
}

fn measure(arguments: &Arguments) -> Result<(), Failed> {
    timing::set_clock(arguments.clock());
    let mut out = io::stdout();
    if arguments.limits() {
        return limits::print(arguments, &mut out);
    }
    if let Some(folder) = arguments.write_workload() {
        return handed_out::write(arguments.handed_out(), folder);
    }
    let chosen = jobs::choose(arguments.jobs())?;
    let setting = arguments.setting()?;
    if arguments.shown() == Shown::Table {
        writeln!(out, "{}", figures::heading())?;
    }
    for job in chosen {
        for figures in (job.run)(&setting)? {
            let line = match arguments.shown() {
                Shown::Json => figures.json(job.name).to_string(),
                Shown::Table => figures.row(job.name),
            };
            writeln!(out, "{line}")?;
            out.flush()?;
        }
    }
    Ok(())
}
