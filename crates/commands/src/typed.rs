//! What was typed at the prompt in this session, for a script that does it again.

use ingroup_schema::Instant;
use ingroup_shell::Outcome;

/// The lines that say nothing about the tenant: they end the session, or write this very list.
const LEFT_OUT: [&str; 2] = ["exit", "Save-Session"];

/// One entry of the prompt.
#[derive(Debug, Clone)]
struct Entry {
    text: String,
    outcome: Outcome,
}

/// Which entries a script is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entries {
    /// Those that ran to their end without an error.
    Done,
    /// All.
    All,
}

/// Everything that was typed, in order.
#[derive(Debug)]
pub(crate) struct Typed {
    started: Instant,
    entries: Vec<Entry>,
}

impl Typed {
    /// Nothing yet; the session begins at this time of the tenant.
    pub(crate) fn new(started: Instant) -> Self {
        Self {
            started,
            entries: Vec::new(),
        }
    }

    /// Notes an entry and how it ended.
    pub(crate) fn note(&mut self, text: &str, outcome: Outcome) {
        let first = text
            .trim_start()
            .split(|c: char| !c.is_alphabetic() && c != '-')
            .next();
        let is_left_out = LEFT_OUT
            .iter()
            .any(|word| first.is_some_and(|first| first.eq_ignore_ascii_case(word)));
        if !is_left_out {
            self.entries.push(Entry {
                text: text.trim().to_owned(),
                outcome,
            });
        }
    }

    /// The script that does it again, and how many entries it has.
    pub(crate) fn script(&self, wanted: Entries) -> (String, usize) {
        let entries: Vec<&str> = self
            .entries
            .iter()
            .filter(|entry| wanted == Entries::All || entry.outcome == Outcome::Done)
            .map(|entry| entry.text.as_str())
            .collect();
        let mut script = format!(
            "# A session of ingroup. It does the same again with: ingroup run --now {} SCRIPT\n",
            self.started
        );
        for text in &entries {
            script.push_str(text);
            script.push('\n');
        }
        (script, entries.len())
    }
}
