//! `throw`, `exit`, `try` and `catch`.

use std::rc::Rc;

use rhai::{Array, Dynamic, Engine, FnPtr, INT};

use super::{Answer, values};
use crate::bridge::{from_rhai, throw_value};
use crate::error::{Category, Halt, ShellError};
use crate::runtime::{Mark, Runtime};
use crate::value::{Number, Value};

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_throw", move |at: INT| -> Answer {
        let error = match &*rt.underscore.borrow() {
            Value::Error(error) => error.as_ref().clone(),
            _ => throw_value(Value::Null),
        };
        Err(rt.raise(at, Halt::Error(error)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_throw", move |at: INT, value: Dynamic| -> Answer {
        let error = match from_rhai(value) {
            Value::Error(error) => error.as_ref().clone(),
            other => throw_value(other),
        };
        Err(rt.raise(at, Halt::Error(error)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_exit", move |at: INT| -> Answer {
        Err(rt.raise(at, Halt::Exit(0)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_exit", move |at: INT, code: Dynamic| -> Answer {
        let code = from_rhai(code).to_number().and_then(Number::round_to_int);
        let code = code.and_then(|c| i32::try_from(c).ok()).unwrap_or(1);
        Err(rt.raise(at, Halt::Exit(code)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_halt", move |at: INT| -> Answer {
        Err(rt.raise(at, Halt::Return))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_mark", move |_: INT| Dynamic::from(rt.mark()));
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_unwind", move |_: INT, mark: Dynamic| {
        if let Some(mark) = mark.try_cast::<Mark<H>>() {
            rt.unwind(&mark);
        }
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_caught", move |_: INT, mark: Dynamic, error: Dynamic| {
        if let Some(mark) = mark.try_cast::<Mark<H>>() {
            rt.unwind(&mark);
        }
        let error = caught(error);
        rt.note(&error);
        rt.succeeded.set(false);
        rt.underscore.replace(Value::Error(Rc::new(error)));
    });
    engine.register_fn("ps_catches", move |_: INT, error: Dynamic, kinds: Array| {
        let error = caught(error);
        values(kinds)
            .iter()
            .any(|kind| catches(&error, &kind.to_text()))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_rethrow", move |at: INT, error: Dynamic| -> Answer {
        Err(rt.raise(at, Halt::Error(caught(error))))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_finally", move |at: INT, part: FnPtr| -> Answer {
        let library = Rc::clone(&rt.library.borrow());
        rt.done(at, rt.call(&library, &part, Vec::new()).map(|_| ()))
    });
}

/// The error that Rhai hands to a `catch`: ours, or a table that describes one of its own.
fn caught(error: Dynamic) -> ShellError {
    match from_rhai(error) {
        Value::Error(error) => error.as_ref().clone(),
        Value::Table(table) => throw_value(table.get_text("message").unwrap_or_default()),
        other => throw_value(other),
    }
}

/// Whether a typed `catch` takes an error. .NET has a class for each kind; here the kind is in the error's category
/// and identifier.
fn catches(error: &ShellError, kind: &str) -> bool {
    let short = kind.rsplit('.').next().unwrap_or(kind).to_ascii_lowercase();
    match short.as_str() {
        "exception" | "systemexception" | "runtimeexception" => true,
        "commandnotfoundexception" => error.error_id() == "CommandNotFoundException",
        "itemnotfoundexception" => error.error_category() == Category::ObjectNotFound,
        "parameterbindingexception" | "argumentexception" => {
            error.error_category() == Category::InvalidArgument
        }
        "unauthorizedaccessexception" => error.error_category() == Category::PermissionDenied,
        "apiexception"
        | "odataerror"
        | "restexception"
        | "webexception"
        | "httprequestexception"
        | "httpresponseexception" => error.service_answer().is_some(),
        other => error.error_id().eq_ignore_ascii_case(other),
    }
}
