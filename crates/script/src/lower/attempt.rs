//! `try`, `catch` and `finally`.

use super::writer::{Frame, Writer};
use crate::span::Span;
use crate::tree::{Body, Catch};

impl Writer {
    /// Writes a block that remembers the state of things before it and goes back to it after.
    pub(super) fn marked(&mut self, span: Span, mark: &str, inside: impl FnOnce(&mut Self)) {
        self.line();
        self.braces(|writer| {
            writer.set_mark(span, mark);
            writer.within(Frame::Mark(mark.to_owned()), inside);
            writer.unwind(span, mark);
        });
    }

    fn set_mark(&mut self, span: Span, mark: &str) {
        self.line();
        self.put(&format!("let {mark} = "));
        self.call("ps_mark", span);
        self.put(";");
    }

    /// Writes a `try` statement. `finally` is a closure that is run on every way out.
    pub(super) fn attempt(
        &mut self,
        span: Span,
        body: &Body,
        catches: &[Catch],
        finally: Option<&Body>,
    ) {
        let Some(finally) = finally else {
            return self.attempt_and_catch(span, body, catches);
        };
        let (mark, last, error) = (self.name('m'), self.name('f'), self.name('e'));
        self.line();
        self.braces(|writer| {
            writer.set_mark(span, &mark);
            writer.line();
            writer.put(&format!("let {last} = || "));
            writer.apart(Frame::InFinally, |writer| writer.block_of(finally));
            writer.put(";");
            writer.line();
            writer.put("try ");
            writer.braces(|writer| {
                writer.within(Frame::Finally(last.clone()), |writer| {
                    match catches.is_empty() {
                        true => writer.statements(body),
                        false => writer.attempt_and_catch(span, body, catches),
                    }
                });
            });
            writer.put(&format!(" catch ({error}) "));
            writer.braces(|writer| {
                writer.unwind(span, &mark);
                writer.run_finally(finally.span, &last);
                writer.rethrow(span, &error);
            });
            writer.run_finally(finally.span, &last);
        });
    }

    fn attempt_and_catch(&mut self, span: Span, body: &Body, catches: &[Catch]) {
        let (mark, error) = (self.name('m'), self.name('e'));
        self.line();
        self.braces(|writer| {
            writer.set_mark(span, &mark);
            writer.line();
            writer.put("try ");
            writer.block_of(body);
            writer.put(&format!(" catch ({error}) "));
            writer.braces(|writer| {
                writer.line();
                writer.open("ps_caught", span);
                writer.put(&format!(", {mark}, {error});"));
                writer.within(Frame::Mark(mark.clone()), |writer| {
                    writer.catches(span, catches, &error)
                });
                writer.unwind(span, &mark);
            });
        });
    }

    fn catches(&mut self, span: Span, catches: &[Catch], error: &str) {
        for (before, catch) in catches.iter().enumerate() {
            match (before, catch.types.is_empty()) {
                (0, true) => return self.statements(&catch.body),
                (_, true) => {
                    self.put(" else ");
                    return self.block_of(&catch.body);
                }
                (0, false) => {
                    self.line();
                    self.put("if ");
                }
                (_, false) => self.put(" else if "),
            }
            self.open("ps_catches", catch.span);
            self.put(&format!(", {error}, ["));
            self.each(&catch.types, |writer, name| writer.quote(name));
            self.put("]) ");
            self.block_of(&catch.body);
        }
        self.put(" else ");
        self.braces(|writer| writer.rethrow(span, error));
    }

    fn rethrow(&mut self, span: Span, error: &str) {
        self.line();
        self.open("ps_rethrow", span);
        self.put(&format!(", {error});"));
    }
}
