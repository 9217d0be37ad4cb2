//! Output: sinks that open and close while a statement stands for a value.

use std::rc::Rc;

use rhai::{Dynamic, Engine, INT};

use super::Answer;
use crate::bridge::{from_rhai, to_rhai};
use crate::runtime::Runtime;
use crate::value::Value;

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_out", move |at: INT, value: Dynamic| -> Answer {
        rt.done(at, rt.write_out(from_rhai(value)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_begin", move |_: INT| {
        rt.open_frame();
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_end", move |_: INT| {
        to_rhai(Value::collapse(rt.close_top()))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_end_array", move |_: INT| {
        to_rhai(Value::array(rt.close_top()))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_discard", move |_: INT, count: INT| {
        for _ in 0..count {
            rt.close_top();
        }
    });
}

impl<H: 'static> Runtime<H> {
    fn close_top(&self) -> Vec<Value> {
        self.close_frame(self.depth_of_frames().saturating_sub(1))
    }
}
