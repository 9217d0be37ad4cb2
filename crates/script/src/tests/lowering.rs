//! What each construct becomes.

use super::{assert_snapshot, lowered};

#[test]
fn conversion_script() {
    let script = r#"$groupId = (Get-UnifiedGroup sales@contoso.com).ExternalDirectoryObjectID
$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes
$groupTypes.Add("DynamicMembership")
$dynamicMembershipRule = 'user.department -eq "Sales"'
Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState "On" -MembershipRule $dynamicMembershipRule"#;
    assert_snapshot("conversion_script", lowered(&[script]));
}

#[test]
fn values() {
    let cases = [
        "$true, $FALSE, $null",
        "42, -7, 1.5, .5, 1e3, -1.5e-3, 0xFF, 0b101, 10l, 2d, 1.50d, 1kb, 1GB, 1.5mb",
        "1..3; 99999999999999999999",
        "@()",
        "@(1, 2); @($x); @(Get-Group); @(1; 2)",
        ", $x; , 1, 2",
        "@{}; @{ a = 1; 'b c' = 2; $k = 3; 4 = 'four'; e-f = Get-Group }",
        "@{\n  rule = 'x'\n  state =\n    'On'\n  deep = @{ a = 1 }\n}",
        "[string]5; [int[]] '1'; [System.Collections.Generic.List[object]]::new(); [ordered]@{ b = 1 }; [pscustomobject]@{ b = 1 }",
        "[string]; [guid]::Empty; [math]::Round(2.5, 1); [datetime]::Now.AddDays(-1)",
        "[Dictionary[string, object]]::new()",
        "[int]::TryParse('5', [ref]$n)",
        "[string][int]'5'; [bool]-1; [void]$list.Add(1)",
    ];
    assert_snapshot("values", lowered(&cases));
}

#[test]
fn strings() {
    let cases = [
        r#"'it''s "plain" $x `n'"#,
        r#""a `"quoted`" ""word"", tab`t, line`n, euro `u{20AC}, dollar `$x""#,
        r#""$x and ${y z} and $($a.b) and $a.b and $a[0]""#,
        r#""$env:USERNAME $script:total $x::y $_ $? $""#,
        r#""$(if ($a) { 'yes' } else { "no $b" })!""#,
        r#""$(Get-Group 'x').Name; $(1; 2)""#,
        r#""100$ 5$ $""#,
        "@'\nline 'one'\n$x \"two\"\n'@",
        "@\"\nline \"one\" $x\n$($y.z)\n\"@",
        "@'\r\none\r\ntwo\r\n'@; @'\n'@; @'\n\n'@",
        "'back\\slash'; \"\u{7f} \u{1b}\"",
    ];
    assert_snapshot("strings", lowered(&cases));
}

#[test]
fn typographic_characters() {
    let cases = [
        "Get-Group –Identity ‘sales team’ —All",
        "$x = “it’s $y”",
        "if ($a –eq ‘b’) { $a – 1 }",
        "$x\u{a0}=\u{a0}1",
    ];
    assert_snapshot("typographic_characters", lowered(&cases));
}

#[test]
fn assignments() {
    let cases = [
        "$x = 1; $X=2",
        "$x += 1; $x -= 1; $x *= 2; $x /= 2; $x %= 2; $x ??= 5",
        "$x.Name = 'n'; $x.a.b += 1; $x[0] = 1; $x['k'] += 2; $x.('a b') = 1; $x.$k = 2",
        "[string]$s = 5; [int]$x.n = '5'",
        "$a, $b = 1, 2; $a, $x.b = Get-Group",
        "$a = $b = 3; ($x = 5); ($x += 1)",
        "$i++; $i--; ++$i; $x.n++; $h['k']--",
        "$a = $i++; $b = --$i; $c = $x[$i++]",
        "$script:total = 1; $global:x; $env:TEMP; ${a b}; $null = Get-Group",
        "$x = Get-Group | Sort-Object Name",
        "$x = if ($a) { 1 } else { 2 }",
        "$x = foreach ($i in 1..3) { $i * 2 }",
        "$x = switch ($a) { 1 { 'one' } }",
        "$x = try { Get-Group } catch { $null }",
        "[Net.ServicePointManager]::SecurityProtocol = 'Tls12'",
        "$x =\n  1 +\n  2",
    ];
    assert_snapshot("assignments", lowered(&cases));
}

