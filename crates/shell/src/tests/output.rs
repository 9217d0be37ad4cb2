//! What the console shows: tables, lists, order.

use super::host;
use super::{check, finish, transcripts};
use crate::{Echo, Format, Limits, Outcome, Output, Stream, Transcript, Width, on_large_stack};

#[test]
fn layouts() {
    check(
        "output_layouts",
        &transcripts(&[
            "Get-ClubMember\n'a line'\nGet-ClubMember Ann",
            "Get-ClubMember | Format-List\nGet-ClubMember | fl Name, Age\nGet-ClubMember | ft -Property Age, @{n='Upper';e={$_.Name.ToUpper()}} -HideTableHeaders",
            "[pscustomobject]@{A=1;B='x'}, [pscustomobject]@{A=22;B=$null}",
            "[pscustomobject]@{A=1;B=2;C=3;D=@(1,2);E=@{k='v'}}",
            "@{ one = 1; two = 'zwei' }",
            "Get-ClubMember Ann; Write-Host 'between'; Get-ClubMember Bob",
            "$null; ''; 'x'; @(); 1.5; $true; , @(1, 2)",
            "[pscustomobject]@{A=1}\n[pscustomobject]@{A=2}; [pscustomobject]@{A=3}",
            "Get-ClubMember | Out-String; 'end'",
        ]),
    );
}

#[test]
fn formats() {
    let mut text = String::new();
    for format in [Format::Table, Format::List, Format::Json] {
        let shown = on_large_stack(|| {
            let output = Transcript::new();
            let mut shell = host::shell(output.clone(), Limits::default());
            shell.set_format(format);
            let outcome = shell.run(
                "Get-ClubMember Ann; [pscustomobject]@{ A = 1; B = @{ c = $null } }",
                "test",
                Echo::Off,
            );
            finish(output.take(), outcome)
        });
        text.push_str(&format!("{format:?}\n{}\n", shown.unwrap()));
    }
    check("output_formats", &text);
}

/// What a terminal of this width shows of objects like those of a directory.
fn on_terminal(columns: usize, code: &'static str) -> String {
    on_large_stack(move || {
        let output = Transcript::new();
        let mut shell = host::shell(output.clone(), Limits::default());
        shell.set_width(Width::Terminal(columns));
        let outcome = shell.run(code, "test", Echo::Off);
        finish(output.take(), outcome)
    })
    .unwrap()
}

#[test]
fn a_terminal_gets_messages_that_break_between_words() {
    let code = "Write-Warning 'The rule of the group is not valid, and nobody can say why that should be so.'\n\
                Get-Help Set-ClubMember\n\
                Get-ClubMember nobody-in-the-whole-club-has-this-name";
    check("output_terminal_words", &on_terminal(60, code));
}

#[test]
fn a_terminal_cuts_what_is_too_wide() {
    let shown = on_terminal(30, "[pscustomobject]@{ Name = 'a' * 40; Size = 3 }");
    check("output_terminal", &shown);
}

#[test]
fn wide_columns_share_what_there_is() {
    let shown = on_terminal(
        60,
        "[pscustomobject]@{ A = 'a' * 70; B = 'b' * 50; C = 'c' * 20; D = 1 }",
    );
    check("output_terminal_shared", &shown);
}

#[test]
fn last_columns_go_before_names_become_unreadable() {
    let shown = on_terminal(35, "Get-Command *-ClubMember");
    check("output_terminal_narrow", &shown);
}

#[test]
fn a_list_cuts_nothing() {
    let rule = "(user.department -eq \"Sales\") -and (user.country -in [\"Germany\",\"Austria\"])";
    let code = "[pscustomobject]@{ Name = 'Sales'; Rule = 'RULE'; Long = 'x' * 70 } | Format-List";
    let code = code.replace("RULE", rule);
    check("output_terminal_list", &on_terminal(50, code.leak()));
}

struct Closed;

impl Output for Closed {
    fn write(&mut self, _: Stream, _: &str) -> std::io::Result<()> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_broken_pipe_is_an_outcome() {
    let outcome = on_large_stack(|| {
        host::shell_on(Closed, Limits::default()).run("1..3; 'x'", "test", Echo::Off)
    });
    assert_eq!(outcome.unwrap(), Outcome::BrokenPipe);
}
