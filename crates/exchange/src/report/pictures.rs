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

/// The most nodes that a picture shows: more cannot be read.
const MOST_NODES: usize = 150;

/// Where nodes stand: what others depend on is left, products are right.
fn column(found: &Dependencies, place: usize) -> usize {
    let thing = found.nodes.get(place).map(|node| node.thing);
    let depends = |(_, to, tie): &(usize, usize, Tie)| *to == place && *tie != Tie::License;
    match thing {
        Some(Thing::Manager) => 0,
        Some(Thing::Product) => 2,
        _ if found.edges.iter().any(depends) => 1,
        _ => 0,
    }
}

/// The dependencies, in three columns.
pub(super) fn dependency_picture(found: &Dependencies) -> String {
    if found.edges.is_empty() {
        return String::new();
    }
    let shown = found.nodes.len().min(MOST_NODES);
    let mut places: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut heights = [0_usize; 3];
    for place in 0..shown {
        let column = column(found, place);
        if let Some(height) = heights.get_mut(column) {
            places.insert(place, (column * 320 + 4, *height * 26 + 4));
            *height += 1;
        }
    }
    let height = heights.iter().copied().max().unwrap_or_default() * 26 + 8;
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
    svg.push_str("</svg>\n<p>From left to right: managers and groups that others are made from; groups and units by a memberOf or direct reports rule, or with groups in them; products that groups give (dashed).");
    if found.nodes.len() > shown {
        let more = found.nodes.len() - shown;
        let _ = write!(svg, " {more} more are not shown.");
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
