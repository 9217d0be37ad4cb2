//! Why a rule takes somebody or not, as text and as records.

use ingroup_rule::Trace;
use ingroup_shell::{Object, Value};

/// One line for each part, indented below the part it stands in: the answer, the part, and what was read.
pub(crate) fn text(trace: &Trace) -> String {
    let mut lines = Vec::new();
    add(trace, 1, &mut lines);
    lines.join("\n")
}

fn add(trace: &Trace, depth: usize, lines: &mut Vec<String>) {
    let read = match &trace.property {
        None => String::new(),
        Some(read) => match &read.value {
            Some(value) => format!("   ({} is \"{value}\")", read.name),
            None => format!("   ({} has no value)", read.name),
        },
    };
    let expression = trace
        .expression
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
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
