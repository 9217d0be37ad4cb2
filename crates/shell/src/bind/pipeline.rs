//! Binding what the pipeline brings: by property, by value, and by blocks that compute an argument.

use super::{Binding, Bound, convert, require};
use crate::command::Command;
use crate::error::{Category, ShellError};
use crate::parameter::{FromPipeline, Kind, Parameter};
use crate::value::{Text, Value};

impl Binding {
    /// Binds one pipeline object; `delayed` are the values that the blocks gave for it.
    pub(crate) fn take<H>(
        &mut self,
        command: &Command<H>,
        input: &Value,
        delayed: Vec<(Text, Value)>,
    ) -> Result<(), ShellError> {
        self.piped.clear();
        for (name, value) in delayed {
            let place = self
                .delayed
                .iter()
                .find(|(n, _, _)| *n == name)
                .map(|(_, _, p)| p.clone());
            if let Some(parameter) = command.parameters.iter().find(|p| p.name == name.as_str()) {
                let value = convert(parameter, value).map_err(|e| e.at(place.clone()))?;
                self.piped.push((name, Bound { value, place }));
            }
        }
        let mut taken = !self.piped.is_empty();
        for parameter in &command.parameters {
            if parameter.pipeline == FromPipeline::No {
                continue;
            }
            if self.is_bound(&parameter.name) {
                continue;
            }
            let found = match parameter.pipeline {
                FromPipeline::No => None,
                FromPipeline::Value => Some(input.clone()),
                FromPipeline::Property => property(parameter, input),
                FromPipeline::PropertyOrValue => {
                    property(parameter, input).or_else(|| Some(input.clone()))
                }
            };
            if let Some(value) = found {
                let value = convert(parameter, value)?;
                self.piped.push((
                    Text::from(parameter.name.as_ref()),
                    Bound { value, place: None },
                ));
                taken = true;
            }
        }
        // A command whose arguments are all written out may still be run once per object.
        let could = command
            .parameters
            .iter()
            .any(|p| p.pipeline != FromPipeline::No);
        if !taken && !could {
            return Err(ShellError::new(format!(
                "{} takes nothing from the pipeline.",
                command.name
            ))
            .category(Category::InvalidArgument)
            .id("InputObjectNotBound")
            .help("Use ForEach-Object and name the parameter: … | ForEach-Object { … $_ }."));
        }
        require(command, self)
    }
}

fn property(parameter: &Parameter, input: &Value) -> Option<Value> {
    let get = |name: &str| match input {
        Value::Object(object) => object.get(name),
        Value::Table(table) if parameter.kind != Kind::Table => table.get_text(name),
        _ => None,
    };
    std::iter::once(parameter.name.as_ref())
        .chain(parameter.aliases.iter().map(|a| a.as_ref()))
        .find_map(get)
        .filter(|v| !v.is_null())
}
