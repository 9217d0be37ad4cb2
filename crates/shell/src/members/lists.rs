//! `ForEach()` and `Where()`, the methods of every list that run script blocks.

use std::rc::Rc;

use crate::error::{Category, Halt, ShellError};
use crate::members;
use crate::runtime::Runtime;
use crate::value::{List, Value};

impl<H: 'static> Runtime<H> {
    /// `list.ForEach({ … })`, `list.ForEach('Name')`, `list.ForEach('Method', arguments)`, `list.ForEach([type])`.
    pub(crate) fn list_for_each(
        self: &Rc<Self>,
        list: &List,
        arguments: &[Value],
    ) -> Result<Value, Halt> {
        let mut found = Vec::new();
        for item in list.to_vec() {
            let answer = match arguments.first() {
                Some(Value::Block(block)) => self.invoke_with(block, item, Vec::new())?,
                Some(Value::Type(kind)) => item.cast(kind)?,
                Some(Value::Text(name)) => match (item.property(name), arguments.get(1..)) {
                    (Some(value), None | Some([])) => value,
                    (_, rest) => members::call(&item, name, rest.unwrap_or_default())?,
                },
                _ => return Err(lacking("ForEach()")),
            };
            found.extend(answer.into_items());
        }
        Ok(Value::array(found))
    }

    /// `list.Where({ … }, mode, count)`.
    pub(crate) fn list_where(
        self: &Rc<Self>,
        list: &List,
        arguments: &[Value],
    ) -> Result<Value, Halt> {
        let Some(Value::Block(block)) = arguments.first() else {
            return Err(lacking("Where()"));
        };
        let mode = arguments.get(1).map_or_else(
            || "default".to_owned(),
            |mode| mode.to_text().to_lowercase(),
        );
        let count = arguments
            .get(2)
            .and_then(Value::to_number)
            .and_then(|count| count.round_to_int())
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or(0);
        let (mut passed, mut others) = (Vec::new(), Vec::new());
        // Whether an item has passed already, for the modes that look at the first one only.
        let mut reached = false;
        for item in list.to_vec() {
            if mode == "first" && passed.len() >= count.max(1) {
                break;
            }
            let passes = match (mode.as_str(), reached) {
                ("until" | "skipuntil", true) => true,
                _ => self.invoke_with(block, item.clone(), Vec::new())?.is_true(),
            };
            reached |= passes;
            match passes {
                true => passed.push(item),
                false => others.push(item),
            }
        }
        let mut kept = match mode.as_str() {
            "default" | "first" | "skipuntil" => passed,
            "last" => {
                let from = passed.len().saturating_sub(count.max(1));
                passed.split_off(from)
            }
            "until" => others,
            "split" => {
                return Ok(Value::array(vec![
                    Value::array(passed),
                    Value::array(others),
                ]));
            }
            _ => {
                return Err(Halt::Error(
                    ShellError::new(format!("\"{mode}\" is not a way to choose items."))
                        .category(Category::InvalidArgument)
                        .help("Use Default, First, Last, SkipUntil, Until or Split."),
                ));
            }
        };
        if count > 0 {
            kept.truncate(count);
        }
        Ok(Value::array(kept))
    }
}

fn lacking(method: &str) -> Halt {
    Halt::Error(
        ShellError::new(format!("{method} takes a script block."))
            .category(Category::InvalidArgument),
    )
}
