//! PowerShell inside a `.rhai` file: variables are handed over before it runs, and taken back after it.
//!
//! A variable goes by its name in any case. What PowerShell makes anew is a Rhai variable from there to the end of the
//! block it stands in. Arrays become Rhai's own; growing lists, hashtables and objects stay themselves, so that both
//! sides change the same one. A Rhai function or closure shares its own variables.

use std::any::TypeId;
use std::rc::Rc;

use rhai::{Dynamic, Engine, EvalAltResult, EvalContext, Expression, FnPtr, INT, Module, Scope};

use crate::bridge::{to_rhai, to_rhai_error};
use crate::error::{Halt, Place, Source};
use crate::runtime::Runtime;
use crate::value::{ListKind, Value, Walk};

type Answer = Result<Dynamic, Box<EvalAltResult>>;

/// Registers `ps_share`, what stands in woven text beside it, and the walk over a list.
pub(crate) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    // The symbols are well formed, so this cannot fail.
    let _ = engine.register_custom_syntax(
        ["ps_share", "$string$", "$block$"],
        true,
        move |context: &mut EvalContext<'_, '_, '_, '_, '_, '_>, inputs: &[Expression<'_>]| {
            rt.share(context, inputs)
        },
    );
    engine.register_fn("ps_rhai", |_: INT, value: Dynamic| {
        match value.try_cast_result::<Value>() {
            Ok(value) => for_rhai(value),
            Err(other) => other,
        }
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_step", move |number: INT| -> Answer {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        rt.rhai_step(number).map_err(to_rhai_error)?;
        Ok(Dynamic::UNIT)
    });
    let mut module = Module::new();
    module.set_iter(TypeId::of::<Value>(), |value| {
        let items = match value.try_cast::<Value>() {
            Some(value) => value.into_items(),
            None => Vec::new(),
        };
        Box::new(items.into_iter().map(for_rhai))
    });
    engine.register_global_module(module.into());
}

/// A value of PowerShell as Rhai works with it.
fn for_rhai(value: Value) -> Dynamic {
    match value {
        Value::Empty => Dynamic::UNIT,
        Value::List(list) if list.kind() == ListKind::Array => match Walk::enter(list.len()) {
            Some(_walk) => Dynamic::from_array(list.to_vec().into_iter().map(for_rhai).collect()),
            None => Dynamic::UNIT,
        },
        other => to_rhai(other),
    }
}

impl<H: 'static> Runtime<H> {
    fn share(
        self: &Rc<Self>,
        context: &mut EvalContext<'_, '_, '_, '_, '_, '_>,
        inputs: &[Expression<'_>],
    ) -> Answer {
        let [names, block] = inputs else {
            return Ok(Dynamic::UNIT);
        };
        let names = names.get_string_value().unwrap_or("").to_owned();
        let names = || names.split(',').filter(|name| !name.is_empty());
        for name in names() {
            if let Some(value) =
                known(context.scope(), name).and_then(|known| context.scope().get(&known).cloned())
            {
                let place = self.place_of_share();
                let value = self.take_in(value.flatten(), &place);
                self.set_variable(name, value)
                    .map_err(|error| to_rhai_error(Halt::Error(error)))?;
            }
        }
        let frames = self.depth_of_frames();
        let (scope, underscore) = (self.scope(), self.underscore.borrow().clone());
        let result = context.eval_expression_tree(block);
        if result.is_err() {
            self.frames.borrow_mut().truncate(frames);
            self.enter(scope);
            self.underscore.replace(underscore);
        }
        for name in names() {
            let value = self.get_variable(name);
            match known(context.scope(), name) {
                Some(known) => take_back(context.scope_mut(), &known, value),
                None if value.is_null() => {}
                None => {
                    context.scope_mut().push_dynamic(name, for_rhai(value));
                }
            }
        }
        result
    }

    fn place_of_share(&self) -> Place {
        let script = self.rhai.borrow();
        let source = script.as_ref().map(|script| Rc::clone(&script.source));
        Place::new(&source.unwrap_or_else(|| Source::new("script", "")), 0..0)
    }
}

/// The Rhai variable of a name: the same spelling first, else any.
fn known(scope: &Scope<'_>, name: &str) -> Option<String> {
    if scope.contains(name) {
        return Some(name.to_owned());
    }
    // From the last to the first: an inner variable hides an outer one.
    scope
        .iter()
        .map(|(known, ..)| known)
        .find(|known| known.eq_ignore_ascii_case(name))
        .map(str::to_owned)
}

/// Gives a Rhai variable the value that PowerShell left; a constant and a function stay what they are.
fn take_back(scope: &mut Scope<'_>, name: &str, value: Value) {
    if scope.is_constant(name) == Some(true) {
        return;
    }
    if let Some(variable) = scope.get_mut(name)
        && !variable.is::<FnPtr>()
    {
        let value = for_rhai(value);
        match variable.is_shared() {
            // A closure holds it too: both go on to see the same.
            true => {
                if let Some(mut inside) = variable.write_lock::<Dynamic>() {
                    *inside = value;
                }
            }
            false => *variable = value,
        }
    }
}
