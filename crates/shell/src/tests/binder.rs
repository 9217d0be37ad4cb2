//! How arguments find their parameters, and what is said when they do not.

use super::{check, transcripts};

#[test]
fn arguments_find_their_parameters() {
    check(
        "binder_found",
        &transcripts(&[
            "Get-ClubMember Ann\nGet-ClubMember -Identity bob\nGet-ClubMember -id eve\nget-clubmember -Name Ann | select Name",
            "Get-ClubMember -Top 1 | select -Expand Name\nGet-ClubMember -Top:2 | select -exp name\n(gcmem).Count",
            "Get-ClubMember -All:$false -Top '1' | select Name\nGet-ClubMember -All $true -Top 1 | select Name",
            "$p = @{ Identity = 'Bob' }; Get-ClubMember @p\n$p = 'Ann'; Get-ClubMember @p\nGet-ClubMember @p -Top 1",
            "'Ann', 'Eve' | Get-ClubMember\n[pscustomobject]@{ Name = 'Bob' } | Get-ClubMember\nGet-ClubMember (Get-ClubMember Ann)",
            "'x', 'y' | Get-ClubMember -Identity { if ($_ -eq 'x') { 'Ann' } else { 'Eve' } }",
            "Set-ClubMember Ann -Age 50; (Get-ClubMember Ann).Age\n'Bob' | Set-ClubMember -Age { 99 }; (Get-ClubMember Bob).Age",
            "Get-ClubMember Ann -Verbose | Out-Null\nGet-ClubMember Ann -OutVariable kept | Out-Null; $kept.Name",
            "Get-ClubMember -PipelineVariable who | ForEach-Object { $who.Age }",
        ]),
    );
}

#[test]
fn arguments_that_do_not_fit() {
    check(
        "binder_refused",
        &transcripts(&[
            "Set-ClubMember Ann -MembershipState Stopped",
            "Set-ClubMember Ann -Agee 3",
            "Set-ClubMember Ann -Member On",
            "Set-ClubMember -Age 3",
            "Set-ClubMember Ann -Age old",
            "Set-ClubMember Ann -Age",
            "Set-ClubMember Ann Bob",
            "Set-ClubMember Ann -Age 3 -Age 4",
            "Set-ClubMember Ann, Bob -Age 3",
            "Get-ClubMembr Ann",
            "Foo-Bar",
            "Where-Object -Bogus 1",
            "1..3 | ForEach-Object { Get-Variable }  | Out-Null; 'x' | Get-Variable -Nam",
        ]),
    );
}

#[test]
fn what_if() {
    check(
        "binder_what_if",
        &transcripts(&[
            "Get-ClubMember | Remove-ClubMember -WhatIf; (Get-ClubMember).Count",
            "Remove-ClubMember Ann; (Get-ClubMember).Count",
            "Remove-ClubMember Ann -WarningAction SilentlyContinue -WarningVariable w; $w",
            "Remove-ClubMember Ann -Confirm:$false; $WhatIfPreference = $true; Remove-ClubMember Bob",
            "Remove-ClubMember Ann -Confirm",
            "Get-ClubMember -WhatIf",
        ]),
    );
}
