//! The report as plain text with tables.

use std::fmt::Write;

use super::{Content, Holder};

/// The whole text.
pub(super) fn text(content: &Content) -> String {
    let mut out = format!("# {}\n\nAs of {}.\n", cell(&content.name), content.at);
    let rows = content.summary.iter();
    let rows = rows.map(|(name, value)| vec![(*name).to_owned(), value.clone()]);
    table(&mut out, "Summary", &["", ""], rows);
    let rows = content.alerts.iter().map(|alert| {
        vec![
            alert.severity.name().to_owned(),
            alert.subject.clone(),
            alert.text.clone(),
            alert.help.clone(),
        ]
    });
    let heads = ["Severity", "Subject", "What is wrong", "What to do"];
    table(&mut out, "What needs looking at", &heads, rows);
    let rows = content.products.iter().map(|one| {
        let free = i64::from(one.enabled) - i64::from(one.consumed);
        vec![
            one.name.clone(),
            one.enabled.to_string(),
            one.consumed.to_string(),
            free.to_string(),
        ]
    });
    table(
        &mut out,
        "Licences",
        &["Product", "Units", "In use", "Free"],
        rows,
    );
    let rows = content.quotas.iter().map(|one| {
        let used = one.used.map(|used| used.to_string());
        vec![
            one.quota.counted().to_owned(),
            used.unwrap_or_default(),
            one.limit.to_string(),
            one.most.clone().unwrap_or_default(),
        ]
    });
    table(
        &mut out,
        "Limits",
        &["What is counted", "Used", "Limit", "Most has"],
        rows,
    );
    let rows = content
        .dependencies
        .edges
        .iter()
        .filter_map(|(from, to, tie)| {
            let nodes = &content.dependencies.nodes;
            let (from, to) = (nodes.get(*from)?, nodes.get(*to)?);
            Some(vec![
                from.name.clone(),
                tie.words().to_owned(),
                to.name.clone(),
            ])
        });
    table(
        &mut out,
        "What depends on what",
        &["From", "Because of", "To"],
        rows,
    );
    holders(&mut out, "Administrative units", &content.units);
    holders(&mut out, "Groups", &content.groups);
    out
}

fn holders(out: &mut String, title: &str, holders: &[Holder]) {
    let rows = holders.iter().map(|one| {
        let rule = one.rule.as_deref().map(code).unwrap_or_default();
        vec![
            cell(&one.name),
            one.kind.to_owned(),
            one.membership.to_owned(),
            one.members.to_string(),
            one.status.clone(),
            rule,
            cell(&one.findings.join(" ")),
            cell(&one.licenses.join(", ")),
        ]
    });
    let heads = [
        "Name",
        "Kind",
        "Membership",
        "Members",
        "Status",
        "Rule",
        "Findings",
        "Licences",
    ];
    raw_table(out, title, &heads, rows);
}

fn table(out: &mut String, title: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let rows = rows.map(|row| row.iter().map(|text| cell(text)).collect());
    raw_table(out, title, heads, rows);
}

/// A table of cells that are Markdown already; nothing if there are no rows.
fn raw_table(
    out: &mut String,
    title: &str,
    heads: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n## {title}\n\n| {} |", heads.join(" | "));
    let _ = writeln!(out, "|{}", " --- |".repeat(heads.len()));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
}

/// A text that means only itself.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' => {
                out.push('\\');
                out.push(letter);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            other => out.push(other),
        }
    }
    out
}

/// A text as it is written, in a fence longer than any in it.
fn code(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default() + 1);
    let blank = if fence.len() > 1 { " " } else { "" };
    let text = text.replace(['\n', '\r', '\t'], " ").replace('|', "\\|");
    format!("{fence}{blank}{text}{blank}{fence}")
}
