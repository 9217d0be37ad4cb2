//! A session of the command language, as the program makes one.

use ingroup_commands::{Session, equip};
use ingroup_shell::{Echo, Outcome, Shell, Transcript};
use ingroup_tenant::Tenant;

use crate::job::Failed;
use crate::people::start;

/// A shell on a tenant, and what it prints.
pub(crate) struct Running {
    pub(crate) shell: Shell<Session>,
    printed: Transcript,
}

impl Running {
    /// A shell on a tenant.
    pub(crate) fn on(tenant: Tenant) -> Self {
        let printed = Transcript::new();
        let session = Session::new(start(), start).with_tenant(tenant);
        Self {
            shell: equip(Shell::builder(session, printed.clone())).build(),
            printed,
        }
    }

    /// Runs a script, which must come to its end and print nothing that begins with an error.
    pub(crate) fn run(&mut self, script: &str) -> Result<String, Failed> {
        let outcome = self.shell.run(script, "bench.ps1", Echo::Off);
        let printed = self.printed.take();
        match outcome {
            Outcome::Done => Ok(printed),
            other => Err(format!("a script ended as {other:?}: {printed}").into()),
        }
    }
}
