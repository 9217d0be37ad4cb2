//! Operators: before values, between them, and what binds how tightly.

use super::cursor::{is_dash, is_double_quote, is_name, is_single_quote};
use super::primary::Reach;
use super::types::Bracket;
use super::{OPERATOR_LIMIT, Parser, Reading};
use crate::operators::{self, Operator};
use crate::tree::{Access, Expr, ExprKind, Number, Step, Unary};

/// The words that stand before a value, after a dash.
const UNARY: &[(&str, Unary)] = &[
    ("not", Unary::Not),
    ("bnot", Unary::BitNot),
    ("join", Unary::Join),
    ("split", Unary::Split),
    ("isplit", Unary::Split),
    ("csplit", Unary::CaseSplit),
];

impl Parser {
    /// Reads an expression.
    pub(super) fn expression(&mut self) -> Reading<Expr> {
        let test = self.linked(Self::operations)?;
        let end = self.cursor.at;
        self.skip_blanks();
        if self.cursor.peek(0) != '?'
            || !(self.cursor.peek(1).is_whitespace() || self.cursor.peek(1) == '$')
        {
            self.cursor.at = end;
            return Ok(test);
        }
        let question = self.here();
        self.cursor.advance(1);
        self.deeper(|parser| {
            parser.skip_lines();
            let yes = parser.expression()?;
            parser.skip_lines();
            if !parser.cursor.eat(":") {
                return parser.fail(
                    question,
                    "The \":\" of \"test ? yes : no\" is missing.",
                    None,
                );
            }
            parser.skip_lines();
            let no = parser.expression()?;
            let span = test.span.to(no.span);
            Ok(Expr {
                span,
                kind: ExprKind::Conditional(Box::new(test), Box::new(yes), Box::new(no)),
            })
        })
    }

    /// Reads values with binary operators between them. Two stacks instead of a function for each level: a chain of
    /// operators does not deepen the call stack.
    fn operations(&mut self) -> Reading<(Expr, usize)> {
        let mut values = vec![self.list()?];
        let mut waiting: Vec<(u8, &'static str)> = Vec::new();
        let mut count = 0;
        loop {
            let end = self.cursor.at;
            self.skip_blanks();
            let Some((operator, name, length)) = self.operator()? else {
                self.cursor.at = end;
                break;
            };
            count += 1;
            if count > OPERATOR_LIMIT {
                let message = format!("More than {OPERATOR_LIMIT} operators follow each other.");
                return self.refuse(
                    self.here(),
                    message,
                    Some("Put parts of it into variables, or use a list and -join."),
                );
            }
            self.cursor.advance(length);
            self.skip_lines();
            while let Some(&(level, waiting_name)) = waiting.last()
                && level >= operator.level
            {
                waiting.pop();
                join(&mut values, waiting_name);
            }
            waiting.push((operator.level, name));
            let value = self.list()?;
            values.push(value);
        }
        while let Some((_, name)) = waiting.pop() {
            join(&mut values, name);
        }
        match values.pop() {
            Some(value) => Ok((value, count)),
            None => Err(super::Stop),
        }
    }

    /// The binary operator that comes next, its name in lowered text, and its length; nothing is read.
    fn operator(&mut self) -> Reading<Option<(&'static Operator, &'static str, usize)>> {
        let (c, next, third) = (
            self.cursor.peek(0),
            self.cursor.peek(1),
            self.cursor.peek(2),
        );
        let symbol =
            |spelling: &str| operators::find(spelling).map(|(o, n)| (o, n, spelling.len()));
        if is_dash(c) && next.is_alphabetic() {
            let mut length = 1;
            while is_name(self.cursor.peek(length)) {
                length += 1;
            }
            let word = self
                .cursor
                .slice(self.cursor.at + 1, self.cursor.at + length);
            if let Some((operator, name)) = operators::find(&word) {
                return Ok(Some((operator, name, length)));
            }
            let span = self.cursor.span(self.cursor.at, self.cursor.at + length);
            let help = match word.to_ascii_lowercase().as_str() {
                "equal" | "equals" | "is-equal" => "Use -eq.",
                "not" => "Use -ne, -notlike or -notcontains, or put ! before a value.",
                "startswith" => "Use -like \"text*\", or the method .StartsWith(\"text\").",
                "endswith" => "Use -like \"*text\", or the method .EndsWith(\"text\").",
                _ => {
                    "Comparisons are -eq, -ne, -gt, -ge, -lt, -le, -like, -match, -contains and -in; a command needs parentheses."
                }
            };
            return self.refuse(span, format!("\"-{word}\" is not an operator."), Some(help));
        }
        Ok(match (c, next, third) {
            ('=', '=', _) => {
                let span = self.cursor.span(self.cursor.at, self.cursor.at + 2);
                return self.refuse(
                    span,
                    "\"==\" is not an operator.",
                    Some("Use -eq to compare."),
                );
            }
            ('!', '=', _) => {
                let span = self.cursor.span(self.cursor.at, self.cursor.at + 2);
                return self.refuse(
                    span,
                    "\"!=\" is not an operator.",
                    Some("Use -ne to compare."),
                );
            }
            ('?', '?', '=') => None,
            ('?', '?', _) => symbol("??"),
            ('.', '.', _) => symbol(".."),
            (_, '=', _) => None,
            ('+', '+', _) => None,
            ('+', ..) => symbol("+"),
            ('*', ..) => symbol("*"),
            ('/', ..) => symbol("/"),
            ('%', ..) => symbol("%"),
            _ if is_dash(c) && !is_dash(next) => symbol("-"),
            _ => None,
        })
    }

    /// Reads values between commas, where commas make lists.
    fn list(&mut self) -> Reading<Expr> {
        let first = self.unary()?;
        if !self.commas {
            return Ok(first);
        }
        let mut span = first.span;
        let mut values = vec![first];
        loop {
            let end = self.cursor.at;
            self.skip_blanks();
            if !self.cursor.eat(",") {
                self.cursor.at = end;
                break;
            }
            self.skip_lines();
            let value = self.unary()?;
            span = span.to(value.span);
            values.push(value);
        }
        Ok(match (values.len(), values.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                values.extend(last);
                Expr {
                    span,
                    kind: ExprKind::List(values),
                }
            }
        })
    }

