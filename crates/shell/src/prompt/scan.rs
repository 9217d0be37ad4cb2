//! One walk over a text that may break off anywhere: its tokens, and what is open where it ends.
//!
//! The parser says whether a text is right; this says what a person is in the middle of typing. It never fails, it
//! reads every text the parser accepts into the same commands and arguments (a test holds them together), and what it
//! cannot place is plain text.

mod quoted;

use super::found::{Form, Frame, Mode, Opener, Scan, Stage, Token, TokenKind, Word};
use super::letters::{
    ends_word, is_dash, is_double_quote, is_name_letter, is_single_quote, is_statement_word,
};

/// Walks over a text.
pub(crate) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        at: 0,
        glued: false,
        joined: false,
        names: false,
        found: Scan {
            tokens: Vec::new(),
            frames: vec![Frame::new(Opener::Script)],
            closed: Vec::new(),
        },
    };
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.found
}

pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Whether what comes next belongs to the word before: nothing stands between.
    glued: bool,
    /// Whether a comma stood before what comes next.
    joined: bool,
    /// Whether what comes next is the name of a function to be.
    names: bool,
    found: Scan,
}

impl Scanner<'_> {
    // ---- looking

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// The end of the stretch from `from` on of which every character passes.
    fn run(&self, from: usize, test: impl Fn(char) -> bool) -> usize {
        let rest = self.text.get(from..).unwrap_or("");
        let end = rest.find(|c: char| !test(c)).unwrap_or(rest.len());
        from + end
    }

    fn opener(&self) -> Opener {
        self.found
            .frames
            .last()
            .map_or(Opener::Script, |frame| frame.opener)
    }

    fn stage(&mut self) -> Option<&mut Stage> {
        self.found.frames.last_mut()?.stages.last_mut()
    }

    fn mode(&mut self) -> Mode {
        self.stage().map_or(Mode::Empty, |stage| stage.mode)
    }

    fn is_first_stage(&self) -> bool {
        self.found
            .frames
            .last()
            .is_some_and(|frame| frame.stages.len() == 1)
    }

    // ---- noting

    fn token(&mut self, kind: TokenKind, end: usize) {
        self.found.tokens.push(Token {
            kind,
            span: self.at..end,
        });
        self.at = end;
    }

    /// Notes that a piece of a word goes up to `end`: a new word, or more of the last one.
    fn word(&mut self, form: Form, end: usize) {
        let (start, glued, joined) = (self.at, self.glued, self.joined);
        if let Some(stage) = self.stage() {
            if stage.mode == Mode::Empty {
                stage.mode = match form {
                    Form::Bare => Mode::Command,
                    _ => Mode::Value,
                };
            }
            match stage.words.last_mut() {
                Some(last) if glued && last.form != Form::Parameter => {
                    last.span.end = end;
                    last.form = Form::Value;
                    last.open = false;
                }
                _ => stage.words.push(Word {
                    span: start..end,
                    form,
                    joined,
                    open: false,
                }),
            }
        }
        self.glued = true;
        self.joined = false;
    }

    fn piece(&mut self, kind: TokenKind, form: Form, end: usize) {
        self.word(form, end);
        self.token(kind, end);
    }

    fn punctuation(&mut self, length: usize) {
        self.token(TokenKind::Punctuation, self.at + length);
    }

    /// A new statement begins.
    fn statement(&mut self) {
        if let Some(frame) = self.found.frames.last_mut() {
            frame.earlier.append(&mut frame.stages);
            frame.stages.push(Stage::new());
            frame.key = frame.opener == Opener::Table;
        }
        self.glued = false;
        self.joined = false;
    }

    fn open(&mut self, opener: Opener, length: usize) {
        let end = self.at + length;
        self.word(Form::Value, end);
        match opener {
            Opener::Text => self.token(TokenKind::Text, end),
            _ => self.punctuation(length),
        }
        self.found.frames.push(Frame::new(opener));
        self.glued = false;
        self.joined = false;
    }

    /// Closes the innermost level that this bracket fits, and all within it.
    fn close(&mut self, bracket: char) {
        let fits = |frame: &Frame| match bracket {
            ')' => frame.opener == Opener::Paren,
            ']' => frame.opener == Opener::Index,
            _ => matches!(frame.opener, Opener::Block | Opener::Table),
        };
        let at = self.at;
        if let Some(level) = self.found.frames.iter().rposition(fits) {
            let closed = self.found.frames.drain(level..).next();
            self.found.closed.extend(closed.map(|frame| (at, frame)));
            if let Some(word) = self.stage().and_then(|stage| stage.words.last_mut()) {
                word.span.end = at + 1;
            }
        }
        self.punctuation(1);
        self.glued = true;
        self.joined = false;
    }

    // ---- walking

    fn step(&mut self) {
        let Some(c) = self.peek() else { return };
        if self.opener() == Opener::Text {
            return self.inside_text(c);
        }
        match c {
            '\r' | '\n' => self.line_end(),
            '`' if matches!(self.second(), None | Some('\r' | '\n')) => {
                self.at = self.run(self.at + 1, |c| c == '\r' || c == '\n');
                self.glued = false;
            }
            c if c.is_whitespace() => {
                self.at += c.len_utf8();
                self.glued = false;
            }
            '#' if !self.glued => {
                let end = self.run(self.at, |c| c != '\n');
                self.token(TokenKind::Comment, end);
            }
            '<' if self.second() == Some('#') => {
                let end = self.rest().find("#>").map(|end| self.at + end + 2);
                self.token(TokenKind::Comment, end.unwrap_or(self.text.len()));
            }
            ';' => {
                self.punctuation(1);
                self.statement();
            }
            '|' if self.second() == Some('|') => {
                self.punctuation(2);
                self.statement();
            }
            '|' => {
                self.punctuation(1);
                if let Some(frame) = self.found.frames.last_mut() {
                    frame.stages.push(Stage::new());
                }
                self.glued = false;
            }
            '&' => {
                let length = 1 + usize::from(self.second() == Some('&'));
                self.punctuation(length);
                self.statement();
            }
            ',' => {
                self.punctuation(1);
                self.glued = false;
                self.joined = true;
            }
            ')' | '}' | ']' if c != ']' || self.mode() != Mode::Command => self.close(c),
            '(' => self.open(Opener::Paren, 1),
            '{' => self.open(Opener::Block, 1),
            '@' => self.at_sign(),
            '$' => self.variable(),
            c if is_single_quote(c) => self.single_quoted(c),
            c if is_double_quote(c) => self.double_quoted(c),
            _ if self.mode() == Mode::Command => self.argument(c),
            _ => self.value(c),
        }
    }

    fn line_end(&mut self) {
        self.at += 1;
        self.glued = false;
        let goes_on = self.found.frames.last().is_some_and(|frame| {
            let piped = frame.stages.len() > 1;
            let empty = frame
                .stages
                .last()
                .is_some_and(|stage| stage.mode == Mode::Empty);
            frame.opener == Opener::Index || (piped && empty)
        });
        if !goes_on && !self.joined {
            self.statement();
        }
    }

    fn at_sign(&mut self) {
        match self.second() {
            Some('(') => self.open(Opener::Paren, 2),
            Some('{') => self.open(Opener::Table, 2),
            Some(c) if is_single_quote(c) || is_double_quote(c) => self.here_string(c),
            Some(c) if is_name_letter(c) && !self.glued => {
                let end = self.run(self.at + 1, is_name_letter);
                self.piece(TokenKind::Variable, Form::Value, end);
            }
            _ if self.mode() == Mode::Command => self.argument('@'),
            _ => self.piece(TokenKind::Punctuation, Form::Value, self.at + 1),
        }
    }

    fn variable(&mut self) {
        let start = self.at;
        let end = match self.second() {
            Some('(') => return self.open(Opener::Paren, 2),
            Some('{') => {
                let rest = self.rest();
                rest.find('}')
                    .map_or(self.text.len(), |end| start + end + 1)
            }
            Some('?' | '$' | '^') => start + 2,
            _ => {
                let mut end = self.run(start + 1, is_name_letter);
                let mut after = self.text.get(end..).unwrap_or("").chars();
                // `$env:x`, but not the colon of `$x::y`.
                if after.next() == Some(':') && after.next().is_none_or(is_name_letter) {
                    end = self.run(end + 1, is_name_letter);
                }
                end
            }
        };
        self.piece(TokenKind::Variable, Form::Value, end);
    }

    /// Behind a command's name.
    fn argument(&mut self, c: char) {
        let next = self.second();
        if is_dash(c) && !self.glued && next.is_none_or(|c| c.is_alphabetic() || c == '?') {
            let end = self.run(self.at + c.len_utf8(), is_name_letter);
            self.piece(TokenKind::Parameter, Form::Parameter, end);
            if self.peek() == Some(':') {
                self.punctuation(1);
            }
            self.glued = false;
            return;
        }
        if (c == '.' || c == ':') && self.glued {
            let last = self.found.tokens.last();
            let of_value = last.is_some_and(|token| {
                token.kind == TokenKind::Variable
                    || token.kind == TokenKind::Member
                    || matches!(self.text.get(token.span.clone()), Some(")" | "]"))
            });
            if of_value {
                return self.member();
            }
        }
        if c == '[' && self.glued {
            let last = self.found.tokens.last().map(|token| token.kind);
            if matches!(last, Some(TokenKind::Variable | TokenKind::Member)) {
                return self.open(Opener::Index, 1);
            }
        }
        if c == '>' {
            self.punctuation(1);
            self.glued = false;
            return;
        }
        let end = self.run(self.at + c.len_utf8(), |c| !ends_word(c));
        let text = self.text.get(self.at..end).unwrap_or("");
        let kind = match text.parse::<f64>() {
            Ok(_) if c.is_ascii_digit() || is_dash(c) => TokenKind::Number,
            _ => TokenKind::Word,
        };
        self.piece(kind, Form::Bare, end);
    }

    /// Where a value or a new statement may stand.
    fn value(&mut self, c: char) {
        let end = self.at + c.len_utf8();
        match c {
            '.' | ':' if self.glued => self.member(),
            '[' if self.glued => self.open(Opener::Index, 1),
            '[' => self.type_name(),
            '=' if self.mode() == Mode::Value || self.opener() == Opener::Table => {
                self.token(TokenKind::Operator, end);
                self.statement();
                if let Some(frame) = self.found.frames.last_mut() {
                    frame.key = false;
                }
            }
            c if c.is_ascii_digit() => {
                let mut end = self.run(self.at, |c| c.is_ascii_alphanumeric());
                let mut after = self.text.get(end..).unwrap_or("").chars();
                if after.next() == Some('.') && after.next().is_some_and(|c| c.is_ascii_digit()) {
                    end = self.run(end + 1, |c| c.is_ascii_alphanumeric());
                }
                self.piece(TokenKind::Number, Form::Value, end);
            }
            c if is_dash(c) => {
                let end = self.run(end, char::is_alphabetic);
                self.piece(TokenKind::Operator, Form::Value, end);
                self.glued = false;
            }
            c if is_statement_word(c) && (c.is_alphabetic() || self.mode() == Mode::Empty) => {
                self.name();
            }
            _ => {
                self.piece(TokenKind::Operator, Form::Value, end);
                self.glued = false;
            }
        }
    }

    fn member(&mut self) {
        let dots = self.run(self.at, |c| c == ':' || c == '.').min(self.at + 2);
        self.word(Form::Value, dots);
        self.punctuation(dots - self.at);
        let end = self.run(self.at, is_name_letter);
        self.piece(TokenKind::Member, Form::Value, end);
    }

    fn type_name(&mut self) {
        let mut depth = 0_usize;
        for (offset, c) in self.rest().char_indices() {
            match c {
                '[' => depth += 1,
                ']' if depth == 1 => {
                    return self.piece(TokenKind::Type, Form::Value, self.at + offset + 1);
                }
                ']' => depth -= 1,
                c if is_name_letter(c) || matches!(c, '.' | ',' | ' ' | '`') => {}
                _ => break,
            }
        }
        self.open(Opener::Index, 1);
        // An attribute, such as [CmdletBinding()].
        let end = self.run(self.at, is_name_letter);
        if self
            .text
            .get(end..)
            .is_some_and(|text| text.starts_with('('))
        {
            self.piece(TokenKind::Type, Form::Value, end);
        }
    }

    /// A command's name, a keyword, the key of a hashtable, or a word that an expression knows.
    fn name(&mut self) {
        let end = self.run(self.at, |c| !ends_word(c) && c != '=' || c == '-');
        let word = self.text.get(self.at..end).unwrap_or("").to_lowercase();
        if self.found.frames.last().is_some_and(|frame| frame.key) {
            let end = self.run(self.at, is_name_letter).max(self.at + 1);
            return self.piece(TokenKind::Member, Form::Value, end);
        }
        if std::mem::take(&mut self.names) {
            return self.token(TokenKind::Word, end);
        }
        let mode = self.mode();
        let starts = mode == Mode::Empty && self.is_first_stage();
        let keyword = match mode {
            Mode::Empty => starts && super::letters::is_keyword(&word),
            _ => super::letters::goes_on(&word),
        };
        if keyword {
            self.names = matches!(word.as_str(), "function" | "filter");
            self.token(TokenKind::Keyword, end);
            return self.statement();
        }
        match mode {
            Mode::Empty => {
                let end = self.run(self.at, |c| !ends_word(c));
                self.piece(TokenKind::Command, Form::Bare, end);
            }
            _ => self.piece(TokenKind::Word, Form::Bare, end.max(self.at + 1)),
        }
    }
}
