//! What rules ask of the texts of a property beside whether they are equal, as tags.
//!
//! A made-up text begins with the tags of all beginnings that rules ask for and that the original
//! has, has those of parts and patterns in it, and ends with those of endings. A rule that asks for
//! the tag has the same answer. A beginning that is the beginning of another one has its tag first:
//! the tag of the longer one is what that of the shorter one is, and more.

use std::collections::BTreeMap;

use ingroup_rule::{Operand, Pattern};
use ingroup_schema::{Operator, contains_folded, ends_with_folded, fold, starts_with_folded};

/// What is asked of the texts of one property.
#[derive(Debug, Default)]
pub(super) struct Tags {
    begins: BTreeMap<String, String>,
    ends: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    patterns: BTreeMap<String, (Pattern, String)>,
}

/// The tags of one text.
pub(super) struct Tagged {
    pub(super) before: String,
    pub(super) within: String,
    pub(super) after: String,
}

impl Tags {
    /// Notes what a rule asks.
    pub(super) fn note(&mut self, operator: Operator, operand: &Operand) {
        match (operator.positive(), operand) {
            (Operator::StartsWith, Operand::Text(text)) => {
                self.begins.insert(text.folded().to_owned(), String::new());
            }
            (Operator::EndsWith, Operand::Text(text)) => {
                self.ends.insert(text.folded().to_owned(), String::new());
            }
            (Operator::Contains, Operand::Text(text)) => {
                self.parts.insert(text.folded().to_owned(), String::new());
            }
            (_, Operand::Pattern(pattern)) => {
                let source = pattern.source().to_owned();
                let known = self.patterns.entry(source);
                known.or_insert_with(|| (Pattern::clone(pattern), String::new()));
            }
            _ => {}
        }
    }

    /// Gives everything that was noted its tag.
    pub(super) fn settle(&mut self) {
        for part in ["begins", "ends"] {
            let at_the_end = part == "ends";
            let asked = match at_the_end {
                true => &mut self.ends,
                false => &mut self.begins,
            };
            let mut texts: Vec<String> = asked.keys().cloned().collect();
            texts.sort_by_key(|text| text.len());
            for (number, text) in texts.iter().enumerate() {
                let holds = |other: &&String| {
                    other.len() < text.len()
                        && match at_the_end {
                            true => text.ends_with(other.as_str()),
                            false => text.starts_with(other.as_str()),
                        }
                };
                let shorter = texts.iter().filter(holds).max_by_key(|other| other.len());
                let shorter = shorter.and_then(|other| asked.get(other).cloned());
                let shorter = shorter.unwrap_or_default();
                let number = number + 1;
                let tag = match at_the_end {
                    true => format!("-e{number}-{shorter}"),
                    false => format!("{shorter}-b{number}-"),
                };
                asked.insert(text.clone(), tag);
            }
        }
        for (number, tag) in self.parts.values_mut().enumerate() {
            *tag = format!("-k{}-", number + 1);
        }
        for (number, (_, tag)) in self.patterns.values_mut().enumerate() {
            *tag = format!("-m{}-", number + 1);
        }
    }

    /// The tags of a text; none if a pattern cannot be searched in it.
    pub(super) fn of(&self, text: &str) -> Option<Tagged> {
        let longest = |asked: &BTreeMap<String, String>, holds: fn(&str, &str) -> bool| {
            let held = asked.iter().filter(|(part, _)| holds(text, part));
            let longest = held.max_by_key(|(part, _)| part.len());
            longest.map_or_else(String::new, |(_, tag)| tag.clone())
        };
        let mut within = String::new();
        for (part, tag) in &self.parts {
            if contains_folded(text, part) {
                within.push_str(tag);
            }
        }
        for (pattern, tag) in self.patterns.values() {
            if pattern.is_match(text).ok()? {
                within.push_str(tag);
            }
        }
        Some(Tagged {
            before: longest(&self.begins, starts_with_folded),
            within,
            after: longest(&self.ends, ends_with_folded),
        })
    }

    /// What a rule asks for instead; none if it asks whether two texts are equal.
    pub(super) fn instead(&self, operator: Operator, operand: &Operand) -> Option<&str> {
        let (asked, text) = match (operator.positive(), operand) {
            (_, Operand::Pattern(pattern)) => {
                let found = self.patterns.get(pattern.source());
                return found.map(|(_, tag)| tag.as_str());
            }
            (Operator::StartsWith, Operand::Text(text)) => (&self.begins, text),
            (Operator::EndsWith, Operand::Text(text)) => (&self.ends, text),
            (Operator::Contains, Operand::Text(text)) => (&self.parts, text),
            _ => return None,
        };
        asked.get(&fold(text.written())).map(String::as_str)
    }
}
