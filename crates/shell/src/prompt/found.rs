//! What a walk over a text finds: tokens, and the commands and arguments they make.

use std::ops::Range;

/// What a stretch of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Command,
    Parameter,
    Operator,
    Keyword,
    Variable,
    /// The name behind a dot, without the dot; may be empty at the end of the text. Also the key of a hashtable.
    Member,
    Type,
    Number,
    Text,
    Word,
    Comment,
    Punctuation,
}

/// A token and the bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Range<usize>,
}

/// The quotes around a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    Single,
    Double,
}

/// What an argument looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text without quotes.
    Bare,
    /// One text in quotes, which may not be closed yet.
    Quoted(Quote),
    /// `-Name`.
    Parameter,
    /// A variable, a group, a number: anything else.
    Value,
}

/// One argument, the command's name, or one piece of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) span: Range<usize>,
    pub(crate) form: Form,
    /// Whether a comma stands before it: it belongs to the argument before.
    pub(crate) joined: bool,
    /// Whether its closing quote is still to come.
    pub(crate) open: bool,
}

/// How a stage began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Nothing of it is there yet.
    Empty,
    /// With a command's name, which is its first word.
    Command,
    /// With a value.
    Value,
}

/// What stands between two pipes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stage {
    pub(crate) mode: Mode,
    pub(crate) words: Vec<Word>,
}

impl Stage {
    pub(super) fn new() -> Stage {
        Stage {
            mode: Mode::Empty,
            words: Vec::new(),
        }
    }
}

/// What opened a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// The text itself.
    Script,
    /// `(`, `$(`, `@(`.
    Paren,
    /// `{`.
    Block,
    /// `@{`.
    Table,
    /// `[` behind a value.
    Index,
    /// A text in double quotes.
    Text,
}

/// One level of brackets: the pipeline at hand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) opener: Opener,
    pub(crate) stages: Vec<Stage>,
    /// The stages of the statements before.
    pub(crate) earlier: Vec<Stage>,
    /// In a hashtable: whether a key is to come.
    pub(super) key: bool,
}

impl Frame {
    pub(super) fn new(opener: Opener) -> Frame {
        Frame {
            opener,
            stages: vec![Stage::new()],
            earlier: Vec::new(),
            key: opener == Opener::Table,
        }
    }
}

/// What the walk found.
#[derive(Debug, Clone)]
pub(crate) struct Scan {
    pub(crate) tokens: Vec<Token>,
    /// What is open at the end, the outermost first; never empty.
    pub(crate) frames: Vec<Frame>,
    /// The levels that were closed again, each with where its bracket stands.
    pub(crate) closed: Vec<(usize, Frame)>,
}

impl Scan {
    /// The level in which the text ends.
    pub(crate) fn top(&self) -> Option<&Frame> {
        self.frames.last()
    }
}
