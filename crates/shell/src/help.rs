//! The help of a command, made from its row in the table.

use crate::bind::all_parameters;
use crate::command::Command;
use crate::output::{Width, at_words};
use crate::parameter::{FromPipeline, Kind, Need, Parameter};

/// What `Get-Help` shows without a name.
pub(crate) const OVERVIEW: &[&str] = &[
    "Get-Command             lists the commands",
    "Get-Command *-Group     lists the commands for groups",
    "Get-Help <command>      shows what a command takes, and examples",
    "Get-Help about_*        lists the topics that are told at length",
    "Get-Help <word>         lists the commands whose name or purpose contains a word",
    "<command> -WhatIf       shows what a command would do, and does nothing",
];

/// A topic that is told at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    name: &'static str,
    text: &'static str,
}

impl Topic {
    /// The topic `about_…`; the first line of its text says what it is about.
    pub fn new(name: &'static str, text: &'static str) -> Topic {
        Topic { name, text }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What it is about.
    pub fn synopsis(self) -> &'static str {
        self.text.lines().next().unwrap_or("")
    }

    /// All that is told.
    pub fn text(self) -> &'static str {
        self.text
    }
}

/// Which part of the help is wanted.
pub(crate) enum Part {
    All,
    Examples,
    Parameter(String),
}

/// The help of a command, line by line.
pub(crate) fn lines<H>(command: &Command<H>, part: &Part, width: Width) -> Vec<String> {
    let mut lines = Vec::new();
    match part {
        Part::Examples => examples(command, &mut lines),
        Part::Parameter(name) => {
            for parameter in all_parameters(command).filter(|p| p.is_called(name)) {
                describe(parameter, &mut lines);
            }
        }
        Part::All => {
            lines.push("NAME".to_owned());
            lines.push(format!("    {} - {}", command.name(), command.synopsis()));
            if !command.alias_names().is_empty() {
                lines.push(String::new());
                lines.push("ALIASES".to_owned());
                lines.push(format!("    {}", command.alias_names().join(", ")));
            }
            lines.push(String::new());
            lines.push("SYNTAX".to_owned());
            // A parameter and what it takes stay together.
            let syntax = syntax(command).replace(" <", "\u{a0}<");
            let syntax = at_words(&syntax, width, 8).replace('\u{a0}', " ");
            let syntax = format!("    {syntax}");
            lines.extend(syntax.lines().map(str::to_owned));
            if !command.description().is_empty() {
                lines.push(String::new());
                lines.push("DESCRIPTION".to_owned());
                lines.extend(
                    wrap(command.description(), 76)
                        .into_iter()
                        .map(|l| format!("    {l}")),
                );
            }
            if !command.parameter_list().is_empty() {
                lines.push(String::new());
                lines.push("PARAMETERS".to_owned());
                for parameter in command.parameter_list() {
                    describe(parameter, &mut lines);
                }
            }
            examples(command, &mut lines);
        }
    }
    lines
}

/// The syntax of a command on one line: `Get-Group [[-Identity] <string>] [-All]`.
pub(crate) fn syntax<H>(command: &Command<H>) -> String {
    let mut text = command.name().to_owned();
    let mut rows: Vec<&Parameter> = command.parameter_list().iter().collect();
    rows.sort_by_key(|p| p.position.unwrap_or(usize::MAX));
    for parameter in rows {
        let name = match parameter.position {
            Some(_) => format!("[-{}]", parameter.name),
            None => format!("-{}", parameter.name),
        };
        let whole = match parameter.kind {
            Kind::Switch => name,
            kind => format!("{name} <{}>", kind.name()),
        };
        text.push(' ');
        match parameter.need {
            Need::Mandatory => text.push_str(&whole),
            Need::Optional => text.push_str(&format!("[{whole}]")),
        }
    }
    if command.supports_what_if() == crate::command::WhatIf::Supported {
        text.push_str(" [-WhatIf] [-Confirm]");
    }
    text.push_str(" [<CommonParameters>]");
    text
}

fn describe(parameter: &Parameter, lines: &mut Vec<String>) {
    let kind = match parameter.kind {
        Kind::Switch => String::new(),
        kind => format!(" <{}>", kind.name()),
    };
    lines.push(format!("    -{}{kind}", parameter.name));
    lines.extend(
        wrap(&parameter.help, 70)
            .into_iter()
            .map(|l| format!("        {l}")),
    );
    if !parameter.choices.is_empty() {
        lines.push(format!("        One of: {}.", parameter.choices.join(", ")));
    }
    let mut facts = Vec::new();
    if parameter.need == Need::Mandatory {
        facts.push("required".to_owned());
    }
    if let Some(position) = parameter.position {
        facts.push(format!("position {position}"));
    }
    match parameter.pipeline {
        FromPipeline::No => {}
        FromPipeline::Value => facts.push("from the pipeline".to_owned()),
        FromPipeline::Property => {
            facts.push("from a property of the pipeline's objects".to_owned())
        }
        FromPipeline::PropertyOrValue => {
            facts.push("from the pipeline, or from a property of its objects".to_owned())
        }
    }
    if !parameter.aliases.is_empty() {
        facts.push(format!("also -{}", parameter.aliases.join(", -")));
    }
    if !facts.is_empty() {
        lines.push(format!("        ({})", facts.join("; ")));
    }
}

fn examples<H>(command: &Command<H>, lines: &mut Vec<String>) {
    if command.examples().is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push("EXAMPLES".to_owned());
    for example in command.examples() {
        lines.push(format!("    {}", example.text));
        lines.extend(example.code.lines().map(|line| format!("        > {line}")));
    }
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