    /// Reads a value with the operators before it.
    fn unary(&mut self) -> Reading<Expr> {
        self.skip_blanks();
        let start = self.cursor.at;
        let (c, next) = (self.cursor.peek(0), self.cursor.peek(1));
        if is_dash(c) && is_dash(next) {
            return self.step(start, Step::DecrementBefore);
        }
        if c == '+' && next == '+' {
            return self.step(start, Step::IncrementBefore);
        }
        if is_dash(c)
            && (next.is_ascii_digit() || (next == '.' && self.cursor.peek(2).is_ascii_digit()))
        {
            self.cursor.advance(1);
            if let Some(number) = self.number() {
                let value = Expr {
                    span: self.from(start),
                    kind: ExprKind::Number(negated(number)),
                };
                return self.members_of(value);
            }
            return self.fail(self.from(start), "This is not a number.", None);
        }
        if let Some((operator, length)) = self.unary_operator() {
            self.cursor.advance(length);
            return self.operand(start, |value| ExprKind::Unary(operator, value));
        }
        if c == ',' && self.commas {
            self.cursor.advance(1);
            return self.operand(start, |value| ExprKind::List(vec![*value]));
        }
        if c == '[' {
            return self.typed(start);
        }
        let value = self.postfix(Reach::Lines)?;
        Ok(match (self.cursor.peek(0), self.cursor.peek(1)) {
            ('+', '+') => self.stepped(start, Step::IncrementAfter, value),
            (c, next) if is_dash(c) && is_dash(next) => {
                self.stepped(start, Step::DecrementAfter, value)
            }
            _ => value,
        })
    }

