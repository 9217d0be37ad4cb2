//! `-Sort "displayName desc"`: in what order objects come.

use std::cmp::Ordering;

use ingroup_shell::Value;

use super::check::{Advanced, Dialect};
use super::error::Fault;
use super::evaluate::order;
use super::properties::{self, Resource};
use super::tree::Filter;

/// An order, by one property after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order(Vec<(String, Direction)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Order {
    /// The order that the texts name, each a property with `asc` or `desc` if wanted. With a filter Graph wants
    /// to be told that the query is an advanced one.
    pub(crate) fn read(
        text: &str,
        resource: Resource,
        dialect: Dialect,
        filter: Option<&Filter>,
    ) -> Result<Order, Fault> {
        let mut all = Vec::new();
        for part in text.split(',') {
            let mut words = part.split_whitespace();
            let name = words.next().unwrap_or_default();
            let direction = match words.next().map(str::to_ascii_lowercase).as_deref() {
                None | Some("asc" | "ascending") => Direction::Up,
                Some("desc" | "descending") => Direction::Down,
                Some(other) => {
                    return Err(
                        Fault::new(format!("\"{other}\" is no direction."), 0..text.len())
                            .help("After the property stands asc or desc: displayName desc."),
                    );
                }
            };
            let found = properties::property(resource, name);
            let Some(property) = found else {
                return Err(Fault::new(
                    format!("There is no property \"{name}\" to sort by."),
                    0..text.len(),
                )
                .service(
                    "BadRequest",
                    format!(
                        "Could not find a property named '{name}' on type '{}'.",
                        resource.graph_type()
                    ),
                ));
            };
            // The log is no part of the directory: it knows no advanced queries.
            let is_log = resource == Resource::Audit;
            let plain = property.grants("order") && (filter.is_none() || is_log);
            if is_log && !plain {
                return Err(Fault::new(
                    "Entries of the audit log are sorted by activityDateTime only.",
                    0..text.len(),
                ));
            }
            if dialect == Dialect::Graph(Advanced::No) && !plain {
                return Err(Fault::new(
                    "Sorting by this, or together with a filter, is an advanced query.",
                    0..text.len(),
                )
                .help("Add -ConsistencyLevel eventual -CountVariable count.")
                .service(
                    "Request_UnsupportedQuery",
                    "Sorting not supported for current query.",
                ));
            }
            all.push((name.to_owned(), direction));
        }
        Ok(Order(all))
    }

    /// Which of two objects comes first; objects without a value come first.
    pub(crate) fn compare(
        &self,
        left: &dyn Fn(&str) -> Value,
        right: &dyn Fn(&str) -> Value,
    ) -> Ordering {
        let mut orders = self.0.iter().map(|(name, direction)| {
            let (left, right) = (left(name), right(name));
            let ordering = match (left.is_null(), right.is_null()) {
                (false, false) => order(&left, &right).unwrap_or(Ordering::Equal),
                (left, right) => right.cmp(&left),
            };
            match direction {
                Direction::Up => ordering,
                Direction::Down => ordering.reverse(),
            }
        });
        orders
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}
