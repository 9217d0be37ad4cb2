//! `-Search '"displayName:sales"'`: names and descriptions word by word.

use ingroup_shell::Value;

use super::check::Dialect;
use super::error::Fault;
use super::properties::{self, Resource};

/// A search: one of these groups of conditions, all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Search(Vec<Vec<Condition>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Condition {
    property: String,
    text: String,
}

/// Whether Graph was told that the answer may be a little old; it searches no other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Eventual {
    Said,
    NotSaid,
}

impl Search {
    /// The search that the text asks for: `"property:text"`, several joined by AND and OR.
    pub(crate) fn read(
        text: &str,
        resource: Resource,
        dialect: Dialect,
        eventual: Eventual,
    ) -> Result<Search, Fault> {
        if matches!(dialect, Dialect::Graph(_)) && eventual == Eventual::NotSaid {
            return Err(Fault::new("A search needs -ConsistencyLevel eventual.", 0..text.len())
                .help("Add -ConsistencyLevel eventual.")
                .service(
                    "Request_UnsupportedQuery",
                    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
                ));
        }
        let mut any = vec![Vec::new()];
        let mut rest = text.trim();
        while !rest.is_empty() {
            let quoted = rest
                .strip_prefix('"')
                .and_then(|inside| inside.split_once('"'));
            let Some((condition, after)) = quoted else {
                return Err(wrong(text));
            };
            let Some((property, wanted)) = condition.split_once(':') else {
                return Err(wrong(text));
            };
            if properties::property(resource, property.trim()).is_none() {
                return Err(Fault::new(
                    format!("There is no property \"{}\" to search.", property.trim()),
                    0..text.len(),
                ));
            }
            if let Some(all) = any.last_mut() {
                all.push(Condition {
                    property: property.trim().to_owned(),
                    text: wanted.trim().to_owned(),
                });
            }
            rest = after.trim_start();
            if let Some(after) = rest.strip_prefix("AND") {
                rest = after.trim_start();
            } else if let Some(after) = rest.strip_prefix("OR") {
                any.push(Vec::new());
                rest = after.trim_start();
            }
        }
        Ok(Search(any))
    }

    /// Whether the object is found.
    pub(crate) fn finds(&self, read: &dyn Fn(&str) -> Value) -> bool {
        let finds = |condition: &Condition| {
            let value = read(&condition.property).to_text();
            let by_words = ["displayName", "description"]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(&condition.property));
            match by_words {
                true => {
                    let own = words(&value);
                    let wanted = words(&condition.text);
                    let found = |wanted: &String| own.iter().any(|one| one.starts_with(wanted));
                    !wanted.is_empty() && wanted.iter().all(found)
                }
                false => value
                    .to_lowercase()
                    .starts_with(&condition.text.to_lowercase()),
            }
        };
        self.0
            .iter()
            .any(|all| !all.is_empty() && all.iter().all(finds))
    }
}

fn wrong(text: &str) -> Fault {
    Fault::new(
        "A search is a property, a colon and a text in double quotes.",
        0..text.len(),
    )
    .help("For example -Search '\"displayName:sales\"'.")
    .service(
        "Request_BadRequest",
        format!("Unrecognized query argument specified: '{text}'."),
    )
}

/// The words of a text: split at blanks and signs, where small letters are followed by a capital, and at digits.
fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut last = Class::Sign;
    for letter in text.chars() {
        let class = Class::of(letter);
        let begins = match (last, class) {
            (_, Class::Sign) => false,
            (Class::Upper, Class::Lower) => false,
            (last, class) => last != class,
        };
        if begins {
            all.push(String::new());
        }
        if let Some(word) = all.last_mut().filter(|_| class != Class::Sign) {
            word.extend(letter.to_lowercase());
        }
        last = class;
    }
    all
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Sign,
    Lower,
    Upper,
    Digit,
}

impl Class {
    fn of(letter: char) -> Class {
        match letter {
            _ if letter.is_uppercase() => Class::Upper,
            _ if letter.is_alphabetic() => Class::Lower,
            _ if letter.is_numeric() => Class::Digit,
            _ => Class::Sign,
        }
    }
}
