//! `Test-Path`, `Join-Path`, `Split-Path`: paths as text, and what stands there.

use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::ports::Found;
use crate::value::Value;

/// What `Split-Path` can be asked for.
const PARTS: &[(&str, &str)] = &[
    (
        "Parent",
        "Give the folder; this is what it does without any switch.",
    ),
    ("Leaf", "Give the last part."),
    ("LeafBase", "Give the last part without its extension."),
    ("Extension", "Give the extension, with its dot."),
    ("Qualifier", "Give the drive, such as C:."),
    ("NoQualifier", "Give the path without its drive."),
    ("IsAbsolute", "Say whether the path begins at a root."),
];

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    let path = || {
        Parameter::texts("Path")
            .alias("LiteralPath")
            .alias("PSPath")
            .position(0)
            .mandatory()
            .from_pipeline()
            .from_property()
    };
    vec![
        Command::new("Test-Path", "Says whether there is something at a path.")
            .describe("It knows files, and variable:name, env:name and function:name.")
            .parameter(path().help("The paths; wildcards are not followed here."))
            .parameter(
                Parameter::text("PathType")
                    .alias("Type")
                    .choices(&["Any", "Container", "Leaf"])
                    .help("Only a folder (Container), or only a file (Leaf)."),
            )
            .example("Test-Path missing.csv", "There is no such file.")
            .example(
                "$total = 3; Test-Path variable:total",
                "Asks for a variable.",
            )
            .each(test_path),
        Command::new("Join-Path", "Makes a path of its parts.")
            .parameter(path().help("The folders."))
            .parameter(
                Parameter::text("ChildPath")
                    .position(1)
                    .mandatory()
                    .help("What stands in them."),
            )
            .parameter(
                Parameter::texts("AdditionalChildPath")
                    .rest(2)
                    .help("What stands further in."),
            )
            .example("Join-Path data contoso users.json", "Joins three parts.")
            .example(
                "Join-Path 'C:\\Reports' groups.csv",
                "A Windows path keeps its own separator.",
            )
            .each(join_path),
        Command::new("Split-Path", "Gives a part of a path.")
            .parameter(path().help("The paths."))
            .parameters(
                PARTS
                    .iter()
                    .map(|(name, help)| Parameter::switch(*name).help(*help)),
            )
            .example("Split-Path data/contoso/users.json", "Gives the folder.")
            .example(
                "Split-Path 'C:\\Reports\\groups.csv' -Leaf",
                "Gives the name of the file.",
            )
            .each(split_path),
    ]
}

fn test_path<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let wanted = call.text("PathType");
    for path in call.texts("Path").unwrap_or_default() {
        if path.trim().is_empty() {
            call.emit(false)?;
            continue;
        }
        let drive = path
            .split_once(':')
            .map(|(d, n)| (d.to_ascii_lowercase(), n));
        let found = match drive.as_ref().map(|(drive, name)| (drive.as_str(), *name)) {
            Some(("variable", name)) => call.runtime.scope().get(name).is_some(),
            Some(("function", name)) => call.runtime.scope().function(name).is_some(),
            Some(("env", name)) => call.runtime.environment.contains_key(&name.to_lowercase()),
            _ => {
                let found = call.runtime.look_at(&path).map_err(|e| e.about("Path"))?;
                match wanted.as_deref() {
                    Some("Container") => found == Found::Folder,
                    Some("Leaf") => found == Found::File,
                    _ => found != Found::Nothing,
                }
            }
        };
        call.emit(found)?;
    }
    Ok(())
}

fn join_path<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let mut children = vec![call.required_text("ChildPath")?];
    children.extend(call.texts("AdditionalChildPath").unwrap_or_default());
    for path in call.texts("Path").unwrap_or_default() {
        let mut letters = path.chars();
        let drive =
            letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
        let separator = if drive || path.contains('\\') {
            '\\'
        } else {
            '/'
        };
        let mut whole = path.to_string();
        for child in &children {
            let rest = child.trim_start_matches(['/', '\\']);
            if !whole.is_empty() && !whole.ends_with(['/', '\\']) {
                whole.push(separator);
            }
            whole.push_str(rest);
        }
        let other = if separator == '\\' { '/' } else { '\\' };
        call.emit(whole.replace(other, &separator.to_string()))?;
    }
    Ok(())
}

fn split_path<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let asked: Vec<&str> = PARTS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| call.switch(name))
        .collect();
    if asked.len() > 1 {
        return Err(ShellError::new(format!(
            "Only one of -{} can be asked for.",
            asked.join(", -")
        ))
        .category(Category::InvalidArgument)
        .into());
    }
    let part = asked.first().copied().unwrap_or("Parent");
    for path in call.texts("Path").unwrap_or_default() {
        let value = part_of(&path, part)?;
        call.emit(value)?;
    }
    Ok(())
}

fn part_of(path: &str, part: &str) -> Result<Value, ShellError> {
    let cut = path.trim_end_matches(['/', '\\']);
    let (folder, leaf) = match cut.rfind(['/', '\\']) {
        Some(at) => (cut.get(..at).unwrap_or(""), cut.get(at + 1..).unwrap_or("")),
        None => ("", cut),
    };
    let (base, extension) = match leaf.rfind('.') {
        Some(at) if at > 0 => (leaf.get(..at).unwrap_or(""), leaf.get(at..).unwrap_or("")),
        _ => (leaf, ""),
    };
    let qualifier = path.find(':').map(|at| path.split_at(at + 1));
    Ok(match part {
        "Leaf" => Value::from(leaf),
        "LeafBase" => Value::from(base),
        "Extension" => Value::from(extension),
        "Qualifier" => match qualifier {
            Some((drive, _)) => Value::from(drive),
            None => {
                return Err(ShellError::new(format!("\"{path}\" has no drive."))
                    .category(Category::InvalidArgument)
                    .about("Path"));
            }
        },
        "NoQualifier" => Value::from(qualifier.map_or(path, |(_, rest)| rest)),
        "IsAbsolute" => Value::Bool(
            path.starts_with(['/', '\\'])
                || qualifier.is_some_and(|(_, rest)| rest.starts_with(['/', '\\'])),
        ),
        _ if folder.is_empty() && path.starts_with('/') && !leaf.is_empty() => Value::from("/"),
        _ => Value::from(folder),
    })
}
