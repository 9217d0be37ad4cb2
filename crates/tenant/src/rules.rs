//! Whether a group may have a rule.

use ingroup_directory::{GroupFacts, GroupKind, RuleProcessing};
use ingroup_rule::{Code, Diagnostic, Rule, analyse};
use ingroup_schema::SubjectKind;

use crate::refusal::Refusal;

/// A rule that may be stored, and what is to be said about it.
pub(crate) struct Admitted {
    /// What its members will be; unknown if the rule is stored although it is not valid.
    pub(crate) subject: Option<SubjectKind>,
    /// The rule, if it is valid.
    pub(crate) rule: Option<Rule>,
    /// Warnings and notes; errors too if the group is paused.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Checks a rule for a group with these facts. While the group is paused the service stores any text as it is and
/// fails only when processing is switched on (`OP-14`); so do we, but for texts and lists that are too long to be
/// stored (`QUO-3`, `QUO-4`).
pub(crate) fn admit(text: &str, facts: &GroupFacts) -> Result<Admitted, Refusal> {
    let analysis = analyse(text, None);
    let Some(rule) = analysis.rule else {
        return match facts.rule_processing {
            Some(RuleProcessing::Paused) if !is_too_long(&analysis.diagnostics) => Ok(Admitted {
                subject: analysis.subject,
                rule: None,
                diagnostics: analysis.diagnostics,
            }),
            _ => Err(Refusal::InvalidRule {
                rule: text.to_owned(),
                diagnostics: analysis.diagnostics,
            }),
        };
    };
    let subject = rule.subject();
    if facts.kind() == GroupKind::Microsoft365 && subject == SubjectKind::Device {
        return Err(Refusal::SubjectOfMicrosoft365 { subject });
    }
    Ok(Admitted {
        subject: Some(subject),
        rule: Some(rule),
        diagnostics: analysis.diagnostics,
    })
}

fn is_too_long(diagnostics: &[Diagnostic]) -> bool {
    let mut codes = diagnostics.iter().map(Diagnostic::code);
    codes.any(|code| matches!(code, Code::RuleTooLong | Code::TooManySources))
}

/// Whether a group with these facts may be dynamic at all (1.6, `OP-5`, `OP-16`).
pub(crate) fn may_be_dynamic(facts: &GroupFacts) -> Result<(), Refusal> {
    let kind = facts.kind();
    if facts.is_assignable_to_role == Some(true) {
        return Err(Refusal::RoleAssignable {
            group: facts.display_name.to_string(),
        });
    }
    match kind {
        GroupKind::Security | GroupKind::Microsoft365 => Ok(()),
        GroupKind::MailEnabledSecurity | GroupKind::Distribution => {
            Err(Refusal::NeverDynamic { kind })
        }
    }
}
