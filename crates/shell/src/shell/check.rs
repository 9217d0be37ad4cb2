//! Checking a script without running it: commands, parameters, values, and what the host knows about texts.

mod calls;

use std::collections::BTreeMap;
use std::rc::Rc;

use ingroup_script::tree::{
    Argument, ArgumentKind, Command as Written, Expr, ExprKind, Invocation, Number, Pipeline,
    ScriptBlock, Stage, Statement, StatementKind,
};
use ingroup_script::{
    Diagnostic, LowerOptions, MixedOptions, Span, Steps, Visitor, walk, walk_statements, weave,
};

use super::Shell;
use crate::bind::{Given, Input, Known, check};
use crate::bridge;
use crate::command::Command;
use crate::error::{Category, Place, ShellError, Source};
use crate::parameter::Parameter;
use crate::runtime::{RhaiScript, Runtime};
use crate::value::{Text, Value};

/// Says what is wrong with a text that a script gives to a parameter of the command named, such as a rule.
pub type CheckText<'l> = &'l dyn Fn(&str, &Parameter, &str) -> Option<ShellError>;

impl<H: 'static> Shell<H> {
    /// Checks a script in PowerShell's syntax without running it; what is found stands in the order of the script.
    pub fn check(&self, text: &str, name: &str, look: CheckText<'_>) -> Vec<ShellError> {
        let source = Source::new(name, text);
        let parsed = ingroup_script::parse(text);
        let lowered = ingroup_script::lower(&parsed, LowerOptions::default());
        let wrong: Vec<_> = parsed.errors.iter().chain(&lowered.errors).collect();
        if !wrong.is_empty() {
            return unreadable(&source, &wrong);
        }
        self.found(&source, look, |visitor| walk(&parsed.script, visitor))
    }

    /// Checks a `.rhai` file without running it: its Rhai as far as it can be read, its PowerShell as [`Shell::check`]
    /// does.
    pub fn check_rhai(&self, text: &str, name: &str, look: CheckText<'_>) -> Vec<ShellError> {
        let source = Source::new(name, text);
        let mixed = weave(
            text,
            MixedOptions {
                first_location: 0,
                is_command: &|word| self.runtime.find_command(word).is_some(),
                steps: Steps::Silent,
            },
        );
        if !mixed.errors.is_empty() {
            return unreadable(&source, &mixed.errors.iter().collect::<Vec<_>>());
        }
        let statements = mixed.statements.clone();
        let compiled = self.whole_engine().compile(&mixed.text);
        let script = RhaiScript {
            source: Rc::clone(&source),
            mixed,
        };
        self.runtime.rhai.replace(Some(Rc::new(script)));
        if let Err(error) = compiled {
            let place = self.runtime.rhai_place(error.position());
            let message = bridge::sentence(&error.0.to_string());
            return vec![
                ShellError::new(message)
                    .category(Category::ParserError)
                    .at(place),
            ];
        }
        let mut errors = self.found(&source, look, |visitor| {
            walk_statements(&statements, visitor);
        });
        errors.extend(self.wrong_calls(&source, look));
        in_order(errors)
    }

    fn found(
        &self,
        source: &Rc<Source>,
        look: CheckText<'_>,
        walk: impl Fn(&mut dyn Visitor),
    ) -> Vec<ShellError> {
        let mut names = Names::default();
        walk(&mut names);
        let mut checker = Checker {
            runtime: &self.runtime,
            source,
            names,
            look,
            errors: Vec::new(),
        };
        walk(&mut checker);
        in_order(checker.errors)
    }
}

/// In the order of the script.
fn in_order(mut errors: Vec<ShellError>) -> Vec<ShellError> {
    errors.sort_by_key(|error| error.place().map_or(0, |place| place.range().start));
    errors
}

fn unreadable(source: &Rc<Source>, wrong: &[&Diagnostic]) -> Vec<ShellError> {
    let error = |found: &&Diagnostic| {
        let error = ShellError::new(found.message.clone())
            .category(Category::ParserError)
            .at(place(source, found.span));
        match &found.help {
            Some(help) => error.help(help.clone()),
            None => error,
        }
    };
    wrong.iter().map(error).collect()
}

fn place(source: &Rc<Source>, span: Span) -> Place {
    Place::new(source, span.start as usize..span.end as usize)
}

