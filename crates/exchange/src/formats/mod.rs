//! The formats an import reads, one file each.
//!
//! A format is a way to find files in a folder and to hand their objects to the readers of
//! users, devices and groups, which know names and types but no files.

mod code;
mod code_words;
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
mod terraform_state;

use crate::error::ImportError;
use crate::failure::{Failure, Faults};
use crate::tree::Tree;

pub use code::{CodedGroup, CodedName, Ensure};
pub(crate) use folder::{Folder, Language, Part, Purpose};
pub use format::Format;
pub(crate) use graph_folder::import;
pub(crate) use graph_names::More;
pub(crate) use portal_groups::portal_list;
pub(crate) use table::{Table, headers};

/// Reads the groups of all files that have them as code.
pub(crate) fn import_code(
    tree: &Tree,
    folder: &Folder,
    faults: &mut Faults,
) -> Result<Vec<CodedGroup>, ImportError> {
    let mut groups = Vec::new();
    for (language, file) in &folder.blocks {
        let text = tree.read(file, |text| {
            let mut whole = Vec::new();
            let read = std::io::Read::read_to_end(text, &mut whole);
            read.map_err(|error| ImportError::of_io(&file.path, &error, "Check the file."))?;
            String::from_utf8(whole).map_err(|_| {
                Failure::new(
                    "There is a byte that is not UTF-8.",
                    "Save the file as UTF-8 and import again.",
                )
                .at(file, None)
            })
        });
        let read = text.and_then(|text| match language {
            Language::TerraformState => terraform_state::read(&text, file, faults),
            Language::Dsc | Language::Terraform => code::read(&text, *language, file, faults),
        });
        match read {
            Ok(read) => groups.extend(read),
            Err(error) => faults.meet(file, None, error)?,
        }
    }
    Ok(groups)
}
