//! Questions about a tenant that change nothing: what a rule would do, and why somebody is a member.
//!
//! Answers are plain data in the order in which people read lists: by display name, then by id. They come from the
//! same evaluation that membership itself uses, so they cannot disagree with it.

mod preview;
mod reason;

#[cfg(test)]
mod tests;

pub use preview::{Preview, preview};
pub use reason::{Basis, MembershipReason, Standing, decisive, reason};
