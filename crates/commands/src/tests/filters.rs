//! `-Filter`, `-Search` and `-Sort`: everything natively, in the modules what the service grants.

use super::{check, transcripts};
use crate::odata::{Dialect, Resource, checked};

#[test]
fn native_commands_take_every_filter() {
    check(
        "filters_native",
        &transcripts(&[
            "(Get-Group -Filter \"displayName eq ‘Sales’\").Mail\n(Get-MgGroup –Filter “displayName eq 'Sales'”).Mail",
            "Get-MgGroup -Filter \"displayName eq ‘Sales’\"",
            "Get-Group -Filter \"displayName eq 'sales'\" | Select-Object DisplayName, Mail",
            "Get-Group -Filter \"endsWith(displayName,'s') and memberCount ge 60 or id eq 'none'\" | Select-Object DisplayName, MemberCount",
            "Get-Group -Filter \"not groupTypes/any(c:c eq 'DynamicMembership') and owners/`$count eq 0\" | Select-Object DisplayName",
            "Get-Group -Filter \"status eq 'Processing error' and membershipRule ne null\" | Select-Object DisplayName, Status",
            "(Get-User -Filter \"department in ('HR','Legal') and (city eq 'Lagos' or startsWith(jobTitle,'Director'))\").DisplayName",
            "(Get-User -Filter \"otherMails/any(m:endsWith(m,'@fabrikam.com'))\").Count -gt 0",
            "Get-User -Filter \"onPremisesExtensionAttributes/extensionAttribute1 ne null\" | Select-Object -First 2 DisplayName, ExtensionAttribute1",
            "(Get-User -Filter \"createdDateTime ge 2020-01-01T00:00:00Z and employeeHireDate eq null\").Count -gt 0",
            "(Get-User -Filter \"displayName gt 'z-' and displayName le 'z-emma8'\").DisplayName",
            "(Get-User -Filter \"assignedPlans/any(p:p/service eq 'exchange' and p/capabilityStatus eq 'Enabled')\").Count -gt 0",
            "(Get-Device -Filter \"contains(displayName,'mac') and isCompliant eq false\").Count -ge 0",
            "(Get-User -Filter \"accountEnabled eq false\").Count -eq (Get-User -Filter 'not accountEnabled').Count",
        ]),
    );
}

#[test]
fn what_is_wrong_with_a_filter_is_underlined() {
    check(
        "filters_wrong",
        &transcripts(&[
            "Get-Group -Filter 'displayName = \"Sales\"'",
            "Get-Group -Filter 'displayName eq \"Sales\"'",
            "Get-Group -Filter \"displayName eq Sales\"",
            "Get-Group -Filter \"displayName eq 'Sales\"",
            "Get-Group -Filter \"displayName -like 'Sales*'\"",
            "Get-Group -Filter \"groupTypes eq 'Unified'\"",
            "Get-Group -Filter \"groupTypes/any(c eq 'Unified')\"",
            "Get-Group -Filter \"displayname/any(c:c eq 'Unified')\"",
            "Get-User -Filter \"accountEnabled eq 'true'\"",
            "Get-User -Filter \"departement eq 'HR'\"",
            "Get-User -Filter \"createdDateTime ge 'yesterday'\"",
            "Get-User -Filter \"startsWith('A',displayName)\"",
            "Get-User -Filter \"substringof('A',displayName)\"",
            "Get-User -Filter \"(department eq 'HR'\"",
            "Get-User -Filter \"department eq 'HR' city eq 'Lagos'\"",
            "Get-User -Filter \"department\"",
            "Get-User -Filter ''",
        ]),
    );
}

