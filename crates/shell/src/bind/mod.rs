//! The binder: from the arguments as written to the parameters of a command.

mod convert;
mod known;
mod matching;
mod pipeline;

use std::rc::Rc;
use std::sync::OnceLock;

use crate::command::{Command, WhatIf};
use crate::error::{Category, Place, ShellError};
use crate::parameter::{FromPipeline, Kind, Need, Parameter, Rest};
use crate::value::{ScriptBlock, Text, Value};

pub(crate) use convert::convert;
pub(crate) use known::{Given, Known, check};
pub use matching::closest;
pub(crate) use matching::or_list;

/// An argument as it stands in the script.
#[derive(Clone, Debug)]
pub(crate) enum Argument {
    /// A value.
    Value(Value, Place),
    /// A word without quotes; a number keeps its text.
    Word(Text, Option<Value>, Place),
    /// `-name` or `-name:value`.
    Named(Text, Option<Value>, Place),
    /// `@name`.
    Splat(Value, Place),
}

/// A bound argument.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub(crate) value: Value,
    pub(crate) place: Option<Place>,
}

/// What to do about an error or a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// The script stops.
    Stop,
    /// It is shown, and the script goes on.
    Continue,
    /// It is noted, not shown.
    Silent,
    /// It is neither noted nor shown.
    Ignore,
}

impl Action {
    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Action::Stop => "Stop",
            Action::Continue => "Continue",
            Action::Silent => "SilentlyContinue",
            Action::Ignore => "Ignore",
        }
    }

    /// Reads the words of `-ErrorAction` and `$ErrorActionPreference`.
    pub(crate) fn parse(text: &str) -> Option<Action> {
        match text.to_ascii_lowercase().as_str() {
            "stop" | "1" => Some(Action::Stop),
            "continue" | "2" => Some(Action::Continue),
            "silentlycontinue" | "0" => Some(Action::Silent),
            "ignore" | "4" => Some(Action::Ignore),
            _ => None,
        }
    }
}

/// The parameters that every command has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Common {
    pub(crate) error_action: Option<Action>,
    pub(crate) warning_action: Option<Action>,
    pub(crate) verbose: Option<bool>,
    pub(crate) what_if: Option<bool>,
    pub(crate) confirm: Option<bool>,
    pub(crate) error_variable: Option<Text>,
    pub(crate) warning_variable: Option<Text>,
    pub(crate) out_variable: Option<Text>,
    pub(crate) pipeline_variable: Option<Text>,
}

/// The arguments of one use of a command.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    pub(crate) place: Place,
    pub(crate) bound: Vec<(Text, Bound)>,
    /// What the current pipeline object gave.
    pub(crate) piped: Vec<(Text, Bound)>,
    /// Blocks that give an argument for each pipeline object.
    pub(crate) delayed: Vec<(Text, ScriptBlock, Place)>,
    /// Positional arguments that no parameter takes; only a function without attributes has them.
    pub(crate) rest: Vec<Value>,
    pub(crate) common: Common,
}

impl Binding {
    /// The argument of a parameter by its full name, in any case.
    pub(crate) fn get(&self, name: &str) -> Option<&Bound> {
        self.piped
            .iter()
            .chain(&self.bound)
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, b)| b)
    }

    fn is_bound(&self, name: &str) -> bool {
        self.bound.iter().any(|(n, _)| n.as_str() == name)
            || self.delayed.iter().any(|(n, _, _)| n.as_str() == name)
    }
}

/// What happens to positional arguments that no parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surplus {
    /// They are an error.
    Refuse,
    /// They become `$args`.
    Keep,
}

/// Whether the pipeline will bring objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// It will.
    Piped,
    /// The command stands first.
    None,
}

/// The parameters that every command has, as rows.
pub(crate) fn common_parameters() -> &'static [Parameter] {
    static ROWS: OnceLock<Vec<Parameter>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let actions = ["Stop", "Continue", "SilentlyContinue", "Ignore"];
        vec![
            Parameter::text("ErrorAction").alias("ea").choices(&actions),
            Parameter::text("ErrorVariable").alias("ev"),
            Parameter::text("WarningAction")
                .alias("wa")
                .choices(&actions),
            Parameter::text("WarningVariable").alias("wv"),
            Parameter::text("OutVariable").alias("ov"),
            Parameter::text("PipelineVariable").alias("pv"),
            Parameter::switch("Verbose").alias("vb"),
        ]
    })
}

