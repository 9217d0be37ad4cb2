//! Errors caught and passed over, `exit`, `return`.

use super::{check, transcripts};

#[test]
fn catching() {
    check(
        "control_catching",
        &transcripts(&[
            "try { Get-ClubMember Zoe; 'not reached' } catch { $_.Exception.Message } finally { 'finally' }; 'after'",
            "try { throw 'mine' } catch { \"caught: $_\" }; $Error.Count; $Error[0].Exception.Message",
            "try { throw 'a' } catch { throw }",
            "try { 1 / 0 } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.ScriptLineNumber }",
            "try { Get-ClubMember Zoe } catch [System.Management.Automation.CommandNotFoundException] { 'no' } catch [System.Exception] { $_.CategoryInfo.Category }",
            "try { Nope } catch [System.Management.Automation.CommandNotFoundException] { 'unknown' }",
            "1..3 | ForEach-Object { try { if ($_ -eq 2) { throw 'two' }; $_ } catch { \"[$_]\" } }",
            "$x = try { 1; throw 'x'; 2 } catch { 3 }; $x -join ','",
            "function F { try { return 'r' } finally { Write-Host 'cleanup' } }; F",
        ]),
    );
}

#[test]
fn going_on_after_errors() {
    check(
        "control_error_action",
        &transcripts(&[
            "Get-ClubMember Zoe; 'not reached'",
            "Get-ClubMember Zoe -ErrorAction SilentlyContinue; $?; 'reached'; $Error[0].Exception.Message",
            "'Zoe', 'Ann' | Get-ClubMember -ErrorAction Continue -ErrorVariable e | Select-Object Name; $e.Count; $e[0].Exception.Message",
            "$ErrorActionPreference = 'Continue'; Get-ClubMember Zoe; 'reached'; Nope; 'again'; foreach ($i in 1, 2) { Nope; \"in $i\" }",
            "$ErrorActionPreference = 'SilentlyContinue'; Get-ClubMember Zoe; 'reached'",
            "$ErrorActionPreference = 'Continue'; Get-ClubMember Zoe -ErrorAction Stop; 'not reached'",
            "$ErrorActionPreference = 'SilentlyContinue'; try { throw 'x' } catch { 'caught' }; throw 'y'; 'not reached'",
            "Get-ClubMember Zoe -ErrorAction Ignore; $Error.Count; Get-ClubMember Ann | Out-Null; $?",
            "$ErrorActionPreference = 'Continue'; try { Nope } catch { 'caught' }; 1/0; 'after'",
            "Write-Error 'bad' -ErrorAction Continue; Write-Warning 'careful'; Write-Verbose 'detail'; $VerbosePreference = 'Continue'; Write-Verbose 'detail'",
        ]),
    );
}

#[test]
fn leaving() {
    check(
        "control_leaving",
        &transcripts(&[
            "'a'; exit 3; 'b'",
            "try { exit 4 } catch { 'caught' } finally { 'f' }",
            "1..3 | ForEach-Object { if ($_ -eq 2) { exit } ; $_ }",
            "'a'; return; 'b'",
            "$i = 0; while ($true) { $i++; if ($i -gt 3) { break } }; $i; do { $i-- } until ($i -le 0); $i; for ($j = 0; $j -lt 2; $j++) { $j }",
            "switch ('b') { 'a' { 1 } 'b' { 2 } default { 3 } }; switch -Wildcard ('sales') { 's*' { 'S' } '*s' { 'also' } }",
            "switch (1, 2) { 1 { 'one' } { $_ -gt 1 } { 'more' } }",
        ]),
    );
}
