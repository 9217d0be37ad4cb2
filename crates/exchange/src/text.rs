//! The text of a file, whatever tool wrote it: packed or not, UTF-8 or UTF-16, with a mark or without.

use std::fmt;
use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;

const SAVE_AS_UTF8: &str = "Save the file as UTF-8 and import again.";

/// Why bytes are no text, carried through the readers that meet them.
#[derive(Debug)]
pub(crate) struct TextFault {
    pub(crate) reason: &'static str,
    pub(crate) help: &'static str,
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason)
    }
}

impl std::error::Error for TextFault {}

impl TextFault {
    fn error(reason: &'static str, help: &'static str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, Self { reason, help })
    }
}

/// The text that bytes are, in UTF-8: unpacked if they begin as gzip does, decoded if they begin
/// with the mark of UTF-16, as older PowerShell writes it. A mark at the start is not part of the
/// text. That UTF-8 is whole is left to whoever knows the place.
pub(crate) fn text<'a>(bytes: &'a mut dyn Read) -> io::Result<Box<dyn Read + 'a>> {
    let (start, bytes) = peeked(bytes, 2)?;
    match start.as_slice() {
        [0x1f, 0x8b] => decoded(Box::new(Unpacked(MultiGzDecoder::new(bytes)))),
        _ => decoded(Box::new(bytes)),
    }
}

fn decoded<'a>(bytes: Box<dyn Read + 'a>) -> io::Result<Box<dyn Read + 'a>> {
    let (start, mut bytes) = peeked(bytes, 3)?;
    let mut pass = |count: u64| io::copy(&mut (&mut bytes).take(count), &mut io::sink());
    match start.as_slice() {
        [0xff, 0xfe, ..] => {
            pass(2)?;
            Ok(Box::new(Utf16::new(bytes, u16::from_le_bytes)))
        }
        [0xfe, 0xff, ..] => {
            pass(2)?;
            Ok(Box::new(Utf16::new(bytes, u16::from_be_bytes)))
        }
        [0xef, 0xbb, 0xbf] => {
            pass(3)?;
            Ok(Box::new(bytes))
        }
        _ => Ok(Box::new(bytes)),
    }
}

/// The first bytes, and a reader that still gives them.
fn peeked<R: Read>(mut bytes: R, count: u64) -> io::Result<(Vec<u8>, impl Read)> {
    let mut start = Vec::new();
    (&mut bytes).take(count).read_to_end(&mut start)?;
    Ok((start.clone(), Cursor::new(start).chain(bytes)))
}

/// Bytes of gzip; what is wrong with them is said in our words.
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(damaged_pack)
    }
}

/// An error of a packed file: the system's own errors stay as they are.
pub(crate) fn damaged_pack(error: io::Error) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    match error.kind() {
        UnexpectedEof => TextFault::error(
            "The packed file ends in the middle: its end is missing.",
            "Pack it again, or copy the whole file.",
        ),
        InvalidData | InvalidInput | Other
            if error.get_ref().is_none_or(|inner| !inner.is::<TextFault>()) =>
        {
            TextFault::error(
                "The packed file is damaged.",
                "Pack it again, or unpack it yourself and import what comes out.",
            )
        }
        _ => error,
    }
}

/// UTF-16 on its way to UTF-8.
struct Utf16<R> {
    bytes: R,
    unit: fn([u8; 2]) -> u16,
    /// Bytes that are not decoded yet: half a unit, or the first half of a pair.
    rest: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    is_over: bool,
}

const STEP: usize = 64 * 1024;

impl<R: Read> Utf16<R> {
    fn new(bytes: R, unit: fn([u8; 2]) -> u16) -> Self {
        Self {
            bytes,
            unit,
            rest: Vec::new(),
            text: Vec::new(),
            given: 0,
            is_over: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let not_whole = || TextFault::error("The file is not whole UTF-16.", SAVE_AS_UTF8);
        self.text.clear();
        self.given = 0;
        let before = self.rest.len();
        let step = STEP as u64;
        (&mut self.bytes).take(step).read_to_end(&mut self.rest)?;
        self.is_over = self.rest.len() - before < STEP;
        let pairs = self.rest.chunks_exact(2);
        let mut units: Vec<u16> = pairs
            .filter_map(|pair| Some((self.unit)(pair.try_into().ok()?)))
            .collect();
        let half = self.rest.len() % 2;
        let pair_begins = units.last().is_some_and(|unit| unit & 0xfc00 == 0xd800);
        let mut kept = half;
        if pair_begins && !self.is_over {
            units.pop();
            kept += 2;
        }
        if half == 1 && self.is_over {
            return Err(not_whole());
        }
        let whole = self.rest.len() - kept;
        self.rest.drain(..whole);
        let text = String::from_utf16(&units).map_err(|_| not_whole())?;
        self.text = text.into_bytes();
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.text.len() && !self.is_over {
            self.decode_more()?;
        }
        let mut left = self.text.get(self.given..).unwrap_or_default();
        let count = left.read(into)?;
        self.given += count;
        Ok(count)
    }
}
