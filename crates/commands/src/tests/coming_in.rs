//! Files of a real tenant's administrators: what comes in, and what is said of the rest.

use super::check;
use super::personnel::with_lists;

/// As Microsoft365DSC writes it, but for the blocks that are not groups.
const DSC: &str = r#"# Generated with Microsoft365DSC version 1.23.621.1
Configuration M365TenantConfig
{
    $OrganizationName = $CredsCredential.UserName.Split('@')[1]
    Node localhost
    {
        AADGroup "AADGroup-sg-Executive"
        {
            AssignedLicenses     = @(
                MSFT_AADGroupLicense {
                    DisabledPlans = @()
                    SkuId         = "ENTERPRISEPACK"
                }
            );
            Credential           = $Credscredential;
            DisplayName          = "sg-Executive";
            Ensure               = "Present";
            GroupTypes           = @();
            Id                   = "1012968e-33e1-446d-95cb-ba989f0180cb";
            MailEnabled          = $False;
            MailNickname         = "sgExecutive";
            MemberOf             = @("Sales");
            Members              = @("adele@$OrganizationName","alex@contoso.com","gone@$OrganizationName");
            Owners               = @("diego@$OrganizationName");
            SecurityEnabled      = $True;
        }
        AADGroup "AADGroup-Desks"
        {
            DisplayName                   = "Desks";
            Ensure                        = "Present";
            GroupTypes                    = @("DynamicMembership");
            MailEnabled                   = $False;
            MailNickname                  = "desks";
            MembershipRule                = "(user.officeLocation -eq `"Berlin`")";
            MembershipRuleProcessingState = "On";
            SecurityEnabled               = $True;
        }
    }
}
"#;

#[test]
fn groups_of_a_configuration_come_in_with_their_people() {
    let half = DSC.split("Berlin").next().unwrap();
    check(
        "coming_in_dsc",
        &with_lists(
            "coming-in-dsc",
            &[("tenant.ps1", DSC), ("code/half.ps1", half)],
            &[
                "Import-Tenant tenant.ps1",
                "Import-Tenant tenant.ps1 -SkipBad\n(Get-GroupMember sg-Executive).UserPrincipalName\n(Get-GroupOwner sg-Executive).UserPrincipalName\nImport-Tenant tenant.ps1 -SkipBad",
                "Import-Tenant code",
            ],
        ),
    );
}

#[test]
fn an_export_without_the_people_of_its_rules_says_so() {
    let group = |id: u32, name: &str, rule: &str| {
        format!(
            r#"{{"id":"00000000-0000-0000-0000-00000000000{id}","displayName":"{name}","groupTypes":["DynamicMembership"],"membershipRule":"{rule}","membershipRuleProcessingState":"On","securityEnabled":true}}"#
        )
    };
    let reports = "Direct Reports for \\\"00000000-0000-0000-0000-00000000000a\\\"";
    let [one, two, three] = [
        group(1, "Sales", "user.department -eq \\\"Sales\\\""),
        group(2, "Phones", "device.deviceOSType -eq \\\"iOS\\\""),
        group(3, "Reports", reports),
    ];
    let rules = format!("[{one},{two},{three}]");
    let users = r#"[{"id":"00000000-0000-0000-0000-00000000000b","userPrincipalName":"x@contoso.com","displayName":"X","department":"Sales"}]"#;
    check(
        "coming_in_nobody",
        &with_lists(
            "coming-in-nobody",
            &[
                ("rules/groups.json", &rules),
                ("users/groups.json", &rules),
                ("users/users.json", users),
            ],
            &["Import-Tenant rules -Force", "Import-Tenant users -Force"],
        ),
    );
}
