//! Assignments and steps, as statements and as values.

use super::writer::Writer;
use crate::span::Span;
use crate::tree::{Access, Expr, ExprKind, Statement, Step};

/// What is assigned: a statement, or a Rhai expression that holds the value already.
#[derive(Clone, Copy)]
enum Source<'a> {
    Statement(&'a Statement),
    Held(&'a str),
}

impl Writer {
    /// Writes `++` or `--` as a statement.
    pub(super) fn step(&mut self, span: Span, step: Step, target: &Expr) {
        let operator = match step {
            Step::IncrementBefore | Step::IncrementAfter => "+",
            Step::DecrementBefore | Step::DecrementAfter => "-",
        };
        self.update(span, target, operator, Source::Held("1"));
    }

    pub(super) fn step_as_value(&mut self, span: Span, step: Step, target: &Expr) {
        self.put("{ ");
        if matches!(step, Step::IncrementBefore | Step::DecrementBefore) {
            self.step(span, step, target);
            self.put("; ");
            self.expr(target);
        } else {
            let held = self.name('t');
            self.put(&format!("let {held} = "));
            self.expr(target);
            self.put("; ");
            self.step(span, step, target);
            self.put(&format!("; {held}"));
        }
        self.put(" }");
    }

    /// Writes an assignment as a statement, without the `;` behind it.
    pub(super) fn assign(
        &mut self,
        span: Span,
        target: &Expr,
        operator: Option<&str>,
        value: &Statement,
    ) {
        match operator {
            Some(operator) => self.update(span, target, operator, Source::Statement(value)),
            None => self.store(span, target, Source::Statement(value)),
        }
    }

    /// Writes an assignment that is also a value: `($x = 5)`, `$a = $b = 5`.
    pub(super) fn assign_as_value(
        &mut self,
        span: Span,
        target: &Expr,
        operator: Option<&str>,
        value: &Statement,
    ) {
        self.put("{ ");
        if let Some(operator) = operator {
            self.update(span, target, operator, Source::Statement(value));
            self.put("; ");
            self.expr(target);
        } else {
            let held = self.name('t');
            self.put(&format!("let {held} = "));
            self.value(value);
            self.put("; ");
            self.store(span, target, Source::Held(&held));
            self.put(&format!("; {held}"));
        }
        self.put(" }");
    }

    fn source(&mut self, source: Source<'_>) {
        match source {
            Source::Statement(statement) => self.value(statement),
            Source::Held(name) => self.put(name),
        }
    }

    fn store(&mut self, span: Span, target: &Expr, value: Source<'_>) {
        match &target.kind {
            ExprKind::Variable(name) => self.open_named("ps_set", target.span, name),
            ExprKind::Member(access, object, name) => {
                self.open_member("ps_set", target.span, *access, object, name)
            }
            ExprKind::Index(_, object, index) => {
                self.open_index("ps_set_index", target.span, object, index)
            }
            ExprKind::Cast(name, inner) => match &inner.kind {
                ExprKind::Variable(variable) => {
                    self.open_named("ps_set_typed", target.span, variable);
                    self.put(", ");
                    self.quote(name);
                }
                _ => {
                    let held = self.name('t');
                    self.put(&format!("{{ let {held} = "));
                    self.open_named("ps_cast", target.span, name);
                    self.put(", ");
                    self.source(value);
                    self.put("); ");
                    self.store(span, inner, Source::Held(&held));
                    return self.put("; }");
                }
            },
            ExprKind::List(targets) => return self.spread(span, targets, value),
            _ => return,
        }
        self.put(", ");
        self.source(value);
        self.put(")");
    }

    fn spread(&mut self, span: Span, targets: &[Expr], value: Source<'_>) {
        let held = self.name('t');
        self.put(&format!("{{ let {held} = "));
        self.open("ps_spread", span);
        self.put(", ");
        self.source(value);
        self.put(&format!(", {}); ", targets.len()));
        for (index, target) in targets.iter().enumerate() {
            self.store(span, target, Source::Held(&format!("{held}[{index}]")));
            self.put("; ");
        }
        self.put("}");
    }

    fn update(&mut self, span: Span, target: &Expr, operator: &str, value: Source<'_>) {
        match &target.kind {
            ExprKind::Variable(name) => self.open_named("ps_update", span, name),
            ExprKind::Member(Access::Static, ..) => {
                let help = "Write the whole assignment: [type]::name = [type]::name + value.";
                return self.refuse(span, "A static member cannot be changed in place.", help);
            }
            ExprKind::Member(access, object, name) => {
                self.open_member("ps_update", span, *access, object, name)
            }
            ExprKind::Index(_, object, index) => {
                self.open_index("ps_update_index", span, object, index)
            }
            _ => return,
        }
        self.put(", ");
        self.quote(operator);
        self.put(", ");
        self.source(value);
        self.put(")");
    }

    fn open_member(
        &mut self,
        function: &str,
        span: Span,
        access: Access,
        object: &Expr,
        name: &Expr,
    ) {
        if access == Access::Static {
            self.open("ps_set_static", span);
            return self.static_name(object, name);
        }
        self.open_index(&format!("{function}_member"), span, object, name);
    }

    fn open_index(&mut self, function: &str, span: Span, object: &Expr, index: &Expr) {
        self.open(function, span);
        self.put(", ");
        self.expr(object);
        self.put(", ");
        self.expr(index);
    }
}
