//! `Get-Variable`, `Set-Variable`, `Remove-Variable`, `Add-Member`: variables and properties by name.

use crate::call::Call;
use crate::command::Command;
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Text, Value};

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("Get-Variable", "Shows variables.")
            .alias("gv")
            .parameter(Parameter::text("Name").position(0).help("The name, with wildcards; without it, all."))
            .parameter(Parameter::switch("ValueOnly").help("Only the value."))
            .example("$size = 3; Get-Variable size -ValueOnly", "Gives the value of a variable.")
            .each(|call| {
                let wanted = call.text("Name").unwrap_or_else(|| "*".into());
                let mut found = call.runtime.scope().all();
                found.retain(|v| pattern::wildcard(&wanted, &v.name, Case::Ignored));
                found.sort_by_key(|v| v.name.to_lowercase());
                if found.is_empty() && !wanted.contains('*') {
                    return Err(ShellError::new(format!("There is no variable \"{wanted}\"."))
                        .category(Category::ObjectNotFound)
                        .about("Name")
                        .into());
                }
                for variable in found {
                    match call.switch("ValueOnly") {
                        true => call.emit(variable.value)?,
                        false => call.emit(
                            Object::new("Variable").with("Name", variable.name).with("Value", variable.value),
                        )?,
                    }
                }
                Ok(())
            }),
        Command::new("Set-Variable", "Sets a variable.")
            .alias("sv")
            .parameter(Parameter::text("Name").position(0).mandatory().help("The name."))
            .parameter(Parameter::value("Value").position(1).from_pipeline().help("The value."))
            .parameter(
                Parameter::text("Scope")
                    .choices(&["Local", "Script", "Global"])
                    .help("Whose variable: this function's (Local, without it), or the script's."),
            )
            .parameter(Parameter::switch("Force").help("Accepted for old scripts; variables are never read-only."))
            .example("Set-Variable size 3; $size", "Sets a variable and shows it.")
            .example(
                "function Set-Size { Set-Variable size 5 -Scope Script }; Set-Size; $size",
                "Sets a variable of the script from a function.",
            )
            .each(|call| {
                let name = call.required_text("Name")?;
                let value = call.value("Value").unwrap_or_default();
                let name = match call.text("Scope").as_deref() {
                    Some("Script" | "Global") => format!("script:{name}"),
                    _ => name.to_string(),
                };
                Ok(call.runtime.set_variable(&name, value)?)
            }),
        Command::new("Remove-Variable", "Forgets variables.")
            .alias("rv")
            .parameter(Parameter::texts("Name").position(0).mandatory().help("The names, with wildcards."))
            .parameter(Parameter::switch("Force").help("Accepted for old scripts; variables are never read-only."))
            .example("$size = 3; Remove-Variable size; $null -eq $size", "Forgets a variable.")
            .example("Remove-Variable nothing -ErrorAction SilentlyContinue; $?", "There is none of this name.")
            .each(|call| {
                for name in call.texts("Name").unwrap_or_default() {
                    let removed = call.runtime.scope().remove(|variable| {
                        pattern::wildcard(&name, variable, Case::Ignored)
                    });
                    if removed == 0 && !name.contains('*') {
                        return Err(ShellError::new(format!("There is no variable \"{name}\"."))
                            .category(Category::ObjectNotFound)
                            .about("Name")
                            .into());
                    }
                }
                Ok(())
            }),
        Command::new("Add-Member", "Adds a property to an object.")
            .parameter(Parameter::value("InputObject").from_pipeline().mandatory().help("The object."))
            .parameter(Parameter::text("MemberType").alias("Type").choices(&["NoteProperty"]).help("Only NoteProperty."))
            .parameter(Parameter::text("Name").help("The name of the property."))
            .parameter(Parameter::value("Value").help("Its value."))
            .parameter(Parameter::value("NotePropertyName").position(0).help("The name of the property, in short."))
            .parameter(Parameter::value("NotePropertyValue").position(1).help("Its value, in short."))
            .parameter(Parameter::value("PropertyValue").position(2).help("Its value, when NoteProperty and a name stand before it."))
            .parameter(Parameter::table("NotePropertyMembers").help("Names and values of several properties."))
            .parameter(Parameter::switch("PassThru").help("Give the object."))
            .parameter(Parameter::switch("Force").help("Replace a property that is there."))
            .example(
                "[pscustomobject]@{Name='Sales'} | Add-Member -NotePropertyName Size -NotePropertyValue 3 -PassThru",
                "Adds a property and shows the object.",
            )
            .each(|call| {
                let given = added(call)?;
                let input = call.value("InputObject").unwrap_or_default();
                let Value::Object(object) = &input else {
                    return Err(ShellError::new("Only objects can be given properties.")
                        .category(Category::InvalidArgument)
                        .into());
                };
                let known = given.iter().find(|(name, _)| object.get(name).is_some());
                if let (Some((name, _)), false) = (known, call.switch("Force")) {
                    return Err(ShellError::new(format!("The object has a property \"{name}\" already."))
                        .category(Category::ResourceExists)
                        .help("-Force replaces it.")
                        .into());
                }
                for (name, value) in given {
                    object.set(name, value);
                }
                match call.switch("PassThru") {
                    true => call.emit(input),
                    false => Ok(()),
                }
            }),
    ]
}

/// The properties that `Add-Member` is to add, in whichever of its forms they are given.
fn added<H: 'static>(call: &Call<'_, H>) -> Result<Vec<(Text, Value)>, ShellError> {
    if let Some(table) = call.table("NotePropertyMembers") {
        return Ok(table.named());
    }
    let mut words =
        ["NotePropertyName", "NotePropertyValue", "PropertyValue"].map(|w| call.value(w));
    let mut name = call.text("Name");
    // `Add-Member NoteProperty Name Value`.
    let typed = words[0]
        .as_ref()
        .is_some_and(|w| w.to_text().eq_ignore_ascii_case("NoteProperty"));
    if typed && (words[2].is_some() || name.is_some()) {
        words.rotate_left(1);
    }
    let [first, second, _] = words;
    name = name.or_else(|| first.map(|first| first.to_text()));
    let name = name.ok_or_else(|| {
        ShellError::new("The name of the property is missing.").help("Add -NotePropertyName.")
    })?;
    let value = call.value("Value").or(second).unwrap_or_default();
    Ok(vec![(name, value)])
}
