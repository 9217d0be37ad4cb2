//! A slow, obvious matcher, to measure the engines by.

use ingroup_schema::fold_char;

use crate::pattern::case;
use crate::pattern::tree::{Anchor, Case, Class, Greed, Node, Wanted, Way};
use crate::pattern::write::WORD;

/// What each slot took last.
type Taken = Vec<Option<(usize, usize)>>;

/// What must match behind a part.
type Rest<'r> = &'r mut dyn FnMut(&mut Slow<'_>, usize, &Taken) -> bool;

pub(super) struct Slow<'t> {
    text: &'t [char],
    steps: usize,
}

/// Whether a pattern is found; nothing if that takes too long to find out this way.
pub(super) fn is_match(tree: &Node, text: &str) -> Option<bool> {
    let text: Vec<char> = text.chars().collect();
    let mut slow = Slow {
        text: &text,
        steps: 200_000,
    };
    let taken = vec![None; 20];
    let found = (0..=text.len()).any(|at| slow.part(tree, at, &taken, &mut |_, _, _| true));
    (slow.steps > 0).then_some(found)
}

impl Slow<'_> {
    fn part(&mut self, node: &Node, at: usize, taken: &Taken, rest: Rest<'_>) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        match node {
            Node::Empty => rest(self, at, taken),
            Node::Char(..) | Node::AnyOnLine | Node::Any | Node::Class(_) => {
                self.text.get(at).is_some_and(|c| takes(node, *c)) && rest(self, at + 1, taken)
            }
            Node::Anchor(anchor) => self.stands(*anchor, at) && rest(self, at, taken),
            Node::Sequence(parts) => self.sequence(parts, at, taken, rest),
            Node::Choice(branches) => branches
                .iter()
                .any(|branch| self.part(branch, at, taken, rest)),
            Node::Repeat {
                node,
                min,
                max,
                greed,
            } => self.repeat(node, (*min, *max, *greed), at, taken, rest),
            Node::Capture { slot, node } => {
                let slot = *slot as usize;
                self.part(node, at, taken, &mut |slow, end, taken| {
                    let mut taken = taken.clone();
                    taken[slot] = Some((at, end));
                    rest(slow, end, &taken)
                })
            }
            Node::Atomic(node) => match self.first(node, at, taken) {
                Some((end, taken)) => rest(self, end, &taken),
                None => false,
            },
            Node::Look {
                way: Way::Ahead,
                wanted,
                node,
            } => match (self.first(node, at, taken), wanted) {
                (Some((_, taken)), Wanted::Present) => rest(self, at, &taken),
                (None, Wanted::Absent) => rest(self, at, taken),
                _ => false,
            },
            Node::Look {
                way: Way::Behind,
                wanted,
                node,
            } => {
                let found =
                    (0..=at).any(|start| self.part(node, start, taken, &mut |_, end, _| end == at));
                found == (*wanted == Wanted::Present) && rest(self, at, taken)
            }
            Node::Back { slot, case } => {
                let Some((start, end)) = taken[*slot as usize] else {
                    return false;
                };
                let same = |(one, other): (&char, &char)| match case {
                    Case::Ignored => fold_char(*one) == fold_char(*other),
                    Case::Counts => one == other,
                };
                let length = end - start;
                self.text.len() >= at + length
                    && self.text[start..end].iter().zip(&self.text[at..]).all(same)
                    && rest(self, at + length, taken)
            }
            Node::IfGroup { slot, yes, no } => {
                let branch = if taken[*slot as usize].is_some() {
                    yes
                } else {
                    no
                };
                self.part(branch, at, taken, rest)
            }
            Node::IfLook { condition, yes, no } => {
                let branch = if self.first(condition, at, taken).is_some() {
                    yes
                } else {
                    no
                };
                self.part(branch, at, taken, rest)
            }
        }
    }

    /// The first way in which a part matches.
    fn first(&mut self, node: &Node, at: usize, taken: &Taken) -> Option<(usize, Taken)> {
        let mut first = None;
        self.part(node, at, taken, &mut |_, end, taken| {
            first = Some((end, taken.clone()));
            true
        });
        first
    }

    fn sequence(&mut self, parts: &[Node], at: usize, taken: &Taken, rest: Rest<'_>) -> bool {
        match parts.split_first() {
            None => rest(self, at, taken),
            Some((first, others)) => self.part(first, at, taken, &mut |slow, at, taken| {
                slow.sequence(others, at, taken, rest)
            }),
        }
    }

    fn repeat(
        &mut self,
        node: &Node,
        (min, max, greed): (u32, Option<u32>, Greed),
        at: usize,
        taken: &Taken,
        rest: Rest<'_>,
    ) -> bool {
        if min == 0 && greed == Greed::Lazy && rest(self, at, taken) {
            return true;
        }
        let next = (
            min.saturating_sub(1),
            max.map(|max| max.saturating_sub(1)),
            greed,
        );
        let again = max != Some(0)
            && self.part(node, at, taken, &mut |slow, end, taken| {
                if end == at && min == 0 {
                    return false;
                }
                slow.repeat(node, next, end, taken, rest)
            });
        again || (min == 0 && greed == Greed::Greedy && rest(self, at, taken))
    }

    fn stands(&self, anchor: Anchor, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.text[at]);
        let after = self.text.get(at).copied();
        let last = at + 1 == self.text.len();
        let word = |c: Option<char>| c.is_some_and(|c| is_of(WORD, c));
        match anchor {
            Anchor::Start => before.is_none(),
            Anchor::LineStart => before.is_none_or(|c| c == '\n'),
            Anchor::End => after.is_none(),
            Anchor::EndOrFinalLineFeed => after.is_none_or(|c| c == '\n' && last),
            Anchor::LineEnd => after.is_none_or(|c| c == '\n'),
            Anchor::WordEdge => word(before) != word(after),
            Anchor::NoWordEdge => word(before) == word(after),
        }
    }
}

fn takes(node: &Node, c: char) -> bool {
    match node {
        Node::Char(wanted, Case::Ignored) => fold_char(*wanted) == fold_char(c),
        Node::Char(wanted, Case::Counts) => *wanted == c,
        Node::AnyOnLine => c != '\n',
        Node::Class(class) => holds(class, c),
        _ => true,
    }
}

fn holds(class: &Class, c: char) -> bool {
    let same = match class.case {
        Case::Ignored => case::equals_of(c),
        Case::Counts => vec![c],
    };
    let ranged = |(first, last): &(char, char)| same.iter().any(|c| first <= c && c <= last);
    let named = |name: &String| is_of(name, c);
    let inside = class.ranges.iter().any(ranged) || class.categories.iter().any(named);
    inside != class.negated && !class.minus.as_ref().is_some_and(|minus| holds(minus, c))
}

/// Whether a character is of a set in the engine's syntax.
fn is_of(set: &str, c: char) -> bool {
    regex::Regex::new(set)
        .unwrap()
        .is_match(c.encode_utf8(&mut [0; 4]))
}
