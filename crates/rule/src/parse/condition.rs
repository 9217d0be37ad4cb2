//! One condition: a name, an operator and a value, or a collection with a condition on its items.

use ingroup_schema::Quantifier;

use super::Parser;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::span::Span;
use crate::token::TokenKind;
use crate::tree::{Comparison, Literal, Name, Operand, Quantified, Syntax, SyntaxKind};

impl Parser {
    /// `user.x`, `assignedPlan.x`, `_`, or a name alone, which the check reports.
    pub(super) fn operand(&mut self) -> Operand {
        let from = self.at;
        let operand = self.dotted();
        let read = self.tokens.get(from..self.at).unwrap_or_default();
        if read
            .windows(2)
            .any(|two| two[0].span.end() < two[1].span.start())
        {
            let whole: String = read.iter().map(|token| token.kind.name_part()).collect();
            self.report(
                Diagnostic::new(
                    Code::BlankInName,
                    operand.span,
                    "There is a blank beside the dot of this name.",
                )
                .about(".")
                .with_help(format!("Write {whole}."))
                .with_fix(Fix::replace(
                    "Remove the blank",
                    Effect::Equivalent,
                    operand.span,
                    whole,
                )),
            );
        }
        operand
    }

    pub(super) fn dotted(&mut self) -> Operand {
        let first = self.name();
        if !self.is(&TokenKind::Dot) {
            return Operand {
                span: first.span,
                object: None,
                name: first,
            };
        }
        self.bump();
        if !matches!(self.peek(), Some(TokenKind::Word(_))) {
            let place = Span::at(self.last_end());
            let name = Name {
                text: String::new(),
                span: place,
            };
            return Operand {
                span: first.span.to(place),
                object: Some(first),
                name,
            };
        }
        let mut name = self.name();
        // `user.manager.displayName`: one name, so that the check can say that it is unknown.
        while self.is(&TokenKind::Dot) && matches!(self.peek_at(1), Some(TokenKind::Word(_))) {
            self.bump();
            let more = self.name();
            name = Name {
                text: format!("{}.{}", name.text, more.text),
                span: name.span.to(more.span),
            };
        }
        Operand {
            span: first.span.to(name.span),
            object: Some(first),
            name,
        }
    }

    pub(super) fn name(&mut self) -> Name {
        let span = self.span();
        let text = self
            .peek()
            .and_then(TokenKind::word)
            .unwrap_or_default()
            .to_owned();
        self.bump();
        Name { text, span }
    }

    /// A comparison or a quantified collection.
    pub(super) fn condition(&mut self) -> Syntax {
        let operand = self.operand();
        let Some((word, span)) = self.operator() else {
            return self.missing_operator(&operand);
        };
        let quantifier = [Quantifier::Any, Quantifier::All]
            .into_iter()
            .find(|quantifier| word.eq_ignore_ascii_case(quantifier.word()));
        if let Some(quantifier) = quantifier {
            return self.quantified(operand, quantifier, span);
        }
        if word.eq_ignore_ascii_case("not") {
            self.report(
                Diagnostic::new(
                    Code::MisplacedNot,
                    span,
                    "-not cannot stand between a property and its value.",
                )
                .with_help(
                    "Put -not before the whole comparison, or use the negative operator, such as -ne.",
                ),
            );
            let next = self.operator();
            let (operator, operator_span) = next.unwrap_or_else(|| ("eq".to_owned(), span));
            let value = self.value();
            return comparison(operand, operator, operator_span, value);
        }
        let value = self.value();
        comparison(operand, word, span, value)
    }

    /// The operator that comes next, joiners excepted.
    pub(super) fn operator(&mut self) -> Option<(String, Span)> {
        if self.joiner().is_some() {
            return None;
        }
        let word = match self.peek()? {
            TokenKind::Word(word) | TokenKind::Operator(word) => word.clone(),
            _ => return None,
        };
        let span = self.span();
        self.bump();
        Some((word, span))
    }

    pub(super) fn missing_operator(&mut self, operand: &Operand) -> Syntax {
        let span = operand.span;
        self.report(
            Diagnostic::new(
                Code::MissingOperator,
                span,
                "There is no operator behind this name.",
            )
            .with_help("Write an operator and a value, such as -eq \"Sales\"; -ne null for any value at all."),
        );
        // A value without an operator belongs to the same mistake.
        if matches!(
            self.peek(),
            Some(
                TokenKind::Text(_)
                    | TokenKind::Number(_)
                    | TokenKind::Guid(_)
                    | TokenKind::Date(_)
                    | TokenKind::OpenBracket
            )
        ) {
            let _ = self.value();
        }
        Syntax {
            span,
            kind: SyntaxKind::Unreadable,
        }
    }

    pub(super) fn quantified(
        &mut self,
        operand: Operand,
        quantifier: Quantifier,
        place: Span,
    ) -> Syntax {
        let start = operand.span;
        let body = match self.peek() {
            Some(TokenKind::OpenParen) => self.group(),
            Some(TokenKind::Word(_)) if self.joiner().is_none() => self.short_body(place),
            Some(TokenKind::Text(_)) => {
                let span = self.span();
                self.bump();
                self.report(
                    Diagnostic::new(
                        Code::QuotedCondition,
                        span,
                        format!("The condition behind {quantifier} stands in quotation marks."),
                    )
                    .with_help(format!(
                        "Write it in parentheses: {quantifier} (_ -contains \"text\"); the rule builder adds such quotation marks by itself."
                    )),
                );
                self.skip_condition();
                Syntax {
                    span,
                    kind: SyntaxKind::Unreadable,
                }
            }
            _ => self.missing_condition(place),
        };
        Syntax {
            span: start.to(body.span),
            kind: SyntaxKind::Quantified(Quantified {
                operand,
                quantifier,
                quantifier_span: place,
                body: Box::new(body),
            }),
        }
    }

    /// The condition without parentheses: exactly one comparison (LANG 3.7).
    pub(super) fn short_body(&mut self, quantifier: Span) -> Syntax {
        let body = self.deeper(quantifier, Parser::condition);
        let (code, message) = match self.joiner() {
            Some(_) => (
                Code::ShortAnyJoined,
                "Only this one comparison belongs to the collection; what follows does not.",
            ),
            None => (
                Code::ShortAny,
                "The condition on the items stands without parentheses.",
            ),
        };
        self.report(
            Diagnostic::new(code, body.span, message)
                .with_help("Put the condition on the items in parentheses.")
                .with_fix(Fix::new(
                    "Put it in parentheses",
                    Effect::Equivalent,
                    vec![
                        Edit::new(Span::at(body.span.start()), "("),
                        Edit::new(Span::at(body.span.end()), ")"),
                    ],
                )),
        );
        body
    }

    /// Skips to the end of the condition without a word, because its mistake is reported already.
    pub(super) fn skip_condition(&mut self) {
        while let Some(kind) = self.peek() {
            if matches!(kind, TokenKind::CloseParen | TokenKind::OpenParen)
                || self.joiner().is_some()
            {
                return;
            }
            self.bump();
        }
    }
}

fn comparison(operand: Operand, operator: String, operator_span: Span, value: Literal) -> Syntax {
    Syntax {
        span: operand.span.to(operator_span).to(value.span),
        kind: SyntaxKind::Comparison(Comparison {
            operand,
            operator,
            operator_span,
            value,
        }),
    }
}
