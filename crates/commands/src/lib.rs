//! The directory's commands: what the command language can say about a tenant.
//!
//! [`table`] gives every command and [`views`] how their objects are shown; with a [`Session`] that is all a shell
//! needs. A native command is one file in `native`; a command of one of the service's modules is one row in
//! `families`, which does native work under other names. What changes something is one command of the tenant, tried
//! out on a copy by `-WhatIf`, and refused whole or done whole.
//!
//! Files are touched only through the session's folders; no clock is read but the tenant's, and the port of the real
//! one while the tenant follows it.

mod applications;
mod attributes;
mod effects;
mod families;
mod folders;
mod groups;
mod import_report;
mod lengths;
mod membership_type;
mod native;
mod parameters;
mod records;
mod refused;
mod request;
mod roles;
mod session;
mod settings;
mod tracing;
mod units;
mod views;

#[cfg(test)]
mod tests;

use ingroup_shell::Command;

pub use ingroup_exchange::Progress;
pub use session::Session;
pub use views::views;

/// Every command: the native ones and those of the modules.
pub fn table() -> Vec<Command<Session>> {
    let mut all = native::all();
    all.extend(families::all());
    all
}
