//! Script blocks, functions, and their parameters.

use super::cursor::{ends_word, is_name};
use super::types::Bracket;
use super::{Parser, Reading};
use crate::span::Span;
use crate::tree::{Attribute, Body, Expr, ExprKind, Parameter, ScriptBlock, StatementKind};

/// The named parts of a block.
const PARTS: &[&str] = &["begin", "process", "end"];

/// What stands in brackets before a parameter: parentheses make it an attribute.
enum Mark {
    Type(String, Span),
    Attribute(Attribute),
}

impl Parser {
    /// Reads a whole text.
    pub(super) fn script(&mut self) -> ScriptBlock {
        let start = self.cursor.at;
        let mut block = ScriptBlock::default();
        while self.inside(&mut block, '\0').is_err() && !self.cursor.at_end() {
            // The head could not be read; the rest is read as statements.
            while !self.cursor.at_end() && self.cursor.peek(0) != '\n' {
                self.cursor.advance(1);
            }
        }
        block.span = self.from(start);
        block
    }

    /// Reads `{ … }` as a value.
    pub(super) fn block_value(&mut self) -> Reading<Expr> {
        let block = self.block()?;
        Ok(Expr {
            span: block.span,
            kind: ExprKind::Block(Box::new(block)),
        })
    }

    fn block(&mut self) -> Reading<ScriptBlock> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let opened = self.from(start);
        let mut block = ScriptBlock::default();
        self.bracketed(|parser| {
            parser.inside(&mut block, '}')?;
            parser.close("}", opened, "block")
        })?;
        block.span = self.from(start);
        Ok(block)
    }

    /// Reads the inside of a block, up to its closing bracket.
    fn inside(&mut self, block: &mut ScriptBlock, closing: char) -> Reading<()> {
        self.head(block)?;
        self.skip_separators();
        let inside = self.cursor.at;
        if !self.at_part() {
            let statements = self.statements(closing)?;
            let body = block.end.get_or_insert_with(Body::default);
            body.span = self.from(inside);
            body.statements.extend(statements);
            return Ok(());
        }
        loop {
            self.skip_separators();
            let word = self.keyword().unwrap_or_default();
            let slot = match word.as_str() {
                "begin" => &mut block.begin,
                "process" => &mut block.process,
                "end" => &mut block.end,
                _ if self.cursor.at_end() || self.cursor.peek(0) == closing => return Ok(()),
                _ => {
                    let help =
                        Some("A block with begin, process or end holds nothing beside them.");
                    return self.refuse(
                        self.here(),
                        "This stands outside begin, process and end.",
                        help,
                    );
                }
            };
            if slot.is_some() {
                return self.refuse(self.here(), format!("\"{word}\" stands here twice."), None);
            }
            self.cursor.advance(word.len());
            *slot = Some(self.body("the name of a part")?);
        }
    }

    /// Whether `begin {`, `process {` or `end {` comes next.
    fn at_part(&mut self) -> bool {
        let start = self.cursor.at;
        let word = self.keyword().filter(|word| PARTS.contains(&word.as_str()));
        let Some(word) = word else { return false };
        self.cursor.advance(word.len());
        self.skip_lines();
        let found = self.cursor.peek(0) == '{';
        self.cursor.at = start;
        found
    }

    /// Reads the attributes of a block and `param(…)`.
    fn head(&mut self, block: &mut ScriptBlock) -> Reading<()> {
        self.skip_separators();
        let start = self.cursor.at;
        if self.cursor.peek(0) == '[' && !self.attributes_before_param() {
            return Ok(());
        }
        while self.cursor.peek(0) == '[' {
            block.attributes.push(match self.mark()? {
                Mark::Type(name, span) => Attribute {
                    span,
                    name,
                    values: Vec::new(),
                    named: Vec::new(),
                },
                Mark::Attribute(attribute) => attribute,
            });
            self.skip_lines();
        }
        if !self.eat_keyword("param") {
            self.cursor.at = start;
            block.attributes.clear();
            return Ok(());
        }
        self.skip_lines();
        if self.cursor.peek(0) != '(' {
            return self.fail(self.here(), "\"(\" should follow \"param\".", None);
        }
        block.parameters = Some(self.parameters()?);
        block.head = Some(self.from(start));
        Ok(())
    }

    /// Whether the brackets that come next are attributes with `param` behind them. Only looks at brackets and
    /// strings, reads nothing.
    fn attributes_before_param(&mut self) -> bool {
        let (start, errors, wrong) = (self.cursor.at, self.errors.len(), self.wrong);
        while self.cursor.peek(0) == '[' {
            let mut open = 0_usize;
            while !self.cursor.at_end() {
                match self.cursor.peek(0) {
                    '[' | '(' => open += 1,
                    ']' | ')' => open = open.saturating_sub(1),
                    _ => {}
                }
                self.cursor.advance(1);
                if open == 0 {
                    break;
                }
            }
            self.skip_lines();
        }
        let found = self.keyword().as_deref() == Some("param");
        self.cursor.at = start;
        self.errors.truncate(errors);
        self.wrong = wrong;
        found
    }

    /// Reads `[Name]`, a type, or `[Name(values, key = value)]`, an attribute.
    fn mark(&mut self) -> Reading<Mark> {
        let start = self.cursor.at;
        let name = match self.bracket()? {
            Bracket::Type(name) => return Ok(Mark::Type(name, self.from(start))),
            Bracket::Attribute(name) => name,
        };
        let mut attribute = Attribute {
            span: self.here(),
            name,
            values: Vec::new(),
            named: Vec::new(),
        };
        self.attribute_values(&mut attribute)?;
        self.skip_lines();
        if !self.cursor.eat("]") {
            return self.fail(self.here(), "\"]\" should close the attribute.", None);
        }
        attribute.span = self.from(start);
        Ok(Mark::Attribute(attribute))
    }

    fn attribute_values(&mut self, attribute: &mut Attribute) -> Reading<()> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let opened = self.from(start);
        self.bracketed(|parser| {
            parser.commas = false;
            loop {
                parser.skip_lines();
                if parser.cursor.at_end() || parser.cursor.peek(0) == ')' {
                    return parser.close(")", opened, "attribute");
                }
                if parser.cursor.peek(0).is_alphabetic() {
                    let name = parser.name();
                    parser.skip_lines();
                    let value = if parser.cursor.eat("=") {
                        parser.skip_lines();
                        Some(parser.expression()?)
                    } else {
                        None
                    };
                    attribute.named.push((name, value));
                } else {
                    let value = parser.expression()?;
                    attribute.values.push(value);
                }
                parser.skip_lines();
                if !parser.cursor.eat(",") {
                    return parser.close(")", opened, "attribute");
                }
            }
        })
    }

    fn name(&mut self) -> String {
        let start = self.cursor.at;
        while is_name(self.cursor.peek(0)) {
            self.cursor.advance(1);
        }
        self.cursor.slice(start, self.cursor.at)
    }

    /// Reads `($a, [string]$b = 1)`. The reader stands before the parenthesis.
    fn parameters(&mut self) -> Reading<Vec<Parameter>> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let opened = self.from(start);
        let mut parameters = Vec::new();
        self.bracketed(|parser| {
            parser.commas = false;
            loop {
                parser.skip_lines();
                if parser.cursor.at_end() || parser.cursor.peek(0) == ')' {
                    return parser.close(")", opened, "parameter list");
                }
                let parameter = parser.one_parameter()?;
                parameters.push(parameter);
                parser.skip_lines();
                if !parser.cursor.eat(",") {
                    return parser.close(")", opened, "parameter list");
                }
            }
        })?;
        Ok(parameters)
    }

    fn one_parameter(&mut self) -> Reading<Parameter> {
        let start = self.cursor.at;
        let mut attributes = Vec::new();
        let mut type_name = None;
        while self.cursor.peek(0) == '[' {
            match self.mark()? {
                Mark::Type(name, _) => type_name = Some(name),
                Mark::Attribute(attribute) => attributes.push(attribute),
            }
            self.skip_lines();
        }
        let name = if self.cursor.peek(0) == '$' {
            self.variable_name()?
        } else {
            None
        };
        let Some(name) = name else {
            return self.fail(
                self.here(),
                "A parameter like $Name should stand here.",
                None,
            );
        };
        let end = self.cursor.at;
        self.skip_lines();
        let mut default = None;
        if self.cursor.eat("=") {
            self.skip_lines();
            default = Some(self.expression()?);
        } else {
            self.cursor.at = end;
        }
        Ok(Parameter {
            span: self.from(start),
            name,
            type_name,
            attributes,
            default,
        })
    }

    pub(super) fn read_function(&mut self, word: &str) -> Reading<StatementKind> {
        self.cursor.advance(word.len());
        self.skip_lines();
        let start = self.cursor.at;
        while !ends_word(self.cursor.peek(0)) {
            self.cursor.advance(1);
        }
        let name_span = self.from(start);
        let name = self.cursor.slice(start, self.cursor.at);
        if name.is_empty() {
            return self.fail(
                self.here(),
                format!("A name should follow \"{word}\"."),
                None,
            );
        }
        self.skip_lines();
        let parameters = if self.cursor.peek(0) == '(' {
            Some(self.parameters()?)
        } else {
            None
        };
        self.skip_lines();
        if self.cursor.peek(0) != '{' {
            return self.fail(
                self.here(),
                format!("\"{{\" should follow the name of the {word}."),
                None,
            );
        }
        let mut block = self.block()?;
        if parameters.is_some() {
            if block.parameters.is_some() {
                let help = Some("Keep either the parentheses behind the name or param().");
                return self.refuse(
                    name_span,
                    format!("The function \"{name}\" lists its parameters twice."),
                    help,
                );
            }
            block.parameters = parameters;
        }
        if word == "filter" && block.process.is_none() {
            block.process = block.end.take();
        }
        Ok(StatementKind::Function {
            name,
            name_span,
            block: Box::new(block),
        })
    }
}
