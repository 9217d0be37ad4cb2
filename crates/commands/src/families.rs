//! The modules' commands: rows that rename parameters and shape output, not code.
//!
//! A row names the native work that it does ([`table`]); a shape says what the objects it gives are called and what
//! their properties are called ([`shapes`]). Adding a command is adding a row.

mod connect;
mod context;
mod deleted;
mod directory_audit;
mod directory_settings;
mod related;
mod row;
mod scoped_roles;
mod shape;
mod shapes;
mod table;
mod team_user;
mod unified_group;
mod unified_group_links;

use ingroup_shell::Offer;

pub(crate) use row::Take;
pub(crate) use shape::{Shape, Speech};
pub(crate) use shapes::VIEWS;

use crate::session::Session;

/// All commands of all families.
pub(crate) fn all() -> impl Iterator<Item = Offer<Session>> {
    let rows = table::rows().flat_map(row::Row::offers);
    rows.chain(connect::offers()).chain(context::offers())
}

/// The type of the objects that a module's command gives.
pub(crate) fn gives(command: &str) -> Option<&'static str> {
    let shape = table::rows().find_map(|row| row.gives(command))?;
    Some(shape.kind)
}

/// The properties of a module's type, in their order.
pub(crate) fn properties(kind: &str) -> Option<Vec<String>> {
    let shape = VIEWS.iter().find(|shape| shape.kind == kind)?;
    let names = shape.names().into_iter();
    Some(names.map(str::to_owned).collect())
}
