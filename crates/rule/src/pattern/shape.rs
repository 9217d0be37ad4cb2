//! Patterns that ask what a plain operator asks.

use super::tree::{Anchor, Case, Node};

/// What a pattern asks, in terms of plain operators. Texts have their escapes resolved; case is
/// ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternShape {
    /// Every text matches: `.*`, `^`.
    Everything,
    /// Contains the text: `word`, `.*word.*`.
    Literal(String),
    /// Starts with the text: `^abc`, `^abc.*`.
    Prefix(String),
    /// Ends with the text: `abc$`.
    Suffix(String),
    /// Equals the text: `^abc$`.
    Exact(String),
    /// Equals one of several texts: `^(a|b)$`.
    OneOf(Vec<String>),
    /// Anything else.
    Other,
}

/// How far the plain operator agrees with the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// On every text.
    Exact,
    /// On every text without a line feed: `$` also stands before a final one, and `.*` between
    /// an anchor and a text does not run across one.
    WithoutLineFeeds,
}

/// The shape of a pattern and how far it can be trusted.
pub(super) fn shape(tree: &Node) -> (PatternShape, Likeness) {
    let mut parts = Vec::new();
    flatten(tree, &mut parts);
    let mut likeness = Likeness::Exact;
    let mut rest = parts.as_slice();
    let mut from_start = false;
    let mut to_end = false;
    while let Some((Node::Anchor(Anchor::Start), tail)) = rest.split_first() {
        from_start = true;
        rest = tail;
    }
    while let Some((Node::Anchor(end @ (Anchor::End | Anchor::EndOrFinalLineFeed)), head)) =
        rest.split_last()
    {
        to_end = true;
        if *end == Anchor::EndOrFinalLineFeed {
            likeness = Likeness::WithoutLineFeeds;
        }
        rest = head;
    }
    while let Some((first, tail)) = rest.split_first()
        && let Some(run) = run_of(first)
    {
        if from_start && run == Run::OnLine {
            likeness = Likeness::WithoutLineFeeds;
        }
        from_start = false;
        rest = tail;
    }
    while let Some((last, head)) = rest.split_last()
        && let Some(run) = run_of(last)
    {
        if to_end && run == Run::OnLine {
            likeness = Likeness::WithoutLineFeeds;
        }
        to_end = false;
        rest = head;
    }
    if let ([Node::Choice(branches)], true, true) = (rest, from_start, to_end)
        && !branches.is_empty()
    {
        let texts: Option<Vec<String>> = branches.iter().map(text_of_branch).collect();
        return texts.map_or((PatternShape::Other, Likeness::Exact), |texts| {
            (PatternShape::OneOf(texts), likeness)
        });
    }
    let Some(text) = text_of(rest) else {
        return (PatternShape::Other, Likeness::Exact);
    };
    let shape = match (from_start, to_end, text.is_empty()) {
        (true, true, _) => PatternShape::Exact(text),
        (_, _, true) => PatternShape::Everything,
        (true, false, false) => PatternShape::Prefix(text),
        (false, true, false) => PatternShape::Suffix(text),
        (false, false, false) => PatternShape::Literal(text),
    };
    (shape, likeness)
}

/// Sequences and groups taken apart.
pub(super) fn flatten<'a>(node: &'a Node, parts: &mut Vec<&'a Node>) {
    match node {
        Node::Empty => {}
        Node::Sequence(inner) => inner.iter().for_each(|part| flatten(part, parts)),
        Node::Capture { node, .. } => flatten(node, parts),
        other => parts.push(other),
    }
}

/// A run of any characters, however long.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    OnLine,
    AcrossLines,
}

pub(super) fn run_of(node: &Node) -> Option<Run> {
    match node {
        Node::Repeat {
            node,
            min: 0,
            max: None,
            ..
        } => match **node {
            Node::AnyOnLine => Some(Run::OnLine),
            Node::Any => Some(Run::AcrossLines),
            _ => None,
        },
        _ => None,
    }
}

fn text_of(parts: &[&Node]) -> Option<String> {
    parts
        .iter()
        .map(|part| match part {
            Node::Char(c, Case::Ignored) => Some(*c),
            _ => None,
        })
        .collect()
}

fn text_of_branch(branch: &Node) -> Option<String> {
    let mut parts = Vec::new();
    flatten(branch, &mut parts);
    text_of(&parts)
}
