//! The table of commands: what a command is called, what it takes, what it does.
//!
//! A command is a row made by one function in a file of its own. `H` is the state that the commands
//! work on; the shell owns it and never looks inside. A complete command:
//!
//! ```ignore
//! //! `Get-Group`: shows groups.
//! pub fn command() -> Command<Session> {
//!     Command::new("Get-Group", "Shows groups.")
//!         .alias("gg")
//!         .describe("Without -Identity it shows every group, in the order of their names.")
//!         .parameter(
//!             Parameter::text("Identity")
//!                 .alias("Id")
//!                 .position(0)
//!                 .from_pipeline()
//!                 .from_property()
//!                 .help("An id, a mail address, or a display name that is unique."),
//!         )
//!         .parameter(Parameter::int("Top").help("At most so many groups."))
//!         .example("Get-Group Sales", "Shows one group.")
//!         .each(get_group)
//! }
//!
//! /// Runs once, or once for every object that the pipeline brings.
//! fn get_group(call: &mut Call<'_, Session>) -> Done {
//!     let found = match call.text("Identity") {
//!         Some(name) => vec![call.host().find_group(&name).map_err(|refusal| {
//!             ShellError::new(refusal.to_string()).about("Identity")
//!         })?],
//!         None => call.host().groups(),
//!     };
//!     for group in found {
//!         call.emit(Object::new("Group").with("Id", group.id).with("DisplayName", group.name))?;
//!     }
//!     Ok(())
//! }
//! ```
//!
//! A command that changes something says `.what_if()` and asks `call.should_process("Sales", "Remove-Group")?`
//! before it does. One that needs the whole input, or a first and a last word, is a [`Stage`].

use std::borrow::Cow;
use std::rc::Rc;

use crate::call::Call;
use crate::error::Halt;
use crate::parameter::Parameter;
use crate::value::{ScriptBlock, Value};

/// The module of the commands that the program has under names of its own.
const OWN_MODULE: &str = "ingroup";

/// What a command's code gives: nothing, or why it stopped. `?` works on a `ShellError`.
pub type Done = Result<(), Halt>;

/// Whether a command knows `-WhatIf` and `-Confirm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatIf {
    /// It changes nothing, so there is nothing to ask.
    Pointless,
    /// It asks [`Call::should_process`] before it changes something.
    Supported,
}

/// A command that sees the pipeline as it flows.
///
/// Objects come one at a time; what [`Call::emit`] is given reaches the end of the pipeline before the next one is
/// made. The parameters that take pipeline input are bound anew before every `process`.
pub trait Stage<H: 'static> {
    /// Before the first object.
    fn begin(&mut self, _call: &mut Call<'_, H>) -> Done {
        Ok(())
    }

    /// For one object: `input` is what the pipeline brought.
    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done;

    /// After the last object; also when a later stage wanted no more.
    fn end(&mut self, _call: &mut Call<'_, H>) -> Done {
        Ok(())
    }
}

/// What a command does.
pub(crate) enum Work<H: 'static> {
    /// Once, or once for each pipeline object.
    Each(EachFn<H>),
    /// As a stage with a state of its own.
    Stage(StageFn<H>),
    /// What a script defined.
    Function(ScriptBlock),
}

type EachFn<H> = Rc<dyn Fn(&mut Call<'_, H>) -> Done>;
type StageFn<H> = Rc<dyn Fn() -> Box<dyn Stage<H>>>;

/// Code that shows a command at work, and a sentence on what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The code, as a person would type it.
    pub code: Cow<'static, str>,
    /// What it shows.
    pub text: Cow<'static, str>,
}

/// A row of the command table.
pub struct Command<H: 'static> {
    pub(crate) name: Cow<'static, str>,
    pub(crate) aliases: Vec<Cow<'static, str>>,
    pub(crate) module: Cow<'static, str>,
    pub(crate) synopsis: Cow<'static, str>,
    pub(crate) description: Cow<'static, str>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) what_if: WhatIf,
    pub(crate) examples: Vec<Example>,
    pub(crate) instead: Option<Instead>,
    pub(crate) work: Work<H>,
}

/// What to write instead of a parameter that a command does not have, if that is known.
pub(crate) type Instead = fn(&str) -> Option<String>;

