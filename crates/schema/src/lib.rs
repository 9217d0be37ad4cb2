//! The vocabulary of the model: everything the other crates must agree on to speak of a tenant.
//!
//! A rule, a directory, an import and a command all name the same properties, compare text in
//! the same way and print the same identifiers. That agreement lives here and nowhere else:
//! the catalogue of rule properties is one table ([`catalogue`]), case is folded by one function
//! ([`fold()`]), and time is one type ([`Instant`]).
//!
//! Nothing here reads a clock, a file or a random number.

mod catalogue;
mod duration;
mod extension;
mod fold;
mod id;
mod instant;
mod kind;
mod operator;
mod property;
mod text_list;
mod unsupported;
mod value;

#[cfg(test)]
mod tests;

pub use catalogue::{CATALOGUE, catalogue, property, property_by_id};
pub use duration::{Duration, DurationError};
pub use extension::{ExtensionError, ExtensionName};
pub use fold::{
    contains_folded, ends_with_folded, eq_folded, fold, fold_alike, fold_char, starts_with_folded,
};
pub use id::{IdError, ObjectId};
pub use instant::{Instant, InstantError, InstantLiteral};
pub use kind::{ObjectKind, SubjectKind};
pub use operator::{Operator, Quantifier};
pub use property::{ForeignName, NameSource, Property, PropertyId, PropertyKey, PropertyType};
pub use text_list::{TextItems, TextList, head_length, read_head, write_head};
pub use unsupported::{UNSUPPORTED, Unsupported, unsupported};
pub use value::{AssignedPlan, Value, ValueRef};
