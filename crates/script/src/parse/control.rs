//! Branches, loops, `try`, and the jumps out of them.

use super::cursor::{is_dash, is_line_end, is_name};
use super::primary::Reach;
use super::types::Bracket;
use super::{MEMBER_LIMIT, Parser, Reading};
use crate::tree::{
    Body, Case, Catch, Expr, ExprKind, Statement, StatementKind, Switch, SwitchMode, Until,
};

impl Parser {
    /// Reads `( statement )` after a keyword.
    fn condition(&mut self, of: &str) -> Reading<Statement> {
        self.skip_lines();
        let start = self.cursor.at;
        if !self.cursor.eat("(") {
            return self.fail(self.here(), format!("\"(\" should follow \"{of}\"."), None);
        }
        let opened = self.from(start);
        self.bracketed(|parser| {
            parser.skip_lines();
            if parser.cursor.peek(0) == ')' {
                return parser.fail(
                    parser.here(),
                    format!("A value should stand in the parentheses of \"{of}\"."),
                    None,
                );
            }
            let statement = parser.statement()?;
            parser.close(")", opened, "parenthesis")?;
            Ok(statement)
        })
    }

    pub(super) fn read_if(&mut self) -> Reading<StatementKind> {
        self.cursor.advance(2);
        let test = self.condition("if")?;
        let mut clauses = vec![(test, self.body("the condition")?)];
        let mut otherwise = None;
        loop {
            if self.eat_keyword("elseif") {
                if clauses.len() > MEMBER_LIMIT {
                    let message = format!("More than {MEMBER_LIMIT} branches follow each other.");
                    return self.refuse(
                        self.here(),
                        message,
                        Some("Use switch, or look the value up in a table."),
                    );
                }
                let test = self.condition("elseif")?;
                clauses.push((test, self.body("the condition")?));
            } else {
                if self.eat_keyword("else") {
                    otherwise = Some(self.body("\"else\"")?);
                }
                return Ok(StatementKind::If { clauses, otherwise });
            }
        }
    }

    pub(super) fn read_foreach(&mut self, label: Option<String>) -> Reading<StatementKind> {
        self.cursor.advance(7);
        self.skip_lines();
        let start = self.cursor.at;
        if !self.cursor.eat("(") {
            let help = Some("A loop is written foreach ($item in $items) { … }.");
            return self.fail(self.here(), "\"(\" should follow \"foreach\".", help);
        }
        let opened = self.from(start);
        let (variable, items) = self.bracketed(|parser| {
            parser.skip_lines();
            let name = if parser.cursor.peek(0) == '$' {
                parser.variable_name()?
            } else {
                None
            };
            let help = Some("A loop is written foreach ($item in $items) { … }.");
            let Some(name) = name else {
                return parser.fail(parser.here(), "A variable should stand here.", help);
            };
            if !parser.eat_keyword("in") {
                return parser.fail(parser.here(), "\"in\" should follow the variable.", help);
            }
            parser.skip_lines();
            let items = parser.statement()?;
            parser.close(")", opened, "parenthesis")?;
            Ok((name, items))
        })?;
        let body = self.body("the parenthesis")?;
        Ok(StatementKind::ForEach {
            label,
            variable,
            items: Box::new(items),
            body,
        })
    }

    pub(super) fn read_for(&mut self, label: Option<String>) -> Reading<StatementKind> {
        self.cursor.advance(3);
        self.skip_lines();
        let start = self.cursor.at;
        if !self.cursor.eat("(") {
            let help = Some("A loop is written for ($i = 0; $i -lt 10; $i++) { … }.");
            return self.fail(self.here(), "\"(\" should follow \"for\".", help);
        }
        let opened = self.from(start);
        let [first, test, step] = self.bracketed(|parser| {
            let mut parts = [None, None, None];
            for part in &mut parts {
                parser.skip_lines();
                if !matches!(parser.cursor.peek(0), ';' | ')') {
                    *part = Some(Box::new(parser.statement()?));
                }
                parser.skip_lines();
                if !parser.cursor.eat(";") {
                    break;
                }
            }
            parser.close(")", opened, "parenthesis")?;
            Ok(parts)
        })?;
        let body = self.body("the parenthesis")?;
        Ok(StatementKind::For {
            label,
            start: first,
            test,
            step,
            body,
        })
    }

    pub(super) fn read_while(&mut self, label: Option<String>) -> Reading<StatementKind> {
        self.cursor.advance(5);
        let test = self.condition("while")?;
        let body = self.body("the condition")?;
        Ok(StatementKind::While {
            label,
            test: Box::new(test),
            body,
        })
    }

    pub(super) fn read_do(&mut self, label: Option<String>) -> Reading<StatementKind> {
        self.cursor.advance(2);
        let body = self.body("\"do\"")?;
        let until = if self.eat_keyword("while") {
            Until::Fails
        } else if self.eat_keyword("until") {
            Until::Holds
        } else {
            self.skip_lines();
            return self.fail(
                self.here(),
                "\"while\" or \"until\" should follow the block of \"do\".",
                None,
            );
        };
        let test = self.condition(if until == Until::Fails {
            "while"
        } else {
            "until"
        })?;
        Ok(StatementKind::Do {
            label,
            body,
            test: Box::new(test),
            until,
        })
    }

