//! `Compare-Object`: what one list has and another has not.

use super::properties::{self, Chosen};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::{Case, equal};
use crate::error::Halt;
use crate::parameter::Parameter;
use crate::value::{Object, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Compare-Object",
        "Shows what one list has and another has not.",
    )
    .alias("compare")
    .alias("diff")
    .describe("<= marks what only the first list has, => what only the second has.")
    .parameter(
        Parameter::values("ReferenceObject")
            .position(0)
            .mandatory()
            .help("The first list."),
    )
    .parameter(
        Parameter::values("DifferenceObject")
            .position(1)
            .from_pipeline()
            .help("The second list."),
    )
    .parameter(Parameter::values("Property").help("What has to be equal; the objects without it."))
    .parameter(Parameter::switch("IncludeEqual").help("Show what both have, too, marked ==."))
    .parameter(Parameter::switch("ExcludeDifferent").help("Do not show what only one has."))
    .parameter(
        Parameter::switch("PassThru").help("Give the objects themselves, with a SideIndicator."),
    )
    .example(
        "Compare-Object 'Ann', 'Bob' 'Bob', 'Eve'",
        "Shows who left and who came.",
    )
    .stage(Compare::default)
}

#[derive(Default)]
struct Compare {
    second: Vec<Value>,
}

/// An object and the values that are compared.
type Row = (Value, Vec<Value>);

impl<H: 'static> Stage<H> for Compare {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.second.extend(input.into_items());
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let mut second = std::mem::take(&mut self.second);
        second.extend(call.values("DifferenceObject").unwrap_or_default());
        let first = call.values("ReferenceObject").unwrap_or_default();
        let chosen = properties::read(&call.values("Property").unwrap_or_default())?;
        let first = rows(call, &chosen, first)?;
        let mut second: Vec<Option<Row>> =
            rows(call, &chosen, second)?.into_iter().map(Some).collect();
        let mut only_first = Vec::new();
        let mut both = Vec::new();
        for row in first {
            let twin = second
                .iter_mut()
                .find(|other| other.as_ref().is_some_and(|other| same(&row, other)));
            match twin {
                Some(twin) => {
                    *twin = None;
                    both.push(row);
                }
                None => only_first.push(row),
            }
        }
        let different = !call.switch("ExcludeDifferent");
        if call.switch("IncludeEqual") || !different {
            give(call, &chosen, both, "==")?;
        }
        if different {
            give(call, &chosen, second.into_iter().flatten().collect(), "=>")?;
            give(call, &chosen, only_first, "<=")?;
        }
        Ok(())
    }
}

fn rows<H: 'static>(
    call: &mut Call<'_, H>,
    chosen: &[Chosen],
    items: Vec<Value>,
) -> Result<Vec<Row>, Halt> {
    let mut found = Vec::new();
    for item in items {
        let mut values = Vec::new();
        for one in chosen {
            values.push(one.value(call, &item)?);
        }
        if chosen.is_empty() {
            values.push(item.clone());
        }
        found.push((item, values));
    }
    Ok(found)
}

fn same(a: &Row, b: &Row) -> bool {
    let mut pairs = a.1.iter().zip(&b.1);
    pairs.all(|(a, b)| a == b || equal(a, b, Case::Ignored))
}

fn give<H: 'static>(call: &mut Call<'_, H>, chosen: &[Chosen], rows: Vec<Row>, side: &str) -> Done {
    for (item, values) in rows {
        if call.switch("PassThru") {
            if let Value::Object(object) = &item {
                object.set("SideIndicator", side);
            }
            call.emit(item)?;
            continue;
        }
        let shown = match chosen.is_empty() {
            true => Object::new("Difference").with("InputObject", item),
            false => {
                let object = Object::new("PSCustomObject");
                for (one, value) in chosen.iter().zip(values) {
                    object.set(one.name.clone(), value);
                }
                object
            }
        };
        call.emit(shown.with("SideIndicator", side))?;
    }
    Ok(())
}
