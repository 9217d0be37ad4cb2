//! `$PSCmdlet`: what an advanced function asks about its own call.

use std::rc::Rc;

use crate::call::Call;
use crate::error::{Halt, ShellError};
use crate::runtime::Runtime;
use crate::value::{Attribute, Object, ScriptBlock, Text, Value};

/// The type name of `$PSCmdlet`.
pub(crate) const KIND: &str = "PSScriptCmdlet";

/// The `$PSCmdlet` of a function's call.
pub(crate) fn of_call<H: 'static>(call: &Call<'_, H>, block: &ScriptBlock) -> Value {
    let command = Object::new("CommandInfo").with("Name", call.name());
    Value::Object(
        Object::new(KIND)
            .with(
                "MyInvocation",
                Object::new("InvocationInfo").with("MyCommand", command),
            )
            .with("ParameterSetName", parameter_set(call, block)),
    )
}

/// The parameter set that the given arguments belong to; the default one when several would do.
fn parameter_set<H: 'static>(call: &Call<'_, H>, block: &ScriptBlock) -> Text {
    let body = block.body();
    let named = |attributes: &[Attribute], key: &str| -> Vec<Text> {
        let values = attributes.iter().filter_map(|a| a.get(key));
        values.map(|v| v.to_text()).collect()
    };
    let given = body.parameters.iter().filter(|p| call.has(&p.name));
    let mut sets = given.filter_map(|p| {
        let sets = named(&p.attributes, "ParameterSetName");
        (sets.len() == 1).then(|| sets.into_iter().next()).flatten()
    });
    sets.next()
        .or_else(|| {
            let default = named(&body.attributes, "DefaultParameterSetName");
            default.into_iter().next()
        })
        .unwrap_or_else(|| Text::from("__AllParameterSets"))
}

impl<H: 'static> Runtime<H> {
    /// A method of `$PSCmdlet`; `None` if it has none of this name.
    pub(crate) fn call_cmdlet(
        self: &Rc<Self>,
        cmdlet: &Object,
        name: &str,
        arguments: &[Value],
    ) -> Result<Option<Value>, Halt> {
        let text = |index: usize| arguments.get(index).map(Value::to_text);
        Ok(Some(match name {
            "shouldprocess" => {
                let what_if = self.scope().get("WhatIfPreference");
                if !what_if.is_some_and(|flag| flag.is_true()) {
                    return Ok(Some(Value::Bool(true)));
                }
                let own = cmdlet
                    .get("MyInvocation")
                    .and_then(|i| i.property("MyCommand"))
                    .and_then(|c| c.property("Name"))
                    .unwrap_or_default();
                let target = text(0).unwrap_or_default();
                let action = text(1).unwrap_or_else(|| own.to_text());
                self.write_host(&format!(
                    "What if: Performing the operation \"{action}\" on target \"{target}\".\n"
                ))?;
                Value::Bool(false)
            }
            "throwterminatingerror" => {
                return Err(Halt::Error(match arguments.first() {
                    Some(Value::Error(error)) => error.as_ref().clone().end_script(),
                    other => crate::bridge::throw_value(other.cloned().unwrap_or_default()),
                }));
            }
            "writeverbose" => {
                let text = text(0).unwrap_or_default();
                self.verbose(&crate::bind::Common::default(), &text)?;
                Value::Empty
            }
            "writewarning" => {
                let text = text(0).unwrap_or_default();
                self.warn(&crate::bind::Common::default(), &text)?;
                Value::Empty
            }
            "writeerror" => {
                let error = match arguments.first() {
                    Some(Value::Error(error)) => error.as_ref().clone(),
                    other => {
                        let message = other.map(Value::to_text).unwrap_or_default();
                        ShellError::new(message.to_string())
                    }
                };
                self.report(&crate::bind::Common::default(), error)?;
                Value::Empty
            }
            _ => return Ok(None),
        }))
    }
}