/// The parameters of the commands that change something, as rows.
pub(crate) fn what_if_parameters() -> &'static [Parameter] {
    static ROWS: OnceLock<Vec<Parameter>> = OnceLock::new();
    ROWS.get_or_init(|| {
        vec![
            Parameter::switch("WhatIf").alias("wi"),
            Parameter::switch("Confirm").alias("cf"),
        ]
    })
}

/// Every parameter that can be named: the command's, and the common ones it has.
pub(crate) fn all_parameters<H>(command: &Command<H>) -> impl Iterator<Item = &Parameter> {
    let extra = match command.what_if {
        WhatIf::Supported => what_if_parameters(),
        WhatIf::Pointless => &[],
    };
    command
        .parameters
        .iter()
        .chain(common_parameters())
        .chain(extra)
}

/// Binds the arguments of one use of a command.
///
/// Errors stand at the argument that is to blame.
pub(crate) fn bind<H>(
    command: &Command<H>,
    arguments: Vec<Argument>,
    place: &Place,
    surplus: Surplus,
    input: Input,
) -> Result<Binding, ShellError> {
    let mut binding = Binding {
        place: place.clone(),
        bound: Vec::new(),
        piped: Vec::new(),
        delayed: Vec::new(),
        rest: Vec::new(),
        common: Common::default(),
    };
    let mut positional: Vec<(Value, Option<Text>, Place)> = Vec::new();
    let mut splatted: Vec<(Text, Value, Place)> = Vec::new();
    let mut arguments = arguments.into_iter().peekable();
    while let Some(argument) = arguments.next() {
        match argument {
            Argument::Value(value, place) => positional.push((value, None, place)),
            Argument::Word(text, number, place) => {
                let value = number.unwrap_or_else(|| Value::Text(text.clone()));
                positional.push((value, Some(text), place));
            }
            Argument::Splat(value, place) => match value {
                Value::Table(table) => splatted.extend(
                    table
                        .named()
                        .into_iter()
                        .map(|(k, v)| (k, v, place.clone())),
                ),
                Value::Object(object) => splatted.extend(
                    object
                        .fields()
                        .into_iter()
                        .map(|(k, v)| (k, v, place.clone())),
                ),
                other => positional.extend(
                    other
                        .into_items()
                        .into_iter()
                        .map(|v| (v, None, place.clone())),
                ),
            },
            Argument::Named(name, value, place) => {
                let parameter = matching::find(command, &name, &place)?;
                let (value, text, place) = match value {
                    Some(value) => (value, None, place),
                    None if parameter.kind == Kind::Switch => {
                        // The modules' switches are often written as if they took a value: `-MailEnabled $false`.
                        match arguments.peek() {
                            Some(Argument::Value(Value::Bool(flag), _)) => {
                                let flag = *flag;
                                arguments.next();
                                (Value::Bool(flag), None, place)
                            }
                            _ => (Value::Bool(true), None, place),
                        }
                    }
                    None => match arguments
                        .next_if(|a| matches!(a, Argument::Value(..) | Argument::Word(..)))
                    {
                        Some(Argument::Value(value, at)) => (value, None, spanning(&place, &at)),
                        Some(Argument::Word(text, number, at)) => {
                            let value = number.unwrap_or_else(|| Value::Text(text.clone()));
                            (value, Some(text), spanning(&place, &at))
                        }
                        _ => {
                            return Err(matching::no_value(parameter).at(place));
                        }
                    },
                };
                assign(&mut binding, parameter, value, text, place, input)?;
            }
        }
    }
    for (name, value, place) in splatted {
        let parameter = matching::find(command, &name, &place)?;
        // An argument that is written out wins over a splatted one.
        if !binding.is_bound(&parameter.name) {
            assign(&mut binding, parameter, value, None, place, input)?;
        }
    }
    assign_positional(command, &mut binding, positional, surplus, input)?;
    if input == Input::None {
        require(command, &binding)?;
    }
    Ok(binding)
}

