//! The report as one page: styles, pictures and a few lines that sort a table are in it.

use std::fmt::Write;

use super::pictures::{dependency_picture, sizes};
use super::{Content, Holder};

const STYLE: &str = "
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--ink:#1a1a1a;--paper:#fff;--bar:#2f6fb2;--bad:#b3261e;--warn:#8a6100;--box:#f6f6f6}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#16181c;--bar:#7fb2e5;--bad:#ff8a80;--warn:#ffd27f;--box:#202227}}
body{font:15px/1.45 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:2rem auto;max-width:75rem;padding:0 1rem}
h1{margin-bottom:0}h2{margin-top:2.2rem;border-bottom:1px solid var(--line)}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
th{cursor:pointer;background:var(--soft)}th[aria-sort=ascending]::after{content:' \\25B2'}th[aria-sort=descending]::after{content:' \\25BC'}
td.n{text-align:right;font-variant-numeric:tabular-nums}code{font:12px/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.Error,.bad{color:var(--bad)}.Warning{color:var(--warn)}svg{max-width:100%;height:auto}svg text{fill:var(--ink);font:11px system-ui,sans-serif}
svg .bar{fill:var(--bar)}svg .edge{stroke:var(--ink);stroke-opacity:.45;fill:none}svg .node{fill:var(--box);stroke:var(--line)}
.wide{overflow-x:auto}input{font:inherit;color:inherit;background:var(--box);border:1px solid var(--line);padding:.2rem .5rem;margin:0 0 .6rem;width:20rem;max-width:90%}
@media print{body{max-width:none;margin:0;font-size:10pt}:root{color-scheme:light;--ink:#000;--paper:#fff;--box:#f6f6f6;--bar:#2f6fb2;--bad:#b3261e;--warn:#8a6100}th{cursor:auto}tr{break-inside:avoid}.wide{overflow:visible}input{display:none}}
";

const SCRIPT: &str = "
for(const h of document.querySelectorAll('th'))h.addEventListener('click',()=>{
const t=h.closest('table'),b=t.tBodies[0],i=h.cellIndex,up=h.getAttribute('aria-sort')!=='ascending';
for(const o of t.querySelectorAll('th'))o.removeAttribute('aria-sort');
h.setAttribute('aria-sort',up?'ascending':'descending');
const v=r=>r.cells[i].textContent.trim(),n=s=>s===''?NaN:Number(s);
const r=[...b.rows].sort((x,y)=>{const p=v(x),q=v(y),d=n(p)-n(q);return isNaN(d)?p.localeCompare(q):d});
if(!up)r.reverse();b.append(...r)});
for(const t of document.querySelectorAll('table'))if(t.tHead&&t.tBodies[0].rows.length>20){
const f=document.createElement('input');f.type='search';f.placeholder='Only rows with …';f.setAttribute('aria-label','Only rows with');
f.addEventListener('input',()=>{const w=f.value.toLowerCase();for(const r of t.tBodies[0].rows)r.hidden=!r.textContent.toLowerCase().includes(w)});
t.parentNode.before(f)}
";

/// The whole page.
pub(super) fn page(content: &Content) -> String {
    let name = escaped(&content.name);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n<p>As of {}.</p>\n",
        content.at
    );
    let rows = content.summary.iter();
    let rows = rows.map(|(name, value)| vec![text(name), text(value)]);
    table(&mut out, "Summary", &[], rows);
    let rows = content.alerts.iter().map(|alert| {
        let severity = alert.severity.name();
        vec![
            format!("<td class=\"{severity}\">{severity}</td>"),
            text(&alert.subject),
            text(&alert.text),
            text(&alert.help),
        ]
    });
    let heads = ["Severity", "Subject", "What is wrong", "What to do"];
    table(&mut out, "What needs looking at", &heads, rows);
    picture(&mut out, "How large groups are", &sizes(&content.groups));
    picture(
        &mut out,
        "What depends on what",
        &dependency_picture(&content.dependencies),
    );
    let rows = content.products.iter().map(|one| {
        let free = i64::from(one.enabled) - i64::from(one.consumed);
        vec![
            text(&one.name),
            number(one.enabled),
            number(one.consumed),
            number(free),
        ]
    });
    table(
        &mut out,
        "Licences",
        &["Product", "Units", "In use", "Free"],
        rows,
    );
    let rows = content.quotas.iter().map(|one| {
        vec![
            text(one.quota.counted()),
            one.used.map_or_else(|| text(""), number),
            number(one.limit),
            text(one.most.as_deref().unwrap_or_default()),
        ]
    });
    table(
        &mut out,
        "Limits",
        &["What is counted", "Used", "Limit", "Most has"],
        rows,
    );
    holders(&mut out, "Administrative units", &content.units);
    holders(&mut out, "Groups", &content.groups);
    let _ = write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn picture(out: &mut String, title: &str, svg: &str) {
    if !svg.is_empty() {
        let _ = writeln!(out, "<h2>{title}</h2>\n<div class=\"wide\">{svg}</div>");
    }
}

fn holders(out: &mut String, title: &str, holders: &[Holder]) {
    let rows = holders.iter().map(|one| {
        let rule = one
            .rule
            .as_deref()
            .map(|rule| format!("<code>{}</code>", escaped(rule)));
        let class = match one.status.as_str() {
            "Processing error" => " class=\"bad\"",
            _ => "",
        };
        vec![
            format!("<td title=\"{}\">{}</td>", one.id, escaped(&one.name)),
            text(one.kind),
            text(one.membership),
            number(one.members),
            format!("<td{class}>{}</td>", escaped(&one.status)),
            format!("<td>{}</td>", rule.unwrap_or_default()),
            text(&one.findings.join(" ")),
            text(&one.licenses.join(", ")),
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
    table(out, title, &heads, rows);
}

/// A table of finished cells; nothing if there are no rows.
fn table(out: &mut String, title: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "<h2>{title}</h2>\n<div class=\"wide\"><table>");
    if !heads.is_empty() {
        out.push_str("<thead><tr>");
        for head in heads {
            let _ = write!(out, "<th scope=\"col\">{head}</th>");
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in rows {
        let _ = writeln!(out, "<tr>{}</tr>", row.concat());
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn text(text: &str) -> String {
    format!("<td>{}</td>", escaped(text))
}

fn number(number: impl std::fmt::Display) -> String {
    format!("<td class=\"n\">{number}</td>")
}

/// A text that means only itself, in an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            control if control.is_control() && control != '\n' && control != '\t' => {
                out.push('\u{fffd}')
            }
            other => out.push(other),
        }
    }
    out
}
