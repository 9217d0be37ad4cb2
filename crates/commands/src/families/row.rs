//! One command of a module as data.

use ingroup_schema::SubjectKind;
use ingroup_shell::{Command, Kind, Need, Parameter};

use crate::attributes;
use crate::parameters;
use crate::request::{Body, Face, Work, with_face};
use crate::session::Session;

/// A command of a module.
#[derive(Debug)]
pub(super) struct Row {
    /// The module, as `Get-Command` shows it.
    pub(super) module: &'static str,
    /// Its name.
    pub(super) name: &'static str,
    /// One sentence on what it is for.
    pub(super) synopsis: &'static str,
    /// The native work it does.
    pub(super) work: Work,
    /// What its parameters and its objects are called.
    pub(super) face: Face,
    /// Whether it knows `-WhatIf`.
    pub(super) changes: Changes,
    /// What to type, and what that shows.
    pub(super) example: (&'static str, &'static str),
}

/// Whether a command changes the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changes {
    /// It only looks.
    Nothing,
    /// It changes something, and can say what before it does.
    Tenant,
}

/// Whether a parameter takes objects of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piped {
    No,
    ValueOrProperty,
}

/// One parameter of a module's command.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Take {
    /// Its name in the module.
    pub(crate) name: &'static str,
    /// The native parameter it stands for.
    pub(crate) native: &'static str,
    what: &'static str,
    position: Option<usize>,
    need: Need,
    pipeline: Piped,
    kind: Option<Kind>,
    alias: Option<&'static str>,
}

/// The parameter with the name that it has natively.
pub(super) const fn take(native: &'static str) -> Take {
    renamed(native, native, native)
}

/// The parameter `name` that names a thing (`Group`, `User`, …) for the native parameter `native`.
pub(super) const fn renamed(name: &'static str, native: &'static str, what: &'static str) -> Take {
    Take {
        name,
        native,
        what,
        position: None,
        need: Need::Optional,
        pipeline: Piped::No,
        kind: None,
        alias: None,
    }
}

/// The parameter `name` that says which group it is.
pub(super) const fn group(name: &'static str) -> Take {
    renamed(name, "Identity", "Group").piped()
}

/// The parameter `name` that says which user it is.
pub(super) const fn user(name: &'static str) -> Take {
    renamed(name, "Identity", "User").piped()
}

/// The parameter `name` that says which team it is, by its group.
pub(super) const fn team(name: &'static str) -> Take {
    renamed(name, "Team", "Group").piped()
}

impl Take {
    /// It may be given without its name.
    pub(super) const fn position(mut self, position: usize) -> Take {
        self.position = Some(position);
        self
    }

    /// The command fails without it.
    pub(super) const fn mandatory(mut self) -> Take {
        self.need = Need::Mandatory;
        self
    }

    /// It takes the objects of the pipeline, or their property of its name.
    const fn piped(mut self) -> Take {
        self.pipeline = Piped::ValueOrProperty;
        self
    }

    /// In the module it is a switch: `-MailEnabled`, `-MailEnabled:$false`, and `-MailEnabled $false` as often written.
    pub(super) const fn switch(mut self) -> Take {
        self.kind = Some(Kind::Switch);
        self
    }

    /// Another name that the module has for it.
    pub(super) const fn alias(mut self, alias: &'static str) -> Take {
        self.alias = Some(alias);
        self
    }

    fn parameter(&self) -> Parameter {
        let mut parameter = match self.kind {
            Some(Kind::Switch) => Parameter::switch(self.name)
                .help("A switch; -Name:$false and -Name $false turn it off."),
            _ => parameters::named(self.what, self.name),
        };
        if let Some(position) = self.position {
            parameter = parameter.position(position);
        }
        if self.need == Need::Mandatory {
            parameter = parameter.mandatory();
        }
        if let Some(alias) = self.alias {
            parameter = parameter.alias(alias);
        }
        match self.pipeline {
            Piped::No => parameter,
            Piped::ValueOrProperty => parameter.from_pipeline().from_property(),
        }
    }
}

impl Row {
    /// The command that the row describes.
    pub(super) fn command(&'static self) -> Command<Session> {
        let (code, text) = self.example;
        let mut command = Command::new(self.name, self.synopsis)
            .module(self.module)
            .parameters(self.face.parameters.iter().map(Take::parameter))
            .example(code, text)
            .each(with_face(self.work, &self.face));
        if self.face.body == Body::User {
            command = command
                .parameters(attributes::of_properties(attributes::settable(
                    SubjectKind::User,
                )))
                .parameter(parameters::shared("OnPremisesExtensionAttributes"));
        }
        if self.face.body != Body::None {
            command = command.parameter(parameters::shared("BodyParameter"));
        }
        match self.changes {
            Changes::Nothing => command,
            Changes::Tenant => command.what_if(),
        }
    }
}
