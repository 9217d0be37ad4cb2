//! Functions and script blocks as commands: their parameters as rows, their parts at work in a pipeline.

use std::borrow::Cow;
use std::rc::Rc;

use rhai::FnPtr;

use crate::bind::Action;
use crate::call::Call;
use crate::command::{Command, Done, Work};
use crate::error::{Category, Halt, ShellError};
use crate::members::cmdlet;
use crate::parameter::{Kind, Parameter};
use crate::pipeline::Scoping;
use crate::scope::Scope;
use crate::value::{Attribute, BlockParameter, Hashtable, ScriptBlock, Text, Value};

/// The command that a block is: `function name { … }`, or `& { … }`.
pub(crate) fn command<H: 'static>(name: &str, block: &ScriptBlock) -> Command<H> {
    let mut command = Command::new(name.to_owned(), "A function of the script.").module("");
    let rows = &block.body().parameters;
    let explicit = rows
        .iter()
        .flat_map(|p| &p.attributes)
        .any(|a| a.get("Position").is_some());
    let mut next = 0;
    for row in rows {
        let mut parameter = describe(row);
        if !explicit && parameter.kind != Kind::Switch {
            parameter = parameter.position(next);
            next += 1;
        }
        command = command.parameter(parameter);
    }
    let confirms = block.body().attributes.iter().any(|a| {
        a.name.eq_ignore_ascii_case("CmdletBinding")
            && a.get("SupportsShouldProcess").is_some_and(|v| v.is_true())
    });
    if confirms {
        command = command.what_if();
    }
    command.work = Work::Function(block.clone());
    command
}

fn describe(row: &BlockParameter) -> Parameter {
    let kind = match row.kind.to_ascii_lowercase().as_str() {
        "switch" | "switchparameter" | "system.management.automation.switchparameter" => {
            Kind::Switch
        }
        "string" | "system.string" => Kind::Text,
        "string[]" | "system.string[]" => Kind::Texts,
        "int" | "int32" | "int64" | "long" => Kind::Int,
        "bool" | "boolean" => Kind::Bool,
        "datetime" => Kind::Time,
        "scriptblock" => Kind::Block,
        "hashtable" => Kind::Table,
        "array" | "object[]" => Kind::Values,
        _ => Kind::Value,
    };
    let mut parameter = Parameter::new(kind, row.name.to_string());
    for attribute in &row.attributes {
        match attribute.name.to_ascii_lowercase().as_str() {
            "parameter" => {
                let on = |key: &str| attribute.get(key).is_some_and(|v| v.is_true());
                if on("Mandatory") {
                    parameter = parameter.mandatory();
                }
                if on("ValueFromRemainingArguments") {
                    parameter = parameter.rest(usize::MAX);
                }
                if on("ValueFromPipeline") {
                    parameter = parameter.from_pipeline();
                }
                if on("ValueFromPipelineByPropertyName") {
                    parameter = parameter.from_property();
                }
                if let Some(Value::Int(position)) = attribute.get("Position")
                    && let Ok(position) = usize::try_from(position)
                {
                    parameter = parameter.position(position);
                }
            }
            "alias" => {
                for alias in &attribute.values {
                    parameter = parameter.alias(alias.to_text().to_string());
                }
            }
            "validateset" => {
                parameter.choices = attribute
                    .values
                    .iter()
                    .map(|v| Cow::Owned(v.to_text().to_string()))
                    .collect();
            }
            _ => {}
        }
    }
    parameter
}

impl Attribute {
    /// The value of a named argument.
    pub(crate) fn get(&self, key: &str) -> Option<Value> {
        self.named
            .iter()
            .find(|(k, _)| k.eq_ignore_ascii_case(key))
            .map(|(_, v)| v.clone())
    }
}

/// A function in the middle of a pipeline.
pub(crate) struct Running<H: 'static> {
    block: ScriptBlock,
    scoping: Scoping,
    scope: Option<Rc<Scope<H>>>,
    collected: Vec<Value>,
}

