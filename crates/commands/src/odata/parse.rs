//! OData's `$filter`: tokens become a tree.

use std::ops::Range;

use ingroup_shell::Value;

use super::error::Fault;
use super::tokens::{Kind, Quotes, Token, tokens};
use super::tree::{
    COMPARISONS, Count, FUNCTIONS, Filter, Item, Literal, Path, Quantifier, TextFunction,
};

/// How deep parentheses, `not` and lambdas may stand in each other.
const DEEPEST: usize = 64;

/// The tree of a filter.
pub(super) fn parse(text: &str, quotes: Quotes) -> Result<Filter, Fault> {
    let tokens = tokens(text, quotes)?;
    let mut parser = Parser {
        text,
        tokens: &tokens,
        at: 0,
        depth: 0,
    };
    if tokens.is_empty() {
        return Err(parser.wrong("The filter is empty."));
    }
    let filter = parser.or()?;
    match parser.peek() {
        None => Ok(filter),
        Some(_) => Err(parser
            .wrong("The filter was complete before this.")
            .help("Conditions are joined by and or or; a text with blanks stands in quotes.")),
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// Where the next token stands; the end of the text if there is none.
    fn place(&self) -> Range<usize> {
        let next = self.tokens.get(self.at).map(|token| token.place.clone());
        next.unwrap_or(self.text.len()..self.text.len())
    }

    fn wrong(&self, message: impl Into<String>) -> Fault {
        let place = self.place();
        let position = self
            .text
            .char_indices()
            .take_while(|(at, _)| *at < place.start)
            .count();
        Fault::new(message, place).service(
            "BadRequest",
            format!(
                "Invalid filter clause: Syntax error at position {position} in '{}'.",
                self.text
            ),
        )
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|kind| kind.is(word));
        self.at += usize::from(found);
        found
    }

    fn eat_sign(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Kind::Sign(sign));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: char) -> Result<(), Fault> {
        match self.eat_sign(sign) {
            true => Ok(()),
            false => Err(self.wrong(format!("A \"{sign}\" is missing here."))),
        }
    }

    fn or(&mut self) -> Result<Filter, Fault> {
        self.chain("or", Self::and, Filter::Or)
    }

    fn and(&mut self) -> Result<Filter, Fault> {
        self.chain("and", Self::unary, Filter::And)
    }

    fn chain(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Result<Filter, Fault>,
        join: fn(Vec<Filter>) -> Filter,
    ) -> Result<Filter, Fault> {
        let first = part(self)?;
        let mut all = vec![first];
        while self.eat_word(word) {
            all.push(part(self)?);
        }
        match all.len() {
            1 => Ok(all.remove(0)),
            _ => Ok(join(all)),
        }
    }

    fn unary(&mut self) -> Result<Filter, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong(format!("More than {DEEPEST} levels stand in each other.")));
        }
        let filter = if self.eat_word("not") {
            Filter::Not(Box::new(self.unary()?))
        } else if self.eat_sign('(') {
            let inner = self.or()?;
            self.expect(')')?;
            inner
        } else {
            self.condition()?
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn condition(&mut self) -> Result<Filter, Fault> {
        let start = self.place();
        let Some(Kind::Word(name)) = self.peek() else {
            return Err(self.wrong("A property is missing here.").help(
                "A condition is a property, an operator and a value: displayName eq 'Sales'.",
            ));
        };
        if self.tokens.get(self.at + 1).map(|next| &next.kind) == Some(&Kind::Sign('(')) {
            return self.function(name, start);
        }
        let path = self.path()?;
        if let Some((_, how)) = COMPARISONS
            .into_iter()
            .find(|(word, _)| self.eat_word(word))
        {
            return Ok(Filter::Compare(path, how, self.literal()?));
        }
        if self.eat_word("in") {
            self.expect('(')?;
            let mut items = vec![self.literal()?];
            while self.eat_sign(',') {
                items.push(self.literal()?);
            }
            self.expect(')')?;
            return Ok(Filter::In(path, items));
        }
        if let Some(how) = quantifier(path.segments.last())
            && self.eat_sign('(')
        {
            return self.lambda(path, how);
        }
        match self.peek() {
            Some(Kind::Word(word))
                if !["and", "or"]
                    .iter()
                    .any(|own| word.eq_ignore_ascii_case(own)) =>
            {
                let word = word.trim_start_matches('-').to_ascii_lowercase();
                let fault = self.wrong(format!("\"{word}\" is no operator of filters."));
                Err(match word.as_str() {
                    "like" | "startswith" | "endswith" | "contains" | "match" => fault
                        .help("Parts of a text are asked for by a function: startsWith(displayName,'Sales')."),
                    _ => fault.help("Operators: eq, ne, gt, ge, lt, le, in."),
                })
            }
            _ => Ok(Filter::Is(path)),
        }
    }

    fn function(&mut self, name: &str, start: Range<usize>) -> Result<Filter, Fault> {
        let found = FUNCTIONS
            .into_iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name));
        let Some((_, function)) = found else {
            let fault = self.wrong(format!("There is no function \"{name}\" in filters."));
            return Err(
                fault.help("Functions: startsWith, endsWith, contains; any and all after a list.")
            );
        };
        self.at += 2;
        if matches!(self.peek(), Some(Kind::Text(_))) {
            return Err(self
                .wrong("The property comes first, then the text.")
                .help(format!("{}(displayName,'Sales')", function.word())));
        }
        let path = self.path()?;
        self.expect(',')?;
        let text = self.literal()?;
        self.expect(')')?;
        // `startsWith(x,'y') eq true` is the same as without the comparison.
        let whole = Filter::Text(path, function, text);
        if !self.eat_word("eq") {
            return Ok(whole);
        }
        match self.literal()?.value {
            Value::Bool(true) => Ok(whole),
            Value::Bool(false) => Ok(Filter::Not(Box::new(whole))),
            _ => Err(Fault::new(
                format!("{} is true or false.", TextFunction::word(function)),
                start,
            )),
        }
    }

    /// `a/b/$count`, or the list before `/any(`.
    fn path(&mut self) -> Result<Path, Fault> {
        let mut place = self.place();
        let mut segments = Vec::new();
        loop {
            match self.peek() {
                Some(Kind::Word(word)) => segments.push(word.clone()),
                _ => return Err(self.wrong("A property is missing here.")),
            }
            place.end = self.place().end;
            self.at += 1;
            if !self.eat_sign('/') {
                break;
            }
        }
        let counts = segments
            .last()
            .is_some_and(|last| last.eq_ignore_ascii_case("$count"));
        if counts {
            segments.pop();
        }
        Ok(Path {
            segments,
            count: if counts { Count::Yes } else { Count::No },
            place,
        })
    }

    fn lambda(&mut self, mut path: Path, how: Quantifier) -> Result<Filter, Fault> {
        path.segments.pop();
        if self.eat_sign(')') {
            return Ok(Filter::Lambda(path, how, None));
        }
        let Some(Kind::Word(name)) = self.peek() else {
            return Err(self
                .wrong("A name for the item is missing here.")
                .help(example()));
        };
        self.at += 1;
        if !self.eat_sign(':') {
            return Err(self.wrong("A \":\" is missing here.").help(example()));
        }
        let filter = self.or()?;
        self.expect(')')?;
        Ok(Filter::Lambda(
            path,
            how,
            Some(Item {
                name: name.clone(),
                filter: Box::new(filter),
            }),
        ))
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        let place = self.place();
        let value = match self.peek() {
            Some(Kind::Text(text)) => Value::from(text.as_str()),
            Some(Kind::Word(word)) => match self.tokens.get(self.at + 1) {
                // `datetime'2026-01-01'` and `guid'…'` of older OData.
                Some(Token {
                    kind: Kind::Text(text),
                    place: next,
                }) if next.start == place.end => {
                    self.at += 1;
                    written(word, text).ok_or_else(|| self.wrong("This is no value."))?
                }
                _ => unquoted(word).ok_or_else(|| {
                    self.wrong(format!("\"{word}\" is no value."))
                        .help(format!("A text stands in single quotes: '{word}'."))
                })?,
            },
            _ => return Err(self.wrong("A value is missing here.")),
        };
        self.at += 1;
        Ok(Literal { value, place })
    }
}

