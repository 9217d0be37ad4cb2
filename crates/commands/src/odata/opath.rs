//! Exchange's OPATH, `{DisplayName -like 'Sales*'}`, as far as scripts about groups use it.

use ingroup_shell::Value;

use super::error::Fault;
use super::tokens::{Kind, Quotes, Token, tokens};
use super::tree::{Comparison, Count, Filter, Literal, Path};

/// How deep parentheses and `-not` may stand in each other.
const DEEPEST: usize = 64;

/// The comparisons by their words.
const OPERATORS: [(&str, Comparison); 6] = [
    ("-eq", Comparison::Equal),
    ("-ne", Comparison::NotEqual),
    ("-gt", Comparison::Greater),
    ("-ge", Comparison::GreaterOrEqual),
    ("-lt", Comparison::Less),
    ("-le", Comparison::LessOrEqual),
];

/// The tree of a filter; braces around it may stand or be gone.
pub(super) fn parse(text: &str) -> Result<Filter, Fault> {
    let inner = text.trim();
    let inner = inner
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    let tokens = tokens(inner.unwrap_or(text), Quotes::Both)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        end: text.len(),
    };
    if tokens.is_empty() {
        return Err(parser.wrong("The filter is empty."));
    }
    let filter = parser.or()?;
    match parser.at == tokens.len() {
        true => Ok(filter),
        false => Err(parser
            .wrong("The filter was complete before this.")
            .help(usage())),
    }
}

fn usage() -> &'static str {
    "A filter is a property, an operator and a value: DisplayName -like 'Sales*' -and HiddenFromAddressListsEnabled -eq $false."
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
    end: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn wrong(&self, message: impl Into<String>) -> Fault {
        let place = self.tokens.get(self.at).map(|token| token.place.clone());
        Fault::new(message, place.unwrap_or(self.end..self.end))
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|kind| kind.is(word));
        self.at += usize::from(found);
        found
    }

    fn or(&mut self) -> Result<Filter, Fault> {
        let mut all = vec![self.and()?];
        while self.eat("-or") {
            all.push(self.and()?);
        }
        Ok(joined(all, Filter::Or))
    }

    fn and(&mut self) -> Result<Filter, Fault> {
        let mut all = vec![self.unary()?];
        while self.eat("-and") {
            all.push(self.unary()?);
        }
        Ok(joined(all, Filter::And))
    }

    fn unary(&mut self) -> Result<Filter, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong(format!("More than {DEEPEST} levels stand in each other.")));
        }
        let filter = if self.eat("-not") {
            Filter::Not(Box::new(self.unary()?))
        } else if self.peek() == Some(&Kind::Sign('(')) {
            self.at += 1;
            let inner = self.or()?;
            if self.peek() != Some(&Kind::Sign(')')) {
                return Err(self.wrong("A \")\" is missing here."));
            }
            self.at += 1;
            inner
        } else {
            self.condition()?
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn condition(&mut self) -> Result<Filter, Fault> {
        let (Some(Kind::Word(name)), Some(token)) = (self.peek(), self.tokens.get(self.at)) else {
            return Err(self.wrong("A property is missing here.").help(usage()));
        };
        let path = Path {
            segments: vec![name.clone()],
            count: Count::No,
            place: token.place.clone(),
        };
        self.at += 1;
        if self.eat("-like") {
            return Ok(Filter::Like(path, self.pattern()?));
        }
        if self.eat("-notlike") {
            return Ok(Filter::Not(Box::new(Filter::Like(path, self.pattern()?))));
        }
        let found = OPERATORS.into_iter().find(|(word, _)| self.eat(word));
        let Some((_, how)) = found else {
            return Err(self
                .wrong("An operator is missing here.")
                .help("Operators: -eq, -ne, -gt, -ge, -lt, -le, -like, -notlike."));
        };
        Ok(Filter::Compare(path, how, self.literal()?))
    }

    fn pattern(&mut self) -> Result<String, Fault> {
        Ok(self.literal()?.value.to_text().to_string())
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        let Some(token) = self.tokens.get(self.at) else {
            return Err(self.wrong("A value is missing here."));
        };
        let value = match &token.kind {
            Kind::Text(text) => Value::from(text.as_str()),
            Kind::Word(word) => match word.to_ascii_lowercase().as_str() {
                "$true" | "true" => Value::Bool(true),
                "$false" | "false" => Value::Bool(false),
                "$null" => Value::Null,
                name if name.starts_with('$') => {
                    return Err(self
                        .wrong(format!(
                            "The filter is read as it stands, and {name} is no value."
                        ))
                        .help(format!(
                            "Let the script put the value in: \"Alias -eq '{name}'\"."
                        )));
                }
                _ => word
                    .parse::<i64>()
                    .map_or_else(|_| Value::from(word.as_str()), Value::Int),
            },
            Kind::Sign(_) => return Err(self.wrong("A value is missing here.")),
        };
        self.at += 1;
        Ok(Literal {
            value,
            place: token.place.clone(),
        })
    }
}

fn joined(mut all: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match all.len() {
        1 => all.remove(0),
        _ => join(all),
    }
}
