//! Dynamic membership: which change touches which rules, in what order and when, and what follows.
//!
//! The engine is told what has changed in the directory ([`Engine::note`]) and queues work; it is asked to do that
//! work, one phase ([`Engine::advance`]) or one piece at a time ([`Engine::step`]), and answers with deltas, which
//! the tenant applies to the directory and tells the engine about in turn. It never writes facts itself and reads no
//! clock: facts, the tenant's choices and the time come with every call ([`Context`]). A rule that cannot be carried
//! out is a state of its group ([`Status::ProcessingError`]), never an error of a call.
//!
//! Work is strictly sequential. What is worked out and not yet written belongs to an edition of its group; a change
//! of rule, type or state in between makes another edition, and the old work is not written (`PROC-3`).
//!
//! What rules ask of a property is known once and asked once of each distinct value: see `predicate` and `property`.
//! On that stand three paths. A change of an object costs as much as the rules that it can turn (`event`), a rule as
//! much as a look through the columns that it reads (`whole`), and many rules at once are worked out together (`bulk`).
//! All must give what the plain path gives, which evaluates the rule subject by subject ([`plain`]).
//!
//! A clone costs next to nothing: everything large is shared until one side writes.

mod ahead;
mod bulk;
mod cause;
mod code_set;
mod context;
mod crew;
mod delay;
mod dynamic;
mod engine;
mod evaluate;
mod event;
mod fault;
mod flight;
mod graph;
mod image;
mod index;
mod listing;
mod matcher;
mod notice;
mod pending;
pub mod plain;
mod policy;
mod predicate;
mod program;
mod property;
mod queue;
mod rules;
mod scan;
mod scratch;
mod shelf;
mod slot;
mod slot_lists;
mod slot_set;
mod standing;
mod status;
mod subject;
mod truths;
mod whole;
mod work;
mod worker;
mod write;

#[cfg(test)]
mod tests;

pub use ahead::Everything;
pub use cause::Cause;
pub use context::Context;
pub use crew::{Watch, part, unwatched};
pub use delay::DelayModel;
pub use dynamic::DynamicGroup;
pub use engine::Engine;
pub use fault::Fault;
pub use flight::Phase;
pub use graph::GraphProcessing;
pub use image::Thawing;
pub use listing::QueueEntry;
pub use policy::{DateRules, DirectReports, GuestAddition, GuestFailure, MemberOfRemoval, Policy};
pub use queue::{Changed, Correlation, Unit};
pub use status::{LastMembershipChange, Status};
pub use subject::SubjectView;
pub use whole::Matches;
pub use work::{Progress, Step};
pub use worker::{Ability, Alert, WorkerState};
