//! The objects of a JSON file one by one, in whatever envelope: a page of Graph, a list, a list of
//! pages, one object, or one after another.
//!
//! Only the object in question is held, however long the file is. Its inside is not looked at
//! but for where it ends.

use std::io::{self, Read};

use memchr::{memchr_iter, memchr3, memrchr};
use serde::de::IgnoredAny;

use crate::error::Place;
use crate::failure::Failure;

/// Bytes that are read at once.
const STEP: usize = 256 * 1024;

/// An object whose end does not come for so long is looked at: it may be broken.
const SUSPICIOUS: usize = 32 * STEP;

/// The objects of a text.
pub(crate) struct Frames<'a> {
    text: &'a mut dyn Read,
    buffer: Vec<u8>,
    /// What of the buffer is done.
    done: usize,
    is_over: bool,
    place: Place,
    levels: Vec<Level>,
    something_seen: bool,
    /// Whether the last page names a next one.
    pub(crate) names_next_page: bool,
}

/// What stands around the place.
#[derive(Debug, Clone, Copy)]
enum Level {
    List(Seen),
    Page(Seen),
}

/// Whether something stood before in a list or page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    Something,
}

/// Why there is no next object.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The text cannot be read.
    System(io::Error),
    /// The text is not what it should be, at the place where it stopped.
    Text(Failure),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// The next object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) bytes: usize,
    /// Whether its end was found.
    pub(crate) is_whole: bool,
}

impl<'a> Frames<'a> {
    pub(crate) fn new(text: &'a mut dyn Read) -> Self {
        Self {
            text,
            buffer: Vec::new(),
            done: 0,
            is_over: false,
            place: Place { line: 1, column: 1 },
            levels: Vec::new(),
            something_seen: false,
            names_next_page: false,
        }
    }

    /// Where the text goes on.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The bytes of an object that was found.
    pub(crate) fn bytes(&self, frame: Frame) -> &[u8] {
        let left = self.left();
        left.get(..frame.bytes).unwrap_or(left)
    }

    /// Leaves bytes behind.
    pub(crate) fn pass(&mut self, count: usize) {
        let left = self.left();
        let passed = left.get(..count).unwrap_or(left);
        let count = passed.len();
        match memrchr(b'\n', passed) {
            Some(last) => {
                self.place.line += memchr_iter(b'\n', passed).count();
                self.place.column = count - last;
            }
            None => self.place.column += count,
        }
        self.done += count;
    }

    /// How many bytes of an object that is broken can be left behind so that the next one is
    /// found: that begins in a line of its own, just as far from the left.
    pub(crate) fn broken_off(&self, frame: Frame) -> Option<usize> {
        let bytes = self.bytes(frame);
        let indent = self.place.column - 1;
        memchr_iter(b'\n', bytes).map(|end| end + 1).find(|line| {
            let line = bytes.get(*line..).unwrap_or_default();
            let before = line.get(..indent).unwrap_or_default();
            line.get(indent) == Some(&b'{') && before.iter().all(|byte| b" \t".contains(byte))
        })
    }

    /// Leaves the rest of the line behind; whether an object begins the next one.
    pub(crate) fn next_line(&mut self) -> io::Result<bool> {
        let mut at = 0;
        while self.byte(at)?.is_some_and(|byte| byte != b'\n') {
            at += 1;
        }
        self.pass(at);
        let blank = self.blank(0)?;
        self.pass(blank);
        self.forget();
        Ok(blank > 0 && self.byte(0)? == Some(b'{'))
    }

