//! What a person sees: the port text leaves by, and the console that gathers objects until they can be shown.

mod csv;
pub(crate) mod json;
mod layout;
mod list;
mod markdown;
mod table;
mod view;

use std::io;

pub use view::{Align, Cell, Column, View, Views};

use crate::error::Halt;
use crate::value::{Text, Value, Walk};

/// The streams of a shell, as PowerShell tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// What statements give.
    Out,
    /// Errors.
    Err,
    /// Warnings.
    Warning,
    /// What `-Verbose` shows.
    Verbose,
    /// What `Write-Host` writes.
    Information,
    /// The statements themselves, in a transcript.
    Echo,
}

/// Where text goes: a terminal, a file, a transcript.
pub trait Output {
    /// Writes text, line ends included.
    fn write(&mut self, stream: Stream, text: &str) -> io::Result<()>;

    /// Asks the person a question and gives the line typed; `None` when nobody is there.
    fn ask(&mut self, _question: &str) -> Option<String> {
        None
    }
}

/// An output that keeps everything in one text, in the order written: a transcript.
#[derive(Clone, Debug, Default)]
pub struct Transcript(std::rc::Rc<std::cell::RefCell<String>>);

impl Transcript {
    /// An empty one; its clones share the text.
    pub fn new() -> Transcript {
        Transcript::default()
    }

    /// Takes what has been written since the last time.
    pub fn take(&self) -> String {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Output for Transcript {
    fn write(&mut self, _stream: Stream, text: &str) -> io::Result<()> {
        self.0.borrow_mut().push_str(text);
        Ok(())
    }
}

/// How objects are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Each type in its own way, as PowerShell does.
    #[default]
    Auto,
    /// As tables.
    Table,
    /// As lists, one property a line.
    List,
    /// As JSON.
    Json,
    /// As comma-separated values, every property a column.
    Csv,
    /// As tables in Markdown, with the columns of the type's view.
    Markdown,
}

/// How wide a line may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// So many columns, beyond which nothing is cut: for files and transcripts.
    Fixed(usize),
    /// So many columns of a terminal; what is wider is cut with an ellipsis.
    Terminal(usize),
}

impl Width {
    /// The number of columns.
    pub fn columns(self) -> usize {
        match self {
            Width::Fixed(columns) | Width::Terminal(columns) => columns,
        }
    }
}

/// The narrowest terminal on which messages are still broken at words.
const LEAST_COLUMNS: usize = 40;

/// A message that begins behind `indent` columns: where a terminal would break it anywhere it is broken between words,
/// and goes on below its beginning.
pub(crate) fn at_words(text: &str, width: Width, indent: usize) -> String {
    match width {
        Width::Terminal(columns) if columns >= LEAST_COLUMNS => {
            let lines = layout::wrap(text, columns.saturating_sub(indent));
            lines.join(&format!("\n{}", " ".repeat(indent)))
        }
        Width::Terminal(_) | Width::Fixed(_) => text.to_owned(),
    }
}

/// What stands above a statement in its script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The statement before it.
    None,
    /// At least one blank line.
    BlankLine,
}

/// What was written last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    BlankLine,
    Statement,
    Answer,
}

/// Gathers objects of one type, and writes them as one table or list.
pub(crate) struct Console {
    output: Box<dyn Output>,
    pending: Vec<Value>,
    /// Whether the last text left its line open, as `Write-Host -NoNewline` does.
    open_line: bool,
    /// What the text written last was, for the space around echoed statements.
    last: Last,
    pub(crate) format: Format,
    pub(crate) width: Width,
}

impl Console {
    pub(crate) fn new(output: Box<dyn Output>) -> Console {
        Console {
            output,
            pending: Vec::new(),
            open_line: false,
            last: Last::Nothing,
            format: Format::default(),
            width: Width::Fixed(120),
        }
    }

    /// Shows one object; it may wait for others of its type.
    pub(crate) fn show(&mut self, views: &Views, value: Value) -> Result<(), Halt> {
        match (&value, self.format) {
            (Value::Null | Value::Empty, _) => Ok(()),
            (_, Format::Json) => {
                self.pending.push(value);
                Ok(())
            }
            (Value::List(list), _) => {
                let Some(_walk) = Walk::enter(list.len()) else {
                    return Ok(());
                };
                for item in list.to_vec() {
                    self.show(views, item)?;
                }
                Ok(())
            }
            _ => {
                let group = group_of(&value);
                let same = self.pending.first().is_none_or(|p| group_of(p) == group);
                if !same {
                    self.flush(views)?;
                }
                match group {
                    Group::Line => self.write(Stream::Out, &format!("{}\n", value.to_text())),
                    _ => {
                        self.pending.push(value);
                        Ok(())
                    }
                }
            }
        }
    }