fn example() -> &'static str {
    "A list is asked about its items: groupTypes/any(c:c eq 'Unified')."
}

fn quantifier(name: Option<&String>) -> Option<Quantifier> {
    let name = name?;
    match () {
        () if name.eq_ignore_ascii_case("any") => Some(Quantifier::Any),
        () if name.eq_ignore_ascii_case("all") => Some(Quantifier::All),
        () => None,
    }
}

fn written(kind: &str, text: &str) -> Option<Value> {
    match kind.to_ascii_lowercase().as_str() {
        "datetime" | "datetimeoffset" => time(text),
        "guid" => Some(Value::from(text)),
        _ => None,
    }
}

/// A value that stands without quotes: `true`, `null`, a number, a date, a GUID.
fn unquoted(word: &str) -> Option<Value> {
    match word.to_ascii_lowercase().as_str() {
        "null" => return Some(Value::Null),
        "true" => return Some(Value::Bool(true)),
        "false" => return Some(Value::Bool(false)),
        _ => {}
    }
    let is_guid = word.len() == 36 && word.matches('-').count() == 4;
    if is_guid {
        return Some(Value::from(word));
    }
    match word.parse::<i64>() {
        Ok(number) => Some(Value::Int(number)),
        Err(_) => time(word),
    }
}

fn time(text: &str) -> Option<Value> {
    Value::from(text).to_time().map(Value::Time)
}
