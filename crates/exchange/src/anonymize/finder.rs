//! Which of many parts and patterns a text has, in one pass over it: a value is not held against every rule.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use ingroup_rule::{Outline, Pattern};

/// Parts and patterns by their numbers.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Finds the parts, and texts without which a pattern is not found.
    automaton: Option<AhoCorasick>,
    /// What each text of the automaton means.
    meanings: Vec<Meaning>,
    patterns: Vec<Asked>,
    /// Patterns that are asked of every text.
    always: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Meaning {
    Part(usize),
    /// The pattern may be found.
    Pattern(usize),
}

#[derive(Debug)]
struct Asked {
    pattern: Pattern,
    /// What answers for the pattern on one line.
    outline: Option<Outline>,
}

impl Asked {
    fn holds(&self, folded: &str, text: &str) -> Option<bool> {
        match &self.outline {
            Some(outline) if !text.contains('\n') => Some(outline.holds(folded)),
            _ => self.pattern.is_match(text).ok(),
        }
    }
}

/// The numbers of what a text has, in ascending order.
#[derive(Debug, Default)]
pub(super) struct Had {
    pub(super) parts: BTreeSet<usize>,
    pub(super) patterns: BTreeSet<usize>,
}

impl Finder {
    /// Finds these parts, which are folded, and these patterns; nothing if an automaton cannot be built.
    pub(super) fn of<'a>(
        parts: impl Iterator<Item = &'a str>,
        patterns: impl Iterator<Item = &'a Pattern>,
    ) -> Option<Self> {
        let mut finder = Self::default();
        let mut texts: Vec<String> = Vec::new();
        for (number, part) in parts.enumerate() {
            texts.push(part.to_owned());
            finder.meanings.push(Meaning::Part(number));
        }
        for (number, pattern) in patterns.enumerate() {
            match pattern.needles() {
                Some(needles) => {
                    for needle in needles {
                        texts.push(needle);
                        finder.meanings.push(Meaning::Pattern(number));
                    }
                }
                None => finder.always.push(number),
            }
            finder.patterns.push(Asked {
                pattern: pattern.clone(),
                outline: pattern.outline(),
            });
        }
        if !texts.is_empty() {
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(&texts);
            finder.automaton = Some(automaton.ok()?);
        }
        Some(finder)
    }

    /// Whether a pattern may give up on some text.
    pub(super) fn may_give_up(&self) -> bool {
        let gives_up = |asked: &Asked| {
            asked.outline.is_none()
                && (!asked.pattern.is_regular() || asked.pattern.compile().is_err())
        };
        self.patterns.iter().any(gives_up)
    }

    /// What a text has, which is given in its folded form too; nothing if a pattern cannot be searched in it.
    pub(super) fn find(&self, folded: &str, text: &str) -> Option<Had> {
        let mut had = Had::default();
        let mut asked: BTreeSet<usize> = self.always.iter().copied().collect();
        for found in self
            .automaton
            .iter()
            .flat_map(|automaton| automaton.find_overlapping_iter(folded))
        {
            match self.meanings.get(found.pattern().as_usize()) {
                Some(Meaning::Part(number)) => had.parts.insert(*number),
                Some(Meaning::Pattern(number)) => asked.insert(*number),
                None => false,
            };
        }
        for number in asked {
            let pattern = self.patterns.get(number)?;
            if pattern.holds(folded, text)? {
                had.patterns.insert(number);
            }
        }
        Some(had)
    }
}
