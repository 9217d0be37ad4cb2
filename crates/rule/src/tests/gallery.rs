//! One picture per finding, as a person sees it.

use std::collections::BTreeSet;

use ingroup_schema::{ExtensionName, SubjectKind};

use crate::{
    Code, Color, Diagnostic, ExtensionKnowledge, Severity, analyse, check_extensions, parse,
    render, user_writable,
};

const USER: Option<SubjectKind> = Some(SubjectKind::User);

/// For each finding a rule that has it. The picture is of the first finding with that code.
const ROWS: &[(Code, &str)] = &[
    (Code::EmptyRule, "   "),
    (Code::NestedTooDeeply, "@too-deep"),
    (Code::RuleTooLong, "@too-long"),
    (Code::UnterminatedString, "(user.department -eq \"Sales)"),
    (Code::CurlyQuotes, "user.department -eq “Sales”"),
    (Code::StrayCharacters, "user.department -eq \\\"Sales\\\""),
    (
        Code::Comment,
        "// everyone in Sales\nuser.department -eq \"Sales\"",
    ),
    (Code::BlankInName, "user. department -eq \"Sales\""),
    (Code::LooseHyphen, "user.department - eq \"Sales\""),
    (
        Code::UnbalancedParenthesis,
        "(user.department -eq \"Sales\" -and (user.city -eq \"Lagos\")",
    ),
    (
        Code::UnclosedList,
        "user.department -in [\"Sales\", \"Marketing\"",
    ),
    (
        Code::ListBrackets,
        "user.department -in (\"Sales\", \"Marketing\")",
    ),
    (
        Code::MissingJoiner,
        "(user.department -eq \"Sales\") (user.city -eq \"Lagos\")",
    ),
    (
        Code::UnexpectedText,
        "device.systemLabels -startsWith \"M365Managed\" SystemLabels",
    ),
    (Code::MissingCondition, "user.department -eq \"Sales\" -and"),
    (Code::MissingOperator, "user.department"),
    (
        Code::MissingValue,
        "user.department -eq -and user.city -eq \"Lagos\"",
    ),
    (Code::UnquotedValue, "user.department -eq Sales"),
    (Code::MisplacedNot, "user.department -not null"),
    (
        Code::QuotedCondition,
        "(device.devicePhysicalIds -any \"_ -contains \"[ZTDId]\"\")",
    ),
    (
        Code::DateArithmetic,
        "user.employeeHireDate -le system.now -minus P365D -minus P15D",
    ),
    (
        Code::BadDuration,
        "user.employeeHireDate -le system.now -plus P1W",
    ),
    (
        Code::DirectReportsAlone,
        "Direct Reports for \"3daedfb6-1af6-459a-9017-30b420d6c902\" -and user.accountEnabled -eq true",
    ),
    (
        Code::DirectReportsForm,
        "Direct Report \"3daedfb6-1af6-459a-9017-30b420d6c902\"",
    ),
    (Code::NotAnObjectId, "Direct Reports for \"{objectID}\""),
    (Code::MissingPrefix, "mail -ne null"),
    (Code::UnknownObject, "app.deviceModel -eq \"X\""),
    (
        Code::UnknownProperty,
        "(user.officeLocation -eq \"Phoenix\")",
    ),
    (
        Code::ExtensionName,
        "user.extension_87a9d628-0000-0000-0000-88b2e3688be4_OfficeNumber -eq \"123\"",
    ),
    (
        Code::WrongElement,
        "user.assignedPlans -any (assignedPlan.plan -eq \"exchange\")",
    ),
    (
        Code::MixedSubjects,
        "user.department -eq \"Sales\" -and device.deviceOSType -eq \"Windows\"",
    ),
    (Code::WrongSubject, "device.deviceOSType -eq \"Windows\""),
    (Code::UnknownOperator, "user.displayName -like \"Adele*\""),
    (
        Code::OperatorNotSupported,
        "device.deviceOSVersion -ge \"10.0.26200\"",
    ),
    (
        Code::QuantifierOnScalar,
        "user.department -any (_ -eq \"Sales\")",
    ),
    (Code::CollectionNeedsAny, "user.assignedPlans -ne null"),
    (
        Code::NestedQuantifier,
        "user.otherMails -any (user.proxyAddresses -any (_ -eq \"x\"))",
    ),
    (Code::ValueType, "user.department -eq true"),
    (Code::NullOperator, "user.department -startsWith null"),
    (Code::ListExpected, "user.department -in \"Sales\""),
    (
        Code::ListNotExpected,
        "user.department -eq [\"Sales\", \"Marketing\"]",
    ),
    (Code::EmptyList, "user.department -in []"),
    (Code::ListItem, "user.department -in [\"Sales\", null]"),
    (Code::BadDate, "user.employeeHireDate -le 2020"),
    (
        Code::BadPattern,
        "user.userPrincipalName -match \"*@domain.ext\"",
    ),
    (
        Code::MemberOfForm,
        "user.memberOf -all (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7'])",
    ),
    (
        Code::MemberOfAlone,
        "user.memberOf -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7']) -and user.accountEnabled -eq true",
    ),
    (Code::TooManySources, "@sources"),
    (Code::MissingBlank, "user.department-eq \"Sales\""),
    (Code::TypographicDash, "user.department –eq \"Sales\""),
    (Code::LoneApostrophe, "user.surname -eq \"O'Brien\""),
    (Code::QuotedBoolean, "user.accountEnabled -eq \"True\""),
    (
        Code::DateWithoutZone,
        "user.employeeHireDate -ge 2026-11-21",
    ),
    (
        Code::CalendarDuration,
        "user.employeeHireDate -ge system.now -minus P1Y6M",
    ),
    (
        Code::InOnCollection,
        "user.otherMails -in [\"a@contoso.com\"]",
    ),
    (Code::CollectionNull, "user.otherMails -eq null"),
    (
        Code::ShortAny,
        "device.devicePhysicalIds -any _ -startsWith \"[ZTDId]\"",
    ),
    (
        Code::ShortAnyJoined,
        "device.devicePhysicalIds -any _ -contains \"[ZTDId]\" -and device.deviceOwnership -eq \"Company\"",
    ),
    (Code::PropertyCase, "User.jobtitle -eq \"Manager\""),
];

