//! `ingroup rule properties`: what rules can read.

use std::io::Write;

use ingroup_schema::{CATALOGUE, Property, Quantifier, SubjectKind};
use serde_json::json;

use crate::arguments::PropertiesArguments;
use crate::exit::{Exit, Failure};
use crate::screen;

/// Lists the catalogue: for people a table, else one JSON object a line.
pub(crate) fn list(arguments: &PropertiesArguments) -> Result<Exit, Failure> {
    let wanted = arguments.subject.map(SubjectKind::from);
    let rows = CATALOGUE
        .iter()
        .filter(|row| wanted.is_none_or(|wanted| row.subject == wanted));
    let mut out = screen::answers();
    if screen::is_human(arguments.format) {
        for row in rows {
            let null = if row.nullable { "may be null" } else { "" };
            let name = row.full_name();
            let line = format!(
                "{name:<34} {:<31} {null:<12} {}",
                row.property_type.words(),
                row.remark
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(
            out,
            "\nDirectory extensions: user.extension_{{application id without hyphens}}_{{name}}, text, may be null."
        )?;
    } else {
        for row in rows {
            writeln!(out, "{}", as_json(row))?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn as_json(row: &Property) -> serde_json::Value {
    let comparisons = row
        .property_type
        .operators()
        .iter()
        .map(ToString::to_string);
    let quantifiers = [Quantifier::Any, Quantifier::All].map(|quantifier| quantifier.to_string());
    let operators: Vec<String> = match row.property_type.is_collection() {
        true => comparisons.chain(quantifiers).collect(),
        false => comparisons.collect(),
    };
    let elsewhere: Vec<&str> = row
        .foreign_names
        .iter()
        .map(|foreign| foreign.name)
        .collect();
    json!({
        "property": row.full_name(),
        "subject": row.subject,
        "type": row.property_type,
        "nullable": row.nullable,
        "operators": operators,
        "values": row.values,
        "graph": row.graph,
        "calledElsewhere": elsewhere,
        "remark": row.remark,
        "example": row.example,
    })
}
