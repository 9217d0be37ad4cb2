//! Rules with mistakes, and all that is found in each: one picture of the whole.

use std::fmt::Write;

use crate::{Severity, analyse};

/// Rules as people get them wrong; several mistakes in most.
const RULES: &[&str] = &[
    "user.department -eq \"Sales\" and and user.city -eq \"x\"",
    "user.department = 'Sales' && user.city!=\"x\"",
    "user.department eq Sales or user.department eq Marketing Team",
    "(user.department -eq \"Sales\"))) -and (user.foo -eq \"x\"",
    "user.jobTitel -eq \"x\" -and user.depatment -xyz 5 -and device.model -eq true",
    "user.department -in [\"a\" \"b\", c, null, true]",
    "user.department -in \"a\", \"b\"",
    "user.department -eq \"a\", \"b\"",
    "user.department -eq \"a\" \"b\"",
    "user.department -match [\".*@domain1.com\",\".*@domain2.com\"]",
    "(user.employeeHireDate -ge (System.DateTime.Now - 365 days))",
    "user.department -not -eq \"x\"",
    "user.accountEnabled -eq $true",
    "user.accountEnabled -and user.dirSyncEnabled",
    "user.manager.displayName -eq \"x\"",
    "user.employeeHireDate -le system. Now",
    "user -eq \"x\"",
    "user.department -eq user.city",
    "-eq \"x\"",
    "and",
    "\"Sales\" -eq user.department",
    "user.memberOf -any (group.objectId -eq '4bca21ca-8cbd-4835-969b-c4cd5db653d7')",
    "user.memberOf -any (group.objectId -in [4bca21ca-8cbd-4835-969b-c4cd5db653d7, 'x'])",
    "user.memberOf -any (group.objectId -in [])",
    "user.memberOf -contains \"x\"",
    "-not (user.memberOf -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7']))",
    "Direct Reports for 3daedfb6-1af6-459a-9017-30b420d6c902",
    "Direct Reports",
    "(Direct Reports for \"3daedfb6-1af6-459a-9017-30b420d6c902\")",
    "user.assignedPlans -any (servicePlanId -eq \"x\")",
    "user.assignedPlans -any (user.servicePlanId -eq \"x\" -and _ -eq \"y\")",
    "user.assignedPlans -any assignedPlan.service -eq \"x\" -and assignedPlan.capabilityStatus -eq \"Enabled\"",
    "user.proxyAddresses -any (assignedPlan.service -eq \"x\")",
    "_ -eq \"x\"",
    "user.objectId -eq 3daedfb6-1af6-459a-9017-30b420d6c902",
    "device.deviceOSVersion -startsWith 10.0.1",
    "user.department -eq ”Sales“ -and user.city -eq ‘x’",
    "user.employeeId -ne *null*",
    "user.employeeHireDate -ge \"P30D\"",
    "user.employeeHireDate -ge system.now + P30D",
    "user.employeeHireDate -ge system.now -plus \"P30D\"",
    "user.employeeHireDate -ge system.now -plus 30",
    "user.employeeHireDate -eq (system.now -plus P7D)",
    "user.employeeHireDate -contains \"2025\"",
    "user.employeeHireDate -ge 2025-13-45",
    "user.extensionAttribute16 -eq \"x\"",
    "user.onPremisesExtensionAttributes.extensionAttribute1 -eq \"x\"",
    "user.extension_0123456789abcdef0123456789abcdef -eq \"x\"",
    "user.deviceOSType -eq \"Windows\"",
    "device.organizationalUnit -eq \"x\"",
    "users.department -eq \"x\"",
    "user.department -eq \"a\" # remark",
    "user.department -eq \"a\" /* remark */ -and user.city -eq 'b'",
    "()",
    "(user.department -eq ())",
    "user.department -eq (\"x\"",
    "user.department -eq \"x\" -any (_ -eq \"y\")",
    "user.otherMails -any",
    "user.otherMails -any (_ -eq \"a\") (_ -eq \"b\")",
    "user.department -notlike \"*x*\"",
    "user.department -startsWith [\"a\"]",
    "user.department -eq <value>",
    "user.department -eq “Sales",
    "user.department -eq \"Sales -and user.city -eq \"x\"",
    "user.department is \"x\"",
    "user.employeeHireDate -gt system.now",
    "SELECT * FROM users",
    "department eq 'Sales'",
    "startsWith(user.displayName, 'A')",
    "user.displayName -match \"a\\\"[b\"",
    "user.city -eq \"x\" -and\u{200b} user.city -eq \"y\"",
    "user.city\u{a0}-eq \"x\"",
];

