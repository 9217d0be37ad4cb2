//! The face `.rhai` files see: each command as a function in snake case, properties in any case.
//!
//! Arguments in order are positional, a map at the end holds named ones: `get_group("sales")`,
//! `set_group(#{ identity: id, description: "x" })`. A command that works on the objects of a pipeline takes them
//! first: `where_object(list, #{ filter_script: |g| g.Name == "x" })`, or `list.where_object(…)`.

use std::rc::Rc;

use rhai::{
    Array, Dynamic, Engine, EvalAltResult, FnPtr, ImmutableString, Map, NativeCallContext, Position,
};

use crate::bind::Argument;
use crate::bridge::{Thrown, from_rhai, to_rhai, to_rhai_error};
use crate::command::{Command, Work};
use crate::error::{Halt, Place, Source};
use crate::members;
use crate::pipeline::{self, Scoping, Sink, StageText};
use crate::redirect::Redirect;
use crate::rhai_share;
use crate::runtime::Runtime;
use crate::value::{Body, Hashtable, Passing, ScriptBlock, Value, Walk};

/// How many values a command takes in order; more are given by name, in a map.
pub(crate) const MOST_ARGUMENTS: usize = 6;

type Answer = Result<Dynamic, Box<EvalAltResult>>;

/// Registers properties, items and every command.
pub(crate) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    engine.register_type_with_name::<Value>("Value");
    engine.register_indexer_get(|object: &mut Value, name: ImmutableString| -> Answer {
        Ok(out(members::member(object, &name)))
    });
    engine.register_indexer_get(|object: &mut Value, index: rhai::INT| -> Answer {
        members::index(object, &Value::Int(index))
            .map(out)
            .map_err(|e| to_rhai_error(Halt::Error(e)))
    });
    engine.register_indexer_set(
        |object: &mut Value,
         name: ImmutableString,
         value: Dynamic|
         -> Result<(), Box<EvalAltResult>> {
            members::set_member(object, &name, from_rhai(value))
                .map_err(|e| to_rhai_error(Halt::Error(e)))
        },
    );
    engine.register_fn("to_string", |value: &mut Value| value.to_text());
    engine.register_type_with_name::<Thrown>("Error");
    engine.register_fn("to_string", |thrown: &mut Thrown| {
        from_rhai(Dynamic::from(thrown.clone())).to_text()
    });
    engine.register_indexer_get(|thrown: &mut Thrown, name: ImmutableString| -> Answer {
        Ok(out(members::member(
            &from_rhai(Dynamic::from(thrown.clone())),
            &name,
        )))
    });
    engine.register_fn("==", |a: Value, b: Value| a == b);
    engine.register_fn("!=", |a: Value, b: Value| a != b);
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "show",
        move |context: NativeCallContext, value: Dynamic| -> Answer {
            let place = rt.rhai_place(context.call_position());
            rt.write_out(rt.take_in(value, &place))
                .map_err(to_rhai_error)?;
            Ok(Dynamic::UNIT)
        },
    );
    rhai_share::register(engine, runtime);
    for command in runtime.registry.sorted() {
        let name = snake_case(command.name());
        macro_rules! with_arguments {
            ($($argument:ident),*) => {{
                let rt = Rc::clone(runtime);
                let command = Rc::clone(&command);
                engine.register_fn(
                    name.as_str(),
                    move |context: NativeCallContext, $($argument: Dynamic),*| -> Answer {
                        rt.call_from_rhai(&command, &context, vec![$($argument),*])
                    },
                );
            }};
        }
        // As many as [`MOST_ARGUMENTS`].
        with_arguments!();
        with_arguments!(a);
        with_arguments!(a, b);
        with_arguments!(a, b, c);
        with_arguments!(a, b, c, d);
        with_arguments!(a, b, c, d, e);
        with_arguments!(a, b, c, d, e, f);
    }
}

