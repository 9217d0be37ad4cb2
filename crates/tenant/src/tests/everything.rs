//! Commands of every kind, in whatever order and by whomever: what holds of each tenant holds after each of them.
//!
//! There is no model here that says what must happen; [`agreement`](super::agreement) and the histories of licences have
//! one, for fewer commands. Here every command is drawn, and what is asked of the tenant is what must hold whatever
//! happened: what is kept twice is the same both times, a refusal leaves no trace, a copy is another tenant, and who
//! comes back from an image lives on as the original.

mod draw;
mod questions;

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{DynamicGroups, Group, ObjectRef};
use ingroup_schema::SubjectKind;

use self::draw::Draw;
use self::questions::{Question, answer};
use super::agreement::{check_rules, replay::Replay};
use super::fixture::*;
use super::image::{assert_same, through_an_image, told};
use crate::*;

/// Seeds of histories that once failed. What they draw changes with the draw, so what a seed has found also gets a test
/// of its own.
const ONCE_FAILED: [u64; 0] = [];

/// How many commands make what the others are about.
const FOUNDING: usize = 30;

/// How many kinds of commands there are.
const KINDS: usize = 47;

/// How many commands are said when a history fails.
const SAID: usize = 8;

/// How often commands of a kind were carried out, and why one was refused.
type Met = BTreeMap<String, (usize, Option<String>)>;

/// A tenant to which things happen, and the same one as it came back from an image some time ago.
struct History {
    tenant: Tenant,
    twin: Tenant,
    /// The memberships that follow from the journal.
    replay: Replay,
    /// The entries of the log when it was read last.
    log: Vec<AuditEntry>,
    said: Vec<String>,
    name: String,
}

impl History {
    fn new(seed: u64) -> Self {
        Self {
            tenant: contoso(),
            twin: contoso(),
            replay: Replay::of(&contoso()),
            log: Vec::new(),
            said: Vec::new(),
            name: format!("The history of seed {seed}"),
        }
    }

    /// Lets something happen to both; why it was refused, if it was.
    fn live(&mut self, actor: Actor, command: Command) -> Option<String> {
        self.said.push(said(actor, &command));
        // What was before is forgotten, and nobody has moved.
        let takes_all =
            matches!(&command, Command::Import(facts) if facts.replace == Replace::Allow);
        let before = self.tenant.clone();
        let bytes = before.freeze().unwrap();
        let done = self.tenant.execute_as(actor, command.clone());
        if takes_all {
            self.replay = Replay::of(&self.tenant);
            self.log.clear();
        }
        let of_twin = self.twin.execute_as(actor, command);
        assert_eq!(told(&done), told(&of_twin), "what comes of it in the twin");
        assert!(before.freeze().unwrap() == bytes, "a copy has changed");
        if let Err(refusal) = &done {
            self.said.push(format!("refused: {refusal}"));
            let after = self.tenant.freeze().unwrap();
            assert!(after == bytes, "a refusal leaves a trace");
        }
        self.check();
        self.replay.compare(&self.tenant);
        done.err().map(|refusal| refusal.to_string())
    }

    /// What the log has said it says for ever, with the names of that time; the oldest entries are dropped.
    fn read_log(&mut self) {
        let log: Vec<AuditEntry> = self.tenant.audit(AuditQuery::default()).collect();
        let first = log.first().map(|entry| entry.id);
        let dropped = self.log.iter().take_while(|entry| Some(entry.id) != first);
        let kept = self.log.iter().skip(dropped.count());
        for (before, now) in kept.zip(&log) {
            assert_eq!(before, now, "an entry of the log has changed");
        }
        self.log = log;
    }

    /// Both say the same, and so does who has just come back from an image.
    fn ask_both(&mut self, question: &Question) {
        self.said.push(format!("{question:?}"));
        let said = answer(&self.tenant, question);
        assert_eq!(said, answer(&self.twin, question), "what the twin says");
        let thawed = through_an_image(&self.tenant);
        assert_eq!(said, answer(&thawed, question), "what a thawed one says");
    }

