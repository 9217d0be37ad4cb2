//! `New-Item`, `Get-ChildItem`: folders, and what is in them.

use super::file_parameters::write;
use crate::call::Call;
use crate::command::{Command, Done};
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::pattern;
use crate::ports::{Found, Write};
use crate::value::{Object, Text};

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("New-Item", "Makes a folder or a file.")
            .alias("ni")
            .parameter(
                Parameter::text("Path")
                    .position(0)
                    .help("The folder or file."),
            )
            .parameter(Parameter::text("Name").help("Its name, in the folder of -Path."))
            .parameter(
                Parameter::text("ItemType")
                    .alias("Type")
                    .choices(&["Directory", "File"])
                    .help("What to make; a file without it."),
            )
            .parameter(Parameter::text("Value").help("What the file holds."))
            .parameter(
                Parameter::switch("Force")
                    .help("Replace a file that is there, and be content with a folder that is."),
            )
            .what_if()
            .example("New-Item reports -ItemType Directory", "Makes a folder.")
            .example(
                "New-Item note.txt -Value 'done' -WhatIf",
                "Says which file would be made.",
            )
            .each(new_item),
        Command::new("mkdir", "Makes a folder.")
            .alias("md")
            .parameter(
                Parameter::text("Path")
                    .position(0)
                    .mandatory()
                    .help("The folder."),
            )
            .what_if()
            .example("mkdir reports", "Makes a folder.")
            .example("mkdir reports -WhatIf", "Says which folder would be made.")
            .each(|call| {
                let path = call.required_text("Path")?;
                let found = call.runtime.look_at(&path).map_err(|e| e.about("Path"))?;
                make_folder(call, &path, found)
            }),
        Command::new("Get-ChildItem", "Lists the files and folders in a folder.")
            .alias("dir")
            .alias("ls")
            .alias("gci")
            .parameter(
                Parameter::text("Path")
                    .alias("LiteralPath")
                    .position(0)
                    .help("The folder; the one that paths begin at without it."),
            )
            .parameter(
                Parameter::text("Filter")
                    .position(1)
                    .help("Only names that fit, such as *.csv."),
            )
            .parameter(Parameter::switch("File").help("Only files."))
            .parameter(Parameter::switch("Directory").help("Only folders."))
            .parameter(Parameter::switch("Name").help("Only the names."))
            .example(
                "Set-Content a.csv 'x'\nGet-ChildItem -Filter *.csv",
                "Lists some of the files.",
            )
            .example("Get-ChildItem -Directory -Name", "Names the folders.")
            .each(children),
    ]
}

fn joined(folder: &str, name: &str) -> String {
    match folder {
        "" | "." => name.to_owned(),
        folder => format!("{}/{name}", folder.trim_end_matches(['/', '\\'])),
    }
}

fn item(folder: &str, name: &Text, found: Found) -> Object {
    let kind = match found {
        Found::Folder => "Folder",
        Found::File | Found::Nothing => "File",
    };
    Object::new("FileItem")
        .with("Kind", kind)
        .with("Name", name.clone())
        .with("FullName", joined(folder, name))
        .with(
            "BaseName",
            name.rfind('.')
                .and_then(|at| name.get(..at))
                .unwrap_or(name),
        )
        .with("PSIsContainer", found == Found::Folder)
        .with(
            "Extension",
            name.rfind('.').and_then(|at| name.get(at..)).unwrap_or(""),
        )
}

fn exists(path: &str) -> ShellError {
    ShellError::new(format!("\"{path}\" already exists."))
        .category(Category::ResourceExists)
        .about("Path")
        .help("New-Item -Force replaces a file, and is content with a folder.")
}

/// Makes a folder where nothing is, and gives it.
fn make_folder<H: 'static>(call: &mut Call<'_, H>, path: &str, found: Found) -> Done {
    if found != Found::Nothing {
        return Err(exists(path).into());
    }
    let action = call.name().to_owned();
    if !call.should_process(path, &action)? {
        return Ok(());
    }
    call.runtime
        .make_folder(path)
        .map_err(|e| e.about("Path"))?;
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    call.emit(item(folder, &Text::from(name), Found::Folder))
}

fn new_item<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let path = match (call.text("Path"), call.text("Name")) {
        (Some(folder), Some(name)) => joined(&folder, &name),
        (Some(path), None) | (None, Some(path)) => path.to_string(),
        (None, None) => {
            return Err(ShellError::new("The path is missing.")
                .category(Category::InvalidArgument)
                .help("Add -Path and the name of a folder or file.")
                .into());
        }
    };
    let found = call.runtime.look_at(&path).map_err(|e| e.about("Path"))?;
    let is_folder = call.text("ItemType").as_deref() == Some("Directory");
    let force = call.switch("Force");
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", &path));
    let name = Text::from(name);
    match found {
        Found::Folder if is_folder && force => {}
        Found::File if !is_folder && force => {
            let text = call.text("Value").unwrap_or_default();
            write(call, &path, &text, Write::Replace)?;
        }
        Found::Nothing if is_folder => {
            let action = call.name().to_owned();
            if !call.should_process(&path, &action)? {
                return Ok(());
            }
            call.runtime
                .make_folder(&path)
                .map_err(|e| e.about("Path"))?;
        }
        Found::Nothing => {
            let text = call.text("Value").unwrap_or_default();
            write(call, &path, &text, Write::Replace)?;
            if call.is_what_if() {
                return Ok(());
            }
        }
        Found::File | Found::Folder => return Err(exists(&path).into()),
    }
    let made = if is_folder {
        Found::Folder
    } else {
        Found::File
    };
    call.emit(item(folder, &name, made))
}

fn children<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let given = call.text("Path").unwrap_or_else(|| ".".into());
    // `Get-ChildItem data/*.csv`.
    let (folder, wildcard) = match given.rsplit_once(['/', '\\']) {
        Some((folder, last)) if last.contains('*') => (Text::from(folder), Some(Text::from(last))),
        None if given.contains('*') => (Text::from("."), Some(given)),
        _ => (given, None),
    };
    let found = call.runtime.look_at(&folder).map_err(|e| e.about("Path"))?;
    if found == Found::File {
        let (folder, name) = folder.rsplit_once(['/', '\\']).unwrap_or(("", &folder));
        return call.emit(item(folder, &Text::from(name), found));
    }
    let wanted = call
        .text("Filter")
        .or(wildcard)
        .unwrap_or_else(|| "*".into());
    let entries = call
        .runtime
        .list_folder(&folder)
        .map_err(|e| e.about("Path"))?;
    let (files, folders) = (call.switch("File"), call.switch("Directory"));
    for (name, found) in entries {
        let kept = match found {
            Found::Folder => folders || !files,
            Found::File | Found::Nothing => files || !folders,
        };
        if !kept || !pattern::wildcard(&wanted, &name, Case::Ignored) {
            continue;
        }
        let name = Text::from(name);
        match call.switch("Name") {
            true => call.emit(name)?,
            false => call.emit(item(&folder, &name, found))?,
        }
    }
    Ok(())
}
