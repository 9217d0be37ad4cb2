//! Tokens to a syntax tree: the grammar of LANG 4, with a way on from every mistake.

use ingroup_schema::Quantifier;

use crate::code::{Code, Severity};
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::lex::lex;
use crate::span::Span;
use crate::token::{Token, TokenKind};
use crate::tree::{Comparison, Form, Name, Operand, Quantified, Syntax, SyntaxKind, Tree};

mod direct;
mod value;

/// The length the service takes, in UTF-16 code units (LANG 1.1).
pub const LONGEST_RULE: usize = 3_072;
/// A text longer than this is no rule that slipped; it is not read at all.
const LONGEST_READ: usize = 4 * LONGEST_RULE;
/// How deep parentheses and `-not` may stand inside one another. The service's own limit is
/// unknown; this one is far beyond any rule and far within the stack of a thread.
pub(crate) const DEEPEST: usize = 128;

/// Reads a rule. Never fails: there is always a tree, and what is wrong is in the diagnostics.
#[must_use]
pub fn parse(text: &str) -> (Tree, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let units = text.encode_utf16().count();
    if units > LONGEST_RULE {
        diagnostics.push(too_long(text, units));
    }
    let mut form = Form::Nothing;
    if units <= LONGEST_READ {
        let chars: Vec<char> = text.chars().collect();
        let tokens = lex(&chars, &mut diagnostics);
        let mut parser = Parser::new(tokens, chars.len(), diagnostics);
        form = parser.rule();
        diagnostics = parser.diagnostics;
    }
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity() == Severity::Error)
        .count();
    (
        Tree {
            text: text.to_owned(),
            form,
            errors,
        },
        diagnostics,
    )
}

fn too_long(text: &str, units: usize) -> Diagnostic {
    let mut seen = 0;
    let fitting = text.chars().take_while(|c| {
        seen += c.len_utf16();
        seen <= LONGEST_RULE
    });
    let fitting = fitting.count();
    Diagnostic::new(
        Code::RuleTooLong,
        Span::new(fitting, text.chars().count()),
        format!("The rule has {units} characters; the service takes {LONGEST_RULE}."),
    )
    .with_help(
        "Gather chains of -eq into one -in, or test an extension attribute that says the same.",
    )
}

