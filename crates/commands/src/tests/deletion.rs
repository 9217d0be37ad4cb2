//! What was deleted, at the prompt: lists, restores, and the end.

use super::{check, transcripts};

#[test]
fn what_was_deleted_comes_back_or_ends() {
    check(
        "deletion",
        &transcripts(&[
            "Remove-Group Nigeria\nGet-Group Nigeria",
            "Remove-Group Nigeria\nSet-Clock -Advance P29D\nRestore-DeletedObject Nigeria -WhatIf\nSet-Clock -Advance P1D\nRestore-DeletedObject Nigeria",
            "Remove-User adele@contoso.com\nGet-DeletedObject -Type User | Restore-DeletedObject\nGet-User adele@contoso.com",
            "Remove-User adele@contoso.com\n$null = New-User -UserPrincipalName adele@contoso.com -DisplayName Adele\nRestore-DeletedObject adele@contoso.com",
            "Remove-Group Macs; Remove-DeletedObject Macs\nGet-DeletedObject",
            "$null = New-Group Twice; Remove-Group Twice; $null = New-Group Twice; Remove-Group Twice\nRestore-DeletedObject twice",
            "$null = New-AdministrativeUnit Pilot; Remove-AdministrativeUnit Pilot\nGet-DeletedObject -Type AdministrativeUnit\nRestore-DeletedObject Pilot",
            "Remove-Device \"Adele’s MacBook 11\"\nRestore-DeletedObject \"Adele’s MacBook 11\"",
            "Set-Device \"Adele’s MacBook 11\" -DeviceOwnership Corporate",
            "Remove-Group Macs; Set-Clock -Advance P29DT23H\nSet-Clock -Advance PT1H -WhatIf",
            "Remove-Group Macs\nConnect-Tenant -As adele@contoso.com | Out-Null\nRestore-DeletedObject Macs",
        ]),
    );
}