/// The text of a row; the long ones are made here.
fn text(row: &str) -> String {
    match row {
        "@too-deep" => "(".repeat(400),
        "@too-long" => {
            let one = "user.department -eq \"Sales\" -or ";
            format!("{}user.city -eq \"Lagos\"", one.repeat(3_072 / one.len()))
        }
        "@sources" => {
            let ids: Vec<String> = (0..51)
                .map(|n| format!("'00000000-0000-0000-0000-{n:012}'"))
                .collect();
            format!(
                "user.memberOf -any (group.objectId -in [{}])",
                ids.join(", ")
            )
        }
        _ => row.to_owned(),
    }
}

/// Draws the finding and compares it with the picture kept for its code. Every fix of a rule whose
/// only error it is must make the rule valid.
pub(super) fn show(code: Code, rule: &str) {
    let text = text(rule);
    let expected = if code == Code::WrongSubject {
        USER
    } else {
        None
    };
    let analysis = analyse(&text, expected);
    let found = analysis
        .diagnostics
        .iter()
        .find(|found| found.code() == code);
    let found = found.unwrap_or_else(|| panic!("{} is not found in {text}", code.name()));
    keep(found, &text);
    if let Some(fix) = found.fix()
        && analysis.errors().all(|error| error.code() == code)
    {
        let fixed = fix.apply(&text);
        let after = analyse(&fixed, expected);
        assert!(after.rule.is_some(), "{fixed}\n{:?}", after.diagnostics);
        let gone = after.diagnostics.iter().all(|left| left.code() != code);
        assert!(gone || found.severity() != Severity::Error, "{fixed}");
    }
}

/// Compares a picture with the one kept for its code.
fn keep(found: &Diagnostic, text: &str) {
    let picture = render(found, text, "rule", Color::Plain);
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/rule/gallery"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(found.code().name(), picture));
}

#[test]
fn extensions_are_held_against_what_is_known_of_applications() {
    let (name, other) = (
        "extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber",
        "extension_c272a57b722d4eb29bfe327874ae79cb_Floor",
    );
    let text = format!(
        "user.city -eq \"{name}\" -or -not (user.{name} -eq \"7\" -and user.{other} -ne null)"
    );
    let (tree, _) = parse(&text);
    let unknown = check_extensions(&tree, |_| ExtensionKnowledge::Nothing);
    assert_eq!(unknown.len(), 2);
    keep(&unknown[0], &text);
    let one_is_there = |asked: &ExtensionName| match asked.as_str() == name {
        true => ExtensionKnowledge::Present,
        false => ExtensionKnowledge::Absent,
    };
    let found = check_extensions(&tree, one_is_there);
    let [missing] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(missing.span().of(&text), other);
    let service = missing.service().unwrap();
    assert_eq!(
        (service.status, service.code, &*service.message),
        (
            400,
            "DynamicGroupQueryParseError",
            &*format!("Unsupported property '{other}'")
        )
    );
}

/// Advice that is asked for: about what a group that gives access should not read.
#[test]
fn properties_that_people_may_change_are_named_once() {
    let told = |text: &str| {
        let rule = analyse(text, None).rule.unwrap();
        user_writable(&rule)
    };
    let text = "user.extensionAttribute1 -eq \"A\" -and user.department -eq \"Payroll\" -and user.department -ne null";
    let [found] = told(text).try_into().unwrap();
    keep(&found, text);
    let mails = told("user.otherMails -any (_ -endsWith \"@contoso.com\")");
    assert_eq!(mails.len(), 1);
    assert!(told("device.displayName -eq \"A\"").is_empty());
    assert!(told("user.userPrincipalName -endsWith \"@contoso.com\"").is_empty());
}

#[test]
fn each_finding_of_the_check_has_a_picture() {
    for (code, rule) in ROWS {
        show(*code, rule);
    }
}

#[test]
fn the_table_and_the_enum_have_the_same_order() {
    for (index, code) in Code::all().enumerate() {
        assert_eq!(code as usize, index);
        assert_eq!(Code::from_name(code.name()), Some(code));
        assert!(!code.about().is_empty());
    }
}

#[test]
fn every_finding_has_its_picture() {
    for code in Code::all() {
        let picture = format!(
            "{}/../../snapshots/rule/gallery/{}.snap",
            env!("CARGO_MANIFEST_DIR"),
            code.name()
        );
        assert!(std::path::Path::new(&picture).exists(), "{picture}");
    }
}

#[test]
fn no_rule_is_pictured_twice() {
    let codes: BTreeSet<Code> = ROWS.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), ROWS.len());
}
