//! Script files that a script calls: `./file.ps1`, `& ./file.ps1`, `. ./file.ps1`; and the files' port.

use std::cell::Cell;
use std::rc::Rc;

use ingroup_script::{LowerOptions, Lowered};

use super::{Frame, Runtime};
use crate::bind::Argument;
use crate::bridge;
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, Halt, Place, ShellError, Source};
use crate::pipeline::{Scoping, Sink};
use crate::ports::{Files, Found, Write};
use crate::scope::Scope;
use crate::value::{Text, Value};

/// Whether a command's name is that of a script file.
pub(crate) fn is_script(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with(".ps1") && lower.len() > ".ps1".len()
}

/// A script file, read and lowered.
pub(crate) struct Loaded {
    source: Rc<Source>,
    lowered: Lowered,
}

/// The command that a script file is. Its arguments go to the file's own `param(…)`.
pub(crate) fn command<H: 'static>(
    loaded: Loaded,
    arguments: Vec<Argument>,
    scoping: Scoping,
) -> Command<H> {
    let name = loaded.source.name().to_owned();
    let loaded = Rc::new(loaded);
    let arguments = Cell::new(arguments);
    let arguments = Rc::new(arguments);
    Command::new(name, "A script file.").stage(move || Running {
        loaded: Rc::clone(&loaded),
        arguments: arguments.take(),
        scoping,
        input: Vec::new(),
    })
}

struct Running {
    loaded: Rc<Loaded>,
    arguments: Vec<Argument>,
    scoping: Scoping,
    input: Vec<Value>,
}

impl<H: 'static> Stage<H> for Running {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.input.push(input);
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let runtime = Rc::clone(call.runtime);
        let caller = runtime.scope();
        let scope = match self.scoping {
            Scoping::Own => Scope::child(&caller),
            Scoping::Caller => Rc::clone(&caller),
        };
        let arguments = std::mem::take(&mut self.arguments);
        let positional = arguments.iter().filter_map(|argument| match argument {
            Argument::Value(value, _) => Some(value.clone()),
            Argument::Word(_, Some(number), _) => Some(number.clone()),
            Argument::Word(text, None, _) => Some(Value::Text(text.clone())),
            Argument::Named(..) | Argument::Splat(..) => None,
        });
        scope.set("args", Value::array(positional.collect()))?;
        scope.set("input", Value::array(std::mem::take(&mut self.input)))?;
        runtime.enter(scope);
        let result = runtime.run_loaded(&self.loaded, arguments, call.next.clone());
        runtime.enter(caller);
        match (result, self.scoping) {
            // `exit` ends the file that was called, and leaves its number behind.
            (Err(Halt::Exit(code)), Scoping::Own) => {
                runtime.root.set("LASTEXITCODE", Value::from(code))?;
                Ok(())
            }
            (Err(Halt::Return), _) => Ok(()),
            (other, _) => other,
        }
    }
}

