//! The modules' commands: rows that rename parameters and shape output, not code.
//!
//! A row names the native work that it does ([`table`]); a shape says what the objects it gives are called and what
//! their properties are called ([`shapes`]). Adding a command is adding a row.

mod connect;
mod row;
mod shape;
mod shapes;
mod table;
mod team_user;
mod unified_group;

use ingroup_shell::Command;

pub(crate) use row::Take;
pub(crate) use shape::Shape;
pub(crate) use shapes::VIEWS;

use crate::session::Session;

/// All commands of all families.
pub(crate) fn all() -> Vec<Command<Session>> {
    let rows = table::ROWS.iter().map(row::Row::command);
    rows.chain(connect::commands()).collect()
}
