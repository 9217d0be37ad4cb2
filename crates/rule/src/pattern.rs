//! Regular expressions as the service reads them (.NET), written out for the engine that runs them.
//!
//! A pattern is read into a tree and never passed through as text: what looks the same in two
//! dialects often means something else (`[a-z-[aeiou]]`, `&&` in a class, `$`, `^*`). A pattern
//! that is regular runs on `regex`, in time linear in the text; one with look-around, back
//! references, atomic groups or conditionals runs on `fancy_regex` under a limit of steps; what
//! neither can do is refused with its place (`LANG 3.5`).
//!
//! A search is unanchored and ignores case by the same folding as every other comparison of a rule
//! ([`ingroup_schema::fold_char`]), so `-match "abc"` and `-contains "abc"` are one question. Two
//! differences from .NET remain: a character beyond U+FFFF counts as one, not as two halves; and
//! `\b` takes all marks and letter-like numbers for parts of a word where no look-around is used.

mod block;
mod case;
mod class;
mod escape;
mod group;
mod needles;
mod outline;
mod read;
mod reference;
mod shape;
mod tree;
mod write;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::OnceLock;

pub use outline::Outline;
pub use shape::{Likeness, PatternShape};

use tree::Node;
use write::Engine;

/// Steps back that a search may take before it is given up; on patterns with look-around or back
/// references only.
const STEP_LIMIT: usize = 200_000;
/// Bytes that a compiled program may take.
const PROGRAM_LIMIT: usize = 4 << 20;

/// A pattern that has been read; compiled when it is first asked.
#[derive(Debug, Clone)]
pub struct Pattern {
    source: String,
    tree: Node,
    engine: Engine,
    program: OnceLock<Result<Program, PatternError>>,
}

/// Why a pattern is refused, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The place in the pattern, in characters, end exclusive.
    pub span: Range<usize>,
    /// One sentence on what is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Why a text could not be searched. Nothing is known about whether it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PatternFault {
    /// The search was given up after too many steps back.
    TooManySteps,
    /// The pattern is too large to be compiled; [`Pattern::compile`] says so beforehand.
    TooLarge,
}

#[derive(Debug, Clone)]
enum Program {
    Regular(regex::Regex),
    Backtracking(Box<fancy_regex::Regex>),
}

impl Pattern {
    /// Reads a pattern; compiles nothing.
    ///
    /// # Errors
    /// The first mistake, with its place; also for what .NET can do and the engines here cannot.
    pub fn read(text: &str) -> Result<Pattern, PatternError> {
        let tree = read::read(text)?;
        let engine = write::engine_for(&tree);
        if engine == Engine::Backtracking && tree.depth() > write::BACKTRACKING_DEPTH {
            return Err(PatternError::new(
                0..text.chars().count(),
                "The pattern has too many groups inside one another to be searched with look-around or back references.",
            )
            .help("Use fewer nested groups, or split the condition into several with -and."));
        }
        Ok(Pattern {
            source: text.to_owned(),
            tree,
            engine,
            program: OnceLock::new(),
        })
    }

    /// Compiles the pattern if that has not been done.
    ///
    /// # Errors
    /// When its repetitions make a program that is too large.
    pub fn compile(&self) -> Result<(), PatternError> {
        match self.program() {
            Ok(_) => Ok(()),
            Err(error) => Err(error.clone()),
        }
    }

    /// Whether the pattern is found anywhere in `text`.
    ///
    /// # Errors
    /// When the search was given up, or the pattern is too large to be compiled.
    pub fn is_match(&self, text: &str) -> Result<bool, PatternFault> {
        match self.program() {
            Ok(Program::Regular(regex)) => Ok(regex.is_match(text)),
            Ok(Program::Backtracking(regex)) => {
                regex.is_match(text).map_err(|_| PatternFault::TooManySteps)
            }
            Err(_) => Err(PatternFault::TooLarge),
        }
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the pattern describes a regular language, so that a search takes time linear in the
    /// text and cannot end in [`PatternFault::TooManySteps`].
    #[must_use]
    pub fn is_regular(&self) -> bool {
        self.engine == Engine::Regular
    }

    /// The pattern in the syntax of the engine that runs it: `regex` if [`Pattern::is_regular`],
    /// else `fancy_regex`. Case is written out, so no flag is needed beside it. It answers only
    /// whether there is a match; the place of the match may include a final line feed.
    #[must_use]
    pub fn engine_text(&self) -> String {
        write::write(&self.tree, self.engine)
    }

    /// Whether another pattern surely takes the same texts: written out, with case, it is the same.
    #[must_use]
    pub fn asks_the_same_as(&self, other: &Pattern) -> bool {
        self.engine == other.engine && self.engine_text() == other.engine_text()
    }

    /// What the pattern asks, if a plain operator asks the same or nearly the same;
    /// [`Pattern::likeness`] says which.
    #[must_use]
    pub fn shape(&self) -> PatternShape {
        shape::shape(&self.tree).0
    }

    /// Whether [`Pattern::shape`] asks exactly the same of every text.
    #[must_use]
    pub fn likeness(&self) -> Likeness {
        shape::shape(&self.tree).1
    }

    /// Folded texts, at least one of which is in the folded form of every text that matches, if any such are known.
    #[must_use]
    pub fn needles(&self) -> Option<Vec<String>> {
        needles::needles(&self.tree)
    }

    /// What the pattern asks of a text without a line feed, if no search engine is needed to answer it.
    #[must_use]
    pub fn outline(&self) -> Option<Outline> {
        Outline::of(&self.tree)
    }

    fn program(&self) -> Result<&Program, &PatternError> {
        self.program.get_or_init(|| self.build()).as_ref()
    }

    fn build(&self) -> Result<Program, PatternError> {
        let text = self.engine_text();
        let program = match self.engine {
            Engine::Regular => regex::RegexBuilder::new(&text)
                .size_limit(PROGRAM_LIMIT)
                .build()
                .ok()
                .map(Program::Regular),
            Engine::Backtracking => fancy_regex::RegexBuilder::new(&text)
                .backtrack_limit(STEP_LIMIT)
                .delegate_size_limit(PROGRAM_LIMIT)
                .build()
                .ok()
                .map(|regex| Program::Backtracking(Box::new(regex))),
        };
        program.ok_or_else(|| {
            PatternError::new(
                0..self.source.chars().count(),
                "The pattern is too large: its repetitions multiply to more than can be searched.",
            )
            .help("Use smaller numbers in braces, or * and + instead.")
        })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl PatternError {
    fn new(span: Range<usize>, message: impl Into<String>) -> PatternError {
        PatternError {
            span,
            message: message.into(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> PatternError {
        self.help = Some(help.into());
        self
    }
}

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}

impl std::fmt::Display for PatternFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            PatternFault::TooManySteps => "The search was given up after too many steps.",
            PatternFault::TooLarge => "The pattern is too large to be searched.",
        })
    }
}

impl std::error::Error for PatternFault {}
