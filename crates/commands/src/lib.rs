//! The directory's commands: what the command language can say about a tenant.
//!
//! [`equip`] gives a shell on a [`Session`] every command, how their objects are shown, the tenant's clock and the
//! files of its folders. A native command is one file in `native`; a command of one of the service's modules is one row in
//! `families`, which does native work under other names. What changes something is one command of the tenant, tried
//! out on a copy by `-WhatIf`, and refused whole or done whole.
//!
//! Files are touched only through the session's folders; no clock is read but the tenant's, and the port of the real
//! one while the tenant follows it.

mod about;
mod applications;
mod attributes;
mod check;
mod checkpoints;
mod clue;
mod coded_groups;
mod comparing;
mod deeds;
mod disk;
mod effects;
mod expiration;
mod families;
mod folders;
mod group_history;
mod groups;
mod import_report;
mod lengths;
mod licenses;
mod listing;
mod member_changes;
mod membership_type;
mod native;
mod odata;
mod parameters;
mod past;
mod progress;
mod prompt;
mod reading;
mod records;
mod refused;
mod request;
mod roles;
mod self_service;
mod session;
mod settings;
mod spoken;
mod states;
mod stored;
mod tracing;
mod typed;
mod units;
mod user_list;
mod views;
mod writing;

#[cfg(test)]
mod tests;

use ingroup_schema::Duration;
use ingroup_shell::{Offer, ShellBuilder};

pub use check::check_text;
pub use progress::Progress;
pub use prompt::TenantGuide;
pub use session::Session;
pub use views::views;

/// Every command: the native ones and those of the modules.
pub fn table() -> impl Iterator<Item = Offer<Session>> {
    let native = native::ALL.iter();
    native
        .map(|(name, make)| Offer::new(*name, make))
        .chain(families::all())
}

/// A shell's builder with all that a [`Session`] has to offer.
#[must_use]
pub fn equip(builder: ShellBuilder<Session>) -> ShellBuilder<Session> {
    let builder = builder
        .offers(table())
        .guide(TenantGuide)
        .topics(about::topics())
        .clock(|session: &Session| session.now().timestamp())
        .files(disk::Disk)
        .wait(|session: &mut Session, length| {
            session
                .wait(Duration::from_nanoseconds(length.as_nanos()))
                .map_err(|refusal| refused::native(&refusal))
        });
    views()
        .into_iter()
        .fold(builder, |builder, (kind, view)| builder.view(kind, view))
}
