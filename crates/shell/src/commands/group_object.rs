//! `Group-Object`: puts objects with equal values together.

use super::properties::{self, Chosen};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::{Case, sort_order};
use crate::parameter::Parameter;
use crate::value::{Hashtable, Object, Text, Value};

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Group-Object", "Puts objects with equal values together.")
        .alias("group")
        .describe("The groups come in the order of their values.")
        .parameter(
            Parameter::values("Property")
                .position(0)
                .help("What has to be equal."),
        )
        .parameter(Parameter::switch("NoElement").help("Only the counts, without the objects."))
        .parameter(Parameter::switch("AsHashTable").help("Give a hashtable of lists."))
        .parameter(Parameter::switch("AsString").help("Make the keys of the hashtable strings."))
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects."),
        )
        .example(
            "'a', 'b', 'a' | Group-Object -NoElement",
            "Counts equal values.",
        )
        .stage(Group::default)
}

#[derive(Default)]
struct Group {
    chosen: Vec<Chosen>,
    groups: indexmap::IndexMap<String, (Vec<Value>, Vec<Value>)>,
}

impl<H: 'static> Stage<H> for Group {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        self.chosen = properties::read(&call.values("Property").unwrap_or_default())?;
        Ok(())
    }

    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let mut values = Vec::new();
        for one in &self.chosen {
            values.push(one.value(call, &input)?);
        }
        if self.chosen.is_empty() {
            values.push(input.clone());
        }
        let key = name(&values).to_lowercase();
        let (_, items) = self
            .groups
            .entry(key)
            .or_insert_with(|| (values, Vec::new()));
        items.push(input);
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let mut groups: Vec<(Vec<Value>, Vec<Value>)> =
            std::mem::take(&mut self.groups).into_values().collect();
        groups.sort_by(|(a, _), (b, _)| {
            let mut orders = a
                .iter()
                .zip(b)
                .map(|(a, b)| sort_order(a, b, Case::Ignored));
            orders
                .find(|o| o.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        if call.switch("AsHashTable") {
            let table = Hashtable::new();
            for (values, items) in groups {
                let key = match (values.as_slice(), call.switch("AsString")) {
                    ([one], false) => one.clone(),
                    _ => Value::from(name(&values)),
                };
                table.set(key, Value::array(items))?;
            }
            return call.emit(table);
        }
        let plain = call.switch("NoElement");
        for (values, items) in groups {
            let group = Object::new(if plain {
                "GroupInfoNoElement"
            } else {
                "GroupInfo"
            })
            .with("Count", items.len())
            .with("Name", name(&values));
            if !plain {
                group.set("Group", Value::array(items));
                group.set("Values", Value::array(values));
            }
            call.emit(group)?;
        }
        Ok(())
    }
}

fn name(values: &[Value]) -> String {
    let texts: Vec<Text> = values.iter().map(Value::to_text).collect();
    texts.join(", ")
}
