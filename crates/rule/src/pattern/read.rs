//! Pattern text to tree: alternatives, sequences, repetitions.

use std::ops::Range;

use super::PatternError;
use super::group::{Groups, Notes};
use super::tree::{Anchor, Case, Greed, Node};

/// Groups and sets inside one another that are read at most.
const NESTING_LIMIT: usize = 50;
/// The largest number in a pattern.
const LARGEST: u64 = i32::MAX as u64;

/// Reads a whole pattern.
///
/// What a reference means depends on the groups of the whole pattern, so a pattern with references
/// is read twice: first to learn its groups.
pub(super) fn read(text: &str) -> Result<Node, PatternError> {
    let mut reader = Reader::new(text, None);
    let tree = reader.whole()?;
    if !reader.notes.needs_groups {
        return Ok(tree.without_groups_but(&[]));
    }
    let groups = reader.notes.groups();
    let mut reader = Reader::new(text, Some(groups));
    let tree = reader.whole()?;
    reader.notes.check()?;
    Ok(tree.without_groups_but(&reader.notes.slots_referred_to()))
}

/// A refusal with its place and what to do.
pub(super) fn fail<T>(
    span: Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Result<T, PatternError> {
    Err(PatternError::new(span, message).help(help))
}

/// Where reading stands.
pub(super) struct Reader {
    pub(super) chars: Vec<char>,
    /// The next character.
    pub(super) at: usize,
    pub(super) options: Options,
    /// The groups of the pattern, once known.
    pub(super) groups: Option<Groups>,
    pub(super) notes: Notes,
    /// Look-behinds around this place.
    pub(super) behind: usize,
    /// Slots of the groups around this place.
    pub(super) open: Vec<u32>,
    depth: usize,
    last: Last,
}

/// The options that can change inside a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    pub(super) case: Case,
    /// `m`: `^` and `$` at every line.
    pub(super) lines: bool,
    /// `s`: `.` takes line feeds.
    pub(super) dot_all: bool,
    /// `n`: plain parentheses take nothing down.
    pub(super) explicit: bool,
    /// `x`: blanks and remarks are skipped.
    pub(super) extended: bool,
}

/// What was read last, to word the refusal of a repetition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Repetition,
    Other,
}

impl Reader {
    fn new(text: &str, groups: Option<Groups>) -> Reader {
        Reader {
            chars: text.chars().collect(),
            at: 0,
            options: Options {
                case: Case::Ignored,
                lines: false,
                dot_all: false,
                explicit: false,
                extended: false,
            },
            groups,
            notes: Notes::default(),
            behind: 0,
            open: Vec::new(),
            depth: 0,
            last: Last::Other,
        }
    }

    fn whole(&mut self) -> Result<Node, PatternError> {
        let branches = self.alternatives()?;
        if self.peek().is_some() {
            return fail(
                self.at..self.at + 1,
                "This parenthesis closes nothing.",
                "Remove it, or write \\) for the parenthesis itself.",
            );
        }
        Ok(Node::choice(branches))
    }

    /// Reads up to a closing parenthesis, which it leaves, or the end.
    pub(super) fn alternatives(&mut self) -> Result<Vec<Node>, PatternError> {
        let mut branches = Vec::new();
        let mut parts = Vec::new();
        self.last = Last::Other;
        loop {
            self.skip_remarks()?;
            match self.peek() {
                None | Some(')') => break,
                Some('|') => {
                    self.at += 1;
                    self.last = Last::Other;
                    branches.push(Node::sequence(std::mem::take(&mut parts)));
                }
                Some(_) => {
                    if let Some(unit) = self.unit()? {
                        let unit = self.repeated(unit)?;
                        parts.push(unit);
                    }
                }
            }
        }
        branches.push(Node::sequence(parts));
        Ok(branches)
    }

    /// Reads one thing that can be repeated; `None` is a change of options.
    fn unit(&mut self) -> Result<Option<Node>, PatternError> {
        let start = self.at;
        if self.repetition_here() {
            return self.repeats_nothing(start);
        }
        self.last = Last::Other;
        let Some(c) = self.next() else {
            return Ok(None);
        };
        Ok(Some(match c {
            '(' => return self.group(),
            '[' => Node::Class(self.class()?),
            '\\' => self.escape()?,
            '^' if self.options.lines => Node::Anchor(Anchor::LineStart),
            '^' => Node::Anchor(Anchor::Start),
            '$' if self.options.lines => Node::Anchor(Anchor::LineEnd),
            '$' => Node::Anchor(Anchor::EndOrFinalLineFeed),
            '.' if self.options.dot_all => Node::Any,
            '.' => Node::AnyOnLine,
            _ => Node::Char(c, self.options.case),
        }))
    }

