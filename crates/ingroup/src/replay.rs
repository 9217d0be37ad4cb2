//! `ingroup test`: scripts replayed against their recorded transcripts.
//!
//! The transcript of `name.ps1` is recorded beside it, as `name.ps1.out`. A script that was never recorded differs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ingroup_commands::Session;
use ingroup_schema::Instant;
use ingroup_shell::{Limits, Shell, Transcript, Width, on_large_stack};
use similar::{ChangeTag, TextDiff};

use crate::arguments::TestArguments;
use crate::exit::{Exit, Failure};
use crate::run::{Script, listen_for_interrupts};
use crate::script_files::is_script;
use crate::{files, screen, script_files};

/// The ending of recorded transcripts, behind the script's whole name.
const RECORDED: &str = "out";

/// What came of one script.
enum Verdict {
    AsRecorded,
    Differs(String),
    NotRecorded,
    /// Recorded now, and how the script ended.
    Written(Exit),
    /// A transcript whose script is gone.
    Orphan,
}

impl Verdict {
    fn word(&self) -> &'static str {
        match self {
            Self::AsRecorded => "as recorded",
            Self::Differs(_) => "differs",
            Self::NotRecorded => "not recorded",
            Self::Written(Exit::Done | Exit::Script(0)) => "recorded",
            Self::Written(_) => {
                "recorded, though it ends with an error: look whether it should, at the end of the transcript"
            }
            Self::Orphan => "its script is gone: delete the transcript",
        }
    }

    fn is_difference(&self) -> bool {
        matches!(self, Self::Differs(_) | Self::NotRecorded | Self::Orphan)
    }
}

/// Replays every script below the folders, in the order of their names, and compares or records.
pub(crate) fn test(task: &TestArguments) -> Result<Exit, Failure> {
    let found = Found::below(task)?;
    let interrupt = Arc::new(AtomicBool::new(false));
    listen_for_interrupts(&interrupt)?;
    let mut out = screen::answers();
    let mut verdicts = Vec::new();
    for path in &found.scripts {
        let Some((printed, ending)) = replay(task, path, &interrupt)? else {
            out.flush()?;
            return Ok(Exit::Interrupted);
        };
        let verdict = judge(task, path, &printed, ending)?;
        say(&mut out, path, &verdict)?;
        verdicts.push(verdict);
    }
    for path in &found.orphans {
        say(&mut out, path, &Verdict::Orphan)?;
        verdicts.push(Verdict::Orphan);
    }
    writeln!(out, "\n{}", summary(&verdicts))?;
    out.flush()?;
    Ok(match verdicts.iter().any(Verdict::is_difference) {
        true => Exit::Refused,
        false => Exit::Done,
    })
}

fn say(out: &mut impl Write, path: &Path, verdict: &Verdict) -> std::io::Result<()> {
    writeln!(out, "{}: {}", path.display(), verdict.word())?;
    match verdict {
        Verdict::Differs(picture) => write!(out, "{picture}"),
        _ => out.flush(),
    }
}

/// The last line: how many scripts, and what came of them.
fn summary(verdicts: &[Verdict]) -> String {
    let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|v| wanted(v)).count();
    let scripts = count(|v| !matches!(v, Verdict::Orphan));
    let parts = [
        (count(|v| matches!(v, Verdict::AsRecorded)), "as recorded"),
        (count(|v| matches!(v, Verdict::Differs(_))), "different"),
        (count(|v| matches!(v, Verdict::NotRecorded)), "not recorded"),
        (count(|v| matches!(v, Verdict::Written(_))), "recorded anew"),
        (
            count(|v| matches!(v, Verdict::Orphan)),
            "transcript without a script",
        ),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let noun = if scripts == 1 { "script" } else { "scripts" };
    let summary = format!("{scripts} {noun}: {}", parts.join(", "));
    match count(|v| matches!(v, Verdict::NotRecorded)) {
        0 => summary,
        _ => format!(
            "{summary}\nThe same with --update records what is not recorded; read it before you keep it."
        ),
    }
}

/// The scripts to replay, and the transcripts that no script has.
struct Found {
    scripts: Vec<PathBuf>,
    orphans: Vec<PathBuf>,
}

