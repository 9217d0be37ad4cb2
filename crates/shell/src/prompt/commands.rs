//! Completion of names that the language itself has: commands, functions, keywords, operators.

use crate::command::Command;
use crate::parameter::Parameter;
use crate::shell::Shell;

use super::fit::{begins, shortens};
use super::letters::keywords;

/// The commands of which these parameters take names.
const TAKE_COMMANDS: &[(&str, &str)] = &[("Get-Help", "Name"), ("Get-Command", "Name")];

/// The commands that begin so; if there are none, those that the text shortens. Functions of the session count. Who
/// types nothing wants to see what there is, not the names that other modules have for the same.
pub(super) fn names<H: 'static>(shell: &Shell<H>, typed: &str) -> Vec<String> {
    let mut all: Vec<String> = shell
        .commands()
        .iter()
        .chain(&shell.runtime.scope().functions())
        .filter(|command| !typed.is_empty() || !command.is_of_another_module())
        .map(|command| command.name().to_owned())
        .collect();
    all.sort_by_key(|name| name.to_lowercase());
    all.dedup();
    let words = keywords().iter().filter(|_| !typed.is_empty());
    let words = words.filter(|word| begins(word, typed));
    let mut found: Vec<String> = all
        .iter()
        .filter(|name| begins(name, typed))
        .cloned()
        .collect();
    if found.is_empty() {
        found.extend(all.into_iter().filter(|name| shortens(name, typed)));
    }
    found.extend(words.map(|word| (*word).to_owned()));
    found
}

/// The operators that begin so, with their dash.
pub(super) fn operators(typed: &str) -> Vec<String> {
    let words = ingroup_script::OPERATORS
        .iter()
        .map(|operator| operator.spelling)
        .filter(|spelling| spelling.starts_with(char::is_alphabetic));
    let all = words.map(|word| format!("-{word}"));
    let mut fitting: Vec<String> = all.filter(|word| begins(word, typed)).collect();
    fitting.dedup();
    fitting
}

/// The topics of the help that begin so; of those, who types nothing wants none.
pub(super) fn topics<H: 'static>(shell: &Shell<H>, typed: &str) -> Vec<String> {
    let topics = shell.runtime.topics.iter().filter(|_| !typed.is_empty());
    let names = topics.map(|topic| topic.name().to_owned());
    names.filter(|name| begins(name, typed)).collect()
}

/// Whether a parameter takes the name of a command.
pub(super) fn names_a_command<H>(command: &Command<H>, parameter: &Parameter) -> bool {
    TAKE_COMMANDS.contains(&(command.name(), parameter.name()))
}