/// `Get-GroupMember` is `get_group_member`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut out = String::new();
    let mut before = '-';
    for c in name.chars() {
        if c == '-' {
            out.push('_');
        } else {
            if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    out
}

/// Our value for a Rhai script: arrays and tables become Rhai's own.
fn out(value: Value) -> Dynamic {
    let items = match &value {
        Value::List(list) => list.len(),
        Value::Table(table) => table.len(),
        _ => 0,
    };
    let Some(_walk) = Walk::enter(items) else {
        return Dynamic::UNIT;
    };
    match value {
        Value::Empty => Dynamic::UNIT,
        Value::List(list) => Dynamic::from_array(list.to_vec().into_iter().map(out).collect()),
        Value::Table(table) => {
            let map: Map = table
                .named()
                .into_iter()
                .map(|(k, v)| (k.as_str().into(), out(v)))
                .collect();
            Dynamic::from_map(map)
        }
        other => to_rhai(other),
    }
}

impl<H: 'static> Runtime<H> {
    fn call_from_rhai(
        self: &Rc<Self>,
        command: &Rc<Command<H>>,
        context: &NativeCallContext<'_>,
        given: Vec<Dynamic>,
    ) -> Answer {
        let place = self.rhai_place(context.call_position());
        let mut given: std::collections::VecDeque<Dynamic> = given.into();
        let mut stages = Vec::new();
        if matches!(command.work, Work::Stage(_)) && !given.is_empty() {
            let input = given.pop_front().unwrap_or_default();
            stages.push(StageText::Value(
                self.take_in(input, &place),
                Redirect::default(),
            ));
        }
        let named = match given.back() {
            Some(last) if last.is_map() => given.pop_back().and_then(Dynamic::try_cast::<Map>),
            _ => None,
        };
        let mut arguments: Vec<Argument> = given
            .into_iter()
            .map(|value| Argument::Value(self.take_in(value, &place), place.clone()))
            .collect();
        for (name, value) in named.into_iter().flatten() {
            let name = name.replace('_', "");
            arguments.push(Argument::Named(
                name.into(),
                Some(self.take_in(value, &place)),
                place.clone(),
            ));
        }
        stages.push(StageText::Command {
            command: Rc::clone(command),
            arguments,
            place,
            scoping: Scoping::Own,
            redirect: Redirect::default(),
        });
        let depth = self.open_frame();
        let result = pipeline::run(self, stages, Sink::Frame(depth));
        let items = self.close_frame(depth);
        result.map_err(to_rhai_error)?;
        Ok(out(Value::collapse(items)))
    }

    /// A value of a Rhai script as ours; its closures remember the script's functions.
    pub(crate) fn take_in(&self, value: Dynamic, place: &Place) -> Value {
        if value.is::<FnPtr>() {
            let function: FnPtr = value.cast();
            return Value::Block(ScriptBlock::new(Body {
                place: place.clone(),
                attributes: Vec::new(),
                parameters: Vec::new(),
                begin: None,
                process: None,
                end: Some(function),
                library: Rc::clone(&self.library.borrow()),
                passing: Passing::Argument,
            }));
        }
        if value.is_array() {
            let items: Array = value.cast();
            return Value::array(items.into_iter().map(|v| self.take_in(v, place)).collect());
        }
        if value.is_map() {
            let mut table = Hashtable::new();
            for (name, value) in value.cast::<Map>() {
                table = table.with(name.as_str(), self.take_in(value, place));
            }
            return Value::Table(table);
        }
        from_rhai(value)
    }

    /// A line and column of the Rhai script at hand as a place.
    pub(crate) fn rhai_place(&self, position: Position) -> Place {
        let Some(script) = self.rhai.borrow().clone() else {
            return Place::new(&Source::new("script", ""), 0..0);
        };
        let source = &script.source;
        let (Some(line), column) = (position.line(), position.position().unwrap_or(1)) else {
            return Place::new(source, 0..0);
        };
        // The position counts in the text that is run.
        let run = script.mixed.text.as_str();
        let start: usize = run.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = run.get(start..).unwrap_or("");
        let at = start
            + rest
                .chars()
                .take(column.saturating_sub(1))
                .map(char::len_utf8)
                .sum::<usize>();
        let at = script
            .mixed
            .source_offset(u32::try_from(at).unwrap_or(u32::MAX)) as usize;
        let word: usize = source
            .text()
            .get(at..)
            .unwrap_or("")
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .map(char::len_utf8)
            .sum();
        Place::new(source, at..at + word)
    }
}
