//! `Get-Variable`, `Set-Variable`, `Add-Member`: variables and properties by name.

use crate::command::Command;
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Value};

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
            .example("Set-Variable size 3; $size", "Sets a variable and shows it.")
            .each(|call| {
                let name = call.required_text("Name")?;
                let value = call.value("Value").unwrap_or_default();
                Ok(call.runtime.set_variable(&name, value)?)
            }),
        Command::new("Add-Member", "Adds a property to an object.")
            .parameter(Parameter::value("InputObject").from_pipeline().mandatory().help("The object."))
            .parameter(Parameter::text("MemberType").alias("Type").position(0).choices(&["NoteProperty"]).help("Only NoteProperty."))
            .parameter(Parameter::text("Name").position(1).help("The name of the property."))
            .parameter(Parameter::value("Value").position(2).help("Its value."))
            .parameter(Parameter::text("NotePropertyName").help("The name of the property, in short."))
            .parameter(Parameter::value("NotePropertyValue").help("Its value, in short."))
            .parameter(Parameter::switch("PassThru").help("Give the object."))
            .parameter(Parameter::switch("Force").help("Replace a property that is there."))
            .example(
                "[pscustomobject]@{Name='Sales'} | Add-Member -NotePropertyName Size -NotePropertyValue 3 -PassThru",
                "Adds a property and shows the object.",
            )
            .each(|call| {
                let name = call.text("NotePropertyName").or(call.text("Name")).ok_or_else(|| {
                    ShellError::new("The name of the property is missing.").help("Add -NotePropertyName.")
                })?;
                let value = call.value("NotePropertyValue").or(call.value("Value")).unwrap_or_default();
                let input = call.value("InputObject").unwrap_or_default();
                let Value::Object(object) = &input else {
                    return Err(ShellError::new("Only objects can be given properties.")
                        .category(Category::InvalidArgument)
                        .into());
                };
                if object.get(&name).is_some() && !call.switch("Force") {
                    return Err(ShellError::new(format!("The object has a property \"{name}\" already."))
                        .category(Category::ResourceExists)
                        .help("-Force replaces it.")
                        .into());
                }
                object.set(name, value);
                match call.switch("PassThru") {
                    true => call.emit(input),
                    false => Ok(()),
                }
            }),
    ]
}
