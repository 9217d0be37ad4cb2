//! The parameters of a command, as rows that the binder, the help and the prompt read.

use std::borrow::Cow;

/// What a parameter takes; the binder converts to it or refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `-All`: present or not; `-All:$false`.
    Switch,
    /// A string; other values are converted to their text.
    Text,
    /// Strings; one value is a list of one.
    Texts,
    /// A whole number.
    Int,
    /// `$true` or `$false`; unlike a switch it needs its value.
    Bool,
    /// An instant; text is read as a date.
    Time,
    /// `{ … }`.
    Block,
    /// `@{…}`.
    Table,
    /// Any value, as it is.
    Value,
    /// Any values; one value is a list of one.
    Values,
}

impl Kind {
    /// The name in syntax lines, such as `string[]`; empty for a switch.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Switch => "",
            Kind::Text => "string",
            Kind::Texts => "string[]",
            Kind::Int => "int",
            Kind::Bool => "bool",
            Kind::Time => "datetime",
            Kind::Block => "scriptblock",
            Kind::Table => "hashtable",
            Kind::Value => "object",
            Kind::Values => "object[]",
        }
    }
}

/// Whether a parameter must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// The command fails without it.
    Mandatory,
}

/// What of a pipeline object a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromPipeline {
    /// Nothing.
    No,
    /// The object itself.
    Value,
    /// The object's property with the name (or an alias) of the parameter.
    Property,
    /// The property if the object has one, else the object itself.
    PropertyOrValue,
}

/// One parameter of a command.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub(crate) name: Cow<'static, str>,
    pub(crate) kind: Kind,
    pub(crate) aliases: Vec<Cow<'static, str>>,
    pub(crate) position: Option<usize>,
    pub(crate) need: Need,
    pub(crate) choices: Vec<Cow<'static, str>>,
    pub(crate) pipeline: FromPipeline,
    pub(crate) rest: Rest,
    pub(crate) help: Cow<'static, str>,
    pub(crate) meaning: Option<&'static str>,
}

/// Whether a positional parameter takes one argument or all that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// One.
    One,
    /// All that are left.
    All,
}

impl Parameter {
    /// A parameter `-name` of this kind: optional, named only, not from the pipeline.
    pub fn new(kind: Kind, name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter {
            name: name.into(),
            kind,
            aliases: Vec::new(),
            position: None,
            need: Need::Optional,
            choices: Vec::new(),
            pipeline: FromPipeline::No,
            rest: Rest::One,
            help: Cow::Borrowed(""),
            meaning: None,
        }
    }

    /// A switch.
    pub fn switch(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Switch, name)
    }

    /// A string.
    pub fn text(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Text, name)
    }

    /// A list of strings.
    pub fn texts(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Texts, name)
    }

    /// A whole number.
    pub fn int(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Int, name)
    }

    /// `$true` or `$false`.
    pub fn bool(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Bool, name)
    }

    /// An instant.
    pub fn time(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Time, name)
    }

    /// A script block.
    pub fn block(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Block, name)
    }

    /// A hashtable.
    pub fn table(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Table, name)
    }

    /// Any value.
    pub fn value(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Value, name)
    }

    /// Any values.
    pub fn values(name: impl Into<Cow<'static, str>>) -> Parameter {
        Parameter::new(Kind::Values, name)
    }

    /// Another name for it.
    #[must_use]
    pub fn alias(mut self, alias: impl Into<Cow<'static, str>>) -> Parameter {
        self.aliases.push(alias.into());
        self
    }

    /// It may be given without its name, as the argument number `position`, counted from 0.
    #[must_use]
    pub fn position(mut self, position: usize) -> Parameter {
        self.position = Some(position);
        self
    }

    /// It takes every positional argument from `position` on.
    #[must_use]
    pub fn rest(mut self, position: usize) -> Parameter {
        self.position = Some(position);
        self.rest = Rest::All;
        self
    }

    /// The command fails without it.
    #[must_use]
    pub fn mandatory(mut self) -> Parameter {
        self.need = Need::Mandatory;
        self
    }

    /// It takes one of these words, in any case; the command sees the spelling given here.
    #[must_use]
    pub fn choices(mut self, choices: &[&'static str]) -> Parameter {
        self.choices = choices.iter().map(|c| Cow::Borrowed(*c)).collect();
        self
    }

    /// It takes the objects of the pipeline.
    #[must_use]
    pub fn from_pipeline(mut self) -> Parameter {
        self.pipeline = match self.pipeline {
            FromPipeline::No | FromPipeline::Value => FromPipeline::Value,
            FromPipeline::Property | FromPipeline::PropertyOrValue => FromPipeline::PropertyOrValue,
        };
        self
    }

    /// It takes the property of its name, or of one of its aliases, from the objects of the pipeline.
    #[must_use]
    pub fn from_property(mut self) -> Parameter {
        self.pipeline = match self.pipeline {
            FromPipeline::No | FromPipeline::Property => FromPipeline::Property,
            FromPipeline::Value | FromPipeline::PropertyOrValue => FromPipeline::PropertyOrValue,
        };
        self
    }

    /// What it is for, in one sentence.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Parameter {
        self.help = help.into();
        self
    }

    /// What its value stands for, such as the name of a group: a word by which the host's
    /// [`Guide`](crate::Guide) knows what may be typed. Without it, its name is that word.
    #[must_use]
    pub fn means(mut self, meaning: &'static str) -> Parameter {
        self.meaning = Some(meaning);
        self
    }

    /// What its value stands for.
    pub fn meaning(&self) -> &str {
        self.meaning.unwrap_or(&self.name)
    }

    /// Its name, without the dash.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it takes.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The words it takes; empty when any will do.
    pub fn words(&self) -> &[Cow<'static, str>] {
        &self.choices
    }

    /// What it is for.
    pub fn help_text(&self) -> &str {
        &self.help
    }

    /// Its other names.
    pub fn alias_names(&self) -> &[Cow<'static, str>] {
        &self.aliases
    }

    /// Whether `name` is its name or an alias, in any case.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
            || self.aliases.iter().any(|a| a.eq_ignore_ascii_case(name))
    }
}
