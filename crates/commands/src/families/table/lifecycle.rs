//! The expiration policy in the words of Microsoft.Graph.Groups, Microsoft.Entra and AzureAD.

use super::super::row::{Row, Take, renamed, row, take};
use super::super::shapes::{AZURE_AD_LIFECYCLE, MG_GROUP, MG_LIFECYCLE};
use crate::native::work::{
    add_expiration_policy_group, get_expiration_policy, invoke_group_renewal,
    new_expiration_policy, remove_expiration_policy, remove_expiration_policy_group,
    set_expiration_policy,
};
use crate::request::Body;

const GRAPH: &str = "Microsoft.Graph.Groups";
const ENTRA: &str = "Microsoft.Entra";
const AZURE_AD: &str = "AzureAD";

/// What a policy is like.
const POLICY: &[&str] = &[
    "groupLifetimeInDays",
    "managedGroupTypes",
    "alternateNotificationEmails",
];

const fn policy(name: &'static str) -> Take {
    renamed(name, "PolicyId", "LifecyclePolicy")
}

const fn of(name: &'static str) -> Take {
    renamed(name, "Group", "Group").mandatory()
}

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(GRAPH, "Get-MgGroupLifecyclePolicy", "Shows the expiration policy in the shape of Microsoft Graph.", get_expiration_policy, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId"), take("All")])
        .shows("$null = New-MgGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All -AlternateNotificationEmails 'it@contoso.com'; Get-MgGroupLifecyclePolicy | Select-Object GroupLifetimeInDays, ManagedGroupTypes", "Shows the policy."),
    row(GRAPH, "New-MgGroupLifecyclePolicy", "Makes the expiration policy from parameters or from a hashtable.", new_expiration_policy, &MG_LIFECYCLE)
        .takes(&[take("GroupLifetimeInDays"), take("ManagedGroupTypes"), take("AlternateNotificationEmails")])
        .body(Body::Keys(POLICY)).changes()
        .shows("New-MgGroupLifecyclePolicy -BodyParameter @{ groupLifetimeInDays = 180; managedGroupTypes = 'Selected'; alternateNotificationEmails = 'it@contoso.com;help@contoso.com' } | Select-Object AlternateNotificationEmails", "Makes a policy for selected groups."),
    row(GRAPH, "Update-MgGroupLifecyclePolicy", "Changes the expiration policy by parameters or by a hashtable.", set_expiration_policy, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").mandatory(), take("GroupLifetimeInDays"), take("ManagedGroupTypes"), take("AlternateNotificationEmails")])
        .body(Body::Keys(POLICY)).changes()
        .shows("$policy = New-MgGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All; Update-MgGroupLifecyclePolicy -GroupLifecyclePolicyId $policy.Id -GroupLifetimeInDays 365 | Select-Object GroupLifetimeInDays", "Gives groups a year."),
    row(GRAPH, "Remove-MgGroupLifecyclePolicy", "Ends the expiration policy.", remove_expiration_policy, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").mandatory()]).changes()
        .shows("$policy = New-MgGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All; Remove-MgGroupLifecyclePolicy -GroupLifecyclePolicyId $policy.Id; (Get-MgGroupLifecyclePolicy).Count", "Ends it."),
    row(GRAPH, "Add-MgGroupToLifecyclePolicy", "Adds a group to those that expire.", add_expiration_policy_group, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").mandatory(), of("GroupId")]).changes()
        .shows("$policy = New-MgGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected; Add-MgGroupToLifecyclePolicy -GroupLifecyclePolicyId $policy.Id -GroupId Sales; (Get-MgGroup -GroupId Sales).ExpirationDateTime", "Has a group expire."),
    row(GRAPH, "Remove-MgGroupFromLifecyclePolicy", "Takes a group from those that expire.", remove_expiration_policy_group, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").mandatory(), of("GroupId")]).changes()
        .shows("$policy = New-MgGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected; Add-MgGroupToLifecyclePolicy -GroupLifecyclePolicyId $policy.Id -GroupId Sales; Remove-MgGroupFromLifecyclePolicy -GroupLifecyclePolicyId $policy.Id -GroupId Sales; (Get-MgGroup -GroupId Sales).ExpirationDateTime", "Takes it out again."),
    row(GRAPH, "Invoke-MgRenewGroup", "Renews a group.", invoke_group_renewal, &MG_GROUP)
        .takes(&[of("GroupId")]).changes()
        .shows("Invoke-MgRenewGroup -GroupId Sales; (Get-MgGroup -GroupId Sales).RenewedDateTime", "Renews a group."),
    row(ENTRA, "Get-EntraGroupLifecyclePolicy", "Shows the expiration policy.", get_expiration_policy, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").aliases(&["Id"])])
        .shows("$null = New-EntraGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All -AlternateNotificationEmails it@contoso.com; Get-EntraGroupLifecyclePolicy | Select-Object GroupLifetimeInDays, ManagedGroupTypes", "Shows the policy."),
    row(ENTRA, "New-EntraGroupLifecyclePolicy", "Makes the expiration policy.", new_expiration_policy, &MG_LIFECYCLE)
        .takes(&[take("GroupLifetimeInDays").mandatory(), take("ManagedGroupTypes").mandatory(), take("AlternateNotificationEmails")]).changes()
        .shows("New-EntraGroupLifecyclePolicy -GroupLifetimeInDays 99 -ManagedGroupTypes Selected -AlternateNotificationEmails it@contoso.com | Select-Object GroupLifetimeInDays", "Makes a policy for selected groups."),
    row(ENTRA, "Set-EntraGroupLifecyclePolicy", "Changes the expiration policy.", set_expiration_policy, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").aliases(&["Id"]).mandatory(), take("GroupLifetimeInDays"), take("ManagedGroupTypes"), take("AlternateNotificationEmails")]).changes()
        .shows("$policy = New-EntraGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All; Set-EntraGroupLifecyclePolicy -GroupLifecyclePolicyId $policy.Id -GroupLifetimeInDays 365 | Select-Object GroupLifetimeInDays", "Gives groups a year."),
    row(ENTRA, "Remove-EntraGroupLifecyclePolicy", "Ends the expiration policy.", remove_expiration_policy, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").aliases(&["Id"]).mandatory()]).changes()
        .shows("$policy = New-EntraGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All; Remove-EntraGroupLifecyclePolicy -GroupLifecyclePolicyId $policy.Id", "Ends it."),
    row(ENTRA, "Add-EntraLifecyclePolicyGroup", "Adds a group to those that expire.", add_expiration_policy_group, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").aliases(&["Id"]).mandatory(), of("GroupId")]).changes()
        .shows("$policy = New-EntraGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected; Add-EntraLifecyclePolicyGroup -GroupLifecyclePolicyId $policy.Id -GroupId Sales; (Get-EntraGroup -GroupId Sales).ExpirationDateTime", "Has a group expire."),
    row(ENTRA, "Remove-EntraLifecyclePolicyGroup", "Takes a group from those that expire.", remove_expiration_policy_group, &MG_LIFECYCLE)
        .takes(&[policy("GroupLifecyclePolicyId").aliases(&["Id"]).mandatory(), of("GroupId")]).changes()
        .shows("$policy = New-EntraGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected; Add-EntraLifecyclePolicyGroup -GroupLifecyclePolicyId $policy.Id -GroupId Sales; Remove-EntraLifecyclePolicyGroup -GroupLifecyclePolicyId $policy.Id -GroupId Sales", "Takes it out again."),
    row(ENTRA, "Reset-EntraLifeCycleGroup", "Renews a group.", invoke_group_renewal, &MG_GROUP)
        .takes(&[of("GroupId").aliases(&["Id"])]).changes()
        .shows("Reset-EntraLifeCycleGroup -GroupId Sales; (Get-EntraGroup -GroupId Sales).RenewedDateTime", "Renews a group."),
    row(AZURE_AD, "Get-AzureADMSGroupLifecyclePolicy", "Shows the expiration policy.", get_expiration_policy, &AZURE_AD_LIFECYCLE)
        .takes(&[policy("Id")])
        .shows("$null = New-AzureADMSGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All -AlternateNotificationEmails it@contoso.com; Get-AzureADMSGroupLifecyclePolicy | Select-Object GroupLifetimeInDays, ManagedGroupTypes", "Shows the policy."),
    row(AZURE_AD, "New-AzureADMSGroupLifecyclePolicy", "Makes the expiration policy.", new_expiration_policy, &AZURE_AD_LIFECYCLE)
        .takes(&[take("GroupLifetimeInDays"), take("ManagedGroupTypes"), take("AlternateNotificationEmails")]).changes()
        .shows("New-AzureADMSGroupLifecyclePolicy -GroupLifetimeInDays 99 -ManagedGroupTypes 'Selected' -AlternateNotificationEmails 'it@contoso.com' | Select-Object GroupLifetimeInDays", "Makes a policy for selected groups."),
    row(AZURE_AD, "Set-AzureADMSGroupLifecyclePolicy", "Changes the expiration policy.", set_expiration_policy, &AZURE_AD_LIFECYCLE)
        .takes(&[policy("Id").mandatory(), take("GroupLifetimeInDays"), take("ManagedGroupTypes"), take("AlternateNotificationEmails")]).changes()
        .shows("$policy = New-AzureADMSGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All; Set-AzureADMSGroupLifecyclePolicy -Id $policy.Id -GroupLifetimeInDays 365 | Select-Object GroupLifetimeInDays", "Gives groups a year."),
    row(AZURE_AD, "Remove-AzureADMSGroupLifecyclePolicy", "Ends the expiration policy.", remove_expiration_policy, &AZURE_AD_LIFECYCLE)
        .takes(&[policy("Id").mandatory()]).changes()
        .shows("$policy = New-AzureADMSGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes All; Remove-AzureADMSGroupLifecyclePolicy -Id $policy.Id", "Ends it."),
    row(AZURE_AD, "Add-AzureADMSLifecyclePolicyGroup", "Adds a group to those that expire.", add_expiration_policy_group, &AZURE_AD_LIFECYCLE)
        .takes(&[policy("Id").mandatory(), of("GroupId")]).changes()
        .shows("$policy = New-AzureADMSGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected; Add-AzureADMSLifecyclePolicyGroup -Id $policy.Id -GroupId Sales", "Has a group expire."),
    row(AZURE_AD, "Remove-AzureADMSLifecyclePolicyGroup", "Takes a group from those that expire.", remove_expiration_policy_group, &AZURE_AD_LIFECYCLE)
        .takes(&[policy("Id").mandatory(), of("GroupId")]).changes()
        .shows("$policy = New-AzureADMSGroupLifecyclePolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected; Add-AzureADMSLifecyclePolicyGroup -Id $policy.Id -GroupId Sales; Remove-AzureADMSLifecyclePolicyGroup -Id $policy.Id -GroupId Sales", "Takes it out again."),
    row(AZURE_AD, "Reset-AzureADMSLifeCycleGroup", "Renews a group.", invoke_group_renewal, &AZURE_AD_LIFECYCLE)
        .takes(&[renamed("Id", "Group", "Group").mandatory()]).changes()
        .shows("Reset-AzureADMSLifeCycleGroup -Id Sales; (Get-Group Sales).RenewedDateTime", "Renews a group."),
];
