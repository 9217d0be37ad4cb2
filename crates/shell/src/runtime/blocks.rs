//! Running script blocks: their output, their depth, the marks an error goes back to, the budget of steps.

use std::rc::Rc;
use std::sync::atomic::Ordering;

use rhai::{AST, Dynamic, FnPtr};

use super::{Frame, Mark, Runtime};
use crate::command::Done;
use crate::error::{Category, Halt, ShellError};
use crate::pipeline::Sink;
use crate::value::{Passing, ScriptBlock, Value};

impl<H: 'static> Runtime<H> {
    /// Runs a block with `input` as `$_` and gives its output as a pipeline's.
    pub(crate) fn invoke_with(
        self: &Rc<Self>,
        block: &ScriptBlock,
        input: Value,
        arguments: Vec<Value>,
    ) -> Result<Value, Halt> {
        let depth = self.open_frame();
        let result = self.invoke_parts(block, input, arguments, Sink::Frame(depth));
        let items = self.close_frame(depth);
        result.map(|()| Value::collapse(items))
    }

    /// Runs a block with `input` as `$_`; its output goes to `sink`.
    pub(crate) fn invoke_into(
        self: &Rc<Self>,
        block: &ScriptBlock,
        input: Value,
        sink: Sink<H>,
    ) -> Done {
        self.invoke_parts(block, input, Vec::new(), sink)
    }

    fn invoke_parts(
        self: &Rc<Self>,
        block: &ScriptBlock,
        input: Value,
        arguments: Vec<Value>,
        sink: Sink<H>,
    ) -> Done {
        let body = block.body();
        let parts = [&body.begin, &body.process, &body.end];
        for (row, value) in body.parameters.iter().zip(arguments) {
            self.scope().set(&row.name, value)?;
        }
        for part in parts.into_iter().flatten() {
            match body.passing {
                Passing::Underscore => self.with_underscore(input.clone(), |runtime| {
                    runtime.stream(block, part, Vec::new(), sink.clone())
                })?,
                Passing::Argument => {
                    let value = {
                        let given = vec![crate::bridge::to_rhai(input.clone())];
                        crate::bridge::from_rhai(self.call(&body.library, part, given)?)
                    };
                    if !value.is_null() {
                        sink.push(self, value)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Runs a part of a block; its output goes to `sink`.
    pub(crate) fn stream(
        self: &Rc<Self>,
        block: &ScriptBlock,
        part: &FnPtr,
        arguments: Vec<Dynamic>,
        sink: Sink<H>,
    ) -> Done {
        let depth = {
            let mut frames = self.frames.borrow_mut();
            frames.push(Frame::Stream(sink));
            frames.len() - 1
        };
        let outside = self
            .running
            .replace(Some(Rc::clone(block.place().source())));
        let result = self.call(&block.body().library, part, arguments);
        self.running.replace(outside);
        self.close_frame(depth);
        result.map(|_| ())
    }

    /// Runs a part of a block and gives its output as a value.
    pub(crate) fn collect(
        self: &Rc<Self>,
        block: &ScriptBlock,
        part: &FnPtr,
        arguments: Vec<Dynamic>,
    ) -> Result<Value, Halt> {
        let depth = self.open_frame();
        let result = self.call(&block.body().library, part, arguments);
        let items = self.close_frame(depth);
        result.map(|_| Value::collapse(items))
    }

    /// Calls a Rhai function with the library it was compiled into.
    pub(crate) fn call(
        &self,
        library: &Rc<AST>,
        function: &FnPtr,
        arguments: Vec<Dynamic>,
    ) -> Result<Dynamic, Halt> {
        let Some(engine) = self.engine.borrow().upgrade() else {
            return Err(Halt::Interrupted);
        };
        self.deeper()?;
        let outside = self.library.replace(Rc::clone(library));
        let scope = self.scope();
        let result = function.call::<Dynamic>(&engine, library, arguments);
        self.enter(scope);
        self.library.replace(outside);
        self.shallower();
        result.map_err(|e| crate::bridge::halt(&e))
    }

    /// Goes one level of calls deeper, or says that it is too deep.
    pub(crate) fn deeper(&self) -> Done {
        if self.depth.get() >= self.limits.depth {
            return Err(Halt::Error(
                ShellError::new(format!(
                    "Script blocks, functions and script files call each other more than {} levels deep.",
                    self.limits.depth
                ))
                .category(Category::LimitsExceeded)
                .id("CallDepthOverflow")
                .help("A function that calls itself needs a case in which it does not.")
                .settle(),
            ));
        }
        self.depth.set(self.depth.get() + 1);
        Ok(())
    }

    /// Comes back from a call.
    pub(crate) fn shallower(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    pub(crate) fn mark(&self) -> Mark<H> {
        Mark {
            frames: self.depth_of_frames(),
            scope: self.scope(),
            underscore: self.underscore.borrow().clone(),
            _trying: Rc::clone(&self.trying),
        }
    }

    /// Goes back to a mark.
    pub(crate) fn unwind(&self, mark: &Mark<H>) {
        self.frames.borrow_mut().truncate(mark.frames);
        self.enter(Rc::clone(&mark.scope));
        self.underscore.replace(mark.underscore.clone());
    }

    /// Whether a `try` will see an error that is raised now.
    pub(crate) fn is_trying(&self) -> bool {
        Rc::strong_count(&self.trying) > 1
    }

    /// A number that is new every time.
    pub(crate) fn next_serial(&self) -> u64 {
        let next = self.serial.get() + 1;
        self.serial.set(next);
        next
    }

    /// Counts one operation; `Some` ends the run.
    pub(crate) fn spend(&self) -> Option<Halt> {
        let spent = self.spent.get() + 1;
        self.spent.set(spent);
        if spent > self.limits.operations {
            return Some(Halt::Spent(format!(
                "The script took more than {} steps and was ended.",
                self.limits.operations
            )));
        }
        if spent.is_multiple_of(64) && self.interrupt.load(Ordering::Relaxed) {
            return Some(Halt::Interrupted);
        }
        None
    }

    /// Makes ready for the next run: a fresh budget, and nothing left open by the last one.
    pub(crate) fn reset(&self) {
        self.spent.set(0);
        self.tidy();
    }

    /// Closes what a statement has left open.
    pub(crate) fn tidy(&self) {
        self.depth.set(0);
        self.frames.borrow_mut().truncate(1);
        self.enter(Rc::clone(&self.root));
        self.underscore.replace(Value::Null);
        self.streams.take();
    }
}
