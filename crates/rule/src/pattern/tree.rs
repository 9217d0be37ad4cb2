//! What a pattern says, with every option and escape already resolved.

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Matches the empty text.
    Empty,
    /// One character.
    Char(char, Case),
    /// Any character but a line feed.
    AnyOnLine,
    /// Any character.
    Any,
    /// One character of a set.
    Class(Class),
    Anchor(Anchor),
    Sequence(Vec<Node>),
    /// One of them; without branches it never matches.
    Choice(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        greed: Greed,
    },
    /// A group that may be referred to by its slot.
    Capture {
        slot: u32,
        node: Box<Node>,
    },
    /// A group that is never entered a second time.
    Atomic(Box<Node>),
    Look {
        way: Way,
        wanted: Wanted,
        node: Box<Node>,
    },
    /// The text that a group took last.
    Back {
        slot: u32,
        case: Case,
    },
    IfGroup {
        slot: u32,
        yes: Box<Node>,
        no: Box<Node>,
    },
    IfLook {
        condition: Box<Node>,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

/// Whether case counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Ignored,
    Counts,
}

/// How much a repetition takes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
}

/// The direction of a look-around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Ahead,
    Behind,
}

/// Whether a look-around must or must not match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Present,
    Absent,
}

/// A place in the text, not a character of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// `^`, `\A`, and `\G`, which on the first search is the start.
    Start,
    /// `^` under `(?m)`.
    LineStart,
    /// `\z`
    End,
    /// `$`, `\Z`: the end, or before a line feed that ends the text.
    EndOrFinalLineFeed,
    /// `$` under `(?m)`.
    LineEnd,
    WordEdge,
    NoWordEdge,
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) negated: bool,
    pub(super) case: Case,
    /// First and last, inclusive; case is not yet written out.
    pub(super) ranges: Vec<(char, char)>,
    /// Items in the engine's syntax to which case does not apply, such as `\d` or `\p{Lu}`.
    pub(super) categories: Vec<String>,
    /// Characters taken out again: `[a-z-[aeiou]]`.
    pub(super) minus: Option<Box<Class>>,
}

impl Class {
    /// An empty set to add to.
    pub(super) fn new(case: Case) -> Class {
        Class {
            negated: false,
            case,
            ranges: Vec::new(),
            categories: Vec::new(),
            minus: None,
        }
    }

    fn depth(&self) -> usize {
        1 + self.minus.as_ref().map_or(0, |minus| minus.depth())
    }
}

impl Node {
    /// A sequence, without empty parts and without a wrapper around a single part.
    pub(super) fn sequence(mut parts: Vec<Node>) -> Node {
        parts.retain(|part| *part != Node::Empty);
        match parts.len() {
            0 => Node::Empty,
            1 => parts.pop().unwrap_or(Node::Empty),
            _ => Node::Sequence(parts),
        }
    }

    /// A choice, without a wrapper around a single branch.
    pub(super) fn choice(mut branches: Vec<Node>) -> Node {
        match branches.pop() {
            Some(only) if branches.is_empty() => only,
            Some(last) => {
                branches.push(last);
                Node::Choice(branches)
            }
            None => Node::Choice(branches),
        }
    }

    /// A repetition. Repeating a place, as in `^*`, is asking for it once or not at all; neither
    /// engine needs to see that.
    pub(super) fn repeat(node: Node, min: u32, max: Option<u32>, greed: Greed) -> Node {
        let remembers = node.any(&mut |part| matches!(part, Node::Capture { .. }));
        if !remembers && (max == Some(0) || node == Node::Empty) {
            return Node::Empty;
        }
        if max != Some(0) && node.is_place() {
            return match (min, remembers, greed) {
                (0, false, _) => Node::Empty,
                (0, true, Greed::Greedy) => Node::Choice(vec![node, Node::Empty]),
                (0, true, Greed::Lazy) => Node::Choice(vec![Node::Empty, node]),
                _ => node,
            };
        }
        Node::Repeat {
            node: Box::new(node),
            min,
            max,
            greed,
        }
    }

    /// A look-around. One for something that may be empty is always or never satisfied, and one
    /// behind for a choice is a choice or a sequence of simpler ones; the engines need not find
    /// that out.
    pub(super) fn look(way: Way, wanted: Wanted, node: Node) -> Node {
        let remembers = node.any(&mut |part| matches!(part, Node::Capture { .. }));
        match (wanted, node) {
            (Wanted::Present, node) if node.may_be_empty() && !remembers => Node::Empty,
            (Wanted::Absent, node) if node.may_be_empty() => Node::Choice(Vec::new()),
            (wanted, Node::Choice(branches)) if way == Way::Behind && !remembers => {
                let each = branches
                    .into_iter()
                    .map(|branch| Node::look(way, wanted, branch))
                    .collect();
                match wanted {
                    Wanted::Present => Node::choice(each),
                    Wanted::Absent => Node::sequence(each),
                }
            }
            (wanted, node) => Node::Look {
                way,
                wanted,
                node: Box::new(node),
            },
        }
    }

    /// Whether it asks for the absence of something behind that has places in it and no fixed
    /// length; the engine does not find all of it.
    pub(super) fn is_too_intricate(&self) -> bool {
        self.any(&mut |part| match part {
            Node::Look {
                way: Way::Behind,
                wanted: Wanted::Absent,
                node,
            } => {
                node.length().is_none()
                    && node.any(&mut |part| {
                        matches!(
                            part,
                            Node::Look { .. }
                                | Node::Anchor(
                                    Anchor::EndOrFinalLineFeed
                                        | Anchor::WordEdge
                                        | Anchor::NoWordEdge
                                )
                        )
                    })
            }
            _ => false,
        })
    }

