//! The durable home of tenants: what was asked and what followed, kept before anyone sees it.
//!
//! A stored tenant is a folder ([`Place`]). Its record (`tenant.db`, SQLite) has one row for each unit: the command as it
//! was asked, when, by whom, and who joined and left because of it. The model is deterministic, so the record is the
//! tenant: [`Store::open`] takes the newest state that was kept whole and does again what came after it; what then
//! follows must be what followed the first time. Everything else in the folder can be made anew from the record.

mod backup;
mod checkpoints;
mod effects;
mod error;
mod files;
mod history;
mod image;
mod keeper;
mod lock;
mod moment;
mod note;
mod place;
mod record;
mod recovery;
mod retention;
mod seal;
mod store;
mod timeline;
mod verification;
mod watch;

#[cfg(test)]
mod tests;

pub use backup::{LeftOut, Salvaged, Taken};
pub use checkpoints::KeptCheckpoint;
pub use effects::{Effects, Holder, Move};
pub use error::StoreError;
pub use history::{Deed, History, KeptUnit};
pub use keeper::{Condition, Keeper};
pub use note::{Note, Notes, execute, execute_watched};
pub use place::Place;
pub use retention::Optimized;
pub use store::{Beginning, Store};
pub use timeline::Stretch;
pub use verification::Verified;
pub use watch::{Watch, unwatched};
