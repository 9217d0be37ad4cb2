//! What the directory tells the prompt: names of its objects, properties of what commands give, and the rule language
//! inside of strings.

mod names;
mod outputs;
mod paths;
mod rule_text;
mod rule_values;
mod rules;
mod top;

use std::ops::Range;

use ingroup_shell::{Ask, Guide, Inside, Paint};

use crate::session::Session;

/// The directory's part of completion and colours, for [`ShellBuilder::guide`](ingroup_shell::ShellBuilder::guide).
#[derive(Debug, Clone, Copy, Default)]
pub struct TenantGuide;

impl Guide<Session> for TenantGuide {
    fn values(&self, session: &Session, ask: Ask<'_>) -> Vec<String> {
        match ask.meaning {
            "Path" | "LiteralPath" => paths::paths(session, ask.typed),
            "Checkpoint" => names::checkpoints(session, ask.typed),
            meaning => names::names(session.tenant(), meaning, ask.typed),
        }
    }

    fn gives(&self, command: &str) -> Option<&'static str> {
        outputs::gives(command)
    }

    fn properties(&self, session: &Session, kind: &str) -> Vec<String> {
        outputs::properties(session.tenant(), kind)
    }

    fn inside(&self, session: &Session, meaning: Option<&str>, text: &str) -> Option<Inside> {
        rules::is_rule(meaning, text).then(|| rules::complete(session.tenant(), text))
    }

    fn paint(&self, meaning: Option<&str>, text: &str) -> Option<Vec<(Range<usize>, Paint)>> {
        rules::is_rule(meaning, text).then(|| rules::paint(text))
    }
}
