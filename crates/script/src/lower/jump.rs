//! `break`, `continue`, `return` and `exit`: what must end before control goes where they send it.

use super::writer::{Frame, Label, Loop, Writer};
use crate::span::Span;
use crate::tree::Statement;

/// What the variable of a label holds while a `break` is on its way.
const BREAK: i64 = 1;

/// The same for a `continue`.
const CONTINUE: i64 = 2;

impl Writer {
    /// Writes `break` or `continue`.
    pub(super) fn jump(&mut self, span: Span, keyword: &str, label: Option<&str>) {
        let target = match label {
            Some(label) => match self.labelled_loop(label) {
                Some(found) => Some(found),
                None => {
                    let message = format!("\"{keyword}\" names a loop that is not around it.");
                    let help = "Leave the label out, or write return to end the script.";
                    return self.refuse(span, &message, help);
                }
            },
            None => None,
        };
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
                Frame::Loop(innermost) => {
                    self.discard(span, sinks);
                    self.line();
                    match target {
                        Some(target) if target.id != innermost.id => {
                            self.leave_for(&innermost, &target, keyword);
                        }
                        _ => self.put(&format!("{keyword};")),
                    }
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
        // Outside any loop, PowerShell ends the script; scripts rely on it after an error.
        self.discard(span, sinks);
        self.line();
        self.call("ps_halt", span);
        self.put(";");
    }

    /// The loop of a label around the statement being written, inside the same block.
    fn labelled_loop(&self, label: &str) -> Option<Loop> {
        self.frames
            .iter()
            .rev()
            .take_while(|frame| **frame != Frame::Block)
            .find_map(|frame| match frame {
                Frame::Loop(found) => Some(found.clone()).filter(|found| {
                    let own = found.label.as_ref();
                    own.is_some_and(|own| own.name.eq_ignore_ascii_case(label))
                }),
                _ => None,
            })
    }

    /// Ends a loop for the sake of an outer one. Rhai's `break` knows no labels: a variable of the outer loop says
    /// what is to be done, and what stands behind each loop on the way looks at it.
    fn leave_for(&mut self, inner: &Loop, outer: &Loop, keyword: &str) {
        let Some(label) = outer.label.clone() else {
            return;
        };
        let number = if keyword == "break" { BREAK } else { CONTINUE };
        self.put(&format!("{} = {number}; break;", label.flag));
        let left = (inner.id, label);
        if !self.left.contains(&left) {
            self.left.push(left);
        }
    }

    /// Writes, behind a loop, what a jump out of it to an outer one still has to do.
    pub(super) fn go_on_leaving(&mut self, span: Span, ended: usize) {
        let mut due = Vec::new();
        self.left.retain(|(id, label)| {
            let is_due = *id == ended;
            if is_due {
                due.push(label.clone());
            }
            !is_due
        });
        for label in due {
            let next = self.frames.iter().rev().find_map(|frame| match frame {
                Frame::Loop(next) => Some(next.clone()),
                _ => None,
            });
            let arrived = next.is_some_and(|next| next.label.as_ref() == Some(&label));
            if !arrived {
                self.line();
                self.put(&format!("if {} != 0 ", label.flag));
                self.braces(|writer| writer.pass_on(span, &label));
                continue;
            }
            for (number, keyword) in [(BREAK, "break"), (CONTINUE, "continue")] {
                self.line();
                self.put(&format!("if {} == {number} ", label.flag));
                self.braces(|writer| {
                    writer.line();
                    writer.put(&format!("{} = 0;", label.flag));
                    writer.jump(span, keyword, None);
                });
            }
        }
    }

    /// Leaves one more loop on the way to an outer one.
    fn pass_on(&mut self, span: Span, label: &Label) {
        let next = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Loop(next) => Some(next.id),
            _ => None,
        });
        self.jump(span, "break", None);
        if let Some(id) = next {
            let left = (id, label.clone());
            if !self.left.contains(&left) {
                self.left.push(left);
            }
        }
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
