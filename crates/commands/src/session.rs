//! The session: the tenant at hand, the folders that may be touched, and the ports to the world outside.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use ingroup_directory::ObjectRef;
use ingroup_schema::{Duration, Instant, ObjectId};
use ingroup_shell::{Halt, Outcome as Ended, ShellError};
use ingroup_store::{Keeper, Notes, Store, StoreError, execute, execute_watched};
use ingroup_tenant::{
    Actor, ClockMode, Command, Facts, FaultPlace, Outcome, Processing, Refusal, Tenant, Wanted,
};

use crate::checkpoints::{Checkpoint, Checkpoints};
use crate::folders::{Folders, Use};
use crate::past::{Moment, Past};
use crate::progress::{Progress, watched_model};
use crate::records::name_of;
use crate::stored;
use crate::typed::{Entries, Typed};

/// What is done with what an import has found.
pub(crate) const RULES: &str = "Working out the rules";

/// What all commands work on.
pub struct Session {
    tenant: Tenant,
    keeper: Keeper,
    actor: Actor,
    /// Who is to act as soon as the tenant knows them.
    awaited: Option<String>,
    folders: Folders,
    checkpoints: Checkpoints,
    past: Past,
    typed: Typed,
    wall_clock: fn() -> Instant,
    progress: Box<dyn FnMut(Progress) + Send>,
    #[cfg(test)]
    reopens: bool,
}

impl Session {
    /// A session with an empty tenant whose clock stands at `now`. `wall_clock` tells the real time; it is asked only
    /// while the tenant's clock is in mode *Live*.
    pub fn new(now: Instant, wall_clock: fn() -> Instant) -> Self {
        Self {
            tenant: Tenant::new(now),
            keeper: Keeper::default(),
            actor: Actor::BuiltIn,
            awaited: None,
            folders: Folders::default(),
            checkpoints: Checkpoints::default(),
            past: Past::default(),
            typed: Typed::new(now),
            wall_clock,
            progress: Box::new(|_| ()),
            #[cfg(test)]
            reopens: false,
        }
    }

    /// Has the store closed and opened after every command from now on.
    #[cfg(test)]
    pub(crate) fn reopen_after_every_command(&mut self) {
        self.reopens = true;
    }

    #[cfg(test)]
    fn reopen(&mut self) {
        if self.reopens {
            let path = self.keeper.condition().unwrap().unwrap().path;
            self.keeper.close(&self.tenant).unwrap();
            let (store, tenant) = Store::open(&path).unwrap();
            self.checkpoints = Checkpoints::of(store.checkpoints().unwrap());
            self.keeper.keep_in(store);
            self.tenant = tenant;
        }
    }

    /// With a tenant that is loaded already.
    #[must_use]
    pub fn with_tenant(mut self, tenant: Tenant) -> Self {
        self.tenant = tenant;
        self
    }

    /// The one who keeps what happens to the tenant. Whoever shows what a session says has it make that durable first.
    pub fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// Goes over to a stored tenant, which is kept from now on; the built-in administrator acts, and the checkpoints are
    /// those that this tenant has kept. What was kept before is closed.
    pub fn use_store(&mut self, store: Store, tenant: Tenant) -> Result<(), StoreError> {
        let kept = store.checkpoints()?;
        self.keeper.close(&self.tenant)?;
        self.keeper.keep_in(store);
        self.past = Past::default();
        self.tenant = tenant;
        self.actor = Actor::BuiltIn;
        self.checkpoints = Checkpoints::of(kept);
        self.look_for_awaited();
        Ok(())
    }

    /// Opens a stored tenant and goes over to it. Whoever waits is told how far that is, and may end it.
    pub fn open_store(&mut self, path: &Path, interruption: &AtomicBool) -> Result<(), StoreError> {
        let opened = stored::watched(&mut self.progress, interruption, |watch| {
            Store::open_watched(path, watch)
        });
        let (store, tenant) = opened?;
        self.use_store(store, tenant)
    }

    /// Ends the work on the tenant, which is durable then if it is kept.
    pub fn close(&mut self) -> Result<(), StoreError> {
        self.keeper.close(&self.tenant)
    }

    /// With somebody who is told how far long work is.
    #[must_use]
    pub fn with_progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// Allows the files of a folder to be read and written. Fails if there is no such folder.
    pub fn allow_folder(&mut self, folder: &Path) -> std::io::Result<()> {
        self.folders.allow(folder)
    }

