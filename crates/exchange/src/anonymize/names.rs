//! Made-up texts: the same for the same text, numbered in the order in which they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_directory::Directory;
use ingroup_rule::{Condition, analyse};
use ingroup_schema::{PropertyKey, SubjectKind, Value, fold};

use super::classes::{Class, class};
use super::rules::each_question;
use super::tags::Tags;

/// Everything that was made up so far.
pub(super) struct Names {
    /// Numbers of folded texts, by what they are called.
    numbers: BTreeMap<String, BTreeMap<String, usize>>,
    domains: BTreeMap<String, usize>,
    tags: BTreeMap<PropertyKey, Tags>,
    /// Properties whose values stay, because a pattern cannot be searched in one of them.
    kept: BTreeSet<PropertyKey>,
}

impl Names {
    /// Knows what the rules of a directory ask, and its domains.
    pub(super) fn of(directory: &Directory) -> Self {
        let mut names = Self {
            numbers: BTreeMap::new(),
            domains: BTreeMap::new(),
            tags: BTreeMap::new(),
            kept: BTreeSet::new(),
        };
        for domain in &directory.organization().verified_domains {
            names.domain(&domain.name);
        }
        for holder in directory.rule_holders() {
            let rule = holder.rule().and_then(|text| analyse(text, None).rule);
            let Some(logic) = rule.as_ref().and_then(|rule| rule.expression()) else {
                continue;
            };
            logic.each_leaf(&mut |condition: &Condition| {
                each_question(condition, &mut |question| {
                    let tags = names.tags.entry(condition.property().clone()).or_default();
                    tags.note(question.operator, question.operand);
                });
            });
        }
        for tags in names.tags.values_mut() {
            tags.settle();
        }
        names.keep_what_cannot_be_searched(directory);
        names
    }

    fn keep_what_cannot_be_searched(&mut self, directory: &Directory) {
        for kind in SubjectKind::ALL {
            let table = directory.table(kind);
            for key in table.properties() {
                let (Some(tags), Some(column)) = (self.tags.get(&key), table.column(&key)) else {
                    continue;
                };
                if !tags.may_give_up() {
                    continue;
                }
                let searched = column.values().all(|(_, value)| match value.to_value() {
                    Value::Text(text) => tags.of(&text).is_some(),
                    Value::Texts(items) => items.iter().all(|item| tags.of(item).is_some()),
                    _ => true,
                });
                if !searched {
                    self.kept.insert(key);
                }
            }
        }
    }

    /// What is to be said of it, in sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        let kept = self.kept.iter().map(|key| {
            format!(
                "The values of {} stay as they are: a pattern of a rule cannot be searched in one of them.",
                key.name()
            )
        });
        kept.collect()
    }

    /// Whether the values of a property are made up.
    pub(super) fn replaces(&self, key: &PropertyKey) -> bool {
        class(key).is_some() && !self.kept.contains(key)
    }

    /// The tags of a property.
    pub(super) fn tags(&self, key: &PropertyKey) -> Option<&Tags> {
        self.tags.get(key).filter(|_| self.replaces(key))
    }

    /// A value of a property, made up.
    pub(super) fn value(&mut self, key: &PropertyKey, value: &Value) -> Value {
        match value {
            Value::Text(text) => Value::text(&self.text(key, text)),
            Value::Texts(items) => {
                let items: Vec<String> = items.iter().map(|item| self.text(key, item)).collect();
                Value::texts(items)
            }
            other => other.clone(),
        }
    }

    /// A text of a property, made up; it stays if the property does.
    pub(super) fn text(&mut self, key: &PropertyKey, text: &str) -> String {
        let Some(class) = class(key).filter(|_| self.replaces(key)) else {
            return text.to_owned();
        };
        let tagged = self.tags.get(key).and_then(|tags| tags.of(text));
        let (before, within, after) = match tagged {
            Some(tagged) => (tagged.before, tagged.within, tagged.after),
            None => Default::default(),
        };
        let (scheme, rest) = match class {
            Class::SchemedAddress => scheme(text),
            _ => ("", text),
        };
        match class {
            Class::Address | Class::SchemedAddress => {
                let (local, domain) = self.parts_of_address(rest);
                format!("{before}{scheme}{local}{within}{domain}{after}")
            }
            Class::Words(label) => {
                let number = self.number(&label, text);
                format!("{before}{label} {number}{within}{after}")
            }
            Class::Joined(label) => {
                let number = self.number(label, text);
                format!("{before}{label}{number}{within}{after}")
            }
            Class::Phone => {
                let number = self.number("phone", text);
                format!("{before}+1 555 {number:07}{within}{after}")
            }
            Class::Sid => format!("{before}{}{within}{after}", self.sid(text)),
        }
    }

    /// A text that has no property, in words.
    pub(super) fn word(&mut self, label: &str, text: &str) -> Arc<str> {
        format!("{label} {}", self.number(label, text)).into()
    }

    /// The same, if there is one.
    pub(super) fn words(&mut self, label: &str, text: Option<&Arc<str>>) -> Option<Arc<str>> {
        text.map(|text| self.word(label, text))
    }

    /// The same without a blank.
    pub(super) fn joined(&mut self, label: &str, text: Option<&Arc<str>>) -> Option<Arc<str>> {
        text.map(|text| format!("{label}{}", self.number(label, text)).into())
    }

    pub(super) fn phone(&mut self, text: &str) -> Arc<str> {
        format!("+1 555 {:07}", self.number("phone", text)).into()
    }

    pub(super) fn sid(&mut self, text: &str) -> Arc<str> {
        format!("S-1-5-21-0-0-0-{}", self.number("sid", text)).into()
    }

    /// An address, with `SMTP:` and the like as it is.
    pub(super) fn address(&mut self, text: &str) -> Arc<str> {
        let (scheme, rest) = scheme(text);
        let (local, domain) = self.parts_of_address(rest);
        format!("{scheme}{local}{domain}").into()
    }

    /// A domain.
    pub(super) fn domain(&mut self, domain: &str) -> String {
        let next = self.domains.len() + 1;
        let number = *self.domains.entry(fold(domain)).or_insert(next);
        format!("domain{number}.example")
    }

    /// What stands before the domain, and the domain with its sign.
    fn parts_of_address(&mut self, address: &str) -> (String, String) {
        let number = self.number("address", address);
        let Some((local, domain)) = address.rsplit_once('@') else {
            return (format!("address{number}"), String::new());
        };
        let guest = match fold(local).ends_with("#ext#") {
            true => "#EXT#",
            false => "",
        };
        let domain = self.domain(domain);
        (format!("user{number}{guest}"), format!("@{domain}"))
    }

    fn number(&mut self, label: &str, text: &str) -> usize {
        let numbers = match self.numbers.get_mut(label) {
            Some(numbers) => numbers,
            None => self.numbers.entry(label.to_owned()).or_default(),
        };
        let next = numbers.len() + 1;
        *numbers.entry(fold(text)).or_insert(next)
    }
}

/// `SMTP:` and the like, and what stands behind it.
fn scheme(text: &str) -> (&str, &str) {
    match text.split_once(':') {
        Some((scheme, rest)) if scheme.chars().all(char::is_alphanumeric) => {
            let scheme = text.strip_suffix(rest).unwrap_or_default();
            (scheme, rest)
        }
        _ => ("", text),
    }
}
