//! Whether a rule may name the directory extensions that it names (`1.12a`, N-27).

use ingroup_directory::RuleProcessing;
use ingroup_rule::{Diagnostic, ExtensionKnowledge, Severity, check_extensions, parse};
use ingroup_schema::{ExtensionName, SubjectKind};

use crate::refusal::Refusal;
use crate::tenant::Tenant;

impl Tenant {
    /// What is to be said about the directory extensions that a valid rule names. An extension that no application of
    /// the tenant has is refused unless the rule is paused (`OP-14`); if nothing is known of the tenant's applications,
    /// all are taken with a note (N-27).
    pub(crate) fn admit_extensions(
        &self,
        rule: &str,
        subject: SubjectKind,
        processing: Option<RuleProcessing>,
    ) -> Result<Vec<Diagnostic>, Refusal> {
        let (tree, _) = parse(rule);
        let diagnostics = check_extensions(&tree, |name| self.knows_extension(name, subject));
        let is_error = |found: &Diagnostic| found.severity() == Severity::Error;
        let is_paused = processing == Some(RuleProcessing::Paused);
        match diagnostics.iter().any(is_error) && !is_paused {
            true => Err(Refusal::InvalidRule {
                rule: rule.to_owned(),
                diagnostics,
            }),
            false => Ok(diagnostics),
        }
    }

    fn knows_extension(&self, name: &ExtensionName, subject: SubjectKind) -> ExtensionKnowledge {
        match self.directory.has_extension(name, subject) {
            None => ExtensionKnowledge::Nothing,
            Some(true) => ExtensionKnowledge::Present,
            Some(false) => ExtensionKnowledge::Absent,
        }
    }
}