    /// What always holds.
    fn check(&self) {
        let directory = self.tenant.directory();
        assert_eq!(directory.inconsistencies(), BTreeSet::new());
        for kind in SubjectKind::ALL {
            for row in directory.table(kind).rows() {
                let object = ObjectRef::subject(kind, row);
                let found: Vec<_> = self.tenant.groups_of(object).map(Group::id).collect();
                let scanned = directory.member_of(object, DynamicGroups::Scanned);
                let scanned: Vec<_> = scanned.map(Group::id).collect();
                assert_eq!(found, scanned, "the groups of {object:?}");
            }
        }
        if self.tenant.engine().waiting() == 0 {
            check_rules(&self.tenant);
        }
    }
}

fn said(actor: Actor, command: &Command) -> String {
    let Command::Import(facts) = command else {
        return format!("{actor:?}: {command:?}");
    };
    let Facts {
        listed_members,
        replace,
        ..
    } = &**facts;
    format!("{actor:?}: Import {replace:?}, members of {listed_members:?}")
}

/// Says how a history that failed came about.
impl Drop for History {
    #[expect(
        clippy::print_stderr,
        reason = "a test that fails says how it came about"
    )]
    fn drop(&mut self) {
        if std::thread::panicking() {
            let count = self.said.len();
            eprintln!("{} failed; the last of {count} lines:", self.name);
            let last = self.said.iter().skip(count.saturating_sub(SAID));
            last.for_each(|said| eprintln!("  {said}"));
        }
    }
}

fn live(seed: u64, commands: usize, met: &mut Met) {
    let mut draw = Draw::new(seed);
    let mut history = History::new(seed);
    for _ in 0..FOUNDING {
        let command = draw.founding(&history.tenant);
        history.live(Actor::BuiltIn, command);
    }
    for number in 0..commands {
        let command = draw.command(&history.tenant);
        let actor = draw.actor(&history.tenant, &command);
        let debug = format!("{command:?}");
        let kind = debug.split([' ', '(']).next().unwrap_or_default();
        let counts = met.entry(kind.to_owned()).or_default();
        match history.live(actor, command) {
            None => counts.0 += 1,
            refused => counts.1 = refused,
        }
        assert_same(&history.tenant, &history.twin);
        if number % 4 == 0 {
            history.read_log();
        }
        let question = draw.question(&history.tenant);
        match draw.below(6) {
            0 => history.ask_both(&question),
            1 | 2 => drop(answer(&history.tenant, &question)),
            _ => {}
        }
        match draw.below(12) {
            0 => history.twin = through_an_image(&history.tenant),
            1 => history.tenant = through_an_image(&history.twin),
            // Whose is the copy does not matter.
            2 => history.tenant = history.twin.clone(),
            _ => {}
        }
        if number % 40 == 39 {
            history.live(Actor::BuiltIn, Command::Processing(Processing::Resume));
        }
    }
}

#[test]
fn whatever_happens_a_tenant_holds_together() {
    let mut met = Met::new();
    for seed in 0..6 {
        live(seed, 300, &mut met);
    }
    let never: Vec<_> = met.iter().filter(|(_, (done, _))| *done == 0).collect();
    assert_eq!(met.len(), KINDS, "{:?}", met.keys());
    assert!(never.len() * 10 < KINDS, "always refused: {never:?}");
}

#[test]
fn histories_that_once_failed_hold_together() {
    for seed in ONCE_FAILED {
        live(seed, 400, &mut Met::new());
    }
}

#[test]
#[ignore = "it takes minutes unless it is optimised; crates/README.md says how to run it"]
fn long_histories_of_everything_hold_together() {
    let first = ingroup_testing::asked_seed().unwrap_or(1_000);
    for seed in first..first + 100 {
        live(seed, 400, &mut Met::new());
    }
}
