//! `break`, `continue`, `return` and `exit`: what must end before control goes where they send it.

use super::writer::{Frame, Writer};
use crate::span::Span;
use crate::tree::Statement;

impl Writer {
    /// Writes `break` or `continue`.
    pub(super) fn jump(&mut self, span: Span, keyword: &str, label: Option<&str>) {
        let mut sinks = 0_usize;
        for frame in self.frames.clone().into_iter().rev() {
            match frame {
                Frame::Sink => sinks += 1,
                Frame::Mark(mark) => {
                    self.discard(span, std::mem::take(&mut sinks));
                    self.unwind(span, &mark);
                }
                Frame::Finally(block) => {
                    self.discard(span, std::mem::take(&mut sinks));
                    self.run_finally(span, &block);
                }
                Frame::Loop(name) => {
                    let other = label.is_some_and(|l| {
                        !name
                            .as_deref()
                            .is_some_and(|name| name.eq_ignore_ascii_case(l))
                    });
                    if other {
                        let message = format!("\"{keyword}\" can reach only the innermost loop.");
                        self.refuse(
                            span,
                            &message,
                            "Set a variable, and look at it in the outer loop.",
                        );
                        return;
                    }
                    self.discard(span, sinks);
                    self.line();
                    self.put(keyword);
                    self.put(";");
                    return;
                }
                Frame::InFinally => return self.refuse_leaving(span, keyword),
                Frame::Block => {
                    let message = format!("\"{keyword}\" stands outside a loop.");
                    let help = "In a script block or function, write return to leave it, throw to stop with an \
                                error, or exit to end the whole run.";
                    return self.refuse(span, &message, help);
                }
            }
        }
        if label.is_some() {
            let message = format!("\"{keyword}\" names a loop that is not around it.");
            return self.refuse(
                span,
                &message,
                "Leave the label out, or write return to end the script.",
            );
        }
        // Outside any loop, PowerShell ends the script; scripts rely on it after an error.
        self.discard(span, sinks);
        self.line();
        self.call("ps_halt", span);
        self.put(";");
    }

    /// Writes `return`. The value is written after the sinks between are gone, and before any `finally` runs.
    pub(super) fn leave(&mut self, span: Span, value: Option<&Statement>) {
        if self.frames.contains(&Frame::InFinally) {
            return self.refuse_leaving(span, "return");
        }
        let sinks = self
            .frames
            .iter()
            .filter(|frame| **frame == Frame::Sink)
            .count();
        self.discard(span, sinks);
        if let Some(value) = value {
            self.apart_from_sinks(|writer| writer.statement(value));
        }
        self.run_all_finally(span);
        self.line();
        if self.frames.contains(&Frame::Block) {
            self.put("return;");
        } else {
            self.call("ps_halt", span);
            self.put(";");
        }
    }

    /// Writes `exit`.
    pub(super) fn exit(&mut self, span: Span, value: Option<&Statement>) {
        self.line();
        if self
            .frames
            .iter()
            .any(|frame| matches!(frame, Frame::Finally(_)))
            && let Some(value) = value
        {
            let held = self.name('t');
            self.put(&format!("let {held} = "));
            self.value(value);
            self.put(";");
            self.run_all_finally(span);
            self.line();
            self.open("ps_exit", span);
            self.put(&format!(", {held});"));
            return;
        }
        self.run_all_finally(span);
        self.open("ps_exit", span);
        if let Some(value) = value {
            self.put(", ");
            self.value(value);
        }
        self.put(");");
    }

    fn apart_from_sinks(&mut self, write: impl FnOnce(&mut Self)) {
        let without = self
            .frames
            .iter()
            .filter(|frame| **frame != Frame::Sink)
            .cloned()
            .collect();
        let frames = std::mem::replace(&mut self.frames, without);
        write(self);
        self.frames = frames;
    }

    fn refuse_leaving(&mut self, span: Span, keyword: &str) {
        let message = format!("\"{keyword}\" cannot leave a finally block.");
        self.refuse(span, &message, "Move it behind the try statement.");
    }

    fn discard(&mut self, span: Span, sinks: usize) {
        if sinks > 0 {
            self.line();
            self.open("ps_discard", span);
            self.put(&format!(", {sinks});"));
        }
    }

    fn run_all_finally(&mut self, span: Span) {
        for frame in self.frames.clone().into_iter().rev() {
            if let Frame::Finally(block) = frame {
                self.run_finally(span, &block);
            }
        }
    }

    pub(super) fn run_finally(&mut self, span: Span, block: &str) {
        self.line();
        self.open("ps_finally", span);
        self.put(&format!(", {block});"));
    }

    pub(super) fn unwind(&mut self, span: Span, mark: &str) {
        self.line();
        self.open("ps_unwind", span);
        self.put(&format!(", {mark});"));
    }
}
