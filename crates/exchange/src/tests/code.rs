//! Groups as code: Microsoft365DSC, Terraform, and its state.

use ingroup_directory::{GroupType, RuleProcessing};

use super::SALES;
use crate::{Bad, CodedGroup, CodedName, Ensure, ImportError, LeftOut, Options, Read, read};

fn coded(name: &str, text: &str, bad: Bad) -> Result<(Vec<CodedGroup>, Vec<LeftOut>), ImportError> {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join(name);
    std::fs::write(&path, text).unwrap();
    let options = Options {
        bad,
        ..Options::default()
    };
    match read(&path, &options, &mut |_| {})? {
        Read::Groups { groups, left_out } => Ok((groups, left_out)),
        Read::Tenant(_) => panic!("{name} was read as a tenant"),
    }
}

fn groups(name: &str, text: &str) -> Vec<CodedGroup> {
    coded(name, text, Bad::Refuse).unwrap().0
}

#[test]
fn groups_of_desired_state_configuration_are_read() {
    let text = format!(
        r##"# exported <AADGroup>
        <# AADGroup 'No' {{ }} #>
        param ([pscredential] $Credential)
        AADGroup 'AADGroup-Sales'
        {{
            ApplicationId        = $ConfigurationData.NonNodeData.ApplicationId;
            DisplayName          = "Sales `"all`"";
            Description          = 'Don''t "touch"'
            Id                   = "{SALES}";
            GroupTypes           = @("Unified","DynamicMembership");
            MembershipRule       = "(user.department -eq `"Sales`") and `
                (user.city -ne `$null)";
            MembershipRuleProcessingState = "Paused";
            AssignedLicenses     = @(
                MSFT_AADGroupLicense
                {{
                    DisabledPlans = @()
                    SkuId = "x"
                }}
            );
            Owners               = @("admin@$OrganizationName", "adele@contoso.com", "$Who@$OrganizationName");
            SecurityEnabled      = $False;
            MailEnabled          = $True;
            Visibility           = "Private";
            Ensure               = "Present";
        }}
        AADGroup Gone {{ DisplayName = "Gone"; Ensure = "Absent" }}"##
    );
    let all = groups("export.ps1", &text);
    let [sales, gone] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!(sales.display_name, "Sales \"all\"");
    assert_eq!(sales.description.as_deref(), Some("Don't \"touch\""));
    assert_eq!(sales.id, Some(SALES.parse().unwrap()));
    assert!(
        sales
            .group_types
            .as_ref()
            .unwrap()
            .contains(&GroupType::DynamicMembership)
    );
    let rule = sales.membership_rule.as_deref().unwrap();
    assert!(
        rule.starts_with("(user.department -eq \"Sales\") and ")
            && rule.ends_with("(user.city -ne $null)"),
        "{rule}"
    );
    assert_eq!(sales.processing, Some(RuleProcessing::Paused));
    assert_eq!(
        (sales.security_enabled, sales.mail_enabled),
        (Some(false), Some(true))
    );
    // The domain that Microsoft365DSC leaves open is the tenant's; what else is worked out is told.
    assert_eq!(
        sales.owners,
        [
            CodedName::OwnDomain("admin".into()),
            CodedName::Whole("adele@contoso.com".into())
        ]
    );
    assert_eq!(sales.worked_out, ["owners"]);
    let passed_over: Vec<_> = sales.passed_over.iter().copied().collect();
    assert_eq!(passed_over, ["licences"]);
    assert_eq!(
        (gone.display_name.as_str(), gone.ensure),
        ("Gone", Ensure::Absent)
    );
}

#[test]
fn groups_of_terraform_are_read_from_code_and_state() {
    let code = r#"
        data "azuread_group" "other" { display_name = "Other" }
        resource "azuread_user" "adele" { display_name = "Adele" }
        resource "azuread_group" "sales" {
          display_name     = "Sales" // of all countries
          owners           = [data.azuread_client_config.current.object_id, "adele@contoso.com"]
          types            = ["DynamicMembership"]
          security_enabled = true
          /* "rule": */
          dynamic_membership {
            enabled = false
            rule    = "user.department -eq \"Sales\""
          }
        }
        resource "azuread_group" "here" {
          display_name = "Here"
          types        = ["DynamicMembership"]
          dynamic_membership {
            enabled = true
            rule    = <<-EOT
              (user.city -eq "Oslo")
                or (user.city -eq "Bergen")
            EOT
          }
        }"#;
    let all = groups("main.tf", code);
    let [sales, here] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!(
        sales.membership_rule.as_deref(),
        Some("user.department -eq \"Sales\"")
    );
    assert_eq!(sales.processing, Some(RuleProcessing::Paused));
    assert_eq!(
        (sales.owners.len(), sales.worked_out.as_slice()),
        (1, ["owners"].as_slice())
    );
    assert_eq!(
        here.membership_rule.as_deref(),
        Some("(user.city -eq \"Oslo\")\n  or (user.city -eq \"Bergen\")\n")
    );
    let state = format!(
        r#"{{"version":4,"terraform_version":"1.9.0","resources":[
        {{"mode":"data","type":"azuread_group","name":"x","instances":[{{"attributes":{{"display_name":"Other"}}}}]}},
        {{"mode":"managed","type":"azuread_group","name":"sales","instances":[{{"attributes":{{
          "id":"/groups/{SALES}","object_id":"{SALES}","display_name":"Sales","types":["DynamicMembership"],
          "dynamic_membership":[{{"enabled":true,"rule":"user.city -eq \"Oslo\""}}],"mail_nickname":"","owners":["{SALES}"]}}}}]}}]}}"#
    );
    let all = groups("terraform.tfstate", &state);
    let [sales] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!(sales.id, Some(SALES.parse().unwrap()));
    assert_eq!(
        sales.membership_rule.as_deref(),
        Some("user.city -eq \"Oslo\"")
    );
    assert_eq!(sales.mail_nickname, None);
}

#[test]
fn code_that_cannot_be_known_is_refused_or_left_out() {
    let text = "resource \"azuread_group\" \"a\" {\n  display_name = \"A\"\n}\nresource \"azuread_group\" \"b\" {\n  display_name = \"B\"\n  types = [\"Dynamic\"]\n}\nresource \"azuread_group\" \"c\" {\n  display_name = \"C-${var.x}\"\n}\n";
    let error = coded("main.tf", text, Bad::Refuse).unwrap_err();
    assert_eq!(
        error.reason(),
        "\"types\" must be \"Unified\" or \"DynamicMembership\"."
    );
    assert_eq!(error.place().map(|place| place.line), Some(7));
    let (groups, left_out) = coded("main.tf", text, Bad::LeaveOut).unwrap();
    assert_eq!(groups.len(), 1);
    let reasons: Vec<_> = left_out.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "\"types\" must be \"Unified\" or \"DynamicMembership\".",
            "Its display name is worked out when the code runs, so it is not known here."
        ]
    );
    let half = text.chars().take(40).collect::<String>();
    let error = coded("main.tf", &half, Bad::Refuse).unwrap_err();
    assert!(
        error.help().contains("Correct") || error.help().contains("Copy"),
        "{error}"
    );
}
