//! Values: whether what is compared with has the type of the property (LANG 3.1 to 3.5).

use ingroup_schema::{Operator, PropertyType};

use super::Check;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::logic::{Operand, Text};
use crate::pattern::{Pattern, PatternError};
use crate::span::Span;
use crate::tree::{Comparison, Literal, LiteralKind};

pub(super) fn empty_list(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyList, span, "The list is empty.")
        .with_help("Write at least one value between the brackets.")
}

impl Check<'_> {
    /// The value of a comparison, ready for evaluation. Nothing if it is wrong.
    pub(super) fn value(
        &mut self,
        written: &Comparison,
        property_type: PropertyType,
        operator: Operator,
    ) -> Option<Operand> {
        let literal = &written.value;
        match &literal.kind {
            LiteralKind::Unreadable | LiteralKind::Bare(_) => return None,
            LiteralKind::Null => return self.null(written, property_type, operator),
            LiteralKind::List(items) => {
                let items = items.as_slice();
                return self.list(written, property_type, operator, items);
            }
            _ => {}
        }
        match property_type {
            PropertyType::Boolean => self.boolean(written),
            PropertyType::DateTime => self.date(literal, operator),
            PropertyType::String | PropertyType::StringCollection => self.text(written, operator),
            PropertyType::PlanCollection | PropertyType::GroupCollection => None,
        }
    }

    fn null(
        &mut self,
        written: &Comparison,
        property_type: PropertyType,
        operator: Operator,
    ) -> Option<Operand> {
        if operator.positive() != Operator::Eq {
            let negative = operator.is_negative();
            let meant = if negative { "-ne" } else { "-eq" };
            self.report(
                Diagnostic::new(
                    Code::NullOperator,
                    written.value.span,
                    format!("{operator} cannot be used with null."),
                )
                .with_help("Only -eq and -ne take null.")
                .with_fix(Fix::replace(
                    format!("Write {meant}"),
                    Effect::ChangesMembers,
                    written.operator_span,
                    meant,
                )),
            );
            return None;
        }
        if property_type == PropertyType::StringCollection {
            let message = match operator.is_negative() {
                true => "This holds for every collection with at least one item.",
                false => "This holds for every empty collection.",
            };
            self.report(
                Diagnostic::new(
                    Code::CollectionNull,
                    written.operator_span.to(written.value.span),
                    message,
                )
                .with_help("The service documents no comparison of a collection with null; write -any (_ -ne null) for at least one item."),
            );
        }
        Some(Operand::Null)
    }

    fn boolean(&mut self, written: &Comparison) -> Option<Operand> {
        let literal = &written.value;
        let text = match &literal.kind {
            LiteralKind::Boolean(value) => return Some(Operand::Boolean(*value)),
            LiteralKind::Text(text) => text.trim(),
            _ => "",
        };
        let value = ["true", "false"]
            .into_iter()
            .find(|word| text.eq_ignore_ascii_case(word));
        let Some(value) = value else {
            let name = written.operand.span.of(self.tree.text());
            self.report(
                Diagnostic::new(
                    Code::ValueType,
                    literal.span,
                    format!("\"{name}\" is true or false."),
                )
                .with_help("Write true or false without quotation marks, or null for no value."),
            );
            return None;
        };
        self.report(
            Diagnostic::new(
                Code::QuotedBoolean,
                literal.span,
                format!("This text is read as {value}."),
            )
            .with_help(format!("Write {value} without quotation marks."))
            .with_fix(Fix::replace(
                "Remove the quotation marks",
                Effect::Equivalent,
                literal.span,
                value,
            )),
        );
        Some(Operand::Boolean(value == "true"))
    }

    fn text(&mut self, written: &Comparison, operator: Operator) -> Option<Operand> {
        let literal = &written.value;
        let text = match &literal.kind {
            LiteralKind::Text(text) | LiteralKind::Number(text) => text,
            _ => {
                let name = written.operand.span.of(self.tree.text()).to_owned();
                self.report(not_text(literal, &name, self.tree.text()));
                return None;
            }
        };
        match operator.positive() {
            Operator::In => {
                self.report(list_expected(literal.span, operator));
                None
            }
            Operator::Match => match read_pattern(text) {
                Ok(pattern) => Some(Operand::Pattern(Box::new(pattern))),
                Err(error) => {
                    let diagnostic = bad_pattern(literal, text, error);
                    self.report(diagnostic);
                    None
                }
            },
            _ => Some(Operand::Text(Text::new(text.as_str()))),
        }
    }

    fn list(
        &mut self,
        written: &Comparison,
        property_type: PropertyType,
        operator: Operator,
        items: &[Literal],
    ) -> Option<Operand> {
        let span = written.value.span;
        if operator.positive() != Operator::In {
            self.report(list_not_expected(written, operator));
            return None;
        }
        if items.is_empty() {
            self.report(empty_list(span));
            return None;
        }
        let mut texts = Vec::with_capacity(items.len());
        let mut sound = true;
        for item in items {
            match &item.kind {
                LiteralKind::Text(text) | LiteralKind::Number(text) => {
                    texts.push(Text::new(text.as_str()));
                }
                LiteralKind::Bare(_) | LiteralKind::Unreadable => sound = false,
                LiteralKind::Null => {
                    self.report(null_item(item.span, operator));
                    sound = false;
                }
                _ => {
                    self.report(
                        Diagnostic::new(
                            Code::ListItem,
                            item.span,
                            "A list holds texts and numbers only.",
                        )
                        .with_help("Put the item in quotation marks, or remove it."),
                    );
                    sound = false;
                }
            }
        }
        if property_type == PropertyType::StringCollection {
            self.report(in_on_collection(written, operator));
        }
        sound.then_some(Operand::Texts(texts))
    }
}

