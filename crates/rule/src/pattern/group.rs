//! Groups, and what refers to them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::PatternError;
use super::read::{Reader, fail};
use super::tree::{Case, Node, Wanted, Way};

/// The groups of a pattern: their numbers, and the numbers of the named ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    numbers: BTreeSet<u32>,
    names: BTreeMap<String, u32>,
}

/// What reading finds out about groups.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Whether the meaning of something depends on which groups there are.
    pub(super) needs_groups: bool,
    /// Groups counted without a name or number of their own.
    counted: u32,
    numbered: BTreeSet<u32>,
    /// In order of first appearance.
    named: Vec<String>,
    /// Every group that takes something down: slot and place, and whether inside a look-behind.
    pub(super) taken: Vec<(u32, Range<usize>, Place)>,
    /// Every reference: slot and place.
    pub(super) referred: Vec<(u32, Range<usize>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    InLookBehind,
    Elsewhere,
}

impl Notes {
    /// Named groups are numbered after the others, in order of appearance, around numbers in use.
    pub(super) fn groups(&self) -> Groups {
        let mut groups = Groups {
            numbers: self.numbered.clone(),
            names: BTreeMap::new(),
        };
        groups.numbers.extend(1..=self.counted);
        let mut next = self.counted + 1;
        for name in &self.named {
            while groups.numbers.contains(&next) {
                next += 1;
            }
            groups.numbers.insert(next);
            groups.names.insert(name.clone(), next);
        }
        groups
    }

    /// The slots that something refers to.
    pub(super) fn slots_referred_to(&self) -> Vec<u32> {
        self.referred.iter().map(|(slot, _)| *slot).collect()
    }

    /// Refuses what the engines cannot remember as .NET does.
    pub(super) fn check(&self) -> Result<(), PatternError> {
        for (slot, span) in &self.referred {
            let mut groups = self.taken.iter().filter(|(taken, _, _)| taken == slot);
            let first = groups.next();
            if groups.next().is_some() {
                return fail(
                    span.clone(),
                    "This refers to a name or number that several groups share; that cannot be searched here.",
                    "Give each group a name of its own.",
                );
            }
            if let Some((_, place, Place::InLookBehind)) = first {
                return fail(
                    place.clone(),
                    "A group inside a look-behind is referred to; that cannot be searched here.",
                    "Move the group out of the look-behind.",
                );
            }
        }
        Ok(())
    }
}

impl Reader {
    /// Reads a group, a look-around, or a change of options (`None`); the parenthesis is taken.
    pub(super) fn group(&mut self) -> Result<Option<Node>, PatternError> {
        let start = self.at - 1;
        self.enter(start)?;
        let outside = self.options;
        let node = self.group_inside(start)?;
        if node.is_some() {
            self.options = outside;
        }
        self.leave();
        Ok(node)
    }

    fn group_inside(&mut self, start: usize) -> Result<Option<Node>, PatternError> {
        if self.peek() != Some('?') || self.looking_at("?)") {
            if self.options.explicit {
                return self.inside(start).map(Some);
            }
            self.notes.counted += 1;
            let slot = self.notes.counted;
            return self.capture(start, slot).map(Some);
        }
        self.at += 1;
        let Some(c) = self.next() else {
            return self.unknown_group(start);
        };
        Ok(Some(match c {
            ':' => self.inside(start)?,
            '=' => self.look(start, Way::Ahead, Wanted::Present)?,
            '!' => self.look(start, Way::Ahead, Wanted::Absent)?,
            '>' => {
                let span = self.since(start);
                let node = self.inside(start)?;
                self.not_in_look_behind(span, "A group without backtracking")?;
                Node::Atomic(Box::new(node))
            }
            '<' if self.eat('=') => self.look(start, Way::Behind, Wanted::Present)?,
            '<' if self.eat('!') => self.look(start, Way::Behind, Wanted::Absent)?,
            '<' => self.named(start, '>')?,
            '\'' => self.named(start, '\'')?,
            '(' => self.conditional(start)?,
            _ => {
                self.at -= 1;
                self.change_options();
                match self.next() {
                    Some(')') => return Ok(None),
                    Some(':') => self.inside(start)?,
                    _ => return self.unknown_group(start),
                }
            }
        }))
    }

    /// Reads the inside of a group and its closing parenthesis.
    fn inside(&mut self, start: usize) -> Result<Node, PatternError> {
        let opened = self.since(start);
        let branches = self.alternatives()?;
        self.close(opened)?;
        Ok(Node::choice(branches))
    }

