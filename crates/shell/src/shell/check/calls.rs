//! Checking the calls of a `.rhai` file: whether there is such a function, and whether a command takes what it is given.

use std::collections::BTreeSet;
use std::rc::Rc;

use ingroup_script::{Call, CallArgument, CallForm, CallValue, Span, calls};

use super::{CheckText, Shell, known, place};
use crate::bind::{Given, Input, Known, check};
use crate::command::{Command, Work};
use crate::error::{ShellError, Source};
use crate::parameter::Parameter;
use crate::rhai_face::{MOST_ARGUMENTS, snake_case};
use crate::value::{Text, Value};

/// What looks like a call and is a word of Rhai.
const WORDS: &[&str] = &[
    "call",
    "catch",
    "const",
    "curry",
    "debug",
    "do",
    "else",
    "eval",
    "export",
    "fn",
    "Fn",
    "for",
    "global",
    "if",
    "import",
    "in",
    "is_def_fn",
    "is_def_var",
    "is_shared",
    "let",
    "loop",
    "print",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "try",
    "type_of",
    "until",
    "while",
];

impl<H: 'static> Shell<H> {
    /// What is wrong with the calls of a text in Rhai.
    pub(super) fn wrong_calls(&self, source: &Rc<Source>, look: CheckText<'_>) -> Vec<ShellError> {
        let is_command = |word: &str| self.runtime.find_command(word).is_some();
        let found = calls(source.text(), &is_command);
        let engine = self.whole_engine();
        let signatures = engine.gen_fn_signatures(true);
        let known: BTreeSet<&str> = signatures
            .iter()
            .filter_map(|signature| signature.split(['(', ' ']).next())
            .chain(found.names.iter().map(String::as_str))
            .chain(WORDS.iter().copied())
            .collect();
        let commands = self.commands();
        let mut errors = Vec::new();
        for call in &found.calls {
            let command = commands
                .iter()
                .find(|command| snake_case(command.name()) == call.name);
            // A script's own function hides the command of its name.
            match command.filter(|_| !found.names.contains(&call.name)) {
                Some(command) => errors.extend(self.wrong_call(command, call, source, look)),
                None if call.form == CallForm::Function && !known.contains(call.name.as_str()) => {
                    let error = self.unknown_function(&call.name);
                    errors.extend(error.map(|error| error.at(place(source, call.span))));
                }
                None => {}
            }
        }
        errors
    }

    fn wrong_call(
        &self,
        command: &Command<H>,
        call: &Call,
        source: &Rc<Source>,
        look: CheckText<'_>,
    ) -> Vec<ShellError> {
        let at = place(source, call.span);
        let receivers = usize::from(call.form == CallForm::Method);
        if receivers + call.arguments.len() > MOST_ARGUMENTS {
            let error = self.unknown_function(&call.name);
            return error.map(|error| error.at(at)).into_iter().collect();
        }
        let mut given: Vec<Given> = Vec::new();
        if call.form == CallForm::Method {
            given.push(Given::Value(Known::No, None, at.clone()));
        }
        let mut errors = Vec::new();
        for (index, argument) in call.arguments.iter().enumerate() {
            let is_last = index + 1 == call.arguments.len();
            match &argument.value {
                CallValue::Map(entries) if is_last => {
                    for (name, key, value) in entries {
                        given.push(Given::Named(
                            Text::from(name.replace('_', "").as_str()),
                            Some(known_argument(value, source)),
                            place(source, *key),
                        ));
                        errors.extend(in_map(command, value, source, look));
                    }
                }
                // It might be a map with anything in it.
                CallValue::Other if is_last => given.push(Given::Splat),
                _ => given.push(Given::Value(
                    known_argument(argument, source),
                    None,
                    place(source, argument.span),
                )),
            }
        }
        let takes_objects = matches!(command.work, Work::Stage(_));
        let input = match given.first() {
            Some(Given::Value(..)) if takes_objects => {
                given.remove(0);
                Input::Piped
            }
            Some(Given::Splat) if takes_objects => Input::Piped,
            _ => Input::None,
        };
        let mut texts = Vec::new();
        let mut told = |parameter: &Parameter, value: &Value, place: &crate::error::Place| {
            if let Value::Text(text) = value
                && let Some(error) = look(command.name(), parameter, text)
            {
                texts.push(error.or_at(place));
            }
        };
        let wrong = check(command, given, &at, input, &mut told);
        let all = wrong.into_iter().chain(texts).chain(errors);
        all.map(|error| error.or_command(command.name())).collect()
    }
}

/// What is wrong with texts in a map that is an argument, such as `body_parameter: #{ … }`.
fn in_map<H>(
    command: &Command<H>,
    argument: &CallArgument,
    source: &Rc<Source>,
    look: CheckText<'_>,
) -> Vec<ShellError> {
    let CallValue::Map(entries) = &argument.value else {
        return Vec::new();
    };
    let texts = entries.iter().filter_map(|(key, _, value)| {
        let CallValue::Text(text) = &value.value else {
            return None;
        };
        let parameters = command.parameter_list();
        let parameter = parameters.iter().find(|p| p.is_called(key))?;
        let error = look(command.name(), parameter, text)?;
        Some(error.or_at(&place(source, value.span)))
    });
    texts.collect()
}

fn known_argument(argument: &CallArgument, source: &Rc<Source>) -> Known {
    let value = match &argument.value {
        CallValue::Text(text) => Some(Value::from(text.as_str())),
        CallValue::Whole(number) => Some(Value::Int(*number)),
        CallValue::Truth(truth) => Some(Value::Bool(*truth)),
        CallValue::Map(_) | CallValue::Other => None,
    };
    let span: Span = argument.span;
    known(value, &place(source, span))
}
