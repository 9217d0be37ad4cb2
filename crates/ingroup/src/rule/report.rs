//! What the tasks on rules have in common: reading one rule's verdict and showing what is said about it.

use std::io::Write;

use ingroup_rule::{Analysis, Color, Diagnostic, Severity, analyse, render};
use ingroup_schema::SubjectKind;

use crate::exit::{Exit, Failure};
use crate::files::RuleText;
use crate::screen;

/// One rule with its analysis and its verdict.
pub(crate) struct Judged {
    pub(crate) text: RuleText,
    pub(crate) analysis: Analysis,
    /// Whether it passes: no error, and no warning where warnings count as errors.
    pub(crate) passes: bool,
}

impl Judged {
    /// Analyses a rule.
    pub(crate) fn new(text: RuleText, deny_warnings: bool) -> Self {
        let analysis = analyse(&text.rule, text.subject);
        Self::of(text, analysis, deny_warnings)
    }

    /// Judges an analysis that has been made.
    pub(crate) fn of(text: RuleText, analysis: Analysis, deny_warnings: bool) -> Self {
        let denied = deny_warnings
            && analysis
                .diagnostics
                .iter()
                .any(|one| one.severity() == Severity::Warning);
        let passes = analysis.rule.is_some() && !denied;
        Self {
            text,
            analysis,
            passes,
        }
    }

    /// What the rule is about; a user if nothing says otherwise.
    pub(crate) fn subject(&self) -> SubjectKind {
        self.text
            .subject
            .or(self.analysis.subject)
            .unwrap_or(SubjectKind::User)
    }

    /// Whether the rule is valid: no error, whatever is thought of warnings.
    pub(crate) fn is_valid(&self) -> bool {
        self.analysis.rule.is_some()
    }

    /// Writes every finding as a picture.
    pub(crate) fn picture(&self, out: &mut impl Write) -> Result<(), Failure> {
        let color = if screen::wants_colour() {
            Color::Terminal
        } else {
            Color::Plain
        };
        for diagnostic in &self.analysis.diagnostics {
            writeln!(
                out,
                "{}\n",
                render(diagnostic, &self.text.rule, &self.text.source, color)
            )?;
        }
        Ok(())
    }

    /// The findings that are errors, with warnings if they count as such.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let of = |severity| {
            self.analysis
                .diagnostics
                .iter()
                .filter(|one| one.severity() == severity)
                .count()
        };
        (of(Severity::Error), of(Severity::Warning))
    }
}

/// The exit of a task on several rules: refused if any does not pass.
pub(crate) fn exit_of(all_pass: bool) -> Exit {
    if all_pass { Exit::Done } else { Exit::Refused }
}

/// `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// The findings of a rule as JSON values.
pub(crate) fn findings(diagnostics: &[Diagnostic]) -> serde_json::Value {
    serde_json::to_value(diagnostics).unwrap_or_default()
}