#[test]
fn operators() {
    let cases = [
        "1 + 2 * 3 - 4 / 5 % 6",
        "(1 + 2) * 3; 1,2 + 3; -$x + 1; 5 -1; $a -1; $a-1",
        "$a -eq 1 -and $b -ne 2 -or -not $c -xor !$d",
        "$a -gt 1 -and ($b -ge 2 -or $c -lt 3) -and $d -le 4",
        "$a -like 'x*'; $a -notlike 'x'; $a -match '^x'; $a -notmatch 'x'; $a -contains 1; 1 -in $a; 1 -notin $a",
        "$a -ceq 'x'; $a -ieq 'x'; $a -CMatch 'x'; $a -ireplace 'x', 'y'; $a -csplit 'x'",
        "$a -split ',' -join ';'; -join $a; -split 'a b'; $a -replace 'x'",
        "'{0} of {1:N2}' -f $a, $b; '{0}' -f $a + 'x'",
        "$a -is [string]; $a -isnot [int] -and $b; $a -as [datetime]; $a -band 3 -bor 4; -bnot 1; 1 -shl 2",
        "$a ?? 'none'; $a ?? $b ?? 'c'",
        "$a ? 1 : 2; $x = $a -gt 1 ? 'more' : $b ? 'x' : 'y'",
        "1..($n - 1); $a[0..2]",
        "if (!$a) { 1 }; if ($true) { 1 }; if (($a)) { 1 }; if (($a -and $b)) { 1 }; $x = !$a -and $b",
    ];
    assert_snapshot("operators", lowered(&cases));
}

#[test]
fn members() {
    let cases = [
        "$x.Name; $x.a.b.c; $x.'a b'; $x.\"$y\"; $x.$y; $x.(Get-Name)",
        "$x.Add(1); $x.Add(1, 'b', (Get-Group)); $x.ToArray().Length; $x.Add(@(1, 2)); $x.Add((1, 2))",
        "$x[0]; $x[-1].Name; $x[0][1]; $x[0, 1]; $x['k'].y",
        "'abc'.Length; (Get-Group).Name; @(1).Count; @{ a = 1 }.a; 'a,b'.Split(',')[0]",
        "${x}?.Name; ${x}?.Go(1); ${x}?[0]; (Get-Group)?.Name",
        "$x::Name; $x::new(1)",
        "$x.Where({ $_.a }); $x.ForEach{ $_.a }",
        "$x.\n  Trim().\n  Length",
    ];
    assert_snapshot("members", lowered(&cases));
}

#[test]
fn arguments() {
    let cases = [
        "Get-Group sales@contoso.com",
        "get-group -Identity sales -All -Top 5 -Skip 007 -Id 12ab -x -5 -Size 1GB",
        "Get-Group -All:$false -Top: 5 -Name:'a b'",
        "Get-User a, b,c -Property Id,DisplayName, 3",
        "Get-User $x $x.y $x[0].z $x.ToArray() ($x) $(1) @(1) @{ a = 1 } { $_ } 'q' \"$q\"",
        "Get-User $x\\file.csv C:\\temp\\$x.csv \"$x\"y a\"b c\"d $env:TEMP/x a$($b)c",
        "Get-User @params; Get-User @script:params -All",
        "Get-User a#b #comment",
        "Get-User -- -x",
        "Get-Group `\n  -Identity sales `\n  -All",
        "Get-Group a`,b a`nb it`'s",
        "Get-Group *.x [a-z]* a=b 50% -Filter \"x eq 'y'\" a:b !x",
        "Get-Group > out.txt; Get-Group 2>$null >> 'a b'; Get-Group 2>&1 *>&1; 1 > out.txt",
        "Get-Group -eq 5 -a-b c",
        "$x.a | Set-User -City { $_.b }",
        "Write-Host foo(bar)",
    ];
    assert_snapshot("arguments", lowered(&cases));
}

