//! `Measure-Object`: counts objects, and adds up a property.

use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::{Case, sort_order};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::value::{Number, Object, Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Measure-Object", "Counts objects, and adds up a property.")
        .alias("measure")
        .parameter(
            Parameter::texts("Property")
                .position(0)
                .help("The properties to measure; without it, the objects."),
        )
        .parameter(Parameter::switch("Sum").help("The sum."))
        .parameter(Parameter::switch("Average").help("The average."))
        .parameter(Parameter::switch("Minimum").help("The smallest."))
        .parameter(Parameter::switch("Maximum").help("The largest."))
        .parameter(Parameter::switch("Line").help("The lines of text."))
        .parameter(Parameter::switch("Word").help("The words of text."))
        .parameter(Parameter::switch("Character").help("The characters of text."))
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .example("(1..4 | Measure-Object).Count", "Counts the objects.")
        .example(
            "1..4 | Measure-Object -Sum -Average",
            "Adds the numbers up.",
        )
        .stage(Measure::default)
}

#[derive(Default)]
struct Measure {
    rows: Vec<(Option<Text>, Vec<Value>)>,
}

impl<H: 'static> Stage<H> for Measure {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        self.rows = match call.texts("Property") {
            Some(names) => names
                .into_iter()
                .map(|name| (Some(name), Vec::new()))
                .collect(),
            None => vec![(None, Vec::new())],
        };
        Ok(())
    }

    fn process(&mut self, _call: &mut Call<'_, H>, input: Value) -> Done {
        for (name, values) in &mut self.rows {
            let value = match name {
                Some(name) => input.property(name).unwrap_or_default(),
                None => input.clone(),
            };
            if !value.is_null() {
                values.push(value);
            }
        }
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        if ["Line", "Word", "Character"]
            .iter()
            .any(|what| call.switch(what))
        {
            return self.text_info(call);
        }
        let sums = call.switch("Sum") || call.switch("Average");
        for (name, values) in std::mem::take(&mut self.rows) {
            let mut sum = 0.0;
            if sums {
                for value in &values {
                    match value.to_number() {
                        Some(number) => sum += number.as_f64(),
                        None => {
                            return Err(ShellError::new(format!(
                                "\"{}\" is not a number.",
                                value.to_text()
                            ))
                            .category(Category::InvalidArgument)
                            .into());
                        }
                    }
                }
            }
            let count = values.len();
            let average = Number::Int(i64::try_from(count).unwrap_or(i64::MAX)).as_f64();
            let whole = |value: f64| match Number::Double(value).round_to_int() {
                Some(number) if Number::Int(number).as_f64() == value => Value::Int(number),
                _ => Value::Double(value),
            };
            let shown = |on: &str, value: Value| if call.switch(on) { value } else { Value::Null };
            let least = values
                .iter()
                .min_by(|a, b| sort_order(a, b, Case::Ignored))
                .cloned();
            let most = values
                .iter()
                .max_by(|a, b| sort_order(a, b, Case::Ignored))
                .cloned();
            let result = Object::new("MeasureInfo")
                .with("Count", count)
                .with(
                    "Average",
                    shown(
                        "Average",
                        if count == 0 {
                            Value::Null
                        } else {
                            whole(sum / average)
                        },
                    ),
                )
                .with("Sum", shown("Sum", whole(sum)))
                .with("Maximum", shown("Maximum", most.into()))
                .with("Minimum", shown("Minimum", least.into()))
                .with("Property", name.map(Value::Text));
            call.emit(result)?;
        }
        Ok(())
    }
}

impl Measure {
    /// The lines, words and characters of all texts together.
    fn text_info<H: 'static>(&self, call: &mut Call<'_, H>) -> Done {
        let texts: Vec<Text> = self
            .rows
            .iter()
            .flat_map(|(_, values)| values)
            .map(Value::to_text)
            .collect();
        let sum = |on: &str, count: fn(&str) -> usize| match call.switch(on) {
            true => Value::from(texts.iter().map(|text| count(text)).sum::<usize>()),
            false => Value::Null,
        };
        let info = Object::new("TextMeasureInfo")
            .with("Lines", sum("Line", |text| text.lines().count()))
            .with("Words", sum("Word", |text| text.split_whitespace().count()))
            .with("Characters", sum("Character", |text| text.chars().count()));
        call.emit(info)
    }
}
