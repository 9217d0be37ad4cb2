//! A small host: a club with members, and commands in the way a directory's are written.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::{
    Call, Category, Command, Done, Files, Found, Inner, Limits, Object, Output, Parameter,
    ServiceAnswer, Shell, ShellError, Transcript, Value, View, Write,
};

/// The host of the tests.
pub(super) struct Club {
    members: Vec<(String, i64)>,
    slept: SignedDuration,
    files: RefCell<BTreeMap<String, String>>,
}

/// Files that are kept in memory. The folder `out` is there, and `/secret` must not be touched.
struct Memory;

impl Files<Club> for Memory {
    fn read(&self, host: &Club, path: &str) -> Result<String, ShellError> {
        let found = host.files.borrow().get(&clean(path)?).cloned();
        found.ok_or_else(|| {
            ShellError::new(format!("There is no file \"{path}\"."))
                .category(Category::ObjectNotFound)
                .id("PathNotFound")
        })
    }

    fn write(&self, host: &Club, path: &str, text: &str, how: Write) -> Result<(), ShellError> {
        let mut files = host.files.borrow_mut();
        let file = files.entry(clean(path)?).or_default();
        if how == Write::Replace {
            file.clear();
        }
        file.push_str(text);
        Ok(())
    }

    fn look(&self, host: &Club, path: &str) -> Result<Found, ShellError> {
        let path = clean(path)?;
        Ok(match host.files.borrow().contains_key(&path) {
            true => Found::File,
            false if path == "out" => Found::Folder,
            false => Found::Nothing,
        })
    }

    fn make_folder(&self, host: &Club, path: &str) -> Result<(), ShellError> {
        let path = format!("{}/.keep", clean(path)?);
        host.files.borrow_mut().insert(path, String::new());
        Ok(())
    }

    fn list(&self, host: &Club, path: &str) -> Result<Vec<(String, Found)>, ShellError> {
        let folder = match clean(path)?.as_str() {
            "." | "" => String::new(),
            other => format!("{other}/"),
        };
        let files = host.files.borrow();
        let inside = files.keys().filter_map(|name| name.strip_prefix(&folder));
        let mut names: Vec<(String, Found)> = inside
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => (name.to_owned(), Found::Folder),
                None => (rest.to_owned(), Found::File),
            })
            .collect();
        names.dedup();
        Ok(names)
    }

    fn folder(&self, _host: &Club) -> Option<String> {
        Some("/club".to_owned())
    }
}

fn clean(path: &str) -> Result<String, ShellError> {
    if path.starts_with("/secret") {
        return Err(ShellError::new(format!(
            "\"{path}\" is outside of the folders that may be touched."
        ))
        .category(Category::PermissionDenied));
    }
    let path = path.trim_start_matches("/club/").trim_start_matches("./");
    Ok(path.to_owned())
}

pub(super) fn shell(output: Transcript, limits: Limits) -> Shell<Club> {
    shell_on(output, limits)
}