#[test]
fn pipelines() {
    let cases = [
        "Get-Group | Where-Object { $_.Name -eq 'x' } | Select-Object Name",
        "Get-Group |\n  Sort-Object |\n\n  # why\n  Out-Null",
        "Get-Group\n  | Sort-Object\n  | Out-Null\nGet-User",
        "$x | % Name; 1..3 | ForEach-Object { $_ * 2 }; 'a', 'b' | ? { $_ }",
        "& 'Get-Group' -All; & $cmd 1; & { 1 } 2; &$block; . ./lib.ps1; . { $x = 1 }; . $block",
        "Get-A && Get-B || Get-C; $x = Get-A || 5",
        "Get-Group; ; Get-User;",
        "(Get-Group | Select-Object -First 1).Name",
        "7z; 2fa-report -x; ?{ $_ }; microsoft.graph\\get-mggroup",
    ];
    assert_snapshot("pipelines", lowered(&cases));
}

#[test]
fn branches_and_loops() {
    let cases = [
        "if ($a) { 1 } elseif ($b -eq 2) { 2 } else { 3 }",
        "if ($a)\n{\n  1\n}\n# why\nelse\n{\n  2\n}",
        "if ($x = Get-Group) { $x }; if (Get-Group) { 1 }",
        "foreach ($g in Get-Group) { $g.Name }; foreach($i in 1..3){$i}",
        "for ($i = 0; $i -lt 3; $i++) { $i }; for (;;) { break }",
        "while ($i -lt 3) { $i++; if ($i -eq 2) { continue } }",
        "do { $i++ } while ($i -lt 3); do { $i++ } until ($i -ge 3)",
        "switch ($x) { 1 { 'one' } 'two' { 2; break } { $_ -gt 5 } { 'big' } default { 'other' } }",
        "switch -Regex -CaseSensitive ($x, 'b') { '^a' { $Matches[0] } b { continue } }",
        ":outer foreach ($i in 1..3) { break outer }",
        "foreach ($i in 1..3) { switch ($i) { 1 { break } } }",
    ];
    assert_snapshot("branches_and_loops", lowered(&cases));
}

#[test]
fn errors_and_jumps() {
    let cases = [
        "try { Get-Group } catch { $_.Exception.Message }",
        "try { 1 } catch [System.Net.WebException], [ArgumentException] { 2 } catch { 3 }",
        "try { 1 } catch [System.Exception] { throw }",
        "try { 1 } finally { 2 }",
        "try { 1 } catch { 2 } finally { 3 }",
        "throw 'no'; throw \"no $x\"; throw",
        "exit; exit 3",
        "return; return 5; return Get-Group",
        "foreach ($i in 1..3) { $x = if ($i -eq 2) { continue } else { $i }; $x }",
        "foreach ($i in 1..3) { try { break } catch { continue } finally { 'done' } }",
        "function f { $x = if ($a) { return 5 } else { 6 }; $x }",
        "function f { foreach ($i in 1..3) { try { return $i } finally { 'done' } } }",
        "try { Connect-MgGraph } catch { Write-Host 'no'; break }",
        "try { exit 3 } finally { 'done' }",
    ];
    assert_snapshot("errors_and_jumps", lowered(&cases));
}

#[test]
fn blocks_and_functions() {
    let cases = [
        "$b = { Get-Group $args }; { }",
        "function Get-Total { 1 }; function script:Get-Total($a, [int]$b = 2) { $a + $b }",
        "filter Double { $_ * 2 }",
        "function f { begin { 1 } process { 2 } end { 3 } }",
        "function f {\n  # help\n  [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Low')]\n  param (\n    [Parameter(Mandatory = $true, Position = 0)]\n    [ValidateSet('On', 'Paused')]\n    [Alias('s')]\n    [string] $State = 'On',\n    [ValidateScript({ $_ -gt 0 })] [int[]] $Top,\n    [switch]$All\n  )\n  $State\n}",
        "& { param($x, $y = (Get-Date)) $x + $y } 1 2",
        "[CmdletBinding()]\nparam([string]$Name = 'sales')\nGet-Group $Name",
        "1 | ForEach-Object -Begin { 1 } -Process { 2 } -End { 3 }",
        "begin { 1 }\nend { 2 }",
    ];
    assert_snapshot("blocks_and_functions", lowered(&cases));
}
