//! `Where-Object`: keeps the objects that pass a test.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::Case;
use crate::error::{Category, ShellError};
use crate::functions::holds;
use crate::parameter::Parameter;
use crate::value::{Text, Value};

/// The tests of the form `-Property Name -EQ value`: the parameter, the operator it stands for,
/// and whether case counts.
const TESTS: &[(&str, &str, Case)] = &[
    ("EQ", "eq", Case::Ignored),
    ("NE", "ne", Case::Ignored),
    ("GT", "gt", Case::Ignored),
    ("GE", "ge", Case::Ignored),
    ("LT", "lt", Case::Ignored),
    ("LE", "le", Case::Ignored),
    ("Like", "like", Case::Ignored),
    ("NotLike", "notlike", Case::Ignored),
    ("Match", "match", Case::Ignored),
    ("NotMatch", "notmatch", Case::Ignored),
    ("Contains", "contains", Case::Ignored),
    ("NotContains", "notcontains", Case::Ignored),
    ("In", "in", Case::Ignored),
    ("NotIn", "notin", Case::Ignored),
    ("CEQ", "eq", Case::Minded),
    ("CNE", "ne", Case::Minded),
    ("CGT", "gt", Case::Minded),
    ("CGE", "ge", Case::Minded),
    ("CLT", "lt", Case::Minded),
    ("CLE", "le", Case::Minded),
    ("CLike", "like", Case::Minded),
    ("CNotLike", "notlike", Case::Minded),
    ("CMatch", "match", Case::Minded),
    ("CNotMatch", "notmatch", Case::Minded),
    ("CContains", "contains", Case::Minded),
    ("CNotContains", "notcontains", Case::Minded),
    ("CIn", "in", Case::Minded),
    ("CNotIn", "notin", Case::Minded),
];

pub(super) fn command<H: 'static>() -> Command<H> {
    let tests = TESTS.iter().map(|(name, ..)| {
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
    let chosen = TESTS.iter().find(|(name, ..)| call.switch(name));
    let Some((_, op, case)) = chosen else {
        return Ok(value.is_true() != call.switch("Not"));
    };
    let wanted = call.value("Value").unwrap_or_default();
    Ok(match *op {
        "contains" => holds(&value, &wanted, *case),
        "notcontains" => !holds(&value, &wanted, *case),
        "in" => holds(&wanted, &value, *case),
        "notin" => !holds(&wanted, &value, *case),
        op => call.runtime.test(op, &value, &wanted, *case)?,
    })
}
