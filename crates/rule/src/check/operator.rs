//! Operators: which one is meant, and whether the property takes it (LANG 3.1).

use ingroup_schema::{Operator, PropertyType};

use super::Check;
use super::nearest::nearest;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::tree::Comparison;

/// Operators of other languages, and the nearest thing rules have.
const FOREIGN: &[(&str, &str)] = &[
    ("equals", "eq"),
    ("equal", "eq"),
    ("is", "eq"),
    ("ieq", "eq"),
    ("ceq", "eq"),
    ("neq", "ne"),
    ("notequals", "ne"),
    ("isnot", "ne"),
    ("like", "contains"),
    ("includes", "contains"),
    ("contain", "contains"),
    ("has", "contains"),
    ("notlike", "notContains"),
    ("beginswith", "startsWith"),
    ("startwith", "startsWith"),
    ("starts", "startsWith"),
    ("endwith", "endsWith"),
    ("ends", "endsWith"),
    ("matches", "match"),
    ("regex", "match"),
    ("gt", "ge"),
    ("lt", "le"),
    ("gte", "ge"),
    ("lte", "le"),
];

impl Check<'_> {
    /// The operator of a comparison, if there is one of that name and the property takes it.
    pub(super) fn operator(
        &mut self,
        written: &Comparison,
        property_type: Option<PropertyType>,
    ) -> Option<Operator> {
        let Some(operator) = Operator::from_word(&written.operator) else {
            self.report(unknown(written));
            return None;
        };
        let property_type = property_type?;
        if property_type.operators().contains(&operator) {
            return Some(operator);
        }
        let diagnostic = self.not_supported(written, operator, property_type);
        self.report(diagnostic);
        None
    }

    fn not_supported(
        &self,
        written: &Comparison,
        operator: Operator,
        property_type: PropertyType,
    ) -> Diagnostic {
        let name = written.operand.span.of(self.tree.text());
        if property_type == PropertyType::PlanCollection {
            return Diagnostic::new(
                Code::CollectionNeedsAny,
                written.operand.span.to(written.operator_span),
                format!("\"{name}\" is a collection of plans and cannot be compared as a whole."),
            )
            .about(&written.operand.name.text)
            .with_help(format!(
                "Write {name} -any (assignedPlan.servicePlanId -eq \"{{plan id}}\" -and assignedPlan.capabilityStatus -eq \"Enabled\"); for no plan at all, {name} -all (assignedPlan.servicePlanId -eq null)."
            ));
        }
        let takes: Vec<String> = property_type
            .operators()
            .iter()
            .map(Operator::to_string)
            .collect();
        let help = match (operator, property_type) {
            (Operator::Le | Operator::Ge, PropertyType::String | PropertyType::StringCollection) => {
                "-le and -ge compare dates, and only user.employeeHireDate is one; for versions use -startsWith or -match.".to_owned()
            }
            _ => format!("It takes {}.", takes.join(", ")),
        };
        Diagnostic::new(
            Code::OperatorNotSupported,
            written.operator_span,
            format!(
                "\"{name}\" is {} and does not take {operator}.",
                property_type.words()
            ),
        )
        .about(&written.operand.name.text)
        .with_help(help)
    }
}

fn unknown(written: &Comparison) -> Diagnostic {
    let word = written.operator.as_str();
    let known = Operator::all().map(Operator::word);
    let foreign = FOREIGN
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    let meant = foreign
        .map(|(_, meant)| *meant)
        .or_else(|| nearest(word, known));
    let shown = word.trim_start_matches('-');
    let diagnostic = Diagnostic::new(
        Code::UnknownOperator,
        written.operator_span,
        format!("\"-{shown}\" is not an operator of rules."),
    );
    match meant {
        Some("ge" | "le") => diagnostic.with_help(
            "There are -ge and -le only, and only for user.employeeHireDate.",
        ),
        Some(meant) => diagnostic.with_help(format!("Did you mean -{meant}?")).with_fix(
            Fix::replace(
                format!("Write -{meant}"),
                Effect::ChangesMembers,
                written.operator_span,
                format!("-{meant}"),
            ),
        ),
        None => diagnostic.with_help(
            "The operators are -eq, -ne, -startsWith, -endsWith, -contains, -match, -in and their negative forms, and -le and -ge for dates.",
        ),
    }
}
