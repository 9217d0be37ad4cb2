//! Files, CSV, redirections, and scripts that call scripts.

use super::{check, transcripts};

#[test]
fn csv() {
    check(
        "files_csv",
        &transcripts(&[
            "$o = [pscustomobject]@{ Name = 'say \"hi\"'; Note = \"two`nlines\"; Empty = ''; Nothing = $null; Tags = 1, 2; On = $true }\n$o | ConvertTo-Csv\n$o | ConvertTo-Csv -UseQuotes AsNeeded\n$o | ConvertTo-Csv -UseQuotes Never -NoHeader\n$o | select Name, On | ConvertTo-Csv -QuoteFields On -Delimiter ';'",
            "$o = [pscustomobject]@{ Name = 'say \"hi\"'; Note = \"two`nlines, both\"; Empty = '' }\n$o | Export-Csv x.csv\n$back = Import-Csv x.csv\n$back.Name -eq $o.Name; $back.Note -eq $o.Note; $back.Empty -eq ''",
            "Get-ClubMember | select Name, Age | Export-Csv x.csv\nGet-ClubMember Ann | select Name, Age, Tags | Export-Csv x.csv -Append\nGet-Content x.csv\nGet-ClubMember Ann | select Name | Export-Csv x.csv -Append",
            "Get-ClubMember Ann | select Name | Export-Csv x.csv -NoClobber; 'x' | Export-Csv x.csv -NoClobber",
            "Get-ClubMember Ann | Export-Csv /secret/x.csv",
            "\"a, b,c\", '1, 2 ,\"3 \"', '', '4' | ConvertFrom-Csv | ForEach-Object { \"[$($_.a)][$($_.b)][$($_.c)]\" }\n'a,,', '1,2,3' | ConvertFrom-Csv\n'a,A' | ConvertFrom-Csv",
            "Import-Csv missing.csv\n",
            "1 | ConvertTo-Csv -Delimiter 'ab'",
            "@{ b = 1; a = 2 } | ConvertTo-Csv; 'abc' | ConvertTo-Csv; Get-ClubMember Ann | ConvertTo-Csv -IncludeTypeInformation",
        ]),
    );
}

#[test]
fn content() {
    check(
        "files_content",
        &transcripts(&[
            "'a', 'b', 'c' | Set-Content x.txt\nGet-Content x.txt -First 2\nGet-Content x.txt -Tail 1\n(Get-Content x.txt -Raw) -replace \"`n\", '|'\n(Get-Content x.txt).Count\nAdd-Content x.txt -Value 'd', 'e' -NoNewline\n(Get-Content x.txt)[-1]",
            "Get-Content missing.txt\n",
            "Get-Content missing.txt -ErrorAction SilentlyContinue; $?; Test-Path missing.txt; Test-Path out; Test-Path out -PathType Leaf; Test-Path /secret/x",
            "Get-ClubMember | Out-File x.txt; Get-Content x.txt; Get-ClubMember Ann | Out-File x.txt -Append -Width 6; Get-Content x.txt -Tail 4",
            "Join-Path 'C:\\Reports\\' '\\a.csv'; Join-Path $PSScriptRoot 'x' 'y'; Split-Path 'a/b.tar.gz' -LeafBase; Split-Path 'a/b.tar.gz' -Extension; Split-Path '/a'; Split-Path 'a'; Split-Path 'C:\\x' -Qualifier",
            "Set-Content x.txt 1 -WhatIf; Test-Path x.txt; Set-Content -Path x.txt -LiteralPath y.txt 1",
            "Get-Random -Minimum 5 -Maximum 5",
            "(1..100 | Get-Random -Count 100 | Sort-Object -Unique | Measure-Object).Count; Get-Random -SetSeed 7; Get-Random; Get-Random -SetSeed 7; Get-Random -Minimum 0.0 -Maximum 1.0",
            "Measure-Command { Start-Sleep 90 } | % TotalSeconds; Start-Sleep -Milliseconds 1500; Get-Date; Start-Sleep 1 -Milliseconds 1",
            "New-Item reports -ItemType Directory; Set-Content reports/a.csv 'x,y'; Get-ChildItem reports | % FullName; New-Item reports -ItemType Directory -Force; New-Item helper.ps1",
            "Get-ChildItem; Get-ChildItem *.ps1 -Name; Get-ChildItem -Directory | % Name; Get-ChildItem /secret",
            "Set-Content log.txt 'one', 'two 2', 'Two 22'; Select-String two log.txt; 'a', 'b' | Select-String a -NotMatch -Raw; Select-String two log.txt -Quiet -CaseSensitive; (Select-String '\\d' log.txt -AllMatches)[1].Matches.Value",
            "Get-Location; \"$pwd\"; cd C:\\Temp; cd ..; 'not reached'",
            "function F { param([System.IO.FileInfo] $Path = (Join-Path $pwd 'helper.ps1')) $Path.Name; $Path.Extension; Test-Path $Path; (Get-Content $Path).Count }; F; Get-ChildItem helper.ps1 | Get-Content | Select-Object -First 1",
            "mkdir out2 | % Name; mkdir out",
            "[CmdletBinding(SupportsShouldProcess)] param($x = 1) if ($PSCmdlet.ShouldProcess('a', 'b')) { \"done $x\" }",
            "Write-Information 'i'; $InformationPreference = 'Continue'; Write-Information 'shown'; Write-Information 'kept' 6> x.txt; Get-Content x.txt",
            "Invoke-RestMethod https://example.com\n",
            "try { iex 'x' } catch { $_.Exception.Message }; 1 | Out-GridView -PassThru",
        ]),
    );
}

