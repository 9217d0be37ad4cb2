//! The two rules of a special kind: direct reports and memberOf (LANG 3.9, 3.10).

use ingroup_schema::{ObjectId, Operator, Quantifier};

use super::Check;
use super::subject::kind_of_prefix;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::rule::Kind;
use crate::span::Span;
use crate::tree::{Comparison, Literal, LiteralKind, Quantified, Syntax, SyntaxKind};

/// How many groups a memberOf rule may name (LANG 6).
const MOST_SOURCES: usize = 50;

/// The memberOf condition, if the rule is nothing else; parentheses around it do not count.
pub(super) fn lone_member_of(root: &Syntax) -> Option<&Quantified> {
    let quantified = match &without_parentheses(root).kind {
        SyntaxKind::Quantified(quantified) => quantified,
        _ => return None,
    };
    let operand = &quantified.operand;
    let object = operand.object.as_ref()?;
    kind_of_prefix(&object.text)?;
    operand
        .name
        .text
        .eq_ignore_ascii_case("memberOf")
        .then_some(quantified)
}

fn without_parentheses(mut syntax: &Syntax) -> &Syntax {
    while let SyntaxKind::Group(inner) = &syntax.kind {
        syntax = inner;
    }
    syntax
}

pub(super) fn member_of_alone(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MemberOfAlone,
        span,
        "memberOf cannot be combined with any other condition.",
    )
    .with_help("Make the memberOf condition the whole rule, or test an attribute instead.")
}

pub(super) fn member_of_form(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MemberOfForm, span, "memberOf takes one form only.")
        .with_help("Write user.memberOf -any (group.objectId -in ['{object id of a group}']).")
}

impl Check<'_> {
    pub(super) fn direct_reports(&mut self, literal: &Literal) -> Option<Kind> {
        match &literal.kind {
            LiteralKind::Text(text) => match text.parse() {
                Ok(id) => return Some(Kind::DirectReports(id)),
                Err(_) => self.report(no_id(literal.span, text, "the manager")),
            },
            LiteralKind::Bare(text) => {
                let diagnostic = Diagnostic::new(
                    Code::UnquotedValue,
                    literal.span,
                    format!("\"{text}\" has no quotation marks."),
                )
                .with_help("Write Direct Reports for \"{object id of the manager}\".");
                self.report(diagnostic.with_fix(Fix::new(
                    "Put it in quotation marks",
                    Effect::Equivalent,
                    vec![
                        Edit::new(Span::at(literal.span.start()), "\""),
                        Edit::new(Span::at(literal.span.end()), "\""),
                    ],
                )));
            }
            _ => self.report(
                Diagnostic::new(
                    Code::NotAnObjectId,
                    literal.span,
                    "The object id of the manager is missing.",
                )
                .with_help("Write Direct Reports for \"{object id of the manager}\"."),
            ),
        }
        None
    }

    pub(super) fn member_of(&mut self, written: &Quantified) -> Option<Kind> {
        if written.quantifier != Quantifier::Any {
            self.report(
                Diagnostic::new(
                    Code::MemberOfForm,
                    written.quantifier_span,
                    "memberOf takes -any only.",
                )
                .with_help(
                    "Write user.memberOf -any (group.objectId -in ['{object id of a group}']).",
                ),
            );
            return None;
        }
        let body = without_parentheses(&written.body);
        let comparison = match &body.kind {
            SyntaxKind::Comparison(comparison) if is_group_id(comparison) => comparison,
            SyntaxKind::Unreadable => return None,
            _ => {
                self.report(member_of_form(body.span));
                return None;
            }
        };
        if Operator::from_word(&comparison.operator) != Some(Operator::In) {
            self.report(member_of_form(comparison.operator_span));
            return None;
        }
        let LiteralKind::List(items) = &comparison.value.kind else {
            self.report(member_of_form(comparison.value.span));
            return None;
        };
        self.sources(&comparison.value, items).map(Kind::MemberOf)
    }

    fn sources(&mut self, list: &Literal, items: &[Literal]) -> Option<Vec<ObjectId>> {
        if items.is_empty() {
            self.report(super::value::empty_list(list.span));
            return None;
        }
        if items.len() > MOST_SOURCES {
            self.report(
                Diagnostic::new(
                    Code::TooManySources,
                    list.span,
                    format!(
                        "The list names {} groups; the service takes {MOST_SOURCES}.",
                        items.len()
                    ),
                )
                .with_help("Split the rule over several groups, or test an attribute instead."),
            );
        }
        let mut ids = Vec::with_capacity(items.len());
        let mut sound = true;
        for item in items {
            match &item.kind {
                LiteralKind::Text(text) => match text.parse::<ObjectId>() {
                    Ok(id) if ids.contains(&id) => {}
                    Ok(id) => ids.push(id),
                    Err(_) => {
                        self.report(no_id(item.span, text, "a group"));
                        sound = false;
                    }
                },
                // Both were reported when they were read.
                LiteralKind::Bare(_) | LiteralKind::Unreadable => sound = false,
                _ => {
                    let text = item.span.of(self.tree.text()).to_owned();
                    self.report(no_id(item.span, &text, "a group"));
                    sound = false;
                }
            }
        }
        sound.then_some(ids)
    }
}

fn is_group_id(comparison: &Comparison) -> bool {
    let operand = &comparison.operand;
    let object = operand.object.as_ref().map(|name| name.text.as_str());
    object.is_some_and(|object| object.eq_ignore_ascii_case("group"))
        && operand.name.text.eq_ignore_ascii_case("objectId")
}

fn no_id(span: Span, text: &str, whose: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnObjectId,
        span,
        format!("\"{text}\" is not an object id."),
    )
    .with_help(format!("Replace it by the object id of {whose}."))
}
