//! Applications, their extension properties, and who reaches them, as people type it.

use super::{check, transcripts};

#[test]
fn access_follows_membership_and_a_conversion_leaves_a_gap() {
    check(
        "access",
        &transcripts(&[
            r#"Set-Clock -Mode Manual
$app = New-Application Salesforce
$g = New-Group Staff -Members adele@contoso.com, alex@contoso.com
Add-ApplicationAssignment Salesforce -Group Staff -WhatIf
Add-ApplicationAssignment Salesforce -Group Staff
Add-ApplicationAssignment Salesforce -Group Staff -ErrorAction Continue
Get-Access -Application Salesforce
Add-GroupMember Staff joni@contoso.com -WhatIf
Remove-GroupMember Staff alex@contoso.com -WhatIf
$rule = 'user.userPrincipalName -in ["adele@contoso.com", "joni@contoso.com"]'
Set-Group Staff -GroupTypes DynamicMembership -Rule $rule -WhatIf
Set-Group Staff -GroupTypes DynamicMembership -Rule $rule
Get-Access -User adele@contoso.com
Get-Access -Group Staff
$done = Invoke-Processing
Get-Access -Group Staff
Suspend-Group Staff
Get-Access adele@contoso.com | Format-List
Remove-Group Staff -WhatIf
"#,
            r#"$app = New-Application Salesforce
Add-ApplicationAssignment Salesforce -User adele@contoso.com
$g = New-Group Staff -Members adele@contoso.com, alex@contoso.com
Add-ApplicationAssignment Salesforce -Group Staff -WhatIf
Add-ApplicationAssignment Salesforce -Group Staff
Get-Access adele@contoso.com
Get-Application
Remove-ApplicationAssignment Salesforce -User adele@contoso.com -WhatIf
Remove-ApplicationAssignment Salesforce -Group Staff -WhatIf
Remove-ApplicationAssignment Salesforce -User alex@contoso.com -ErrorAction Continue
Add-ApplicationAssignment Salesforce -ErrorAction Continue
Remove-Application Salesforce -WhatIf
Remove-Application Salesforce
Get-Application Salesforce -ErrorAction Continue
"#,
            r#"Test-MembershipRule -Group Managers
$app = New-Application Salesforce
Add-ApplicationAssignment Salesforce -Group Managers
Test-MembershipRule -Group Managers
"#,
        ]),
    );
}

#[test]
fn rules_read_extension_properties_of_the_tenants_applications() {
    check(
        "extension_properties",
        &transcripts(&[
            r#"$rule = 'user.extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber -eq "7"'
$g = New-Group Seventh $rule -Verbose
$app = New-Application Payroll
New-Group 'Seventh floor' $rule -ErrorAction Continue
$app = New-Application HR -AppId c272a57b-722d-4eb2-9bfe-327874ae79cb
New-ApplicationExtensionProperty HR OfficeNumber -TargetObjects User
$g = New-Group 'Seventh floor' $rule -Verbose
Get-MembershipRuleProperty -ApplicationId HR
New-ApplicationExtensionProperty HR 'Office number' -ErrorAction Continue
Set-User adele@contoso.com -Attributes @{ extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber = '7' }
Get-GroupMember 'Seventh floor'
$me = Connect-Tenant -As alex@contoso.com
New-Application Mine -ErrorAction Continue
"#,
        ]),
    );
}
