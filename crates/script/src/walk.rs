//! A walk through a tree: every pipeline, every assignment and every function, outer ones first.

use crate::tree::{
    ArgumentKind, Attribute, Body, Expr, ExprKind, Pipeline, ScriptBlock, Stage, Statement,
    StatementKind, TextPart,
};

/// What a walk calls; what is not wanted can be left out.
pub trait Visitor {
    /// A pipeline.
    fn pipeline(&mut self, _pipeline: &Pipeline) {}

    /// `target operator value`; no operator is `=`.
    fn assignment(&mut self, _target: &Expr, _operator: Option<&str>, _value: &Statement) {}

    /// A variable that a loop sets, by its name without `$`.
    fn loop_variable(&mut self, _name: &str) {}

    /// A function that is defined.
    fn function(&mut self, _name: &str, _block: &ScriptBlock) {}
}

/// Walks through a script or a block.
pub fn walk(block: &ScriptBlock, visitor: &mut dyn Visitor) {
    attributes(&block.attributes, visitor);
    for parameter in block.parameters.iter().flatten() {
        attributes(&parameter.attributes, visitor);
        exprs(&parameter.default, visitor);
    }
    for body in [&block.begin, &block.process, &block.end] {
        body.iter().for_each(|body| self::body(body, visitor));
    }
}

/// Walks through statements.
pub fn walk_statements<'s>(
    statements: impl IntoIterator<Item = &'s Statement>,
    visitor: &mut dyn Visitor,
) {
    for one in statements {
        statement(one, visitor);
    }
}

fn attributes(attributes: &[Attribute], visitor: &mut dyn Visitor) {
    for attribute in attributes {
        exprs(&attribute.values, visitor);
        exprs(
            attribute
                .named
                .iter()
                .filter_map(|(_, value)| value.as_ref()),
            visitor,
        );
    }
}

fn body(body: &Body, visitor: &mut dyn Visitor) {
    walk_statements(&body.statements, visitor);
}

fn exprs<'e>(values: impl IntoIterator<Item = &'e Expr>, visitor: &mut dyn Visitor) {
    for value in values {
        expr(value, visitor);
    }
}

fn statement(at: &Statement, visitor: &mut dyn Visitor) {
    match &at.kind {
        StatementKind::Pipeline(one) => pipeline(one, visitor),
        StatementKind::Chain { first, rest } => {
            pipeline(first, visitor);
            rest.iter().for_each(|(_, one)| pipeline(one, visitor));
        }
        StatementKind::Assign {
            target,
            operator,
            value,
        } => {
            visitor.assignment(target, *operator, value);
            expr(target, visitor);
            statement(value, visitor);
        }
        StatementKind::If { clauses, otherwise } => {
            for (test, then) in clauses {
                statement(test, visitor);
                body(then, visitor);
            }
            otherwise.iter().for_each(|one| body(one, visitor));
        }
        StatementKind::ForEach {
            variable,
            items,
            body: inside,
            ..
        } => {
            visitor.loop_variable(variable);
            statement(items, visitor);
            body(inside, visitor);
        }
        StatementKind::For {
            start,
            test,
            step,
            body: inside,
            ..
        } => {
            walk_statements(
                [start, test, step].into_iter().flatten().map(AsRef::as_ref),
                visitor,
            );
            body(inside, visitor);
        }
        StatementKind::While {
            test, body: inside, ..
        }
        | StatementKind::Do {
            test, body: inside, ..
        } => {
            statement(test, visitor);
            body(inside, visitor);
        }
        StatementKind::Switch(switch) => {
            statement(&switch.value, visitor);
            for (pattern, then) in &switch.clauses {
                expr(pattern, visitor);
                body(then, visitor);
            }
            switch.default.iter().for_each(|one| body(one, visitor));
        }
        StatementKind::Try {
            body: tried,
            catches,
            finally,
        } => {
            body(tried, visitor);
            catches.iter().for_each(|one| body(&one.body, visitor));
            finally.iter().for_each(|one| body(one, visitor));
        }
        StatementKind::Return(value) | StatementKind::Throw(value) | StatementKind::Exit(value) => {
            value.iter().for_each(|value| statement(value, visitor));
        }
        StatementKind::Function { name, block, .. } => {
            visitor.function(name, block);
            walk(block, visitor);
        }
        StatementKind::Break(_) | StatementKind::Continue(_) | StatementKind::Missing => {}
    }
}

fn pipeline(pipeline: &Pipeline, visitor: &mut dyn Visitor) {
    visitor.pipeline(pipeline);
    for stage in &pipeline.stages {
        let arguments = match stage {
            Stage::Value {
                value,
                redirections,
            } => {
                expr(value, visitor);
                redirections
            }
            Stage::Command(command) => {
                expr(&command.name, visitor);
                &command.arguments
            }
        };
        for argument in arguments {
            match &argument.kind {
                ArgumentKind::Value(value)
                | ArgumentKind::Parameter(_, Some(value))
                | ArgumentKind::Redirection(_, Some(value)) => expr(value, visitor),
                _ => {}
            }
        }
    }
}

fn expr(at: &Expr, visitor: &mut dyn Visitor) {
    match &at.kind {
        ExprKind::Interpolated(parts) => {
            for part in parts {
                if let TextPart::Value(value) = part {
                    expr(value, visitor);
                }
            }
        }
        ExprKind::List(values) => exprs(values, visitor),
        ExprKind::Array(inside) | ExprKind::Sub(inside) => body(inside, visitor),
        ExprKind::Paren(inside) => statement(inside, visitor),
        ExprKind::Table(entries) => {
            for (key, value) in entries {
                expr(key, visitor);
                statement(value, visitor);
            }
        }
        ExprKind::Block(block) => walk(block, visitor),
        ExprKind::Cast(_, value) | ExprKind::Unary(_, value) | ExprKind::Step(_, value) => {
            expr(value, visitor);
        }
        ExprKind::Binary(_, left, right)
        | ExprKind::Member(_, left, right)
        | ExprKind::Index(_, left, right) => exprs([left.as_ref(), right.as_ref()], visitor),
        ExprKind::Conditional(test, yes, no) => {
            exprs([test.as_ref(), yes.as_ref(), no.as_ref()], visitor);
        }
        ExprKind::Call(_, object, name, values) => {
            exprs([object.as_ref(), name.as_ref()], visitor);
            exprs(values, visitor);
        }
        ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Variable(_) | ExprKind::Type(_) => {}
    }
}
