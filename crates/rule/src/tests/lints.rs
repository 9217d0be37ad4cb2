//! What the lints say, and that their fixes keep their word.

mod findings;
mod fixes;

use super::gallery::show;
use crate::{Code, Diagnostic, analyse};

/// For each lint a rule that it speaks about.
#[rustfmt::skip]
const PICTURES: &[(Code, &str)] = &[
    (Code::MatchLiteral, "user.department -match \".*Sales.*\""),
    (Code::MatchPrefix, "user.department -match \"^Sales\""),
    (Code::MatchSuffix, "user.userPrincipalName -match \"@contoso\\.com$\""),
    (Code::Contains, "device.devicePhysicalIds -any (_ -contains \"[ZTDId]\")"),
    (Code::OrToIn, "(user.department -eq \"Sales\") -or (user.department -eq \"Marketing\")"),
    (Code::AndNeToNotIn, "user.country -ne \"US\" -and user.accountEnabled -eq true -and user.country -ne \"CA\""),
    (Code::Redundant, "user.city -eq \"Lagos\" -or user.city -startsWith \"Lag\""),
    (Code::MixedAndOr, "user.department -eq \"Sales\" -or user.city -eq \"Lagos\" -and user.accountEnabled -eq true"),
    (Code::NullNegative, "user.userType -ne \"Guest\""),
    (Code::NullText, "user.employeeId -ne \"null\""),
    (Code::NeverMatches, "user.department -eq \"Sales\" -and user.department -eq \"Marketing\""),
    (Code::MemberOfRetiring, "user.memberOf -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7'])"),
    (Code::DateEquality, "user.employeeHireDate -eq 2026-11-21T00:00:00Z"),
    (Code::ZtdidPrefix, "device.devicePhysicalIds -any (_ -contains \"[OrderID]:Lodge\")"),
    (Code::Vocab, "device.deviceOwnership -eq \"Corporate\""),
];

/// The lints among the findings of the check.
fn is_lint(code: Code) -> bool {
    PICTURES.iter().any(|(known, _)| *known == code)
}

/// What the lints say about a rule that must be valid.
fn findings(rule: &str) -> Vec<Diagnostic> {
    let analysis = analyse(rule, None);
    assert!(
        analysis.rule.is_some(),
        "{rule}\n{:?}",
        analysis.diagnostics
    );
    analysis
        .diagnostics
        .into_iter()
        .filter(|found| is_lint(found.code()))
        .collect()
}

#[test]
fn each_lint_has_a_picture() {
    for (code, rule) in PICTURES {
        show(*code, rule);
    }
}
