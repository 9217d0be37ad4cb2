//! Binding before a script runs: what can be said about arguments when not all values are known.

use super::matching::{QUOTES_IN_TEXT, ends_a_text, find, no_value};
use super::{Input, convert, keep_text};
use crate::command::Command;
use crate::error::{Category, Place, ShellError};
use crate::parameter::{FromPipeline, Kind, Need, Parameter, Rest};
use crate::value::{Text, Value};

/// What is known about an argument's value.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// It stands in the script, and where.
    Value(Value, Place),
    /// Nothing.
    No,
}

/// An argument as it stands in the script.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// A value; a word without quotes has its text beside it.
    Value(Known, Option<Text>, Place),
    /// `-name` or `-name:value`.
    Named(Text, Option<Known>, Place),
    /// `@name`: anything may be in it.
    Splat,
}

/// Checks the arguments of one use of a command. What is known of a parameter's value is told to `told` when it fits.
pub(crate) fn check<'c, H>(
    command: &'c Command<H>,
    given: Vec<Given>,
    place: &Place,
    input: Input,
    told: &mut dyn FnMut(&'c Parameter, &Value, &Place),
) -> Vec<ShellError> {
    let mut errors = Vec::new();
    let mut bound: Vec<&Parameter> = Vec::new();
    let mut positional = Vec::new();
    let mut splatted = false;
    let mut given = given.into_iter().peekable();
    let mut take =
        |parameter: &'c Parameter, value: Known, text: Option<Text>, errors: &mut Vec<_>| {
            let Known::Value(value, place) = value else {
                return;
            };
            let value = keep_text(parameter, value, text);
            match convert(parameter, value) {
                Ok(value) => told(parameter, &value, &place),
                Err(error) => errors.push(error.or_at(&place)),
            }
        };
    while let Some(argument) = given.next() {
        match argument {
            Given::Splat => splatted = true,
            Given::Value(value, text, place) => positional.push((value, text, place)),
            Given::Named(name, value, place) => {
                let parameter = match find(command, &name, &place) {
                    Ok(parameter) => parameter,
                    Err(error) => {
                        errors.push(error);
                        // What follows is most likely its value.
                        given.next_if(|next| value.is_none() && matches!(next, Given::Value(..)));
                        continue;
                    }
                };
                if bound.iter().any(|b| b.name == parameter.name) {
                    errors.push(
                        ShellError::new(format!("-{} is given twice.", parameter.name))
                            .category(Category::InvalidArgument)
                            .at(place.clone()),
                    );
                }
                bound.push(parameter);
                match value {
                    Some(value) => take(parameter, value, None, &mut errors),
                    None if parameter.kind == Kind::Switch => {
                        given.next_if(|next| {
                            matches!(next, Given::Value(Known::Value(Value::Bool(_), _), None, _))
                        });
                    }
                    None => match given.next_if(|next| matches!(next, Given::Value(..))) {
                        Some(Given::Value(value, text, _)) => {
                            take(parameter, value, text, &mut errors);
                        }
                        // A splatted list might bring it.
                        _ if matches!(given.peek(), Some(Given::Splat)) => {}
                        _ => errors.push(no_value(parameter).at(place)),
                    },
                }
            }
        }
    }
    let mut free: Vec<&Parameter> = command
        .parameters
        .iter()
        .filter(|p| p.position.is_some() && !bound.iter().any(|b| b.name == p.name))
        .collect();
    free.sort_by_key(|p| p.position);
    let mut free = free.into_iter().peekable();
    for (value, text, place) in positional {
        let parameter = match free.peek() {
            Some(parameter) if parameter.rest == Rest::All => Some(*parameter),
            _ => free.next(),
        };
        match parameter {
            // Of several values that become one list, the kind is checked when they are together.
            Some(parameter) if parameter.rest == Rest::All => bound.push(parameter),
            Some(parameter) => {
                bound.push(parameter);
                take(parameter, value, text, &mut errors);
            }
            None if splatted => {}
            None => errors.push(
                ShellError::new(format!("\"{}\" is one argument too many.", place.text()))
                    .category(Category::InvalidArgument)
                    .help(match ends_a_text(&place) {
                        true => QUOTES_IN_TEXT,
                        false => "A value with blanks needs quotes; a parameter needs its dash.",
                    })
                    .at(place),
            ),
        }
    }
    if !splatted {
        errors.extend(missing(command, &bound, place, input));
    }
    errors
}

fn missing<H>(
    command: &Command<H>,
    bound: &[&Parameter],
    place: &Place,
    input: Input,
) -> Option<ShellError> {
    let missing: Vec<String> = command
        .parameters
        .iter()
        .filter(|p| p.need == Need::Mandatory)
        .filter(|p| input == Input::None || p.pipeline == FromPipeline::No)
        .filter(|p| !bound.iter().any(|b| b.name == p.name))
        .map(|p| format!("-{}", p.name))
        .collect();
    (!missing.is_empty()).then(|| {
        ShellError::new(format!("{} is missing.", missing.join(", ")))
            .category(Category::InvalidArgument)
            .help(format!("Get-Help {} shows what it takes.", command.name))
            .at(place.clone())
    })
}