impl<H: 'static> Running<H> {
    pub(crate) fn new(block: ScriptBlock, scoping: Scoping) -> Running<H> {
        Running {
            block,
            scoping,
            scope: None,
            collected: Vec::new(),
        }
    }

    pub(crate) fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        let caller = call.runtime.scope();
        let scope = match self.scoping {
            Scoping::Own => Scope::of_function(&caller, call.name()),
            Scoping::Caller => caller,
        };
        self.scope = Some(Rc::clone(&scope));
        scope.set("args", Value::array(call.binding.rest.clone()))?;
        let given = Hashtable::new();
        for (name, bound) in &call.binding.bound {
            given.set(name.clone(), bound.value.clone())?;
        }
        scope.set("PSBoundParameters", Value::Table(given))?;
        if self.scoping == Scoping::Own && self.block.is_advanced() {
            preferences(call, &scope)?;
        }
        if self.block.is_advanced() {
            scope.set("PSCmdlet", cmdlet::of_call(call, &self.block))?;
        }
        self.bind(call, Defaults::Fill)?;
        match self.block.body().begin.clone() {
            Some(part) => self.part(call, &part, None),
            None => Ok(()),
        }
    }

    /// Without pipeline input.
    pub(crate) fn start(&mut self, call: &mut Call<'_, H>) -> Done {
        match self.block.body().process.clone() {
            Some(part) => self.part(call, &part, None),
            None => Ok(()),
        }
    }

    pub(crate) fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        match self.block.body().process.clone() {
            Some(part) => {
                self.bind(call, Defaults::Keep)?;
                self.part(call, &part, Some(input))
            }
            None => {
                self.collected.push(input);
                Ok(())
            }
        }
    }

    pub(crate) fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        if let Some(scope) = &self.scope {
            scope.set("input", Value::array(std::mem::take(&mut self.collected)))?;
        }
        match self.block.body().end.clone() {
            Some(part) => self.part(call, &part, None),
            None => Ok(()),
        }
    }

    /// Sets the parameters as variables of the function's scope.
    fn bind(&self, call: &mut Call<'_, H>, defaults: Defaults) -> Done {
        let Some(scope) = &self.scope else {
            return Ok(());
        };
        for row in &self.block.body().parameters {
            let value = match (call.binding.get(&row.name), &row.default, defaults) {
                (Some(bound), _, _) => bound.value.clone(),
                (None, Some(default), Defaults::Fill) => {
                    let outside = call.runtime.enter(Rc::clone(scope));
                    let value = call.runtime.collect(&self.block, default, Vec::new());
                    call.runtime.enter(outside);
                    value?
                }
                (None, None, Defaults::Fill) => initial(&row.kind),
                (None, _, Defaults::Keep) => continue,
            };
            let value = match row.kind.is_empty() || value.is_null() {
                true => value,
                false => value.cast(&row.kind).map_err(|e| e.or_at(&row.place))?,
            };
            validate(call, row, &value)?;
            scope.set(&row.name, value)?;
        }
        Ok(())
    }

    fn part(&self, call: &mut Call<'_, H>, part: &FnPtr, input: Option<Value>) -> Done {
        let Some(scope) = &self.scope else {
            return Ok(());
        };
        let outside = call.runtime.enter(Rc::clone(scope));
        let result = match input {
            Some(input) => call.runtime.with_underscore(input, |runtime| {
                runtime.stream(&self.block, part, Vec::new(), call.next.clone())
            }),
            None => call
                .runtime
                .stream(&self.block, part, Vec::new(), call.next.clone()),
        };
        call.runtime.enter(outside);
        result
    }
}

/// What a function was told by `-ErrorAction`, `-Verbose` and `-WhatIf` holds for the commands inside it.
fn preferences<H: 'static>(call: &Call<'_, H>, scope: &Scope<H>) -> Result<(), ShellError> {
    let common = &call.binding.common;
    if let Some(action) = common.error_action {
        scope.set("ErrorActionPreference", Value::from(action.name()))?;
    }
    if let Some(action) = common.warning_action {
        scope.set("WarningPreference", Value::from(action.name()))?;
    }
    if let Some(verbose) = common.verbose {
        let action = if verbose {
            Action::Continue
        } else {
            Action::Silent
        };
        scope.set("VerbosePreference", Value::from(action.name()))?;
    }
    if let Some(what_if) = common.what_if {
        scope.set("WhatIfPreference", Value::Bool(what_if))?;
    }
    Ok(())
}

