//! `Get-Member`: the properties that objects have.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::Case;
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Get-Member", "Shows which properties objects have.")
        .alias("gm")
        .parameter(
            Parameter::texts("Name")
                .position(0)
                .help("Only these, with wildcards."),
        )
        .parameter(
            Parameter::text("MemberType")
                .choices(&["Properties", "Property", "NoteProperty", "All"])
                .help("Which kind; here all are properties."),
        )
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .example(
            "[pscustomobject]@{Name='Sales';Size=3} | Get-Member",
            "Lists the properties of an object.",
        )
        .stage(Members::default)
}

#[derive(Default)]
struct Members {
    kinds: Vec<Text>,
}

impl<H: 'static> Stage<H> for Members {
    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let kind = input.type_name();
        if self.kinds.contains(&kind) {
            return Ok(());
        }
        self.kinds.push(kind.clone());
        let wanted = call.texts("Name");
        let mut names = input.property_names();
        names.sort_by_key(|n| n.to_lowercase());
        for name in names {
            let named =
                |w: &Vec<Text>| w.iter().any(|w| pattern::wildcard(w, &name, Case::Ignored));
            if !wanted.as_ref().is_none_or(named) {
                continue;
            }
            let value = input.property(&name).unwrap_or_default();
            call.emit(
                Object::new("MemberDefinition")
                    .with("TypeName", kind.clone())
                    .with("Name", name.clone())
                    .with("MemberType", "Property")
                    .with("Definition", format!("{} {name}", value.type_name())),
            )?;
        }
        Ok(())
    }
}
