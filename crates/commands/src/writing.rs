//! Writing a file or a folder that a command names.

use std::path::PathBuf;

use ingroup_exchange::{ExportError, Overwrite, write_file};
use ingroup_shell::{Category, Done, Halt, ShellError};

use crate::folders::Use;
use crate::request::Request;

/// What `-Path` means, and whether what is there may be replaced; nothing if nothing is to be written.
pub(crate) fn target(request: &mut Request<'_, '_>) -> Result<Option<(PathBuf, Overwrite)>, Halt> {
    let path = request.text("Path").unwrap_or_default();
    let real = request
        .session()
        .resolve(&path, Use::Write)
        .map_err(|error| error.about("Path"))?;
    let action = request.call.name().to_owned();
    if !request.call.should_process(&path, &action)? {
        return Ok(None);
    }
    let overwrite = match request.switch("Force") {
        true => Overwrite::ReplaceExport,
        false => Overwrite::Refuse,
    };
    Ok(Some((real, overwrite)))
}

/// Writes a text into the file that `-Path` names, in one go.
pub(crate) fn write_text(
    request: &mut Request<'_, '_>,
    text: impl FnOnce(&mut Request<'_, '_>) -> String,
) -> Done {
    let Some((path, overwrite)) = target(request)? else {
        return Ok(());
    };
    let text = text(request);
    write_file(&path, text.as_bytes(), overwrite)
        .map_err(|error| not_written(request, &error, overwrite))
}

/// The error of a file or folder that was not written.
pub(crate) fn not_written(
    request: &Request<'_, '_>,
    error: &ExportError,
    overwrite: Overwrite,
) -> Halt {
    let path = request.text("Path").unwrap_or_default();
    let help = match (overwrite, error.reason()) {
        (Overwrite::Refuse, "The folder has files.") => {
            "Name a new folder, or add -Force to replace an export that is in this one."
        }
        (Overwrite::Refuse, "There is such a file.") => {
            "Name another file, or add -Force to replace it."
        }
        _ => error.help(),
    };
    Halt::Error(
        ShellError::new(format!("\"{path}\" was not written: {}", error.reason()))
            .category(Category::InvalidOperation)
            .about("Path")
            .help(help),
    )
}
