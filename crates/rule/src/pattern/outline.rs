//! Patterns that are texts one after the other with anything between them: asked of a folded text without a search
//! engine.

use ingroup_schema::fold_char;

use super::case;
use super::shape::{flatten, run_of};
use super::tree::{Anchor, Case, Node};

/// More alternatives than these are left to the engine.
const MOST: usize = 16;

/// What a pattern asks of a text without a line feed, if it is such a pattern: `^Sales.*East`, `(ab|cd)$`,
/// `room[0-9]+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// One of them is there.
    branches: Vec<Branch>,
    /// The folded characters one of which comes right after the last text, as ranges; none if anything may.
    then: Option<Vec<(char, char)>>,
}

/// Folded texts, each after the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Branch {
    /// The first text is at the start.
    from_start: bool,
    /// The last text is at the end.
    to_end: bool,
    /// At least one, none of them empty.
    texts: Vec<String>,
}

impl Outline {
    /// The outline of a pattern, if it has one.
    pub(super) fn of(tree: &Node) -> Option<Self> {
        let mut parts = Vec::new();
        flatten(tree, &mut parts);
        let mut rest = parts.as_slice();
        let mut from_start = false;
        let mut to_end = false;
        while let Some((Node::Anchor(Anchor::Start), tail)) = rest.split_first() {
            from_start = true;
            rest = tail;
        }
        while let Some((Node::Anchor(Anchor::End | Anchor::EndOrFinalLineFeed), head)) =
            rest.split_last()
        {
            to_end = true;
            rest = head;
        }
        // What need not be there is not looked for where anything may follow or go before.
        while !to_end && let Some((Node::Repeat { min: 0, .. }, head)) = rest.split_last() {
            rest = head;
        }
        while !from_start && let Some((Node::Repeat { min: 0, .. }, tail)) = rest.split_first() {
            rest = tail;
        }
        let then = match rest.split_last() {
            Some((last, head)) if !to_end => set_of(last).inspect(|_| rest = head),
            _ => None,
        };
        let mut drafts = vec![Draft {
            texts: vec![String::new()],
        }];
        for part in rest {
            if run_of(part).is_some() {
                drafts
                    .iter_mut()
                    .for_each(|draft| draft.texts.push(String::new()));
                continue;
            }
            let choices = choices_of(part)?;
            if drafts.len() * choices.len() > MOST {
                return None;
            }
            drafts = drafts
                .iter()
                .flat_map(|draft| choices.iter().map(|text| draft.with(text)))
                .collect();
        }
        let ends_in_text = |draft: &Draft| draft.texts.last().is_some_and(|last| !last.is_empty());
        if then.is_some() && !drafts.iter().all(ends_in_text) {
            return None;
        }
        let branches = drafts
            .into_iter()
            .map(|draft| draft.end(from_start, to_end));
        let branches = branches.collect::<Option<_>>()?;
        Some(Self { branches, then })
    }

    /// Whether the pattern matches a text without a line feed, which is given in its folded form.
    #[must_use]
    pub fn holds(&self, folded: &str) -> bool {
        let may_follow = |rest: &str| match &self.then {
            None => true,
            Some(set) => rest.chars().next().is_some_and(|c| {
                let holds = |(first, last): &(char, char)| *first <= c && c <= *last;
                set.iter().any(holds)
            }),
        };
        self.branches
            .iter()
            .any(|branch| branch.holds(folded, &may_follow))
    }
}

/// A branch while it is made: a run of anything lies between two texts, some of which may be empty.
struct Draft {
    texts: Vec<String>,
}

impl Draft {
    fn with(&self, more: &str) -> Self {
        let mut texts = self.texts.clone();
        if let Some(last) = texts.last_mut() {
            last.push_str(more);
        }
        Self { texts }
    }

    /// None if nothing is to be looked for.
    fn end(self, from_start: bool, to_end: bool) -> Option<Branch> {
        let is_there = |text: Option<&String>| text.is_some_and(|text| !text.is_empty());
        // A lonely empty text between two anchors is not the same as none.
        let branch = Branch {
            from_start: from_start && is_there(self.texts.first()),
            to_end: to_end && is_there(self.texts.last()),
            texts: self
                .texts
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect(),
        };
        (!branch.texts.is_empty()).then_some(branch)
    }
}

impl Branch {
    /// Whether the texts are there; what is left after the last one must be such that `may_follow`.
    fn holds(&self, folded: &str, may_follow: &impl Fn(&str) -> bool) -> bool {
        let mut rest = folded;
        let mut texts = self.texts.as_slice();
        if self.from_start
            && let Some((first, after)) = texts.split_first()
        {
            let Some(left) = rest.strip_prefix(first.as_str()) else {
                return false;
            };
            rest = left;
            texts = after;
            if texts.is_empty() {
                return (!self.to_end || rest.is_empty()) && may_follow(rest);
            }
        }
        if self.to_end
            && let Some((last, before)) = texts.split_last()
        {
            let Some(left) = rest.strip_suffix(last.as_str()) else {
                return false;
            };
            rest = left;
            texts = before;
        }
        let Some((last, before)) = texts.split_last() else {
            return true;
        };
        for text in before {
            match after(rest, text).next() {
                Some(left) => rest = left,
                None => return false,
            }
        }
        after(rest, last).any(may_follow)
    }
}

/// What is left after each place where a text is that is not empty.
fn after<'a>(folded: &'a str, text: &'a str) -> impl Iterator<Item = &'a str> {
    // The letters are few: a search that prepares itself takes longer than it saves.
    let first = text.chars().next().unwrap_or_default();
    let places = folded.match_indices(first);
    places.filter_map(move |(at, _)| folded.get(at..)?.strip_prefix(text))
}

/// The folded characters of a set, if one of them at least is to be there and nothing else is said.
fn set_of(part: &Node) -> Option<Vec<(char, char)>> {
    let class = match part {
        Node::Class(class) => class,
        Node::Repeat { node, min: 1, .. } => match &**node {
            Node::Class(class) => class,
            _ => return None,
        },
        _ => return None,
    };
    let is_plain = !class.negated
        && class.case == Case::Ignored
        && class.categories.is_empty()
        && class.minus.is_none();
    is_plain.then(|| case::close(&class.ranges))
}

/// The folded texts one of which a part takes, if it takes nothing else.
fn choices_of(part: &Node) -> Option<Vec<String>> {
    match part {
        Node::Char(c, Case::Ignored) => Some(vec![fold_char(*c).to_string()]),
        Node::Choice(branches) if !branches.is_empty() => branches.iter().map(text_of).collect(),
        _ => None,
    }
}

fn text_of(branch: &Node) -> Option<String> {
    let mut parts = Vec::new();
    flatten(branch, &mut parts);
    let chars = parts.iter().map(|part| match part {
        Node::Char(c, Case::Ignored) => Some(fold_char(*c)),
        _ => None,
    });
    chars.collect()
}
