//! Statements, as statements and as values.

use super::writer::{Frame, Label, Loop, Writer};
use crate::span::Span;
use crate::tree::{
    Body, Case, Expr, ExprKind, Join, Pipeline, Stage, Statement, StatementKind, Switch,
    SwitchMode, Until,
};

impl Writer {
    /// Writes the statements of a body, each on a line.
    pub(super) fn statements(&mut self, body: &Body) {
        for statement in &body.statements {
            self.statement(statement);
        }
    }

    pub(super) fn block_of(&mut self, body: &Body) {
        self.braces(|writer| writer.statements(body));
    }

    /// Writes a statement on a line of its own; its output goes to the current sink.
    pub(super) fn statement(&mut self, statement: &Statement) {
        let span = statement.span;
        match &statement.kind {
            StatementKind::Missing => {}
            StatementKind::Pipeline(pipeline) => self.pipeline(pipeline),
            StatementKind::Chain { first, rest } => {
                self.pipeline(first);
                for (join, next) in rest {
                    self.line();
                    self.put(if *join == Join::OnSuccess {
                        "if "
                    } else {
                        "if !"
                    });
                    self.call("ps_succeeded", next.span);
                    self.put(" ");
                    self.braces(|writer| writer.pipeline(next));
                }
            }
            StatementKind::Assign {
                target,
                operator,
                value,
            } => {
                self.line();
                self.assign(span, target, *operator, value);
                self.put(";");
            }
            StatementKind::If { clauses, otherwise } => {
                self.line();
                for (index, (test, body)) in clauses.iter().enumerate() {
                    self.put(if index == 0 { "if " } else { " else if " });
                    self.test(test);
                    self.put(" ");
                    self.block_of(body);
                }
                if let Some(body) = otherwise {
                    self.put(" else ");
                    self.block_of(body);
                }
            }
            StatementKind::ForEach {
                label,
                variable,
                items,
                body,
            } => {
                let item = self.name('t');
                let label = self.label(label);
                self.line();
                self.put(&format!("for {item} in "));
                self.open("ps_each", items.span);
                self.put(", ");
                self.value(items);
                self.put(") ");
                self.looped(span, label, |writer| {
                    writer.line();
                    writer.open_named("ps_set", items.span, variable);
                    writer.put(&format!(", {item});"));
                    writer.statements(body);
                });
            }
            StatementKind::For {
                label,
                start,
                test,
                step,
                body,
            } => {
                if let Some(start) = start {
                    self.silently(start);
                }
                let step = step
                    .as_deref()
                    .map(|step| move |writer: &mut Self| writer.silently(step));
                self.stepping(
                    span,
                    label,
                    step,
                    test.as_deref().map(|test| (test, Until::Fails)),
                    body,
                );
            }
            StatementKind::While { label, test, body } => {
                let label = self.label(label);
                self.line();
                self.put("while ");
                self.test(test);
                self.put(" ");
                self.looped(span, label, |writer| writer.statements(body));
            }
            StatementKind::Do {
                label,
                body,
                test,
                until,
            } => {
                let check = move |writer: &mut Self| writer.stop_unless(test, *until);
                self.stepping(span, label, Some(check), None, body);
            }
            StatementKind::Switch(switch) => self.switch(span, switch),
            StatementKind::Try {
                body,
                catches,
                finally,
            } => self.attempt(span, body, catches, finally.as_ref()),
            StatementKind::Break(label) => self.jump(span, "break", label.as_deref()),
            StatementKind::Continue(label) => self.jump(span, "continue", label.as_deref()),
            StatementKind::Return(value) => self.leave(span, value.as_deref()),
            StatementKind::Exit(value) => self.exit(span, value.as_deref()),
            StatementKind::Throw(value) => {
                self.line();
                self.open("ps_throw", span);
                if let Some(value) = value {
                    self.put(", ");
                    self.value(value);
                }
                self.put(");");
            }
            StatementKind::Function {
                name,
                name_span,
                block,
            } => {
                self.line();
                self.open_named("ps_function", *name_span, name);
                self.put(", ");
                self.block(block);
                self.put(");");
            }
        }
    }

    /// Writes a statement whose output nobody sees: the head of a `for`.
    fn silently(&mut self, statement: &Statement) {
        let gives_list = match &statement.kind {
            StatementKind::Pipeline(pipeline) => match pipeline.stages.as_slice() {
                [Stage::Value { value, .. }] => matches!(value.kind, ExprKind::List(_)),
                _ => false,
            },
            _ => false,
        };
        if !gives_list {
            return self.statement(statement);
        }
        let span = statement.span;
        self.line();
        self.call("ps_begin", span);
        self.put(";");
        self.statement(statement);
        self.line();
        self.open("ps_discard", span);
        self.put(", 1);");
    }

    /// Writes a statement as a value.
    pub(super) fn value(&mut self, statement: &Statement) {
        let span = statement.span;
        match &statement.kind {
            StatementKind::Pipeline(pipeline) => match only_value(pipeline) {
                Some(value) => self.expr(value),
                None => self.stages("ps_collect", pipeline),
            },
            StatementKind::Assign {
                target,
                operator,
                value,
            } => self.assign_as_value(span, target, *operator, value),
            _ => self.collected(span, "ps_end", |writer| writer.statement(statement)),
        }
    }

