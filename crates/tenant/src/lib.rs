//! The one façade of the model: commands in, events out.
//!
//! Whatever changes a tenant is a [`Command`]; prompt, script and import all end here. [`Tenant::execute`] keeps the
//! order: validate, apply to the directory, tell the engine, and, as the clock's mode says, carry out what waits.
//! Validation comes wholly before the first change, so a refused command leaves no trace.
//!
//! The tenant reads no clock and no file: time comes with [`Command::SetClock`], facts with [`Command::Import`].
//! A clone is cheap, which is how a change is tried out before it is made.

mod clock;
mod command;
mod groups;
mod identity;
mod import;
mod members;
mod refusal;
mod rules;
mod tenant;
mod users;

#[cfg(test)]
mod tests;

pub use clock::{Clock, ClockMode};
pub use command::{
    Command, Difference, Event, Facts, GroupChanges, ImportReport, Initiator, NewGroup, NewUser,
    Outcome, Replace, UserChanges,
};
pub use identity::{Wanted, find};
pub use refusal::{Refusal, ServiceAnswer, kind_words};
pub use tenant::Tenant;
