//! A checked rule back to text, in one canonical way.

use std::fmt::Write;

use ingroup_schema::{Duration, PropertyKey, SubjectKind};

use crate::logic::{Condition, Element, Logic, Moment, Node, Operand, Predicate, Quantified};
use crate::parse::DEEPEST;
use crate::rule::{Kind, Rule};

/// The canonical text of a rule: operators with their hyphens and usual case, texts in double
/// quotes, the conditions of `-any` and `-all` and every inner chain in parentheses. Read again it
/// gives an equal rule, unless it is longer than a rule may be. What the service stores is the
/// text as given, never this.
#[must_use]
pub fn print(rule: &Rule) -> String {
    let prefix = rule.subject().prefix();
    match rule.kind() {
        Kind::Expression(logic) => {
            let mut printer = Printer::new(rule.subject(), logic);
            printer.logic(logic, &mut Printer::condition);
            printer.out
        }
        Kind::DirectReports(manager) => format!("Direct Reports for \"{manager}\""),
        Kind::MemberOf(groups) => {
            let ids: Vec<String> = groups.iter().map(|group| format!("'{group}'")).collect();
            format!(
                "{prefix}.memberOf -any (group.objectId -in [{}])",
                ids.join(", ")
            )
        }
    }
}

/// A text as a rule writes it. `\"` is a quotation mark and `''` an apostrophe; a text that ends
/// in what would escape the closing mark stands in single quotes, where nothing but the apostrophe
/// is special.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = text.replace('\'', "''");
    match text.ends_with(['\\', '`']) {
        true => format!("'{text}'"),
        false => format!("\"{}\"", text.replace('"', "\\\"")),
    }
}

/// One condition as [`print()`] writes it.
#[must_use]
pub fn print_condition(subject: SubjectKind, condition: &Condition) -> String {
    let mut printer = Printer::of_one_line(subject);
    printer.condition(condition);
    printer.out
}

/// A comparison as [`print()`] writes it.
pub(crate) fn print_comparison(subject: SubjectKind, predicate: &Predicate<PropertyKey>) -> String {
    let mut printer = Printer::of_one_line(subject);
    printer.property(predicate.target());
    printer.comparison(predicate);
    printer.out
}

/// A value as [`print()`] writes it.
pub(crate) fn print_operand(subject: SubjectKind, operand: &Operand) -> String {
    let mut printer = Printer::of_one_line(subject);
    printer.operand(operand);
    printer.out
}

struct Printer {
    out: String,
    subject: SubjectKind,
    /// Whether parentheses that only help the reader are written. They are left out of a rule so
    /// deep that it could not be read again with them.
    roomy: bool,
}

impl Printer {
    fn new(subject: SubjectKind, logic: &Logic<Condition>) -> Self {
        // Inside a quantifier's condition there is one level more, and at most twice as many
        // parentheses as levels.
        let roomy = depth(logic) < DEEPEST / 4;
        Printer {
            out: String::new(),
            subject,
            roomy,
        }
    }

    fn of_one_line(subject: SubjectKind) -> Self {
        Printer {
            out: String::new(),
            subject,
            roomy: true,
        }
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn logic<L>(&mut self, logic: &Logic<L>, leaf: &mut impl FnMut(&mut Self, &L)) {
        match logic.node() {
            Node::Leaf(found) => leaf(self, found),
            Node::Not(inner) => {
                self.put("-not ");
                let needed = matches!(inner.node(), Node::And(_) | Node::Or(_));
                let helps = self.roomy && inner.leaf().is_some();
                self.wrapped(needed || helps, inner, leaf);
            }
            Node::And(parts) => {
                self.chain(" -and ", parts, leaf, |part| {
                    matches!(part, Node::And(_) | Node::Or(_))
                });
            }
            Node::Or(parts) => {
                let roomy = self.roomy;
                self.chain(" -or ", parts, leaf, |part| match part {
                    Node::And(_) => roomy,
                    Node::Or(_) => true,
                    _ => false,
                });
            }
        }
    }

    fn chain<L>(
        &mut self,
        joiner: &str,
        parts: &[Logic<L>],
        leaf: &mut impl FnMut(&mut Self, &L),
        wrap: impl Fn(&Node<L>) -> bool,
    ) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.put(joiner);
            }
            self.wrapped(wrap(part.node()), part, leaf);
        }
    }

    fn wrapped<L>(&mut self, wrap: bool, logic: &Logic<L>, leaf: &mut impl FnMut(&mut Self, &L)) {
        if wrap {
            self.put("(");
        }
        self.logic(logic, leaf);
        if wrap {
            self.put(")");
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Predicate(predicate) => {
                self.property(predicate.target());
                self.comparison(predicate);
            }
            Condition::Quantified(quantified) => self.quantified(quantified),
        }
    }

    fn property(&mut self, property: &PropertyKey) {
        self.put(self.subject.prefix());
        self.put(".");
        self.put(property.name());
    }

    fn quantified(&mut self, quantified: &Quantified) {
        self.property(quantified.property());
        let _ = write!(self.out, " {} (", quantified.quantifier());
        self.logic(
            quantified.body(),
            &mut |printer, predicate: &Predicate<Element>| {
                printer.put(predicate.target().name());
                printer.comparison(predicate);
            },
        );
        self.put(")");
    }

    fn comparison<T>(&mut self, predicate: &Predicate<T>) {
        let _ = write!(self.out, " {} ", predicate.operator());
        self.operand(predicate.operand());
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Null => self.put("null"),
            Operand::Boolean(value) => self.put(if *value { "true" } else { "false" }),
            Operand::Text(text) => self.put(&quoted(text.written())),
            Operand::Texts(texts) => {
                let items: Vec<String> = texts.iter().map(|text| quoted(text.written())).collect();
                let _ = write!(self.out, "[{}]", items.join(", "));
            }
            Operand::Pattern(pattern) => self.put(&quoted(pattern.source())),
            Operand::Moment(Moment::At(instant)) => {
                let _ = write!(self.out, "{instant}");
            }
            Operand::Moment(Moment::FromNow(ahead)) => self.ahead_of_now(*ahead),
        }
    }

    fn ahead_of_now(&mut self, ahead: Duration) {
        self.put("system.now");
        let _ = match ahead.cmp(&Duration::ZERO) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => write!(self.out, " -plus {ahead}"),
            std::cmp::Ordering::Less => write!(self.out, " -minus {}", ahead.negated()),
        };
    }
}

/// How many nodes stand inside one another.
fn depth<L>(logic: &Logic<L>) -> usize {
    1 + logic.children().iter().map(depth).max().unwrap_or_default()
}
