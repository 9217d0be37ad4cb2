//! What depends on what, in the language of Graphviz.

use std::fmt::Write;

use ingroup_tenant::Tenant;

use crate::dependencies::{Thing, Tie, dependencies};

/// The dependencies of a tenant as a graph that Graphviz draws: `dot -Tsvg`. Edges go from what is depended on to what
/// depends on it.
pub fn dot(tenant: &Tenant) -> String {
    let found = dependencies(tenant);
    let mut text = String::from(
        "digraph tenant {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", fontsize=10];\n  edge [fontname=\"sans-serif\", fontsize=8];\n",
    );
    for (place, node) in found.nodes.iter().enumerate() {
        let (shape, color) = match node.thing {
            Thing::Manager => ("ellipse", "#fff2cc"),
            Thing::Group => ("box", "#dae8fc"),
            Thing::Unit => ("folder", "#e1d5e7"),
            Thing::Product => ("component", "#d5e8d4"),
        };
        let name = quoted(&node.name);
        let id = node.id;
        let _ = writeln!(
            text,
            "  n{place} [label={name}, tooltip=\"{id}\", shape={shape}, style=filled, fillcolor=\"{color}\"];"
        );
    }
    for (from, to, tie) in &found.edges {
        let style = match tie {
            Tie::MemberOf => "solid",
            Tie::DirectReports => "bold",
            Tie::Nested => "dotted",
            Tie::License => "dashed",
        };
        let words = tie.words();
        let _ = writeln!(
            text,
            "  n{from} -> n{to} [label=\"{words}\", style={style}];"
        );
    }
    text.push_str("}\n");
    text
}

/// A text as Graphviz reads it.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    let text: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    format!("\"{text}\"")
}