#[test]
fn every_mistake_is_found_at_once() {
    let mut picture = String::new();
    for text in RULES {
        let analysis = analyse(text, None);
        let verdict = if analysis.rule.is_some() {
            " (valid)"
        } else {
            ""
        };
        let _ = writeln!(picture, "{text}{verdict}");
        for found in &analysis.diagnostics {
            if found.severity() == Severity::Info {
                continue;
            }
            let (start, end) = (found.span().start(), found.span().end());
            let _ = writeln!(
                picture,
                "  {start}..{end} {}: {}",
                found.code().name(),
                found.message()
            );
            let _ = writeln!(picture, "    {}", found.help().unwrap_or_default());
            if let Some(fix) = found.fix() {
                let _ = writeln!(picture, "    => {}", fix.apply(text));
            }
        }
        picture.push('\n');
    }
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../snapshots/rule"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("mistakes", picture));
}

#[test]
fn a_finding_is_written_as_json_with_all_its_fields() {
    let json = |text: &str| {
        let analysis = analyse(text, None);
        serde_json::to_string(analysis.diagnostics.first().unwrap()).unwrap()
    };
    assert_eq!(
        json("user.mail -startsWith null"),
        concat!(
            r#"{"code":"null-operator","severity":"error","#,
            r#""message":"-startsWith cannot be used with null.","span":[22,26],"#,
            r#""help":"Only -eq and -ne take null.","#,
            r#""fix":{"title":"Write -eq","effect":"changes-members","#,
            r#""edits":[{"span":[10,21],"text":"-eq"}]}}"#
        )
    );
    assert_eq!(
        json(" "),
        concat!(
            r#"{"code":"empty-rule","severity":"error","message":"The rule is empty.","#,
            r#""span":[0,1],"help":"Write a condition such as user.department -eq \"Sales\".","#,
            r#""fix":null}"#
        )
    );
}

#[test]
fn places_are_counted_in_characters_of_the_untrimmed_text() {
    let text = "  user.city -eq \"日本😀\" -and user.foo -eq 1";
    let analysis = analyse(text, None);
    let span = analysis.diagnostics.first().unwrap().span();
    assert_eq!((span.start(), span.end(), span.of(text)), (32, 35, "foo"));
}

#[test]
fn the_service_s_words_repeat_the_name_in_question() {
    let analysis = analyse("user.officeLocation -eq \"x\"", None);
    let answer = analysis.diagnostics.first().unwrap().service().unwrap();
    assert_eq!(
        (answer.status, answer.code),
        (400, "DynamicGroupQueryParseError")
    );
    assert_eq!(answer.message, "Unsupported property 'officeLocation'");
    assert_eq!(answer.portal, "Attribute not supported.");
}

#[test]
fn a_stored_rule_on_a_withdrawn_property_is_none_that_is_refused() {
    for text in [
        "device.organizationalUnit -eq \"x\"",
        "not (device.OrganizationalUnit -eq \"x\") or device.displayName -ne null",
    ] {
        let (tree, _) = crate::parse(text);
        assert!(crate::check(&tree, None).rule.is_none());
        let stored = crate::check_stored(&tree);
        assert!(stored.diagnostics.is_empty(), "{:?}", stored.diagnostics);
        assert_eq!(stored.rule.unwrap().text(), text);
    }
    let (tree, _) = crate::parse("user.organizationalUnit -eq \"x\"");
    assert!(crate::check_stored(&tree).rule.is_none());
}
