//! Errors as a person reads them.

use super::{check, transcripts};

#[test]
fn places_and_help() {
    check(
        "errors_rendered",
        &transcripts(&[
            "# The state\n$state = 'Stopped'\nSet-ClubMember Ann -MembershipState $state",
            "Get-ClubMember |\n  ForEach-Object {\n    Set-ClubMember $_.Name -Agee 3\n  }",
            "Set-ClubRule 'user.age -gt 3'",
            "$rule = 'user.age -gt 3'; Set-ClubRule -Rule $rule",
            "$x = 'a' - 1",
            "$null.ToString()",
            "'abc'.Foo()",
            "[int]'abc'",
            "[Foo.Bar]::Baz()",
            "'Zoë' | ForEach-Object { throw \"no $_\" }",
            "if ($true) {",
            "class A { }",
            "'x' > out.txt",
            "1 | 2",
            "groupTypes = @('DynamicMembership')",
            "count += 1",
            "Get-ClubMember <member name>",
            "Get-ClubMember -Name <member_name> | Out-Null",
            "Get-ClubMember < list.txt",
            "$types.Remove('x')",
            "$types = $null; $types.Remove('x')",
        ]),
    );
}
