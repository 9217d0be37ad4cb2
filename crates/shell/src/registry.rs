//! The command table at run time: commands by name and by alias.

use std::rc::Rc;

use indexmap::IndexMap;

use crate::command::Command;

/// All commands of a shell.
pub(crate) struct Registry<H: 'static> {
    commands: IndexMap<String, Rc<Command<H>>>,
    aliases: IndexMap<String, Rc<Command<H>>>,
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
        let command = Rc::new(command);
        for alias in command.alias_names() {
            self.aliases
                .insert(alias.to_lowercase(), Rc::clone(&command));
        }
        self.commands.insert(command.name().to_lowercase(), command);
    }

    /// The command of this name or alias, in any case.
    pub(crate) fn find(&self, name: &str) -> Option<Rc<Command<H>>> {
        let key = name.to_lowercase();
        self.commands
            .get(&key)
            .or_else(|| self.aliases.get(&key))
            .cloned()
    }

    /// The names of all commands.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.commands.values().map(|c| c.name())
    }

    /// All commands, by name.
    pub(crate) fn sorted(&self) -> Vec<Rc<Command<H>>> {
        let mut all: Vec<Rc<Command<H>>> = self.commands.values().cloned().collect();
        all.sort_by(|a, b| a.name().cmp(b.name()));
        all
    }
}
