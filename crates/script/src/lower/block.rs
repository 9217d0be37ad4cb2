//! Script blocks, functions and parameters.

use super::writer::{Frame, Writer};
use crate::span::Span;
use crate::tree::{Attribute, Body, Parameter, ScriptBlock};

impl Writer {
    /// Writes a script block as a value.
    pub(super) fn block(&mut self, block: &ScriptBlock) {
        self.open("ps_block", block.span);
        self.put(", ");
        let plain = block.parameters.is_none() && block.begin.is_none() && block.process.is_none();
        if plain {
            self.closure(block.end.as_ref());
        } else {
            self.signature(
                &block.attributes,
                block.parameters.as_deref().unwrap_or_default(),
            );
            for part in [&block.begin, &block.process, &block.end] {
                self.put(", ");
                match part {
                    Some(body) => self.closure(Some(body)),
                    None => self.put("()"),
                }
            }
        }
        self.put(")");
    }

    fn closure(&mut self, body: Option<&Body>) {
        self.put("|| ");
        self.apart(Frame::Block, |writer| {
            writer.braces(|writer| body.into_iter().for_each(|body| writer.statements(body)));
        });
    }

    /// Writes `param(…)` at the head of a script, and gives its place.
    pub(super) fn script_parameters(
        &mut self,
        script: Span,
        attributes: &[Attribute],
        parameters: &[Parameter],
    ) -> Span {
        let spans = attributes
            .iter()
            .map(|attribute| attribute.span)
            .chain(parameters.iter().map(|p| p.span));
        let span = spans
            .reduce(Span::to)
            .unwrap_or(Span::new(script.start, script.start));
        self.open("ps_script_parameters", span);
        self.put(", ");
        self.signature(attributes, parameters);
        self.put(");");
        span
    }

    fn signature(&mut self, attributes: &[Attribute], parameters: &[Parameter]) {
        self.put("[");
        self.each(attributes, Self::attribute);
        self.put("], [");
        self.each(parameters, Self::parameter);
        self.put("]");
    }

    fn parameter(&mut self, parameter: &Parameter) {
        self.open_named("ps_parameter", parameter.span, &parameter.name);
        self.put(", ");
        self.quote(parameter.type_name.as_deref().unwrap_or_default());
        self.put(", ");
        match &parameter.default {
            Some(default) => {
                self.put("|| { ");
                self.apart(Frame::Block, |writer| {
                    writer.open("ps_out", default.span);
                    writer.put(", ");
                    writer.expr(default);
                    writer.put(")");
                });
                self.put("; }");
            }
            None => self.put("()"),
        }
        self.put(", [");
        self.each(&parameter.attributes, Self::attribute);
        self.put("])");
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.open_named("ps_attribute", attribute.span, &attribute.name);
        self.put(", [");
        self.each(&attribute.values, Self::expr);
        self.put("], [");
        self.each(&attribute.named, |writer, (key, value)| {
            writer.quote(key);
            writer.put(", ");
            match value {
                Some(value) => writer.expr(value),
                None => writer.put("true"),
            }
        });
        self.put("])");
    }
}
