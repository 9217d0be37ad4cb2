//! `Get-Random`: numbers and choices that look random and are the same in every replay.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::runtime::Runtime;
use crate::value::{Number, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Get-Random", "Gives a random number, or some of the objects.")
        .describe(
            "Every run draws the same numbers, so that a script can be replayed; -SetSeed begins another series.",
        )
        .parameter(
            Parameter::value("Maximum")
                .position(0)
                .help("The number is smaller than this."),
        )
        .parameter(Parameter::value("Minimum").help("The smallest number; 0 without it."))
        .parameter(
            Parameter::values("InputObject")
                .from_pipeline()
                .help("The objects to choose from."),
        )
        .parameter(Parameter::int("Count").help("How many; one without it. No object is given twice."))
        .parameter(Parameter::switch("Shuffle").help("Give all objects, in another order."))
        .parameter(Parameter::int("SetSeed").help("Begin the series of this number."))
        .example("1..3 | ForEach-Object { Get-Random -Minimum 1 -Maximum 7 }", "Throws a die three times.")
        .example("'Ann', 'Bob', 'Eve' | Get-Random -Count 2", "Chooses two of three.")
        .stage(Drawn::default)
}

#[derive(Default)]
struct Drawn {
    items: Vec<Value>,
    chooses: bool,
}

impl<H: 'static> Stage<H> for Drawn {
    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        self.chooses = true;
        self.items.extend(input.into_items());
        crate::value::check_size(self.items.len())?;
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        if let Some(seed) = call.int("SetSeed") {
            call.runtime.random.set(seed.unsigned_abs());
        }
        let count = call.int("Count").unwrap_or(1);
        let count = usize::try_from(count)
            .ok()
            .filter(|count| *count > 0)
            .ok_or_else(|| {
                ShellError::new("-Count takes a number of at least 1.")
                    .category(Category::InvalidArgument)
                    .about("Count")
            })?;
        if self.chooses {
            if call.has("Maximum") || call.has("Minimum") {
                return Err(ShellError::new(
                    "There are objects to choose from, so there is no smallest and no largest number.",
                )
                .category(Category::InvalidArgument)
                .into());
            }
            let count = match call.switch("Shuffle") {
                true => self.items.len(),
                false => count,
            };
            for _ in 0..count {
                let Some(at) = below(call.runtime, self.items.len()) else {
                    break;
                };
                let chosen = self.items.swap_remove(at);
                call.emit(chosen)?;
            }
            return Ok(());
        }
        for _ in 0..count {
            let number = number(call)?;
            call.emit(number)?;
        }
        Ok(())
    }
}

fn number<H: 'static>(call: &Call<'_, H>) -> Result<Value, ShellError> {
    let bound = |name: &str, otherwise: i64| match call.value(name) {
        None => Ok(Number::Int(otherwise)),
        Some(value) => value.to_number().ok_or_else(|| {
            ShellError::new(format!("\"{}\" is not a number.", value.to_text()))
                .category(Category::InvalidArgument)
                .about(name)
        }),
    };
    let (least, most) = (bound("Minimum", 0)?, bound("Maximum", i64::from(i32::MAX))?);
    if least.order(most).is_ge() {
        return Err(ShellError::new(format!(
            "The Minimum value ({}) cannot be greater than or equal to the Maximum value ({}).",
            least.to_text(),
            most.to_text()
        ))
        .category(Category::InvalidArgument)
        .about("Minimum"));
    }
    let drawn = next(call.runtime);
    Ok(match (least, most) {
        (Number::Int(least), Number::Int(most)) => {
            let width = most.abs_diff(least);
            Value::Int(least.wrapping_add_unsigned(drawn % width))
        }
        (least, most) => {
            let share =
                f64::from(u32::try_from(drawn >> 32).unwrap_or(0)) / (f64::from(u32::MAX) + 1.0);
            Value::Double(least.as_f64() + share * (most.as_f64() - least.as_f64()))
        }
    })
}

/// An index below `length`; `None` if there is none.
fn below<H>(runtime: &Runtime<H>, length: usize) -> Option<usize> {
    let length = u64::try_from(length).ok().filter(|length| *length > 0)?;
    usize::try_from(next(runtime) % length).ok()
}

/// The next number of the series (SplitMix64).
fn next<H>(runtime: &Runtime<H>) -> u64 {
    let state = runtime.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
    runtime.random.set(state);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