    /// The number of characters it takes, if that is always the same.
    fn length(&self) -> Option<u64> {
        match self {
            Node::Empty | Node::Anchor(_) | Node::Look { .. } => Some(0),
            Node::Char(..) | Node::AnyOnLine | Node::Any | Node::Class(_) => Some(1),
            Node::Sequence(parts) => parts
                .iter()
                .try_fold(0, |sum: u64, part| sum.checked_add(part.length()?)),
            Node::Choice(branches) => {
                let mut lengths = branches.iter().map(Node::length);
                let first = lengths.next()??;
                lengths.all(|length| length == Some(first)).then_some(first)
            }
            Node::Repeat { node, min, max, .. } if *max == Some(*min) => {
                node.length()?.checked_mul(u64::from(*min))
            }
            Node::Capture { node, .. } | Node::Atomic(node) => node.length(),
            Node::Repeat { .. }
            | Node::Back { .. }
            | Node::IfGroup { .. }
            | Node::IfLook { .. } => None,
        }
    }

    /// Whether the empty text is surely one of the ways in which it matches, at every place.
    fn may_be_empty(&self) -> bool {
        match self {
            Node::Empty => true,
            Node::Repeat { node, min, .. } => *min == 0 || node.may_be_empty(),
            Node::Sequence(parts) => parts.iter().all(Node::may_be_empty),
            Node::Choice(branches) => branches.iter().any(Node::may_be_empty),
            Node::Capture { node, .. } => node.may_be_empty(),
            _ => false,
        }
    }

    /// A choice by whether a group took anything; no choice if both branches are the same.
    pub(super) fn if_group(slot: u32, yes: Node, no: Node) -> Node {
        if yes == no {
            return yes;
        }
        Node::IfGroup {
            slot,
            yes: Box::new(yes),
            no: Box::new(no),
        }
    }

    /// The same without the groups that nothing refers to, which changes nothing about what
    /// matches.
    pub(super) fn without_groups_but(self, wanted: &[u32]) -> Node {
        let inner = |node: Node| node.without_groups_but(wanted);
        let boxed = |node: Box<Node>| Box::new(node.without_groups_but(wanted));
        match self {
            Node::Sequence(parts) => Node::sequence(parts.into_iter().map(inner).collect()),
            Node::Choice(branches) => Node::choice(branches.into_iter().map(inner).collect()),
            Node::Repeat {
                node,
                min,
                max,
                greed,
            } => Node::repeat(inner(*node), min, max, greed),
            Node::Capture { slot, node } if wanted.contains(&slot) => Node::Capture {
                slot,
                node: boxed(node),
            },
            Node::Capture { node, .. } => inner(*node),
            Node::Atomic(node) => Node::Atomic(boxed(node)),
            Node::Look {
                way,
                wanted: sign,
                node,
            } => Node::look(way, sign, inner(*node)),
            Node::IfGroup { slot, yes, no } => Node::if_group(slot, inner(*yes), inner(*no)),
            Node::IfLook { condition, yes, no } => Node::IfLook {
                condition: boxed(condition),
                yes: boxed(yes),
                no: boxed(no),
            },
            Node::Empty
            | Node::Char(..)
            | Node::AnyOnLine
            | Node::Any
            | Node::Class(_)
            | Node::Anchor(_)
            | Node::Back { .. } => self,
        }
    }

    /// The parts directly below.
    pub(super) fn children(&self) -> Vec<&Node> {
        match self {
            Node::Empty
            | Node::Char(..)
            | Node::AnyOnLine
            | Node::Any
            | Node::Class(_)
            | Node::Anchor(_)
            | Node::Back { .. } => Vec::new(),
            Node::Sequence(parts) | Node::Choice(parts) => parts.iter().collect(),
            Node::Repeat { node, .. }
            | Node::Capture { node, .. }
            | Node::Atomic(node)
            | Node::Look { node, .. } => vec![node],
            Node::IfGroup { yes, no, .. } => vec![yes, no],
            Node::IfLook { condition, yes, no } => vec![condition, yes, no],
        }
    }

    /// Whether `holds` for this part or one below it.
    pub(super) fn any(&self, holds: &mut impl FnMut(&Node) -> bool) -> bool {
        holds(self) || self.children().into_iter().any(|child| child.any(holds))
    }

    /// How many groups and sets stand inside one another, as the engines count them.
    pub(super) fn depth(&self) -> usize {
        let own = match self {
            Node::Class(class) => return class.depth(),
            Node::Empty
            | Node::Char(..)
            | Node::AnyOnLine
            | Node::Any
            | Node::Anchor(_)
            | Node::Back { .. }
            | Node::Sequence(_) => 0,
            Node::Choice(_)
            | Node::Repeat { .. }
            | Node::Capture { .. }
            | Node::Atomic(_)
            | Node::Look { .. } => 1,
            Node::IfGroup { .. } | Node::IfLook { .. } => 3,
        };
        own + self
            .children()
            .into_iter()
            .map(Node::depth)
            .max()
            .unwrap_or(0)
    }

    /// Whether it takes no character, whatever the text.
    fn is_place(&self) -> bool {
        match self {
            Node::Empty | Node::Anchor(_) | Node::Look { .. } => true,
            Node::Sequence(parts) | Node::Choice(parts) => parts.iter().all(Node::is_place),
            Node::Atomic(node) | Node::Repeat { node, .. } | Node::Capture { node, .. } => {
                node.is_place()
            }
            Node::Char(..)
            | Node::AnyOnLine
            | Node::Any
            | Node::Class(_)
            | Node::Back { .. }
            | Node::IfGroup { .. }
            | Node::IfLook { .. } => false,
        }
    }
}