impl Found {
    fn below(task: &TestArguments) -> Result<Self, Failure> {
        let (mut scripts, mut transcripts) = (Vec::new(), Vec::new());
        for path in script_files::below(&task.paths)? {
            if path.is_file() && is_script(&path) {
                scripts.push(path);
            } else if path.extension().is_some_and(|e| e == RECORDED) {
                transcripts.push(path);
            } else if task.paths.contains(&path) {
                return Err(wrong(format!(
                    "\"{}\" is neither a folder nor a script",
                    path.display()
                )));
            }
        }
        let wanted = |path: &PathBuf| {
            let filter = task.filter.as_deref().unwrap_or("");
            path.to_string_lossy().contains(filter)
        };
        scripts.retain(wanted);
        scripts.sort();
        if scripts.is_empty() {
            return Err(wrong("there is no script to replay".to_owned()));
        }
        // The name without the ending is a script's, or it is another program's file.
        let mut orphans: Vec<PathBuf> = transcripts
            .into_iter()
            .filter(|path| {
                let script = path.with_extension("");
                is_script(&script) && !script.exists() && wanted(path)
            })
            .collect();
        orphans.sort();
        Ok(Self { scripts, orphans })
    }
}

fn wrong(message: String) -> Failure {
    Failure::Usage {
        message,
        help: "Name folders, or scripts whose names end in .ps1 or .rhai; --filter takes a part of a path."
            .to_owned(),
    }
}

/// What a script prints in a fresh session, and how it ended; nothing if it was interrupted.
fn replay(
    task: &TestArguments,
    path: &Path,
    interrupt: &Arc<AtomicBool>,
) -> Result<Option<(String, Exit)>, Failure> {
    let script = Script::read(path)?;
    on_large_stack(|| {
        // In mode Live the clock stands still: a transcript knows no other time than the one that is given.
        let mut session = Session::new(task.now, || Instant::EPOCH);
        for folder in &task.folder {
            session
                .allow_folder(folder)
                .map_err(|error| files::unusable(folder, &error))?;
        }
        session
            .set_script_folder(Some(script.folder()))
            .map_err(|error| files::unusable(script.folder(), &error))?;
        let printed = Transcript::new();
        let mut limits = Limits::default();
        if let Some(operations) = task.max_operations {
            limits.operations = operations;
        }
        let mut shell = ingroup_commands::equip(Shell::builder(session, printed.clone()))
            .interrupt(Arc::clone(interrupt))
            .limits(limits)
            .width(Width::Fixed(120))
            .build();
        let exit = script.run(&mut shell, ingroup_shell::Echo::Statements);
        let mut text = printed.take();
        match exit {
            Exit::Interrupted => return Ok(None),
            Exit::Done | Exit::Script(0) => {}
            Exit::Refused => text.push_str("[exit code 1]\n"),
            Exit::Script(code) => text.push_str(&format!("[exit code {code}]\n")),
        }
        Ok(Some((text, exit)))
    })?
}

fn judge(
    task: &TestArguments,
    script: &Path,
    printed: &str,
    ending: Exit,
) -> Result<Verdict, Failure> {
    let mut name = script.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(RECORDED);
    let path = script.with_file_name(name);
    let recorded = match path.exists() {
        // Line ends are the checkout's business.
        true => Some(files::read_text(&path)?.replace("\r\n", "\n")),
        false => None,
    };
    match recorded {
        Some(recorded) if recorded == printed => Ok(Verdict::AsRecorded),
        _ if task.update => {
            write_whole(&path, printed)?;
            Ok(Verdict::Written(ending))
        }
        Some(recorded) => Ok(Verdict::Differs(picture(&path, &recorded, printed))),
        None => Ok(Verdict::NotRecorded),
    }
}

/// A unified difference, in colour for a person.
fn picture(path: &Path, recorded: &str, printed: &str) -> String {
    let difference = TextDiff::from_lines(recorded, printed);
    let colour = screen::wants_colour();
    let paint = |line: String, code: &str| match colour {
        true => format!("\u{1b}[{code}m{}\u{1b}[0m\n", line.trim_end_matches('\n')),
        false => line,
    };
    let mut text = format!("--- {}\n+++ printed now\n", path.display());
    for hunk in difference.unified_diff().context_radius(3).iter_hunks() {
        text.push_str(&paint(format!("{}\n", hunk.header()), "36"));
        for change in hunk.iter_changes() {
            let (sign, code) = match change.tag() {
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
                ChangeTag::Equal => (' ', "0"),
            };
            let line = change.value();
            let end = if line.ends_with('\n') { "" } else { "\n" };
            text.push_str(&paint(format!("{sign}{line}{end}"), code));
        }
    }
    text
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let unfinished = path.with_extension("out.new");
    let written = fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, path));
    written.map_err(|error| Failure::Input {
        message: format!(
            "\"{}\" cannot be written: {}",
            path.display(),
            files::in_words(&error)
        ),
        help: Some("Check that you may write in this folder.".to_owned()),
    })
}
