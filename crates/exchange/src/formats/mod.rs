//! The formats an import reads, one file each.
//!
//! A format is a way to find files in a folder and to hand their objects to the readers of
//! users, devices and groups, which know names and types but no files.

mod deleted;
mod entra_exporter;
mod folder;
mod format;
mod graph_folder;
mod graph_names;
mod groups;
mod links;
mod portal_groups;
mod portal_headers;
mod portal_users;
mod subjects;
mod table;
mod tenant_lists;

pub(crate) use folder::{Folder, Language, Part, Purpose};
pub use format::Format;
pub(crate) use graph_folder::import;
pub(crate) use graph_names::More;
pub(crate) use portal_groups::portal_list;
