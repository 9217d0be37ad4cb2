//! Why a rule takes somebody or not, as text and as records.

use ingroup_insight::decisive;
use ingroup_rule::Trace;
use ingroup_shell::{Object, Value};

/// How many deciding clauses are named.
const NAMED: usize = 5;

/// One line for each part, indented below the part it stands in: the answer, the part, and what was read.
pub(crate) fn text(trace: &Trace) -> String {
    let mut lines = Vec::new();
    add(trace, 1, &mut lines);
    lines.join("\n")
}

/// What decides an answer of no, in a sentence; nothing if the rule is one clause, which says it itself.
pub(crate) fn failing(trace: &Trace) -> Option<String> {
    if trace.result != Ok(false) || trace.details.is_empty() {
        return None;
    }
    let parts = decisive(trace);
    let lines = parts.iter().take(NAMED).map(|part| {
        let answer = answer(part);
        format!(
            "{} is {answer}{}",
            expression(part),
            read(part).replace("   ", " ")
        )
    });
    let mut text = format!("What decides: {}", lines.collect::<Vec<_>>().join("; "));
    if parts.len() > NAMED {
        text.push_str(&format!("; and {} more", parts.len() - NAMED));
    }
    Some(text + ".")
}

fn read(trace: &Trace) -> String {
    match &trace.property {
        None => String::new(),
        Some(read) => match &read.value {
            Some(value) => format!("   ({} is \"{value}\")", read.name),
            None => format!("   ({} has no value)", read.name),
        },
    }
}

fn expression(trace: &Trace) -> String {
    let words = trace.expression.split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

fn add(trace: &Trace, depth: usize, lines: &mut Vec<String>) {
    let (expression, read) = (expression(trace), read(trace));
    lines.push(format!(
        "{}{:<5} {expression}{read}",
        "  ".repeat(depth),
        answer(trace)
    ));
    for detail in &trace.details {
        add(detail, depth + 1, lines);
    }
}

fn answer(trace: &Trace) -> &'static str {
    match trace.result {
        Ok(true) => "true",
        Ok(false) => "false",
        Err(_) => "fault",
    }
}

/// The same as a record, in the words of the service's own evaluation.
pub(crate) fn record(trace: &Trace) -> Object {
    let details = trace.details.iter().map(record).map(Value::Object);
    Object::new("ExpressionEvaluation")
        .with("Expression", trace.expression.as_str())
        .with("ExpressionResult", trace.result.clone().ok())
        .with(
            "PropertyName",
            trace.property.as_ref().map(|read| read.name.as_str()),
        )
        .with(
            "PropertyValue",
            trace
                .property
                .as_ref()
                .and_then(|read| read.value.as_deref()),
        )
        .with(
            "ExpressionEvaluationDetails",
            Value::array(details.collect()),
        )
}
