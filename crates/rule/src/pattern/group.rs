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
    taken: Vec<(u32, Range<usize>, Place)>,
    /// Every reference: slot and place.
    referred: Vec<(u32, Range<usize>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
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

    fn close(&mut self, opened: Range<usize>) -> Result<(), PatternError> {
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

    fn look(&mut self, start: usize, way: Way, wanted: Wanted) -> Result<Node, PatternError> {
        let behind = usize::from(way == Way::Behind);
        self.behind += behind;
        let node = self.inside(start)?;
        self.behind -= behind;
        Ok(Node::Look {
            way,
            wanted,
            node: Box::new(node),
        })
    }

    /// A look-behind runs backwards in .NET; what depends on the direction is refused.
    fn not_in_look_behind(&self, span: Range<usize>, what: &str) -> Result<(), PatternError> {
        if self.behind == 0 {
            return Ok(());
        }
        fail(
            span,
            format!("{what} inside a look-behind cannot be searched here."),
            "Write the condition without the look-behind, or with -startsWith, -endsWith or -contains.",
        )
    }

    /// While a group is open the engines disagree on what it has taken.
    fn not_from_inside(&self, slot: u32, span: Range<usize>) -> Result<(), PatternError> {
        if self.groups.is_none() || !self.open.contains(&slot) {
            return Ok(());
        }
        fail(
            span,
            "This refers to a group from inside it; that cannot be searched here.",
            "Refer to the group behind its closing parenthesis.",
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

    fn name(&mut self) -> String {
        self.take_while(|c| c.is_alphanumeric() || c == '_')
    }

    fn slot_of(&self, name: &str) -> Option<u32> {
        let groups = self.groups.as_ref()?;
        match name.parse::<u32>() {
            Ok(number) => groups.numbers.get(&number).copied(),
            Err(_) => groups.names.get(name).copied(),
        }
    }

    /// Reads `(?(…)yes|no)`; the second parenthesis is taken.
    fn conditional(&mut self, start: usize) -> Result<Node, PatternError> {
        let opened = self.since(start);
        self.notes.needs_groups = true;
        self.not_in_look_behind(opened.clone(), "A condition")?;
        let inner = self.at - 1;
        let name = self.name();
        let digits = name.starts_with(|c: char| c.is_ascii_digit());
        let slot = self.slot_of(&name).filter(|_| self.peek() == Some(')'));
        if digits && (self.peek() != Some(')') || (self.groups.is_some() && slot.is_none())) {
            return fail(
                self.since(inner),
                format!("The condition refers to group \"{name}\", which does not exist."),
                "Name a group of the pattern, or write a look-ahead as the condition.",
            );
        }
        if slot.is_some() || digits {
            self.eat(')');
            let span = self.since(inner);
            let slot = slot.unwrap_or(0);
            self.not_from_inside(slot, span.clone())?;
            self.notes.referred.push((slot, span));
            let (yes, no) = self.branches(opened)?;
            return Ok(Node::IfGroup { slot, yes, no });
        }
        self.at = inner + 1;
        self.condition(inner, opened)
    }

    /// A condition that is itself a pattern, looked for ahead.
    fn condition(&mut self, inner: usize, opened: Range<usize>) -> Result<Node, PatternError> {
        let taken = self.notes.taken.len();
        let (way, wanted) = if self.looking_at("?<=") {
            (Way::Behind, Wanted::Present)
        } else if self.looking_at("?<!") {
            (Way::Behind, Wanted::Absent)
        } else if self.looking_at("?!") {
            (Way::Ahead, Wanted::Absent)
        } else {
            (Way::Ahead, Wanted::Present)
        };
        let looks = self.looking_at("?<=")
            || self.looking_at("?<!")
            || self.looking_at("?!")
            || self.looking_at("?=");
        if self.peek() == Some('?') && !looks {
            return fail(
                self.since(inner),
                "This cannot be the condition of a group.",
                "Write a look-around such as (?=…) as the condition.",
            );
        }
        if looks {
            self.at += if way == Way::Behind { 3 } else { 2 };
        }
        let options = self.options;
        let node = self.look(inner, way, wanted)?;
        self.options = options;
        let nested =
            node.any(&mut |part| matches!(part, Node::IfLook { .. } | Node::IfGroup { .. }));
        if nested || self.notes.taken.len() > taken {
            return fail(
                self.since(inner),
                "A group or a further condition inside a condition cannot be searched here.",
                "Write (?:…) for the group.",
            );
        }
        let (yes, no) = self.branches(opened)?;
        Ok(Node::IfLook {
            condition: Box::new(node),
            yes,
            no,
        })
    }

    fn branches(&mut self, opened: Range<usize>) -> Result<(Box<Node>, Box<Node>), PatternError> {
        let start = self.at;
        let mut branches = self.alternatives()?.into_iter();
        let (yes, no) = (branches.next(), branches.next());
        if branches.next().is_some() {
            return fail(
                self.since(start),
                "A condition has more than two branches.",
                "Put (?:…) around a branch with alternatives.",
            );
        }
        self.close(opened)?;
        Ok((
            Box::new(yes.unwrap_or(Node::Empty)),
            Box::new(no.unwrap_or(Node::Empty)),
        ))
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

    /// Reads a reference to a group behind a backslash, if one stands here.
    pub(super) fn reference(&mut self, start: usize) -> Result<Option<Node>, PatternError> {
        let restart = self.at;
        let (close, quoted) = match self.peek() {
            Some('1'..='9') => {
                self.notes.needs_groups = true;
                let name = self.take_while(|c| c.is_ascii_digit());
                return match self.slot_of(&name) {
                    Some(slot) => self.refer(start, slot).map(Some),
                    None if name.chars().count() == 1 => self.no_such_group(start, &name),
                    None => {
                        self.at = restart;
                        Ok(None)
                    }
                };
            }
            Some('k') => {
                self.at += 1;
                match self.next() {
                    Some('<') => ('>', true),
                    Some('\'') => ('\'', true),
                    _ => return self.bad_name(start),
                }
            }
            Some('<') => ('>', false),
            Some('\'') => ('\'', false),
            _ => return Ok(None),
        };
        self.notes.needs_groups = true;
        if !quoted {
            self.at += 1;
        }
        let name = self.name();
        let closed = self.eat(close);
        match self.slot_of(&name) {
            Some(slot) if closed => self.refer(start, slot).map(Some),
            // `\<` and `\'` are also the escaped characters.
            _ if !quoted => {
                self.at = restart;
                Ok(None)
            }
            _ if !closed || name.is_empty() => self.bad_name(start),
            _ => self.no_such_group(start, &name),
        }
    }

    fn bad_name<T>(&self, start: usize) -> Result<T, PatternError> {
        fail(
            self.since(start),
            "The name of the group referred to is missing or not closed.",
            "Write \\k<name>.",
        )
    }

    fn refer(&mut self, start: usize, slot: u32) -> Result<Node, PatternError> {
        let span = self.since(start);
        self.not_in_look_behind(span.clone(), "A reference to a group")?;
        self.not_from_inside(slot, span.clone())?;
        self.notes.referred.push((slot, span));
        Ok(Node::Back {
            slot,
            case: self.options.case,
        })
    }

    /// While the groups are not yet known, every reference stands for nothing.
    fn no_such_group(&self, start: usize, name: &str) -> Result<Option<Node>, PatternError> {
        if self.groups.is_none() {
            return Ok(Some(Node::Back {
                slot: 0,
                case: Case::Ignored,
            }));
        }
        fail(
            self.since(start),
            format!("The reference is to group \"{name}\", which does not exist."),
            "Number groups from 1 in the order of their opening parentheses, or name them (?<name>…).",
        )
    }
}
