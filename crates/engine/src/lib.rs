//! Dynamic membership: which change touches which rules, in what order, and what follows.
//!
//! The engine is told what has changed in the directory ([`Engine::note`]) and queues work; it is asked to do one
//! piece of it at a time ([`Engine::step`]) and answers with deltas, which the tenant applies to the directory and
//! tells the engine about in turn. It never writes facts itself, reads no clock, and a rule that cannot be carried
//! out is a state of its group ([`Status::ProcessingError`]), never an error of a call.
//!
//! This is the plain path: every rule that could be touched is evaluated subject by subject. Whatever is cleverer
//! later stands behind the same interface and must give the same deltas.

mod delta;
mod engine;
pub mod plain;
mod queue;
mod status;
mod subject;

#[cfg(test)]
mod tests;

pub use delta::{Cause, Delta};
pub use engine::{DynamicGroup, Engine, Step};
pub use queue::{Changed, Unit};
pub use status::{Fault, LastMembershipChange, Status};
pub use subject::SubjectView;
