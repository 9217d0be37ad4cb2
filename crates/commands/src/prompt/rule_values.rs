//! The values that a rule may compare a property with: those that the tenant has, the most frequent first.

use std::cmp::Reverse;

use ingroup_directory::Table;
use ingroup_rule::quoted;
use ingroup_schema::{PropertyKey, PropertyType, ValueRef, fold, property_by_id};
use ingroup_shell::Candidate;
use ingroup_tenant::Tenant;

use super::rules::Named;
use super::top::{MOST, Top, begins};

/// The values that begin as typed; a text may be typed with its quote.
pub(super) fn values(tenant: &Tenant, named: &Named, typed: &str) -> Vec<Candidate> {
    let table = tenant.directory().table(named.subject);
    let inner = typed.trim_start_matches(['"', '\'']);
    let in_quotes = inner.len() < typed.len();
    let words: &[&str] = match named.key.property_type() {
        PropertyType::Boolean => &["true", "false"],
        PropertyType::DateTime => &["system.now"],
        PropertyType::GroupCollection => return groups(tenant, inner),
        PropertyType::PlanCollection => &[],
        PropertyType::String | PropertyType::StringCollection => {
            let mut texts = texts(table, &named.key, inner);
            if let (PropertyKey::Known(id), true) = (&named.key, texts.is_empty()) {
                let known = property_by_id(*id).values.iter();
                texts.extend(
                    known
                        .filter(|one| begins(one, inner))
                        .map(|one| (*one).to_owned()),
                );
            }
            let texts = texts.into_iter().map(|text| Candidate {
                text: quoted(&text),
                // Blanks at an end are seen only between quotes.
                shown: match text.trim() == text {
                    true => text,
                    false => quoted(&text),
                },
            });
            let null = (named.key.is_nullable() && !in_quotes && begins("null", typed))
                .then(|| Candidate::plain("null"));
            return texts.chain(null).collect();
        }
    };
    let fits = words
        .iter()
        .filter(|word| !in_quotes && begins(word, typed));
    fits.map(|word| Candidate::plain(*word)).collect()
}

/// The texts of a property. Those that many share come first; of a property whose values are nearly unique, the first
/// by name.
fn texts(table: &Table, key: &PropertyKey, typed: &str) -> Vec<String> {
    let Some(column) = table.column(key) else {
        return Vec::new();
    };
    if !column.is_dictionary() {
        let mut top = Top::new(typed);
        for (_, text) in column.beginning(typed) {
            if !top.wants(text) {
                break;
            }
            top.keep(text);
        }
        return top.into_names();
    }
    let mut counts = vec![0_usize; column.code_count()];
    for row in table.rows() {
        if let Some(count) = counts.get_mut(column.code(row).index()) {
            *count += 1;
        }
    }
    let mut found: Vec<(usize, &str)> = Vec::new();
    for ((_, value), count) in column.values().zip(counts) {
        if count > 0 {
            match value {
                ValueRef::Text(text) if begins(text, typed) => found.push((count, text)),
                ValueRef::Texts(items) => {
                    let items = items.iter().filter(|item| begins(item, typed));
                    found.extend(items.map(|item| (count, item)));
                }
                _ => {}
            }
        }
    }
    // One item may stand in several sets, and in several cases, between which no rule tells. The most frequent spelling
    // stands for all.
    found.sort_by_cached_key(|(count, text)| (fold(text), Reverse(*count), *text));
    found.dedup_by(|next, kept| {
        let same = next.1 == kept.1 || fold(next.1) == fold(kept.1);
        if same {
            kept.0 += next.0;
        }
        same
    });
    found.sort_by_key(|(count, _)| Reverse(*count));
    found
        .into_iter()
        .take(MOST)
        .map(|(_, text)| text.to_owned())
        .collect()
}

/// Groups for a memberOf rule: their ids, shown with their names; what is typed may be the beginning of either.
fn groups(tenant: &Tenant, typed: &str) -> Vec<Candidate> {
    let mut found: Vec<(String, String)> = tenant
        .directory()
        .groups()
        .filter(|group| {
            begins(group.display_name(), typed) || begins(&group.id().to_string(), typed)
        })
        .map(|group| (group.display_name().to_owned(), group.id().to_string()))
        .collect();
    found.sort();
    let shown = found.into_iter().take(MOST).map(|(name, id)| Candidate {
        text: format!("'{id}'"),
        shown: format!("{id} {name}"),
    });
    shown.collect()
}
