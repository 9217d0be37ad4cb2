//! Lists with one line for each object: commas, semicolons or tabs between the fields.

use std::io::{Cursor, Read};

use csv::{ErrorKind, Position, Reader, ReaderBuilder, StringRecord};
use ingroup_schema::ObjectId;

use crate::error::{ImportError, Place};
use crate::failure::{Failure, Faults};
use crate::pages::Sink;
use crate::tree::Entry;

/// What stands between the fields, as far as is known.
const BETWEEN: [u8; 4] = [b',', b';', b'\t', b'|'];

/// So much of the beginning is looked at to see what stands between the fields.
const BEGINNING: u64 = 64 * 1024;

const HELP: &str = "Download the list again; opening and saving it in a spreadsheet can break it, and so does a quotation mark without its counterpart.";

/// A list that is being read.
pub(crate) struct Table<'a> {
    rows: Reader<Box<dyn Read + 'a>>,
    pub(crate) headers: StringRecord,
    /// Lines that stand before what the reader sees.
    skipped: usize,
    line_ends: LineEnds,
}

/// How the lines of a list end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    /// With a line feed.
    Feed,
    /// With a carriage return and a line feed, which the reader counts with the row that follows.
    ReturnAndFeed,
}

/// A row that is refused, and whose it is as far as is known.
pub(crate) struct BadRow {
    pub(crate) object: Option<String>,
    pub(crate) id: Option<ObjectId>,
    pub(crate) failure: Failure,
}

impl BadRow {
    /// The row that a sink refused; the sink forgets it.
    pub(crate) fn of(sink: &mut dyn Sink, failure: Failure) -> Self {
        let bad = Self {
            object: Some(sink.label()),
            id: sink.id(),
            failure,
        };
        sink.forget();
        bad
    }
}

/// What stands between the fields of a first line, and that line.
pub(crate) fn first_line(text: &str) -> (u8, String, usize) {
    let mut lines = text.lines();
    let mut line = lines.next().unwrap_or_default();
    let mut skipped = 0;
    let mut told = None;
    // Spreadsheets are told in a line of its own.
    if let Some(between) = line.strip_prefix("sep=") {
        told = between.bytes().next();
        line = lines.next().unwrap_or_default();
        skipped = 1;
    }
    let outside = |between: u8| {
        let mut in_quotes = false;
        let count = |byte: &u8| {
            in_quotes ^= *byte == b'"';
            *byte == between && !in_quotes
        };
        line.as_bytes().iter().copied().filter(count).count()
    };
    let best = BETWEEN.into_iter().rev().max_by_key(|one| outside(*one));
    (told.or(best).unwrap_or(b','), line.to_owned(), skipped)
}

