//! `vocab`: a value that another product shows for what the property calls something else
//! (LANG 2.2, 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Comparison, Everywhere, Target, comparison_of};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Operand, Text};
use crate::print::quoted;
use crate::rule::Rule;

/// Property, the words that are found elsewhere, the word that the property has.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str], &str)] = &[
    ("deviceOwnership", &["Corporate", "Corporate-owned", "CompanyOwned"], "Company"),
    ("deviceOwnership", &["Personally-owned", "BYOD"], "Personal"),
    ("deviceTrustType", &["Azure AD joined", "AzureAD joined", "Microsoft Entra joined", "Entra joined"], "AzureAD"),
    ("deviceTrustType", &["Hybrid Azure AD joined", "Microsoft Entra hybrid joined", "Hybrid joined", "ServerAD joined"], "ServerAD"),
    ("deviceTrustType", &["Azure AD registered", "Microsoft Entra registered", "Workplace joined", "Workplace registered"], "Workplace"),
    ("deviceOSType", &["macOS", "Mac OS"], "MacMDM"),
];

pub(super) struct Vocab;

impl Lint for Vocab {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for Vocab {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let Target::Property(property) = comparison.target else {
            return;
        };
        let texts = match (comparison.operator.positive(), comparison.operand) {
            (Operator::Match, _) => return,
            (_, Operand::Text(text)) => std::slice::from_ref(text),
            (_, Operand::Texts(texts)) => texts.as_slice(),
            _ => return,
        };
        let meant = |text: &Text| meant(property.name(), text);
        let Some((wrong, right)) = texts.iter().find_map(|text| Some((text, meant(text)?))) else {
            return;
        };
        let corrected: Vec<String> = texts
            .iter()
            .map(|text| quoted(meant(text).unwrap_or(text.written())))
            .collect();
        found.push(
            Diagnostic::new(
                Code::Vocab,
                comparison.operand_span,
                format!(
                    "\"{}\" never has the value \"{}\".",
                    property.name(),
                    wrong.written()
                ),
            )
            .with_help(format!("What is shown so elsewhere is \"{right}\" here."))
            .with_fix(Fix::replace(
                format!("Write \"{right}\""),
                Effect::ChangesMembers,
                comparison.operand_span,
                operand(&comparison, &corrected),
            )),
        );
    }
}

fn meant(property: &str, text: &Text) -> Option<&'static str> {
    WORDS
        .iter()
        .find(|(name, words, _)| {
            *name == property && words.iter().any(|word| Text::new(*word) == *text)
        })
        .map(|(_, _, right)| *right)
}

fn operand(comparison: &Comparison<'_>, items: &[String]) -> String {
    match comparison.operand {
        Operand::Texts(_) => format!("[{}]", items.join(", ")),
        _ => items.join(", "),
    }
}
