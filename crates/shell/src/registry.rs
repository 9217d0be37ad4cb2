//! The command table at run time: commands by name and by alias, each made when it is first asked for.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::command::Command;

/// A command that is made when somebody first asks for it: of several hundred, a script uses a handful.
///
/// Only its names are known before.
pub struct Offer<H: 'static> {
    name: Cow<'static, str>,
    aliases: &'static [&'static str],
    make: Make<H>,
}

type Make<H> = Box<dyn Fn() -> Command<H>>;

impl<H: 'static> Offer<H> {
    /// The command `name`, which `make` makes.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        make: impl Fn() -> Command<H> + 'static,
    ) -> Offer<H> {
        Offer {
            name: name.into(),
            aliases: &[],
            make: Box::new(make),
        }
    }

    /// The other names that the command has.
    #[must_use]
    pub fn aliases(mut self, aliases: &'static [&'static str]) -> Offer<H> {
        self.aliases = aliases;
        self
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its other names.
    pub fn alias_names(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// The command itself.
    pub fn command(&self) -> Command<H> {
        (self.make)()
    }
}

/// A command's place in the table.
enum Slot<H: 'static> {
    Made(Rc<Command<H>>),
    Offered(Offer<H>, OnceCell<Rc<Command<H>>>),
}

impl<H: 'static> Slot<H> {
    fn name(&self) -> &str {
        match self {
            Slot::Made(command) => command.name(),
            Slot::Offered(offer, _) => offer.name(),
        }
    }

    fn command(&self) -> &Rc<Command<H>> {
        match self {
            Slot::Made(command) => command,
            Slot::Offered(offer, made) => made.get_or_init(|| Rc::new(offer.command())),
        }
    }
}

/// All commands of a shell.
pub(crate) struct Registry<H: 'static> {
    commands: IndexMap<String, Slot<H>>,
    /// The names of commands by their aliases.
    aliases: IndexMap<String, String>,
}

impl<H: 'static> Registry<H> {
    pub(crate) fn new() -> Registry<H> {
        Registry {
            commands: IndexMap::new(),
            aliases: IndexMap::new(),
        }
    }

    /// Adds a command; one of the same name is replaced.
    pub(crate) fn add(&mut self, command: Command<H>) {
        let key = command.name().to_lowercase();
        for alias in command.alias_names() {
            self.aliases.insert(alias.to_lowercase(), key.clone());
        }
        self.commands.insert(key, Slot::Made(Rc::new(command)));
    }

    /// Adds a command that is made later; one of the same name is replaced.
    pub(crate) fn offer(&mut self, offer: Offer<H>) {
        let key = offer.name().to_lowercase();
        for alias in offer.alias_names() {
            self.aliases.insert(alias.to_lowercase(), key.clone());
        }
        self.commands
            .insert(key, Slot::Offered(offer, OnceCell::new()));
    }

    /// The command of this name or alias, in any case.
    pub(crate) fn find(&self, name: &str) -> Option<Rc<Command<H>>> {
        let key = name.to_lowercase();
        let named = self.commands.get(&key);
        let found = named.or_else(|| self.commands.get(self.aliases.get(&key)?))?;
        Some(Rc::clone(found.command()))
    }

    /// The names of all commands.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.commands.values().map(Slot::name)
    }

    /// All commands, by name.
    pub(crate) fn sorted(&self) -> Vec<Rc<Command<H>>> {
        let mut all: Vec<Rc<Command<H>>> = self
            .commands
            .values()
            .map(|slot| Rc::clone(slot.command()))
            .collect();
        all.sort_by(|a, b| a.name().cmp(b.name()));
        all
    }
}
