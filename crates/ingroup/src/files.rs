//! Reading what the user names: texts of rules, from a file, an argument or standard input.

use std::fs;
use std::io::{IsTerminal, Read};
use std::path::Path;

use ingroup_schema::SubjectKind;
use serde::Deserialize;

use crate::arguments::RuleInput;
use crate::exit::Failure;

/// One rule to work on.
#[derive(Debug)]
pub(crate) struct RuleText {
    /// The text, untrimmed.
    pub(crate) rule: String,
    /// What the rule must be about; the rule's own prefix decides if nothing is said.
    pub(crate) subject: Option<SubjectKind>,
    /// Where it stands, for messages: a file name with a line, or `rule`.
    pub(crate) source: String,
}

/// The rules that the arguments name. A first non-blank `{` means JSON lines, else the whole text is one rule.
pub(crate) fn rules(input: &RuleInput) -> Result<Vec<RuleText>, Failure> {
    let (text, source) = match (&input.rule, &input.file) {
        (Some(rule), _) => (rule.clone(), "rule".to_owned()),
        (None, Some(path)) if path.as_os_str() != "-" => {
            (read_text(path)?, path.display().to_string())
        }
        _ => (standard_input()?, "standard input".to_owned()),
    };
    let subject = input.subject.map(SubjectKind::from);
    if input.rule.is_none() && text.trim_start().starts_with('{') {
        return json_lines(&text, &source, subject);
    }
    // The line end that closes a file is not part of the rule; every other blank is.
    let rule = match input.rule {
        Some(_) => text,
        None => text
            .strip_suffix('\n')
            .map_or(text.as_str(), |rest| {
                rest.strip_suffix('\r').unwrap_or(rest)
            })
            .to_owned(),
    };
    Ok(vec![RuleText {
        rule,
        subject,
        source,
    }])
}

/// One line of JSON input; other fields are ignored.
#[derive(Deserialize)]
struct Line {
    rule: String,
    subject: Option<SubjectKind>,
}

fn json_lines(
    text: &str,
    source: &str,
    subject: Option<SubjectKind>,
) -> Result<Vec<RuleText>, Failure> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let read: Line = serde_json::from_str(line).map_err(|error| Failure::Input {
                message: format!("{source}:{}:{}: this line is not {{\"rule\": …, \"subject\": \"user\" or \"device\"}}: {}", index + 1, error.column(), reason(&error)),
                help: Some("Write one JSON object a line, or a file with the text of one rule and nothing else.".to_owned()),
            })?;
            Ok(RuleText {
                rule: read.rule,
                subject: subject.or(read.subject),
                source: format!("{source}:{}", index + 1),
            })
        })
        .collect()
}

/// What serde says, without its own account of the place.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// A text file in UTF-8, with or without a byte-order mark.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::Input {
        message: format!(
            "\"{}\" cannot be read: {}",
            path.display(),
            in_words(&error)
        ),
        help: Some("Check the path, and that you may read the file.".to_owned()),
    })?;
    utf8(bytes, &path.display().to_string())
}

/// Standard input as text; a terminal there means that the caller forgot to say what to read.
pub(crate) fn standard_input() -> Result<String, Failure> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        return Err(Failure::Usage {
            message: "no rule was given".to_owned(),
            help: "Give a FILE, --rule TEXT, or pipe the rule in.".to_owned(),
        });
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    utf8(bytes, "standard input")
}

pub(crate) fn utf8(bytes: Vec<u8>, source: &str) -> Result<String, Failure> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text
            .strip_prefix('\u{feff}')
            .map(str::to_owned)
            .unwrap_or(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error
                .as_bytes()
                .iter()
                .take(at)
                .filter(|byte| **byte == b'\n')
                .count()
                + 1;
            Err(Failure::Input {
                message: format!("{source}:{line}: the text is not UTF-8 (byte {at})"),
                help: Some("Save the file as UTF-8 and try again.".to_owned()),
            })
        }
    }
}

/// The reason of an input error without codes.
pub(crate) fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Why a folder is of no use.
pub(crate) fn unusable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::Input {
        message: format!(
            "the folder \"{}\" cannot be used: {}",
            folder.display(),
            in_words(error)
        ),
        help: Some("Check the path, and that it is a folder that you may read.".to_owned()),
    }
}
