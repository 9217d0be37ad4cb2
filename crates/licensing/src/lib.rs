//! Group-based licensing: what licences a user gets from where, what they come to, and why some are not given.
//!
//! Everything here is a function: what a user has and which groups give what go in, what the user has from now on and
//! what went wrong come out ([`process_user`], [`assign_directly`]). Whether a group may have licences is
//! [`group_licenses`]; the plans that rules read are [`assigned_plans`]. What Graph does not show of products and
//! plans is in two tables (`catalogue.rs`); a tenant adds its own to its subscriptions.
//!
//! Nothing is stored here: the licences of users and groups and the units of products are facts of the directory, and
//! when whom to process is for the tenant to say.

mod catalogue;
mod failure;
mod group;
mod plans;
mod process;
mod products;
mod units;

#[cfg(test)]
mod tests;

pub use catalogue::{KnownPlan, KnownProduct, known_plan};
pub use failure::{CURED, Failure, reason, remedy};
pub use group::{GroupRefusal, group_licenses};
pub use plans::assigned_plans;
pub use process::{
    Addresses, DirectRefusal, Giving, Person, Processed, Removal, Source, Terms, Trigger,
    assign_directly, process_user,
};
pub use products::{Plan, Product, Products, is_for_users};
pub use units::{Standing, assignable_units, capability_status, free_units, standing};
