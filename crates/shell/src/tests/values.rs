//! Values, operators, members, casts.

use super::{check, transcripts};

#[test]
fn numbers() {
    check(
        "values_numbers",
        &transcripts(&[
            "1 + 2 * 3; 7 / 2; 8 / 2; 7 % 3; -5; 2.5 + 1; 1GB; 0x1F\n10 - 3.5",
            "'5' + 1\n5 + '1'\n'a' * 3\n[int]'42' + 1; [int]2.5; [int]3.5; [double]'1.5'",
            "9223372036854775807 + 1; 1e20; 0.1 + 0.2",
            "$n = 5; $n += 2; $n; $n -= 1; $n; $n *= 3; $n; $n /= 2; $n; $n++; $n",
        ]),
    );
}

#[test]
fn strings() {
    check(
        "values_strings",
        &transcripts(&[
            "$name = 'World'; \"Hello $name, $(1 + 1) times\"; 'no $name'; 'it''s'; \"tab`tend\"",
            "'Sales'.ToUpper(); ' x '.Trim() + '|'; 'a,b;c'.Split(',', ';'); 'abc'.Replace('b', 'X'); 'abc'.Length",
            "'abcdef'.Substring(2, 3); 'abc'.Contains('B'); 'abc'.StartsWith('ab'); 'a'.PadLeft(3, '*'); 'abcabc'.IndexOf('c')",
            "'a-b-c' -split '-'; 'a', 'b' -join '+'; 'Sales Team' -replace 'sales', 'IT'; '{0:N2} and {1,5}|' -f 1234.5, 'x'",
            "'John Smith' -match '(\\w+) (?<last>\\w+)'; $Matches[1]; $Matches.last",
            "'abc'[0]; 'abc'[-1]; 'a'..'c'",
        ]),
    );
}

#[test]
fn comparisons() {
    check(
        "values_comparisons",
        &transcripts(&[
            "'A' -eq 'a'; 'A' -ceq 'a'; 5 -eq '5'; '5' -eq 5; $null -eq $null; '' -eq $null; 0 -eq $null",
            "3 -gt 2; 'b' -lt 'a'; 'Sales' -like 's*'; 'Sales' -notlike '*x'; 'b1' -like '[a-c]?'",
            "1, 2, 3, 2 -eq 2; 'a', 'b' -like 'A*'; 1, 2 -contains 2; 3 -in 1, 2; 'x' -notin 'X', 'y'",
            "-not $true; !0; $true -and ''; $true -or $false; $true -xor $true",
            "if (@()) { 'yes' } else { 'no' }; if (@(0)) { 'yes' } else { 'no' }; if (@(0, 0)) { 'yes' } else { 'no' }",
            "5 -is [int]; 'x' -is [string]; 'x' -isnot [int]; '5' -as [int]; 'x' -as [int]",
        ]),
    );
}

#[test]
fn collections() {
    check(
        "values_collections",
        &transcripts(&[
            "$a = 1, 2, 3; $a.Count; $a[0]; $a[-1]; $a[0, 2]; $a += 4; $a.Count; $a -join ','",
            "$a = @(); $a += 'x'; $a.GetType().Name; $a.Length; @(1).Count; @($null).Count; $null.Count",
            "$l = [System.Collections.ArrayList]@(); $l.Add('a'); $l.Add('b'); $l.Count; [void]$l.Add('c'); $l.ToArray() -join ','",
            "$l = [System.Collections.Generic.List[object]]::new(); $l.Add(1); $l.AddRange(@(2, 3)); $l.Remove(2); $l",
            "$a = 1, 2\n$a.Add(3)",
            "$h = @{ b = 1; A = 2 }; $h.a; $h['B']; $h.c = 3; $h.Keys; $h.Count; $h.ContainsKey('C'); $h.Remove('b'); $h",
            "$o = [pscustomobject]@{ Name = 'Sales'; Size = 3 }; $o.NAME; $o.Size += 1; $o.size; $o",
            "$b = $a = 1, 2; $b[0] = 9; $a[0]; $x = @{}; $y = $x; $y.k = 1; $x.Count",
            "(1, 2), (3, 4) | ForEach-Object { $_.Count }; @((1, 2), (3, 4))[1][0]",
            "@([pscustomobject]@{N=1}, [pscustomobject]@{N=2}).N; $o = [pscustomobject]@{N=1}\n$o.Missing\n$o.Missing = 1",
            "$l = New-Object System.Collections.ArrayList; foreach ($i in 1..3) { $null = $l.Add($i) }; $l.Count; $a = 5, 3, 9; [array]::Sort($a); $a -join ','",
            "$types = [System.Collections.Generic.List[string]]@('Unified'); $types.Add('DynamicMembership'); Write-Output -InputObject $types.ToArray()",
            "$a, $b, $c = 1, 2, 3, 4; \"$a $b $c\"; [array]$x = 5; $x.Count; [string[]](1, 2) -join '|'",
            "[int]$n = '5'; $n + 1\n$n = 'x'",
        ]),
    );
}

#[test]
fn dates() {
    check(
        "values_dates",
        &transcripts(&[
            "$d = [datetime]'2026-01-31'; $d; $d.Year; $d.AddDays(1); $d.DayOfWeek; $d.ToString('yyyy-MM-dd HH:mm'); \"$d\"",
            "(Get-Date); Get-Date -Format 'o'; ([datetime]'2026-03-01' - [datetime]'2026-02-01').Days; (Get-Date) -gt '2025-12-31'",
            "New-TimeSpan\n[timespan]'1.02:03:04'; [guid]'6F9619FF-8B86-D011-B42D-00C04FC964FF'",
            "[math]::Round(2.567, 1); [math]::Max(3, 7); [string]::IsNullOrEmpty(''); [string]::Join('-', 1, 2); $n = 0; [int]::TryParse('12', [ref]$n); $n",
            "$PSVersionTable.PSVersion.Major -ge 7; $env:USERNAME; $env:SECRET; [guid]::NewGuid() -eq [guid]::NewGuid()",
        ]),
    );
}
