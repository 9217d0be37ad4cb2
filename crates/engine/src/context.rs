//! What the engine is given with every piece of work: facts, choices and the time.

use ingroup_directory::Directory;
use ingroup_schema::Instant;

use crate::policy::Policy;

static UNCHOSEN: Policy = Policy::DEFAULT;

/// The circumstances under which work is done. The engine keeps none of them.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The facts.
    pub directory: &'a Directory,
    /// The tenant's choices.
    pub policy: &'a Policy,
    /// The time.
    pub now: Instant,
}

impl<'a> Context<'a> {
    /// Facts, choices and time of a tenant.
    pub fn new(directory: &'a Directory, policy: &'a Policy, now: Instant) -> Self {
        Self {
            directory,
            policy,
            now,
        }
    }

    /// Facts and time where no tenant has chosen anything.
    pub fn unchosen(directory: &'a Directory, now: Instant) -> Self {
        Self {
            directory,
            policy: &UNCHOSEN,
            now,
        }
    }
}