/// What a script makes known itself.
#[derive(Default)]
struct Names {
    functions: Vec<String>,
    /// Variables that are given a text once and nothing else: the text and where it stands.
    texts: BTreeMap<String, Option<(String, Span)>>,
    /// Variables that are given a hashtable once and nothing else.
    tables: BTreeMap<String, Option<Entries>>,
    /// Whether it runs other scripts in its own scope, which may define anything.
    runs_others: bool,
}

/// What stands in a hashtable, as it is written.
type Entries = Vec<(Expr, Statement)>;

impl Names {
    fn forget(&mut self, variable: &str) {
        self.texts.insert(bare(variable), None);
        self.tables.insert(bare(variable), None);
    }

    fn table(&self, variable: &str) -> &[(Expr, Statement)] {
        let known = self.tables.get(&bare(variable));
        known.and_then(Option::as_deref).unwrap_or_default()
    }
}

/// A variable's name without its scope, in lower case.
fn bare(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_lowercase()
}

impl Visitor for Names {
    fn pipeline(&mut self, pipeline: &Pipeline) {
        for stage in &pipeline.stages {
            let Stage::Command(command) = stage else {
                continue;
            };
            self.runs_others |= command.invocation == Invocation::Dot;
            if let ExprKind::Text(name) = &command.name.kind
                && ["set-alias", "new-alias", "sal", "nal"].contains(&name.to_lowercase().as_str())
            {
                let words = command.arguments.iter().filter_map(|a| match &a.kind {
                    ArgumentKind::Word(word, _) => Some(word.clone()),
                    _ => None,
                });
                self.functions.extend(words);
            }
        }
    }

    fn assignment(&mut self, target: &Expr, operator: Option<&str>, value: &Statement) {
        let ExprKind::Variable(name) = &target.kind else {
            if let ExprKind::List(targets) = &target.kind {
                for target in targets {
                    self.assignment(target, Some("="), value);
                }
            }
            return;
        };
        let name = bare(name);
        let known = self.texts.contains_key(&name) || self.tables.contains_key(&name);
        let value = only_value(value).filter(|_| operator.is_none() && !known);
        match value.map(|value| (&value.kind, value.span)) {
            Some((ExprKind::Text(text), span)) => {
                self.texts.insert(name, Some((text.clone(), span)));
            }
            Some((ExprKind::Table(entries), _)) => {
                self.tables.insert(name, Some(entries.clone()));
            }
            _ => self.forget(&name),
        }
    }

    fn loop_variable(&mut self, name: &str) {
        self.forget(name);
    }

    fn function(&mut self, name: &str, block: &ScriptBlock) {
        self.functions.push(name.to_owned());
        for parameter in block.parameters.iter().flatten() {
            self.forget(&parameter.name);
        }
    }
}

/// The value that a statement is, if it is nothing else.
fn only_value(statement: &Statement) -> Option<&Expr> {
    let StatementKind::Pipeline(pipeline) = &statement.kind else {
        return None;
    };
    match pipeline.stages.as_slice() {
        [
            Stage::Value {
                value,
                redirections,
            },
        ] if redirections.is_empty() => match &value.kind {
            // `[ordered]@{…}` is a hashtable as well.
            ExprKind::Cast(_, inner) if matches!(inner.kind, ExprKind::Table(_)) => Some(inner),
            _ => Some(value),
        },
        _ => None,
    }
}

struct Checker<'s, H: 'static> {
    runtime: &'s Rc<Runtime<H>>,
    source: &'s Rc<Source>,
    names: Names,
    look: CheckText<'s>,
    errors: Vec<ShellError>,
}

impl<H: 'static> Visitor for Checker<'_, H> {
    fn pipeline(&mut self, pipeline: &Pipeline) {
        for (index, stage) in pipeline.stages.iter().enumerate() {
            if let Stage::Command(command) = stage {
                let input = match index {
                    0 => Input::None,
                    _ => Input::Piped,
                };
                self.command(command, input);
            }
        }
    }
}

