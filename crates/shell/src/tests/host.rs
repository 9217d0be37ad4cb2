//! A small host: a club with members, and commands in the way a directory's are written.

use jiff::Timestamp;

use crate::{
    Call, Category, Command, Done, Inner, Limits, Object, Output, Parameter, ServiceAnswer, Shell,
    ShellError, Transcript, Value, View,
};

/// The host of the tests.
pub(super) struct Club {
    members: Vec<(String, i64)>,
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
    Shell::builder(Club { members }, output)
        .commands([get_member(), set_member(), remove_member(), set_rule()])
        .view("ClubMember", View::table(&["Name", "Age"]))
        .limits(limits)
        .environment("USERNAME", "ann")
        .clock(|_| "2026-01-31T08:00:00Z".parse::<Timestamp>().unwrap())
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
            text: "Resource does not exist.".to_owned(),
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
