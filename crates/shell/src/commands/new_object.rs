//! `New-Object`: makes a list, a hashtable or an object.

use crate::call::Call;
use crate::command::{Command, Done};
use crate::members;
use crate::parameter::Parameter;
use crate::value::{Value, short_name};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("New-Object", "Makes a list, a hashtable or an object.")
        .parameter(
            Parameter::text("TypeName")
                .position(0)
                .mandatory()
                .help("The type, such as PSObject or System.Collections.ArrayList."),
        )
        .parameter(
            Parameter::values("ArgumentList")
                .alias("Args")
                .position(1)
                .help("What the type is made from."),
        )
        .parameter(Parameter::table("Property").help("Properties and their values."))
        .example(
            "New-Object PSObject -Property @{ Name = 'Sales' }",
            "Makes an object with one property.",
        )
        .each(new_object)
}

fn new_object<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let kind = call.required_text("TypeName")?;
    let arguments = call.values("ArgumentList").unwrap_or_default();
    let made =
        members::make(&kind, &short_name(&kind), &arguments).map_err(|e| e.about("TypeName"))?;
    if let (Value::Object(object), Some(table)) = (&made, call.table("Property")) {
        for (name, value) in table.named() {
            object.set(name, value);
        }
    }
    call.emit(made)
}
