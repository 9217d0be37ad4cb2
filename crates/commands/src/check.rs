//! What can be said about a text of a script before the script runs: whether a membership rule is one.

use ingroup_rule::analyse;
use ingroup_shell::{Parameter, ShellError};
use ingroup_tenant::Refusal;

use crate::refused;

/// Commands that are asked about rules: a wrong one is what they are there for.
const ASKED: [&str; 2] = ["Test-MembershipRule", "Format-MembershipRule"];

/// Says what is wrong with the text that a command's parameter is given, if it is to be a membership rule.
pub fn check_text(command: &str, parameter: &Parameter, text: &str) -> Option<ShellError> {
    // An empty text takes the rule away.
    if parameter.name() != "MembershipRule" || ASKED.contains(&command) || text.is_empty() {
        return None;
    }
    let analysis = analyse(text, None);
    match analysis.rule {
        Some(_) => None,
        None => Some(refused::native(&Refusal::InvalidRule {
            rule: text.to_owned(),
            diagnostics: analysis.diagnostics,
        })),
    }
}
