//! Every command of the shell: its help is complete, and its examples do what they say.

use super::{check, host, transcript};
use crate::{Limits, Transcript};

#[test]
fn every_command_has_help_and_examples() {
    let shell = host::shell(Transcript::new(), Limits::default());
    let mut lacking = Vec::new();
    for command in shell.commands() {
        if command.examples().is_empty() || command.synopsis().is_empty() {
            lacking.push(command.name().to_owned());
        }
        for parameter in command.parameter_list() {
            if parameter.help_text().is_empty() {
                lacking.push(format!("{} -{}", command.name(), parameter.name()));
            }
        }
    }
    assert_eq!(lacking, Vec::<String>::new());
}

#[test]
fn every_example_gives_what_it_says() {
    let shell = host::shell(Transcript::new(), Limits::default());
    let mut text = String::new();
    for command in shell.commands() {
        for example in command.examples() {
            text.push_str(&format!(
                "# {}: {}\n{}\n",
                command.name(),
                example.text,
                transcript(&example.code)
            ));
        }
    }
    check("commands_examples", &text);
}

#[test]
fn more_of_them() {
    check(
        "commands_more",
        &super::transcripts(&[
            "Get-ClubMember | Where-Object Age -GT 30 | Select-Object Name\nGet-ClubMember | ? Name -in Ann, Eve | % Name\nGet-ClubMember | Where-Object Name -ceq ann | % Age; Get-ClubMember | Where-Object Name -CIn Ann, eve | % Name\n1..3 | ?",
            "$old = Get-ClubMember; Set-ClubMember Bob -Age 45; Compare-Object $old (Get-ClubMember) -Property Name, Age -PassThru | Select-Object Name, Age, SideIndicator",
            "Get-ClubMember | Sort-Object Age | Select-Object -First 1 -Property Name, Age\nGet-ClubMember | sort @{e='Age';Descending=$true} | select -Last 1",
            "Get-ClubMember | Measure-Object Age -Sum -Average -Maximum -Minimum\n(Get-ClubMember | measure).Count",
            "Get-ClubMember | Group-Object { $_.Age -gt 30 }\n'x', 'y', 'x' | group | select Name, Count",
            "Get-ClubMember | Select-Object -ExpandProperty Tags -First 1\nGet-ClubMember Ann | select * -ExcludeProperty Tags\n1..5 | select -Skip 3\n1..5 | select -Last 2 -Skip 1",
            "Get-ClubMember Ann | ConvertTo-Json\nGet-ClubMember | select Name | ConvertTo-Json -Compress\n@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Compress",
            "'[{\"a\":1},{\"a\":2}]' | ConvertFrom-Json | % a\n'{' | ConvertFrom-Json",
            "Get-Help Set-ClubMember\nhelp Get-ClubMember -Examples\nGet-Help",
            "Get-Command *Club*\nGet-Command Get-Clubmem",
        ]),
    );
}