#[test]
fn the_modules_grant_what_the_service_grants() {
    check(
        "filters_granted",
        &transcripts(&[
            "(Get-MgGroup -Filter \"displayName eq 'Sales' and mailNickname eq 'sales'\").Mail",
            "Get-MgGroup -Filter \"displayName ne 'Sales'\"",
            "Get-MgGroup -Filter \"displayName ne 'Sales'\" -ConsistencyLevel eventual -CountVariable count -Top 1 | Select-Object DisplayName\n$count",
            "Get-MgGroup -Filter \"NOT groupTypes/any(c:c eq 'Unified')\" -ConsistencyLevel eventual",
            "Get-MgGroup -Filter \"createdDateTime ge 2024-01-01T00:00:00Z\"",
            "Get-MgGroup -Filter \"contains(displayName,'team')\"",
            "Get-MgGroup -Filter \"memberCount gt 5\"",
            "Get-MgGroup -Filter \"owners/`$count eq 0\"",
            "(Get-MgGroup -Filter \"owners/`$count eq 0\" -ConsistencyLevel eventual -CountVariable none).Count",
            "(Get-MgGroup -Filter \"startsWith(membershipRule,'user.department') and membershipRuleProcessingState eq 'Paused'\").DisplayName",
            "Get-MgUser -Filter \"endsWith(mail,'@contoso.com')\"",
            "Get-MgUser -Filter \"displayname gt 'A'\"",
            "(Get-MgUser -Filter \"endsWith(mail,'@contoso.com')\" -ConsistencyLevel eventual -CountVariable mails -All).Count -eq $mails",
            "(Get-MgUser -Search '\"displayName:vance\"' -ConsistencyLevel eventual).UserPrincipalName\nGet-MgUser -Search '\"displayName:vance\"'",
            "Get-MgUser -Search 'vance' -ConsistencyLevel eventual",
            "(Get-MgUser -Sort 'displayName desc' -Top 2).DisplayName\nGet-MgUser -Sort 'department'",
            "Get-MgUser -Property Nickname",
            "(Get-MgUser -UserId adele@contoso.com -Property Id, SignInActivity, Department).Department",
            "Get-MgGroup -Top 1000",
            "$all = Get-MgUser\n$all.Count",
            "Get-MgGroup -GroupId Sales -Filter \"displayName eq 'Sales'\"",
            "$g = Get-MgGroup -GroupId Sales -ExpandProperty Members, Owners\n$g.Members.Count, $g.Owners.AdditionalProperties.displayName",
            "Get-MgGroup -GroupId Sales -ExpandProperty Extensions",
            "Get-AzureADUser -Filter \"startswith(displayName,'Adele V') and accountEnabled eq true\"",
            "Get-AzureADUser -Filter \"endswith(mail,'x')\"",
            "Get-AzureADGroup -Filter \"groupTypes/any(c:c eq 'Unified')\"",
            "(Get-AzureADUser -Filter \"mailNickName eq 'adele'\").DisplayName\nGet-AzureADUser -Filter \"nickname eq 'adele'\"",
            "(Get-UnifiedGroup -Filter {Alias -like 'sal*' -or (DisplayName -eq 'x' -and AccessType -ne 'Private')}).Alias",
            "Get-UnifiedGroup -Filter {Alias -eq $alias}",
            "Get-UnifiedGroup -Filter \"Alias startsWith 'x'\"",
        ]),
    );
}

/// Every beginning and every end of a filter is read or refused, whatever it is.
#[test]
fn no_text_is_too_odd_for_a_filter() {
    let filters = [
        "not (startsWith(displayName,'O''Brien') and groupTypes/any(c:c eq 'Unified')) or owners/$count ge 1",
        "id in ('a','b',null) and createdDateTime le 2026-01-01T00:00:00Z and x/y/z eq datetime'2026-01-01'",
        "{-not (DisplayName -like \"é*\") -and Alias -ne $null -or Count -gt 3}",
        "“‘’”==&&||((((//::,,'",
    ];
    for filter in filters {
        for (at, _) in filter.char_indices() {
            let (start, end) = filter.split_at(at);
            for text in [start, end] {
                for dialect in [Dialect::Native, Dialect::AzureAd, Dialect::Opath] {
                    let _ = checked(text, Resource::Group, dialect, &["DisplayName", "Alias"]);
                }
            }
        }
    }
    let deep = format!("{}accountEnabled{}", "(".repeat(5000), ")".repeat(5000));
    assert!(checked(&deep, Resource::User, Dialect::Native, &[]).is_err());
    let long = vec!["accountEnabled eq true"; 5000].join(" and ");
    assert!(checked(&long, Resource::User, Dialect::Native, &[]).is_ok());
}
