//! The Rhai engines: our functions, our limits, and nothing that reaches outside.

use std::rc::Rc;

use rhai::module_resolvers::DummyModuleResolver;
use rhai::{Array, Dynamic, Engine, Module, OptimizationLevel};

use crate::bridge::Thrown;
use crate::runtime::Runtime;
use crate::{functions, rhai_face};

/// How deep expressions may be; the parser of the command language is stricter.
const EXPRESSION_DEPTH: usize = 4_000;
/// How deep Rhai functions may call each other between two script blocks.
const CALL_LEVELS: usize = 100;
/// Rhai's own collections have the limit of ours.
const COLLECTION: usize = crate::value::MAX_ITEMS;

/// The engine for lowered text, which calls our functions and nothing of Rhai's own. Registering little, it is there at
/// once.
pub(crate) fn plain<H: 'static>(runtime: &Rc<Runtime<H>>) -> Rc<Engine> {
    let mut engine = Engine::new_raw();
    let mut lists = Module::new();
    lists.set_iterable::<Array>();
    engine.register_global_module(lists.into());
    limit(&mut engine, runtime);
    functions::register(&mut engine, runtime);
    Rc::new(engine)
}

/// The engine for `.rhai` files: Rhai's own library, ours, and every command as a function.
pub(crate) fn whole<H: 'static>(runtime: &Rc<Runtime<H>>) -> Rc<Engine> {
    let mut engine = Engine::new();
    limit(&mut engine, runtime);
    let rt = Rc::clone(runtime);
    engine.on_print(move |text| {
        // A pipe that broke is noticed again at the next write that can say so.
        let _ = rt.write_host(&format!("{text}\n"));
    });
    let rt = Rc::clone(runtime);
    engine.on_debug(move |text, _, _| {
        let _ = rt.write_host(&format!("{text}\n"));
    });
    functions::register(&mut engine, runtime);
    rhai_face::register(&mut engine, runtime);
    Rc::new(engine)
}

fn limit<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_max_expr_depths(EXPRESSION_DEPTH, EXPRESSION_DEPTH);
    engine.set_max_call_levels(CALL_LEVELS);
    engine.set_max_string_size(runtime.limits.text);
    engine.set_max_array_size(COLLECTION);
    engine.set_max_map_size(COLLECTION);
    engine.set_module_resolver(DummyModuleResolver::new());
    engine.disable_symbol("eval");
    engine.disable_symbol("import");
    engine.disable_symbol("export");
    let rt = Rc::clone(runtime);
    engine.on_progress(move |_| rt.spend().map(|halt| Dynamic::from(Thrown(halt))));
}
