//! `-split` and `-replace`: by regular expressions, plain text or script blocks.

use std::rc::Rc;

use crate::arithmetic;
use crate::compare::Case;
use crate::error::Halt;
use crate::pattern::{self, Found};
use crate::runtime::Runtime;
use crate::value::{Number, Object, Text, Value};

/// The first items of an operator's right side; what is missing is null.
fn parts<const N: usize>(right: &Value) -> [Value; N] {
    match right {
        Value::List(list) => std::array::from_fn(|index| {
            let index = i64::try_from(index).unwrap_or(i64::MAX);
            list.get(index).unwrap_or_default()
        }),
        other => std::array::from_fn(|index| match index {
            0 => other.clone(),
            _ => Value::Null,
        }),
    }
}

impl<H: 'static> Runtime<H> {
    /// `left -replace right`; a collection is taken item by item.
    pub(crate) fn replace(
        self: &Rc<Self>,
        left: &Value,
        right: &Value,
        case: Case,
    ) -> Result<Value, Halt> {
        match left {
            Value::List(list) => {
                let items: Result<Vec<Value>, Halt> = list
                    .to_vec()
                    .iter()
                    .map(|item| self.replace_one(&item.to_text(), right, case))
                    .collect();
                Ok(Value::array(items?))
            }
            single => self.replace_one(&single.to_text(), right, case),
        }
    }

    fn replace_one(self: &Rc<Self>, text: &str, right: &Value, case: Case) -> Result<Value, Halt> {
        let [expression, with] = parts(right);
        let pattern = pattern::regex_with(&expression.to_text(), case)?;
        let Value::Block(block) = &with else {
            let replaced = pattern.replace(text, &with.to_text());
            arithmetic::check_text(replaced.len())?;
            return Ok(Value::from(replaced));
        };
        // The block is given each match, and its output takes the match's place.
        let mut replaced = String::new();
        let mut from = 0;
        for found in pattern.all(text) {
            replaced.push_str(text.get(from..found.range.start).unwrap_or(""));
            from = found.range.end;
            let found = match_object(&found);
            let answer = self.invoke_with(block, found.clone(), vec![found])?;
            replaced.push_str(&answer.to_text());
            arithmetic::check_text(replaced.len())?;
        }
        replaced.push_str(text.get(from..).unwrap_or(""));
        Ok(Value::from(replaced))
    }

    /// `left -split right`: the right side is a pattern, a limit and options, or a block that finds the characters to
    /// split at.
    pub(crate) fn split(
        self: &Rc<Self>,
        left: &Value,
        right: &Value,
        case: Case,
    ) -> Result<Value, Halt> {
        let [separator, limit, options] = parts(right);
        let limit = limit
            .to_number()
            .and_then(Number::round_to_int)
            .unwrap_or(0);
        let plain = options.to_text().to_lowercase().contains("simplematch");
        let mut found: Vec<String> = Vec::new();
        for item in left.clone().elements() {
            let text = item.to_text();
            match &separator {
                Value::Block(block) => {
                    let mut part = String::new();
                    for c in text.chars() {
                        let answer =
                            self.invoke_with(block, Value::from(c.to_string()), Vec::new())?;
                        match answer.is_true() {
                            true => found.push(std::mem::take(&mut part)),
                            false => part.push(c),
                        }
                    }
                    found.push(part);
                }
                separator => {
                    let expression = match plain {
                        true => pattern::escape(&separator.to_text()),
                        false => separator.to_text().to_string(),
                    };
                    found.extend(pattern::regex_with(&expression, case)?.split(&text, limit));
                }
            }
        }
        Ok(Value::texts(found))
    }
}

/// A match as .NET's `Match`.
pub(crate) fn match_object(found: &Found) -> Value {
    let groups: Vec<Value> = found
        .groups
        .iter()
        .map(|(name, text)| {
            Value::Object(
                Object::new("Group")
                    .with("Success", text.is_some())
                    .with("Name", name.clone())
                    .with("Value", text.clone().unwrap_or_default()),
            )
        })
        .collect();
    Value::Object(
        Object::new("Match")
            .with("Groups", Value::array(groups))
            .with("Success", true)
            .with("Index", found.at)
            .with("Length", found.text.chars().count())
            .with("Value", Text::from(found.text.as_str())),
    )
}
