//! Between our values and Rhai's, between our errors and Rhai's.

use std::rc::Rc;

use rhai::{Dynamic, EvalAltResult, FnPtr, ImmutableString, Map, Position};

use crate::error::{Category, Halt, ShellError};
use crate::value::{Hashtable, Value};

/// A halt on its way through Rhai.
#[derive(Clone, Debug)]
pub(crate) struct Thrown(pub(crate) Halt);

/// Rhai's value for ours. Null, truth, numbers and strings are Rhai's own; everything else is carried.
pub(crate) fn to_rhai(value: Value) -> Dynamic {
    match value {
        Value::Null => Dynamic::UNIT,
        Value::Bool(flag) => Dynamic::from_bool(flag),
        Value::Int(number) => Dynamic::from_int(number),
        Value::Double(number) => Dynamic::from_float(number),
        Value::Text(text) => Dynamic::from(text),
        other => Dynamic::from(other),
    }
}

/// Our value for Rhai's. A closure has no meaning here without its library: see [`crate::rhai_face`].
pub(crate) fn from_rhai(value: Dynamic) -> Value {
    if value.is_unit() {
        return Value::Null;
    }
    if let Ok(flag) = value.as_bool() {
        return Value::Bool(flag);
    }
    if let Ok(number) = value.as_int() {
        return Value::Int(number);
    }
    if let Ok(number) = value.as_float() {
        return Value::Double(number);
    }
    if value.is_string() {
        return Value::Text(value.cast::<ImmutableString>());
    }
    if value.is_char() {
        return Value::from(value.to_string());
    }
    if value.is_array() {
        let items: rhai::Array = value.cast();
        return Value::array(items.into_iter().map(from_rhai).collect());
    }
    if value.is_map() {
        let map: Map = value.cast();
        let mut table = Hashtable::new();
        for (key, value) in map {
            table = table.with(key.as_str(), from_rhai(value));
        }
        return Value::Table(table);
    }
    match value.try_cast_result::<Value>() {
        Ok(value) => value,
        Err(other) => match other.try_cast_result::<Thrown>() {
            Ok(Thrown(Halt::Error(error))) => Value::Error(Rc::new(error)),
            Ok(Thrown(_)) => Value::Null,
            Err(other) => match other.is::<FnPtr>() {
                true => Value::Null,
                false => Value::from(other.to_string()),
            },
        },
    }
}

/// A halt as Rhai's error: errors can be caught, everything else cannot.
pub(crate) fn to_rhai_error(halt: Halt) -> Box<EvalAltResult> {
    let error = match halt {
        Halt::Error(error) => {
            let thrown = Thrown(Halt::Error(error.settle()));
            EvalAltResult::ErrorRuntime(Dynamic::from(thrown), Position::NONE)
        }
        other => EvalAltResult::ErrorTerminated(Dynamic::from(Thrown(other)), Position::NONE),
    };
    Box::new(error)
}

/// Rhai's error as a halt.
pub(crate) fn halt(error: &EvalAltResult) -> Halt {
    match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _)
        | EvalAltResult::ErrorInModule(_, inner, _) => halt(inner),
        EvalAltResult::ErrorRuntime(value, _) | EvalAltResult::ErrorTerminated(value, _) => {
            match value.clone().try_cast::<Thrown>() {
                Some(Thrown(halt)) => halt,
                None => Halt::Error(thrown(value.clone())),
            }
        }
        EvalAltResult::ErrorTooManyOperations(_) => {
            Halt::Spent("The script took too many steps and was ended.".to_owned())
        }
        EvalAltResult::ErrorStackOverflow(_) => Halt::Error(
            ShellError::new("Functions call each other too many levels deep.")
                .category(Category::LimitsExceeded)
                .help("A function that calls itself needs a case in which it does not."),
        ),
        other => {
            let text = other.to_string();
            let at = text.rfind(" (line ").unwrap_or(text.len());
            let plain = text.get(..at).unwrap_or(&text);
            Halt::Error(ShellError::new(sentence(plain)).id("ScriptError"))
        }
    }
}

/// The error that `throw value` makes.
pub(crate) fn thrown(value: Dynamic) -> ShellError {
    match from_rhai(value) {
        Value::Error(error) => error.as_ref().clone(),
        value => throw_value(value),
    }
}

/// The error that throwing one of our values makes.
pub(crate) fn throw_value(value: Value) -> ShellError {
    if let Value::Object(object) = &value
        && object.kind().ends_with("Exception")
    {
        let message = object.get("Message").unwrap_or_default().to_text();
        return ShellError::new(message.to_string())
            .category(Category::OperationStopped)
            .id(object.kind().to_string())
            .target(value.clone())
            .end_script();
    }
    let message = match &value {
        Value::Null | Value::Empty => "ScriptHalted".to_owned(),
        other => other.to_text().to_string(),
    };
    ShellError::new(message)
        .category(Category::OperationStopped)
        .target(value)
        .end_script()
}

/// One of Rhai's own messages as a sentence, without its position, which may count in lowered text.
pub(crate) fn sentence(message: &str) -> String {
    let message = message
        .lines()
        .next()
        .unwrap_or(message)
        .trim_end_matches('.');
    format!("{message}.")
}
