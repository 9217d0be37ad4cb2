//! What `-WhatIf` says, and that it changes nothing.

use super::{check, transcripts};

#[test]
fn changes_are_told_before_they_are_made() {
    check(
        "what_if",
        &transcripts(&[
            "Set-Group Nigeria -MembershipRule 'user.city -eq \"Lagos\"' -WhatIf\n(Get-Group Nigeria).MembershipRule",
            "Set-Group Nigeria -DisplayName Lagos -WhatIf",
            "Set-Group Nigeria -MembershipRule 'user.city -contain \"Lagos\"' -WhatIf",
            "Remove-Group 'Project Tailwind' -WhatIf",
            "Remove-User adele@contoso.com -WhatIf\nGet-User adele@contoso.com",
            "Add-GroupMember Board adele@contoso.com -WhatIf\nAdd-GroupMember Managers adele@contoso.com -WhatIf",
            "Set-Clock -Advance P365D -WhatIf\nGet-Clock",
            "Import-Tenant contoso -WhatIf",
            "Import-Tenant contoso -Force -WhatIf",
            "Export-Tenant somewhere -WhatIf",
            "$WhatIfPreference = $true\nRemove-MgGroup -GroupId Macs\nGet-Group Macs",
        ]),
    );
}