    /// Writes the objects that wait.
    pub(crate) fn flush(&mut self, views: &Views) -> Result<(), Halt> {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return Ok(());
        }
        let text = match self.format {
            Format::Json => {
                let whole = Value::collapse(pending);
                format!(
                    "{}\n",
                    json::write(&whole, json::Depth(8), json::Spacing::Indented)
                )
            }
            Format::Auto => layout::automatic(&pending, views, self.width),
            Format::Table => table::write(&pending, views, &[], self.width),
            Format::List => list::write(&pending, views, &[], self.width),
            Format::Csv => csv::write(&pending),
            Format::Markdown => markdown::write(&pending, views),
        };
        self.write(Stream::Out, &text)
    }

    /// Writes text at once, after whatever waits.
    pub(crate) fn line(&mut self, views: &Views, stream: Stream, text: &str) -> Result<(), Halt> {
        self.flush(views)?;
        if self.open_line && matches!(stream, Stream::Echo | Stream::Err) {
            self.write(Stream::Information, "\n")?;
        }
        self.write(stream, text)
    }

    /// Writes a statement of a script above what it gives. A blank line sets it off from the answer before it, and
    /// from the statement before it if the script has one there.
    pub(crate) fn echo(&mut self, views: &Views, text: &str, gap: Gap) -> Result<(), Halt> {
        self.flush(views)?;
        let set_off = match self.last {
            Last::Nothing | Last::BlankLine => false,
            Last::Statement => gap == Gap::BlankLine,
            Last::Answer => true,
        };
        if set_off {
            self.line(views, Stream::Echo, "\n")?;
        }
        self.line(views, Stream::Echo, text)
    }

    pub(crate) fn ask(&mut self, views: &Views, question: &str) -> Result<Option<String>, Halt> {
        self.flush(views)?;
        Ok(self.output.ask(question))
    }

    fn write(&mut self, stream: Stream, text: &str) -> Result<(), Halt> {
        self.open_line = !text.is_empty() && !text.ends_with('\n');
        self.last = match (stream, text.ends_with("\n\n")) {
            (_, true) => Last::BlankLine,
            (Stream::Echo, false) => Last::Statement,
            (_, false) => Last::Answer,
        };
        self.output
            .write(stream, text)
            .map_err(|_| Halt::BrokenPipe)
    }
}

/// Formats objects as `Format-Table` does; no properties chosen means the type's own columns.
pub(crate) fn as_table(items: &[Value], views: &Views, columns: &[Column], width: Width) -> String {
    table::write(items, views, columns, width)
}

/// Formats objects as `Format-List` does.
pub(crate) fn as_list(items: &[Value], views: &Views, columns: &[Column], width: Width) -> String {
    list::write(items, views, columns, width)
}

/// Formats objects as the console would, without a type's consent being asked.
pub(crate) fn as_shown(items: &[Value], views: &Views, width: Width) -> String {
    let mut text = String::new();
    let mut group: Vec<Value> = Vec::new();
    let flush = |group: &mut Vec<Value>, text: &mut String| {
        if !group.is_empty() {
            text.push_str(&layout::automatic(group, views, width));
            group.clear();
        }
    };
    for item in items.iter().filter(|v| !v.is_null()) {
        if group.first().is_some_and(|g| group_of(g) != group_of(item)) {
            flush(&mut group, &mut text);
        }
        match group_of(item) {
            Group::Line => {
                text.push_str(&item.to_text());
                text.push('\n');
            }
            _ => group.push(item.clone()),
        }
    }
    flush(&mut group, &mut text);
    text
}

/// What decides whether two objects stand in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Group {
    Line,
    Table,
    Error,
    Object(Text),
}

fn group_of(value: &Value) -> Group {
    match value {
        Value::Object(object) => Group::Object(object.kind().clone()),
        Value::Table(_) => Group::Table,
        Value::Error(_) => Group::Error,
        _ => Group::Line,
    }
}