    /// Forgets what stood before, so that no comma is missed.
    pub(crate) fn forget(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            *level = match level {
                Level::List(_) => Level::List(Seen::Nothing),
                Level::Page(_) => Level::Page(Seen::Nothing),
            };
        }
    }

    /// Looks for the next object; none if the text is over.
    pub(crate) fn next(&mut self) -> Result<Option<Frame>, Stop> {
        loop {
            let blank = self.blank(0)?;
            self.pass(blank);
            let Some(byte) = self.byte(0)? else {
                return match (self.levels.is_empty(), self.something_seen) {
                    (true, true) => Ok(None),
                    (true, false) => Err(Stop::Text(Failure::new(
                        "The file is empty.",
                        "Export it again, or remove it from the folder.",
                    ))),
                    (false, _) => Err(Stop::Text(ends_in_the_middle())),
                };
            };
            self.something_seen = true;
            let byte = match self.levels.last().copied() {
                None => byte,
                Some(level) => match self.after(level, byte)? {
                    Some(byte) => byte,
                    None => continue,
                },
            };
            match byte {
                b'{' if self.is_page()? => {
                    self.pass(1);
                    // What the page before it named is this one.
                    self.names_next_page = false;
                    self.levels.push(Level::Page(Seen::Nothing));
                }
                b'{' => return Ok(Some(self.extent(0)?)),
                b'[' => {
                    self.pass(1);
                    self.levels.push(Level::List(Seen::Nothing));
                }
                b'n' if self.has(b"null")? => self.pass(4),
                _ => return Err(Stop::Text(self.no_object(byte)?)),
            }
        }
    }

    /// Passes what stands between the parts of a list or page; gives the byte with which the next
    /// object begins, or nothing if there is none here.
    fn after(&mut self, level: Level, byte: u8) -> Result<Option<u8>, Stop> {
        let (close, seen) = match level {
            Level::List(seen) => (b']', seen),
            Level::Page(seen) => (b'}', seen),
        };
        if byte == close {
            self.pass(1);
            self.levels.pop();
            return Ok(None);
        }
        let mut byte = byte;
        if seen == Seen::Something {
            if byte != b',' {
                let close = char::from(close);
                return Err(not_json(&format!("expected `,` or `{close}`")));
            }
            self.pass(1);
            let blank = self.blank(0)?;
            self.pass(blank);
            byte = self.byte(0)?.ok_or(Stop::Text(ends_in_the_middle()))?;
            if byte == close {
                return Err(not_json("trailing comma"));
            }
        }
        if let Some(level) = self.levels.last_mut() {
            *level = match level {
                Level::List(_) => Level::List(Seen::Something),
                Level::Page(_) => Level::Page(Seen::Something),
            };
        }
        match level {
            Level::List(_) => Ok(Some(byte)),
            Level::Page(_) => self.part_of_page(),
        }
    }

    /// Reads a part of a page; gives how its objects begin, if it has them.
    fn part_of_page(&mut self) -> Result<Option<u8>, Stop> {
        if self.byte(0)? != Some(b'"') {
            return Err(not_json("key must be a string"));
        }
        let end = self.string_end(0)?;
        let end = end.ok_or(Stop::Text(ends_in_the_middle()))?;
        let name = self.left().get(1..end - 1).unwrap_or_default().to_vec();
        self.pass(end);
        let blank = self.blank(0)?;
        self.pass(blank);
        if self.byte(0)? != Some(b':') {
            return Err(not_json("expected `:`"));
        }
        self.pass(1);
        let blank = self.blank(0)?;
        self.pass(blank);
        if name.eq_ignore_ascii_case(b"value") {
            let byte = self.byte(0)?;
            return byte.map(Some).ok_or(Stop::Text(ends_in_the_middle()));
        }
        let value = self.extent(0)?;
        let read: Result<serde_json::Value, _> = serde_json::from_slice(self.bytes(value));
        let value_read = match (read, value.is_whole) {
            (Ok(read), _) => read,
            (Err(_), false) => return Err(Stop::Text(ends_in_the_middle())),
            (Err(error), true) => return Err(Stop::Text(Failure::of_json(&error))),
        };
        if name.ends_with(b"odata.nextLink") {
            self.names_next_page = !value_read.is_null();
        }
        self.pass(value.bytes);
        Ok(None)
    }

    /// Whether the object that begins here is a page: the first of its parts that is not about
    /// the answer as a whole is its list of objects.
    fn is_page(&mut self) -> io::Result<bool> {
        let mut at = 1;
        loop {
            at += self.blank(at)?;
            if self.byte(at)? != Some(b'"') {
                return Ok(false);
            }
            let Some(end) = self.string_end(at)? else {
                return Ok(false);
            };
            let name = self.left().get(at + 1..end - 1).unwrap_or_default();
            let is_value = name.eq_ignore_ascii_case(b"value");
            let is_about = name.starts_with(b"@odata.")
                || name.starts_with(b"odata.")
                || name.eq_ignore_ascii_case(b"count");
            at = end + self.blank(end)?;
            if self.byte(at)? != Some(b':') || !(is_value || is_about) {
                return Ok(false);
            }
            at += 1;
            at += self.blank(at)?;
            if is_value {
                return Ok(matches!(self.byte(at)?, Some(b'[' | b'{' | b'n')));
            }
            at += self.extent(at)?.bytes;
            at += self.blank(at)?;
            if self.byte(at)? != Some(b',') {
                return Ok(false);
            }
            at += 1;
        }
    }

    /// Why what begins with this byte is no object.
    fn no_object(&mut self, byte: u8) -> io::Result<Failure> {
        let found = match byte {
            b'"' => "a text",
            b'-' | b'0'..=b'9' => "a number",
            b't' if self.has(b"true")? => "true or false",
            b'f' if self.has(b"false")? => "true or false",
            _ => return Ok(Failure::json("expected value")),
        };
        Ok(Failure::new(
            format!("An object is expected here, not {found}."),
            "The file must hold objects as Microsoft Graph gives them.",
        ))
    }

    fn has(&mut self, word: &[u8]) -> io::Result<bool> {
        while self.left().len() < word.len() && self.more()? {}
        Ok(self.left().starts_with(word))
    }

    fn left(&self) -> &[u8] {
        self.buffer.get(self.done..).unwrap_or_default()
    }

    fn byte(&mut self, at: usize) -> io::Result<Option<u8>> {
        loop {
            if let Some(byte) = self.left().get(at) {
                return Ok(Some(*byte));
            }
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// How many blanks there are from a place on.
    fn blank(&mut self, from: usize) -> io::Result<usize> {
        let mut at = from;
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.byte(at)? {
            at += 1;
        }
        Ok(at - from)
    }

    /// The end of the text in quotes that begins at a place.
    fn string_end(&mut self, from: usize) -> io::Result<Option<usize>> {
        let mut at = from + 1;
        loop {
            match self.byte(at)? {
                None | Some(b'\n') => return Ok(None),
                Some(b'"') => return Ok(Some(at + 1)),
                Some(b'\\') => at += 2,
                Some(_) => at += 1,
            }
        }
    }

    /// How far the value at a place goes. Quotes that a line does not close are taken as closed
    /// by it, so that what follows is found again.
    fn extent(&mut self, from: usize) -> io::Result<Frame> {
        let (mut at, mut depth, mut in_quotes) = (from, 0_usize, false);
        let mut suspicious = SUSPICIOUS;
        loop {
            let left = self.left();
            while let Some(byte) = left.get(at).copied() {
                if in_quotes {
                    let rest = left.get(at..).unwrap_or_default();
                    let Some(next) = memchr3(b'"', b'\\', b'\n', rest) else {
                        at = left.len();
                        break;
                    };
                    let is_escape = rest.get(next) == Some(&b'\\');
                    in_quotes = is_escape;
                    at += next + if is_escape { 2 } else { 1 };
                    if !in_quotes && depth == 0 {
                        return Ok(whole(at - from));
                    }
                    continue;
                }
                match byte {
                    b'"' => in_quotes = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' if depth <= 1 => {
                        // A value without brackets ends before the bracket of what it is in.
                        return Ok(whole(at + depth - from));
                    }
                    b'}' | b']' => depth -= 1,
                    b',' | b' ' | b'\r' | b'\n' if depth == 0 => return Ok(whole(at - from)),
                    _ => {}
                }
                at += 1;
            }
            let length = left.len().saturating_sub(from);
            if length > suspicious {
                suspicious *= 2;
                let tried = serde_json::from_slice::<IgnoredAny>(left.get(from..).unwrap_or(left));
                if tried.is_err_and(|error| !error.is_eof()) {
                    return Ok(cut(length));
                }
            }
            if !self.more()? {
                return Ok(cut(length));
            }
        }
    }

    /// Reads on; false if the text is over.
    fn more(&mut self) -> io::Result<bool> {
        if self.is_over {
            return Ok(false);
        }
        self.buffer.drain(..self.done.min(self.buffer.len()));
        self.done = 0;
        let before = self.buffer.len();
        let step = STEP as u64;
        (&mut *self.text).take(step).read_to_end(&mut self.buffer)?;
        self.is_over = self.buffer.len() == before;
        Ok(!self.is_over)
    }
}

fn whole(bytes: usize) -> Frame {
    Frame {
        bytes,
        is_whole: true,
    }
}

fn cut(bytes: usize) -> Frame {
    Frame {
        bytes,
        is_whole: false,
    }
}

fn not_json(what: &str) -> Stop {
    Stop::Text(Failure::json(what))
}

fn ends_in_the_middle() -> Failure {
    Failure::new(
        "The file ends in the middle: its end is missing.",
        "Export it again, or copy the whole file.",
    )
}
