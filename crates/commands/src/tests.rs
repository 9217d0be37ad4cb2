//! What the commands promise, on the sample tenant with the clock at 2026-11-21T09:00:00Z.

mod about;
mod access;
mod builder;
mod checkpoints;
mod coming_in;
mod comparing;
mod damaged;
mod deletion;
mod errors;
mod examples;
mod filters;
mod folders;
mod history;
mod membership_types;
mod newer;
mod owners;
mod personnel;
mod processing;
mod prompt;
mod reasons;
mod scripts;
mod settings;
mod stored;
mod teams;
mod units;
mod waiting;
mod what_if;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ingroup_exchange::import_folder;
use ingroup_schema::Instant;
use ingroup_shell::{Echo, Outcome, Shell, Transcript, on_large_stack};
use ingroup_tenant::{Command, Facts, Replace, Tenant};

use crate::session::Session;

/// The folder in which the sample tenant stands.
fn data() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/data")).to_path_buf()
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The sample tenant, loaded once.
fn contoso() -> Tenant {
    static LOADED: OnceLock<Tenant> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| {
        let import = import_folder(&data().join("contoso"), &mut |_| ()).unwrap();
        let mut tenant = Tenant::new(instant("2026-11-21T09:00:00Z"));
        let facts = Facts {
            directory: import.directory,
            listed_members: import.listed_members,
            replace: Replace::Refuse,
        };
        tenant.execute(Command::Import(Box::new(facts))).unwrap();
        tenant
    });
    loaded.clone()
}

fn empty_session() -> Session {
    let now = instant("2026-11-21T09:00:00Z");
    let mut session = Session::new(now, || "2030-01-01T00:00:00Z".parse().unwrap());
    session.set_script_folder(Some(&data())).unwrap();
    session
}

fn shell(session: Session, output: Transcript) -> Shell<Session> {
    crate::equip(Shell::builder(session, output)).build()
}

/// What a script prints on this session, and how it ended if not at its last line.
fn run_on(session: impl FnOnce() -> Session + Send, script: &str, echo: Echo) -> String {
    on_large_stack(|| {
        let output = Transcript::new();
        let mut shell = shell(session(), output.clone());
        let outcome = shell.run(script, "test.ps1", echo);
        let mut text = output.take();
        if outcome != Outcome::Done {
            text.push_str(&format!("[{outcome:?}]\n"));
        }
        text
    })
    .unwrap()
}

fn on_contoso() -> Session {
    empty_session().with_tenant(contoso())
}

/// A script on the sample tenant: statements and what they give.
fn transcript(script: &str) -> String {
    run_on(on_contoso, script, Echo::Statements)
}

/// Several scripts, each on a fresh sample tenant.
fn transcripts(scripts: &[&str]) -> String {
    scripts
        .iter()
        .map(|script| format!("{}\n", transcript(script)))
        .collect()
}

/// What a script prints on the sample tenant.
fn printed(script: &str) -> String {
    run_on(on_contoso, script, Echo::Off)
}

fn check(name: &str, text: &str) {
    check_in("snapshots/commands", name, text);
}

fn check_in(folder: &str, name: &str, text: &str) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(root).join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
