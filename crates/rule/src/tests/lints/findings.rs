//! Which rules are spoken about, and what their fixes make of them.

use super::findings;
use crate::{Code, Effect, analyse};

use Effect::{ChangesMembers as Changes, Equivalent as Same};

/// A rule, and what the fix of its finding makes of it.
type Row = (Code, &'static str, Option<(Effect, &'static str)>);

#[rustfmt::skip]
const SPOKEN_OF: &[Row] = &[
    (Code::MatchLiteral, r#"user.city -match "Lagos""#, Some((Same, r#"user.city -contains "Lagos""#))),
    (Code::MatchLiteral, r#"user.city -notMatch "a\.b""#, Some((Same, r#"user.city -notContains "a.b""#))),
    (Code::MatchLiteral, r#"user.city -match "^Lagos$""#, Some((Changes, r#"user.city -eq "Lagos""#))),
    (Code::MatchLiteral, r#"user.city -match "^(?:Lagos|Abuja)\z""#, Some((Same, r#"user.city -in ["Lagos", "Abuja"]"#))),
    (Code::MatchLiteral, r#"user.city -match ".*""#, Some((Same, "user.city -ne null"))),
    (Code::MatchLiteral, r#"user.city -notMatch ".*""#, Some((Same, "user.city -eq null"))),
    (Code::MatchLiteral, r#"user.otherMails -any (_ -match "x@y")"#, Some((Same, r#"user.otherMails -any (_ -contains "x@y")"#))),
    (Code::MatchLiteral, r#"user.surname -match "O''Brien""#, Some((Same, r#"user.surname -contains "O''Brien""#))),
    (Code::MatchLiteral, r"user.surname -match 'a\\'", Some((Same, r"user.surname -contains 'a\'"))),
    (Code::MatchPrefix, r#"user.city -match "^Lag""#, Some((Same, r#"user.city -startsWith "Lag""#))),
    (Code::MatchPrefix, r#"user.otherMails -notMatch "^a.*""#, Some((Same, r#"user.otherMails -notStartsWith "a""#))),
    (Code::MatchSuffix, r#"user.city -match "gos$""#, Some((Changes, r#"user.city -endsWith "gos""#))),
    (Code::MatchSuffix, r#"user.city -match "gos\z""#, Some((Same, r#"user.city -endsWith "gos""#))),
    (Code::Contains, r#"user.city -contains "ago""#, None),
    (Code::Contains, r#"user.mail -notContains "@contoso.com""#, Some((Changes, r#"user.mail -notEndsWith "@contoso.com""#))),
    (Code::OrToIn, r#"user.city -eq "a" or user.city -eq "b" or user.city -in ["c", "A"]"#, Some((Same, r#"user.city -in ["a", "b", "c"]"#))),
    (Code::OrToIn, r#"(user.city -eq "a") -or user.mail -eq "m" -or (user.city -eq "b")"#, Some((Same, r#"user.city -in ["a", "b"] -or user.mail -eq "m""#))),
    (Code::OrToIn, r#"(user.city -eq "a" -and user.mail -eq "m") -or (user.city -eq "b" -and user.mail -eq "m")"#, Some((Same, r#"(user.city -in ["a", "b"] -and user.mail -eq "m")"#))),
    (Code::OrToIn, r#"user.assignedPlans -any (assignedPlan.servicePlanId -eq "a" -or assignedPlan.servicePlanId -eq "b")"#, Some((Same, r#"user.assignedPlans -any (assignedPlan.servicePlanId -in ["a", "b"])"#))),
    (Code::AndNeToNotIn, r#"user.city -ne "a" and user.city -ne "b""#, Some((Same, r#"user.city -notIn ["a", "b"]"#))),
    (Code::Redundant, r#"user.city -startsWith "Lag" and user.city -eq "Lagos""#, Some((Same, r#"user.city -eq "Lagos""#))),
    (Code::Redundant, r#"user.city -eq "Lagos" or user.city -startsWith "Lag""#, Some((Same, r#"user.city -startsWith "Lag""#))),
    (Code::Redundant, r#"user.mail -eq "m" or user.mail -eq "M""#, Some((Same, r#"user.mail -eq "m""#))),
    (Code::Redundant, r#"user.city -eq "Lagos" and user.city -ne null"#, Some((Same, r#"user.city -eq "Lagos""#))),
    (Code::Redundant, r#"(user.objectId -ne null) and (user.userType -eq "Member")"#, Some((Same, r#"(user.userType -eq "Member")"#))),
    (Code::Redundant, r#"user.city -in ["a", "b", "A"]"#, Some((Same, r#"user.city -in ["a", "b"]"#))),
    (Code::Redundant, r#"user.employeeHireDate -ge system.now and user.employeeHireDate -ge system.now -plus P1D"#, Some((Same, "user.employeeHireDate -ge system.now -plus P1D"))),
    (Code::MixedAndOr, r#"user.city -eq "a" or user.mail -eq "m" and user.accountEnabled -eq true"#, Some((Same, r#"user.city -eq "a" or (user.mail -eq "m" and user.accountEnabled -eq true)"#))),
    (Code::NullNegative, r#"user.city -notStartsWith "a""#, Some((Changes, r#"(user.city -notStartsWith "a" -and user.city -ne null)"#))),
    (Code::NullNegative, r#"-not (user.city -eq "a")"#, Some((Changes, r#"(-not (user.city -eq "a") -and user.city -ne null)"#))),
    (Code::NullNegative, "user.dirSyncEnabled -ne true", Some((Changes, "user.dirSyncEnabled -eq false"))),
    (Code::NullNegative, r#"-not (user.city -eq "a" -and user.accountEnabled -eq true)"#, None),
    (Code::NullText, r#"user.city -eq "$null""#, Some((Changes, "user.city -eq null"))),
    (Code::NullText, r#"user.city -ne """#, Some((Changes, "user.city -ne null"))),
    (Code::NullText, r#"user.city -in ["a", "null"]"#, None),
    (Code::NullText, r#"user.otherMails -any (_ -eq "null")"#, None),
    (Code::NeverMatches, r#"user.city -eq "a" and user.city -eq "b""#, Some((Changes, r#"user.city -in ["a", "b"]"#))),
    (Code::NeverMatches, r#"user.city -eq "a" and user.city -eq null"#, None),
    (Code::NeverMatches, r#"user.city -startsWith "a" and user.city -startsWith "b""#, None),
    (Code::NeverMatches, r#"user.city -eq "a" and -not (user.city -eq "A")"#, None),
    (Code::NeverMatches, r#"user.otherMails -any (_ -eq "a" and _ -eq "b")"#, Some((Changes, r#"user.otherMails -any (_ -in ["a", "b"])"#))),
    (Code::NeverMatches, "user.accountEnabled -eq true and user.accountEnabled -eq false", None),
    (Code::NeverMatches, "user.employeeHireDate -le system.now and user.employeeHireDate -ge system.now -plus P1D", None),
    (Code::NeverMatches, r#"(user.city -eq "a" or user.mail -eq "m") and -not (user.city -eq "a" or user.mail -eq "m")"#, None),
    (Code::MemberOfRetiring, "user.memberOf -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7'])", None),
    (Code::Redundant, r#"user.city -match "^[aceg]" or user.city -match "^[ACEG]""#, Some((Same, r#"user.city -match "^[aceg]""#))),
    (Code::Redundant, r#"user.city -match "^[A-Z]" or user.mail -eq "m" or user.city -match "^[a-z]""#, Some((Same, r#"user.city -match "^[A-Z]" or user.mail -eq "m""#))),
    (Code::DateEquality, "user.employeeHireDate -eq 2026-11-21T08:30:00Z", Some((Changes, "(user.employeeHireDate -ge 2026-11-21T00:00:00Z -and user.employeeHireDate -le 2026-11-21T23:59:59Z)"))),
    (Code::DateEquality, r#"user.employeeHireDate -ne "2026-11-21""#, Some((Changes, "-not (user.employeeHireDate -ge 2026-11-21T00:00:00Z -and user.employeeHireDate -le 2026-11-21T23:59:59Z)"))),
    (Code::ZtdidPrefix, r#"device.devicePhysicalIds -any (_ -contains "[OrderID]:Lodge")"#, Some((Changes, r#"device.devicePhysicalIds -any (_ -eq "[OrderID]:Lodge")"#))),
    (Code::ZtdidPrefix, r#"device.devicePhysicalIds -notContains "[OrderID]:Lodge""#, Some((Changes, r#"device.devicePhysicalIds -ne "[OrderID]:Lodge""#))),
    (Code::Vocab, r#"device.deviceOwnership -in ["corporate", "Unknown"]"#, Some((Changes, r#"device.deviceOwnership -in ["Company", "Unknown"]"#))),
    (Code::Vocab, r#"device.deviceTrustType -ne "Azure AD joined""#, Some((Changes, r#"device.deviceTrustType -ne "AzureAD""#))),
    (Code::Vocab, r#"device.deviceOSType -eq "macOS""#, Some((Changes, r#"device.deviceOSType -eq "MacMDM""#))),
];

/// A rule about which a lint has nothing to say.
#[rustfmt::skip]
const PASSED_OVER: &[(Code, &str)] = &[
    (Code::MatchLiteral, r#"user.city -match "a.c""#),
    (Code::MatchLiteral, r#"user.city -match "(?-i)abc""#),
    (Code::MatchLiteral, r#"user.city -match "a|b""#),
    (Code::MatchPrefix, r#"user.city -match "^a[bc]""#),
    (Code::MatchSuffix, r#"user.city -match "[ab]$""#),
    (Code::OrToIn, r#"user.city -eq "a" or user.mail -eq "b""#),
    (Code::OrToIn, r#"user.city -eq "a" or user.city -eq null"#),
    (Code::OrToIn, r#"user.otherMails -eq "a" or user.otherMails -eq "b""#),
    (Code::OrToIn, r#"user.city -eq "a" or user.city -startsWith "b""#),
    (Code::AndNeToNotIn, r#"user.city -ne "a" or user.city -ne "b""#),
    (Code::Redundant, "user.objectId -ne null"),
    (Code::Redundant, r#"user.objectId -ne null or user.city -eq "a""#),
    (Code::Redundant, r#"user.city -ne "a" and user.city -ne null"#),
    (Code::Redundant, r#"user.city -eq "ab" or user.mail -startsWith "a""#),
    (Code::Redundant, r#"user.city -startsWith "ab" or user.city -startsWith "ac""#),
    (Code::MixedAndOr, r#"user.city -eq "a" or (user.mail -eq "m" and user.accountEnabled -eq true)"#),
    (Code::MixedAndOr, r#"(user.city -eq "a" or user.mail -eq "m") and user.accountEnabled -eq true"#),
    (Code::NullNegative, r#"user.city -ne "a" and user.city -ne null"#),
    (Code::NullNegative, r#"user.city -ne "a" or user.city -eq null"#),
    (Code::NullNegative, r#"user.city -startsWith "a" and user.city -ne "ab""#),
    (Code::NullNegative, r#"user.displayName -ne "a""#),
    (Code::NullNegative, r#"user.city -ne "null""#),
    (Code::NullNegative, r#"-not (user.city -ne "a")"#),
    (Code::NullNegative, r#"user.otherMails -notContains "a""#),
    (Code::NullText, r#"user.city -startsWith "null""#),
    (Code::NullText, "user.city -ne null"),
    (Code::NeverMatches, r#"user.otherMails -eq "a" and user.otherMails -eq "b""#),
    (Code::NeverMatches, r#"user.city -startsWith "a" and user.city -startsWith "ab""#),
    (Code::NeverMatches, r#"user.city -startsWith "a" and user.city -endsWith "b""#),
    (Code::NeverMatches, r#"user.city -eq "a" and user.city -match "b""#),
    (Code::NeverMatches, "user.employeeHireDate -le 2026-01-01T00:00:00Z and user.employeeHireDate -ge system.now"),
    (Code::Redundant, r#"user.city -match "\d" or user.city -match "\D""#),
    (Code::Redundant, r#"user.city -match "(?-i)a" or user.city -match "(?-i)A""#),
    (Code::DateEquality, "user.employeeHireDate -ge 2026-11-21T00:00:00Z"),
    (Code::DateEquality, "user.employeeHireDate -eq null"),
    (Code::ZtdidPrefix, r#"device.devicePhysicalIds -any (_ -contains "[ZTDId]")"#),
    (Code::ZtdidPrefix, r#"device.devicePhysicalIds -any (_ -startsWith "[OrderID]:Lodge")"#),
    (Code::Contains, r#"device.devicePhysicalIds -any (_ -contains "[OrderID]:Lodge")"#),
    (Code::Vocab, r#"device.deviceOwnership -eq "Company""#),
    (Code::Vocab, r#"user.city -eq "Corporate""#),
];

#[test]
fn rules_are_spoken_about_and_mended() {
    for (code, rule, fixed) in SPOKEN_OF {
        let findings = findings(rule);
        let found = findings
            .iter()
            .find(|found| found.code() == *code)
            .unwrap_or_else(|| panic!("{rule}: no {}, but {findings:?}", code.name()));
        assert!(found.help().is_some(), "{rule}");
        let made = found.fix().map(|fix| (fix.effect(), fix.apply(rule)));
        let made = made.as_ref().map(|(effect, text)| (*effect, text.as_str()));
        assert_eq!(made, *fixed, "{rule}");
        if let Some((_, text)) = made {
            let after = analyse(text, None);
            assert!(after.rule.is_some(), "{text}");
            let left = after.diagnostics.iter().any(|left| left.code() == *code);
            assert!(!left, "{text}");
        }
    }
}

/// What is true of several places in a rule is said once.
#[test]
fn a_rule_is_told_once() {
    let times = |code: Code, rule: &str| {
        findings(rule)
            .iter()
            .filter(|found| found.code() == code)
            .count()
    };
    #[rustfmt::skip]
    let rows = [
        (Code::Contains, r#"user.city -contains "a" or user.city -contains "b" or user.mail -contains "c""#, 1),
        (Code::Contains, r#"user.mail -contains "@a" or user.mail -contains "@b" or user.mail -contains "c""#, 3),
        (Code::NullNegative, r#"user.city -ne "a" and user.city -notStartsWith "b" and user.mail -ne "c""#, 2),
        (Code::NullNegative, r#"user.city -ne "a" or user.city -ne "b""#, 2),
    ];
    for (code, rule, expected) in rows {
        assert_eq!(times(code, rule), expected, "{rule}");
    }
}

#[test]
fn other_rules_are_passed_over() {
    for (code, rule) in PASSED_OVER {
        let found: Vec<Code> = findings(rule).iter().map(|found| found.code()).collect();
        assert!(!found.contains(code), "{rule}: {found:?}");
    }
}