    pub(super) fn close(&mut self, opened: Range<usize>) -> Result<(), PatternError> {
        if self.eat(')') {
            return Ok(());
        }
        fail(
            opened,
            "The parenthesis is not closed.",
            "Put ) behind the group, or write \\( for the parenthesis itself.",
        )
    }

    fn capture(&mut self, start: usize, slot: u32) -> Result<Node, PatternError> {
        let place = if self.behind > 0 {
            Place::InLookBehind
        } else {
            Place::Elsewhere
        };
        self.notes.taken.push((slot, self.since(start), place));
        self.open.push(slot);
        let node = self.inside(start)?;
        self.open.pop();
        Ok(Node::Capture {
            slot,
            node: Box::new(node),
        })
    }

    pub(super) fn look(
        &mut self,
        start: usize,
        way: Way,
        wanted: Wanted,
    ) -> Result<Node, PatternError> {
        let behind = usize::from(way == Way::Behind);
        self.behind += behind;
        let mut node = self.inside(start)?;
        self.behind -= behind;
        if behind > 0 {
            // Nothing may refer to a group in here.
            node = node.without_groups_but(&[]);
        }
        let look = Node::look(way, wanted, node);
        if behind > 0 && look.is_too_intricate() {
            return fail(
                self.since(start),
                "This look-behind has anchors or look-arounds and no fixed length; that cannot be searched here.",
                "Write a look-behind for each length, or move the anchors out of it.",
            );
        }
        Ok(look)
    }

    /// A look-behind runs backwards in .NET; what depends on the direction is refused.
    pub(super) fn not_in_look_behind(
        &self,
        span: Range<usize>,
        what: &str,
    ) -> Result<(), PatternError> {
        if self.behind == 0 {
            return Ok(());
        }
        fail(
            span,
            format!("{what} inside a look-behind cannot be searched here."),
            "Write the condition without the look-behind, or with -startsWith, -endsWith or -contains.",
        )
    }

    fn named(&mut self, start: usize, close: char) -> Result<Node, PatternError> {
        let help = "Write (?<name>…) with letters, digits and underscores.";
        let name_start = self.at;
        let slot = if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let slot = self.number()?;
            if slot == 0 {
                return fail(
                    self.since(name_start),
                    "A group cannot have the number 0.",
                    help,
                );
            }
            self.notes.numbered.insert(slot);
            slot
        } else {
            let name = self.name();
            if name.is_empty() && self.peek() != Some('-') {
                return fail(
                    self.since(start),
                    "The name of the group is missing or begins with a character that no name has.",
                    help,
                );
            }
            let slot = self.slot_of(&name).unwrap_or(0);
            if !self.notes.named.contains(&name) {
                self.notes.named.push(name);
            }
            slot
        };
        if self.peek() == Some('-') {
            self.take_while(|c| c != close && c != ')');
            self.eat(close);
            return fail(
                self.since(start),
                "Balancing groups cannot be searched here.",
                "Write the condition without counting brackets.",
            );
        }
        if !self.eat(close) {
            return fail(
                self.since(start),
                "The name of the group has a character that no name has, or is not closed.",
                help,
            );
        }
        self.capture(start, slot)
    }

    pub(super) fn name(&mut self) -> String {
        self.take_while(|c| c.is_alphanumeric() || c == '_')
    }

    pub(super) fn slot_of(&self, name: &str) -> Option<u32> {
        let groups = self.groups.as_ref()?;
        match name.parse::<u32>() {
            Ok(number) => groups.numbers.get(&number).copied(),
            Err(_) => groups.names.get(name).copied(),
        }
    }

    /// Reads letters of options, `+` and `-`.
    fn change_options(&mut self) {
        let mut on = true;
        while let Some(c) = self.peek() {
            match c.to_ascii_lowercase() {
                '-' => on = false,
                '+' => on = true,
                'i' => self.options.case = if on { Case::Ignored } else { Case::Counts },
                'm' => self.options.lines = on,
                's' => self.options.dot_all = on,
                'n' => self.options.explicit = on,
                'x' => self.options.extended = on,
                _ => return,
            }
            self.at += 1;
        }
    }

    fn unknown_group<T>(&mut self, start: usize) -> Result<T, PatternError> {
        let known = "Known are (?:…), (?<name>…), (?=…), (?!…), (?<=…), (?<!…), (?>…) and options such as (?i).";
        if self.looking_at("<") && self.chars.get(self.at.wrapping_sub(1)) == Some(&'P') {
            return fail(
                self.since(start),
                "(?P<…>) is not how a group is named here.",
                "Write (?<name>…).",
            );
        }
        fail(self.since(start), "This kind of group is not known.", known)
    }
}