    /// Allows a file to be read. Fails if there is no such file.
    pub fn allow_file(&mut self, file: &Path) -> std::io::Result<()> {
        self.folders.allow_file(file)
    }

    /// Closes all folders for good: from now on no file can be touched.
    pub fn close_folders(&mut self) {
        self.folders = Folders::Closed;
    }

    /// Says in which folder the running script stands: relative paths begin there, and its files may be touched.
    /// `None` is for the prompt. Fails if there is no such folder.
    pub fn set_script_folder(&mut self, folder: Option<&Path>) -> std::io::Result<()> {
        self.folders.set_script(folder)
    }

    /// The folder of the running script.
    pub(crate) fn script_folder(&self) -> Option<&Path> {
        self.folders.script()
    }

    /// Who acts: whatever changes something is allowed or refused for this principal (1.13).
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Who acts, by name; none if it is the built-in administrator.
    pub fn acting_name(&self) -> Option<String> {
        let id = self.actor.id()?;
        Some(name_of(self.tenant.directory(), id))
    }

    /// Lets somebody else act from now on.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
        self.awaited = None;
    }

    /// Lets a principal act as soon as the tenant knows them: from the next import on, which fails if it does not
    /// bring them. Until then whoever acts now goes on.
    pub fn await_actor(&mut self, who: &str) {
        self.awaited = Some(who.to_owned());
    }

    /// Who is to act and has not come yet.
    pub fn awaited(&self) -> Option<&str> {
        self.awaited.as_deref()
    }

    /// Lets whoever is awaited act, if the tenant knows them by now.
    pub fn look_for_awaited(&mut self) {
        if let Some(who) = &self.awaited
            && let Ok(id) = self.tenant.find(Wanted::Principal, who)
        {
            self.act_as(actor_of(&self.tenant, id));
        }
    }

    /// Notes what was typed at the prompt, and how it ended.
    pub fn was_typed(&mut self, text: &str, ended: Ended) {
        self.typed.note(text, ended);
    }

    /// The script that does again what was typed, and how many entries it has.
    pub(crate) fn script_of_session(&self, wanted: Entries) -> (String, usize) {
        self.typed.script(wanted)
    }

    /// The states to come back to.
    pub(crate) fn checkpoints(&self) -> &Checkpoints {
        &self.checkpoints
    }

    /// Keeps the state of now under a name; without one, under the next number. Gives the name.
    pub(crate) fn make_checkpoint(&mut self, name: Option<String>) -> Result<String, StoreError> {
        let name = name.unwrap_or_else(|| self.checkpoints.fresh_name());
        self.checkpoints.add(Checkpoint {
            name: name.clone(),
            tenant: self.tenant.clone(),
            actor: self.actor,
            unit: self.keeper.newest_unit(),
        });
        self.keeper.keep_checkpoints(&self.checkpoints.to_keep())?;
        Ok(name)
    }

    /// Makes the tenants of those checkpoints of a session before that are wanted, by name. Whoever waits is told how far
    /// that is, and may end it.
    pub(crate) fn fetch_checkpoints(
        &mut self,
        wanted: impl Fn(&str) -> bool,
        interruption: &AtomicBool,
    ) -> Result<(), Halt> {
        let kept = self.checkpoints.kept(wanted);
        if kept.is_empty() {
            return Ok(());
        }
        let Some(history) = self.keeper.history().map_err(stored::halt)? else {
            return Ok(());
        };
        for one in kept {
            let made = stored::watched(&mut self.progress, interruption, |watch| {
                history.tenant_after(one.unit, watch)
            });
            self.checkpoints.make(one, made.map_err(stored::halt)?);
        }
        Ok(())
    }

    /// Comes back to a checkpoint. Those made after it are gone.
    pub(crate) fn return_to(&mut self, checkpoint: Checkpoint) -> Result<(), StoreError> {
        let (unit, then) = (checkpoint.unit, &checkpoint.tenant);
        self.keeper.return_to(unit, self.now(), self.actor, then)?;
        self.checkpoints.forget_after(&checkpoint.name);
        self.keeper.keep_checkpoints(&self.checkpoints.to_keep())?;
        self.tenant = checkpoint.tenant;
        self.actor = checkpoint.actor;
        Ok(())
    }

    /// The tenant; while a command looks back, as it was then.
    pub fn tenant(&self) -> &Tenant {
        self.past.shown().unwrap_or(&self.tenant)
    }

    /// The tenant of now, whatever is looked back at.
    pub(crate) fn tenant_of_now(&self) -> &Tenant {
        &self.tenant
    }

    /// The newest unit of the history that is looked at and the newest instant; none for those of now.
    pub(crate) fn horizon(&self) -> (Option<u64>, Option<Instant>) {
        match self.past.moment() {
            None => (None, None),
            Some(Moment::Unit(unit)) => (Some(*unit), None),
            Some(Moment::Instant(at)) => (None, Some(*at)),
            Some(Moment::Checkpoint(name)) => {
                (self.checkpoints.find(name).and_then(|one| one.unit), None)
            }
        }
    }

    /// What is looked back at.
    pub(crate) fn past_mut(&mut self) -> &mut Past {
        &mut self.past
    }

    /// The time that `Get-Date` shows.
    pub fn now(&self) -> Instant {
        self.tenant.clock().now()
    }

    /// Carries out a command, whole or not at all.
    pub fn execute(&mut self, command: Command) -> Result<Outcome, Refusal> {
        let mut notes = self.keeper.notes();
        let outcome = execute(&mut self.tenant, self.actor, command, &mut notes)?;
        self.keep(notes, &self.tenant)?;
        #[cfg(test)]
        self.reopen();
        Ok(outcome)
    }

    /// Carries out an import, whole or not at all. Whoever is awaited must come with it. Whoever waits is told how far it
    /// is, and may end it.
    pub(crate) fn import(
        &mut self,
        facts: Facts,
        interruption: &AtomicBool,
    ) -> Result<Outcome, Refusal> {
        let mut notes = self.keeper.notes();
        let mut next = self.tenant.clone();
        let (actor, command) = (self.actor, Command::Import(Box::new(facts)));
        let outcome = watched_model(RULES, &mut *self.progress, interruption, |watch| {
            execute_watched(&mut next, actor, command, &mut notes, watch)
        })?;
        let awaited = self.awaited.as_ref();
        let awaited = awaited.map(|who| next.find(Wanted::Principal, who));
        let awaited = awaited.transpose()?;
        self.keep(notes, &next)?;
        self.tenant = next;
        if let Some(id) = awaited {
            self.act_as(actor_of(&self.tenant, id));
        }
        #[cfg(test)]
        self.reopen();
        Ok(outcome)
    }

    /// The tenant as it would be after an import, all waiting work done.
    pub(crate) fn try_import(
        &mut self,
        facts: Facts,
        interruption: &AtomicBool,
    ) -> Result<Tenant, Refusal> {
        let (mut tried, _) = self.try_out(Vec::new())?;
        let (actor, command) = (self.actor, Command::Import(Box::new(facts)));
        watched_model(RULES, &mut *self.progress, interruption, |watch| {
            tried.execute_watched(actor, command, watch)
        })?;
        tried.execute(Command::ProcessQueue)?;
        Ok(tried)
    }

    /// Has the keeper keep what was carried out. What it cannot keep ends the session: nothing is shown any more.
    fn keep(&self, notes: Notes, after: &Tenant) -> Result<(), Refusal> {
        let kept = self.keeper.add(notes, after);
        kept.map_err(|error| Refusal::NotKept {
            why: error.to_string(),
            help: error.help(),
        })
    }

    /// Carries out several commands as if they were one: the first refusal undoes those before it.
    pub(crate) fn execute_all(&mut self, commands: Vec<Command>) -> Result<Outcome, Refusal> {
        let mut tried = self.tenant.clone();
        let mut notes = self.keeper.notes();
        let outcome = run_all(&mut tried, self.actor, commands, &mut notes)?;
        self.keep(notes, &tried)?;
        self.tenant = tried;
        #[cfg(test)]
        self.reopen();
        Ok(outcome)
    }

    /// Those of several commands that the tenant would refuse, by their place, with the others carried out.
    pub(crate) fn refused_among(&self, commands: &[Command]) -> Vec<(usize, Refusal)> {
        let mut tried = self.tenant.clone();
        let mut refused = Vec::new();
        for (at, command) in commands.iter().enumerate() {
            let done = execute(&mut tried, self.actor, command.clone(), &mut Notes::Dropped);
            refused.extend(done.err().map(|refusal| (at, refusal)));
        }
        refused
    }

    /// What commands would do: the tenant as it would be, all waiting work done, and what would have happened to it.
    pub(crate) fn try_out(&self, commands: Vec<Command>) -> Result<(Tenant, Outcome), Refusal> {
        let mut tried = self.tenant.clone();
        // What waits already is not the commands' doing, unless they are to carry it out.
        let carries_out = |command: &Command| match command {
            Command::ProcessQueue => true,
            Command::Processing(asked) => {
                matches!(asked, Processing::Advance | Processing::Step)
            }
            Command::SetClockMode { mode } => *mode != ClockMode::Manual,
            _ => false,
        };
        if commands.iter().any(carries_out) {
            let outcome = run_all(&mut tried, self.actor, commands, &mut Notes::Dropped)?;
            return Ok((tried, outcome));
        }
        let of_the_worker = |command: &Command| matches!(command, Command::Processing(_));
        if !commands.iter().any(of_the_worker) {
            run_all(
                &mut tried,
                self.actor,
                worker_goes_on(),
                &mut Notes::Dropped,
            )?;
        }
        tried.execute(Command::ProcessQueue)?;
        let mut outcome = run_all(&mut tried, self.actor, commands, &mut Notes::Dropped)?;
        let after = tried.execute(Command::ProcessQueue)?;
        outcome.events.extend(after.events);
        Ok((tried, outcome))
    }

    /// The object that a person means.
    pub(crate) fn find(&self, wanted: Wanted, identity: &str) -> Result<ObjectId, Refusal> {
        self.tenant().find(wanted, identity)
    }

    /// The file or folder that a path of a script means, if it may be touched. Before a file is written, what was done
    /// so far is made durable: a file, too, shows what happened.
    pub(crate) fn resolve(&self, path: &str, wanted: Use) -> Result<PathBuf, ShellError> {
        let resolved = self.folders.resolve(path, wanted)?;
        if wanted == Use::Write {
            let durable = self.keeper.commit();
            durable.map_err(|error| stored::failure(&error))?;
        }
        Ok(resolved)
    }

    /// Who is told how far long work is.
    pub(crate) fn progress(&mut self) -> &mut dyn FnMut(Progress) {
        &mut *self.progress
    }

    /// The same beside the tenant, for work that only looks at it.
    pub(crate) fn tenant_and_progress(&mut self) -> (&Tenant, &mut dyn FnMut(Progress)) {
        (&self.tenant, &mut *self.progress)
    }

    /// Lets time pass, as `Start-Sleep` asks. While the clock follows the real time it cannot: then it says why.
    pub(crate) fn wait(&mut self, length: Duration) -> Result<Option<String>, Refusal> {
        if self.tenant.clock().mode() == ClockMode::Live {
            return Ok(Some(
                "The clock follows the real time (mode Live), and nobody waits for it: no time has passed. Set-Clock \
                 -Mode Immediate lets a script move the clock."
                    .to_owned(),
            ));
        }
        let to = self.now().saturating_add(length);
        self.execute(Command::SetClock { to })?;
        Ok(None)
    }

    /// Moves the tenant's clock to the real time, if it follows that.
    pub(crate) fn follow_wall_clock(&mut self) -> Result<(), Refusal> {
        if self.tenant.clock().mode() == ClockMode::Live {
            // The real clock may be set back; the tenant's never goes backwards.
            let to = (self.wall_clock)().max(self.tenant.clock().now());
            let mut notes = self.keeper.notes();
            let clock = Command::SetClock { to };
            execute(&mut self.tenant, Actor::BuiltIn, clock, &mut notes)?;
            self.keep(notes, &self.tenant)?;
        }
        Ok(())
    }
}

/// A user or a service principal as the one who acts.
pub(crate) fn actor_of(tenant: &Tenant, id: ObjectId) -> Actor {
    match tenant.directory().resolve(id) {
        Some(ObjectRef::User(_)) => Actor::User(id),
        _ => Actor::ServicePrincipal(id),
    }
}

/// Takes back what holds the worker up: that makes what follows from a change late, not different.
pub(crate) fn worker_goes_on() -> Vec<Command> {
    [
        Processing::Resume,
        Processing::ClearFault(FaultPlace::Worker),
    ]
    .map(Command::Processing)
    .into()
}

fn run_all(
    tenant: &mut Tenant,
    actor: Actor,
    commands: Vec<Command>,
    notes: &mut Notes,
) -> Result<Outcome, Refusal> {
    let mut whole = Outcome::default();
    for command in commands {
        let outcome = execute(tenant, actor, command, notes)?;
        whole.created = outcome.created.or(whole.created);
        whole.events.extend(outcome.events);
        whole.diagnostics.extend(outcome.diagnostics);
        whole.import = outcome.import.or(whole.import);
    }
    Ok(whole)
}