/// Reads a pattern. Compiling waits until it is first asked, except where repetition counts could
/// make the program too large, because then the rule must be refused here.
fn read_pattern(text: &str) -> Result<Pattern, PatternError> {
    let pattern = Pattern::read(text)?;
    if text.contains('{') {
        pattern.compile()?;
    }
    Ok(pattern)
}

fn null_item(span: Span, operator: Operator) -> Diagnostic {
    let test = if operator.is_negative() {
        "-and … -ne null"
    } else {
        "-or … -eq null"
    };
    Diagnostic::new(Code::ListItem, span, "A list cannot hold null.").with_help(format!(
        "Remove it and add {test} for objects without a value."
    ))
}

fn in_on_collection(written: &Comparison, operator: Operator) -> Diagnostic {
    let message = match operator.is_negative() {
        true => "This holds if no item of the collection is in the list.",
        false => "This holds if at least one item of the collection is in the list.",
    };
    Diagnostic::new(Code::InOnCollection, written.operator_span, message)
        .with_help("The service documents no list for a collection; write -any (_ -in [...]).")
}

fn list_expected(span: Span, operator: Operator) -> Diagnostic {
    Diagnostic::new(
        Code::ListExpected,
        span,
        format!("{operator} needs a list."),
    )
    .with_help("Put the value in square brackets.")
    .with_fix(Fix::new(
        "Put it in square brackets",
        Effect::Equivalent,
        vec![
            Edit::new(Span::at(span.start()), "["),
            Edit::new(Span::at(span.end()), "]"),
        ],
    ))
}

fn list_not_expected(written: &Comparison, operator: Operator) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::ListNotExpected,
        written.value.span,
        format!("{operator} takes one value, not a list."),
    );
    let meant = match operator {
        Operator::Eq => Operator::In,
        Operator::Ne => Operator::NotIn,
        Operator::Match | Operator::NotMatch => {
            return diagnostic.with_help(
                "Write one pattern with the alternatives in it, as in \"first|second\".",
            );
        }
        _ => return diagnostic.with_help("Write one comparison for each value, joined with -or."),
    };
    diagnostic
        .with_help(format!("Write {meant}."))
        .with_fix(Fix::replace(
            format!("Write {meant}"),
            Effect::Equivalent,
            written.operator_span,
            meant.to_string(),
        ))
}

fn not_text(literal: &Literal, name: &str, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::ValueType,
        literal.span,
        format!("\"{name}\" holds text; this is none."),
    );
    match literal.kind {
        LiteralKind::Boolean(_) | LiteralKind::Date(_) => diagnostic
            .with_help("Put the value in quotation marks.")
            .with_fix(Fix::replace(
                "Put it in quotation marks",
                Effect::Equivalent,
                literal.span,
                format!("\"{}\"", literal.span.of(text)),
            )),
        _ => diagnostic.with_help("Only user.employeeHireDate is compared with system.now."),
    }
}

/// Carries the place inside the pattern over to the text of the rule; where escapes make the two
/// differ, the whole value is shown.
fn bad_pattern(literal: &Literal, pattern: &str, error: PatternError) -> Diagnostic {
    let same_length = pattern.chars().count() + 2 == literal.span.len();
    let span = match same_length {
        true => {
            let start = literal.span.start() + 1;
            Span::new(start + error.span.start, start + error.span.end)
        }
        false => literal.span,
    };
    let span = if span.is_empty() { literal.span } else { span };
    let diagnostic = Diagnostic::new(Code::BadPattern, span, error.message);
    match error.help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic
            .with_help("Patterns are .NET regular expressions; put a backslash before a character that stands for itself."),
    }
}