impl<H: 'static> Checker<'_, H> {
    fn command(&mut self, written: &Written, input: Input) {
        let ExprKind::Text(name) = &written.name.kind else {
            return;
        };
        let defined = &self.names.functions;
        let own = defined.iter().any(|known| {
            let known = known.rsplit(':').next().unwrap_or(known);
            known.eq_ignore_ascii_case(name)
        });
        let is_path = name.contains(['/', '\\']) || name.to_lowercase().ends_with(".ps1");
        if own || is_path {
            return;
        }
        let at = place(self.source, written.name.span);
        let Some(command) = self.runtime.find_command(name) else {
            if !self.names.runs_others {
                self.errors.push(self.runtime.unknown_command(name).at(at));
            }
            return;
        };
        let given: Vec<Given> = written
            .arguments
            .iter()
            .filter_map(|argument| self.given(argument))
            .collect();
        let look = self.look;
        let mut texts = Vec::new();
        let mut told = |parameter: &Parameter, value: &Value, place: &Place| {
            if let Value::Text(text) = value
                && let Some(error) = look(command.name(), parameter, text)
            {
                texts.push(error.or_at(place));
            }
        };
        let errors = check(&command, given, &at, input, &mut told);
        texts.extend(self.in_tables(&command, written));
        let all = errors.into_iter().chain(texts);
        self.errors
            .extend(all.map(|error| error.or_command(command.name())));
    }

    /// What is wrong with texts in hashtables: in one that is an argument, such as `-BodyParameter @{…}`, and in one
    /// whose entries are the arguments, `@parameters`.
    fn in_tables(&self, command: &Command<H>, written: &Written) -> Vec<ShellError> {
        let mut errors = Vec::new();
        for argument in &written.arguments {
            let entries = match &argument.kind {
                ArgumentKind::Splat(name) => self.names.table(name),
                ArgumentKind::Value(value) | ArgumentKind::Parameter(_, Some(value)) => {
                    match &value.kind {
                        ExprKind::Table(entries) => entries,
                        ExprKind::Variable(name) => self.names.table(name),
                        _ => &[],
                    }
                }
                _ => &[],
            };
            for (key, value) in entries {
                let ExprKind::Text(key) = &key.kind else {
                    continue;
                };
                let parameter = command.parameter_list().iter().find(|p| p.is_called(key));
                if let Some(parameter) = parameter
                    && let Some(Known::Value(Value::Text(text), at)) =
                        only_value(value).map(|value| self.value(value))
                    && let Some(error) = (self.look)(command.name(), parameter, &text)
                {
                    errors.push(error.or_at(&at));
                }
            }
        }
        errors
    }

    fn given(&self, argument: &Argument) -> Option<Given> {
        let at = place(self.source, argument.span);
        Some(match &argument.kind {
            ArgumentKind::Word(word, number) => {
                let text = Text::from(word.as_str());
                let value = match number {
                    Some(number) => numeric(number),
                    None => Some(Value::Text(text.clone())),
                };
                Given::Value(known(value, &at), Some(text), at)
            }
            ArgumentKind::Value(value) => Given::Value(self.value(value), None, at),
            ArgumentKind::Parameter(name, value) => {
                let value = value.as_ref().map(|value| self.value(value));
                Given::Named(Text::from(name.as_str()), value, at)
            }
            ArgumentKind::Splat(_) => Given::Splat,
            ArgumentKind::Redirection(..) => return None,
        })
    }

    /// What is known of a value before the script runs.
    fn value(&self, expr: &Expr) -> Known {
        let at = place(self.source, expr.span);
        let value = match &expr.kind {
            ExprKind::Text(text) => Some(Value::from(text.as_str())),
            ExprKind::Number(number) => numeric(number),
            ExprKind::Variable(name) => match name.to_lowercase().as_str() {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                name => match self.names.texts.get(&bare(name)) {
                    Some(Some((text, _))) => Some(Value::from(text.as_str())),
                    _ => None,
                },
            },
            ExprKind::List(items) => items
                .iter()
                .map(|item| match self.value(item) {
                    Known::Value(value, _) => Some(value),
                    Known::No => None,
                })
                .collect::<Option<Vec<Value>>>()
                .map(Value::array),
            _ => None,
        };
        known(value, &at)
    }
}

fn known(value: Option<Value>, place: &Place) -> Known {
    match value {
        Some(value) => Known::Value(value, place.clone()),
        None => Known::No,
    }
}

fn numeric(number: &Number) -> Option<Value> {
    match number {
        Number::Whole(number) => Some(Value::Int(*number)),
        Number::Float(number) => Some(Value::Double(*number)),
        Number::Decimal(_) => None,
    }
}