    fn repeats_nothing<T>(&mut self, start: usize) -> Result<T, PatternError> {
        let after = self.last;
        let _ = self.repetition()?;
        let written: String = self
            .chars
            .get(start..self.at)
            .unwrap_or_default()
            .iter()
            .collect();
        if after == Last::Repetition {
            return fail(
                self.since(start),
                format!("\"{written}\" repeats a repetition."),
                "Remove one of the two, or put the first into parentheses.",
            );
        }
        fail(
            self.since(start),
            format!("\"{written}\" repeats nothing: there is nothing before it."),
            format!("Write .{written} for any characters, or \\{written} for the sign itself."),
        )
    }

    /// Reads the repetition behind a part, if there is one.
    fn repeated(&mut self, unit: Node) -> Result<Node, PatternError> {
        self.skip_remarks()?;
        if !self.repetition_here() {
            self.last = Last::Other;
            return Ok(unit);
        }
        let start = self.at;
        let (min, max) = self.repetition()?;
        let end = self.at;
        self.skip_remarks()?;
        let greed = if self.eat('?') {
            Greed::Lazy
        } else {
            Greed::Greedy
        };
        if max.is_some_and(|max| min > max) {
            return fail(
                start..end,
                "The first number of the repetition is larger than the second.",
                "Write the smaller number first.",
            );
        }
        self.last = Last::Repetition;
        Ok(Node::repeat(unit, min, max, greed))
    }

    /// Whether a repetition stands here. A brace that does not hold `{n}`, `{n,}` or `{n,m}` is a
    /// character like any other.
    fn repetition_here(&self) -> bool {
        match self.peek() {
            Some('*' | '+' | '?') => true,
            Some('{') => {
                let mut rest = self.chars.iter().skip(self.at + 1).copied().peekable();
                let mut digits = 0;
                while rest.next_if(char::is_ascii_digit).is_some() {
                    digits += 1;
                }
                if digits == 0 {
                    return false;
                }
                if rest.next_if_eq(&',').is_some() {
                    while rest.next_if(char::is_ascii_digit).is_some() {}
                }
                rest.next() == Some('}')
            }
            _ => false,
        }
    }

    /// Reads the repetition that stands here: least and most.
    fn repetition(&mut self) -> Result<(u32, Option<u32>), PatternError> {
        Ok(match self.next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            _ => {
                let min = self.number()?;
                let max = match (self.eat(','), self.peek()) {
                    (false, _) => Some(min),
                    (true, Some('}')) => None,
                    (true, _) => Some(self.number()?),
                };
                self.eat('}');
                (min, max)
            }
        })
    }

    /// Reads digits as a number.
    pub(super) fn number(&mut self) -> Result<u32, PatternError> {
        let start = self.at;
        let digits = self.take_while(|c| c.is_ascii_digit());
        match digits.parse::<u64>() {
            Ok(number) if number <= LARGEST => Ok(number as u32),
            _ => fail(
                self.since(start),
                format!("The number {digits} is too large."),
                format!("A number in a pattern is at most {LARGEST}."),
            ),
        }
    }

    /// Skips remarks, and under `x` blanks.
    pub(super) fn skip_remarks(&mut self) -> Result<(), PatternError> {
        loop {
            let start = self.at;
            if self.looking_at("(?#") {
                self.take_while(|c| c != ')');
                if !self.eat(')') {
                    return fail(
                        self.since(start),
                        "The remark is not closed.",
                        "Put ) behind the remark.",
                    );
                }
            } else if self.options.extended {
                self.take_while(|c| matches!(c, '\t'..='\r' | ' '));
                if self.peek() == Some('#') {
                    self.take_while(|c| c != '\n');
                }
            }
            if self.at == start {
                return Ok(());
            }
        }
    }

    /// Goes one group or set deeper.
    pub(super) fn enter(&mut self, start: usize) -> Result<(), PatternError> {
        self.depth += 1;
        if self.depth > NESTING_LIMIT {
            return fail(
                self.since(start),
                format!("More than {NESTING_LIMIT} groups stand inside one another."),
                "Use fewer nested groups.",
            );
        }
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
        self.last = Last::Other;
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += 1;
        }
        found
    }

    pub(super) fn looking_at(&self, text: &str) -> bool {
        self.chars.get(self.at..).is_some_and(|rest| {
            let mut rest = rest.iter();
            text.chars().all(|c| rest.next() == Some(&c))
        })
    }

    pub(super) fn take_while(&mut self, mut wanted: impl FnMut(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(c) = self.peek().filter(|c| wanted(*c)) {
            taken.push(c);
            self.at += 1;
        }
        taken
    }
}
