//! Reading an export that a command names.

use ingroup_exchange::{Import, import_folder};
use ingroup_shell::{Category, Halt, ShellError};

use crate::folders::Use;
use crate::request::Request;

/// The export at a path, which stands in the argument `parameter`.
pub(crate) fn read_export(
    request: &mut Request<'_, '_>,
    path: &str,
    parameter: &'static str,
) -> Result<Import, Halt> {
    let mut session = request.session();
    let folder = session
        .resolve(path, Use::Read)
        .map_err(|error| error.about(parameter))?;
    let progress = session.progress();
    let read = import_folder(&folder, &mut |file| progress(file.into()));
    read.map_err(|error| {
        // The path as the person wrote it, and the file below it, without where that is on this machine.
        let file = error.path().strip_prefix(&folder).unwrap_or(error.path());
        let mut at = path.to_owned();
        if !file.as_os_str().is_empty() {
            at = format!("{}/{}", path.trim_end_matches(['/', '\\']), file.display());
        }
        if let Some(place) = error.place() {
            at = format!("{at}:{}:{}", place.line, place.column);
        }
        let object = error
            .object()
            .map(|object| format!(", {object}"))
            .unwrap_or_default();
        Halt::Error(
            ShellError::new(format!("{at}{object}: {}", error.reason()))
                .category(Category::InvalidArgument)
                .about(parameter)
                .help(error.help()),
        )
    })
}
