//! What a host tells the prompt about what its commands take and give.

use std::ops::Range;

use super::{Candidate, Paint};

/// An argument that is being typed.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// What the argument stands for: see [`Parameter::means`](crate::Parameter::means).
    pub meaning: &'a str,
    /// What is typed of it so far, without quotes.
    pub typed: &'a str,
}

/// What may stand in a text of another language, at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inside {
    /// The byte of the inner text from which on a candidate takes its place.
    pub start: usize,
    /// The candidates.
    pub candidates: Vec<Candidate>,
}

/// What a host adds to completion and colours. Every method may say that it knows nothing.
pub trait Guide<H> {
    /// The texts that an argument may be, as they are, without quotes; few enough for a list.
    fn values(&self, _host: &H, _ask: Ask<'_>) -> Vec<String> {
        Vec::new()
    }

    /// The type of the objects that a command gives.
    fn gives(&self, _command: &str) -> Option<&'static str> {
        None
    }

    /// The properties of the objects of a type, in their order.
    fn properties(&self, _host: &H, _kind: &str) -> Vec<String> {
        Vec::new()
    }

    /// What may stand at the end of a text in quotes, if that is of a language the host knows: `meaning` is that of
    /// the parameter whose argument it is.
    fn inside(&self, _host: &H, _meaning: Option<&str>, _text: &str) -> Option<Inside> {
        None
    }

    /// The meaning of the stretches of such a text.
    fn paint(&self, _meaning: Option<&str>, _text: &str) -> Option<Vec<(Range<usize>, Paint)>> {
        None
    }
}

/// The guide of a host that says nothing.
pub(crate) struct Silent;

impl<H> Guide<H> for Silent {}