    /// Writes a block whose output is its value; `end` closes the sink.
    pub(super) fn collected(&mut self, span: Span, end: &str, inside: impl FnOnce(&mut Self)) {
        self.braces(|writer| {
            writer.line();
            writer.call("ps_begin", span);
            writer.put(";");
            writer.within(Frame::Sink, inside);
            writer.line();
            writer.call(end, span);
        });
    }

    /// Writes a statement as a Rhai Boolean.
    pub(super) fn test(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Pipeline(pipeline) if only_value(pipeline).is_some() => {
                only_value(pipeline)
                    .into_iter()
                    .for_each(|value| self.truth(value));
            }
            _ => {
                self.open("ps_true", statement.span);
                self.put(", ");
                self.value(statement);
                self.put(")");
            }
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        self.line();
        match only_value(pipeline) {
            Some(Expr {
                span,
                kind: ExprKind::Step(step, target),
            }) => self.step(*span, *step, target),
            Some(value) => {
                self.open("ps_out", pipeline.span);
                self.put(", ");
                self.expr(value);
                self.put(")");
            }
            None => self.stages("ps_run", pipeline),
        }
        self.put(";");
    }

    /// Writes the variable that a loop's label needs.
    fn label(&mut self, name: &Option<String>) -> Option<Label> {
        let name = name.clone()?;
        let flag = self.name('j');
        self.line();
        self.put(&format!("let {flag} = 0;"));
        Some(Label { name, flag })
    }

    fn looped(&mut self, span: Span, label: Option<Label>, inside: impl FnOnce(&mut Self)) {
        let id = self.next_loop();
        self.braces(|writer| writer.within(Frame::Loop(Loop { id, label }), inside));
        self.go_on_leaving(span, id);
    }

    /// Writes a loop that does something before each turn but the first, and then looks at a test.
    fn stepping(
        &mut self,
        span: Span,
        label: &Option<String>,
        before: Option<impl FnOnce(&mut Self)>,
        test: Option<(&Statement, Until)>,
        body: &Body,
    ) {
        let again = self.name('t');
        let label = self.label(label);
        if before.is_some() {
            self.line();
            self.put(&format!("let {again} = false;"));
        }
        self.line();
        self.put("loop ");
        self.looped(span, label, |writer| {
            if let Some(before) = before {
                writer.line();
                writer.put(&format!("if {again} "));
                writer.braces(before);
                writer.put(&format!(" else {{ {again} = true; }}"));
            }
            if let Some((test, until)) = test {
                writer.stop_unless(test, until);
            }
            writer.statements(body);
        });
    }

    fn stop_unless(&mut self, test: &Statement, until: Until) {
        self.line();
        self.put(if until == Until::Fails { "if !" } else { "if " });
        self.test(test);
        self.put(" { break; }");
    }

    fn switch(&mut self, span: Span, switch: &Switch) {
        let (mark, item, found) = (self.name('m'), self.name('t'), self.name('t'));
        let mode = match (switch.mode, switch.case) {
            (SwitchMode::Exact, Case::Ignored) => "exact",
            (SwitchMode::Wildcard, Case::Ignored) => "wildcard",
            (SwitchMode::Regex, Case::Ignored) => "regex",
            (SwitchMode::Exact, Case::Minded) => "case-exact",
            (SwitchMode::Wildcard, Case::Minded) => "case-wildcard",
            (SwitchMode::Regex, Case::Minded) => "case-regex",
        };
        self.marked(span, &mark, |writer| {
            let label = writer.label(&switch.label);
            writer.line();
            writer.put(&format!("for {item} in "));
            writer.open("ps_switch_items", switch.value.span);
            writer.put(", ");
            writer.value(&switch.value);
            writer.put(") ");
            writer.looped(span, label, |writer| {
                writer.line();
                writer.open_named("ps_set", switch.value.span, "_");
                writer.put(&format!(", {item});"));
                if switch.default.is_some() {
                    writer.line();
                    writer.put(&format!("let {found} = false;"));
                }
                for (pattern, body) in &switch.clauses {
                    writer.line();
                    writer.put("if ");
                    writer.open_named("ps_switch_is", pattern.span, mode);
                    writer.put(&format!(", {item}, "));
                    writer.expr(pattern);
                    writer.put(") ");
                    writer.braces(|writer| {
                        if switch.default.is_some() {
                            writer.line();
                            writer.put(&format!("{found} = true;"));
                        }
                        writer.statements(body);
                    });
                }
                if let Some(body) = &switch.default {
                    writer.line();
                    writer.put(&format!("if !{found} "));
                    writer.block_of(body);
                }
            });
        });
    }
}

/// The value of a pipeline that is nothing but a value.
pub(super) fn only_value(pipeline: &Pipeline) -> Option<&Expr> {
    match pipeline.stages.as_slice() {
        [
            Stage::Value {
                value,
                redirections,
            },
        ] if redirections.is_empty() => Some(value),
        _ => None,
    }
}
