//! Whether a filter holds of an object.

use std::cmp::Ordering;

use ingroup_shell::{Value, is_like};

use super::properties::record_name;
use super::tree::{Comparison, Count, Filter, Path, Quantifier, TextFunction};

/// Whether the filter holds of the object whose properties `read` gives: by name, in any case.
pub(crate) fn holds(filter: &Filter, read: &dyn Fn(&str) -> Value) -> bool {
    Subject { read, item: None }.holds(filter)
}

struct Subject<'s> {
    read: &'s dyn Fn(&str) -> Value,
    /// What a lambda calls its item, and the item.
    item: Option<(&'s str, &'s Value)>,
}

impl Subject<'_> {
    fn holds(&self, filter: &Filter) -> bool {
        match filter {
            Filter::And(all) => all.iter().all(|one| self.holds(one)),
            Filter::Or(all) => all.iter().any(|one| self.holds(one)),
            Filter::Not(inner) => !self.holds(inner),
            Filter::Compare(path, how, literal) => {
                compares(&self.value(path), *how, &literal.value)
            }
            Filter::In(path, literals) => {
                let value = self.value(path);
                let equal = |literal: &Value| compares(&value, Comparison::Equal, literal);
                literals.iter().any(|literal| equal(&literal.value))
            }
            Filter::Text(path, function, text) => {
                let value = self.value(path);
                !value.is_null() && has_part(&value, *function, &text.value)
            }
            Filter::Like(path, pattern) => {
                let items = self.value(path).into_items();
                items.iter().any(|item| is_like(&item.to_text(), pattern))
            }
            Filter::Lambda(path, how, item) => {
                let items = self.value(path).into_items();
                let items = items.iter().filter(|item| !item.is_null());
                let Some(item) = item else {
                    return items.count() > 0;
                };
                let mut each = items.map(|value| {
                    let inner = Subject {
                        read: self.read,
                        item: Some((&item.name, value)),
                    };
                    inner.holds(&item.filter)
                });
                match how {
                    Quantifier::Any => each.any(|holds| holds),
                    Quantifier::All => each.all(|holds| holds),
                }
            }
            Filter::Is(path) => self.value(path).is_true(),
        }
    }

    fn value(&self, path: &Path) -> Value {
        let whole = match self.item.filter(|(name, _)| *name == path.head()) {
            Some((_, item)) => match (item, path.segments.get(1)) {
                (Value::Object(object), Some(inner)) => object.get(inner).unwrap_or_default(),
                _ => item.clone(),
            },
            None => (self.read)(record_name(&path.segments)),
        };
        match path.count {
            Count::No => whole,
            Count::Yes => {
                let items = whole.into_items();
                Value::from(items.iter().filter(|item| !item.is_null()).count())
            }
        }
    }
}

/// Texts compare without regard to case. Nothing is neither more nor less than anything.
fn compares(value: &Value, how: Comparison, literal: &Value) -> bool {
    if let Value::List(items) = value {
        // Only OPATH compares lists: one of the items.
        return items
            .to_vec()
            .iter()
            .any(|item| compares(item, how, literal));
    }
    let ordering = match (value.is_null(), literal.is_null()) {
        (true, true) => Some(Ordering::Equal),
        (false, false) => order(value, literal),
        (true, false) | (false, true) => None,
    };
    match how {
        Comparison::Equal => ordering == Some(Ordering::Equal),
        Comparison::NotEqual => ordering != Some(Ordering::Equal),
        Comparison::Greater => ordering == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => ordering.is_some_and(Ordering::is_ge),
        Comparison::Less => ordering == Some(Ordering::Less),
        Comparison::LessOrEqual => ordering.is_some_and(Ordering::is_le),
    }
}

/// How two values stand to each other, if they are of one type.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        (Value::Time(left), right) => Some(left.cmp(&right.to_time()?)),
        // A time that is not known yet stands as a text.
        (Value::Text(_), Value::Time(_)) => None,
        _ => {
            let text = |value: &Value| value.to_text().to_lowercase();
            Some(text(left).cmp(&text(right)))
        }
    }
}

fn has_part(value: &Value, function: TextFunction, part: &Value) -> bool {
    let text = value.to_text().to_lowercase();
    let part = part.to_text().to_lowercase();
    match function {
        TextFunction::StartsWith => text.starts_with(&part),
        TextFunction::EndsWith => text.ends_with(&part),
        TextFunction::Contains => text.contains(&part),
    }
}
