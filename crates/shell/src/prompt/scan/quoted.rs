//! The part of the walk that reads texts in quotes.

use super::Scanner;
use crate::prompt::found::{Form, Frame, Opener, Quote, TokenKind};
use crate::prompt::letters::{is_double_quote, is_name_letter, is_single_quote};

impl Scanner<'_> {
    /// `@'` … `'@`: everything up to the line that closes it.
    pub(super) fn here_string(&mut self, quote: char) {
        let mut from = self.at + 1 + quote.len_utf8();
        let end = loop {
            let Some(found) = self.text.get(from..).and_then(|rest| rest.find('\n')) else {
                break self.text.len();
            };
            from += found + 1;
            let mut line = self.text.get(from..).unwrap_or("").chars();
            if line.next() == Some(quote) && line.next() == Some('@') {
                break from + quote.len_utf8() + 1;
            }
        };
        self.piece(TokenKind::Text, Form::Value, end);
    }

    pub(super) fn single_quoted(&mut self, quote: char) {
        let mut end = self.at + quote.len_utf8();
        let mut open = true;
        while let Some(c) = self.text.get(end..).and_then(|rest| rest.chars().next()) {
            end += c.len_utf8();
            if is_single_quote(c) {
                let again = self.text.get(end..).and_then(|rest| rest.chars().next());
                match again {
                    Some(again) if is_single_quote(again) => end += again.len_utf8(),
                    _ => {
                        open = false;
                        break;
                    }
                }
            }
        }
        self.quoted(Quote::Single, end, open);
        self.token(TokenKind::Text, end);
    }

    /// Notes a word in quotes; glued to another word it is a part of that.
    pub(super) fn quoted(&mut self, quote: Quote, end: usize, open: bool) {
        let fresh = !self.glued;
        self.word(Form::Quoted(quote), end);
        if let Some(word) = self.stage().and_then(|stage| stage.words.last_mut()) {
            word.open = open && (fresh || word.form == Form::Quoted(quote));
        }
    }

    pub(super) fn double_quoted(&mut self, quote: char) {
        let end = self.at + quote.len_utf8();
        self.quoted(Quote::Double, end, true);
        self.token(TokenKind::Text, end);
        self.found.frames.push(Frame::new(Opener::Text));
    }

    /// One step inside of double quotes.
    pub(super) fn inside_text(&mut self, c: char) {
        match c {
            '$' if self
                .second()
                .is_some_and(|c| c == '(' || c == '{' || is_name_letter(c))
                || (self.second().is_none()) =>
            {
                self.glued = false;
                self.variable();
            }
            c if is_double_quote(c) && !self.second().is_some_and(is_double_quote) => {
                self.token(TokenKind::Text, self.at + c.len_utf8());
                self.found.frames.pop();
                self.text_reaches(false);
                self.glued = true;
                return;
            }
            c => {
                let twice = c == '`' || is_double_quote(c);
                let second = self.second().filter(|_| twice).map_or(0, char::len_utf8);
                let from = self.at + c.len_utf8() + second;
                let end = self.run(from, |c| c != '$' && c != '`' && !is_double_quote(c));
                self.token(TokenKind::Text, end);
            }
        }
        if self.opener() == Opener::Text {
            let frame = self.found.frames.pop();
            self.text_reaches(true);
            self.found.frames.extend(frame);
        }
    }

    /// The text in double quotes, the last word of the level it stands in, goes on up to here.
    pub(super) fn text_reaches(&mut self, open: bool) {
        let at = self.at;
        if let Some(word) = self.stage().and_then(|stage| stage.words.last_mut()) {
            word.span.end = at;
            word.open = open;
        }
    }
}
