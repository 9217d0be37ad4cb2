//! S1: reading, lowering and compiling a long script.
//!
//! The script is made of the statements of the scripts that ship, drawn at random, each with other texts than the one
//! before. It stands in blocks that no condition lets in, so it is compiled and not run.

use std::path::Path;

use ingroup_script::{LowerOptions, lower, parse};
use ingroup_tenant::Tenant;

use crate::figures::{Figures, Limit, Per};
use crate::job::{Failed, Job, Setting};
use crate::people::start;
use crate::random::Random;
use crate::session::Running;
use crate::timing::{median, timed};
use crate::workload::Size;

pub(super) const JOB: Job = Job {
    name: "S1",
    set: "shell",
    limits: &[Size::M],
    run,
};

/// Where the scripts that ship are.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts");

fn run(setting: &Setting) -> Result<Vec<Figures>, Failed> {
    let lines = setting.size(50_000, 2_000);
    let text = script(lines)?;
    let repetitions = setting.size(5, 1);
    let (mut read, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..repetitions {
        let (_, seconds) = timed(|| Ok(lower(&parse(&text), LowerOptions::default())))?;
        read.push(seconds);
        let mut running = Running::on(Tenant::new(start()));
        let (_, seconds) = timed(|| running.run(&text))?;
        whole.push(seconds);
    }
    let figures = |what, seconds: f64, limit| Figures {
        what,
        size: lines,
        seconds: Some(seconds),
        per: Some(Per::nanoseconds("line", seconds * 1e9 / lines as f64)),
        limit,
        ..Figures::default()
    };
    Ok(vec![
        figures("read and lower lines", median(read), None),
        figures(
            "read, lower and compile lines",
            median(whole),
            Some(Limit::Seconds(0.5)),
        ),
    ])
}

/// A script of so many lines.
fn script(lines: usize) -> Result<String, Failed> {
    let statements = statements()?;
    let mut random = Random::new(1);
    let mut text = String::new();
    let (mut written, mut number) = (0, 0);
    while written < lines {
        let Some(statement) = random.pick(&statements) else {
            return Err(format!("there are no scripts in {SCRIPTS}").into());
        };
        number += 1;
        let own = block(&other_texts(statement, number));
        let block = if is_whole(&own) {
            own
        } else {
            block(statement)
        };
        written += block.lines().count();
        text.push_str(&block);
    }
    Ok(text)
}

/// The statements of the scripts that ship, as far as they can stand in a block.
fn statements() -> Result<Vec<String>, Failed> {
    let mut paths: Vec<_> = std::fs::read_dir(Path::new(SCRIPTS))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "ps1"))
    {
        let text = std::fs::read_to_string(path)?;
        let script = parse(&text).script;
        for statement in script.end.iter().flat_map(|body| &body.statements) {
            let (from, to) = (statement.span.start as usize, statement.span.end as usize);
            let own = text.get(from..to).unwrap_or_default();
            if is_whole(&block(own)) {
                found.push(own.to_owned());
            }
        }
    }
    Ok(found)
}

/// A statement where it is not run.
fn block(statement: &str) -> String {
    format!("if ($false) {{\n    {statement}\n}}\n")
}

/// The statement with a number in its texts.
fn other_texts(statement: &str, number: usize) -> String {
    let mut own = String::new();
    for (place, piece) in statement.split('\'').enumerate() {
        if place > 0 {
            own.push('\'');
        }
        own.push_str(piece);
        if place % 2 == 1 {
            own.push_str(&format!(" {number}"));
        }
    }
    own
}

fn is_whole(text: &str) -> bool {
    let parsed = parse(text);
    parsed.errors.is_empty() && lower(&parsed, LowerOptions::default()).errors.is_empty()
}
