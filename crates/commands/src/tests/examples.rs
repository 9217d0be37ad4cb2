//! Every example of every command is run, and every help text is kept.

use ingroup_shell::Command;

use super::{check_in, printed};
use crate::session::Session;

/// Every command, made.
fn table() -> impl Iterator<Item = Command<Session>> {
    crate::table().map(|offer| offer.command())
}

fn help(name: &str) -> String {
    printed(&format!("Get-Help {name}"))
}

/// Whether it is a command for Graph's beta: its help is that of its sibling, and only its example is run.
fn is_sibling(command: &Command<Session>) -> bool {
    command.module_name().contains(".Beta")
}

/// The part of a command's help that fits on a screen: what it is for, its syntax, and its examples at work.
#[test]
fn every_example_runs_and_prints_what_it_printed() {
    let mut failed = String::new();
    for command in table() {
        let whole = match is_sibling(&command) {
            true => String::new(),
            false => help(command.name()),
        };
        let before = whole.split("\nPARAMETERS\n").next().unwrap();
        let mut page = before
            .split("\nEXAMPLES\n")
            .next()
            .unwrap()
            .trim_end()
            .to_owned();
        page.push('\n');
        assert!(
            !command.examples().is_empty(),
            "{} has no example",
            command.name()
        );
        for example in command.examples() {
            let output = printed(&example.code);
            if output.contains("[Failed]") {
                failed.push_str(&format!("{}\n{output}\n", example.code));
            }
            page.push_str(&format!(
                "\n# {}\nPS> {}\n{output}",
                example.text, example.code
            ));
        }
        if !is_sibling(&command) {
            check_in("snapshots/commands/help", command.name(), &page);
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// The page of all commands is what their table says; it is written anew with INSTA_UPDATE=always, as snapshots are.
#[test]
fn the_reference_is_what_the_table_says() {
    let mut commands: Vec<_> = table().collect();
    commands.sort_by(|one, other| one.name().cmp(other.name()));
    let mut page = String::from(
        "# The directory's commands\n\nGenerated from the table of commands by the tests; `Get-Help` shows the same. Topics are \
         told by `Get-Help about_*`.\n\n",
    );
    for command in &commands {
        let name = command.name();
        page.push_str(&format!(
            "- [{name}](#{}): {}\n",
            name.to_lowercase(),
            command.synopsis()
        ));
    }
    for command in &commands {
        let name = command.name();
        page.push_str(&format!(
            "\n## {name}\n\n```text\n{}\n```\n",
            help(name).trim_end()
        ));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/REFERENCE.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap();
    let differs = written
        .lines()
        .zip(page.lines())
        .find(|(old, new)| old != new);
    assert!(
        written == page,
        "REFERENCE.md is not what the table says, first at {differs:?}; run with INSTA_UPDATE=always"
    );
}

#[test]
fn a_command_has_the_names_it_is_offered_by() {
    for offer in crate::table() {
        let command = offer.command();
        assert_eq!(command.name(), offer.name());
        assert_eq!(command.alias_names(), offer.alias_names());
    }
}

#[test]
fn no_name_is_given_twice() {
    let all: Vec<_> = table().collect();
    let mut names: Vec<String> = all
        .iter()
        .map(|command| command.name().to_lowercase())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
    for command in &all {
        let parameters = command.parameter_list().iter();
        let mut names: Vec<String> = parameters
            .flat_map(|one| {
                std::iter::once(one.name())
                    .chain(one.alias_names().iter().map(|alias| alias.as_ref()))
            })
            .map(str::to_lowercase)
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{}", command.name());
    }
}

#[test]
fn every_parameter_says_what_it_is_for() {
    for command in table().filter(|command| !is_sibling(command)) {
        let page = help(command.name());
        let parameters = page.split("\nPARAMETERS\n").nth(1).unwrap_or_default();
        let mut lines = parameters.lines().peekable();
        while let Some(line) = lines.next() {
            if line.starts_with("    -") {
                let next = lines.peek().copied().unwrap_or_default();
                let helps = next.starts_with("        ") && !next.trim_start().starts_with('(');
                assert!(helps, "{}: {line}", command.name());
            }
        }
    }
}
