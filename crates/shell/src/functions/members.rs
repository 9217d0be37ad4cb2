//! Members, indexes, methods, static members.

use std::rc::Rc;

use rhai::{Array, Dynamic, Engine, INT, ImmutableString};

use super::variables::REFERENCE;
use super::{Answer, values};
use crate::arithmetic;
use crate::bridge::{from_rhai, to_rhai};
use crate::compare::Case;
use crate::error::{Category, Halt, ShellError};
use crate::members::{self, Outside};
use crate::runtime::Runtime;
use crate::value::{Text, Value};

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    engine.register_fn(
        "ps_member",
        move |_: INT, object: Dynamic, name: Dynamic| {
            to_rhai(members::member(
                &from_rhai(object),
                &from_rhai(name).to_text(),
            ))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_set_member",
        move |at: INT, object: Dynamic, name: Dynamic, value: Dynamic| -> Answer {
            let name = from_rhai(name).to_text();
            let result = members::set_member(&from_rhai(object), &name, from_rhai(value));
            rt.done(at, result.map_err(Halt::Error))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_update_member",
        move |at: INT,
              object: Dynamic,
              name: Dynamic,
              op: ImmutableString,
              value: Dynamic|
              -> Answer {
            let object = from_rhai(object);
            let name = from_rhai(name).to_text();
            let before = members::member(&object, &name);
            let result = update(&before, &op, from_rhai(value))
                .and_then(|after| members::set_member(&object, &name, after));
            rt.done(at, result.map_err(Halt::Error))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_index",
        move |at: INT, object: Dynamic, index: Dynamic| -> Answer {
            rt.give(at, members::index(&from_rhai(object), &from_rhai(index)))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_set_index",
        move |at: INT, object: Dynamic, index: Dynamic, value: Dynamic| -> Answer {
            let result =
                members::set_index(&from_rhai(object), &from_rhai(index), from_rhai(value));
            rt.done(at, result.map_err(Halt::Error))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_update_index",
        move |at: INT,
              object: Dynamic,
              index: Dynamic,
              op: ImmutableString,
              value: Dynamic|
              -> Answer {
            let (object, index) = (from_rhai(object), from_rhai(index));
            let result = members::index(&object, &index)
                .and_then(|before| update(&before, &op, from_rhai(value)))
                .and_then(|after| members::set_index(&object, &index, after));
            rt.done(at, result.map_err(Halt::Error))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_call",
        move |at: INT, object: Dynamic, name: Dynamic, arguments: Array| -> Answer {
            let name = from_rhai(name).to_text();
            let object = from_rhai(object);
            let result = rt.call_method(&object, &name, values(arguments));
            result.map(to_rhai).map_err(|halt| match halt {
                Halt::Error(error) if object.is_null() => {
                    rt.raise(at, Halt::Error(rt.with_unset(error, at)))
                }
                halt => rt.raise(at, halt),
            })
        },
    );
    engine.register_fn("ps_type", move |_: INT, name: ImmutableString| {
        to_rhai(Value::Type(name))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_static",
        move |at: INT, kind: Dynamic, name: Dynamic| -> Answer {
            let (kind, name) = (from_rhai(kind).to_text(), from_rhai(name).to_text());
            rt.give(at, members::static_property(&kind, &name, &rt.outside()))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_set_static",
        move |at: INT, kind: Dynamic, name: Dynamic, _: Dynamic| -> Answer {
            let (kind, name) = (from_rhai(kind).to_text(), from_rhai(name).to_text());
            rt.give(
                at,
                Err(ShellError::new(format!(
                    "[{kind}]::{name} cannot be set here."
                ))),
            )
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_static_call",
        move |at: INT, kind: Dynamic, name: Dynamic, arguments: Array| -> Answer {
            let (kind, name) = (from_rhai(kind).to_text(), from_rhai(name).to_text());
            let arguments = values(arguments);
            // Only the script's own reader can make a block of text.
            if crate::value::short_name(&kind) == "scriptblock"
                && name.eq_ignore_ascii_case("create")
            {
                let error = ShellError::new("Code cannot be made from text here.")
                    .category(Category::InvalidOperation)
                    .help("Write the block itself: { … }.");
                return rt.give(at, Err(error));
            }
            if let [text, pattern, with @ Value::Block(_)] = arguments.as_slice()
                && crate::value::short_name(&kind) == "regex"
                && name.eq_ignore_ascii_case("replace")
            {
                let right = Value::array(vec![pattern.clone(), with.clone()]);
                let replaced = rt.replace(text, &right, Case::Minded);
                return replaced.map(to_rhai).map_err(|halt| rt.raise(at, halt));
            }
            rt.give(at, rt.call_static(&kind, &name, &arguments))
        },
    );
}

fn update(before: &Value, op: &str, value: Value) -> Result<Value, ShellError> {
    match op {
        "??" if before.is_null() => Ok(value),
        "??" => Ok(before.clone()),
        _ => arithmetic::apply(op, before, &value),
    }
}

impl<H: 'static> Runtime<H> {
    /// What static members may need: the host's clock, and a number that is new every time.
    pub(crate) fn outside(&self) -> Outside {
        Outside {
            now: self.clock.as_ref().map(|clock| clock(&self.host.borrow())),
            serial: self.next_serial(),
        }
    }

    /// Says which variable has no value, if what stands at this place begins with one.
    fn with_unset(&self, error: ShellError, at: INT) -> ShellError {
        let place = self.place(at);
        let text = place.as_ref().map_or("", |place| place.text());
        let Some(after) = text.strip_prefix('$') else {
            return error;
        };
        let name: String = after
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let direct = after
            .strip_prefix(&*name)
            .is_some_and(|rest| rest.starts_with('.'));
        // A property of the variable may be what is null.
        let is_it = direct && after.matches('.').count() == 1 && self.get_variable(&name).is_null();
        let is_it = is_it && !name.eq_ignore_ascii_case("null");
        match (is_it, self.scope().get(&name)) {
            (false, _) => error,
            (true, None) => error.help(format!(
                "${name} has not been set before. Is it spelled so?"
            )),
            (true, Some(_)) => error.help(format!("${name} is $null.")),
        }
    }

    fn call_method(
        self: &Rc<Self>,
        object: &Value,
        name: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, Halt> {
        match (object, name.to_ascii_lowercase().as_str()) {
            (Value::Block(block), "invoke" | "invokereturnasis") => {
                self.invoke_with(block, Value::Null, arguments)
            }
            (Value::List(list), "foreach") => self.list_for_each(list, &arguments),
            (Value::List(list), "where") => self.list_where(list, &arguments),
            (Value::Object(cmdlet), method) if cmdlet.kind().as_str() == members::cmdlet::KIND => {
                match self.call_cmdlet(cmdlet, method, &arguments)? {
                    Some(answer) => Ok(answer),
                    None => members::call(object, name, &arguments).map_err(Halt::Error),
                }
            }
            _ => members::call(object, name, &arguments).map_err(Halt::Error),
        }
    }

    fn call_static(
        &self,
        kind: &str,
        name: &str,
        arguments: &[Value],
    ) -> Result<Value, ShellError> {
        if name.eq_ignore_ascii_case("tryparse") {
            let text = arguments.first().cloned().unwrap_or_default();
            let parsed = match text.to_text().trim().is_empty() {
                true => None,
                false => text.cast(kind).ok(),
            };
            let reference = arguments.iter().find_map(|a| match a {
                Value::Object(object) if object.kind().as_str() == REFERENCE => Some(object),
                _ => None,
            });
            let found = parsed.is_some();
            if let Some(variable) = reference.and_then(|r| r.get("Variable")) {
                let name: Text = variable.to_text();
                self.set_variable(&name, parsed.unwrap_or(Value::Int(0)))?;
            }
            return Ok(Value::Bool(found));
        }
        members::static_call(kind, name, arguments, &self.outside())
    }
}
