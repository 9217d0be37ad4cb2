//! Why a rule gives no answer for a subject.

use std::fmt;

use crate::pattern::{Pattern, PatternFault};

/// A pattern could not be searched in a value. Nothing is known about the comparison, so the rule
/// has an answer only if the rest of it decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pattern: String,
    cause: PatternFault,
}

impl Fault {
    pub(crate) fn new(pattern: &Pattern, cause: PatternFault) -> Self {
        Fault {
            pattern: pattern.source().to_owned(),
            cause,
        }
    }

    /// The pattern as the rule has it.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// What happened.
    #[must_use]
    pub fn cause(&self) -> PatternFault {
        self.cause
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.cause {
            PatternFault::TooManySteps => "took too many steps and was given up",
            PatternFault::TooLarge => "is too large",
        };
        write!(f, "The pattern \"{}\" {why}.", self.pattern)
    }
}

impl std::error::Error for Fault {}

/// All of the answers. One `false` decides, whatever the others are and wherever it stands; else
/// the first fault wins.
pub(crate) fn all(answers: impl Iterator<Item = Result<bool, Fault>>) -> Result<bool, Fault> {
    decide(answers, false)
}

/// At least one of the answers; one `true` decides.
pub(crate) fn any(answers: impl Iterator<Item = Result<bool, Fault>>) -> Result<bool, Fault> {
    decide(answers, true)
}

fn decide(
    answers: impl Iterator<Item = Result<bool, Fault>>,
    decisive: bool,
) -> Result<bool, Fault> {
    let mut fault = None;
    for answer in answers {
        match answer {
            Ok(answer) if answer == decisive => return Ok(decisive),
            Ok(_) => {}
            Err(found) => fault = fault.or(Some(found)),
        }
    }
    fault.map_or(Ok(!decisive), Err)
}
