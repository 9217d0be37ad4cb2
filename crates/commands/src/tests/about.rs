//! The topics of the help say what is true: what they tell to type runs, and every command they name is there.

use ingroup_shell::Echo;

use super::{check, on_contoso, run_on, transcripts};
use crate::about::topics;
use crate::table;

#[test]
fn what_a_topic_tells_to_type_runs() {
    for topic in topics() {
        let lines = topic.text().lines();
        let typed: Vec<&str> = lines
            .filter_map(|line| line.strip_prefix("    > "))
            .collect();
        let printed = run_on(on_contoso, &typed.join("\n"), Echo::Statements);
        let failed = ["[Failed]", "error:"]
            .iter()
            .any(|word| printed.contains(word));
        assert!(!failed, "{}\n{printed}", topic.name());
    }
}

#[test]
fn every_command_that_a_topic_names_is_there() {
    let mut known: Vec<String> = table().map(|command| command.name().to_owned()).collect();
    let shown = super::printed("(Get-Command).Name -join ' '");
    known.extend(shown.split_whitespace().map(str::to_owned));
    for topic in topics() {
        assert!(topic.name().starts_with("about_"));
        for line in topic.text().lines() {
            assert!(line.chars().count() <= 100, "{}: {line}", topic.name());
        }
        let is_name = |c: char| c.is_ascii_alphabetic() || c == '-';
        for word in topic.text().split(|c: char| !is_name(c)) {
            let Some((verb, noun)) = word.split_once('-') else {
                continue;
            };
            let capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
            if capital(verb) && capital(noun) {
                let found = known.iter().any(|own| own == word);
                assert!(
                    found || word == "Ctrl-C" || word == "Ctrl-D" || word == "Ctrl-R",
                    "{}: {word}",
                    topic.name()
                );
            }
        }
    }
}

#[test]
fn help_is_found_in_every_way() {
    let scripts = [
        "Get-Help",
        "Get-Help about_*",
        "Get-Help about_clock",
        "Get-Help about_rules",
        "Get-Help about_Quota",
        "Get-Help about_nothing",
        "Get-Help Step-Clock -Examples",
        "Get-Help Step-Clock -Parameter By",
        "Get-Help Step-Clock -Parameter Too",
        "Get-Help Step-Clok",
    ];
    check("help", &transcripts(&scripts));
}