#[test]
fn redirections() {
    check(
        "files_redirections",
        &transcripts(&[
            "Get-ClubMember > x.txt; 'more' >> x.txt; Get-Content x.txt; 'new' > x.txt; Get-Content x.txt",
            "$ErrorActionPreference = 'Continue'\nGet-ClubMember Zoe 2> $null; Get-ClubMember Zoe 2> err.txt; (Get-Content err.txt)[0]\n$all = 'Ann', 'Zoe' | Get-ClubMember 2>&1; $all.Count; $all[1].GetType().Name",
            "function F { Write-Host 'host'; Write-Warning 'warn'; Write-Output 'out'; Write-Verbose 'verbose' -Verbose }\nF *> all.txt; Get-Content all.txt\nF 3> $null 4> $null\n$x = F 6>&1 3>&1 4> $null; $x.Count\nF *> $null\n$n = (F 3>&1 | Measure-Object).Count; $n",
            "& { 'a'; Write-Warning 'w' } 3>&1 | ForEach-Object { \"<$_>\" }",
            "'x' > /secret/y",
            "Get-ClubMember | Select-Object Name > x.txt | Out-Null; 1 > ''",
        ]),
    );
}

#[test]
fn script_files() {
    check(
        "files_scripts",
        &transcripts(&[
            ". ./helper.ps1; Get-Twice 4; $loaded",
            "& ./helper.ps1; $script:loaded; Get-Twice 4",
            "& ./lib/inner.ps1 Ann; $LASTEXITCODE; ./lib/inner.ps1 -who Bob; $local; & \"$PSScriptRoot/lib/inner.ps1\"",
            ". ./lib/inner.ps1; 'not reached'",
            "./broken.ps1",
            "try { ./fails.ps1 } catch { $_.InvocationInfo.ScriptName; $_.InvocationInfo.ScriptLineNumber }; ./fails.ps1",
            "./again.ps1",
            "./missing.ps1",
            "function F { Import-Module ./helper.ps1 }; F; Get-Twice 3; Import-Module ./missing.psm1",
            "$PSScriptRoot; $MyInvocation.MyCommand.Name; function F { $MyInvocation.MyCommand.Name }; F; $x = ./lib/inner.ps1 7; $x.Length",
        ]),
    );
}