    pub(super) fn read_switch(&mut self, label: Option<String>) -> Reading<StatementKind> {
        self.cursor.advance(6);
        let mut mode = SwitchMode::Exact;
        let mut case = Case::Ignored;
        loop {
            self.skip_lines();
            let start = self.cursor.at;
            if !is_dash(self.cursor.peek(0)) {
                break;
            }
            self.cursor.advance(1);
            let word = self.keyword().unwrap_or_default();
            self.cursor.advance(word.len());
            match word.as_str() {
                "wildcard" => mode = SwitchMode::Wildcard,
                "regex" => mode = SwitchMode::Regex,
                "exact" => mode = SwitchMode::Exact,
                "casesensitive" => case = Case::Minded,
                _ => {
                    let help =
                        Some("\"switch\" knows -Wildcard, -Regex, -Exact and -CaseSensitive.");
                    let found = self.cursor.slice(start, self.cursor.at);
                    let message = format!("\"{found}\" is not supported here.");
                    return self.refuse(self.from(start), message, help);
                }
            }
        }
        let value = Box::new(self.condition("switch")?);
        self.skip_lines();
        let start = self.cursor.at;
        if !self.cursor.eat("{") {
            return self.fail(
                self.here(),
                "\"{\" should follow the value of \"switch\".",
                None,
            );
        }
        let opened = self.from(start);
        let mut switch = Switch {
            label,
            mode,
            case,
            value,
            clauses: Vec::new(),
            default: None,
        };
        self.bracketed(|parser| {
            loop {
                parser.skip_separators();
                if parser.cursor.at_end() || parser.cursor.peek(0) == '}' {
                    return parser.close("}", opened, "switch");
                }
                parser.clause(&mut switch)?;
            }
        })?;
        Ok(StatementKind::Switch(switch))
    }

    fn clause(&mut self, switch: &mut Switch) -> Reading<()> {
        if self.keyword().as_deref() == Some("default") {
            if switch.default.is_some() {
                let span = self.cursor.span(self.cursor.at, self.cursor.at + 7);
                return self.refuse(span, "\"default\" stands here twice.", None);
            }
            self.cursor.advance(7);
            switch.default = Some(self.body("\"default\"")?);
            return Ok(());
        }
        let pattern = if self.starts_expression() {
            self.postfix_or_number()?
        } else {
            let word = self.word()?;
            let number = match &word.kind {
                ExprKind::Text(text) => super::number::read_number(text),
                _ => None,
            };
            number.map_or(word.clone(), |number| Expr {
                span: word.span,
                kind: ExprKind::Number(number),
            })
        };
        let body = self.body("the pattern")?;
        switch.clauses.push((pattern, body));
        Ok(())
    }

    fn postfix_or_number(&mut self) -> Reading<Expr> {
        if is_dash(self.cursor.peek(0)) || self.cursor.peek(0) == '[' {
            self.expression()
        } else {
            self.postfix(Reach::Line)
        }
    }

    pub(super) fn read_try(&mut self) -> Reading<StatementKind> {
        self.cursor.advance(3);
        let body = self.body("\"try\"")?;
        let mut catches = Vec::new();
        let mut finally: Option<Body> = None;
        loop {
            if self.eat_keyword("catch") {
                let start = self.cursor.at - 5;
                if catches
                    .last()
                    .is_some_and(|last: &Catch| last.types.is_empty())
                {
                    let span = self.from(start);
                    let help = Some("Put the catch without types last.");
                    return self.refuse(span, "This catch is never reached.", help);
                }
                let types = self.caught_types()?;
                let body = self.body("\"catch\"")?;
                catches.push(Catch {
                    span: self.from(start),
                    types,
                    body,
                });
                continue;
            }
            if self.eat_keyword("finally") {
                finally = Some(self.body("\"finally\"")?);
            }
            break;
        }
        if catches.is_empty() && finally.is_none() {
            self.skip_lines();
            let help = Some("Add catch { … } to say what happens after an error.");
            return self.fail(
                self.here(),
                "\"catch\" or \"finally\" should follow the block of \"try\".",
                help,
            );
        }
        Ok(StatementKind::Try {
            body,
            catches,
            finally,
        })
    }

    fn caught_types(&mut self) -> Reading<Vec<String>> {
        let mut types = Vec::new();
        loop {
            self.skip_lines();
            if self.cursor.peek(0) == ',' && !types.is_empty() {
                self.cursor.advance(1);
                self.skip_lines();
            }
            if self.cursor.peek(0) != '[' {
                return Ok(types);
            }
            match self.bracket()? {
                Bracket::Type(name) => types.push(name),
                Bracket::Attribute(_) => {
                    return self.fail(self.here(), "\"]\" should stand here.", None);
                }
            }
        }
    }

    /// Reads the label behind `break` and `continue`.
    pub(super) fn jump(&mut self, keyword: usize) -> Reading<Option<String>> {
        self.cursor.advance(keyword);
        let end = self.cursor.at;
        self.skip_blanks();
        let start = self.cursor.at;
        while is_name(self.cursor.peek(0)) {
            self.cursor.advance(1);
        }
        if self.cursor.at == start {
            self.cursor.at = end;
            return Ok(None);
        }
        Ok(Some(self.cursor.slice(start, self.cursor.at)))
    }

    /// Reads the value behind `return`, `throw` and `exit`.
    pub(super) fn value_after(&mut self, keyword: usize) -> Reading<Option<Box<Statement>>> {
        self.cursor.advance(keyword);
        let end = self.cursor.at;
        self.skip_blanks();
        let c = self.cursor.peek(0);
        if self.cursor.at_end() || is_line_end(c) || matches!(c, ';' | '}' | ')') {
            self.cursor.at = end;
            return Ok(None);
        }
        self.deeper(Self::statement)
            .map(|statement| Some(Box::new(statement)))
    }
}
