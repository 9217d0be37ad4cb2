//! What a prompt needs to know about a text that is being typed: completion, colours, whether it is whole.
//!
//! Plain functions of a shell, a text and a place in it: nothing here has heard of a terminal, and nothing runs. What
//! a tenant would know (its names, its objects' properties, the language inside a string) comes from a [`Guide`].

mod argument;
mod commands;
mod complete;
mod fit;
pub(crate) mod found;
mod guide;
mod letters;
mod members;
mod paint;
mod quote;
pub(crate) mod scan;

use std::ops::Range;

pub(crate) use guide::Silent;
pub use guide::{Ask, Guide, Inside};

use crate::shell::Shell;

/// What may stand at a place of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where the text begins that a candidate takes the place of; it ends where the cursor stands.
    pub start: usize,
    /// What may take its place, the most fitting first.
    pub candidates: Vec<Candidate>,
}

/// One thing that may be typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What is put into the text.
    pub text: String,
    /// What a list shows for it.
    pub shown: String,
}

impl Candidate {
    /// A candidate that is shown as it is typed.
    pub fn plain(text: impl Into<String>) -> Candidate {
        let text = text.into();
        Candidate {
            shown: text.clone(),
            text,
        }
    }
}

/// What a stretch of a text means, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// The name of a command.
    Command,
    /// A command's name that no command has.
    UnknownCommand,
    /// `-Name` of a parameter.
    Parameter,
    /// An operator.
    Operator,
    /// A word of the language.
    Keyword,
    /// A variable.
    Variable,
    /// A property behind a dot, or the key of a hashtable.
    Member,
    /// A type in brackets.
    Type,
    /// A number.
    Number,
    /// A text in quotes.
    Text,
    /// A comment.
    Comment,
    /// A property that a rule in a string asks for.
    RuleProperty,
    /// An operator of a rule in a string.
    RuleOperator,
    /// A value in a rule in a string.
    RuleValue,
    /// Something in a rule that the rule language does not know.
    RuleMistake,
}

/// A stretch of a text with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Painted {
    /// The bytes.
    pub span: Range<usize>,
    /// The meaning.
    pub paint: Paint,
}

/// Whether a text can be run as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// It is whole, or wrong in a way that more text cannot mend.
    Whole,
    /// It only lacks its end: an open quote or bracket, a last `|`.
    Unfinished,
}

impl<H: 'static> Shell<H> {
    /// What may stand where the cursor is, which is at this byte of the text.
    pub fn complete(&self, text: &str, position: usize) -> Completion {
        let (before, after) = text.split_at_checked(position).unwrap_or((text, ""));
        complete::complete(self, before, after)
    }

    /// The meaning of the stretches of a text, in order and apart from each other.
    pub fn paint(&self, text: &str) -> Vec<Painted> {
        paint::paint(self, text)
    }

    /// Whether a prompt should run what was typed or read on.
    pub fn entry(&self, text: &str) -> Entry {
        match ingroup_script::parse(text).incomplete {
            true => Entry::Unfinished,
            false => Entry::Whole,
        }
    }
}
