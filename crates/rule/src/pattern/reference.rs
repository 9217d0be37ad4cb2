//! What refers to groups: back references and conditions.

use std::ops::Range;

use super::PatternError;
use super::read::{Reader, fail};
use super::tree::{Case, Node, Wanted, Way};

impl Reader {
    /// Reads `(?(…)yes|no)`; the second parenthesis is taken.
    pub(super) fn conditional(&mut self, start: usize) -> Result<Node, PatternError> {
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
