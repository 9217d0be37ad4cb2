//! A rule in plain words, for people who do not read its language.

use ingroup_schema::{Duration, Operator, PropertyKey, PropertyType, Quantifier};

use crate::logic::{Condition, Element, Logic, Moment, Node, Operand, Predicate, Quantified};
use crate::rule::{Kind, Rule};

/// What a rule asks, as lines of text: a sentence, and below it the conditions as an indented list. No line feed at
/// the end.
#[must_use]
pub fn words(rule: &Rule) -> String {
    let whom = match rule.subject() {
        ingroup_schema::SubjectKind::User => "Users",
        ingroup_schema::SubjectKind::Device => "Devices",
    };
    match rule.kind() {
        Kind::DirectReports(manager) => format!("Users whose manager is {manager}."),
        Kind::MemberOf(groups) => {
            let ids: Vec<String> = groups
                .iter()
                .map(|group| format!("\n  - {group}"))
                .collect();
            format!(
                "{whom} who are direct members of any of these groups:{}",
                ids.concat()
            )
        }
        Kind::Expression(logic) => {
            let mut lines = vec![format!("{whom} for whom {}", holds(logic))];
            match logic.node() {
                Node::Leaf(_) => leaf(logic, 1, &mut lines),
                _ => children(logic, 1, &mut lines, &condition),
            }
            lines.join("\n")
        }
    }
}

/// How the parts of a node are joined.
fn holds<L>(logic: &Logic<L>) -> &'static str {
    match logic.node() {
        Node::And(_) => "all of these hold:",
        Node::Or(_) => "at least one of these holds:",
        Node::Not(_) => "this does not hold:",
        Node::Leaf(_) => "this holds:",
    }
}

fn leaf(logic: &Logic<Condition>, depth: usize, lines: &mut Vec<String>) {
    if let Some(found) = logic.leaf() {
        condition(found, depth, lines);
    }
}

fn children<L>(
    logic: &Logic<L>,
    depth: usize,
    lines: &mut Vec<String>,
    say: &dyn Fn(&L, usize, &mut Vec<String>),
) {
    for child in logic.children() {
        match child.node() {
            Node::Leaf(found) => say(found, depth, lines),
            _ => {
                item(depth, holds(child), lines);
                children(child, depth + 1, lines, say);
            }
        }
    }
}

fn item(depth: usize, text: &str, lines: &mut Vec<String>) {
    lines.push(format!("{}- {text}", "  ".repeat(depth)));
}

fn condition(condition: &Condition, depth: usize, lines: &mut Vec<String>) {
    match condition {
        Condition::Predicate(predicate) => item(depth, &comparison(predicate), lines),
        Condition::Quantified(quantified) => quantifier(quantified, depth, lines),
    }
}

fn comparison(predicate: &Predicate<PropertyKey>) -> String {
    let property = predicate.target();
    let name = property.name();
    if property.property_type() == PropertyType::StringCollection {
        return match (predicate.operator(), predicate.operand()) {
            (Operator::Eq, Operand::Null) => format!("{name} has no items"),
            (Operator::Ne, Operand::Null) => format!("{name} has at least one item"),
            (operator, operand) if operator.is_negative() => {
                format!("no item of {name} {}", phrase(operator.positive(), operand))
            }
            (operator, operand) => format!("some item of {name} {}", phrase(operator, operand)),
        };
    }
    let missing = predicate.operator().is_negative()
        && property.is_nullable()
        && !matches!(predicate.operand(), Operand::Null);
    let tail = if missing { ", or has no value" } else { "" };
    format!(
        "{name} {}{tail}",
        phrase(predicate.operator(), predicate.operand())
    )
}

fn quantifier(quantified: &Quantified, depth: usize, lines: &mut Vec<String>) {
    let name = quantified.property().name();
    let whole = match quantified.quantifier() {
        Quantifier::Any => format!("{name} has at least one item for which"),
        Quantifier::All => format!("{name} has no items, or for every item"),
    };
    let say = |predicate: &Predicate<Element>, depth: usize, lines: &mut Vec<String>| {
        let of = match predicate.target() {
            Element::Item => "it",
            other => other.name(),
        };
        item(
            depth,
            &format!("{of} {}", phrase(predicate.operator(), predicate.operand())),
            lines,
        );
    };
    item(
        depth,
        &format!("{whole} {}", holds(quantified.body())),
        lines,
    );
    match quantified.body().node() {
        Node::Leaf(predicate) => say(predicate, depth + 1, lines),
        _ => children(quantified.body(), depth + 1, lines, &say),
    }
}

/// Operator and value as the end of a sentence.
fn phrase(operator: Operator, operand: &Operand) -> String {
    match (operator, operand) {
        (Operator::Ne, Operand::Null) => "has a value".to_owned(),
        (_, Operand::Null) => "has no value".to_owned(),
        (_, operand) => format!("{} {}", verb(operator), value(operand)),
    }
}

fn verb(operator: Operator) -> &'static str {
    match operator {
        Operator::Eq => "is",
        Operator::Ne => "is not",
        Operator::StartsWith => "begins with",
        Operator::NotStartsWith => "does not begin with",
        Operator::EndsWith => "ends with",
        Operator::NotEndsWith => "does not end with",
        Operator::Contains => "contains",
        Operator::NotContains => "does not contain",
        Operator::Match => "matches the pattern",
        Operator::NotMatch => "does not match the pattern",
        Operator::In => "is one of",
        Operator::NotIn => "is none of",
        Operator::Le => "is at or before",
        Operator::Ge => "is at or after",
    }
}

fn value(operand: &Operand) -> String {
    match operand {
        Operand::Null => "nothing".to_owned(),
        Operand::Boolean(value) => value.to_string(),
        Operand::Text(text) => format!("\"{}\"", text.written()),
        Operand::Texts(texts) => {
            let quoted: Vec<String> = texts
                .iter()
                .map(|text| format!("\"{}\"", text.written()))
                .collect();
            quoted.join(", ")
        }
        Operand::Pattern(pattern) => format!("\"{}\"", pattern.source()),
        Operand::Moment(Moment::At(instant)) => instant.to_string(),
        Operand::Moment(Moment::FromNow(ahead)) => from_now(*ahead),
    }
}

fn from_now(ahead: Duration) -> String {
    let days = ahead.nanoseconds() / Duration::from_days(1).nanoseconds();
    let whole = Duration::from_days(1).nanoseconds() * days == ahead.nanoseconds();
    match (ahead.nanoseconds().signum(), whole) {
        (0, _) => "now".to_owned(),
        (1, true) => format!("{} from now", counted(days)),
        (_, true) => format!("{} ago", counted(-days)),
        (1, false) => format!("{ahead} from now"),
        (_, false) => format!("{} ago", ahead.negated()),
    }
}

fn counted(days: i128) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}