/// What joins conditions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joiner {
    And,
    Or,
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    end: usize,
    depth: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Parser {
    fn new(tokens: Vec<Token>, end: usize, diagnostics: Vec<Diagnostic>) -> Self {
        Parser {
            tokens,
            at: 0,
            end,
            depth: 0,
            diagnostics,
        }
    }

    fn peek(&self) -> Option<&TokenKind> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<&TokenKind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    fn is(&self, kind: &TokenKind) -> bool {
        self.peek() == Some(kind)
    }

    /// The place of the next token, or the end of the text.
    fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or(Span::at(self.end), |token| token.span)
    }

    /// The end of the last token read.
    fn last_end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |token| token.span.end())
    }

    fn bump(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len());
    }

    fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.is(kind);
        if found {
            self.bump();
        }
        found
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn found(&self, code: Code) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code() == code)
    }

    fn rule(&mut self) -> Form {
        if self.tokens.is_empty() {
            if self.diagnostics.is_empty() {
                self.report(
                    Diagnostic::new(
                        Code::EmptyRule,
                        Span::new(0, self.end),
                        "The rule is empty.",
                    )
                    .with_help("Write a condition such as user.department -eq \"Sales\"."),
                );
            }
            return Form::Nothing;
        }
        if self.is_direct_reports() {
            return self.direct_reports();
        }
        // Whatever stands behind a parenthesis too many is read as a further condition, so that
        // its own mistakes are found too.
        let mut parts = vec![self.expression()];
        while self.at < self.tokens.len() {
            let before = self.at;
            parts.extend(self.left_over());
            if self.at == before {
                self.bump();
            }
        }
        if parts.len() == 1 {
            return Form::Expression(parts.swap_remove(0));
        }
        let span = parts
            .iter()
            .fold(parts[0].span, |span, part| span.to(part.span));
        Form::Expression(Syntax {
            span,
            kind: SyntaxKind::And(parts),
        })
    }

    /// Reports what stands where nothing can follow, and reads on behind it.
    fn left_over(&mut self) -> Option<Syntax> {
        let span = self.span();
        if self.eat(&TokenKind::CloseParen) {
            self.report(
                Diagnostic::new(
                    Code::UnbalancedParenthesis,
                    span,
                    "This parenthesis closes nothing.",
                )
                .with_help("Remove it, or open a parenthesis before the conditions it belongs to.")
                .with_fix(Fix::replace(
                    "Remove the parenthesis",
                    Effect::ChangesMembers,
                    span,
                    "",
                )),
            );
        }
        if self.at >= self.tokens.len() || self.is(&TokenKind::CloseParen) {
            return None;
        }
        if self.joiner().is_some() {
            self.bump();
        }
        Some(self.expression())
    }

    /// The joiner that comes next, with or without its hyphen.
    fn joiner(&self) -> Option<Joiner> {
        let word = match self.peek()? {
            TokenKind::Word(word) | TokenKind::Operator(word) => word,
            _ => return None,
        };
        // `and.x` would be a property of an object "and", not a joiner.
        if self.peek_at(1) == Some(&TokenKind::Dot) {
            return None;
        }
        if word.eq_ignore_ascii_case("and") {
            Some(Joiner::And)
        } else if word.eq_ignore_ascii_case("or") {
            Some(Joiner::Or)
        } else {
            None
        }
    }

    fn is_not(&self) -> bool {
        match self.peek() {
            Some(TokenKind::Word(word)) => {
                word.eq_ignore_ascii_case("not") && self.peek_at(1) != Some(&TokenKind::Dot)
            }
            Some(TokenKind::Operator(word)) => word.eq_ignore_ascii_case("not"),
            _ => false,
        }
    }

    fn expression(&mut self) -> Syntax {
        self.chain(Joiner::Or)
    }

    /// Conditions joined by `joiner`; those of an `-or` are chains of `-and`.
    fn chain(&mut self, joiner: Joiner) -> Syntax {
        let mut parts = vec![self.link(joiner)];
        loop {
            if self.joiner() == Some(joiner) {
                self.bump();
                parts.push(self.link(joiner));
            } else if joiner == Joiner::And && self.joiner().is_none() && self.goes_on() {
                self.missing_joiner();
                parts.push(self.link(joiner));
            } else {
                break;
            }
        }
        if parts.len() == 1 {
            return parts.swap_remove(0);
        }
        let span = parts
            .iter()
            .fold(parts[0].span, |span, part| span.to(part.span));
        let kind = match joiner {
            Joiner::And => SyntaxKind::And(parts),
            Joiner::Or => SyntaxKind::Or(parts),
        };
        Syntax { span, kind }
    }

    fn link(&mut self, joiner: Joiner) -> Syntax {
        match joiner {
            Joiner::Or => self.chain(Joiner::And),
            Joiner::And => self.negation(),
        }
    }

    /// Whether a further condition begins here, or something that is read as one.
    fn goes_on(&mut self) -> bool {
        loop {
            let begins = match self.peek() {
                None | Some(TokenKind::CloseParen) => return false,
                Some(TokenKind::OpenParen) => true,
                Some(TokenKind::Operator(_)) => self.is_not(),
                Some(TokenKind::Word(_)) => {
                    self.is_not()
                        || matches!(
                            self.peek_at(1),
                            Some(TokenKind::Dot | TokenKind::Operator(_))
                        )
                }
                Some(_) => false,
            };
            if begins {
                return true;
            }
            self.unexpected();
            if self.joiner().is_some() {
                return false;
            }
        }
    }

    /// Reports a run of tokens that no grammar places here, and skips it.
    fn unexpected(&mut self) {
        let start = self.span();
        let mut end = start;
        let mut brackets = 0_usize;
        // Behind an unclosed quotation mark everything is text, and nothing more can be said.
        let swallowed = self.found(Code::UnterminatedString);
        while let Some(kind) = self.peek() {
            match kind {
                TokenKind::OpenBracket => brackets += 1,
                TokenKind::CloseBracket => brackets = brackets.saturating_sub(1),
                TokenKind::OpenParen | TokenKind::CloseParen if brackets == 0 => break,
                _ if self.joiner().is_some() && brackets == 0 => break,
                _ => {}
            }
            end = self.span();
            self.bump();
        }
        if swallowed && self.at == self.tokens.len() {
            return;
        }
        self.report(
            Diagnostic::new(
                Code::UnexpectedText,
                start.to(end),
                "This does not belong to any condition.",
            )
            .with_help(
                "Remove it, or join it to the rest with -and or -or as a condition of its own.",
            ),
        );
    }

    fn missing_joiner(&mut self) {
        let place = Span::new(self.last_end(), self.span().start());
        let shown = if place.is_empty() { self.span() } else { place };
        self.report(
            Diagnostic::new(
                Code::MissingJoiner,
                shown,
                "Two conditions follow one another without -and or -or.",
            )
            .with_help("Write -and or -or between them.")
            .with_fix(Fix::replace(
                "Write -and between them",
                Effect::ChangesMembers,
                place,
                " -and ",
            )),
        );
    }

    fn negation(&mut self) -> Syntax {
        if !self.is_not() {
            return self.primary();
        }
        let start = self.span();
        self.bump();
        let inner = self.deeper(start, Parser::negation);
        Syntax {
            span: start.to(inner.span),
            kind: SyntaxKind::Not(Box::new(inner)),
        }
    }

    /// Reads something inside something else, unless that is too deep: then the rest of the text
    /// is given up with one diagnostic.
    fn deeper(&mut self, opening: Span, read: impl FnOnce(&mut Self) -> Syntax) -> Syntax {
        if self.depth >= DEEPEST {
            self.report(
                Diagnostic::new(
                    Code::NestedTooDeeply,
                    opening,
                    format!("More than {DEEPEST} parentheses or -not stand inside one another."),
                )
                .with_help("Remove the parentheses that change nothing."),
            );
            self.at = self.tokens.len();
            return Syntax {
                span: opening,
                kind: SyntaxKind::Unreadable,
            };
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn primary(&mut self) -> Syntax {
        let start = self.span();
        match self.peek() {
            Some(TokenKind::OpenParen) => self.group(),
            Some(TokenKind::Word(_)) if self.joiner().is_none() => {
                if self.is_direct_reports() {
                    return self.direct_reports_inside();
                }
                self.condition()
            }
            None | Some(TokenKind::CloseParen) => self.missing_condition(start),
            Some(_) if self.joiner().is_some() => self.missing_condition(start),
            Some(_) => {
                self.unexpected();
                Syntax {
                    span: start,
                    kind: SyntaxKind::Unreadable,
                }
            }
        }
    }

    fn missing_condition(&mut self, place: Span) -> Syntax {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let (span, message) = match before {
            Some(token) if token.kind == TokenKind::OpenParen => (
                token.span.to(place),
                "There is no condition in these parentheses.",
            ),
            Some(token) => (token.span, "A condition is missing behind this."),
            None => (place, "A condition is missing before this."),
        };
        self.report(
            Diagnostic::new(Code::MissingCondition, span, message)
                .with_help("Write a condition such as user.department -eq \"Sales\", or remove what is left over."),
        );
        Syntax {
            span: place,
            kind: SyntaxKind::Unreadable,
        }
    }

    fn group(&mut self) -> Syntax {
        let open = self.span();
        self.bump();
        let inner = self.deeper(open, Parser::expression);
        let close = self.close(open);
        Syntax {
            span: open.to(close),
            kind: SyntaxKind::Group(Box::new(inner)),
        }
    }

    /// Reads the parenthesis that closes the one at `open`.
    fn close(&mut self, open: Span) -> Span {
        let span = self.span();
        if self.eat(&TokenKind::CloseParen) {
            return span;
        }
        // An unclosed quotation mark or a text that is given up swallows the parenthesis.
        let swallowed = self.found(Code::UnterminatedString) || self.found(Code::NestedTooDeeply);
        if !swallowed {
            self.report(
                Diagnostic::new(
                    Code::UnbalancedParenthesis,
                    open,
                    "This parenthesis is never closed.",
                )
                .with_help("Close it behind the last condition it belongs to.")
                .with_fix(Fix::new(
                    "Close it at the end",
                    Effect::ChangesMembers,
                    vec![Edit::new(Span::at(self.last_end()), ")")],
                )),
            );
        }
        Span::at(self.last_end())
    }

    /// `user.x`, `assignedPlan.x`, `_`, or a name alone, which the check reports.
    fn operand(&mut self) -> Operand {
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

    fn dotted(&mut self) -> Operand {
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

    fn name(&mut self) -> Name {
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
    fn condition(&mut self) -> Syntax {
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
    fn operator(&mut self) -> Option<(String, Span)> {
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

    fn missing_operator(&mut self, operand: &Operand) -> Syntax {
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

    fn quantified(&mut self, operand: Operand, quantifier: Quantifier, place: Span) -> Syntax {
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
    fn short_body(&mut self, quantifier: Span) -> Syntax {
        let body = self.deeper(quantifier, Parser::condition);
        if self.joiner().is_some() {
            self.report(
                Diagnostic::new(
                    Code::ShortAny,
                    body.span,
                    "Only this one comparison belongs to the collection; what follows does not.",
                )
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
        }
        body
    }

    /// Skips to the end of the condition without a word, because its mistake is reported already.
    fn skip_condition(&mut self) {
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

fn comparison(
    operand: Operand,
    operator: String,
    operator_span: Span,
    value: crate::tree::Literal,
) -> Syntax {
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
