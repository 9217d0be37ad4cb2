//! One command of a module as data.

use ingroup_schema::SubjectKind;
use ingroup_shell::{Command, Kind, Need, Offer, Parameter};

use super::Shape;
use crate::attributes;
use crate::parameters;
use crate::request::{Body, Face, Work, with_face};
use crate::session::Session;

/// A command of a module.
#[derive(Debug)]
pub(super) struct Row {
    module: &'static str,
    name: &'static str,
    synopsis: &'static str,
    work: Work,
    face: Face,
    shape: &'static Shape,
    beta: Option<&'static Shape>,
    changes: Changes,
    example: (&'static str, &'static str),
}

/// Whether a command changes the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Changes {
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

/// How the value of a parameter is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// As natively.
    Same,
    /// True is false.
    Opposite,
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
    aliases: &'static [&'static str],
    sense: Sense,
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
        aliases: &[],
        sense: Sense::Same,
    }
}

/// The parameter `name` that says which group it is, as the first argument.
pub(super) const fn group(name: &'static str) -> Take {
    identity(name, "Group")
}

/// The parameter `name` that says which user it is, as the first argument.
pub(super) const fn user(name: &'static str) -> Take {
    identity(name, "User")
}

/// The parameter `name` that says which object it is, as the first argument.
pub(super) const fn identity(name: &'static str, what: &'static str) -> Take {
    renamed(name, "Identity", what).piped().position(0)
}

/// The parameter `name` that says which team it is, by its group.
pub(super) const fn team(name: &'static str) -> Take {
    renamed(name, "Team", "Group")
        .piped()
        .position(0)
        .mandatory()
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

    /// Other names that the module has for it.
    pub(super) const fn aliases(mut self, aliases: &'static [&'static str]) -> Take {
        self.aliases = aliases;
        self
    }

    /// What is true in the module is false natively.
    pub(super) const fn opposite(mut self) -> Take {
        self.sense = Sense::Opposite;
        self
    }

    /// Whether what is true in the module is false natively.
    pub(crate) fn is_opposite(&self) -> bool {
        self.sense == Sense::Opposite
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
        for alias in self.aliases {
            parameter = parameter.alias(*alias);
        }
        match self.pipeline {
            Piped::No => parameter,
            Piped::ValueOrProperty => parameter.from_pipeline().from_property(),
        }
    }
}

/// A row: the module, the command and what it is for, the native work it does, and the shape of what it gives.
pub(super) const fn row(
    module: &'static str,
    name: &'static str,
    synopsis: &'static str,
    work: Work,
    shape: &'static Shape,
) -> Row {
    Row {
        module,
        name,
        synopsis,
        work,
        face: Face {
            parameters: &[],
            listing: &[],
            body: Body::None,
        },
        shape,
        beta: None,
        changes: Changes::Nothing,
        example: ("", ""),
    }
}

impl Row {
    /// Its parameters.
    pub(super) const fn takes(mut self, parameters: &'static [Take]) -> Row {
        self.face.parameters = parameters;
        self
    }

    /// The parameters that it shares with the other lists of its module.
    pub(super) const fn listing(mut self, parameters: &'static [Take]) -> Row {
        self.face.listing = parameters;
        self
    }

    /// What its hashtable holds, or that it takes every attribute.
    pub(super) const fn body(mut self, body: Body) -> Row {
        self.face.body = body;
        self
    }

    /// It changes the tenant and knows `-WhatIf`.
    pub(super) const fn changes(mut self) -> Row {
        self.changes = Changes::Tenant;
        self
    }

    /// The shape that its sibling for Graph's beta gives, if it is another.
    pub(super) const fn in_beta(mut self, shape: &'static Shape) -> Row {
        self.beta = Some(shape);
        self
    }

    /// What to type, and what that shows.
    pub(super) const fn shows(mut self, code: &'static str, text: &'static str) -> Row {
        self.example = (code, text);
        self
    }

    /// The command that the row describes, and its sibling for Graph's beta if the module has one.
    pub(super) fn offers(&'static self) -> impl Iterator<Item = Offer<Session>> {
        let own = Offer::new(self.name, || self.own());
        let sibling = self.sibling().map(|sibling| {
            let (.., word, other) = sibling;
            Offer::new(self.name.replace(word, other), || self.of_beta(sibling))
        });
        std::iter::once(own).chain(sibling)
    }

