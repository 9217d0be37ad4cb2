//! Reading an export that a command names.

use std::path::Path;

use ingroup_exchange::{
    Bad, Format, Import, ImportError, LeftOut, Options, Progress, Read, Rows, import, read,
    read_rows,
};
use ingroup_shell::{Category, Halt, Object, Parameter, ShellError};
use ingroup_tenant::Refusal;

use crate::folders::Use;
use crate::request::Request;

/// What can be said of how an export is read.
pub(crate) fn parameters() -> [Parameter; 2] {
    let formats: Vec<&'static str> = Format::names().collect();
    [
        Parameter::text("Format")
            .choices(&formats)
            .help("Who wrote the files; found out by their names and by what is inside if it is not given."),
        Parameter::switch("SkipBad")
            .help("Leaves out what cannot be taken, and lists it, instead of refusing the whole."),
    ]
}

/// What those parameters say.
pub(crate) fn options(request: &Request<'_, '_>) -> Options {
    Options {
        format: request.text("Format").as_deref().and_then(Format::named),
        bad: match request.switch("SkipBad") {
            true => Bad::LeaveOut,
            false => Bad::Refuse,
        },
        stop: Some(request.call.interruption()),
    }
}

/// What was left out, as a row.
pub(crate) fn left_out(left_out: &LeftOut) -> Object {
    let place = left_out.place;
    Object::new("LeftOut")
        .with("File", left_out.file.as_str())
        .with("Line", place.map(|place| place.line))
        .with("Column", place.map(|place| place.column))
        .with("Index", left_out.index)
        .with("Object", left_out.object.as_deref())
        .with("Id", left_out.id.map(|id| id.to_string()))
        .with("Reason", left_out.reason.as_str())
}

/// How many were left out, as a sentence; nothing if none were.
pub(crate) fn count_left_out(left_out: &[LeftOut]) -> Option<String> {
    match left_out.len() {
        0 => None,
        1 => Some("1 thing was left out, because it could not be taken.".to_owned()),
        many => Some(format!(
            "{many} things were left out, because they could not be taken."
        )),
    }
}

/// Why an import did not come to its end: it was refused, or whoever waited ended it.
pub(crate) fn ended(request: &Request<'_, '_>, refusal: &Refusal) -> Halt {
    match refusal {
        Refusal::Stopped => Halt::Interrupted,
        refusal => Halt::Error(request.refused(refusal)),
    }
}

/// The export at a path, which stands in the argument `parameter`.
pub(crate) fn read_export(
    request: &mut Request<'_, '_>,
    path: &str,
    parameter: &'static str,
    options: &Options,
) -> Result<Import, Halt> {
    from(request, path, parameter, |folder, progress| {
        import(folder, options, progress)
    })
}

/// The export or the groups as code at a path, which stands in the argument `parameter`.
pub(crate) fn read_anything(
    request: &mut Request<'_, '_>,
    path: &str,
    parameter: &'static str,
    options: &Options,
) -> Result<Read, Halt> {
    from(request, path, parameter, |folder, progress| {
        read(folder, options, progress)
    })
}

/// The list at a path, which stands in the argument `parameter`.
pub(crate) fn read_list(
    request: &mut Request<'_, '_>,
    path: &str,
    parameter: &'static str,
    bad: Bad,
) -> Result<Rows, Halt> {
    from(request, path, parameter, |file, _| read_rows(file, bad))
}

fn from<T>(
    request: &mut Request<'_, '_>,
    path: &str,
    parameter: &'static str,
    read: impl FnOnce(&Path, &mut dyn FnMut(Progress)) -> Result<T, ImportError>,
) -> Result<T, Halt> {
    let mut session = request.session();
    let folder = session
        .resolve(path, Use::Read)
        .map_err(|error| error.about(parameter))?;
    let progress = session.progress();
    let read = read(&folder, &mut |file| progress(file.into()));
    read.map_err(|error| {
        if error.is_stopped() {
            return Halt::Interrupted;
        }
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