/// Fails when a mandatory parameter has no argument.
pub(crate) fn require<H>(command: &Command<H>, binding: &Binding) -> Result<(), ShellError> {
    let missing: Vec<String> = command
        .parameters
        .iter()
        .filter(|p| {
            p.need == Need::Mandatory
                && binding.get(&p.name).is_none()
                && !binding.is_bound(&p.name)
        })
        .map(|p| format!("-{}", p.name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(
        ShellError::new(format!("{} is missing.", missing.join(", ")))
            .category(Category::InvalidArgument)
            .id("MissingMandatoryParameter")
            .help(format!("Get-Help {} shows what it takes.", command.name))
            .at(binding.place.clone()),
    )
}

fn assign_positional<H>(
    command: &Command<H>,
    binding: &mut Binding,
    values: Vec<(Value, Option<Text>, Place)>,
    surplus: Surplus,
    input: Input,
) -> Result<(), ShellError> {
    let mut free: Vec<&Parameter> = command
        .parameters
        .iter()
        .filter(|p| p.position.is_some() && !binding.is_bound(&p.name))
        .collect();
    free.sort_by_key(|p| p.position);
    let mut free = free.into_iter();
    let mut values = values.into_iter();
    while let Some((value, text, place)) = values.next() {
        match free.next() {
            Some(parameter) if parameter.rest == Rest::All => {
                let mut all = vec![keep_text(parameter, value, text)];
                let mut span = place;
                for (value, text, at) in values.by_ref() {
                    all.push(keep_text(parameter, value, text));
                    span = spanning(&span, &at);
                }
                let value = if all.len() == 1 {
                    all.pop().unwrap_or_default()
                } else {
                    Value::array(all)
                };
                assign(binding, parameter, value, None, span, input)?;
            }
            Some(parameter) => assign(binding, parameter, value, text, place, input)?,
            None if surplus == Surplus::Keep => binding.rest.push(value),
            None => {
                return Err(matching::one_too_many(command, &value, place));
            }
        }
    }
    Ok(())
}

fn keep_text(parameter: &Parameter, value: Value, text: Option<Text>) -> Value {
    match (parameter.kind, text) {
        (Kind::Text | Kind::Texts, Some(text)) => Value::Text(text),
        _ => value,
    }
}

fn assign(
    binding: &mut Binding,
    parameter: &Parameter,
    value: Value,
    text: Option<Text>,
    place: Place,
    input: Input,
) -> Result<(), ShellError> {
    let name: Text = Text::from(parameter.name.as_ref());
    if binding.is_bound(&name) {
        return Err(ShellError::new(format!("-{name} is given twice."))
            .category(Category::InvalidArgument)
            .id("ParameterAlreadyBound")
            .at(place));
    }
    let value = keep_text(parameter, value, text);
    if let Value::Block(block) = &value
        && input == Input::Piped
        && parameter.pipeline != FromPipeline::No
        && !matches!(parameter.kind, Kind::Block | Kind::Value | Kind::Values)
    {
        binding.delayed.push((name, block.clone(), place));
        return Ok(());
    }
    let value = convert(parameter, value).map_err(|e| e.or_at(&place))?;
    if common_parameters()
        .iter()
        .chain(what_if_parameters())
        .any(|p| p.name == parameter.name)
    {
        set_common(&mut binding.common, &name, &value);
    }
    binding.bound.push((
        name,
        Bound {
            value,
            place: Some(place),
        },
    ));
    Ok(())
}

fn set_common(common: &mut Common, name: &str, value: &Value) {
    let text = || value.to_text();
    let flag = || matches!(value, Value::Bool(true));
    match name {
        "ErrorAction" => common.error_action = Action::parse(&text()),
        "WarningAction" => common.warning_action = Action::parse(&text()),
        "ErrorVariable" => common.error_variable = Some(text()),
        "WarningVariable" => common.warning_variable = Some(text()),
        "OutVariable" => common.out_variable = Some(text()),
        "PipelineVariable" => common.pipeline_variable = Some(text()),
        "Verbose" => common.verbose = Some(flag()),
        "WhatIf" => common.what_if = Some(flag()),
        "Confirm" => common.confirm = Some(flag()),
        _ => {}
    }
}

/// The place from the start of `first` to the end of `last`.
fn spanning(first: &Place, last: &Place) -> Place {
    if Rc::ptr_eq(first.source(), last.source()) && first.range().start <= last.range().start {
        Place::new(first.source(), first.range().start..last.range().end)
    } else {
        last.clone()
    }
}
