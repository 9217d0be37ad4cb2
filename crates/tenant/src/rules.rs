//! Whether a group or an administrative unit may have a rule.

use ingroup_directory::{GroupFacts, GroupKind, RuleProcessing};
use ingroup_rule::{Code, Diagnostic, Rule, analyse};
use ingroup_schema::SubjectKind;

use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// A rule that may be stored, and what is to be said about it.
pub(crate) struct Admitted {
    /// What its members will be; unknown if the rule is stored although it is not valid.
    pub(crate) subject: Option<SubjectKind>,
    /// The rule, if it is valid.
    pub(crate) rule: Option<Rule>,
    /// Warnings and notes; errors too if the group is paused.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Tenant {
    /// Checks a rule for a group with these facts. A paused one keeps what its kind cannot have, as it keeps any rule that
    /// is not valid (`OP-14`, `OP-18`).
    pub(crate) fn admit(&self, text: &str, facts: &GroupFacts) -> Result<Admitted, Refusal> {
        let admitted = self.admit_rule(text, facts.rule_processing)?;
        match admitted.rule.as_ref().map(Rule::subject) {
            Some(subject @ SubjectKind::Device) if facts.kind() == GroupKind::Microsoft365 => {
                match facts.rule_processing {
                    Some(RuleProcessing::Paused) => Ok(Admitted {
                        subject: None,
                        rule: None,
                        ..admitted
                    }),
                    Some(RuleProcessing::On) | None => {
                        Err(Refusal::SubjectOfMicrosoft365 { subject })
                    }
                }
            }
            _ => Ok(admitted),
        }
    }

    /// Checks a rule for whatever may have one, and the directory extensions that it names. While it is paused the
    /// service stores any text as it is and fails only when processing is switched on (`OP-14`); so do we, but for
    /// texts and lists that are too long to be stored (`QUO-3`, `QUO-4`).
    pub(crate) fn admit_rule(
        &self,
        text: &str,
        processing: Option<RuleProcessing>,
    ) -> Result<Admitted, Refusal> {
        let mut admitted = admit_text(text, processing)?;
        if let Some(rule) = &admitted.rule {
            let found = self.admit_extensions(text, rule.subject(), processing)?;
            admitted.diagnostics.extend(found);
        }
        Ok(admitted)
    }
}

fn admit_text(text: &str, processing: Option<RuleProcessing>) -> Result<Admitted, Refusal> {
    let analysis = analyse(text, None);
    match (analysis.rule, processing) {
        (Some(rule), _) => Ok(Admitted {
            subject: Some(rule.subject()),
            rule: Some(rule),
            diagnostics: analysis.diagnostics,
        }),
        (None, Some(RuleProcessing::Paused)) if !is_too_long(&analysis.diagnostics) => {
            Ok(Admitted {
                subject: analysis.subject,
                rule: None,
                diagnostics: analysis.diagnostics,
            })
        }
        (None, _) => Err(Refusal::InvalidRule {
            rule: text.to_owned(),
            diagnostics: analysis.diagnostics,
        }),
    }
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
