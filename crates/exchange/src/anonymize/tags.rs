//! What rules ask of the texts of a property beside whether they are equal, as tags.
//!
//! A made-up text begins with the tags of all beginnings that rules ask for and that the original
//! has, has those of parts and patterns in it, and ends with those of endings. A rule that asks for
//! the tag has the same answer. A beginning that is the beginning of another one has its tag first:
//! the tag of the longer one is what that of the shorter one is, and more.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_rule::{Operand, Pattern};
use ingroup_schema::{Operator, fold};

use super::finder::Finder;

/// What is asked of the texts of one property.
#[derive(Debug, Default)]
pub(super) struct Tags {
    begins: BTreeMap<String, String>,
    ends: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    patterns: BTreeMap<String, (Pattern, String)>,
    /// What finds parts and patterns; made when everything was noted.
    finder: Option<Finder>,
    /// How long beginnings and endings are, the longest first.
    lengths: [Vec<usize>; 2],
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
        for (at_the_end, asked) in [(false, &mut self.begins), (true, &mut self.ends)] {
            let mut texts: Vec<String> = asked.keys().cloned().collect();
            texts.sort_by_key(|text| text.len());
            for (number, text) in texts.iter().enumerate() {
                let mut shorter = (0..text.len()).rev().filter_map(|length| {
                    let part = match at_the_end {
                        true => text.get(text.len() - length..),
                        false => text.get(..length),
                    };
                    asked.get(part?).cloned()
                });
                let shorter = shorter.next().unwrap_or_default();
                let number = number + 1;
                let tag = match at_the_end {
                    true => format!("-e{number}-{shorter}"),
                    false => format!("{shorter}-b{number}-"),
                };
                asked.insert(text.clone(), tag);
            }
        }
        for (number, tag) in self.parts.values_mut().enumerate() {
            *tag = tag_of_part(number);
        }
        for (number, (_, tag)) in self.patterns.values_mut().enumerate() {
            *tag = tag_of_pattern(number);
        }
        self.lengths = [&self.begins, &self.ends].map(|asked| {
            let lengths: BTreeSet<usize> = asked.keys().map(String::len).collect();
            lengths.into_iter().rev().collect()
        });
        let patterns = self.patterns.values().map(|(pattern, _)| pattern);
        self.finder = Finder::of(self.parts.keys().map(String::as_str), patterns);
    }

    /// Whether there may be texts without tags.
    pub(super) fn may_give_up(&self) -> bool {
        self.finder.as_ref().is_none_or(Finder::may_give_up)
    }

    /// The tags of a text; none if a pattern cannot be searched in it.
    pub(super) fn of(&self, text: &str) -> Option<Tagged> {
        let folded = fold(text);
        let had = self.finder.as_ref()?.find(&folded, text)?;
        let mut within = String::new();
        within.extend(had.parts.into_iter().map(tag_of_part));
        within.extend(had.patterns.into_iter().map(tag_of_pattern));
        let [begins, ends] = &self.lengths;
        let mut before = begins
            .iter()
            .filter_map(|length| self.begins.get(folded.get(..*length)?));
        let mut after = ends.iter().filter_map(|length| {
            let start = folded.len().checked_sub(*length)?;
            self.ends.get(folded.get(start..)?)
        });
        Some(Tagged {
            before: before.next().cloned().unwrap_or_default(),
            within,
            after: after.next().cloned().unwrap_or_default(),
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

fn tag_of_part(number: usize) -> String {
    format!("-k{}-", number + 1)
}

fn tag_of_pattern(number: usize) -> String {
    format!("-m{}-", number + 1)
}
