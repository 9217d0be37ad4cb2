//! Pictures of a report: how large groups are, and what depends on what.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Holder;
use super::html::escaped;
use crate::dependencies::{Dependencies, Thing, Tie};

/// The bars of the first picture: at least so many members.
const STEPS: [(usize, &str); 8] = [
    (0, "0"),
    (1, "1 to 9"),
    (10, "10 to 99"),
    (100, "100 to 499"),
    (500, "500 to 999"),
    (1_000, "1,000 to 9,999"),
    (10_000, "10,000 to 99,999"),
    (100_000, "100,000 or more"),
];

const WIDTH: usize = 640;

/// How many groups have how many members.
pub(super) fn sizes(groups: &[Holder]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let mut counts = [0_usize; STEPS.len()];
    for group in groups {
        let step = STEPS.iter().rposition(|(least, _)| *least <= group.members);
        if let Some(count) = counts.get_mut(step.unwrap_or_default()) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let height = STEPS.len() * 24 + 8;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-label=\"How many groups have how many members\">"
    );
    for (place, ((_, words), count)) in STEPS.iter().zip(counts).enumerate() {
        let top = place * 24 + 4;
        let width = count * 420 / most;
        let width = if count > 0 { width.max(2) } else { 0 };
        let (base, end) = (top + 13, 150 + width + 6);
        let _ = write!(
            svg,
            "<text x=\"140\" y=\"{base}\" text-anchor=\"end\">{words}</text><rect class=\"bar\" x=\"150\" y=\"{top}\" width=\"{width}\" height=\"18\"/><text x=\"{end}\" y=\"{base}\">{count}</text>"
        );
    }
    svg.push_str("</svg>\n<p>Groups by how many members they have.</p>");
    svg
}

/// The most nodes that a column of the picture shows: more cannot be read.
const MOST_NODES: usize = 50;

const COLUMNS: usize = 3;

/// Where each node stands: what others depend on is left, products are right.
fn columns(found: &Dependencies) -> Vec<usize> {
    let mut depends = vec![false; found.nodes.len()];
    for (_, to, tie) in &found.edges {
        if let (Some(depends), true) = (depends.get_mut(*to), *tie != Tie::License) {
            *depends = true;
        }
    }
    let nodes = found.nodes.iter().zip(depends);
    nodes
        .map(|(node, depends)| match node.thing {
            Thing::Manager => 0,
            Thing::Product => 2,
            Thing::Group | Thing::Unit => usize::from(depends),
        })
        .collect()
}

/// The nodes that are shown of a column, in their order: those with the most edges.
fn shown(found: &Dependencies, columns: &[usize], column: usize) -> (Vec<usize>, usize) {
    let mut edges = vec![0_usize; columns.len()];
    for (from, to, _) in &found.edges {
        for place in [from, to] {
            if let Some(count) = edges.get_mut(*place) {
                *count += 1;
            }
        }
    }
    let of_column = (0..columns.len()).filter(|place| columns.get(*place) == Some(&column));
    let mut nodes: Vec<usize> = of_column.collect();
    nodes.sort_by_key(|place| std::cmp::Reverse(edges.get(*place).copied()));
    let more = nodes.len().saturating_sub(MOST_NODES);
    nodes.truncate(MOST_NODES);
    nodes.sort_unstable();
    (nodes, more)
}

/// The dependencies, in three columns.
pub(super) fn dependency_picture(found: &Dependencies) -> String {
    if found.edges.is_empty() {
        return String::new();
    }
    let columns = columns(found);
    let mut places: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut rows = 0;
    let mut more_of = String::new();
    for column in 0..COLUMNS {
        let (nodes, more) = shown(found, &columns, column);
        let left = column * 320 + 4;
        let mut height = nodes.len();
        for (row, place) in nodes.into_iter().enumerate() {
            places.insert(place, (left, row * 26 + 4));
        }
        if more > 0 {
            let (x, base) = (left + 6, height * 26 + 18);
            let _ = write!(
                more_of,
                "<text x=\"{x}\" y=\"{base}\">and {more} more</text>"
            );
            height += 1;
        }
        rows = rows.max(height);
    }
    let height = rows * 26 + 8;
    let mut svg = format!(
        "<svg viewBox=\"0 0 860 {height}\" width=\"860\" height=\"{height}\" role=\"img\" aria-label=\"What depends on what\">"
    );
    for (from, to, tie) in &found.edges {
        let (Some(from), Some(to)) = (places.get(from), places.get(to)) else {
            continue;
        };
        let (x1, y1, x2, y2) = (from.0 + 210, from.1 + 10, to.0, to.1 + 10);
        // What stands in one column is connected around its right side.
        let bend = if x2 > x1 { 50 } else { 90 };
        let (x2, back) = if x2 > x1 {
            (x2, x2 - 50)
        } else {
            (to.0 + 210, to.0 + 300)
        };
        let out = x1 + bend;
        let dash = match tie {
            Tie::License => " stroke-dasharray=\"5 3\"",
            Tie::Nested => " stroke-dasharray=\"2 3\"",
            Tie::MemberOf | Tie::DirectReports => "",
        };
        let words = tie.words();
        let _ = write!(
            svg,
            "<path class=\"edge\"{dash} d=\"M{x1} {y1}C{out} {y1} {back} {y2} {x2} {y2}\"><title>{words}</title></path>"
        );
    }
    for (place, (x, y)) in &places {
        let Some(node) = found.nodes.get(*place) else {
            continue;
        };
        let round = match node.thing {
            Thing::Manager | Thing::Product => 9,
            Thing::Group | Thing::Unit => 2,
        };
        let (left, base) = (x + 6, y + 14);
        let name = escaped(&shortened(&node.name));
        let whole = escaped(&node.name);
        let _ = write!(
            svg,
            "<g><title>{whole}</title><rect class=\"node\" x=\"{x}\" y=\"{y}\" width=\"210\" height=\"20\" rx=\"{round}\"/><text x=\"{left}\" y=\"{base}\">{name}</text></g>"
        );
    }
    svg.push_str(&more_of);
    svg.push_str("</svg>\n<p>From left to right: managers and groups that others are made from; groups and units by a memberOf or direct reports rule, or with groups in them; products that groups give (dashed).");
    if !more_of.is_empty() {
        svg.push_str(
            " Of each, those with the most ties are shown; Export-TenantDiagram gives all of them.",
        );
    }
    svg.push_str("</p>");
    svg
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 32;
    match text.chars().count() > LONGEST {
        true => text.chars().take(LONGEST - 1).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
