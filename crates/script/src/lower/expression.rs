//! Values.

use super::statement::only_value;
use super::writer::Writer;
use crate::span::Span;
use crate::tree::{
    Access, Body, Expr, ExprKind, Number, Statement, StatementKind, TextPart, Unary,
};

impl Writer {
    /// Writes a value. Chains (`a + b + c`, `$x.a.b`) are the left arm of each other; they are written in a loop, as
    /// they may be longer than a call stack allows.
    pub(super) fn expr(&mut self, expr: &Expr) {
        let mut chain = Vec::new();
        let mut first = expr;
        while let Some(left) = left_arm(first) {
            let held = self.open_link(first, left);
            chain.push((first, held));
            first = left;
        }
        self.simple(first);
        while let Some((link, held)) = chain.pop() {
            self.close_link(link, held.as_deref());
        }
    }

    /// Writes what stands before the left arm; gives the Rhai variable that will hold it, when one is needed.
    fn open_link(&mut self, link: &Expr, left: &Expr) -> Option<String> {
        match &link.kind {
            ExprKind::Binary("and" | "or", ..) => {
                self.put("(");
                if !is_boolean(left) {
                    self.open("ps_true", left.span);
                    self.put(", ");
                }
                return None;
            }
            ExprKind::Binary("??", ..)
            | ExprKind::Member(Access::NullSafe, ..)
            | ExprKind::Call(Access::NullSafe, ..)
            | ExprKind::Index(Access::NullSafe, ..) => {
                let held = self.name('t');
                self.put(&format!("{{ let {held} = "));
                return Some(held);
            }
            ExprKind::Binary(operator, ..) => self.open_named("ps_binary", link.span, operator),
            ExprKind::Member(Access::Static, ..) => self.open("ps_static", link.span),
            ExprKind::Member(..) => self.open("ps_member", link.span),
            ExprKind::Call(Access::Static, ..) => self.open("ps_static_call", link.span),
            ExprKind::Call(..) => self.open("ps_call", link.span),
            _ => self.open("ps_index", link.span),
        }
        self.put(", ");
        None
    }

    /// Writes what stands behind the left arm.
    fn close_link(&mut self, link: &Expr, held: Option<&str>) {
        match &link.kind {
            ExprKind::Binary(operator @ ("and" | "or"), left, right) => {
                self.put(if is_boolean(left) { "" } else { ")" });
                self.put(if *operator == "and" { " && " } else { " || " });
                self.truth(right);
                return self.put(")");
            }
            ExprKind::Binary("??", left, right) => {
                self.if_null(left.span, held.unwrap_or_default());
                self.put("{ ");
                self.expr(right);
                return self.put(&format!(" }} else {{ {} }} }}", held.unwrap_or_default()));
            }
            _ => {}
        }
        if let (Some(held), Some(left)) = (held, left_arm(link)) {
            self.if_null(left.span, held);
            self.put("{ () } else { ");
            self.open(
                match &link.kind {
                    ExprKind::Call(..) => "ps_call",
                    ExprKind::Index(..) => "ps_index",
                    _ => "ps_member",
                },
                link.span,
            );
            self.put(&format!(", {held}"));
        }
        self.put(", ");
        match &link.kind {
            ExprKind::Binary(_, _, right) => self.expr(right),
            ExprKind::Member(_, _, name) | ExprKind::Index(_, _, name) => self.expr(name),
            ExprKind::Call(_, _, name, values) => {
                self.expr(name);
                self.put(", [");
                self.each(values, Self::expr);
                self.put("]");
            }
            _ => {}
        }
        self.put(if held.is_some() { ") } }" } else { ")" });
    }

    fn if_null(&mut self, span: Span, held: &str) {
        self.put("; if ");
        self.open("ps_is_null", span);
        self.put(&format!(", {held}) "));
    }