    fn own(&'static self) -> Command<Session> {
        let (name, module) = (self.name.to_owned(), self.module.to_owned());
        self.named(name, module, self.shape, str::to_owned)
    }

    fn of_beta(&'static self, (module, beta, word, other): &Sibling) -> Command<Session> {
        self.named(
            self.name.replace(word, other),
            self.module.replacen(module, beta, 1),
            self.beta.unwrap_or(self.shape),
            |code| code.replace(word, other),
        )
    }

    /// What the command of this name gives, if it is the row's or its sibling's.
    pub(super) fn gives(&self, command: &str) -> Option<&'static Shape> {
        let is_sibling = |(_, _, word, other): &Sibling| self.name.replace(word, other) == command;
        match self.name == command {
            true => Some(self.shape),
            false if self.sibling().is_some_and(is_sibling) => self.beta.or(Some(self.shape)),
            false => None,
        }
    }

    fn takes_all(&self) -> impl Iterator<Item = &'static Take> {
        self.face.parameters.iter().chain(self.face.listing)
    }

    fn sibling(&self) -> Option<&'static Sibling> {
        let is_of_beta = self.module.contains(".Beta");
        let mut all = SIBLINGS.iter();
        all.find(|(module, ..)| self.module.starts_with(module) && !is_of_beta)
    }

    fn named(
        &'static self,
        name: String,
        module: String,
        shape: &'static Shape,
        text: impl Fn(&str) -> String,
    ) -> Command<Session> {
        let (code, says) = self.example;
        let parameters = self.takes_all();
        let mut command = Command::new(name, self.synopsis)
            .module(module)
            .parameters(parameters.map(Take::parameter))
            .example(text(code), says)
            .each(with_face(self.work, &self.face, Some(shape)));
        let attributes = match self.face.body {
            Body::User | Body::UserParameters => Some(attributes::settable(SubjectKind::User)),
            Body::Device => Some(attributes::settable(SubjectKind::Device)),
            Body::None | Body::Keys(_) => None,
        };
        let taken: Vec<String> = command
            .parameter_list()
            .iter()
            .flat_map(|one| {
                let aliases = one.alias_names().iter().map(|alias| alias.to_lowercase());
                std::iter::once(one.name().to_lowercase()).chain(aliases)
            })
            // What has another name in the module has only that.
            .chain(self.takes_all().map(|take| take.native.to_lowercase()))
            .collect();
        if let Some(attributes) = attributes {
            let free = attributes::of_properties(attributes)
                .filter(|one| !taken.contains(&one.name().to_lowercase()));
            command = match self.face.body {
                Body::User | Body::Device => command.parameters(free.map(as_switch)),
                Body::None | Body::Keys(_) | Body::UserParameters => command.parameters(free),
            };
        }
        command = match self.face.body {
            Body::User => command
                .parameter(parameters::shared("OnPremisesExtensionAttributes"))
                .parameter(parameters::shared("PasswordProfile")),
            Body::UserParameters => command.parameter(parameters::shared("PasswordProfile")),
            Body::None | Body::Keys(_) | Body::Device => command,
        };
        command = match self.face.body {
            Body::None | Body::UserParameters => command,
            Body::Keys(_) | Body::User | Body::Device => {
                command.parameter(parameters::shared("BodyParameter"))
            }
        };
        match self.changes {
            Changes::Nothing => command,
            Changes::Tenant => command.what_if(),
        }
    }
}

/// What is true or false is a switch in Graph's modules.
fn as_switch(parameter: Parameter) -> Parameter {
    if parameter.kind() != Kind::Bool {
        return parameter;
    }
    let aliases = parameter.alias_names().to_vec();
    let switch = Parameter::switch(parameter.name().to_owned()).help(format!(
        "{} -Name:$false and -Name $false turn it off.",
        parameter.help_text()
    ));
    aliases.into_iter().fold(switch, Parameter::alias)
}

/// A module that has a sibling for Graph's beta: how both begin, and what tells their commands apart.
type Sibling = (&'static str, &'static str, &'static str, &'static str);

/// The modules that have one.
const SIBLINGS: [Sibling; 2] = [
    (
        "Microsoft.Graph.",
        "Microsoft.Graph.Beta.",
        "-Mg",
        "-MgBeta",
    ),
    (
        "Microsoft.Entra",
        "Microsoft.Entra.Beta",
        "-Entra",
        "-EntraBeta",
    ),
];
