//! `Where-Object`: keeps the objects that pass a test.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::functions::holds;
use crate::parameter::Parameter;
use crate::value::{Text, Value};

/// The tests of the form `-Property Name -EQ value`: the parameter, and the operator it stands for.
const TESTS: &[(&str, &str)] = &[
    ("EQ", "eq"),
    ("NE", "ne"),
    ("GT", "gt"),
    ("GE", "ge"),
    ("LT", "lt"),
    ("LE", "le"),
    ("Like", "like"),
    ("NotLike", "notlike"),
    ("Match", "match"),
    ("NotMatch", "notmatch"),
    ("Contains", "contains"),
    ("NotContains", "notcontains"),
    ("In", "in"),
    ("NotIn", "notin"),
];

pub(super) fn command<H: 'static>() -> Command<H> {
    let tests = TESTS.iter().map(|(name, _)| {
        Parameter::switch(*name).help(format!(
            "Compare the property with -Value by -{}.",
            name.to_lowercase()
        ))
    });
    Command::new("Where-Object", "Keeps the objects that pass a test.")
        .alias("where")
        .alias("?")
        .describe(
            "The test is a script block that sees the object as $_, or a property, an operator and a value. A \
             property alone keeps the objects for which it is true.",
        )
        .parameter(
            Parameter::value("FilterScript")
                .position(0)
                .help("A script block that gives true for the objects to keep; or the name of a property."),
        )
        .parameter(Parameter::text("Property").help("The property to compare."))
        .parameter(Parameter::value("Value").position(1).help("What the property is compared with."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The objects to test."))
        .parameters(tests)
        .parameter(Parameter::switch("Not").help("Keep the objects for which the property is false."))
        .example("1..6 | Where-Object { $_ % 2 -eq 0 }", "Keeps the even numbers.")
        .example(
            "[pscustomobject]@{Name='Sales';Size=3}, [pscustomobject]@{Name='IT';Size=9} | Where-Object Size -GT 5",
            "Keeps the objects whose Size is above five.",
        )
        .stage(|| Where)
}

struct Where;

impl<H: 'static> Stage<H> for Where {
    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let kept = match (call.value("FilterScript"), call.text("Property")) {
            (Some(Value::Block(block)), None) => call.invoke(&block, input.clone())?.is_true(),
            (Some(Value::Null | Value::Empty), None) | (None, None) => {
                return Err(ShellError::new(
                    "There is no test: a script block or a property is missing.",
                )
                .category(Category::InvalidArgument)
                .help("Write it like this: Where-Object { $_.Name -eq 'x' }.")
                .into());
            }
            (name, property) => {
                let property = property.or(name.map(|n| n.to_text())).unwrap_or_default();
                compare(call, &property, &input)?
            }
        };
        match kept {
            true => call.emit(input),
            false => Ok(()),
        }
    }
}

fn compare<H: 'static>(
    call: &mut Call<'_, H>,
    property: &Text,
    input: &Value,
) -> Result<bool, ShellError> {
    let value = input.property(property).unwrap_or_default();
    let chosen = TESTS.iter().find(|(name, _)| call.switch(name));
    let Some((_, op)) = chosen else {
        return Ok(value.is_true() != call.switch("Not"));
    };
    let wanted = call.value("Value").unwrap_or_default();
    Ok(match *op {
        "contains" => holds(&value, &wanted, Case::Ignored),
        "notcontains" => !holds(&value, &wanted, Case::Ignored),
        "in" => holds(&wanted, &value, Case::Ignored),
        "notin" => !holds(&wanted, &value, Case::Ignored),
        op => call.runtime.test(op, &value, &wanted, Case::Ignored)?,
    })
}