impl<H: 'static> Runtime<H> {
    /// Reads a script file; the error for one that cannot be read as a script stands in the file.
    pub(crate) fn load_script(&self, path: &str) -> Result<Loaded, ShellError> {
        let text = self.read_file(path)?;
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        let source = Source::of_file(name, text, path);
        let parsed = ingroup_script::parse(source.text());
        let first = self.places.borrow().len();
        let lowered = ingroup_script::lower(
            &parsed,
            LowerOptions {
                first_location: u32::try_from(first).unwrap_or(u32::MAX),
            },
        );
        if let Some(diagnostic) = parsed.errors.first().or(lowered.errors.first()) {
            let span = diagnostic.span;
            let error = ShellError::new(diagnostic.message.clone())
                .category(Category::ParserError)
                .id("ParserError")
                .at(Place::new(&source, span.start as usize..span.end as usize));
            return Err(match &diagnostic.help {
                Some(help) => error.help(help.clone()),
                None => error,
            });
        }
        self.places.borrow_mut().extend(
            lowered
                .locations
                .iter()
                .map(|span| Place::new(&source, span.start as usize..span.end as usize)),
        );
        Ok(Loaded { source, lowered })
    }

    /// Runs a script file in the current scope; its output goes to `sink`.
    fn run_loaded(
        self: &Rc<Self>,
        loaded: &Loaded,
        arguments: Vec<Argument>,
        sink: Sink<H>,
    ) -> Done {
        let Some(engine) = self.engine.borrow().upgrade() else {
            return Err(Halt::Interrupted);
        };
        self.deeper()?;
        let arguments = self.script_arguments.replace(arguments);
        let running = self.running.replace(Some(Rc::clone(&loaded.source)));
        let library = Rc::clone(&self.library.borrow());
        let frame = {
            let mut frames = self.frames.borrow_mut();
            frames.push(Frame::Stream(sink));
            frames.len() - 1
        };
        let result = loaded.lowered.units.iter().try_for_each(|unit| {
            let ast = engine.compile(&unit.text).map_err(|error| {
                let span = unit.span;
                let place = Place::new(&loaded.source, span.start as usize..span.end as usize);
                let message = format!("This statement cannot be run: {}.", error.0);
                Halt::Error(ShellError::new(message).at(place))
            })?;
            let ast = Rc::new(ast);
            self.library.replace(Rc::clone(&ast));
            engine.run_ast(&ast).map_err(|error| bridge::halt(&error))
        });
        self.close_frame(frame);
        self.library.replace(library);
        self.running.replace(running);
        self.script_arguments.replace(arguments);
        self.shallower();
        result
    }

    /// Runs a file of functions as a module: what it defines is the whole script's.
    pub(crate) fn import_script(self: &Rc<Self>, path: &str, sink: Sink<H>) -> Done {
        let loaded = self.load_script(path)?;
        let caller = self.enter(Rc::clone(&self.root));
        let result = self.run_loaded(&loaded, Vec::new(), sink);
        self.enter(caller);
        match result {
            Err(Halt::Return) => Ok(()),
            other => other,
        }
    }

    // ---- files

    fn files_port(&self) -> Result<Rc<dyn Files<H>>, ShellError> {
        self.files.clone().ok_or_else(|| {
            ShellError::new("There are no files here.").category(Category::PermissionDenied)
        })
    }

    /// The text of a file.
    pub(crate) fn read_file(&self, path: &str) -> Result<String, ShellError> {
        self.files_port()?.read(&self.host.borrow(), path)
    }

    /// Writes a file.
    pub(crate) fn write_file(&self, path: &str, text: &str, how: Write) -> Result<(), ShellError> {
        self.files_port()?
            .write(&self.host.borrow(), path, text, how)
    }

    /// What stands at a path.
    pub(crate) fn look_at(&self, path: &str) -> Result<Found, ShellError> {
        self.files_port()?.look(&self.host.borrow(), path)
    }

    /// Makes a folder.
    pub(crate) fn make_folder(&self, path: &str) -> Result<(), ShellError> {
        self.files_port()?.make_folder(&self.host.borrow(), path)
    }

    /// The names in a folder, and what each is.
    pub(crate) fn list_folder(&self, path: &str) -> Result<Vec<(String, Found)>, ShellError> {
        self.files_port()?.list(&self.host.borrow(), path)
    }

    // ---- where the code at hand stands

    /// `$PSScriptRoot`: the folder of the script file that the code at hand stands in.
    pub(crate) fn script_root(&self) -> Value {
        let base = self
            .files
            .as_ref()
            .and_then(|files| files.folder(&self.host.borrow()));
        let Some(base) = base else {
            return Value::from("");
        };
        let own = self.running.borrow();
        let folder = own.as_ref().and_then(|source| source.folder());
        Value::from(match folder {
            None => base,
            Some(folder) if folder.starts_with(base.as_str()) => folder.to_owned(),
            Some(folder) => format!("{base}/{folder}"),
        })
    }

    /// The name of the script file that the code at hand stands in.
    pub(crate) fn script_name(&self) -> Text {
        let running = self.running.borrow();
        running
            .as_ref()
            .map_or_else(Text::default, |source| Text::from(source.name()))
    }

    /// Says in which script the code stands that runs from now on.
    pub(crate) fn set_running(&self, source: &Rc<Source>) {
        self.running.replace(Some(Rc::clone(source)));
    }
}