/// The names of columns in a first line.
pub(crate) fn headers(text: &str) -> Vec<String> {
    let (between, line, _) = first_line(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(between)
        .from_reader(line.as_bytes());
    let headers = reader
        .headers()
        .map(|names| names.iter().map(str::to_owned).collect());
    headers.unwrap_or_default()
}

impl<'a> Table<'a> {
    /// Reads the names of the columns.
    pub(crate) fn open(text: &'a mut dyn Read, entry: &Entry) -> Result<Self, ImportError> {
        let mut start = Vec::new();
        let cannot = |error| ImportError::of_io(&entry.path, &error, "Check the file.");
        let mut text: Box<dyn Read + 'a> = Box::new(text);
        (&mut text)
            .take(BEGINNING)
            .read_to_end(&mut start)
            .map_err(cannot)?;
        let shown = String::from_utf8_lossy(&start);
        if shown.trim().is_empty() {
            return Err(ImportError::new(
                &entry.path,
                "The file is empty.",
                "Export it again, or remove it from the folder.",
            ));
        }
        let (between, _, skipped) = first_line(&shown);
        if skipped > 0 {
            let line_end = memchr::memchr(b'\n', &start).map_or(start.len(), |end| end + 1);
            start.drain(..line_end);
        }
        let line_ends = match memchr::memmem::find(&start, b"\r\n") {
            Some(_) => LineEnds::ReturnAndFeed,
            None => LineEnds::Feed,
        };
        let whole: Box<dyn Read + 'a> = Box::new(Cursor::new(start).chain(text));
        let mut rows = ReaderBuilder::new()
            .delimiter(between)
            .flexible(false)
            .from_reader(whole);
        let headers = rows.headers().cloned();
        let headers = headers.map_err(|error| broken(entry, skipped, None, &error))?;
        Ok(Self {
            rows,
            headers,
            skipped,
            line_ends,
        })
    }

    /// Hands all rows to `take`, each with the number of its line; rows that are none, or that
    /// `take` refuses, are met by `faults`. Returns how many rows there were.
    pub(crate) fn each(
        mut self,
        entry: &Entry,
        faults: &mut Faults,
        mut take: impl FnMut(&StringRecord, usize) -> Result<(), BadRow>,
        counted: &mut dyn FnMut(usize),
    ) -> Result<usize, ImportError> {
        let mut row = StringRecord::new();
        let mut count = 0;
        loop {
            let before = self.rows.position().clone();
            let error = match self.rows.read_record(&mut row) {
                Ok(false) => return Ok(count),
                Ok(true) => {
                    let line = match self.line_ends {
                        LineEnds::Feed => row.position().map_or(0, Position::line),
                        LineEnds::ReturnAndFeed => self.first_line_of(&row),
                    };
                    let place = place(line, self.skipped);
                    take(&row, place.line).err().map(|bad| ImportError {
                        object: bad.object.map(Into::into),
                        id: bad.id,
                        ..bad.failure.at(entry, Some(place))
                    })
                }
                Err(error) => Some(ImportError {
                    place: match (self.line_ends, error.kind()) {
                        (LineEnds::ReturnAndFeed, ErrorKind::UnequalLengths { .. }) => {
                            Some(place(self.first_line_of(&row), self.skipped))
                        }
                        (LineEnds::ReturnAndFeed, ErrorKind::Utf8 { .. }) => {
                            Some(place(self.rows.position().line(), self.skipped))
                        }
                        _ => error
                            .position()
                            .or(Some(&before))
                            .map(|at| place(at.line(), self.skipped)),
                    },
                    ..broken(entry, self.skipped, None, &error)
                }),
            };
            count += 1;
            if let Some(error) = error {
                faults.meet(entry, Some(count), error)?;
                // A reader that gets no further would say the same for ever.
                if self.rows.position().byte() == before.byte() {
                    return Ok(count);
                }
            }
            if count % 5_000 == 0 {
                counted(count);
            }
        }
    }
}

impl Table<'_> {
    /// The first line of the row that was read last, where its last line is the one that the reader is in.
    fn first_line_of(&self, row: &StringRecord) -> u64 {
        let feeds = memchr::memchr_iter(b'\n', row.as_byte_record().as_slice()).count();
        let line = self.rows.position().line();
        line.saturating_sub(u64::try_from(feeds).unwrap_or_default())
    }
}

fn place(line: u64, skipped: usize) -> Place {
    Place {
        line: usize::try_from(line).unwrap_or_default() + skipped,
        column: 1,
    }
}

fn broken(
    entry: &Entry,
    skipped: usize,
    before: Option<&Position>,
    error: &csv::Error,
) -> ImportError {
    let position = error.position().or(before);
    let at = position.map(|position| place(position.line(), skipped));
    let failure = match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Failure::new(
            format!(
                "The row has {len} {}; the first row has {expected_len}.",
                if *len == 1 { "field" } else { "fields" }
            ),
            HELP,
        ),
        ErrorKind::Utf8 { .. } => Failure::new(
            "There is a byte that is not UTF-8.",
            "Save the file as UTF-8 and import again.",
        ),
        ErrorKind::Io(error) => {
            return ImportError {
                place: at,
                ..ImportError::of_io(&entry.path, error, HELP)
            };
        }
        _ => Failure::new("This is not a list with commas.", HELP),
    };
    failure.at(entry, at)
}