/// Whether parameters without an argument are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Defaults {
    Fill,
    Keep,
}

/// What a typed parameter without argument and default is.
fn initial(kind: &str) -> Value {
    match kind.to_ascii_lowercase().as_str() {
        "string" => Value::from(""),
        "int" | "int32" | "int64" | "long" => Value::Int(0),
        "double" => Value::Double(0.0),
        "bool" | "switch" => Value::Bool(false),
        _ => Value::Null,
    }
}

/// The `[Validate…()]` attributes of a parameter, for an argument that was given.
fn validate<H: 'static>(call: &mut Call<'_, H>, row: &BlockParameter, value: &Value) -> Done {
    let Some(place) = call.place_of(&row.name) else {
        return Ok(());
    };
    for attribute in &row.attributes {
        let name = attribute.name.to_ascii_lowercase();
        let problem = match name.as_str() {
            "validatenotnullorempty" | "validatenotnull" => {
                let empty = value.is_null()
                    || (name == "validatenotnullorempty" && value.to_text().is_empty());
                empty.then(|| format!("-{} must not be empty.", row.name))
            }
            "validateset" => {
                let allowed: Vec<Text> = attribute.values.iter().map(Value::to_text).collect();
                value
                    .clone()
                    .elements()
                    .iter()
                    .map(Value::to_text)
                    .find_map(|text| {
                        let fits = allowed.iter().any(|word| word.eq_ignore_ascii_case(&text));
                        (!fits).then(|| {
                            format!(
                                "\"{text}\" is not valid for -{}. Use one of: {}.",
                                row.name,
                                allowed.join(", ")
                            )
                        })
                    })
            }
            "validatelength" | "validatecount" => {
                let length = match name.as_str() {
                    "validatelength" => value.to_text().chars().count(),
                    _ => value.clone().elements().len(),
                };
                let length = Value::from(length);
                let fits = match attribute.values.as_slice() {
                    [least, most] => {
                        crate::compare::order(&length, least)?.is_ge()
                            && crate::compare::order(&length, most)?.is_le()
                    }
                    _ => true,
                };
                let what = if name == "validatelength" {
                    "characters"
                } else {
                    "values"
                };
                (!fits).then(|| format!("-{} does not take {} {what}.", row.name, length.to_text()))
            }
            "parameter" if row.kind.eq_ignore_ascii_case("string") => {
                let mandatory = attribute.get("Mandatory").is_some_and(|v| v.is_true());
                let allowed = row.attributes.iter().any(|a| {
                    a.name.eq_ignore_ascii_case("AllowEmptyString")
                        || a.name.eq_ignore_ascii_case("AllowNull")
                });
                (mandatory && !allowed && value.to_text().is_empty())
                    .then(|| format!("-{} must not be empty.", row.name))
            }
            "validatepattern" => {
                let pattern = attribute
                    .values
                    .first()
                    .map(Value::to_text)
                    .unwrap_or_default();
                let fits = crate::pattern::regex(&pattern)?.is_match(&value.to_text());
                (!fits).then(|| {
                    format!(
                        "\"{}\" does not match the pattern of -{}.",
                        value.to_text(),
                        row.name
                    )
                })
            }
            "validatescript" => match attribute.values.first() {
                Some(Value::Block(block)) => {
                    let answer = call.invoke(block, value.clone())?;
                    (!answer.is_true())
                        .then(|| format!("\"{}\" is not valid for -{}.", value.to_text(), row.name))
                }
                _ => None,
            },
            "validaterange" => {
                let within = match attribute.values.as_slice() {
                    [low, high] => {
                        crate::compare::order(value, low)?.is_ge()
                            && crate::compare::order(value, high)?.is_le()
                    }
                    _ => true,
                };
                (!within)
                    .then(|| format!("{} is out of the range of -{}.", value.to_text(), row.name))
            }
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(Halt::Error(
                ShellError::new(problem)
                    .category(Category::InvalidArgument)
                    .id("ParameterArgumentValidationError")
                    .at(place),
            ));
        }
    }
    Ok(())
}
