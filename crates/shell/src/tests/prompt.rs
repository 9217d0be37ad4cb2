//! Completion at the prompt: where the cursor stands, what is replaced, and by what.

use super::host::{self, Club};
use crate::{
    Ask, Candidate, Echo, Entry, Guide, Inside, Limits, Paint, Transcript, on_large_stack,
};

/// What the club tells its prompt.
pub(super) struct ClubGuide;

impl Guide<Club> for ClubGuide {
    fn values(&self, _club: &Club, ask: Ask<'_>) -> Vec<String> {
        let names = match ask.meaning {
            "Identity" => ["Ann", "Bob", "Eve", "Mary Ann"].as_slice(),
            _ => &[],
        };
        let typed = ask.typed.to_lowercase();
        let fits = names
            .iter()
            .filter(|name| name.to_lowercase().starts_with(&typed));
        fits.map(|name| (*name).to_owned()).collect()
    }

    fn gives(&self, command: &str) -> Option<&'static str> {
        (command == "Get-ClubMember").then_some("ClubMember")
    }

    fn properties(&self, _club: &Club, kind: &str) -> Vec<String> {
        match kind {
            "ClubMember" => vec!["Name".to_owned(), "Age".to_owned()],
            _ => Vec::new(),
        }
    }

    fn inside(&self, _club: &Club, meaning: Option<&str>, text: &str) -> Option<Inside> {
        let is_ours = meaning == Some("Rule") || text.starts_with("likes");
        let start = text.rfind(' ').map_or(0, |at| at + 1);
        let words = ["likes", "\"tea\"", "\"it's\""];
        let typed = text.get(start..)?;
        let fits = words.iter().filter(|word| word.starts_with(typed));
        is_ours.then(|| Inside {
            start,
            candidates: fits.map(|word| Candidate::plain(*word)).collect(),
        })
    }

    fn paint(
        &self,
        meaning: Option<&str>,
        text: &str,
    ) -> Option<Vec<(std::ops::Range<usize>, Paint)>> {
        let is_ours = meaning == Some("Rule") || text.starts_with("likes");
        (is_ours && text.len() >= 5).then(|| vec![(0..5, Paint::RuleOperator)])
    }
}

/// For each line, with ¦ where the cursor stands: what of it is replaced, and what may take its place.
fn check(cases: &[(&str, &str, &str)]) {
    on_large_stack(|| {
        let mut shell = host::shell(Transcript::new(), Limits::default());
        shell.run(
            "$member = Get-ClubMember Ann; $all = Get-ClubMember; $table = @{ Colour = 'red'; Owner = $member }; \
             function Get-Clock { }",
            "test.ps1",
            Echo::Off,
        );
        for (line, replaced, candidates) in cases {
            let position = line.find('¦').unwrap();
            let text = line.replace('¦', "");
            let found = shell.complete(&text, position);
            let texts: Vec<&str> = found.candidates.iter().map(|one| one.text.as_str()).collect();
            assert_eq!(texts.join(" "), *candidates, "{line}");
            let gone = text.get(found.start..position).unwrap();
            let gone = if texts.is_empty() { "" } else { gone };
            assert_eq!(gone, *replaced, "{line}");
        }
    })
    .unwrap();
}

#[test]
fn commands_complete_in_any_case_and_shortened() {
    check(&[
        ("get-cl¦", "get-cl", "Get-Clock Get-ClubMember"),
        ("1 | whe¦", "whe", "Where-Object"),
        ("wh¦", "wh", "Where-Object while"),
        ("g-cm¦", "g-cm", "Get-ClubMember"),
        ("g-clubm¦", "g-clubm", "Get-ClubMember"),
        ("$x = set-cl¦", "set-cl", "Set-ClubMember Set-ClubRule"),
        ("(remove-cl¦", "remove-cl", "Remove-ClubMember"),
        ("if ($true) { remove-cl¦", "remove-cl", "Remove-ClubMember"),
        (
            "Get-ClubMember; remove-cl¦",
            "remove-cl",
            "Remove-ClubMember",
        ),
        ("Get-ClubMember |\n  sort¦", "sort", "Sort-Object"),
        ("foreach ($m in get-club¦", "get-club", "Get-ClubMember"),
        ("\"there are $(get-club¦", "get-club", "Get-ClubMember"),
        ("Get-Help get-club¦", "get-club", "Get-ClubMember"),
        ("Get-Nothing¦", "", ""),
        ("# get-cl¦", "", ""),
    ]);
}

