//! Values: strings with variables, lists, hashtables, casts, truth, and what loops walk over.

use std::rc::Rc;

use rhai::{Array, Dynamic, Engine, INT, ImmutableString};

use super::{Answer, values};
use crate::arithmetic;
use crate::bridge::{from_rhai, to_rhai};
use crate::compare::{Case, equal};
use crate::error::ShellError;
use crate::pattern;
use crate::runtime::Runtime;
use crate::value::{Hashtable, Text, Value};

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_text", move |at: INT, parts: Array| -> Answer {
        let texts: Vec<Text> = values(parts).iter().map(|part| rt.inserted(part)).collect();
        rt.give(at, arithmetic::join(&texts, "").map(Value::Text))
    });
    engine.register_fn("ps_list", move |_: INT, items: Array| {
        to_rhai(Value::array(values(items)))
    });
    engine.register_fn("ps_to_array", move |_: INT, value: Dynamic| {
        to_rhai(Value::array(from_rhai(value).into_items()))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_table", move |at: INT, items: Array| -> Answer {
        rt.give(at, table(values(items)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_cast",
        move |at: INT, kind: ImmutableString, value: Dynamic| -> Answer {
            rt.give(at, from_rhai(value).cast(&kind))
        },
    );
    engine.register_fn("ps_true", move |_: INT, value: Dynamic| {
        from_rhai(value).is_true()
    });
    engine.register_fn("ps_is_null", move |_: INT, value: Dynamic| {
        from_rhai(value).is_null()
    });
    engine.register_fn("ps_spread", move |_: INT, value: Dynamic, count: INT| {
        spread(from_rhai(value), usize::try_from(count).unwrap_or(0))
    });
    engine.register_fn("ps_each", move |_: INT, value: Dynamic| -> Array {
        match from_rhai(value) {
            Value::Null | Value::Empty => Array::new(),
            other => other.into_items().into_iter().map(to_rhai).collect(),
        }
    });
    engine.register_fn("ps_switch_items", move |_: INT, value: Dynamic| -> Array {
        match from_rhai(value) {
            Value::Empty => Array::new(),
            other => other.into_items().into_iter().map(to_rhai).collect(),
        }
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_switch_is",
        move |at: INT, mode: ImmutableString, item: Dynamic, test: Dynamic| -> Answer {
            let (item, test) = (from_rhai(item), from_rhai(test));
            if let Value::Block(block) = &test {
                return match rt.invoke_with(block, item, Vec::new()) {
                    Ok(answer) => Ok(Dynamic::from_bool(answer.is_true())),
                    Err(halt) => Err(rt.raise(at, halt)),
                };
            }
            let (case, mode) = match mode.strip_prefix("case-") {
                Some(mode) => (Case::Minded, mode),
                None => (Case::Ignored, mode.as_str()),
            };
            let (text, wanted) = (item.to_text(), test.to_text());
            let fits = match mode {
                "wildcard" => Ok(pattern::wildcard(&wanted, &text, case)),
                "regex" => rt.matches(&text, &wanted, case),
                _ => Ok(equal(&item, &test, case)),
            };
            rt.give(at, fits.map(Value::Bool))
        },
    );
}

fn table(items: Vec<Value>) -> Result<Value, ShellError> {
    let table = Hashtable::new();
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        if key.is_null() {
            return Err(ShellError::new("A hashtable's key cannot be $null."));
        }
        if table.get(&key).is_some() {
            return Err(ShellError::new(format!(
                "The key \"{}\" stands twice in this hashtable.",
                key.to_text()
            )));
        }
        table.set(key, value)?;
    }
    Ok(Value::Table(table))
}

fn spread(value: Value, count: usize) -> Array {
    let mut items = value.elements();
    let rest = match items.len() > count && count > 0 {
        true => Some(items.split_off(count - 1)),
        false => None,
    };
    let mut found: Array = items.into_iter().map(to_rhai).collect();
    found.extend(rest.map(|rest| to_rhai(Value::array(rest))));
    found.resize(count, Dynamic::UNIT);
    found
}

impl<H: 'static> Runtime<H> {
    /// A value inside a string: `$OFS` stands between the items of a list.
    fn inserted(&self, value: &Value) -> Text {
        match (value, self.scope().get("OFS")) {
            (Value::List(list), Some(separator)) if !separator.is_null() => {
                let items = list.to_vec();
                let texts: Vec<Text> = items.iter().map(Value::to_text).collect();
                Text::from(texts.join(&separator.to_text()))
            }
            _ => value.to_text(),
        }
    }

    /// Whether a text matches a regular expression; if so, `$Matches` holds the groups.
    pub(crate) fn matches(
        &self,
        text: &str,
        expression: &str,
        case: Case,
    ) -> Result<bool, ShellError> {
        let Some(groups) = pattern::regex_with(expression, case)?.groups(text) else {
            return Ok(false);
        };
        let found = Hashtable::new();
        for (name, text) in groups {
            let key = name
                .parse::<i64>()
                .map_or_else(|_| Value::from(name.as_str()), Value::Int);
            found.set(key, text)?;
        }
        self.scope().set("Matches", Value::Table(found))?;
        Ok(true)
    }
}
