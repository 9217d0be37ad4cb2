//! Questions about a tenant that change nothing: what a rule would do, why somebody is a member,
//! whether all members are those that the rules give, and what another tenant has different.
//!
//! Answers are plain data in the order in which people read lists: by display name, then by id. They come from the
//! same evaluation that membership itself uses, so they cannot disagree with it.

mod comparison;
mod preview;
mod reason;
mod verification;

#[cfg(test)]
mod tests;

pub use comparison::{
    Compared, Comparison, Found, Move, ObjectDifference, PropertyDifference, compare,
};
pub use preview::{Preview, preview};
pub use reason::{Basis, MembershipReason, Standing, decisive, reason};
pub use verification::{MemberDifference, NotComparable, Verification, verify};
