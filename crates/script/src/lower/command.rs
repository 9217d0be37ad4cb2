//! Pipelines, commands and their arguments.

use super::writer::Writer;
use crate::tree::{Argument, ArgumentKind, Command, Invocation, Pipeline, Stage};

impl Writer {
    /// Writes a pipeline as one call of `function`.
    pub(super) fn stages(&mut self, function: &str, pipeline: &Pipeline) {
        self.open(function, pipeline.span);
        self.put(", [");
        self.each(&pipeline.stages, |writer, stage| match stage {
            Stage::Command(command) => writer.command(command),
            Stage::Value {
                value,
                redirections,
            } => {
                writer.open("ps_value", value.span);
                writer.put(", ");
                writer.expr(value);
                if !redirections.is_empty() {
                    writer.put(", [");
                    writer.each(redirections, Self::argument);
                    writer.put("]");
                }
                writer.put(")");
            }
        });
        self.put("])");
    }

    fn command(&mut self, command: &Command) {
        self.open(
            if command.invocation == Invocation::Dot {
                "ps_dot"
            } else {
                "ps_cmd"
            },
            command.name.span,
        );
        self.put(", ");
        self.expr(&command.name);
        self.put(", [");
        self.each(&command.arguments, Self::argument);
        self.put("])");
    }

    fn argument(&mut self, argument: &Argument) {
        let span = argument.span;
        match &argument.kind {
            ArgumentKind::Word(word, number) => {
                self.open_named("ps_word", span, word);
                if let Some(number) = number {
                    self.put(", ");
                    self.number(span, number);
                }
            }
            ArgumentKind::Value(value) => {
                self.open("ps_arg", span);
                self.put(", ");
                self.expr(value);
            }
            ArgumentKind::Parameter(name, value) => {
                self.open_named("ps_param", span, name);
                if let Some(value) = value {
                    self.put(", ");
                    self.expr(value);
                }
            }
            ArgumentKind::Splat(name) => {
                self.open("ps_splat", span);
                self.put(", ");
                self.open_named("ps_get", span, name);
                self.put(")");
            }
            ArgumentKind::Redirection(operator, target) => {
                self.open_named("ps_redirect", span, operator);
                if let Some(target) = target {
                    self.put(", ");
                    self.expr(target);
                }
            }
        }
        self.put(")");
    }
}
