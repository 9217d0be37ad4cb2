//! Variables: `ps_get`, `ps_set` and their like.

use std::rc::Rc;

use rhai::{Dynamic, Engine, INT, ImmutableString};

use super::Answer;
use crate::arithmetic;
use crate::bridge::{from_rhai, to_rhai};
use crate::error::{Category, Halt, ShellError};
use crate::function;
use crate::runtime::Runtime;
use crate::scope::Named;
use crate::value::{Hashtable, ListKind, Object, Text, Value};

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_get", move |_: INT, name: ImmutableString| {
        to_rhai(rt.get_variable(&name))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_set",
        move |at: INT, name: ImmutableString, value: Dynamic| -> Answer {
            rt.done(
                at,
                rt.set_variable(&name, from_rhai(value))
                    .map_err(Halt::Error),
            )
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_set_typed",
        move |at: INT, name: ImmutableString, kind: ImmutableString, value: Dynamic| -> Answer {
            let result = rt.set_typed_variable(&name, &kind, from_rhai(value));
            rt.done(at, result.map_err(Halt::Error))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_update",
        move |at: INT, name: ImmutableString, op: ImmutableString, value: Dynamic| -> Answer {
            let result = rt.update_variable(&name, &op, from_rhai(value));
            rt.done(at, result.map_err(Halt::Error))
        },
    );
    engine.register_fn("ps_ref", move |_: INT, name: ImmutableString| {
        to_rhai(Value::Object(
            Object::new(REFERENCE)
                .with("Variable", name)
                .with("Value", Value::Null),
        ))
    });
}

/// The type name of what `[ref]` makes: the method writes `Value`, the call writes it back to the variable.
pub(super) const REFERENCE: &str = "PSReference";

/// What a script may not assign to.
const CONSTANT: &[&str] = &["true", "false", "?", "error", "psversiontable"];

/// The version of the language.
const VERSION: &str = "7.4.0";

/// `$PSVersionTable`: scripts ask it whether the language is recent enough.
fn version_table() -> Value {
    let version = Value::from(VERSION).cast("version").unwrap_or_default();
    Value::Table(
        Hashtable::new()
            .with("PSVersion", version)
            .with("PSEdition", "Core"),
    )
}

impl<H: 'static> Runtime<H> {
    /// The value of a variable, null when there is none.
    pub(crate) fn get_variable(&self, name: &str) -> Value {
        match Named::parse(name) {
            Named::Plain(name) => match name.to_ascii_lowercase().as_str() {
                "_" | "psitem" => self.underscore.borrow().clone(),
                "error" => Value::List(self.errors.clone()),
                "?" => Value::Bool(self.succeeded.get()),
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "null" => Value::Null,
                "psversiontable" => version_table(),
                "iswindows" | "ismacos" => Value::Bool(false),
                "islinux" => Value::Bool(true),
                "psculture" | "psuiculture" => Value::from(""),
                "psedition" => Value::from("Core"),
                "pid" => Value::Int(1),
                "host" => Value::Object(Object::new("Host").with("Name", "ingroup").with(
                    "Version",
                    Value::from(VERSION).cast("version").unwrap_or_default(),
                )),
                "psscriptroot" => self.script_root(),
                "pwd" => Value::Object(Object::new("PathInfo").with("Path", self.script_root())),
                "myinvocation" => self.invocation(),
                _ => self.scope().get(name).unwrap_or_default(),
            },
            Named::Global(name) => self.root.get(name).unwrap_or_default(),
            Named::Environment(name) => self
                .environment
                .get(&name.to_lowercase())
                .cloned()
                .unwrap_or_default(),
            Named::Function(name) => match self.scope().function(name).map(|f| f.source()) {
                Some(Some(block)) => Value::Block(block),
                _ => Value::Null,
            },
        }
    }

    /// `$MyInvocation`: what is being run, a function or a script.
    fn invocation(&self) -> Value {
        let name = self.scope().owner().unwrap_or_else(|| self.script_name());
        let command = Object::new("CommandInfo").with("Name", name);
        Value::Object(
            Object::new("InvocationInfo")
                .with("MyCommand", command)
                .with("ScriptName", self.script_name())
                .with("PSScriptRoot", self.script_root()),
        )
    }

    /// `$name = value`.
    pub(crate) fn set_variable(&self, name: &str, value: Value) -> Result<(), ShellError> {
        match Named::parse(name) {
            Named::Plain(name) => {
                if name == "_" || name.eq_ignore_ascii_case("psitem") {
                    self.underscore.replace(value);
                    return Ok(());
                }
                // `$null = …` throws a value away.
                if name.eq_ignore_ascii_case("null") {
                    return Ok(());
                }
                if CONSTANT.iter().any(|c| c.eq_ignore_ascii_case(name)) {
                    return Err(ShellError::new(format!("${name} cannot be changed."))
                        .category(Category::InvalidOperation)
                        .id("VariableNotWritable"));
                }
                self.scope().set(name, value)
            }
            Named::Global(name) => self.root.set(name, value),
            Named::Function(name) => match value {
                Value::Block(block) => {
                    self.scope()
                        .define(Rc::new(function::command(name, &block)));
                    Ok(())
                }
                _ => Err(
                    ShellError::new(format!("The function \"{name}\" takes a script block."))
                        .category(Category::InvalidArgument),
                ),
            },
            Named::Environment(name) => Err(ShellError::new(format!(
                "\"{name}\" cannot be set from a script here."
            ))
            .category(Category::InvalidOperation)),
        }
    }

    fn set_typed_variable(&self, name: &str, kind: &str, value: Value) -> Result<(), ShellError> {
        let value = value.cast(kind)?;
        match Named::parse(name) {
            Named::Plain(name) => self.scope().set_typed(name, Text::from(kind), value),
            Named::Global(name) => self.root.set_typed(name, Text::from(kind), value),
            Named::Environment(_) | Named::Function(_) => self.set_variable(name, value)?,
        }
        Ok(())
    }

    /// `$name op= value`. An array that nobody else holds grows in place.
    fn update_variable(&self, name: &str, op: &str, value: Value) -> Result<(), ShellError> {
        let before = self.get_variable(name);
        if op == "??" {
            return match before.is_null() {
                true => self.set_variable(name, value),
                false => Ok(()),
            };
        }
        if let (Value::List(list), "+") = (&before, op)
            && list.kind() == ListKind::Array
            && matches!(Named::parse(name), Named::Plain(_))
            // One is the variable's, one is `before`.
            && list.holders() == 2
            && self.scope().holds(name)
        {
            return list.grow(value);
        }
        let after = arithmetic::apply(op, &before, &value)?;
        self.set_variable(name, after)
    }
}