    /// Writes a value that has no left arm.
    fn simple(&mut self, expr: &Expr) {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Number(number) => self.number(span, number),
            ExprKind::Text(text) => self.quote(text),
            ExprKind::Interpolated(parts) => {
                self.open("ps_text", span);
                self.put(", [");
                self.each(parts, |writer, part| match part {
                    TextPart::Text(text) => writer.quote(text),
                    TextPart::Value(value) => writer.text_part(value),
                });
                self.put("])");
            }
            ExprKind::Variable(name) => match name.to_ascii_lowercase().as_str() {
                "null" => self.put("()"),
                "true" => self.put("true"),
                "false" => self.put("false"),
                _ => {
                    self.open_named("ps_get", span, name);
                    self.put(")");
                }
            },
            ExprKind::List(values) => {
                self.open("ps_list", span);
                self.put(", [");
                self.each(values, Self::expr);
                self.put("])");
            }
            ExprKind::Array(body) => self.array(span, body),
            ExprKind::Sub(body) => self.sub(span, body),
            ExprKind::Paren(statement) => self.value(statement),
            ExprKind::Table(entries) => {
                self.open("ps_table", span);
                self.put(", [");
                self.each(entries, |writer, (key, value)| {
                    writer.expr(key);
                    writer.put(", ");
                    writer.value(value);
                });
                self.put("])");
            }
            ExprKind::Block(block) => self.block(block),
            ExprKind::Type(name) => {
                self.open_named("ps_type", span, name);
                self.put(")");
            }
            ExprKind::Cast(name, value) => match &value.kind {
                ExprKind::Variable(variable) if name.eq_ignore_ascii_case("ref") => {
                    self.open_named("ps_ref", span, variable);
                    self.put(")");
                }
                // A character is a string at run time, so its number must be asked for at once.
                ExprKind::Cast(inner, value)
                    if inner.eq_ignore_ascii_case("char") && is_whole_type(name) =>
                {
                    self.open_named("ps_cast", span, "char code");
                    self.put(", ");
                    self.expr(value);
                    self.put(")");
                }
                _ => {
                    self.open_named("ps_cast", span, name);
                    self.put(", ");
                    self.expr(value);
                    self.put(")");
                }
            },
            ExprKind::Unary(operator, value) => self.unary(span, *operator, value),
            ExprKind::Step(step, target) => self.step_as_value(span, *step, target),
            ExprKind::Conditional(test, yes, no) => {
                self.put("if ");
                self.truth(test);
                self.put(" { ");
                self.expr(yes);
                self.put(" } else { ");
                self.expr(no);
                self.put(" }");
            }
            // These have a left arm, and only a type before `::` ends their chain.
            ExprKind::Member(_, object, name) | ExprKind::Index(_, object, name) => {
                self.open("ps_static", span);
                self.static_name(object, name);
                self.put(")");
            }
            ExprKind::Call(_, object, name, values) => {
                self.open("ps_static_call", span);
                self.static_name(object, name);
                self.put(", [");
                self.each(values, Self::expr);
                self.put("])");
            }
            ExprKind::Binary(..) => {}
        }
    }

    pub(super) fn static_name(&mut self, object: &Expr, name: &Expr) {
        self.put(", ");
        match &object.kind {
            ExprKind::Type(type_name) => self.quote(type_name),
            _ => self.expr(object),
        }
        self.put(", ");
        self.expr(name);
    }

    pub(super) fn number(&mut self, span: Span, number: &Number) {
        match number {
            Number::Whole(value) => self.put(&value.to_string()),
            Number::Float(value) => self.put(&format!("{value:?}")),
            Number::Decimal(digits) => {
                self.open_named("ps_cast", span, "decimal");
                self.put(", ");
                self.quote(digits);
                self.put(")");
            }
        }
    }

    /// Writes a value as a Rhai Boolean.
    pub(super) fn truth(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Paren(statement) => self.test(statement),
            _ if is_boolean(expr) => self.expr(expr),
            _ => {
                self.open("ps_true", expr.span);
                self.put(", ");
                self.expr(expr);
                self.put(")");
            }
        }
    }

    /// A `$(…)` in a string needs no sink when it holds one value: its elements are joined either way.
    fn text_part(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Sub(body) => match plain_value(body) {
                Some(inside) => self.expr(inside),
                None => self.expr(value),
            },
            _ => self.expr(value),
        }
    }

    fn array(&mut self, span: Span, body: &Body) {
        if body.statements.is_empty() {
            self.open("ps_list", span);
            self.put(", [])");
        } else if let Some(value) = plain_value(body) {
            self.open("ps_to_array", span);
            self.put(", ");
            self.expr(value);
            self.put(")");
        } else {
            self.collected(span, "ps_end_array", |writer| writer.statements(body));
        }
    }

    fn sub(&mut self, span: Span, body: &Body) {
        match body.statements.as_slice() {
            [
                Statement {
                    kind: StatementKind::Pipeline(pipeline),
                    ..
                },
            ] if only_value(pipeline).is_none() => {
                self.stages("ps_collect", pipeline);
            }
            _ => self.collected(span, "ps_end", |writer| writer.statements(body)),
        }
    }

    fn unary(&mut self, span: Span, operator: Unary, value: &Expr) {
        let name = match operator {
            Unary::Not => {
                self.put("!");
                return self.truth(value);
            }
            Unary::Minus => "-",
            Unary::Plus => "+",
            Unary::BitNot => "bnot",
            Unary::Join => "join",
            Unary::Split => "split",
            Unary::CaseSplit => "csplit",
        };
        self.open_named("ps_unary", span, name);
        self.put(", ");
        self.expr(value);
        self.put(")");
    }
}

/// What a chain goes on with on its left.
fn left_arm(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Binary(_, left, _) => Some(left),
        ExprKind::Member(access, object, _)
        | ExprKind::Call(access, object, ..)
        | ExprKind::Index(access, object, _) => {
            let is_type = *access == Access::Static && matches!(object.kind, ExprKind::Type(_));
            (!is_type).then_some(object)
        }
        _ => None,
    }
}

/// Whether the Rhai text of a value is a Boolean as it stands.
fn is_boolean(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary(operator, ..) => matches!(*operator, "and" | "or"),
        ExprKind::Unary(operator, _) => *operator == Unary::Not,
        ExprKind::Variable(name) => {
            name.eq_ignore_ascii_case("true") || name.eq_ignore_ascii_case("false")
        }
        _ => false,
    }
}

/// The value of a body that is nothing but one value. A step is none: as a statement it writes nothing.
fn plain_value(body: &Body) -> Option<&Expr> {
    match body.statements.as_slice() {
        [
            Statement {
                kind: StatementKind::Pipeline(pipeline),
                ..
            },
        ] => only_value(pipeline).filter(|value| !matches!(value.kind, ExprKind::Step(..))),
        _ => None,
    }
}

/// Whether `[name]` is a type of whole numbers.
fn is_whole_type(name: &str) -> bool {
    ["int", "int32", "int64", "long", "byte"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
