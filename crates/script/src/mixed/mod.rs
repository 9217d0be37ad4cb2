//! Texts in Rhai with PowerShell among it: command lines and `ps { … }` blocks, found and lowered in their places.
//!
//! ```text
//! let big = [];
//! Get-Group sales | Format-List
//! for g in (Get-Group) { if g.MemberCount > 3 { big.push(g.DisplayName); } }
//! ps { foreach ($name in $big) { "big: $name" } };
//! ```
//! A command line begins where a statement or a value may begin: after `;` and braces, after `=`, `(` and `return`. Its
//! first word is a command that is known, or two words with capitals and a dash between them, such as `Get-Group`. It
//! ends where PowerShell ends it. Each becomes `ps_share "names" { … }`, a syntax of whoever runs the text: it hands
//! the variables of these names over to PowerShell, runs the block, and takes them back.
//!
//! What is written is never shown: [`Mixed::source_offset`] finds the place in the source again.

mod calls;
mod scan;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::lower::Lowering;
use crate::parse::Piece;
use crate::span::Span;
use crate::tree::Statement;
pub use calls::{Call, CallArgument, CallForm, CallValue, Calls, calls};
use scan::{Found, Scanner};

/// How a text is to be woven.
#[derive(Clone, Copy)]
pub struct MixedOptions<'k> {
    /// The number of the first location, as in [`LowerOptions`](crate::LowerOptions).
    pub first_location: u32,
    /// Whether a word is the name of a command.
    pub is_command: &'k dyn Fn(&str) -> bool,
    /// Whether each statement at the top says that it begins.
    pub steps: Steps,
}

/// Whether each statement at the top says that it begins, by `ps_step`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steps {
    /// It does: somebody writes a transcript.
    Told,
    /// It does not.
    Silent,
}

/// Rhai text in which nothing is PowerShell any more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mixed {
    /// The text.
    pub text: String,
    /// Where each location number points.
    pub locations: Vec<Span>,
    /// For each `ps_step`, the statement with the comments above it.
    pub steps: Vec<Span>,
    /// What is wrong with the PowerShell in it; a text with errors must not be run.
    pub errors: Vec<Diagnostic>,
    /// The statements of PowerShell, in order.
    pub statements: Vec<Statement>,
    parts: Vec<Part>,
}

/// A part of the text that was written, and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    written: u32,
    source: u32,
    kind: PartKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartKind {
    /// As it stands in the source.
    Kept,
    /// Made from what stands there.
    Made,
}

impl Mixed {
    /// The byte of the source that a byte of the written text stands for.
    pub fn source_offset(&self, written: u32) -> u32 {
        let after = self.parts.partition_point(|part| part.written <= written);
        match after.checked_sub(1).and_then(|at| self.parts.get(at)) {
            None => written,
            Some(part) => match part.kind {
                PartKind::Kept => part.source + (written - part.written),
                PartKind::Made => part.source,
            },
        }
    }
}

/// Finds the PowerShell in a text in Rhai and writes it as Rhai.
pub fn weave(text: &str, options: MixedOptions<'_>) -> Mixed {
    let found = Scanner::new(text, options.is_command).all();
    let names = shared(&found);
    let mut weaver = Weaver {
        source: text,
        lowering: Lowering::new(options.first_location),
        made: Mixed::default(),
        kept: 0,
        names,
    };
    for one in found {
        match one {
            Found::Begin(at) if options.steps == Steps::Told => weaver.step(at),
            Found::Begin(_) => {}
            Found::End(at) => {
                if let Some(step) = weaver.made.steps.last_mut() {
                    *step = Span::new(step.start, at);
                }
            }
            Found::Statement(piece) => weaver.statement(piece),
            Found::Value(piece) => weaver.value(piece),
        }
    }
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    weaver.keep_to(end);
    let (locations, errors) = weaver.lowering.finish();
    weaver.made.locations = locations;
    weaver.made.errors.extend(errors);
    weaver.made
}

/// The variables that PowerShell speaks of, each once, as first written.
fn shared(found: &[Found]) -> String {
    let mut names = BTreeMap::new();
    for one in found {
        if let Found::Statement(piece) | Found::Value(piece) = one {
            for name in piece.variables() {
                names.entry(name.to_lowercase()).or_insert(name);
            }
        }
    }
    let names: Vec<String> = names.into_values().collect();
    names.join(",")
}

struct Weaver<'t> {
    source: &'t str,
    lowering: Lowering,
    made: Mixed,
    /// Up to which byte the source has been dealt with.
    kept: u32,
    names: String,
}

impl Weaver<'_> {
    fn part(&mut self, kind: PartKind, source: u32) {
        self.made.parts.push(Part {
            written: u32::try_from(self.made.text.len()).unwrap_or(u32::MAX),
            source,
            kind,
        });
    }

    fn keep_to(&mut self, end: u32) {
        if end > self.kept {
            self.part(PartKind::Kept, self.kept);
            self.made
                .text
                .push_str(Span::new(self.kept, end).of(self.source));
            self.kept = end;
        }
    }

    fn step(&mut self, at: u32) {
        self.keep_to(at);
        self.part(PartKind::Made, at);
        let number = self.made.steps.len();
        // On a line of its own: a comment may stand before it.
        self.made.text.push_str(&format!("\nps_step({number});"));
        self.made.steps.push(Span::new(at, at));
    }

    fn statement(&mut self, piece: Piece) {
        let body = self.lowering.statements(&piece.statements);
        self.put(piece, &body, ";");
    }

    fn value(&mut self, piece: Piece) {
        let body = self.lowering.value(piece.span, &piece.statements);
        self.put(piece, &body, "");
    }

    fn put(&mut self, piece: Piece, body: &str, end: &str) {
        self.keep_to(piece.span.start);
        self.part(PartKind::Made, piece.span.start);
        // A line in front, because a written line must stay shorter than Rhai can count columns.
        self.made
            .text
            .push_str(&format!("ps_share \"{}\" {{\n{body}\n}}{end}", self.names));
        self.kept = piece.span.end;
        self.made.errors.extend(piece.errors);
        self.made.statements.extend(piece.statements);
    }
}