    /// The operator before a value that comes next, with its length.
    fn unary_operator(&self) -> Option<(Unary, usize)> {
        let c = self.cursor.peek(0);
        if is_dash(c) && self.cursor.peek(1).is_alphabetic() {
            let mut length = 1;
            while is_name(self.cursor.peek(length)) {
                length += 1;
            }
            let word = self
                .cursor
                .slice(self.cursor.at + 1, self.cursor.at + length);
            return UNARY
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(&word))
                .map(|(_, unary)| (*unary, length));
        }
        match c {
            '!' => Some((Unary::Not, 1)),
            '+' => Some((Unary::Plus, 1)),
            _ if is_dash(c) => Some((Unary::Minus, 1)),
            _ => None,
        }
    }

    fn operand(&mut self, start: usize, make: impl FnOnce(Box<Expr>) -> ExprKind) -> Reading<Expr> {
        self.deeper(|parser| {
            let value = parser.unary()?;
            Ok(Expr {
                span: parser.from(start),
                kind: make(Box::new(value)),
            })
        })
    }

    fn step(&mut self, start: usize, step: Step) -> Reading<Expr> {
        self.cursor.advance(2);
        self.skip_blanks();
        let target = self.postfix(Reach::Lines)?;
        self.check_target(&target)?;
        Ok(Expr {
            span: self.from(start),
            kind: ExprKind::Step(step, Box::new(target)),
        })
    }

    fn stepped(&mut self, start: usize, step: Step, target: Expr) -> Expr {
        // `"a"--` is not a step: the dashes are left for whoever reads on to complain about.
        if !matches!(
            target.kind,
            ExprKind::Variable(_) | ExprKind::Member(..) | ExprKind::Index(..)
        ) {
            return target;
        }
        self.cursor.advance(2);
        Expr {
            span: self.from(start),
            kind: ExprKind::Step(step, Box::new(target)),
        }
    }

    /// Reads what begins with a type: the type, one of its static members, or a cast.
    fn typed(&mut self, start: usize) -> Reading<Expr> {
        let name = match self.bracket()? {
            Bracket::Type(name) => name,
            Bracket::Attribute(name) => {
                let help = Some("Attributes stand before the parameters in param().");
                return self.refuse(
                    self.from(start),
                    format!("The attribute \"{name}\" cannot stand here."),
                    help,
                );
            }
        };
        let value = Expr {
            span: self.from(start),
            kind: ExprKind::Type(name.clone()),
        };
        if self.cursor.looking_at("::") || self.cursor.peek(0) == '.' {
            let value = self.members_of(value)?;
            return Ok(value);
        }
        let end = self.cursor.at;
        self.skip_blanks();
        if !self.starts_operand() {
            self.cursor.at = end;
            return Ok(value);
        }
        self.operand(start, |value| ExprKind::Cast(name, value))
    }

    /// Whether what comes next can be cast.
    fn starts_operand(&self) -> bool {
        let (c, next) = (self.cursor.peek(0), self.cursor.peek(1));
        match c {
            '$' | '(' | '{' | '[' | '!' => next != '=',
            '@' => matches!(next, '(' | '{') || self.at_here_string(),
            '.' => next.is_ascii_digit(),
            _ if is_dash(c) => {
                !next.is_whitespace() && (!next.is_alphabetic() || self.unary_operator().is_some())
            }
            _ => c.is_ascii_digit() || is_double_quote(c) || is_single_quote(c),
        }
    }

    /// Refuses what nothing can be assigned to.
    pub(super) fn check_target(&mut self, target: &Expr) -> Reading<()> {
        match &target.kind {
            ExprKind::Variable(name)
                if ["true", "false", "null"].contains(&name.to_ascii_lowercase().as_str()) =>
            {
                // Assigning to $null throws a value away; the other two are constants.
                if name.eq_ignore_ascii_case("null") {
                    return Ok(());
                }
                self.refuse(target.span, format!("\"${name}\" cannot be changed."), None)
            }
            ExprKind::Variable(_)
            | ExprKind::Member(Access::Instance | Access::Static, ..)
            | ExprKind::Index(Access::Instance, ..) => Ok(()),
            ExprKind::Cast(_, inner) => self.check_target(inner),
            ExprKind::List(targets) => targets
                .iter()
                .try_for_each(|target| self.check_target(target)),
            _ => {
                let help = Some("On the left of \"=\" stands a variable, a member or an index.");
                self.refuse(target.span, "Nothing can be assigned to this.", help)
            }
        }
    }
}

fn negated(number: Number) -> Number {
    match number {
        Number::Whole(value) => Number::Whole(-value),
        Number::Float(value) => Number::Float(-value),
        Number::Decimal(digits) => Number::Decimal(format!("-{digits}")),
    }
}

/// Replaces the last two values by one.
fn join(values: &mut Vec<Expr>, name: &'static str) {
    if let (Some(right), Some(left)) = (values.pop(), values.pop()) {
        let span = left.span.to(right.span);
        values.push(Expr {
            span,
            kind: ExprKind::Binary(name, Box::new(left), Box::new(right)),
        });
    }
}
