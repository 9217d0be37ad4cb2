//! The words of a rule: what the lexer hands to the parser.

use smallvec::SmallVec;

use crate::span::Span;

/// The tokens of a rule; those of most rules lie where the reading does.
pub(crate) type Tokens = SmallVec<[Token; 32]>;

/// One token and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
    /// Letters, digits and underscores, or `$null` and its kin.
    Word(String),
    /// A word behind a hyphen (or what stands for one), without it.
    Operator(String),
    /// Digits, with a sign or a fraction; the source text is kept (LANG 1.5).
    Number(String),
    /// A date, with or without time and zone.
    Date(String),
    /// A bare object identifier.
    Guid(String),
    /// A quoted text, escapes resolved.
    Text(String),
}

impl TokenKind {
    /// What the token adds to a name with dots.
    pub(crate) fn name_part(&self) -> &str {
        match self {
            TokenKind::Word(word) => word,
            TokenKind::Dot => ".",
            _ => "",
        }
    }

    /// The word, if the token is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }
}
