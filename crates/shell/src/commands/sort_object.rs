//! `Sort-Object`: puts objects in order.

use std::cmp::Ordering;

use super::properties::{self, Chosen};
use crate::call::Call;
use crate::command::{Command, Done, Stage};
use crate::compare::{Case, sort_order};
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new("Sort-Object", "Puts objects in order.")
        .alias("sort")
        .describe("Objects that are equal keep their order. Strings are compared without regard to case.")
        .parameter(Parameter::values("Property").position(0).help("What to sort by, the most important first."))
        .parameter(Parameter::switch("Descending").help("The largest first."))
        .parameter(Parameter::switch("Unique").help("Only the first of objects that are equal in what is sorted by."))
        .parameter(Parameter::switch("CaseSensitive").help("Tell small letters from capitals."))
        .parameter(Parameter::int("Top").help("Only so many objects."))
        .parameter(Parameter::value("InputObject").from_pipeline().help("The objects."))
        .example("3, 1, 2 | Sort-Object -Descending", "Gives the largest first.")
        .example(
            "[pscustomobject]@{Name='b';Size=1}, [pscustomobject]@{Name='a';Size=1} | Sort-Object Size, Name",
            "Sorts by one property, then by another.",
        )
        .stage(Sort::default)
}

#[derive(Default)]
struct Sort {
    chosen: Vec<Chosen>,
    rows: Vec<(Vec<Value>, Value)>,
}

impl<H: 'static> Stage<H> for Sort {
    fn begin(&mut self, call: &mut Call<'_, H>) -> Done {
        self.chosen = properties::read(&call.values("Property").unwrap_or_default())?;
        Ok(())
    }

    fn process(&mut self, call: &mut Call<'_, H>, input: Value) -> Done {
        let mut keys = Vec::new();
        for one in &self.chosen {
            keys.push(one.value(call, &input)?);
        }
        if self.chosen.is_empty() {
            keys.push(input.clone());
        }
        crate::value::check_size(self.rows.len() + 1)?;
        self.rows.push((keys, input));
        Ok(())
    }

    fn end(&mut self, call: &mut Call<'_, H>) -> Done {
        let case = if call.switch("CaseSensitive") {
            Case::Minded
        } else {
            Case::Ignored
        };
        let all = call.switch("Descending");
        let down: Vec<bool> = match self.chosen.is_empty() {
            true => vec![all],
            false => self
                .chosen
                .iter()
                .map(|c| c.descending.unwrap_or(all))
                .collect(),
        };
        let compare = |a: &[Value], b: &[Value]| {
            let pairs = a.iter().zip(b).zip(&down);
            let mut orders = pairs.map(|((a, b), down)| {
                let order = sort_order(a, b, case);
                if *down { order.reverse() } else { order }
            });
            orders
                .find(|o| *o != Ordering::Equal)
                .unwrap_or(Ordering::Equal)
        };
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by(|(a, _), (b, _)| compare(a, b));
        if call.switch("Unique") {
            rows.dedup_by(|(a, _), (b, _)| compare(a, b) == Ordering::Equal);
        }
        if let Some(top) = call.int("Top").and_then(|n| usize::try_from(n).ok()) {
            rows.truncate(top);
        }
        for (_, item) in rows {
            call.emit(item)?;
        }
        Ok(())
    }
}
