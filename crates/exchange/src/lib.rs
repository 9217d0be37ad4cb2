//! Files in and out: exports of a tenant to a directory, and a directory to the same files.
//!
//! [`import_folder`] reads what administrators have — answers of Microsoft Graph saved as JSON,
//! or the portal's list of users — and gives a whole [`Directory`](ingroup_directory::Directory)
//! or an error that says which file, where in it, why, and what to do; never half a directory.
//! [`export_folder`] writes the same layout, and what it writes is read back as the same facts.
//!
//! Each format is one file in `formats`. Names of properties come from the catalogue of
//! `ingroup-schema`; the other facts are tables that reading and writing share (`objects`).
//! What goes out for people — a report, a diagram, lists, a script, an export without names — is a
//! file each beside it. Nothing here reads a clock.

mod anonymize;
mod codec;
mod deleted_links;
mod dependencies;
mod detect;
mod dot;
mod error;
mod export;
mod export_csv;
mod export_lists;
mod failure;
mod formats;
mod frames;
mod import;
mod note;
mod objects;
mod pages;
mod render;
mod report;
mod rows;
mod script;
mod select_url;
mod service_plans;
mod staging;
mod text;
mod tree;
mod values;

#[cfg(test)]
mod tests;

pub use anonymize::{Anonymized, anonymize};
pub use dot::dot;
pub use error::{ExportError, ImportError, Place};
pub use export::{Overwrite, export_folder};
pub use export_csv::export_csv;
pub use failure::{Bad, LeftOut};
pub use formats::{CodedGroup, CodedName, Ensure, Format};
pub use import::{Absent, Import, Options, Progress, Read, import, import_folder, read};
pub use note::Note;
pub use render::{device_json, group_json, object_json, user_json};
pub use report::{ReportFormat, report};
pub use rows::{Rows, read_rows};
pub use script::{ScriptPart, group_script};
pub use select_url::select_url;
pub use staging::write_file;