pub(super) fn shell_on(output: impl Output + 'static, limits: Limits) -> Shell<Club> {
    let members = [("Ann", 31), ("Bob", 44), ("Eve", 27)];
    let members = members
        .iter()
        .map(|(name, age)| ((*name).to_owned(), *age))
        .collect();
    let files = [
        (
            "helper.ps1",
            "$script:loaded = 'yes'\nfunction Get-Twice($n) { $n * 2 }\n",
        ),
        (
            "lib/inner.ps1",
            "param($who = 'nobody')\n\"$who in $PSScriptRoot, $($MyInvocation.MyCommand.Name)\"\n$local = 5\nexit 3\n",
        ),
        ("broken.ps1", "'fine'\nif (\n"),
        ("fails.ps1", "'before'\nGet-ClubMember Zoe\n"),
        ("again.ps1", "& ./again.ps1\n"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let club = Club {
        members,
        slept: SignedDuration::ZERO,
        files: RefCell::new(BTreeMap::from(files)),
    };
    Shell::builder(club, output)
        .commands([get_member(), set_member(), remove_member(), set_rule()])
        .view("ClubMember", View::table(&["Name", "Age"]))
        .limits(limits)
        .environment("USERNAME", "ann")
        .guide(super::prompt::ClubGuide)
        .clock(|club| "2026-01-31T08:00:00Z".parse::<Timestamp>().unwrap() + club.slept)
        .files(Memory)
        .wait(|club: &mut Club, length| {
            club.slept += length;
            Ok(None)
        })
        .build()
}

fn identity() -> Parameter {
    Parameter::text("Identity")
        .alias("Name")
        .position(0)
        .from_pipeline()
        .from_property()
        .help("The name of the member.")
}

fn get_member() -> Command<Club> {
    Command::<Club>::new("Get-ClubMember", "Shows members.")
        .alias("gcmem")
        .parameter(identity())
        .parameter(Parameter::int("Top").help("At most so many."))
        .parameter(Parameter::switch("All").help("All of them."))
        .example("Get-ClubMember Ann", "Shows one member.")
        .each(|call| {
            let wanted = call.text("Identity");
            let members = call.host().members.clone();
            let top = call
                .int("Top")
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(usize::MAX);
            let found: Vec<_> = members
                .into_iter()
                .filter(|(name, _)| wanted.as_ref().is_none_or(|w| w.eq_ignore_ascii_case(name)))
                .collect();
            if let (Some(wanted), true) = (wanted, found.is_empty()) {
                return Err(not_found(&wanted).into());
            }
            for (name, age) in found.into_iter().take(top) {
                call.verbose(format!("Found {name}."))?;
                call.emit(
                    Object::new("ClubMember")
                        .with("Name", name)
                        .with("Age", age)
                        .with("Tags", Value::texts(["a", "b"])),
                )?;
            }
            Ok(())
        })
}

fn not_found(name: &str) -> ShellError {
    ShellError::new(format!("There is no member \"{name}\"."))
        .category(Category::ObjectNotFound)
        .about("Identity")
        .service(ServiceAnswer {
            status: 404,
            code: "Request_ResourceNotFound".to_owned(),
            text: Some("Resource does not exist.".to_owned()),
        })
        .help("Get-ClubMember lists the members.")
}

fn set_member() -> Command<Club> {
    Command::<Club>::new("Set-ClubMember", "Changes a member.")
        .parameter(identity().mandatory())
        .parameter(Parameter::int("Age").help("The age."))
        .parameter(
            Parameter::text("MembershipState")
                .choices(&["On", "Paused"])
                .help("The state."),
        )
        .parameter(Parameter::text("MembershipKind").help("The kind."))
        .what_if()
        .example(
            "Set-ClubMember Ann -Age 32 -WhatIf",
            "Shows what would be done.",
        )
        .each(|call| {
            let name = call.required_text("Identity")?;
            if !call.should_process(&name, "Set-ClubMember")? {
                return Ok(());
            }
            let age = call.int("Age");
            let mut club = call.host();
            match club
                .members
                .iter_mut()
                .find(|(n, _)| n.eq_ignore_ascii_case(&name))
            {
                Some((_, slot)) => {
                    *slot = age.unwrap_or(*slot);
                    Ok(())
                }
                None => Err(not_found(&name).into()),
            }
        })
}

fn remove_member() -> Command<Club> {
    Command::<Club>::new("Remove-ClubMember", "Removes a member.")
        .parameter(identity().mandatory())
        .what_if()
        .example(
            "Get-ClubMember | Remove-ClubMember -WhatIf",
            "Shows who would be removed.",
        )
        .each(|call: &mut Call<'_, Club>| -> Done {
            let name = call.required_text("Identity")?;
            if call.should_process(&name, "Remove-ClubMember")? {
                call.warn(format!("{name} is gone."))?;
                call.host()
                    .members
                    .retain(|(n, _)| !n.eq_ignore_ascii_case(&name));
            }
            Ok(())
        })
}

fn set_rule() -> Command<Club> {
    Command::new(
        "Set-ClubRule",
        "Fails with a diagnostic inside its argument.",
    )
    .parameter(
        Parameter::text("Rule")
            .position(0)
            .mandatory()
            .help("A rule."),
    )
    .example(
        "Set-ClubRule 'age -gt 3' -ErrorAction Ignore",
        "Does nothing.",
    )
    .each(|call| {
        let rule = call.required_text("Rule")?;
        let start = rule.find("-gt").unwrap_or(0);
        Err(ShellError::new("The rule cannot be read.")
            .about("Rule")
            .inner(Inner {
                title: "membership rule".to_owned(),
                text: rule.to_string(),
                range: start..start + 3,
                label: "\"-gt\" is not an operator of \"age\"".to_owned(),
            })
            .help("Use -eq.")
            .into())
    })
}
