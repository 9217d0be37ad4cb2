//! Variables and functions: scopes that look into the one they were called from.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::command::Command;
use crate::error::ShellError;
use crate::value::{Text, Value};

/// One level of variables. A function's scope has its caller's as parent, as in PowerShell.
pub(crate) struct Scope<H: 'static> {
    variables: RefCell<IndexMap<String, Variable>>,
    functions: RefCell<IndexMap<String, Rc<Command<H>>>>,
    parent: Option<Rc<Scope<H>>>,
    /// The function that the scope was made for.
    owner: Option<Text>,
}

/// A variable: its name as first written, its value, and the type it keeps converting to.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    pub(crate) name: Text,
    pub(crate) value: Value,
    pub(crate) kind: Option<Text>,
}

/// A variable's name, with the scope or drive before the colon taken apart.
pub(crate) enum Named<'n> {
    /// No prefix, or `local:`, `private:`, `variable:`, `using:`.
    Plain(&'n str),
    /// `script:` or `global:`.
    Global(&'n str),
    /// `env:`.
    Environment(&'n str),
    /// `function:`.
    Function(&'n str),
}

impl<'n> Named<'n> {
    pub(crate) fn parse(name: &'n str) -> Named<'n> {
        match name.split_once(':') {
            None => Named::Plain(name),
            Some((prefix, rest)) => match prefix.to_ascii_lowercase().as_str() {
                "script" | "global" => Named::Global(rest),
                "env" => Named::Environment(rest),
                "function" => Named::Function(rest),
                _ => Named::Plain(rest),
            },
        }
    }
}

impl<H: 'static> Scope<H> {
    pub(crate) fn root() -> Rc<Scope<H>> {
        Rc::new(Scope {
            variables: RefCell::default(),
            functions: RefCell::default(),
            parent: None,
            owner: None,
        })
    }

    pub(crate) fn child(parent: &Rc<Scope<H>>) -> Rc<Scope<H>> {
        Scope::with_owner(parent, None)
    }

    /// The scope of a function at work.
    pub(crate) fn of_function(parent: &Rc<Scope<H>>, name: &str) -> Rc<Scope<H>> {
        Scope::with_owner(parent, Some(Text::from(name)))
    }

    fn with_owner(parent: &Rc<Scope<H>>, owner: Option<Text>) -> Rc<Scope<H>> {
        Rc::new(Scope {
            variables: RefCell::default(),
            functions: RefCell::default(),
            parent: Some(Rc::clone(parent)),
            owner,
        })
    }

    /// The function at work, if the scope is one's.
    pub(crate) fn owner(&self) -> Option<Text> {
        self.owner.clone()
    }

    /// The value of a variable, looked for here and in the callers' scopes.
    pub(crate) fn get(&self, name: &str) -> Option<Value> {
        let key = name.to_lowercase();
        let mut scope = Some(self);
        while let Some(at) = scope {
            if let Some(variable) = at.variables.borrow().get(&key) {
                return Some(variable.value.clone());
            }
            scope = at.parent.as_deref();
        }
        None
    }

    /// Sets a variable of this scope. A typed variable converts what it is given.
    pub(crate) fn set(&self, name: &str, value: Value) -> Result<(), ShellError> {
        let mut variables = self.variables.borrow_mut();
        match variables.get_mut(&name.to_lowercase()) {
            Some(variable) => {
                variable.value = match &variable.kind {
                    Some(kind) => value.cast(kind)?,
                    None => value,
                };
            }
            None => {
                let variable = Variable {
                    name: name.into(),
                    value,
                    kind: None,
                };
                variables.insert(name.to_lowercase(), variable);
            }
        }
        Ok(())
    }

    /// Whether this very scope has the variable, and any value fits it.
    pub(crate) fn holds(&self, name: &str) -> bool {
        let variables = self.variables.borrow();
        variables
            .get(&name.to_lowercase())
            .is_some_and(|v| v.kind.is_none())
    }

    /// Gives a variable of this scope a type that it keeps.
    pub(crate) fn set_typed(&self, name: &str, kind: Text, value: Value) {
        let variable = Variable {
            name: name.into(),
            value,
            kind: Some(kind),
        };
        self.variables
            .borrow_mut()
            .insert(name.to_lowercase(), variable);
    }

    /// The variables that can be seen from here, the nearest first.
    pub(crate) fn all(&self) -> Vec<Variable> {
        let mut seen: IndexMap<String, Variable> = IndexMap::new();
        let mut scope = Some(self);
        while let Some(at) = scope {
            for (key, variable) in at.variables.borrow().iter() {
                seen.entry(key.clone()).or_insert_with(|| variable.clone());
            }
            scope = at.parent.as_deref();
        }
        seen.into_values().collect()
    }

    /// Forgets the variables of this scope whose names fit; gives how many there were.
    pub(crate) fn remove(&self, fits: impl Fn(&str) -> bool) -> usize {
        let mut variables = self.variables.borrow_mut();
        let before = variables.len();
        variables.retain(|_, variable| !fits(&variable.name));
        before - variables.len()
    }

    /// The function of this name, looked for here and in the callers' scopes.
    pub(crate) fn function(&self, name: &str) -> Option<Rc<Command<H>>> {
        let key = name.to_lowercase();
        let mut scope = Some(self);
        while let Some(at) = scope {
            if let Some(function) = at.functions.borrow().get(&key) {
                return Some(Rc::clone(function));
            }
            scope = at.parent.as_deref();
        }
        None
    }

    /// Defines a function in this scope.
    pub(crate) fn define(&self, command: Rc<Command<H>>) {
        self.functions
            .borrow_mut()
            .insert(command.name().to_lowercase(), command);
    }

    /// The functions that can be seen from here.
    pub(crate) fn functions(&self) -> Vec<Rc<Command<H>>> {
        let mut seen: IndexMap<String, Rc<Command<H>>> = IndexMap::new();
        let mut scope = Some(self);
        while let Some(at) = scope {
            for (key, function) in at.functions.borrow().iter() {
                seen.entry(key.clone())
                    .or_insert_with(|| Rc::clone(function));
            }
            scope = at.parent.as_deref();
        }
        seen.into_values().collect()
    }
}
