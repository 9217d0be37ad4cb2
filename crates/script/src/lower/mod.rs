//! From the tree to Rhai text: one registered call for each PowerShell operation.
//!
//! ```text
//! $g = Get-Group sales -All | Where-Object { $_.Members.Count -gt 3 }
//! foreach ($m in $g.Members) { if ($m.Name -eq 'x') { continue }; "user $($m.Name)" }
//! ```
//! becomes, with line ends added for the reader,
//! ```text
//! ps_set(0, "g", ps_collect(1, [
//!     ps_cmd(2, "Get-Group", [ps_word(3, "sales"), ps_param(4, "All")]),
//!     ps_cmd(5, "Where-Object", [ps_arg(6, ps_block(6, || {
//!         ps_out(7, ps_binary(8, "gt", ps_member(9, ps_member(10, ps_get(11, "_"), "Members"), "Count"), 3)); }))])]));
//!
//! for t1 in ps_each(12, ps_member(12, ps_get(13, "g"), "Members")) {
//!     ps_set(14, "m", t1);
//!     if ps_true(15, ps_binary(15, "eq", ps_member(16, ps_get(17, "m"), "Name"), "x")) { continue; }
//!     ps_out(18, ps_text(18, ["user ", ps_member(19, ps_get(20, "m"), "Name")])); }
//! ```
//! - **Output.** A statement's value goes to the current sink (`ps_out`, `ps_run`). Where a statement stands for a
//!   value (`$x = if …`, `$(…)`, `@(…)`), the text is a block: `{ ps_begin(l); …; ps_end(l) }`. It is a block and not
//!   a closure because Rhai cannot `break` out of a closure: a `continue` inside `$x = if …` must reach its loop.
//! - **Jumps.** The lowering knows which sinks, catches and `finally` blocks lie between a jump and where it goes, and
//!   writes their ends before it: `ps_discard(l, 1); continue;`.
//! - **Loops.** `for` and `do` become `loop` with the step or the test at its head, because `continue` must reach it.
//!   `switch` becomes `for`, whose `break` and `continue` mean what they mean in PowerShell. Rhai has no labels: a
//!   jump to an outer loop sets a variable of that loop, and what stands behind each loop on the way looks at it.
//! - **Errors.** `try` becomes `{ let m1 = ps_mark(l); try { … } catch (e1) { ps_caught(l, m1, e1); …; ps_unwind(l, m1); } }`.
//!   `finally` becomes a closure that is run on every way out.
//! - **Values in arguments.** `-Param value` stays two arguments: which parameters are switches, only the runtime knows.

mod assign;
mod attempt;
mod block;
mod command;
mod expression;
mod jump;
mod statement;
mod writer;

use crate::diagnostic::Diagnostic;
use crate::parse::{CommentPlace, Parsed};
use crate::span::Span;
use crate::tree::Statement;
use writer::Writer;

/// What lowering needs to know beside the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LowerOptions {
    /// The number of the first location. A prompt goes on where the last line stopped, so that a function typed
    /// earlier still knows its places.
    pub first_location: u32,
}

/// Rhai text, statement by statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lowered {
    /// The top-level statements in order; to be run one after the other, each as a text of its own.
    pub units: Vec<Unit>,
    /// The place of each location number, beginning with that of `first_location`.
    pub locations: Vec<Span>,
    /// What can be read but not run; a text with errors must not be run.
    pub errors: Vec<Diagnostic>,
}

/// One top-level statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its Rhai text.
    pub text: String,
    /// Where it stands in the source.
    pub span: Span,
    /// From the first to the last comment that stands on lines of their own between it and the statement before.
    pub comments: Option<Span>,
}

/// Writes pieces of PowerShell that stand in a text of another language.
pub(crate) struct Lowering(Writer);

impl Lowering {
    pub(crate) fn new(first_location: u32) -> Self {
        Self(Writer::new(first_location))
    }

    /// Statements whose output goes to the current sink.
    pub(crate) fn statements(&mut self, statements: &[Statement]) -> String {
        for statement in statements {
            self.0.statement(statement);
        }
        self.0.take()
    }

    /// Statements whose output is a value, in the form that Rhai works with.
    pub(crate) fn value(&mut self, span: Span, statements: &[Statement]) -> String {
        self.0.open("ps_rhai", span);
        self.0.put(", ");
        self.0.collected(span, "ps_end", |writer| {
            for statement in statements {
                writer.statement(statement);
            }
        });
        self.0.put(")");
        self.0.take()
    }

    /// The places of all pieces, and what cannot be written.
    pub(crate) fn finish(self) -> (Vec<Span>, Vec<Diagnostic>) {
        self.0.finish()
    }
}

/// Writes the Rhai text of what has been read. Statements that could not be read are left out; whether there are any,
/// `parsed.errors` tells.
pub fn lower(parsed: &Parsed, options: LowerOptions) -> Lowered {
    let mut writer = Writer::new(options.first_location);
    let mut units = Vec::new();
    let script = &parsed.script;
    let mut end = script.span.start;
    let mut unit = |writer: &mut Writer, span: Span| {
        let own = |comment: &&crate::Comment| {
            comment.place == CommentPlace::OwnLine
                && comment.span.start >= end
                && comment.span.end <= span.start
        };
        let comments = parsed
            .comments
            .iter()
            .filter(own)
            .map(|comment| comment.span)
            .reduce(Span::to);
        end = span.end;
        units.push(Unit {
            text: writer.take(),
            span,
            comments,
        });
    };
    if let Some(parameters) = &script.parameters {
        let span = writer.script_parameters(script.span, &script.attributes, parameters);
        unit(&mut writer, script.head.unwrap_or(span));
    }
    for part in [&script.begin, &script.process, &script.end]
        .into_iter()
        .flatten()
    {
        for statement in &part.statements {
            writer.statement(statement);
            unit(&mut writer, statement.span);
        }
    }
    let (locations, errors) = writer.finish();
    Lowered {
        units,
        locations,
        errors,
    }
}
