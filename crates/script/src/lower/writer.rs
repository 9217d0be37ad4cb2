//! The text being written, the numbers of places, and what lies around the statement being written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Something that lies around the statement being written, and that a jump out of it must end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    /// A loop or a `switch`.
    Loop(Loop),
    /// A sink that collects a value.
    Sink,
    /// A mark, by the Rhai variable that holds it.
    Mark(String),
    /// A `finally` still to be run, by the Rhai variable that holds it.
    Finally(String),
    /// The inside of a `finally`, which nothing may leave.
    InFinally,
    /// The inside of a script block or function: `return` leaves it.
    Block,
}

/// A loop or a `switch` around the statement being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Loop {
    /// A number of its own.
    pub(super) id: usize,
    /// Its label.
    pub(super) label: Option<Label>,
}

/// The label of a loop, and the Rhai variable that says whether an inner loop was left for this one's sake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) flag: String,
}

/// Writes Rhai text.
pub(super) struct Writer {
    text: String,
    first_location: u32,
    locations: Vec<Span>,
    known: BTreeMap<Span, u32>,
    errors: Vec<Diagnostic>,
    pub(super) frames: Vec<Frame>,
    /// The loops that are left for the sake of an outer one, by their number, and that one's label.
    pub(super) left: Vec<(usize, Label)>,
    indent: usize,
    names: usize,
    loops: usize,
}

impl Writer {
    pub(super) fn new(first_location: u32) -> Self {
        Self {
            text: String::new(),
            first_location,
            locations: Vec::new(),
            known: BTreeMap::new(),
            errors: Vec::new(),
            frames: Vec::new(),
            left: Vec::new(),
            indent: 0,
            names: 0,
            loops: 0,
        }
    }

    /// The text written since the last time.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text).trim().to_owned()
    }

    pub(super) fn finish(self) -> (Vec<Span>, Vec<Diagnostic>) {
        (self.locations, self.errors)
    }

    pub(super) fn refuse(&mut self, span: Span, message: &str, help: &str) {
        self.errors.push(Diagnostic::new(span, message, Some(help)));
    }

    pub(super) fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes `name(location`.
    pub(super) fn open(&mut self, name: &str, span: Span) {
        let location = self.location(span);
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{name}({location}");
    }

    /// Writes `name(location)`.
    pub(super) fn call(&mut self, name: &str, span: Span) {
        self.open(name, span);
        self.put(")");
    }

    /// Writes `name(location, "text"`.
    pub(super) fn open_named(&mut self, name: &str, span: Span, text: &str) {
        self.open(name, span);
        self.put(", ");
        self.quote(text);
    }

    fn location(&mut self, span: Span) -> u32 {
        let next = u32::try_from(self.locations.len())
            .unwrap_or(u32::MAX)
            .saturating_add(self.first_location);
        let number = *self.known.entry(span).or_insert(next);
        if number == next {
            self.locations.push(span);
        }
        number
    }

    /// Writes a string. Only the quotes that Rhai does not interpolate are used.
    pub(super) fn quote(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                    let _ = write!(self.text, "\\u{:04x}", u32::from(c));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// A Rhai variable that nothing else uses.
    pub(super) fn name(&mut self, letter: char) -> String {
        self.names += 1;
        format!("{letter}{}", self.names)
    }

    /// A number for one more loop.
    pub(super) fn next_loop(&mut self) -> usize {
        self.loops += 1;
        self.loops
    }

    /// Begins a line.
    pub(super) fn line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("  ", self.indent));
    }

    /// Writes `{`, lines one level deeper, and `}` on a line of its own.
    pub(super) fn braces(&mut self, inside: impl FnOnce(&mut Self)) {
        self.put("{");
        let length = self.text.len();
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        if self.text.len() > length {
            self.line();
        }
        self.put("}");
    }

    /// Writes something that lies inside a frame.
    pub(super) fn within(&mut self, frame: Frame, write: impl FnOnce(&mut Self)) {
        self.frames.push(frame);
        write(self);
        self.frames.pop();
    }

    /// Writes something whose jumps know nothing of what lies around it.
    pub(super) fn apart(&mut self, frame: Frame, write: impl FnOnce(&mut Self)) {
        let frames = std::mem::replace(&mut self.frames, vec![frame]);
        write(self);
        self.frames = frames;
    }

    /// Writes things between commas.
    pub(super) fn each<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            write(self, item);
        }
    }
}