impl<H: 'static> Command<H> {
    /// A command `name` (`Verb-Noun`) with one sentence on what it is for. Until [`Command::each`] or
    /// [`Command::stage`] says what it does, it does nothing.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        synopsis: impl Into<Cow<'static, str>>,
    ) -> Command<H> {
        Command {
            name: name.into(),
            aliases: Vec::new(),
            module: Cow::Borrowed(OWN_MODULE),
            synopsis: synopsis.into(),
            description: Cow::Borrowed(""),
            parameters: Vec::new(),
            what_if: WhatIf::Pointless,
            examples: Vec::new(),
            instead: None,
            work: Work::Each(Rc::new(|_| Ok(()))),
        }
    }

    /// Another name for it.
    #[must_use]
    pub fn alias(mut self, alias: impl Into<Cow<'static, str>>) -> Command<H> {
        self.aliases.push(alias.into());
        self
    }

    /// The module it belongs to, as `Get-Command` shows it.
    #[must_use]
    pub fn module(mut self, module: impl Into<Cow<'static, str>>) -> Command<H> {
        self.module = module.into();
        self
    }

    /// More about it than the synopsis, in plain sentences.
    #[must_use]
    pub fn describe(mut self, description: impl Into<Cow<'static, str>>) -> Command<H> {
        self.description = description.into();
        self
    }

    /// Adds a parameter.
    #[must_use]
    pub fn parameter(mut self, parameter: Parameter) -> Command<H> {
        self.parameters.push(parameter);
        self
    }

    /// Adds parameters, for those that several commands share.
    #[must_use]
    pub fn parameters(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Command<H> {
        self.parameters.extend(parameters);
        self
    }

    /// It has `-WhatIf` and `-Confirm`, and asks [`Call::should_process`].
    #[must_use]
    pub fn what_if(mut self) -> Command<H> {
        self.what_if = WhatIf::Supported;
        self
    }

    /// Adds an example: what to type, and what it shows.
    #[must_use]
    pub fn example(
        mut self,
        code: impl Into<Cow<'static, str>>,
        text: impl Into<Cow<'static, str>>,
    ) -> Command<H> {
        self.examples.push(Example {
            code: code.into(),
            text: text.into(),
        });
        self
    }

    /// What to write instead of a parameter that it does not have: `instead` gets the name, and gives a sentence if it
    /// knows one.
    #[must_use]
    pub fn instead_of(mut self, instead: fn(&str) -> Option<String>) -> Command<H> {
        self.instead = Some(instead);
        self
    }

    /// It runs once, or once for every object that the pipeline brings.
    #[must_use]
    pub fn each(mut self, work: impl Fn(&mut Call<'_, H>) -> Done + 'static) -> Command<H> {
        self.work = Work::Each(Rc::new(work));
        self
    }

    /// It is a stage of the pipeline; `make` gives a fresh one for every use.
    #[must_use]
    pub fn stage<S: Stage<H> + 'static>(mut self, make: impl Fn() -> S + 'static) -> Command<H> {
        self.work = Work::Stage(Rc::new(move || Box::new(make())));
        self
    }

    /// The block of a function that a script defined.
    pub(crate) fn source(&self) -> Option<ScriptBlock> {
        match &self.work {
            Work::Function(block) => Some(block.clone()),
            Work::Each(_) | Work::Stage(_) => None,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its other names.
    pub fn alias_names(&self) -> &[Cow<'static, str>] {
        &self.aliases
    }

    /// Whether it is a command that another module brings, under that module's name.
    pub(crate) fn is_of_another_module(&self) -> bool {
        !matches!(self.module.as_ref(), OWN_MODULE | "")
    }

    /// The module it belongs to.
    pub fn module_name(&self) -> &str {
        &self.module
    }

    /// One sentence on what it is for.
    pub fn synopsis(&self) -> &str {
        &self.synopsis
    }

    /// More about it; may be empty.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Its parameters, without those that every command has.
    pub fn parameter_list(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Its examples.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// Whether it knows `-WhatIf`.
    pub fn supports_what_if(&self) -> WhatIf {
        self.what_if
    }
}
