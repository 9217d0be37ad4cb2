//! Administrative units at the prompt: conversions, what is refused, and what a change of a person means for them.

use super::{check, transcripts};

#[test]
fn units_are_made_converted_and_kept_by_their_rules() {
    check(
        "units",
        &transcripts(&[
            "$null = New-AdministrativeUnit Sales\nAdd-AdministrativeUnitMember Sales adele@contoso.com, joni@contoso.com, Board\nSet-AdministrativeUnit Sales -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq \"Sales\"' -WhatIf\n(Get-AdministrativeUnitMember Sales).DisplayName",
            "$null = New-AdministrativeUnit Sales 'user.department -eq \"Sales\"'\nAdd-AdministrativeUnitMember Sales joni@contoso.com",
            "$null = New-AdministrativeUnit Sales 'user.department -eq \"Sales\"'\nSet-User joni@contoso.com -Department Sales -WhatIf",
            "$null = New-AdministrativeUnit Sales 'user.department -eq \"Sales\"'\nSet-AdministrativeUnit Sales -MembershipType Assigned\nAdd-AdministrativeUnitMember Sales Board\nGet-AdministrativeUnit Sales | Format-List MembershipType, MembershipRule, MembershipRuleProcessingState, MemberCount",
            "$null = New-AdministrativeUnit Sales 'user.department -eq \"Sales\"'\nSet-AdministrativeUnit Sales -MembershipRuleProcessingState Paused\nSet-User joni@contoso.com -Department Sales\nSet-AdministrativeUnit Sales -MembershipRuleProcessingState On -WhatIf",
            "New-AdministrativeUnit Devices -MembershipType 'Dynamic Device' -MembershipRule 'user.department -eq \"Sales\"'",
            "New-AdministrativeUnit Devices -MembershipType 'Dynamic Device'",
            "New-AdministrativeUnit Devices -MembershipType Assigned -MembershipRule 'user.department -eq \"Sales\"'",
            "New-AdministrativeUnit Sales 'user.department -equals \"Sales\"'",
            "Get-AdministrativeUnit Nowhere",
            "$null = New-AdministrativeUnit Twice; $null = New-AdministrativeUnit Twice\nGet-AdministrativeUnit twice",
            "Connect-Tenant -As adele@contoso.com | Out-Null\nNew-AdministrativeUnit Mine",
        ]),
    );
}
