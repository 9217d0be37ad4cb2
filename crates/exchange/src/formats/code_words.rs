//! The words of code that has groups: names, texts in quotes, signs, ends of lines.

use super::folder::Language;
use crate::failure::Failure;

/// A word and the line it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) word: Word,
    pub(super) line: usize,
}

/// A word of code.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    Name(String),
    Text(String),
    /// A text with parts that are worked out when the code runs.
    WorkedOut,
    /// What stands before `@$OrganizationName`, as Microsoft365DSC writes sign-in names of the
    /// tenant's own domain.
    OwnDomain(String),
    Sign(char),
    Line,
}

/// Reads word by word.
pub(super) struct Reader<'a> {
    left: std::iter::Peekable<std::str::Chars<'a>>,
    language: Language,
    line: usize,
    next: Option<Token>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, language: Language) -> Self {
        Self {
            left: text.chars().peekable(),
            language,
            line: 1,
            next: None,
        }
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The next word, without passing it.
    pub(super) fn peek(&mut self) -> Result<Option<&Word>, Failure> {
        if self.next.is_none() {
            self.next = self.read()?;
        }
        Ok(self.next.as_ref().map(|token| &token.word))
    }

    pub(super) fn next(&mut self) -> Result<Option<Token>, Failure> {
        match self.next.take() {
            Some(token) => Ok(Some(token)),
            None => self.read(),
        }
    }

    /// The next word in this line.
    pub(super) fn after_space(&mut self) -> Result<Option<Token>, Failure> {
        match self.peek()? {
            Some(Word::Line) | None => Ok(None),
            Some(_) => self.next(),
        }
    }

    /// The next word in whatever line.
    pub(super) fn after_blank(&mut self) -> Result<Option<Token>, Failure> {
        while self.peek()? == Some(&Word::Line) {
            self.next()?;
        }
        self.next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.left.next()?;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn read(&mut self) -> Result<Option<Token>, Failure> {
        let mut line = self.line;
        let read = self.read_from(&mut line);
        // What is not closed is to be looked for where it begins.
        if read.is_err() {
            self.line = line;
        }
        read
    }

    fn read_from(&mut self, line: &mut usize) -> Result<Option<Token>, Failure> {
        loop {
            *line = self.line;
            let Some(c) = self.take() else {
                return Ok(None);
            };
            let next = self.left.peek().copied();
            let word = match (c, next, self.language) {
                ('\n', ..) => Word::Line,
                ('#', ..) => {
                    self.pass_line();
                    continue;
                }
                ('/', Some('/'), Language::Terraform) => {
                    self.pass_line();
                    continue;
                }
                ('<', Some('#'), Language::Dsc) => {
                    self.past("#>")?;
                    continue;
                }
                ('/', Some('*'), Language::Terraform) => {
                    self.past("*/")?;
                    continue;
                }
                ('<', Some('<'), Language::Terraform) => self.here_text()?,
                // The sign of lists says nothing that the bracket does not.
                ('@', Some('(' | '{'), Language::Dsc) => continue,
                ('@', Some('"' | '\''), Language::Dsc) => self.here_string()?,
                ('"', ..) => self.quoted('"')?,
                ('\'', _, Language::Dsc) => self.quoted('\'')?,
                // A line that goes on.
                ('`', Some('\n' | '\r'), Language::Dsc) => {
                    self.pass_line();
                    self.take();
                    continue;
                }
                (c, ..) if is_of_name(c) => self.name(c),
                (c, ..) if c.is_whitespace() => continue,
                (c, ..) => Word::Sign(c),
            };
            return Ok(Some(Token { word, line: *line }));
        }
    }

    fn name(&mut self, first: char) -> Word {
        let mut name = String::from(first);
        while let Some(c) = self.left.next_if(|c| is_of_name(*c)) {
            name.push(c);
        }
        Word::Name(name)
    }

    fn pass_line(&mut self) {
        while self.left.next_if(|c| *c != '\n').is_some() {}
    }

    fn past(&mut self, end: &str) -> Result<(), Failure> {
        let mut seen = String::new();
        while let Some(c) = self.take() {
            seen.push(c);
            // The sign that opens is not part of what closes.
            if seen.chars().count() > 2 && seen.ends_with(end) {
                return Ok(());
            }
        }
        Err(unclosed("A comment"))
    }

    fn quoted(&mut self, quote: char) -> Result<Word, Failure> {
        let mut text = String::new();
        let mut is_worked_out = false;
        loop {
            let Some(c) = self.take() else {
                return Err(unclosed("A text"));
            };
            let next = self.left.peek().copied();
            match (self.language, c) {
                (Language::Dsc, c) if c == quote => {
                    if next != Some(quote) {
                        break;
                    }
                    self.take();
                    text.push(quote);
                }
                (Language::Terraform | Language::TerraformState, '"') => break,
                (Language::Dsc, '`') if quote == '"' => match self.take() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some(other) => text.push(other),
                    None => {}
                },
                (Language::Dsc, '$') if quote == '"' && next.is_some_and(begins_variable) => {
                    is_worked_out = true;
                    text.push(c);
                }
                (Language::Terraform | Language::TerraformState, '\\') => match self.take() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some(other) => text.push(other),
                    None => {}
                },
                (Language::Terraform | Language::TerraformState, '$' | '%')
                    if next == Some('{') =>
                {
                    is_worked_out = true;
                    text.push(c);
                }
                (Language::Terraform | Language::TerraformState, '\n') => {
                    return Err(unclosed("A text"));
                }
                _ => text.push(c),
            }
        }
        if !is_worked_out {
            return Ok(Word::Text(text));
        }
        let own = text
            .split_once("@$")
            .filter(|(name, rest)| {
                rest.eq_ignore_ascii_case("OrganizationName") && !name.contains('$')
            })
            .map(|(name, _)| name.to_owned());
        Ok(own.map_or(Word::WorkedOut, Word::OwnDomain))
    }

    /// PowerShell's text of several lines: `@"` to `"@` at the start of a line.
    fn here_string(&mut self) -> Result<Word, Failure> {
        let quote = self.take().unwrap_or('"');
        self.pass_line();
        self.take();
        let mut lines = Vec::new();
        while self.left.peek().is_some() {
            let line = self.rest_of_line();
            if line.starts_with(quote) && line.chars().nth(1) == Some('@') {
                let text = lines.join("\n");
                let is_worked_out = quote == '"' && text.contains('$');
                return Ok(match is_worked_out {
                    true => Word::WorkedOut,
                    false => Word::Text(text),
                });
            }
            lines.push(line);
        }
        Err(unclosed("A text"))
    }

    /// Terraform's text of several lines: `<<EOT` to `EOT`; with `<<-` lines lose what all are indented.
    fn here_text(&mut self) -> Result<Word, Failure> {
        self.take();
        let is_indented = self.left.next_if_eq(&'-').is_some();
        let end = self.rest_of_line().trim().to_owned();
        let mut lines: Vec<String> = Vec::new();
        while self.left.peek().is_some() {
            let line = self.rest_of_line();
            if line.trim() == end {
                if is_indented {
                    let indent = |line: &String| line.chars().take_while(|c| *c == ' ').count();
                    let filled = lines.iter().filter(|line| !line.trim().is_empty());
                    let least = filled.map(indent).min().unwrap_or(0);
                    lines = lines
                        .iter()
                        .map(|line| line.chars().skip(least).collect())
                        .collect();
                }
                let text = lines.join("\n");
                return Ok(match text.contains("${") || text.contains("%{") {
                    true => Word::WorkedOut,
                    false => Word::Text(format!("{text}\n")),
                });
            }
            lines.push(line);
        }
        Err(unclosed("A text"))
    }

    /// What is left of a line, whose end is passed.
    fn rest_of_line(&mut self) -> String {
        let mut line = String::new();
        while let Some(c) = self.take() {
            match c {
                '\n' => break,
                '\r' => {}
                c => line.push(c),
            }
        }
        line
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | ':')
}

fn begins_variable(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '{' | '(')
}

fn unclosed(what: &str) -> Failure {
    Failure::new(
        format!("{what} is not closed."),
        "Correct the file; perhaps its end is missing.",
    )
}
