//! What is to be said about a rule: code, place, sentence, help, fix, and what the service would say.

use std::borrow::Cow;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::code::{Code, Severity};
use crate::span::Span;

/// One finding about the text of a rule.
///
/// Serialises as `{"code","severity","message","span":[start,end],"help","fix"}`; help and fix are
/// `null` when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    span: Span,
    message: String,
    help: Option<String>,
    fix: Option<Fix>,
    name: Option<String>,
}

impl Diagnostic {
    /// A finding at `span`; `message` is one sentence on one line.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            span,
            message: message.into(),
            help: None,
            fix: None,
            name: None,
        }
    }

    /// With what to do next.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a change of the text that a program can make.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// With the name that the service's own text repeats (`Unsupported property 'name'`).
    #[must_use]
    pub fn about(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Which finding it is.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What is the matter, one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do next.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The change that mends it.
    #[must_use]
    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref()
    }

    /// What the service answers to a rule with this error; nothing for warnings and notes.
    #[must_use]
    pub fn service(&self) -> Option<ServiceAnswer> {
        let row = self.code.service()?;
        let name = self.name.as_deref().unwrap_or_default();
        let fill = |text: &'static str| match text.contains("{name}") {
            true => Cow::Owned(text.replace("{name}", name)),
            false => Cow::Borrowed(text),
        };
        Some(ServiceAnswer {
            portal: fill(row.portal),
            status: row.status,
            code: row.api_code,
            message: fill(row.api_text),
        })
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Diagnostic", 6)?;
        map.serialize_field("code", self.code.name())?;
        map.serialize_field("severity", self.severity().name())?;
        map.serialize_field("message", &self.message)?;
        map.serialize_field("span", &self.span)?;
        map.serialize_field("help", &self.help)?;
        map.serialize_field("fix", &self.fix)?;
        map.end()
    }
}

/// What the service says of an error: the portal's text, and the answer of its API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAnswer {
    /// The text the portal shows behind "Dynamic membership rule validation error:" (LANG 5).
    pub portal: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// The code in the body of the answer.
    pub code: &'static str,
    /// The message in the body of the answer.
    pub message: Cow<'static, str>,
}

/// A change of the text that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    title: String,
    effect: Effect,
    edits: Vec<Edit>,
}

impl Fix {
    /// `title` says what the fix does; the edits must not overlap.
    #[must_use]
    pub fn new(title: impl Into<String>, effect: Effect, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        Fix {
            title: title.into(),
            effect,
            edits,
        }
    }

    /// One edit: `span` becomes `text`.
    #[must_use]
    pub fn replace(
        title: impl Into<String>,
        effect: Effect,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        Fix::new(title, effect, vec![Edit::new(span, text)])
    }

    /// What it does.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it does to the members.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// The edits, by place.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The text after all edits.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.edits {
            out.push_str(Span::new(done, edit.span.start()).of(text));
            out.push_str(&edit.text);
            done = edit.span.end();
        }
        out.push_str(Span::new(done, usize::MAX).of(text));
        out
    }
}

/// What a fix does to the members of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The text means the same as before, or, where it had no valid meaning, what was clearly meant.
    Equivalent,
    /// The rule may take other members than before, or the intention is guessed.
    ChangesMembers,
}

/// One replacement; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    span: Span,
    text: String,
}

impl Edit {
    /// `span` becomes `text`.
    #[must_use]
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Edit {
            span,
            text: text.into(),
        }
    }

    /// What is replaced.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// By what.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