#[test]
fn parameters_complete_without_those_that_are_there() {
    check(&[
        ("Get-ClubMember -¦", "-", "-Identity -Top -All"),
        ("Get-ClubMember -All -¦", "-", "-Identity -Top"),
        ("Get-ClubMember -Name Ann -¦", "-", "-Top -All"),
        ("Get-ClubMember -t¦", "-t", "-Top"),
        ("Get-ClubMember -errora¦", "-errora", "-ErrorAction"),
        ("gcmem -t¦", "-t", "-Top"),
        ("Get-ClubMember Ann ¦", "", "-Identity -Top -All"),
        ("Get-Nothing -¦", "", ""),
    ]);
}

#[test]
fn values_complete_by_what_the_parameter_takes() {
    check(&[
        ("Get-ClubMember ¦", "", "'Ann' 'Bob' 'Eve' 'Mary Ann'"),
        ("Get-ClubMember b¦", "b", "Bob"),
        ("Get-ClubMember -Identity m¦", "m", "'Mary Ann'"),
        ("Get-ClubMember -Top 1 a¦", "a", "Ann"),
        ("Get-ClubMember 'ma¦", "'ma", "'Mary Ann'"),
        ("Get-ClubMember 'ma¦' -All", "'ma", "'Mary Ann"),
        ("Get-ClubMember \"ma¦", "\"ma", "\"Mary Ann\""),
        ("Get-ClubMember -All:¦", "", "$true $false"),
        (
            "Get-ClubMember -ErrorAction s¦",
            "s",
            "Stop SilentlyContinue",
        ),
        ("Get-Member -MemberType n¦", "n", "NoteProperty"),
    ]);
}

#[test]
fn variables_and_properties_complete() {
    check(&[
        ("$mem¦", "$mem", "$member"),
        ("Get-ClubMember $al¦", "$al", "$all"),
        ("\"of $mem¦", "$mem", "$member"),
        ("$env:U¦", "$env:U", "$env:username"),
        ("$tru¦", "$tru", "$true"),
        ("$member.¦", "", "Name Age Tags"),
        ("$member.n¦", "n", "Name"),
        ("$all.a¦", "a", "Age"),
        ("$table.Owner.¦", "", "Name Age Tags"),
        ("Get-ClubMember $member.n¦", "n", "Name"),
        ("$table.c¦", "c", "Colour"),
        ("(Get-ClubMember Ann).a¦", "a", "Age"),
        ("Get-ClubMember | Where-Object { $_.¦", "", "Name Age"),
        (
            "Get-ClubMember | Sort-Object Age | % { \"$($_.n¦",
            "n",
            "Name",
        ),
        ("Get-ClubMember | Where-Object a¦", "a", "Age"),
        (
            "Get-ClubMember | Sort-Object -Property Name, a¦",
            "a",
            "Age",
        ),
        (
            "Get-ClubMember | Where-Object { $_.Age } | Select-Object ¦",
            "",
            "Name Age",
        ),
        ("$all | Select-Object n¦", "n", "Name"),
        ("(Get-ClubMember) | Format-Table n¦", "n", "Name"),
        ("Get-Date | Select-Object n¦", "", ""),
        ("$nothing.¦", "", ""),
    ]);
}

#[test]
fn operators_complete_where_a_value_stands() {
    check(&[
        ("1, 2 -notc¦", "-notc", "-notcontains"),
        ("if ($member.Age -g¦", "-g", "-gt -ge"),
    ]);
}

#[test]
fn a_language_in_a_string_completes_within_it() {
    check(&[
        ("Set-ClubRule -Rule 'li¦", "li", "likes"),
        ("Set-ClubRule -Rule 'likes \"t¦", "\"t", "\"tea\""),
        ("Set-ClubRule -Rule 'likes \"i¦", "\"i", "\"it''s\""),
        ("Set-ClubRule -Rule \"likes `\"t¦", "`\"t", "`\"tea`\""),
        ("$rule = 'likes \"t¦", "\"t", "\"tea\""),
        ("Set-ClubRule -Rule 'likes ''n'' \"t¦", "\"t", "\"tea\""),
    ]);
}

#[test]
fn an_entry_is_whole_or_lacks_its_end() {
    on_large_stack(|| {
        let shell = host::shell(Transcript::new(), Limits::default());
        let unfinished = [
            "if ($true) {",
            "'abc",
            "1 |",
            "@{ a = 1",
            "@'\nabc",
            "Get-Date `",
        ];
        for text in unfinished {
            assert_eq!(shell.entry(text), Entry::Unfinished, "{text}");
        }
        for text in ["Get-Date", "if ($true) { 1 }", "}", "1 +* 2", ""] {
            assert_eq!(shell.entry(text), Entry::Whole, "{text}");
        }
    })
    .unwrap();
}
