//! `Select-Object`: chooses properties, or the first, last or different objects.

use std::collections::VecDeque;

use super::properties::{self, Chosen};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::value::{Object, Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Select-Object", "Chooses properties of objects, or some of the objects.")
        .alias("select")
        .describe(
            "With -Property it makes new objects that have these properties only; names may have wildcards, and a \
             hashtable @{ Name = 'Title'; Expression = { … } } computes one. With -First the stages before it stop \
             as soon as there are enough objects.",
        )
        .parameter(Parameter::values("Property").position(0).help("The properties to keep."))
        .parameter(Parameter::texts("ExcludeProperty").help("Properties to leave out."))
        .parameter(Parameter::text("ExpandProperty").alias("Expand").help("Give the values of this property."))
        .parameter(Parameter::int("First").help("At most so many objects from the start."))
        .parameter(Parameter::int("Last").help("At most so many objects from the end."))
        .parameter(Parameter::int("Skip").help("Leave out so many objects at the start; with -Last, at the end."))
        .parameter(Parameter::int("SkipLast").help("Leave out so many objects at the end."))
        .parameter(Parameter::values("Index").help("The places of the objects to keep, counted from 0."))
        .parameter(Parameter::switch("Unique").help("Leave out objects that are equal to one before."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The objects."))
        .example("1..10 | Select-Object -First 3", "Gives the first three.")
        .example(
            "[pscustomobject]@{Name='Sales';Size=3;Mail='s@contoso.com'} | Select-Object Name, @{n='Double';e={$_.Size * 2}}",
            "Keeps one property and computes another.",
        )
        .example("'a', 'b', 'a' | Select-Object -Unique", "Gives each value once.")
        .stage(Select::default)
}

#[derive(Default)]
struct Select {
    chosen: Option<Vec<Chosen>>,
    seen: usize,
    given: usize,
    tail: VecDeque<Value>,
    before: Vec<Value>,
}

impl<H: 'static> Stage<H> for Select {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        if let Some(values) = call.values("Property") {
            self.chosen = Some(properties::read(&values)?);
        } else if call.has("ExcludeProperty") {
            self.chosen = Some(properties::read(&[Value::from("*")])?);
        }
        for name in ["First", "Last", "Skip", "SkipLast"] {
            if call.int(name).is_some_and(|n| n < 0) {
                return Err(ShellError::new(format!(
                    "-{name} takes a number that is not negative."
                ))
                .category(Category::InvalidArgument)
                .about(name)
                .into());
            }
        }
        Ok(())
    }

    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let number = |name: &str| call.int(name).and_then(|n| usize::try_from(n).ok());
        let (first, last, skip) = (number("First"), number("Last"), number("Skip").unwrap_or(0));
        if let Some(last) = last {
            self.tail.push_back(input);
            if self.tail.len() > last.saturating_add(skip) {
                self.tail.pop_front();
            }
            return Ok(());
        }
        if let Some(kept) = number("SkipLast") {
            self.tail.push_back(input);
            return match self.tail.len() > kept {
                true => match self.tail.pop_front() {
                    Some(item) => self.give(call, item),
                    None => Ok(()),
                },
                false => Ok(()),
            };
        }
        if let Some(places) = call.values("Index") {
            let at = Value::from(self.seen);
            self.seen += 1;
            let wanted = places
                .iter()
                .any(|place| crate::compare::equal(place, &at, crate::compare::Case::Minded));
            return if wanted {
                self.give(call, input)
            } else {
                Ok(())
            };
        }
        if first == Some(0) {
            return call.enough();
        }
        self.seen += 1;
        if self.seen <= skip {
            return Ok(());
        }
        self.give(call, input)?;
        match first {
            Some(first) if self.given >= first => call.enough(),
            _ => Ok(()),
        }
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        if call.has("SkipLast") {
            return Ok(());
        }
        let skip = call
            .int("Skip")
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0);
        let keep = self.tail.len().saturating_sub(skip);
        for item in std::mem::take(&mut self.tail).into_iter().take(keep) {
            self.give(call, item)?;
        }
        Ok(())
    }
}

impl Select {
    fn give<H: 'static>(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let shaped = match &self.chosen {
            None => input.clone(),
            Some(chosen) => {
                let excluded: Vec<Text> = call.texts("ExcludeProperty").unwrap_or_default();
                let object = Object::new("PSCustomObject");
                for one in chosen {
                    for (name, value) in one.values(call, &input)? {
                        if !excluded.iter().any(|e| {
                            crate::pattern::wildcard(e, &name, crate::compare::Case::Ignored)
                        }) {
                            object.set(name, value);
                        }
                    }
                }
                Value::Object(object)
            }
        };
        if call.switch("Unique") {
            if self.before.contains(&shaped) {
                return Ok(());
            }
            self.before.push(shaped.clone());
        }
        self.given += 1;
        match call.text("ExpandProperty") {
            None => call.emit(shaped),
            Some(name) => {
                let Some(value) = input.property(&name) else {
                    return Err(ShellError::new(format!("There is no property \"{name}\"."))
                        .category(Category::InvalidArgument)
                        .about("ExpandProperty")
                        .into());
                };
                for item in value.into_items() {
                    call.emit(item)?;
                }
                Ok(())
            }
        }
    }
}
