//! A tree in the syntax of the engine that can run it.

use std::fmt::Write as _;

use super::case;
use super::tree::{Anchor, Case, Class, Greed, Node, Wanted, Way};

/// The parts inside one another that `fancy_regex` takes, with room for what writing adds.
pub(super) const BACKTRACKING_DEPTH: usize = 40;

/// What runs a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    /// The crate `regex`.
    Regular,
    /// The crate `fancy_regex`.
    Backtracking,
}

/// Whether anything may follow a part in the pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Something,
}

/// The engine that a pattern needs.
pub(super) fn engine_for(tree: &Node) -> Engine {
    if looks_around(tree, Follows::Nothing) {
        Engine::Backtracking
    } else {
        Engine::Regular
    }
}

/// The pattern's text for that engine.
pub(super) fn write(tree: &Node, engine: Engine) -> String {
    let mut writer = Writer {
        out: String::new(),
        engine,
        slots: slots_in_order(tree),
    };
    writer.node(tree);
    writer.out
}

/// `$` looks at the rest of the text; at the end of a pattern it may as well take it.
fn looks_around(node: &Node, follows: Follows) -> bool {
    match node {
        Node::Empty | Node::Char(..) | Node::AnyOnLine | Node::Any | Node::Class(_) => false,
        Node::Anchor(anchor) => {
            *anchor == Anchor::EndOrFinalLineFeed && follows == Follows::Something
        }
        Node::Sequence(parts) => {
            let Some((last, before)) = parts.split_last() else {
                return false;
            };
            before
                .iter()
                .any(|part| looks_around(part, Follows::Something))
                || looks_around(last, follows)
        }
        Node::Choice(branches) => branches.iter().any(|branch| looks_around(branch, follows)),
        Node::Capture { node, .. } => looks_around(node, follows),
        Node::Repeat { node, max, .. } => {
            let inside = if *max == Some(1) {
                follows
            } else {
                Follows::Something
            };
            looks_around(node, inside)
        }
        Node::Atomic(_)
        | Node::Look { .. }
        | Node::Back { .. }
        | Node::IfGroup { .. }
        | Node::IfLook { .. } => true,
    }
}

/// The slots in the order in which their groups open, which is how the engine counts them.
fn slots_in_order(tree: &Node) -> Vec<u32> {
    let mut slots = Vec::new();
    tree.any(&mut |node| {
        if let Node::Capture { slot, .. } = node {
            slots.push(*slot);
        }
        false
    });
    slots
}

/// `\w` of .NET: letters, non-spacing marks, decimal digits, connectors.
pub(super) const WORD: &str = r"[\p{L}\p{Mn}\p{Nd}\p{Pc}]";
/// `\W` of .NET.
pub(super) const NOT_WORD: &str = r"[^\p{L}\p{Mn}\p{Nd}\p{Pc}]";
/// What counts as a part of a word at `\b`: also the two joiners of width zero.
const EDGE_WORD: &str = r"[\p{L}\p{Mn}\p{Nd}\p{Pc}\x{200C}\x{200D}]";

