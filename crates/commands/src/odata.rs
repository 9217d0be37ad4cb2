//! `-Filter`, `-Search` and `-Sort`: which objects are wanted and in what order, in the service's own languages.
//!
//! Text becomes a tree ([`parse`], [`opath`]), the tree is checked against what a dialect grants each property
//! ([`check`], [`properties`]), and a checked [`Filter`] is asked about one object at a time ([`evaluate`]). What an
//! object's properties are is given as a function; nothing here knows the directory.

mod check;
mod error;
mod evaluate;
mod opath;
mod order;
mod parse;
mod properties;
mod search;
mod tokens;
mod tree;

pub(crate) use check::{Advanced, Dialect, checked};
pub(crate) use error::{Fault, Speaks};
pub(crate) use evaluate::holds;
pub(crate) use order::Order;
pub(crate) use properties::{Resource, select};
pub(crate) use search::{Eventual, Search};
pub(crate) use tree::Filter;
