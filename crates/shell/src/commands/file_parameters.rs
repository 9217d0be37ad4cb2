//! What the commands that write and read files have in common.

use crate::call::Call;
use crate::error::{Category, Halt, ShellError};
use crate::parameter::Parameter;
use crate::ports::{Found, Write};
use crate::value::Text;

/// The words that scripts use for the encoding of a file.
const ENCODINGS: &[&str] = &[
    "utf8",
    "utf8NoBOM",
    "utf8BOM",
    "ascii",
    "ansi",
    "default",
    "oem",
    "unicode",
    "bigendianunicode",
    "utf32",
    "utf7",
];

/// `-Path` and `-LiteralPath`.
pub(super) fn paths() -> Vec<Parameter> {
    vec![
        Parameter::text("Path")
            .alias("FilePath")
            .position(0)
            .help("The file; its folder must be open to scripts."),
        Parameter::text("LiteralPath")
            .alias("PSPath")
            .alias("LP")
            .help("The same as -Path: wildcards are not followed here."),
    ]
}

/// `-Encoding`.
pub(super) fn encoding() -> Parameter {
    Parameter::text("Encoding").choices(ENCODINGS).help(
        "Accepted for old scripts; files are written as UTF-8, and read as their first bytes say.",
    )
}

/// `-Force`, `-NoClobber`.
pub(super) fn replacing() -> Vec<Parameter> {
    vec![
        Parameter::switch("NoClobber")
            .alias("NoOverwrite")
            .help("Refuse to replace a file that is there."),
        Parameter::switch("Force")
            .help("Accepted for old scripts; files that are read-only stay as they are."),
    ]
}

/// The path that a call names.
pub(super) fn path<H: 'static>(call: &Call<'_, H>) -> Result<Text, ShellError> {
    match (call.text("Path"), call.text("LiteralPath")) {
        (Some(path), None) | (None, Some(path)) if !path.is_empty() => Ok(path),
        (Some(_), Some(_)) => Err(
            ShellError::new("-Path and -LiteralPath exclude each other.")
                .category(Category::InvalidArgument)
                .about("LiteralPath"),
        ),
        _ => Err(ShellError::new("The path is missing.")
            .category(Category::InvalidArgument)
            .help("Add -Path and the name of a file.")),
    }
}

/// The parameter that names the path.
pub(super) fn named<H: 'static>(call: &Call<'_, H>) -> &'static str {
    match call.has("LiteralPath") {
        true => "LiteralPath",
        false => "Path",
    }
}

/// Writes a file, or says what would be written.
pub(super) fn write<H: 'static>(
    call: &mut Call<'_, H>,
    path: &str,
    text: &str,
    how: Write,
) -> Result<(), Halt> {
    let about = named(call);
    let found = call.runtime.look_at(path).map_err(|e| e.about(about))?;
    if call.switch("NoClobber") && how == Write::Replace && found == Found::File {
        return Err(
            ShellError::new(format!("The file \"{path}\" already exists."))
                .category(Category::ResourceExists)
                .id("NoClobber")
                .about("NoClobber")
                .help("Name another file, or leave -NoClobber out to replace it.")
                .into(),
        );
    }
    let action = call.name().to_owned();
    if !call.should_process(path, &action)? {
        return Ok(());
    }
    let written = call.runtime.write_file(path, text, how);
    Ok(written.map_err(|e| e.about(about))?)
}