struct Writer {
    out: String,
    engine: Engine,
    slots: Vec<u32>,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => self.out.push_str("(?:)"),
            Node::Char(c, Case::Counts) => self.char(*c),
            Node::Char(c, Case::Ignored) => self.any_case(*c),
            Node::AnyOnLine => self.out.push_str(r"[^\n]"),
            Node::Any => self.out.push_str("(?s:.)"),
            Node::Class(class) => self.class(class),
            Node::Anchor(anchor) => self.anchor(*anchor),
            Node::Sequence(parts) => parts.iter().for_each(|part| self.node(part)),
            Node::Choice(branches) => self.choice(branches),
            Node::Repeat {
                node,
                min,
                max,
                greed,
            } => self.repeat(node, *min, *max, *greed),
            Node::Capture { node, .. } => self.wrapped("(", node),
            Node::Atomic(node) => self.wrapped("(?>", node),
            Node::Look { way, wanted, node } => self.wrapped(
                match (way, wanted) {
                    (Way::Ahead, Wanted::Present) => "(?=",
                    (Way::Ahead, Wanted::Absent) => "(?!",
                    (Way::Behind, Wanted::Present) => "(?<=",
                    (Way::Behind, Wanted::Absent) => "(?<!",
                },
                node,
            ),
            Node::Back { slot, case } => {
                let number = self.number(*slot);
                let flag = if *case == Case::Ignored { "i" } else { "" };
                let _ = write!(self.out, r"(?{flag}:\{number})");
            }
            Node::IfGroup { slot, yes, no } => {
                let number = self.number(*slot);
                let _ = write!(self.out, "(?({number})");
                self.wrapped("(?:", yes);
                self.out.push('|');
                self.wrapped("(?:", no);
                self.out.push(')');
            }
            Node::IfLook { condition, yes, no } => {
                self.out.push_str("(?:");
                self.wrapped("(?=", condition);
                self.node(yes);
                self.out.push('|');
                self.wrapped("(?!", condition);
                self.node(no);
                self.out.push(')');
            }
        }
    }

    /// The engine's number of a slot that is referred to; reading has made sure that it exists.
    fn number(&self, slot: u32) -> usize {
        self.slots
            .iter()
            .position(|known| *known == slot)
            .map_or(0, |at| at + 1)
    }

    fn wrapped(&mut self, open: &str, node: &Node) {
        self.out.push_str(open);
        self.node(node);
        self.out.push(')');
    }

    fn choice(&mut self, branches: &[Node]) {
        if branches.is_empty() {
            self.out.push_str(r"[^\s\S]");
            return;
        }
        self.out.push_str("(?:");
        for (at, branch) in branches.iter().enumerate() {
            if at > 0 {
                self.out.push('|');
            }
            self.node(branch);
        }
        self.out.push(')');
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, greed: Greed) {
        match node {
            Node::Char(..) | Node::AnyOnLine | Node::Any | Node::Class(_) | Node::Choice(_) => {
                self.node(node);
            }
            _ => self.wrapped("(?:", node),
        }
        let _ = match (min, max) {
            (0, None) => write!(self.out, "*"),
            (1, None) => write!(self.out, "+"),
            (0, Some(1)) => write!(self.out, "?"),
            (min, None) => write!(self.out, "{{{min},}}"),
            (min, Some(max)) if min == max => write!(self.out, "{{{min}}}"),
            (min, Some(max)) => write!(self.out, "{{{min},{max}}}"),
        };
        if greed == Greed::Lazy {
            self.out.push('?');
        }
    }

    fn anchor(&mut self, anchor: Anchor) {
        let w = EDGE_WORD;
        match (anchor, self.engine) {
            (Anchor::Start, _) => self.out.push_str(r"\A"),
            (Anchor::LineStart, _) => self.out.push_str("(?m:^)"),
            (Anchor::End, _) => self.out.push_str(r"\z"),
            (Anchor::LineEnd, _) => self.out.push_str("(?m:$)"),
            (Anchor::EndOrFinalLineFeed, Engine::Regular) => self.out.push_str(r"(?:\n?\z)"),
            (Anchor::EndOrFinalLineFeed, Engine::Backtracking) => {
                self.out.push_str(r"(?=\n?\z)");
            }
            (Anchor::WordEdge, Engine::Regular) => self.out.push_str(r"\b"),
            (Anchor::NoWordEdge, Engine::Regular) => self.out.push_str(r"\B"),
            (Anchor::WordEdge, Engine::Backtracking) => {
                let _ = write!(self.out, "(?:(?<={w})(?!{w})|(?<!{w})(?={w}))");
            }
            (Anchor::NoWordEdge, Engine::Backtracking) => {
                let _ = write!(self.out, "(?:(?<={w})(?={w})|(?<!{w})(?!{w}))");
            }
        }
    }

    fn any_case(&mut self, c: char) {
        match case::equals_of(c).as_slice() {
            [only] => self.char(*only),
            several => {
                self.out.push('[');
                several.iter().for_each(|c| self.char(*c));
                self.out.push(']');
            }
        }
    }

    fn class(&mut self, class: &Class) {
        match &class.minus {
            None => self.set(class),
            Some(minus) => {
                self.out.push('[');
                self.set(class);
                self.out.push_str("--");
                self.class(minus);
                self.out.push(']');
            }
        }
    }

    fn set(&mut self, class: &Class) {
        self.out.push('[');
        if class.negated {
            self.out.push('^');
        }
        let ranges = match class.case {
            Case::Ignored => case::close(&class.ranges),
            Case::Counts => case::merge(class.ranges.clone()),
        };
        for (first, last) in ranges {
            self.char(first);
            if last != first {
                self.out.push('-');
                self.char(last);
            }
        }
        class
            .categories
            .iter()
            .for_each(|category| self.out.push_str(category));
        self.out.push(']');
    }

    /// A character that means itself, inside and outside sets.
    fn char(&mut self, c: char) {
        if c.is_alphanumeric() {
            self.out.push(c);
        } else {
            let _ = write!(self.out, r"\x{{{:X}}}", u32::from(c));
        }
    }
}
