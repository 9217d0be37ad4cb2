//! Pipelines: streaming, script blocks, functions in the middle.

use super::{check, printed, transcripts};

#[test]
fn objects_flow_one_at_a_time() {
    check(
        "pipelines_streaming",
        &transcripts(&[
            "1..3 | ForEach-Object { Write-Host \"made $_\"; $_ } | ForEach-Object { Write-Host \"seen $_\" }",
            "1..1000000 | ForEach-Object { Write-Host \"made $_\"; $_ } | Select-Object -First 2",
            "1..5 | Select-Object -First 2 | ForEach-Object { $_ * 2 } | Measure-Object -Sum | Select-Object -Expand Sum",
            "1..3 | ForEach-Object -Begin { 'start' } -Process { $_ } -End { 'end' }",
            "3, 1, 2 | Sort-Object | Select-Object -First 1",
            "$x = 1..3 | Where-Object { $_ -gt 5 }; $x -eq $null; @($x).Count; $x | ForEach-Object { 'never' }; $null | ForEach-Object { 'once' }",
            "1..3 | % { $total += $_ }; $total; 'a' | % { 1..2 | % { \"$_\" }; \"$_\" }",
            "Get-ClubMember | Where-Object { $_.Age -gt 30 } | ForEach-Object { Set-ClubMember $_.Name -Age 1 }; (Get-ClubMember).Age",
        ]),
    );
}

#[test]
fn functions() {
    check(
        "pipelines_functions",
        &transcripts(&[
            "function Add { param($a, $b = 10) $a + $b }\nAdd 1 2; Add 1; Add -b 5 -a 1",
            "function Hello { \"hello $args\" }; Hello a b",
            "function Double { param([Parameter(ValueFromPipeline)][int]$n) process { $n * 2 } end { 'done' } }\n1, 2 | Double; Double -n 4",
            "function Sum { $t = 0; foreach ($i in $input) { $t += $i }; $t }; 1, 2, 3 | Sum",
            "function Test { [CmdletBinding()] param([Parameter(Mandatory)][ValidateSet('a', 'b')][string]$Kind, [switch]$On) \"$Kind $On\" }\nTest a -On; Test -Kind b",
            "function Test { param([Parameter(Mandatory)][ValidateSet('a', 'b')][string]$Kind) }\nTest c",
            "$x = 1; function Change { $x = 2; $script:y = 3 }; Change; $x; $y",
            "$b = { param($n) \"got $n\" }; & $b 5; . { $z = 7 }; $z; $b.Invoke(6)",
            "function T { [CmdletBinding(SupportsShouldProcess)] param() Write-Verbose 'v'; Remove-ClubMember Ann; Get-ClubMember Zoe; 'on' }\nT -Verbose -WhatIf -ErrorAction SilentlyContinue",
            "function Early { 1; return 2; 3 }; Early; $v = Early; $v.Count",
            "function Down($n) { if ($n -gt 0) { Down ($n - 1) } else { 'bottom' } }; Down 50",
            "function Skip { foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i } }; Skip",
            "$r = foreach ($i in 1..3) { $v = if ($i -eq 2) { continue } else { $i }; $v * 10 }; $r -join ','",
        ]),
    );
}

#[test]
fn a_block_outlives_the_line_that_made_it() {
    let text = super::at_prompt(&[
        "function Twice { param($n) $n * 2 }",
        "$block = { \"block sees $seen\" }",
        "$seen = 'this'",
        "Twice 21",
        "& $block",
        "Twice (",
        "Get-Nothing",
        "$seen",
        "1/0",
        "$Error.Count; $Error[0].Exception.Message",
    ]);
    check("pipelines_prompt", &text);
}

#[test]
fn a_long_loop_fits_the_budget() {
    let script = "$n = 0; foreach ($i in 1..20000) { Set-ClubMember Ann -Age $i; $n += 1 }; $n; (Get-ClubMember Ann).Age";
    assert_eq!(printed(script), "20000\n20000\n");
}
